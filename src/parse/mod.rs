//! From the text of a content file to typed data.
//!
//! Parsing never fails: it returns what it could read, and a diagnostic for each thing it could
//! not. Only a file without a title or with unreadable front matter yields nothing.

mod article;
mod companion;
mod decisions;
mod dossier;
mod entity;
mod front_matter;
mod header;
mod markdown;
mod nesting;
mod page;
mod structure;

pub use front_matter::{FrontMatter, split};
pub use markdown::{MarkdownSource, parse_markdown, plain_text};

use crate::diagnostics::{Code, Diagnostic, Location, Place};
use crate::model::article::{Article, Dossier, Page};
use crate::model::entity::Entity;
use crate::model::source::{SourceFile, SourceKind};
use crate::model::span::Span;

/// The schema of what parsing and enriching yield. It changes when the same bytes would be read
/// or enriched differently, so that no cache outlives a change of the program.
pub const SCHEMA: u32 = 2;

/// A text without front matter as an article; its title is the name of its file.
pub fn bare_article(file: &SourceFile, document: crate::model::document::Document) -> Article {
    let stem = file.path.file_stem().unwrap_or_default();
    article::bare(stem, document)
}

/// A content file, parsed.
#[derive(Debug)]
pub enum Parsed {
    /// A news text.
    Article(Box<Article>),
    /// A subject.
    Dossier(Box<Dossier>),
    /// A person, organization, place …
    Entity(Box<Entity>),
    /// Those of a file of many, and the slugs of those that cannot be read.
    Entities(Vec<Entity>, Vec<String>),
    /// Any other page.
    Page(Box<Page>),
}

/// Characters that turn the direction of everything after them, the first of each line: with them a
/// text reads otherwise than it is (CVE-2021-42574).
fn bidi_controls(text: &str) -> Vec<Diagnostic> {
    let turns = |c: char| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let mut found = Vec::new();
    // They all begin with this byte and one of these two; hardly any text has them.
    let bytes = text.as_bytes();
    let suspicious = |at: usize| match bytes.get(at + 1..at + 3) {
        Some([0x80, last]) => (0xaa..=0xae).contains(last),
        Some([0x81, last]) => (0xa6..=0xa9).contains(last),
        _ => false,
    };
    if !(0..bytes.len()).any(|at| bytes[at] == 0xe2 && suspicious(at)) {
        return found;
    }
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        if let Some((at, c)) = line.char_indices().find(|(_, c)| turns(*c)) {
            let message = format!(
                "a character that turns the direction of the text (U+{:04X})",
                u32::from(c)
            );
            let span = Span::new(start + at, start + at + c.len_utf8());
            let mut diagnostic = Diagnostic::new(Code::BidiControl, message).help("remove it; pages leave it out");
            diagnostic.location = Some(Location {
                file: Default::default(),
                place: Place::Bytes(span),
            });
            found.push(diagnostic);
        }
        start += line.len();
    }
    found
}

/// Reads one content file. `languages` are the tags that the program has data for.
pub fn parse(file: &SourceFile, languages: &[&'static str]) -> (Option<Parsed>, Vec<Diagnostic>) {
    let mut context = header::Context {
        file,
        languages,
        entry: None,
        diagnostics: Vec::new(),
    };
    let parsed = match file.kind {
        SourceKind::Article => article::read(&mut context).map(|a| Parsed::Article(Box::new(a))),
        SourceKind::Dossier => dossier::read(&mut context).map(|d| Parsed::Dossier(Box::new(d))),
        SourceKind::Entity => entity::read(&mut context).map(|e| Parsed::Entity(Box::new(e))),
        SourceKind::Entities => entity::read_many(&mut context).map(|(good, bad)| Parsed::Entities(good, bad)),
        SourceKind::Page => page::read(&mut context).map(|p| Parsed::Page(Box::new(p))),
    };
    let mut diagnostics = context.diagnostics;
    diagnostics.extend(bidi_controls(&file.text));
    if let Some(companion) = &file.companion {
        let found = bidi_controls(&companion.text).into_iter();
        diagnostics.extend(found.map(|mut diagnostic| {
            if let Some(location) = &mut diagnostic.location {
                location.file.clone_from(&companion.path);
            }
            diagnostic
        }));
    }
    for diagnostic in &mut diagnostics {
        match &mut diagnostic.location {
            Some(location) if location.file.as_str().is_empty() => location.file.clone_from(&file.path),
            Some(_) => {}
            none => {
                *none = Some(Location {
                    file: file.path.clone(),
                    place: Place::File,
                })
            }
        }
    }
    (parsed, diagnostics)
}

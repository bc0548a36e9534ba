//! Parses content files: front matter and Markdown.
//!
//! Parsing never fails: it returns what it could read and a diagnostic for each problem. Only a file without a title
//! or with unreadable front matter yields nothing.

mod article;
mod companion;
mod decisions;
mod dossier;
mod entity;
mod footnotes;
mod front_matter;
mod header;
mod markdown;
mod markdown_source;
pub mod nesting;
mod page;
mod structure;

pub use front_matter::split;
pub use markdown::{parse_markdown, plain_text};
pub use markdown_source::MarkdownSource;

use crate::diagnostics::{Code, Diagnostic, Location, Place};
use crate::model::article::{Article, Dossier, Page};
use crate::model::entity::Entity;
use crate::model::source::{SourceFile, SourceKind};
use crate::model::span::Span;

/// An article of a text without front matter; its title is the file name.
pub fn bare_article(file: &SourceFile, document: crate::model::document::Document) -> Article {
    let stem = file.path.file_stem().unwrap_or_default();
    article::bare(stem, document)
}

#[derive(Debug)]
pub enum Parsed {
    Article(Box<Article>),
    Dossier(Box<Dossier>),
    Entity(Box<Entity>),
    /// From `content/entities.yaml`: the entities, and the slugs of those that cannot be read.
    Entities(Vec<Entity>, Vec<String>),
    Page(Box<Page>),
}

/// Reports the first bidirectional control character of each line (CVE-2021-42574).
fn bidi_controls(text: &str) -> Vec<Diagnostic> {
    let is_control = |c: char| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let mut found = Vec::new();
    // A fast test on their UTF-8 bytes: hardly any text has them.
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
        if let Some((at, c)) = line.char_indices().find(|(_, c)| is_control(*c)) {
            let message = format!("bidirectional control character U+{:04X}", u32::from(c));
            let span = Span::new(start + at, start + at + c.len_utf8());
            let diagnostic = Diagnostic::new(Code::BidiControl, message).help("remove it; pages omit it");
            found.push(diagnostic.placed(Place::Bytes(span)));
        }
        start += line.len();
    }
    found
}

/// Parses one content file. `languages` are the supported language tags.
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

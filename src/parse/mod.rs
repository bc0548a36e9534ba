//! From the text of a content file to typed data.
//!
//! Parsing never fails: it returns what it could read, and a diagnostic for each thing it could
//! not. Only a file without a title or with unreadable front matter yields nothing.

mod article;
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

use crate::diagnostics::{Diagnostic, Location};
use crate::model::article::{Article, Dossier, Page};
use crate::model::entity::Entity;
use crate::model::source::{SourceFile, SourceKind};

/// The schema of what parsing and enriching yield. It changes when the same bytes would be read
/// or enriched differently, so that no cache outlives a change of the program.
pub const SCHEMA: u32 = 1;

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
    /// Any other page.
    Page(Box<Page>),
}

/// Reads one content file. `languages` are the tags that the program has data for.
pub fn parse(file: &SourceFile, languages: &[&'static str]) -> (Option<Parsed>, Vec<Diagnostic>) {
    let mut context = header::Context {
        file,
        languages,
        diagnostics: Vec::new(),
    };
    let parsed = match file.kind {
        SourceKind::Article => article::read(&mut context).map(|a| Parsed::Article(Box::new(a))),
        SourceKind::Dossier => dossier::read(&mut context).map(|d| Parsed::Dossier(Box::new(d))),
        SourceKind::Entity => entity::read(&mut context).map(|e| Parsed::Entity(Box::new(e))),
        SourceKind::Page => page::read(&mut context).map(|p| Parsed::Page(Box::new(p))),
    };
    let mut diagnostics = context.diagnostics;
    for diagnostic in &mut diagnostics {
        match &mut diagnostic.location {
            Some(location) => location.file = file.path.clone(),
            none => {
                *none = Some(Location {
                    file: file.path.clone(),
                    place: crate::diagnostics::Place::File,
                })
            }
        }
    }
    (parsed, diagnostics)
}

//! The Markdown texts of a site: bodies, and notes in front matter.

use camino::Utf8Path;

use crate::diagnostics::{Code, Diagnostic, Location, Place};
use crate::model::article::Lang;
use crate::model::document::Document;
use crate::model::key_path::KeyPath;
use crate::model::site::{Placement, Site};
use crate::model::span::Span;

/// The body of a content file, or a note in its front matter.
pub struct Text<'a> {
    pub document: &'a Document,
    pub lang: &'a Lang,
    file: &'a Utf8Path,
    /// The key of the note in the front matter; `None` for a body.
    key: Option<KeyPath>,
}

impl Text<'_> {
    /// A diagnostic at a span of the file; in front matter at the whole note.
    pub fn problem(&self, code: Code, message: impl Into<String>, source: Span) -> Diagnostic {
        let Location { file, place } = self.location(source);
        Diagnostic::new(code, message).at(&file, place)
    }

    /// The place of a span of the file; in front matter the whole note.
    pub fn location(&self, source: Span) -> Location {
        let place = self.key.clone().map_or(Place::Bytes(source), Place::Value);
        Location {
            file: self.file.to_owned(),
            place,
        }
    }
}

/// All texts that are not empty.
pub fn of<'a>(site: &'a Site) -> Vec<Text<'a>> {
    let mut all = Vec::with_capacity(site.articles.len() * 2);
    let mut add = |document: &'a Document, at: &'a Placement, key| {
        if !document.nodes.is_empty() {
            let (file, lang) = (at.file.as_path(), &at.lang);
            all.push(Text {
                document,
                lang,
                file,
                key,
            });
        }
    };
    for article in &site.articles {
        let documents = article.article.documents();
        documents.for_each(|(_, document, key)| add(document, &article.placement, key));
    }
    for dossier in &site.dossiers {
        let documents = dossier.dossier.documents();
        documents.for_each(|(_, document, key)| add(document, &dossier.placement, key));
    }
    for entity in &site.entities {
        add(&entity.entity.body, &entity.placement, None);
    }
    for page in &site.pages {
        add(&page.page.body, &page.placement, None);
    }
    all
}

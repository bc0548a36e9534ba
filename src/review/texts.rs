//! Every text of the site's content files, and how to name a place in it.

use camino::Utf8Path;

use crate::diagnostics::{Code, Diagnostic, Location, Place};
use crate::model::article::Lang;
use crate::model::document::Document;
use crate::model::key_path::KeyPath;
use crate::model::site::{Placement, Site};
use crate::model::span::Span;

/// A text of a content file: its body, or a note in its front matter.
pub struct Text<'a> {
    /// The text.
    pub document: &'a Document,
    /// The language it is in.
    pub lang: &'a Lang,
    file: &'a Utf8Path,
    /// Where it stands in the front matter; `None` for the body.
    key: Option<KeyPath>,
}

impl Text<'_> {
    /// A problem at some bytes of the file; in the front matter, at the whole note.
    pub fn problem(&self, code: Code, message: impl Into<String>, source: Span) -> Diagnostic {
        let Location { file, place } = self.location(source);
        Diagnostic::new(code, message).at(&file, place)
    }

    /// Some bytes of the file; in the front matter, the whole note.
    pub fn location(&self, source: Span) -> Location {
        let place = self.key.clone().map_or(Place::Bytes(source), Place::Value);
        Location {
            file: self.file.to_owned(),
            place,
        }
    }
}

/// Every text that somebody wrote.
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

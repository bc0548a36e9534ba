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
    /// Where it stands in the front matter: list, number, key.
    note: Option<(&'static str, usize)>,
}

impl Text<'_> {
    /// A problem at some bytes of the file; in the front matter, at the whole note.
    pub fn problem(&self, code: Code, message: impl Into<String>, source: Span) -> Diagnostic {
        let Location { file, place } = self.location(source);
        Diagnostic::new(code, message).at(&file, place)
    }

    /// Some bytes of the file; in the front matter, the whole note.
    pub fn location(&self, source: Span) -> Location {
        let place = match self.note {
            Some((list, number)) => Place::Value(KeyPath::root().key(list).index(number).key("note")),
            None => Place::Bytes(source),
        };
        Location {
            file: self.file.to_owned(),
            place,
        }
    }
}

/// Every text that somebody wrote.
pub fn of<'a>(site: &'a Site) -> Vec<Text<'a>> {
    let mut all = Vec::with_capacity(site.articles.len() * 2);
    let mut add = |document: &'a Document, at: &'a Placement, note| {
        if !document.nodes.is_empty() {
            let (file, lang) = (at.file.as_path(), &at.lang);
            all.push(Text {
                document,
                lang,
                file,
                note,
            });
        }
    };
    for article in &site.articles {
        let (own, at) = (&article.article, &article.placement);
        add(&own.body, at, None);
        for (number, annotation) in own.annotations.iter().enumerate() {
            add(&annotation.note, at, Some(("annotations", number)));
        }
        for (number, correction) in own.corrections.iter().enumerate() {
            add(&correction.note, at, Some(("corrections", number)));
        }
    }
    for dossier in &site.dossiers {
        add(&dossier.dossier.body, &dossier.placement, None);
        for (number, event) in dossier.dossier.events.iter().enumerate() {
            if let Some(note) = &event.note {
                add(note, &dossier.placement, Some(("events", number)));
            }
        }
    }
    for entity in &site.entities {
        add(&entity.entity.body, &entity.placement, None);
    }
    for page in &site.pages {
        add(&page.page.body, &page.placement, None);
    }
    all
}

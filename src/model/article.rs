//! What editors write: articles, dossiers and pages, as typed front matter and a parsed body.

use super::date::PartialDate;
use super::document::Document;
use super::ids::{AnnotationId, CorrectionId, EventId};
use super::key_path::KeyPath;
use super::kinds::QuotationKind;
use super::named::named;
use super::output_path::OutputPath;
use super::slug::Slug;
use super::text::DocumentKey;
use super::url::SafeUrl;

/// A language tag that the program has data for, such as `de`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Lang(pub String);

/// A value and where it stands in the front matter, for messages.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Keyed<T> {
    pub value: T,
    pub key: KeyPath,
}

/// What every content file may say of itself.
#[derive(Clone, Debug, Hash)]
pub struct Header {
    pub title: String,
    /// The name in addresses.
    pub slug: Slug,
    /// The language of the text, where it is not the site's.
    pub lang: Option<Lang>,
    /// Two sentences for lists.
    pub summary: Option<String>,
    /// Left out of the site unless drafts are asked for.
    pub draft: bool,
    /// Older addresses that redirect here.
    pub aliases: Vec<Keyed<String>>,
}

#[derive(Clone, Debug)]
pub struct Article {
    pub header: Header,
    /// When the source appeared, as well as it is known.
    pub date: Option<PartialDate>,
    pub updated: Option<PartialDate>,
    /// An embargo: left out before this moment.
    pub publish_at: Option<PartialDate>,
    pub authors: Vec<String>,
    /// The article, by slug, that this one is a translation of.
    pub translation_of: Option<Keyed<String>>,
    /// The dossiers it belongs to, by slug.
    pub dossiers: Vec<Keyed<String>>,
    pub tags: Vec<String>,
    pub provenance: Option<Provenance>,
    pub mentions: Vec<MentionDecision>,
    pub quotations: Vec<QuotationDecision>,
    pub annotations: Vec<Annotation>,
    pub corrections: Vec<Correction>,
    pub body: Document,
}

/// A document of a content file, and where it stands in the front matter; `None` for the body.
pub type Part<'a> = (DocumentKey, &'a Document, Option<KeyPath>);

/// The note of an item of a list in the front matter.
fn note_of(list: &str, number: usize) -> Option<KeyPath> {
    Some(KeyPath::root().key(list).index(number).key("note"))
}

impl Article {
    /// The page with its quotations as cards for other sites.
    pub fn embed_path(&self) -> OutputPath {
        OutputPath::of("embed", &self.header.slug, "html")
    }

    /// Its documents: the body, the notes of annotations, the notes of corrections.
    pub fn documents(&self) -> impl Iterator<Item = Part<'_>> {
        let body = std::iter::once((DocumentKey::Body, &self.body, None));
        let notes = AnnotationId::all(self.annotations.len()).zip(&self.annotations);
        let notes = notes.map(|(id, own)| {
            let place = own.anchor.key.sibling("note");
            (DocumentKey::Annotation(id), &own.note, Some(place))
        });
        let corrections = CorrectionId::all(self.corrections.len()).zip(&self.corrections);
        let corrections = corrections.map(|(id, own)| {
            let place = note_of("corrections", id.index());
            (DocumentKey::Correction(id), &own.note, place)
        });
        body.chain(notes).chain(corrections)
    }

    pub fn annotation(&self, id: AnnotationId) -> &Annotation {
        &self.annotations[id.index()]
    }

    pub fn correction(&self, id: CorrectionId) -> &Correction {
        &self.corrections[id.index()]
    }
}

#[derive(Clone, Debug, Default)]
pub struct Provenance {
    pub name: Option<String>,
    pub url: Option<SafeUrl>,
    pub archive_url: Option<SafeUrl>,
    /// When it was read.
    pub accessed: Option<PartialDate>,
    pub author: Option<String>,
    /// On what terms it may be used.
    pub licence: Option<String>,
}

/// Exact text of an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Anchor {
    /// The text, as in the plain text.
    pub text: String,
    pub prefix: Option<String>,
    pub suffix: Option<String>,
    /// Which of several it is, from 1.
    pub nth: Option<usize>,
    /// Its place in the front matter, for messages.
    pub key: KeyPath,
}

impl Anchor {
    /// Whether one of several occurrences is chosen.
    pub fn is_narrowed(&self) -> bool {
        self.prefix.is_some() || self.suffix.is_some() || self.nth.is_some()
    }
}

#[derive(Clone, Debug)]
pub struct MentionDecision {
    pub anchor: Anchor,
    /// The entity that it means; `None`: it means none.
    pub entity: Option<Keyed<String>>,
}

#[derive(Clone, Debug)]
pub struct QuotationDecision {
    pub anchor: Anchor,
    pub verdict: QuotationVerdict,
}

#[derive(Clone, Debug)]
pub enum QuotationVerdict {
    Ignore,
    Quotation {
        /// Of this kind, where the editor says so.
        kind: Option<QuotationKind>,
        /// By this entity (slug), where the editor says so.
        speaker: Option<Keyed<String>>,
        /// Somebody looked at it and found it right.
        confirmed: bool,
        /// Statements that say the contrary, as the editor finds.
        contradicts: Vec<Contrary>,
    },
}

/// A statement that says the contrary of another.
#[derive(Clone, Debug)]
pub struct Contrary {
    /// The article that reports it (slug); none where it is the same one.
    pub article: Option<Keyed<String>>,
    pub anchor: Anchor,
}

#[derive(Clone, Debug)]
pub struct Annotation {
    pub anchor: Anchor,
    pub kind: AnnotationKind,
    pub note: Document,
    pub by: Option<String>,
    pub date: Option<PartialDate>,
    /// When somebody should check whether it still holds.
    pub review: Option<PartialDate>,
}

named! {
    AnnotationKind {
        /// What a reader needs to know.
        Context = "context",
        /// The text is wrong here.
        Correction = "correction",
        /// What is still to be found out.
        Question = "question",
        /// A claim was checked.
        Verdict = "verdict",
    }
}

#[derive(Clone, Debug)]
pub struct Correction {
    pub date: Option<PartialDate>,
    pub note: Document,
    pub by: Option<String>,
}

/// A subject that collects articles.
#[derive(Clone, Debug, Hash)]
pub struct Dossier {
    pub header: Header,
    /// Its position in lists; those without one come last.
    pub order: Option<i64>,
    pub events: Vec<TimelineEvent>,
    pub body: Document,
}

impl Dossier {
    /// Its documents: the introduction, the notes of events.
    pub fn documents(&self) -> impl Iterator<Item = Part<'_>> {
        let body = std::iter::once((DocumentKey::Body, &self.body, None));
        let events = EventId::all(self.events.len()).zip(&self.events);
        body.chain(events.filter_map(|(id, own)| {
            let place = note_of("events", id.index());
            Some((DocumentKey::Event(id), own.note.as_ref()?, place))
        }))
    }

    pub fn event(&self, id: EventId) -> &TimelineEvent {
        &self.events[id.index()]
    }
}

#[derive(Clone, Debug, Hash)]
pub struct TimelineEvent {
    pub date: PartialDate,
    /// What happened, in a line.
    pub title: String,
    pub note: Option<Document>,
    pub url: Option<SafeUrl>,
}

#[derive(Clone, Debug, Hash)]
pub struct Page {
    pub header: Header,
    /// Its position in the menu; `None`: not in it.
    pub menu: Option<i64>,
    /// The template that makes it, where it is not the one of all pages.
    pub template: Option<Keyed<String>>,
    pub body: Document,
}

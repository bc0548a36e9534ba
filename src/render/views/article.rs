//! The view of an article's page.

use serde::Serialize;

use super::entity::EntityGroup;
use super::shared::{ArticleRow, DateView, LinkView, QuoteView, SpeakerView};
use crate::render::safe_html::SafeHtml;

/// An article's page: `article`.
#[derive(Clone, Debug, Serialize)]
pub struct ArticleView {
    pub row: ArticleRow,
    /// The text, with quotations, mentions and notes marked, in pieces: each ends with the block
    /// that its notes are about.
    pub parts: Vec<PartView>,
    /// Whether the notes fit beside the text: few and short enough.
    pub side_notes: bool,
    pub updated: Option<DateView>,
    pub authors: Vec<String>,
    pub provenance: Option<ProvenanceView>,
    pub dossiers: Vec<LinkView>,
    pub tags: Vec<LinkView>,
    pub quotations: Vec<QuoteView>,
    /// Who speaks, most first.
    pub speakers: Vec<SpeakerCount>,
    /// Whether some of its quotations report speech in the writer's words.
    pub indirect: bool,
    /// The articles that share most with it, the nearest first, at most five.
    pub related: Vec<RelatedView>,
    pub citation: CitationView,
    pub entities: Vec<EntityGroup>,
    pub corrections: Vec<CorrectionView>,
    pub previous: Option<NeighbourView>,
    pub next: Option<NeighbourView>,
}

#[derive(Clone, Debug, Serialize)]
pub struct ProvenanceView {
    pub name: Option<String>,
    pub source_page: Option<String>,
    pub url: Option<String>,
    pub host: Option<String>,
    pub archive_url: Option<String>,
    pub accessed: Option<DateView>,
    pub author: Option<String>,
    pub licence: Option<String>,
}

#[derive(Clone, Debug, Serialize)]
pub struct SpeakerCount {
    pub speaker: SpeakerView,
    pub count: usize,
}

/// A piece of an article's text and the notes on its last block.
#[derive(Clone, Debug, Serialize)]
pub struct PartView {
    pub body: SafeHtml,
    pub notes: Vec<NoteView>,
}

#[derive(Clone, Debug, Serialize)]
pub struct NoteView {
    /// Its `id` on the page: `n-1` or `fn-1`.
    pub id: String,
    /// How the text refers to it: a letter for a note, a number for a footnote.
    pub label: String,
    /// Which of the notes on its block it is, from 1 to 12, for its place beside the text; 0: below the others.
    pub rank: usize,
    /// The `id`s of the places that refer to it; the first is its own.
    pub targets: Vec<String>,
    /// `footnote`, `context`, `correction`, `question` or `verdict`.
    pub kind: &'static str,
    pub kind_label: String,
    /// The text that a note is about; none of a footnote.
    pub text: Option<String>,
    pub note: SafeHtml,
    pub by: Option<String>,
    pub date: Option<DateView>,
}

#[derive(Clone, Debug, Serialize)]
pub struct RelatedView {
    pub title: String,
    pub url: String,
    pub lang: String,
    pub date: Option<DateView>,
    pub source: Option<String>,
    /// What both share, in words: "3 shared people".
    pub reasons: Vec<String>,
}

#[derive(Clone, Debug, Serialize)]
pub struct CitationView {
    pub plain: String,
    pub bibtex: String,
    pub csl_json: String,
    pub ris: String,
}

/// The quotations of an article as cards for other sites: `embed`.
#[derive(Clone, Debug, Serialize)]
pub struct EmbedView {
    pub title: String,
    pub url: String,
    pub lang: String,
    pub cards: Vec<EmbedCard>,
}

#[derive(Clone, Debug, Serialize)]
pub struct EmbedCard {
    /// The quotation; its links are relative to the card's page.
    pub quote: QuoteView,
    pub citation: CitationView,
    /// The HTML that shows this card on another site; none where no base URL is configured.
    pub code: Option<String>,
}

#[derive(Clone, Debug, Serialize)]
pub struct CorrectionView {
    pub date: Option<DateView>,
    pub note: SafeHtml,
    pub by: Option<String>,
}

#[derive(Clone, Debug, Serialize)]
pub struct NeighbourView {
    pub title: String,
    pub url: String,
    pub date: Option<DateView>,
}

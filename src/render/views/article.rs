//! The view of an article's page.

use serde::Serialize;

use super::entity::EntityGroup;
use super::shared::{ArticleRow, DateView, LinkView, QuoteView, SpeakerView};
use crate::render::safe_html::SafeHtml;

/// An article's page: `article`.
#[derive(Clone, Debug, Serialize)]
pub struct ArticleView {
    /// Title, date, summary, source …
    pub row: ArticleRow,
    /// The text, with quotations, mentions and notes marked, in pieces: each ends with the block
    /// that its notes are about.
    pub parts: Vec<PartView>,
    /// Whether the notes fit beside the text: few and short enough.
    pub side_notes: bool,
    /// When the text last changed.
    pub updated: Option<DateView>,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// Where it comes from.
    pub provenance: Option<ProvenanceView>,
    /// The dossiers that it belongs to.
    pub dossiers: Vec<LinkView>,
    /// Its tags.
    pub tags: Vec<LinkView>,
    /// Its quotations, in the order of the text.
    pub quotations: Vec<QuoteView>,
    /// Who speaks, most first.
    pub speakers: Vec<SpeakerCount>,
    /// Whether some of its quotations report speech in the writer's words.
    pub indirect: bool,
    /// The articles that share most with it, the nearest first, at most five.
    pub related: Vec<RelatedView>,
    /// How to cite it.
    pub citation: CitationView,
    /// The entities that it names, by type.
    pub entities: Vec<EntityGroup>,
    /// What was changed after publication.
    pub corrections: Vec<CorrectionView>,
    /// The next older article.
    pub previous: Option<NeighbourView>,
    /// The next newer article.
    pub next: Option<NeighbourView>,
}

/// Where a text comes from.
#[derive(Clone, Debug, Serialize)]
pub struct ProvenanceView {
    /// The medium.
    pub name: Option<String>,
    /// The page of all articles of this medium, relative.
    pub source_page: Option<String>,
    /// The original.
    pub url: Option<String>,
    /// The host of the original, for showing.
    pub host: Option<String>,
    /// An archived copy.
    pub archive_url: Option<String>,
    /// When it was read.
    pub accessed: Option<DateView>,
    /// Who wrote it there.
    pub author: Option<String>,
    /// On what terms it may be used.
    pub licence: Option<String>,
}

/// A speaker and how often.
#[derive(Clone, Debug, Serialize)]
pub struct SpeakerCount {
    /// Who.
    pub speaker: SpeakerView,
    /// How many quotations.
    pub count: usize,
}

/// A piece of an article's text and the notes on its last block.
#[derive(Clone, Debug, Serialize)]
pub struct PartView {
    /// The piece.
    pub body: SafeHtml,
    /// Notes and footnotes, in the order of the text.
    pub notes: Vec<NoteView>,
}

/// An editor's note, or a footnote.
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
    /// The kind in the page's language.
    pub kind_label: String,
    /// The text that a note is about; none of a footnote.
    pub text: Option<String>,
    /// What it says.
    pub note: SafeHtml,
    /// Who wrote it.
    pub by: Option<String>,
    /// When.
    pub date: Option<DateView>,
}

/// An article that shares something with this one.
#[derive(Clone, Debug, Serialize)]
pub struct RelatedView {
    /// Its title.
    pub title: String,
    /// Its page, relative.
    pub url: String,
    /// The language of its text.
    pub lang: String,
    /// When its source appeared.
    pub date: Option<DateView>,
    /// The medium that it comes from.
    pub source: Option<String>,
    /// What both share, in words: "3 shared people".
    pub reasons: Vec<String>,
}

/// How something is cited.
#[derive(Clone, Debug, Serialize)]
pub struct CitationView {
    /// In words, as the page's language does it.
    pub plain: String,
    /// As BibTeX.
    pub bibtex: String,
    /// As CSL-JSON.
    pub csl_json: String,
    /// As RIS.
    pub ris: String,
}

/// The quotations of an article as cards for other sites: `embed`.
#[derive(Clone, Debug, Serialize)]
pub struct EmbedView {
    /// The article's title.
    pub title: String,
    /// The article's page, relative.
    pub url: String,
    /// The language of its text.
    pub lang: String,
    /// The quotations, in the order of the text.
    pub cards: Vec<EmbedCard>,
}

/// A quotation as a card.
#[derive(Clone, Debug, Serialize)]
pub struct EmbedCard {
    /// The quotation; its links are relative to the card's page.
    pub quote: QuoteView,
    /// How to cite it.
    pub citation: CitationView,
    /// The HTML that shows this card on another site; none where no base URL is configured.
    pub code: Option<String>,
}

/// What was changed after publication.
#[derive(Clone, Debug, Serialize)]
pub struct CorrectionView {
    /// When.
    pub date: Option<DateView>,
    /// What.
    pub note: SafeHtml,
    /// Who says so.
    pub by: Option<String>,
}

/// The article before or after.
#[derive(Clone, Debug, Serialize)]
pub struct NeighbourView {
    /// Its title.
    pub title: String,
    /// Its page, relative.
    pub url: String,
    /// When its source appeared.
    pub date: Option<DateView>,
}

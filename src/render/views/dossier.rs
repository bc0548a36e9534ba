//! The views of dossiers and of the timeline.

use serde::Serialize;

use super::charts::{MatrixView, NetworkView};
use super::entity::EntityRow;
use super::shared::{DateView, Pagination, QuoteView, SpeakerView, TopicRow};
use crate::render::safe_html::SafeHtml;

#[derive(Clone, Debug, Serialize)]
pub struct DossierRow {
    pub title: String,
    pub url: String,
    pub lang: String,
    pub summary: Option<String>,
    pub articles: usize,
    pub from: Option<DateView>,
    pub to: Option<DateView>,
}

/// A dossier's page: `dossier`.
#[derive(Clone, Debug, Serialize)]
pub struct DossierView {
    /// Title, summary, span of time …
    pub row: DossierRow,
    /// Whether this is the first page, with everything but the rest of the long lists.
    pub first: bool,
    /// The introduction; empty on the following pages.
    pub body: SafeHtml,
    pub quotation_count: usize,
    pub speaker_count: usize,
    pub source_count: usize,
    pub note_count: usize,
    /// Who said what when; none on the following pages, and where nobody speaks.
    pub matrix: Option<MatrixView>,
    /// Who is named with whom; none on the following pages, and where nobody is.
    pub network: Option<NetworkView>,
    /// The same statement in several articles, those of most articles first; empty on the following pages.
    pub statements: Vec<StatementView>,
    pub more_statements: usize,
    /// Statements that contradict each other, as the editor says; empty on the following pages.
    pub contradictions: Vec<ContradictionView>,
    pub more_contradictions: usize,
    /// Articles and events in the order of time, as many as fit on one page.
    pub timeline: Vec<TimelineEntry>,
    /// Its people, those who speak most first; empty on the following pages.
    pub people: Vec<EntityRow>,
    /// The other entities, those named most first; empty on the following pages.
    pub entities: Vec<EntityRow>,
    /// The media of its articles, those with most first; empty on the following pages.
    pub sources: Vec<TopicRow>,
    pub more_sources: usize,
    /// The editor's notes, as many as fit on one page.
    pub notes: Vec<NoteRow>,
    /// Its quotations, oldest first, as many as fit on one page.
    pub quotations: Vec<QuoteView>,
    pub pagination: Pagination,
}

/// A note of the editor, on a page that is not its article's.
#[derive(Clone, Debug, Serialize)]
pub struct NoteRow {
    /// `context`, `correction`, `question` or `verdict`.
    pub kind: &'static str,
    pub kind_label: String,
    pub text: String,
    pub note: SafeHtml,
    pub by: Option<String>,
    pub date: Option<DateView>,
    pub url: String,
    pub article: String,
    pub lang: String,
}

#[derive(Clone, Debug, Serialize)]
pub struct TimelineEntry {
    /// When; none for an article without a date.
    pub date: Option<DateView>,
    /// `article` or `event`.
    pub kind: &'static str,
    pub title: String,
    /// Where to read on: relative for an article, absolute for an event.
    pub url: Option<String>,
    pub note: Option<SafeHtml>,
    /// The dossier that an event belongs to, or the medium that an article comes from.
    pub context: Option<String>,
    pub lang: String,
    pub summary: Option<String>,
    pub quotations: usize,
}

#[derive(Clone, Debug, Serialize)]
pub struct TimelineYear {
    pub year: i16,
    /// Its entries, newest first.
    pub entries: Vec<TimelineEntry>,
}

#[derive(Clone, Debug, Serialize)]
pub struct StatementView {
    pub speaker: Option<SpeakerView>,
    /// How it is reported, the oldest first.
    pub wordings: Vec<WordingView>,
    pub differs: bool,
    pub more: usize,
}

#[derive(Clone, Debug, Serialize)]
pub struct WordingView {
    /// The words in pieces, as they differ from the first report.
    pub pieces: Vec<PieceView>,
    pub lang: String,
    /// `direct`, `indirect` …
    pub kind: &'static str,
    pub url: String,
    pub article: String,
    pub date: Option<DateView>,
    pub source: Option<String>,
}

#[derive(Clone, Debug, Serialize)]
pub struct PieceView {
    pub text: String,
    /// `same`; `more`: not in the first report; `less`: only there; `gap`: the first report has more
    /// words here, which are left out (`text` is empty).
    pub kind: &'static str,
}

#[derive(Clone, Debug, Serialize)]
pub struct ContradictionView {
    pub first: QuoteView,
    pub second: QuoteView,
}

//! The views of dossiers and of the timeline.

use serde::Serialize;

use super::{ArticleRow, DateView, EntityRow, Pagination, QuoteView, SafeHtml};

/// A dossier on a list.
#[derive(Clone, Debug, Serialize)]
pub struct DossierRow {
    /// Its title.
    pub title: String,
    /// Its page, relative.
    pub url: String,
    /// The language of its text.
    pub lang: String,
    /// A sentence about it.
    pub summary: Option<String>,
    /// How many articles it holds.
    pub articles: usize,
    /// The first and the last date of its articles.
    pub from: Option<DateView>,
    /// See `from`.
    pub to: Option<DateView>,
}

/// A dossier's page: `dossier`.
#[derive(Clone, Debug, Serialize)]
pub struct DossierView {
    /// Title, summary, span of time …
    pub row: DossierRow,
    /// The introduction; empty on the following pages.
    pub body: SafeHtml,
    /// Its articles, oldest first; empty on the following pages.
    pub articles: Vec<ArticleRow>,
    /// Its people, those who speak most first; empty on the following pages.
    pub people: Vec<EntityRow>,
    /// The other entities, those named most first; empty on the following pages.
    pub entities: Vec<EntityRow>,
    /// Its own events, in order; empty on the following pages.
    pub events: Vec<TimelineEntry>,
    /// How many quotations it holds.
    pub quotation_count: usize,
    /// Its quotations, oldest first, as many as fit on one page.
    pub quotations: Vec<QuoteView>,
    /// The pages that it takes.
    pub pagination: Pagination,
}

/// An article or an event on a timeline.
#[derive(Clone, Debug, Serialize)]
pub struct TimelineEntry {
    /// When.
    pub date: DateView,
    /// `article` or `event`.
    pub kind: &'static str,
    /// What.
    pub title: String,
    /// Where to read on: relative for an article, absolute for an event.
    pub url: Option<String>,
    /// More about an event.
    pub note: Option<SafeHtml>,
    /// The dossier that an event belongs to, or the medium that an article comes from.
    pub context: Option<String>,
    /// The language of the title.
    pub lang: String,
}

/// One year of the timeline.
#[derive(Clone, Debug, Serialize)]
pub struct TimelineYear {
    /// The year.
    pub year: i16,
    /// Its entries, newest first.
    pub entries: Vec<TimelineEntry>,
}

//! The views of lists and of pages without a kind of their own.

use serde::Serialize;

use super::dossier::DossierRow;
use super::entity::EntityRow;
use super::shared::{ArticleRow, DateView, LinkView, Pagination, QuoteView};
use crate::render::safe_html::SafeHtml;

/// A list: `items`, with `pagination` and the number of all `total`.
#[derive(Clone, Debug, Serialize)]
pub struct ListView<T: Serialize> {
    pub items: Vec<T>,
    pub total: usize,
    pub pagination: Pagination,
    /// Which items of this page stand together, by year or by letter; empty where nothing divides them.
    pub sections: Vec<SectionView>,
    /// The beginnings of all sections, on whatever page; empty where there are few.
    pub jumps: Vec<LinkView>,
}

/// Items of a list that stand together: `list.items[section.from:section.to]`.
#[derive(Clone, Debug, Serialize)]
pub struct SectionView {
    /// A year or a letter; `#` for names that begin with no letter, `–` for articles without a date.
    pub title: String,
    pub id: String,
    /// The number of its first item on this page, from 0.
    pub from: usize,
    /// The number after that of its last.
    pub to: usize,
}

/// The home page: `home`.
#[derive(Clone, Debug, Serialize)]
pub struct HomeView {
    pub dossiers: Vec<DossierRow>,
    pub articles: Vec<ArticleRow>,
    pub speakers: Vec<EntityRow>,
    /// A telling quotation of each of the newest articles that have one.
    pub quotations: Vec<QuoteView>,
    pub corrections: Vec<CorrectionRow>,
    /// How many articles, dossiers, quotations, people and sources there are.
    pub article_count: usize,
    pub dossier_count: usize,
    pub quotation_count: usize,
    pub person_count: usize,
    pub source_count: usize,
}

/// What the quotations can be filtered by: `filters`. Each only with what there is.
#[derive(Clone, Debug, Serialize)]
pub struct QuoteFilters {
    pub dossiers: Vec<ChoiceView>,
    /// Media, by slug, most first.
    pub sources: Vec<ChoiceView>,
    /// What speakers do with their words: `claim`, `denial` …
    pub acts: Vec<ChoiceView>,
    /// How words are reported: `direct`, `indirect` …
    pub kinds: Vec<ChoiceView>,
    /// The years of the articles, newest first.
    pub years: Vec<i16>,
}

#[derive(Clone, Debug, Serialize)]
pub struct ChoiceView {
    pub value: String,
    pub title: String,
    pub count: usize,
}

/// The page to search on: `search`.
#[derive(Clone, Debug, Serialize)]
pub struct SearchView {
    pub languages: Vec<String>,
    pub ways: Vec<WayView>,
}

#[derive(Clone, Debug, Serialize)]
pub struct WayView {
    pub title: String,
    pub url: String,
    pub count: usize,
}

#[derive(Clone, Debug, Serialize)]
pub struct CorrectionRow {
    pub date: Option<DateView>,
    pub note: SafeHtml,
    pub by: Option<String>,
    pub lang: String,
    pub article: ArticleRow,
    pub url: String,
}

/// A page of free text: `text`.
#[derive(Clone, Debug, Serialize)]
pub struct TextPageView {
    pub body: SafeHtml,
    pub summary: Option<String>,
}

/// The page for addresses that do not exist: `not_found`. A server shows it at any depth, so its links are absolute.
#[derive(Clone, Debug, Serialize)]
pub struct NotFoundView {
    /// The path under which the site is published, with `/` at its end.
    pub base: String,
    pub ways: Vec<WayView>,
}

/// A page at an older address: `redirect`.
#[derive(Clone, Debug, Serialize)]
pub struct RedirectView {
    pub url: String,
    pub title: String,
}

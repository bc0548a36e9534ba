//! The views of lists and of pages without a kind of their own.

use serde::Serialize;

use super::{ArticleRow, DossierRow, EntityRow, LinkView, QuoteView, SafeHtml};

/// The pages of a list: `pagination`.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Pagination {
    /// This page, from 1.
    pub number: usize,
    /// How many there are.
    pub total: usize,
    /// The page before, relative.
    pub previous: Option<String>,
    /// The page after, relative.
    pub next: Option<String>,
    /// The pages to link: the first, the last, and those around this one.
    pub pages: Vec<LinkView>,
}

/// A list: `items`, with `pagination` and the number of all `total`.
#[derive(Clone, Debug, Serialize)]
pub struct ListView<T: Serialize> {
    /// The items of this page.
    pub items: Vec<T>,
    /// How many there are on all pages.
    pub total: usize,
    /// The pages.
    pub pagination: Pagination,
}

/// The home page: `home`.
#[derive(Clone, Debug, Serialize)]
pub struct HomeView {
    /// All dossiers.
    pub dossiers: Vec<DossierRow>,
    /// The newest articles.
    pub articles: Vec<ArticleRow>,
    /// Who speaks most.
    pub speakers: Vec<EntityRow>,
    /// Some of the newest direct quotations.
    pub quotations: Vec<QuoteView>,
    /// How many articles, quotations, people and sources there are.
    pub article_count: usize,
    /// See `article_count`.
    pub quotation_count: usize,
    /// See `article_count`.
    pub person_count: usize,
    /// See `article_count`.
    pub source_count: usize,
}

/// A tag or a source on a list.
#[derive(Clone, Debug, Serialize)]
pub struct TopicRow {
    /// Its name.
    pub title: String,
    /// Its page, relative.
    pub url: String,
    /// How many articles it has.
    pub articles: usize,
}

/// A page of free text: `text`.
#[derive(Clone, Debug, Serialize)]
pub struct TextPageView {
    /// The text.
    pub body: SafeHtml,
    /// A sentence about it.
    pub summary: Option<String>,
}

/// The page for addresses that do not exist: `not_found`. A server shows it at any depth, so its
/// links are absolute.
#[derive(Clone, Debug, Serialize)]
pub struct NotFoundView {
    /// The path under which the site is published, with `/` at its end.
    pub base: String,
}

/// A page at an older address: `redirect`.
#[derive(Clone, Debug, Serialize)]
pub struct RedirectView {
    /// The new address, relative.
    pub url: String,
    /// The title of the page there.
    pub title: String,
}

//! The views of entities.

use serde::Serialize;

use super::charts::PeriodView;
use super::shared::{ArticleRow, DateView, LinkView, Pagination, QuoteView};
use crate::render::safe_html::SafeHtml;

#[derive(Clone, Debug, Serialize)]
pub struct EntityRow {
    pub name: String,
    pub url: String,
    pub kind: &'static str,
    pub description: Option<String>,
    /// How often it is named: on the whole site, in the dossier or in the article, as the list goes.
    pub mentions: usize,
    pub quotations: usize,
    /// Who says that it exists: `registry`, `knowledge` (the embedded knowledge base) or `found` (the
    /// program, from what the articles say).
    pub origin: &'static str,
}

#[derive(Clone, Debug, Serialize)]
pub struct EntityGroup {
    pub kind: &'static str,
    /// The type's name in the page's language, in the plural.
    pub title: String,
    pub url: String,
    pub entities: Vec<EntityRow>,
}

/// An entity's page: `entity`.
#[derive(Clone, Debug, Serialize)]
pub struct EntityView {
    /// Name, type, description, counts on the whole site.
    pub row: EntityRow,
    pub kind_label: String,
    /// The portrait; empty on the following pages.
    pub body: SafeHtml,
    pub aliases: Vec<String>,
    pub wikidata: Option<String>,
    pub roles: Vec<RoleView>,
    /// The entity that speaks when this one does.
    pub represents: Option<LinkView>,
    pub links: Vec<LinkView>,
    /// Where it comes from, where no editor keeps it: a word or two.
    pub origin_label: Option<String>,
    /// A sentence that says where it comes from, and how to add it to the site's own entities.
    pub origin_note: Option<String>,
    /// What to paste into `content/entities.yaml` for that.
    pub stub: Option<String>,
    /// When articles name it and when it speaks, where there are several parts of time to tell apart; empty
    /// on the following pages.
    pub timeline: Vec<TimeCount>,
    /// How the articles write it, most first; empty on the following pages.
    pub seen: Vec<SeenView>,
    /// Who and what is named in the same articles, most first; empty on the following pages.
    pub together: Vec<TogetherView>,
    /// Its quotations, newest first, as many as fit on one page.
    pub quotations: Vec<QuoteView>,
    /// Quotations of others whose words name it, as many as fit on one page.
    pub about: Vec<QuoteView>,
    /// Where it is named, newest first, as many articles as fit on one page.
    pub mentions: Vec<MentionGroup>,
    pub pagination: Pagination,
}

/// How often an entity is in the news in a part of time.
#[derive(Clone, Debug, Serialize)]
pub struct TimeCount {
    pub period: PeriodView,
    pub articles: usize,
    pub quotations: usize,
    /// How long the bar of the articles is, from 0 to 10.
    pub level: usize,
}

#[derive(Clone, Debug, Serialize)]
pub struct SeenView {
    pub text: String,
    pub count: usize,
}

#[derive(Clone, Debug, Serialize)]
pub struct TogetherView {
    pub name: String,
    pub url: String,
    pub kind: &'static str,
    pub articles: usize,
}

#[derive(Clone, Debug, Serialize)]
pub struct RoleView {
    pub title: String,
    pub from: Option<DateView>,
    pub to: Option<DateView>,
}

#[derive(Clone, Debug, Serialize)]
pub struct MentionGroup {
    pub article: ArticleRow,
    pub mentions: Vec<MentionView>,
}

#[derive(Clone, Debug, Serialize)]
pub struct MentionView {
    /// The sentence up to the mention.
    pub before: String,
    pub text: String,
    pub after: String,
    pub url: String,
}

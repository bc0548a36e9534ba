//! The table of articles.

use super::csv::{Table, dossiers};
use crate::model::date::PartialDate;
use crate::model::site::{ArticleId, SiteArticle};
use crate::render::inputs::{PageInputs, WholeSite};
use crate::render::json_data::address;
use crate::render::passage::one_line;
use crate::render::rendered::Rendered;

const COLUMNS: [&str; 22] = [
    "article",
    "title",
    "lang",
    "date",
    "updated",
    "authors",
    "summary",
    "source",
    "source_url",
    "archive_url",
    "accessed",
    "source_author",
    "licence",
    "dossiers",
    "tags",
    "quotations",
    "mentions",
    "entities",
    "annotations",
    "corrections",
    "characters",
    "url",
];

pub fn articles(whole: WholeSite<'_>, articles: &[ArticleId]) -> Rendered {
    let base = whole.inputs().config.base();
    let rows = |inputs: &PageInputs<'_>, id: ArticleId, table: &mut Table| {
        let article = inputs.article(id);
        about(article, table);
        provenance(article, table);
        table.list(dossiers(inputs, article));
        table.list(article.article.tags.iter().map(String::as_str));
        let (quotations, entities) = inputs.article_counts(id);
        table.bare(quotations);
        table.bare(article.mentions.len());
        table.bare(entities);
        table.bare(article.annotations.len());
        table.bare(article.article.corrections.len());
        table.bare(article.article.body.plain.chars().count());
        table.cell(&address(base.as_deref(), &article.placement.output));
        table.end();
    };
    Table::of_articles(&COLUMNS, whole, articles, rows).file("data/articles.csv")
}

fn about(article: &SiteArticle, table: &mut Table) {
    let header = &article.article.header;
    table.cell(header.slug.as_str());
    table.cell(&one_line(&header.title));
    table.cell(&article.placement.lang.0);
    date(article.article.date, table);
    date(article.article.updated, table);
    table.list(article.article.authors.iter().map(String::as_str));
    table.cell(&one_line(header.summary.as_deref().unwrap_or("")));
}

fn provenance(article: &SiteArticle, table: &mut Table) {
    let provenance = article.article.provenance.as_ref();
    table.maybe(provenance.and_then(|source| source.name.as_deref()));
    table.maybe(provenance.and_then(|source| Some(source.url.as_ref()?.as_str())));
    table.maybe(provenance.and_then(|source| Some(source.archive_url.as_ref()?.as_str())));
    date(provenance.and_then(|source| source.accessed), table);
    table.maybe(provenance.and_then(|source| source.author.as_deref()));
    table.maybe(provenance.and_then(|source| source.licence.as_deref()));
}

fn date(date: Option<PartialDate>, table: &mut Table) {
    table.maybe(date.map(|date| date.to_string()).as_deref());
}

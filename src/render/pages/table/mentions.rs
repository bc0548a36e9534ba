//! Every mention of some articles.

use super::{Table, decimal};
use crate::model::site::{ArticleId, Mention, SiteArticle};
use crate::model::span::CodePoints;
use crate::render::Rendered;
use crate::render::company::{one_line, sentence_of};
use crate::render::context::Renderer;
use crate::render::twins::origin_name;

/// The columns.
const COLUMNS: [&str; 13] = [
    "article",
    "date",
    "start",
    "end",
    "text",
    "entity",
    "type",
    "wikidata",
    "origin",
    "form",
    "confidence",
    "rule",
    "sentence",
];

/// The table.
pub fn mentions(renderer: &Renderer<'_>, articles: &[ArticleId]) -> Rendered {
    let mut table = Table::new(&COLUMNS);
    for id in articles {
        let article = renderer.site.article(*id);
        let points = CodePoints::new(&article.article.body.plain);
        let date = article.article.date.map(|date| date.to_string());
        for mention in &article.mentions {
            table.cell(article.article.header.slug.as_str());
            table.maybe(date.as_deref());
            row(renderer, article, mention, &points, &mut table);
        }
    }
    table.file("data/mentions.csv")
}

fn row(renderer: &Renderer<'_>, article: &SiteArticle, mention: &Mention, points: &CodePoints<'_>, table: &mut Table) {
    let plain = &article.article.body.plain;
    let entity = &renderer.site.entity(mention.entity).entity;
    let sentence = sentence_of(&article.enrichment.sentences, mention.span);
    table.bare(points.at(mention.span.start));
    table.bare(points.at(mention.span.end));
    table.cell(&one_line(mention.span.slice(plain)));
    table.cell(entity.header.slug.as_str());
    table.cell(entity.entity_type.name());
    table.maybe(entity.wikidata.as_deref());
    table.cell(origin_name(mention.origin));
    table.cell(mention.form.name());
    table.cell(&decimal(mention.confidence));
    table.cell(mention.rule);
    table.cell(&one_line(sentence.slice(plain)));
    table.end();
}

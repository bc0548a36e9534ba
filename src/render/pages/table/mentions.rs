//! The table of mentions.

use super::csv::Table;
use crate::model::site::{ArticleId, Mention, SiteArticle};
use crate::model::span::{CodePoints, Span};
use crate::render::inputs::{PageInputs, WholeSite};
use crate::render::json_data::origin_name;
use crate::render::passage::{one_line, sentence_of};
use crate::render::rendered::Rendered;

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

pub fn mentions(whole: WholeSite<'_>, articles: &[ArticleId]) -> Rendered {
    let rows = |inputs: &PageInputs<'_>, id: ArticleId, table: &mut Table| {
        let article = inputs.article(id);
        let points = CodePoints::new(&article.article.body.plain);
        let date = article.article.date.map(|date| date.to_string());
        // Several mentions stand in one sentence.
        let mut sentence = (Span::default(), String::new());
        for mention in &article.mentions {
            let span = sentence_of(&article.sentences, mention.span);
            if span != sentence.0 {
                sentence = (span, one_line(span.slice(&article.article.body.plain)));
            }
            table.cell(article.article.header.slug.as_str());
            table.maybe(date.as_deref());
            row(inputs, article, mention, &points, table);
            table.cell(&sentence.1);
            table.end();
        }
    };
    Table::of_articles(&COLUMNS, whole, articles, rows).file("data/mentions.csv")
}

fn row(inputs: &PageInputs<'_>, article: &SiteArticle, mention: &Mention, points: &CodePoints<'_>, table: &mut Table) {
    let plain = &article.article.body.plain;
    let entity = &inputs.entity(mention.entity).entity;
    table.bare(points.at(mention.span.start));
    table.bare(points.at(mention.span.end));
    table.cell(&one_line(mention.span.slice(plain)));
    table.cell(entity.header.slug.as_str());
    table.cell(entity.entity_type.name());
    table.maybe(entity.wikidata.as_deref());
    table.cell(origin_name(mention.origin));
    table.cell(mention.form.name());
    table.decimal(mention.confidence);
    table.cell(mention.rule.name());
}

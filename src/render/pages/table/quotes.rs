//! The table of shown quotations.

use super::csv::{Table, dossiers};
use crate::model::enrichment::SpeechAct;
use crate::model::site::ArticleId;
use crate::model::span::CodePoints;
use crate::model::statement::Statement;
use crate::render::inputs::{PageInputs, WholeSite};
use crate::render::json_data::{address, origin_name};
use crate::render::passage::one_line;
use crate::render::rendered::Rendered;

const COLUMNS: [&str; 26] = [
    "article",
    "id",
    "date",
    "lang",
    "start",
    "end",
    "text",
    "kind",
    "partial",
    "speaker",
    "speaker_text",
    "entity",
    "type",
    "wikidata",
    "role",
    "cue",
    "cue_kind",
    "occasion",
    "confidence",
    "origin",
    "rule",
    "title",
    "source",
    "source_url",
    "dossiers",
    "url",
];

pub fn quotes(whole: WholeSite<'_>, articles: &[ArticleId]) -> Rendered {
    let base = whole.inputs().config.base();
    let rows = |inputs: &PageInputs<'_>, id: ArticleId, table: &mut Table| {
        let article = inputs.article(id);
        let points = CodePoints::new(&article.article.body.plain);
        let page = address(base.as_deref(), &article.placement.output);
        for statement in inputs.shown_statements(id) {
            words(&statement, &points, table);
            speaker(&statement, table);
            found(&statement, table);
            provenance(inputs, &statement, table);
            table.cell(&format!("{page}#{}", statement.id.anchor()));
            table.end();
        }
    };
    Table::of_articles(&COLUMNS, whole, articles, rows).file("data/quotes.csv")
}

fn words(statement: &Statement<'_>, points: &CodePoints<'_>, table: &mut Table) {
    let (article, quotation) = (statement.article, statement.quotation);
    table.cell(article.article.header.slug.as_str());
    table.cell(&statement.id.anchor());
    table.maybe(statement.date().map(|date| date.to_string()).as_deref());
    table.cell(&article.placement.lang.0);
    table.bare(points.at(quotation.span.start));
    table.bare(points.at(quotation.span.end));
    table.cell(&one_line(statement.words()));
    table.cell(quotation.kind.name());
    table.bare(quotation.partial);
}

fn speaker(statement: &Statement<'_>, table: &mut Table) {
    let entity = statement.entity.map(|(_, entity)| &entity.entity);
    table.maybe(statement.speaker_name());
    table.cell(&text(statement.speaker_text()));
    table.maybe(statement.speaker_slug());
    table.maybe(entity.map(|entity| entity.entity_type.name()));
    table.maybe(entity.and_then(|entity| entity.wikidata.as_deref()));
    table.maybe(statement.office().as_deref());
}

fn found(statement: &Statement<'_>, table: &mut Table) {
    let quotation = statement.quotation;
    table.cell(&text(statement.cue()));
    table.maybe(quotation.cue_kind.map(SpeechAct::name));
    table.cell(&text(statement.occasion()));
    table.decimal(quotation.confidence);
    table.cell(origin_name(quotation.origin));
    table.cell(quotation.rule.name());
}

fn provenance(inputs: &PageInputs<'_>, statement: &Statement<'_>, table: &mut Table) {
    let article = statement.article;
    table.cell(&article.article.header.title);
    table.maybe(statement.source());
    let provenance = article.article.provenance.as_ref();
    table.maybe(provenance.and_then(|source| Some(source.url.as_ref()?.as_str())));
    table.list(dossiers(inputs, article));
}

/// Words of the article on one line; empty where there are none.
fn text(words: Option<&str>) -> String {
    words.map_or_else(String::new, one_line)
}

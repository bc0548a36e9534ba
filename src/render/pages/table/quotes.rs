//! Every quotation of some articles that the site shows.

use super::{Table, dossiers};
use crate::model::enrichment::SpeechAct;
use crate::model::site::{ArticleId, SiteArticle};
use crate::model::span::{CodePoints, Span};
use crate::render::Rendered;
use crate::render::inputs::{PageInputs, WholeSite};
use crate::render::passage::one_line;
use crate::render::twins::{address, origin_name};

/// The columns.
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

/// The table.
pub fn quotes(whole: WholeSite<'_>, articles: &[ArticleId]) -> Rendered {
    let base = whole.inputs().config.base();
    let rows = |inputs: &PageInputs<'_>, id: ArticleId, table: &mut Table| {
        let article = inputs.article(id);
        let points = CodePoints::new(&article.article.body.plain);
        let page = address(base.as_deref(), &article.placement.output);
        for quotation in 0..article.enrichment.quotations.len() {
            if inputs.is_shown(id, quotation as u32) {
                words(article, quotation, &points, table);
                speaker(inputs, article, quotation, table);
                found(article, quotation, table);
                provenance(inputs, article, table);
                table.cell(&format!("{page}#q-{}", quotation + 1));
                table.end();
            }
        }
    };
    Table::of_articles(&COLUMNS, whole, articles, rows).file("data/quotes.csv")
}

/// Where it stands and what it says.
fn words(article: &SiteArticle, number: usize, points: &CodePoints<'_>, table: &mut Table) {
    let quotation = &article.enrichment.quotations[number];
    table.cell(article.article.header.slug.as_str());
    table.cell(&format!("q-{}", number + 1));
    table.maybe(article.article.date.map(|date| date.to_string()).as_deref());
    table.cell(&article.placement.lang.0);
    table.bare(points.at(quotation.span.start));
    table.bare(points.at(quotation.span.end));
    table.cell(&text(article, Some(quotation.span)));
    table.cell(quotation.kind.name());
    table.bare(quotation.partial);
}

/// Who says it, and as what.
fn speaker(inputs: &PageInputs<'_>, article: &SiteArticle, number: usize, table: &mut Table) {
    let speaker = article.enrichment.quotations[number].speaker.as_ref();
    let entity = article.speakers[number].map(|id| &inputs.entity(id).entity);
    let resolved = || speaker.and_then(|speaker| speaker.resolved.as_deref());
    table.maybe(entity.map(|entity| entity.header.title.as_str()).or_else(resolved));
    table.cell(&text(article, speaker.and_then(|speaker| speaker.written)));
    table.maybe(entity.map(|entity| entity.header.slug.as_str()));
    table.maybe(entity.map(|entity| entity.entity_type.name()));
    table.maybe(entity.and_then(|entity| entity.wikidata.as_deref()));
    table.maybe(inputs.role_of(article, number).as_deref());
}

/// How it is introduced, and what found it.
fn found(article: &SiteArticle, number: usize, table: &mut Table) {
    let quotation = &article.enrichment.quotations[number];
    table.cell(&text(article, quotation.cue));
    table.maybe(quotation.cue_kind.map(SpeechAct::name));
    table.cell(&text(article, quotation.occasion));
    table.decimal(quotation.confidence);
    table.cell(origin_name(quotation.origin));
    table.cell(&quotation.rule);
}

/// Where its article comes from and belongs.
fn provenance(inputs: &PageInputs<'_>, article: &SiteArticle, table: &mut Table) {
    let provenance = article.article.provenance.as_ref();
    table.cell(&article.article.header.title);
    table.maybe(provenance.and_then(|source| source.name.as_deref()));
    table.maybe(provenance.and_then(|source| Some(source.url.as_ref()?.as_str())));
    table.list(dossiers(inputs, article));
}

/// Words of the article on one line; empty where there are none.
fn text(article: &SiteArticle, span: Option<Span>) -> String {
    span.map_or_else(String::new, |span| one_line(span.slice(&article.article.body.plain)))
}

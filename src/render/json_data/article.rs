//! The data of an article.

use serde::Serialize;

use super::values::{address, date, fraction, origin_name, to_json};
use crate::model::article::{Correction, Provenance};
use crate::model::enrichment::{PlacedAnnotation, SpeakerClass, SpeechAct, Status};
use crate::model::site::{ArticleId, Mention, SiteArticle};
use crate::model::span::CodePoints;
use crate::model::statement::Statement;
use crate::render::inputs::PageInputs;
use crate::render::schema::Schema;

#[derive(Serialize)]
struct ArticleData<'a> {
    #[serde(rename = "$schema")]
    schema: String,
    #[serde(rename = "type")]
    kind: &'static str,
    slug: &'a str,
    title: &'a str,
    url: String,
    lang: &'a str,
    date: Option<String>,
    updated: Option<String>,
    summary: Option<&'a str>,
    authors: &'a [String],
    tags: &'a [String],
    dossiers: Vec<&'a str>,
    source: Option<SourceData<'a>>,
    text: &'a str,
    quotations: Vec<QuotationData<'a>>,
    mentions: Vec<MentionData<'a>>,
    annotations: Vec<AnnotationData<'a>>,
    corrections: Vec<CorrectionData<'a>>,
}

#[derive(Serialize)]
struct SourceData<'a> {
    name: Option<&'a str>,
    url: Option<&'a str>,
    archive_url: Option<&'a str>,
    accessed: Option<String>,
    author: Option<&'a str>,
    licence: Option<&'a str>,
}

#[derive(Serialize)]
struct QuotationData<'a> {
    id: String,
    kind: &'static str,
    partial: bool,
    shown: bool,
    start: u32,
    end: u32,
    text: &'a str,
    spans: Vec<[u32; 2]>,
    speaker_text: Option<&'a str>,
    speaker_resolved: Option<&'a str>,
    speaker_entity: Option<&'a str>,
    speaker_class: Option<&'static str>,
    role: Option<String>,
    cue: Option<&'a str>,
    cue_kind: Option<&'static str>,
    asserted: bool,
    status: &'static str,
    occasion: Option<&'a str>,
    origin: &'static str,
    confidence: f32,
    rule: &'a str,
}

#[derive(Serialize)]
struct MentionData<'a> {
    start: u32,
    end: u32,
    text: &'a str,
    #[serde(rename = "type")]
    kind: &'static str,
    entity: &'a str,
    wikidata: Option<&'a str>,
    origin: &'static str,
    form: &'static str,
    confidence: f32,
    rule: &'static str,
}

#[derive(Serialize)]
struct AnnotationData<'a> {
    start: u32,
    end: u32,
    text: &'a str,
    kind: &'static str,
    note: &'a str,
    by: Option<&'a str>,
    date: Option<String>,
}

#[derive(Serialize)]
struct CorrectionData<'a> {
    date: Option<String>,
    note: &'a str,
    by: Option<&'a str>,
}

pub fn article(inputs: &PageInputs<'_>, id: ArticleId) -> Vec<u8> {
    let site_article = inputs.article(id);
    let article = &site_article.article;
    let plain = article.body.plain.as_str();
    let points = CodePoints::new(plain);
    let dossiers = site_article.dossiers.iter().map(|id| inputs.dossier(*id));
    let mentions = site_article.mentions.iter();
    let output = &site_article.placement.output;
    let data = ArticleData {
        schema: Schema::Article.seen_from(output),
        kind: "article",
        slug: article.header.slug.as_str(),
        title: &article.header.title,
        url: address(inputs.config.base().as_deref(), output),
        lang: &site_article.placement.lang.0,
        date: date(article.date),
        updated: date(article.updated),
        summary: article.header.summary.as_deref(),
        authors: &article.authors,
        tags: &article.tags,
        dossiers: dossiers.map(|dossier| dossier.dossier.header.slug.as_str()).collect(),
        source: article.provenance.as_ref().map(source),
        text: plain,
        quotations: inputs
            .statements_of(id)
            .map(|statement| quotation(inputs, &statement, &points))
            .collect(),
        mentions: mentions.map(|m| mention(inputs, m, plain, &points)).collect(),
        annotations: annotations(site_article, &points),
        corrections: article.corrections.iter().map(correction).collect(),
    };
    to_json(&data)
}

fn source(source: &Provenance) -> SourceData<'_> {
    SourceData {
        name: source.name.as_deref(),
        url: source.url.as_ref().map(|url| url.as_str()),
        archive_url: source.archive_url.as_ref().map(|url| url.as_str()),
        accessed: date(source.accessed),
        author: source.author.as_deref(),
        licence: source.licence.as_deref(),
    }
}

fn quotation<'a>(inputs: &PageInputs<'_>, statement: &Statement<'a>, points: &CodePoints<'_>) -> QuotationData<'a> {
    let quotation = statement.quotation;
    let spans = quotation.parts.iter();
    QuotationData {
        id: statement.id.anchor(),
        kind: quotation.kind.name(),
        partial: quotation.partial,
        shown: statement.is_shown(inputs.config.min_confidence),
        start: points.at(quotation.span.start),
        end: points.at(quotation.span.end),
        text: statement.words(),
        spans: spans.map(|part| [points.at(part.start), points.at(part.end)]).collect(),
        speaker_text: statement.speaker_text(),
        speaker_resolved: statement.speaker_name(),
        speaker_entity: statement.speaker_slug(),
        speaker_class: statement.speaker_class().map(SpeakerClass::name),
        role: statement.office(),
        cue: statement.cue(),
        cue_kind: quotation.cue_kind.map(SpeechAct::name),
        asserted: statement.status == Status::Asserted,
        status: statement.status.name(),
        occasion: statement.occasion(),
        origin: origin_name(quotation.origin),
        confidence: fraction(quotation.confidence),
        rule: quotation.rule.name(),
    }
}

fn mention<'a>(
    inputs: &'a PageInputs<'_>,
    mention: &Mention,
    plain: &'a str,
    points: &CodePoints<'_>,
) -> MentionData<'a> {
    let entity = &inputs.entity(mention.entity).entity;
    MentionData {
        start: points.at(mention.span.start),
        end: points.at(mention.span.end),
        text: mention.span.slice(plain),
        kind: entity.entity_type.name(),
        entity: entity.header.slug.as_str(),
        wikidata: entity.wikidata.as_deref(),
        origin: origin_name(mention.origin),
        form: mention.form.name(),
        confidence: fraction(mention.confidence),
        rule: mention.rule.name(),
    }
}

fn annotations<'a>(article: &'a SiteArticle, points: &CodePoints<'_>) -> Vec<AnnotationData<'a>> {
    let found = article.annotations.iter();
    let data = |placed: &PlacedAnnotation| {
        let span = placed.span;
        let note = article.article.annotation(placed.annotation);
        AnnotationData {
            start: points.at(span.start),
            end: points.at(span.end),
            text: span.slice(&article.article.body.plain),
            kind: note.kind.name(),
            note: &note.note.plain,
            by: note.by.as_deref(),
            date: date(note.date),
        }
    };
    found.map(data).collect()
}

fn correction(correction: &Correction) -> CorrectionData<'_> {
    CorrectionData {
        date: date(correction.date),
        note: &correction.note.plain,
        by: correction.by.as_deref(),
    }
}

//! The data of articles and entities as JSON, beside their pages.
//!
//! Offsets are Unicode code points into `text`, end exclusive.

mod entity;

pub use entity::entity;

use serde::Serialize;

use super::context::Renderer;
use crate::model::enrichment::{Origin, SpeechAct};
use crate::model::site::{ArticleId, Mention, SiteArticle};
use crate::model::span::{CodePoints, Span};

/// An article.
#[derive(Serialize)]
struct ArticleTwin<'a> {
    #[serde(rename = "type")]
    kind: &'static str,
    slug: &'a str,
    title: &'a str,
    lang: &'a str,
    date: Option<String>,
    updated: Option<String>,
    summary: Option<&'a str>,
    authors: &'a [String],
    tags: &'a [String],
    dossiers: Vec<&'a str>,
    source: Option<SourceTwin<'a>>,
    text: &'a str,
    quotations: Vec<QuotationTwin<'a>>,
    mentions: Vec<MentionTwin<'a>>,
    annotations: Vec<AnnotationTwin<'a>>,
}

/// Where an article comes from.
#[derive(Serialize)]
struct SourceTwin<'a> {
    name: Option<&'a str>,
    url: Option<&'a str>,
    archive_url: Option<&'a str>,
    accessed: Option<String>,
    author: Option<&'a str>,
    licence: Option<&'a str>,
}

/// A quotation in its article.
#[derive(Serialize)]
struct QuotationTwin<'a> {
    id: String,
    kind: &'static str,
    partial: bool,
    start: u32,
    end: u32,
    text: &'a str,
    speaker_text: Option<&'a str>,
    speaker_resolved: Option<&'a str>,
    speaker_entity: Option<&'a str>,
    cue: Option<&'a str>,
    cue_kind: Option<&'static str>,
    occasion: Option<&'a str>,
    confidence: f32,
    rule: &'a str,
}

/// A mention in its article.
#[derive(Serialize)]
struct MentionTwin<'a> {
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

/// A note in its article.
#[derive(Serialize)]
struct AnnotationTwin<'a> {
    start: u32,
    end: u32,
    text: &'a str,
    kind: &'static str,
    note: &'a str,
    by: Option<&'a str>,
    date: Option<String>,
}

/// The data of an article.
pub fn article(renderer: &Renderer<'_>, id: ArticleId) -> Vec<u8> {
    let site_article = renderer.site.article(id);
    let article = &site_article.article;
    let plain = article.body.plain.as_str();
    let points = CodePoints::new(plain);
    let provenance = article.provenance.as_ref();
    let annotations = site_article.enrichment.annotations.iter().map(|(span, number)| {
        let note = &article.annotations[*number as usize];
        AnnotationTwin {
            start: points.at(span.start),
            end: points.at(span.end),
            text: span.slice(plain),
            kind: note.kind.name(),
            note: &note.note.plain,
            by: note.by.as_deref(),
            date: note.date.map(|date| date.to_string()),
        }
    });
    let twin = ArticleTwin {
        kind: "article",
        slug: article.header.slug.as_str(),
        title: &article.header.title,
        lang: &site_article.placement.lang.0,
        date: article.date.map(|date| date.to_string()),
        updated: article.updated.map(|date| date.to_string()),
        summary: article.header.summary.as_deref(),
        authors: &article.authors,
        tags: &article.tags,
        dossiers: site_article
            .dossiers
            .iter()
            .map(|id| renderer.site.dossier(*id).dossier.header.slug.as_str())
            .collect(),
        source: provenance.map(|p| SourceTwin {
            name: p.name.as_deref(),
            url: p.url.as_ref().map(|url| url.as_str()),
            archive_url: p.archive_url.as_ref().map(|url| url.as_str()),
            accessed: p.accessed.map(|date| date.to_string()),
            author: p.author.as_deref(),
            licence: p.licence.as_deref(),
        }),
        text: plain,
        quotations: quotations(renderer, site_article, &points),
        mentions: site_article
            .mentions
            .iter()
            .map(|mention| mention_twin(renderer, mention, plain, &points))
            .collect(),
        annotations: annotations.collect(),
    };
    to_json(&twin)
}

fn quotations<'a>(
    renderer: &'a Renderer<'_>,
    article: &'a SiteArticle,
    points: &CodePoints<'_>,
) -> Vec<QuotationTwin<'a>> {
    let plain = article.article.body.plain.as_str();
    let slice = |span: Span| span.slice(plain);
    let quotations = article.enrichment.quotations.iter().enumerate();
    quotations
        .map(|(number, quotation)| {
            let speaker = quotation.speaker.as_ref();
            let entity = article.speakers[number].map(|id| renderer.site.entity(id));
            QuotationTwin {
                id: format!("q-{}", number + 1),
                kind: quotation.kind.name(),
                partial: quotation.partial,
                start: points.at(quotation.span.start),
                end: points.at(quotation.span.end),
                text: slice(quotation.span),
                speaker_text: speaker.and_then(|s| s.written).map(slice),
                speaker_resolved: entity
                    .map(|entity| entity.entity.header.title.as_str())
                    .or_else(|| speaker.and_then(|s| s.resolved.as_deref())),
                speaker_entity: entity.map(|entity| entity.entity.header.slug.as_str()),
                cue: quotation.cue.map(slice),
                cue_kind: quotation.cue_kind.map(SpeechAct::name),
                occasion: quotation.occasion.map(slice),
                confidence: f32::from(quotation.confidence) / 1000.0,
                rule: &quotation.rule,
            }
        })
        .collect()
}

fn mention_twin<'a>(
    renderer: &'a Renderer<'_>,
    mention: &Mention,
    plain: &'a str,
    points: &CodePoints<'_>,
) -> MentionTwin<'a> {
    let entity = &renderer.site.entity(mention.entity).entity;
    MentionTwin {
        start: points.at(mention.span.start),
        end: points.at(mention.span.end),
        text: mention.span.slice(plain),
        kind: entity.entity_type.name(),
        entity: entity.header.slug.as_str(),
        wikidata: entity.wikidata.as_deref(),
        origin: origin_name(mention.origin),
        form: mention.form.name(),
        confidence: f32::from(mention.confidence) / 1000.0,
        rule: mention.rule,
    }
}

/// Who decided, in data.
pub(super) fn origin_name(origin: Origin) -> &'static str {
    match origin {
        Origin::Found => "found",
        Origin::Editor => "editor",
    }
}

/// Writing plain data as JSON cannot fail.
fn to_json(value: &impl Serialize) -> Vec<u8> {
    let mut bytes = serde_json::to_vec(value).unwrap_or_default();
    bytes.push(b'\n');
    bytes
}

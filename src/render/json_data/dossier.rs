//! The data of a dossier.

use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::BTreeMap;

use serde::Serialize;

use super::values::{address, date, to_json};
use crate::model::article::TimelineEvent;
use crate::model::date::PartialDate;
use crate::model::enrichment::QuotationKind;
use crate::model::site::{ArticleId, DossierId, EntityId, SiteDossier, SourceId};
use crate::model::span::Span;
use crate::render::inputs::PageInputs;
use crate::render::schema::Schema;
use crate::render::tally::tally;

#[derive(Serialize)]
struct DossierData<'a> {
    #[serde(rename = "$schema")]
    schema: String,
    #[serde(rename = "type")]
    kind: &'static str,
    slug: &'a str,
    title: &'a str,
    url: String,
    lang: &'a str,
    summary: Option<&'a str>,
    text: Cow<'a, str>,
    from: Option<String>,
    to: Option<String>,
    articles: Vec<DossierArticleData<'a>>,
    quotations: QuotationsData<'a>,
    entities: Vec<DossierEntityData<'a>>,
    sources: Vec<DossierSourceData<'a>>,
    events: Vec<EventData<'a>>,
}

#[derive(Serialize)]
struct DossierArticleData<'a> {
    article: &'a str,
    title: &'a str,
    date: Option<String>,
    source: Option<&'a str>,
    quotations: usize,
    entities: usize,
}

#[derive(Serialize)]
struct QuotationsData<'a> {
    total: usize,
    attributed: usize,
    kinds: BTreeMap<&'static str, usize>,
    speakers: Vec<DossierSpeakerData<'a>>,
}

#[derive(Serialize)]
struct DossierSpeakerData<'a> {
    name: &'a str,
    entity: Option<&'a str>,
    quotations: usize,
    articles: usize,
    from: Option<String>,
    to: Option<String>,
}

#[derive(Serialize)]
struct DossierEntityData<'a> {
    entity: &'a str,
    #[serde(rename = "type")]
    kind: &'static str,
    name: &'a str,
    wikidata: Option<&'a str>,
    mentions: usize,
    articles: usize,
}

#[derive(Serialize)]
struct DossierSourceData<'a> {
    name: &'a str,
    articles: usize,
}

#[derive(Serialize)]
pub(super) struct EventData<'a> {
    date: String,
    title: &'a str,
    note: Option<&'a str>,
    url: Option<&'a str>,
}

pub fn dossier(inputs: &PageInputs<'_>, id: DossierId) -> Vec<u8> {
    let site_dossier = inputs.dossier(id);
    let header = &site_dossier.dossier.header;
    let body = &site_dossier.dossier.body;
    let output = &site_dossier.placement.output;
    let mut span = Range::default();
    for id in &site_dossier.articles {
        span.add(inputs.article(*id).article.date);
    }
    let data = DossierData {
        schema: Schema::Dossier.seen_from(output),
        kind: "dossier",
        slug: header.slug.as_str(),
        title: &header.title,
        url: address(inputs.config.base().as_deref(), output),
        lang: &site_dossier.placement.lang.0,
        summary: header.summary.as_deref(),
        text: site_dossier.body().as_read(Span::new(0, body.plain.len())),
        from: date(span.from),
        to: date(span.to),
        articles: site_dossier.articles.iter().map(|id| article(inputs, *id)).collect(),
        quotations: quotations(inputs, site_dossier),
        entities: entities(inputs, site_dossier),
        sources: sources(inputs, site_dossier),
        events: events(site_dossier),
    };
    to_json(&data)
}

#[derive(Clone, Copy, Default)]
struct Range {
    from: Option<PartialDate>,
    to: Option<PartialDate>,
}

impl Range {
    fn add(&mut self, date: Option<PartialDate>) {
        let Some(date) = date else { return };
        self.from = Some(self.from.map_or(date, |from| from.min(date)));
        self.to = Some(self.to.map_or(date, |to| to.max(date)));
    }
}

fn article<'a>(inputs: &'a PageInputs<'_>, id: ArticleId) -> DossierArticleData<'a> {
    let article = &inputs.article(id).article;
    let (quotations, entities) = inputs.article_counts(id);
    DossierArticleData {
        article: article.header.slug.as_str(),
        title: &article.header.title,
        date: date(article.date),
        source: article.provenance.as_ref().and_then(|source| source.name.as_deref()),
        quotations,
        entities,
    }
}

#[derive(Default)]
struct Speech<'a> {
    entity: Option<&'a str>,
    quotations: usize,
    articles: usize,
    last: Option<ArticleId>,
    span: Range,
}

/// Counts quotations by kind and by speaker, most quoted first.
fn quotations<'a>(inputs: &PageInputs<'a>, dossier: &SiteDossier) -> QuotationsData<'a> {
    let mut kinds: BTreeMap<&'static str, usize> = QuotationKind::ALL.iter().map(|(name, _)| (*name, 0)).collect();
    let mut speech: BTreeMap<(Option<EntityId>, &'a str), Speech<'a>> = BTreeMap::new();
    let (mut total, mut attributed) = (0, 0);
    for statement in dossier.articles.iter().flat_map(|id| inputs.shown_statements(*id)) {
        let article = statement.id.article;
        total += 1;
        *kinds.entry(statement.quotation.kind.name()).or_default() += 1;
        attributed += usize::from(statement.quotation.speaker.is_some());
        let Some(name) = statement.speaker_name() else { continue };
        let entity = statement.entity.map(|(id, _)| id);
        let said = speech.entry((entity, name)).or_default();
        said.entity = statement.speaker_slug();
        said.quotations += 1;
        said.articles += usize::from(said.last != Some(article));
        said.last = Some(article);
        said.span.add(statement.date().copied());
    }
    let mut speakers: Vec<_> = speech.into_iter().collect();
    speakers.sort_by_key(|(_, said)| Reverse(said.quotations));
    let speaker = |((_, name), said): ((_, &'a str), Speech<'a>)| DossierSpeakerData {
        name,
        entity: said.entity,
        quotations: said.quotations,
        articles: said.articles,
        from: date(said.span.from),
        to: date(said.span.to),
    };
    QuotationsData {
        total,
        attributed,
        kinds,
        speakers: speakers.into_iter().map(speaker).collect(),
    }
}

/// Named entities, most frequent first.
fn entities<'a>(inputs: &'a PageInputs<'_>, dossier: &SiteDossier) -> Vec<DossierEntityData<'a>> {
    let mut counts: BTreeMap<EntityId, (usize, usize)> = BTreeMap::new();
    for id in &dossier.articles {
        for mention in &inputs.article(*id).mentions {
            counts.entry(mention.entity).or_default().0 += 1;
        }
        for entity in inputs.article_entities(*id) {
            counts.entry(*entity).or_default().1 += 1;
        }
    }
    let mut order: Vec<(EntityId, (usize, usize))> = counts.into_iter().collect();
    order.sort_by_key(|(_, counts)| Reverse(*counts));
    let data = |(id, (mentions, articles)): (EntityId, (usize, usize))| {
        let entity = &inputs.entity(id).entity;
        DossierEntityData {
            entity: entity.header.slug.as_str(),
            kind: entity.entity_type.name(),
            name: &entity.header.title,
            wikidata: entity.wikidata.as_deref(),
            mentions,
            articles,
        }
    };
    order.into_iter().map(data).collect()
}

/// Media of the articles, most frequent first.
fn sources<'a>(inputs: &'a PageInputs<'_>, dossier: &SiteDossier) -> Vec<DossierSourceData<'a>> {
    let sources = dossier.articles.iter().filter_map(|id| inputs.article(*id).source);
    let data = |(source, articles): (SourceId, usize)| DossierSourceData {
        name: &inputs.source(source).name,
        articles,
    };
    tally(sources).into_iter().map(data).collect()
}

pub(super) fn events(dossier: &SiteDossier) -> Vec<EventData<'_>> {
    let mut events: Vec<&TimelineEvent> = dossier.dossier.events.iter().collect();
    events.sort_by_key(|event| event.date);
    events.into_iter().map(event).collect()
}

fn event(event: &TimelineEvent) -> EventData<'_> {
    EventData {
        date: event.date.to_string(),
        title: &event.title,
        note: event.note.as_ref().map(|note| note.plain.as_str()),
        url: event.url.as_ref().map(|url| url.as_str()),
    }
}

//! What is on the site: the data of its lists, the home page and the timeline.

use serde::Serialize;

use super::dossier::{EventData, events};
use super::values::{address, date, to_json};
use crate::model::output_path::OutputPath;
use crate::model::site::{ArticleId, EntityId, SiteDossier, Topic};
use crate::render::inputs::PageInputs;
use crate::render::rendered::Rendered;
use crate::render::schema::Schema;

#[derive(Serialize)]
struct SiteData<'a> {
    #[serde(rename = "$schema")]
    schema: String,
    #[serde(rename = "type")]
    kind: &'static str,
    title: &'a str,
    description: Option<&'a str>,
    url: Option<String>,
    lang: &'a str,
    author: Option<&'a str>,
    quotations: usize,
    dossiers: Vec<SiteDossierData<'a>>,
    articles: Vec<SiteArticleData<'a>>,
    entities: Vec<SiteEntityData<'a>>,
    tags: Vec<TopicData<'a>>,
    sources: Vec<TopicData<'a>>,
}

#[derive(Serialize)]
struct SiteDossierData<'a> {
    slug: &'a str,
    title: &'a str,
    url: String,
    articles: usize,
    events: Vec<EventData<'a>>,
}

#[derive(Serialize)]
struct SiteArticleData<'a> {
    slug: &'a str,
    title: &'a str,
    url: String,
    lang: &'a str,
    date: Option<String>,
    source: Option<&'a str>,
    quotations: usize,
    entities: usize,
}

#[derive(Serialize)]
struct SiteEntityData<'a> {
    slug: &'a str,
    #[serde(rename = "type")]
    kind: &'static str,
    name: &'a str,
    url: String,
    wikidata: Option<&'a str>,
    origin: &'static str,
    articles: usize,
    mentions: usize,
    quotations: usize,
}

#[derive(Serialize)]
struct TopicData<'a> {
    slug: &'a str,
    name: &'a str,
    url: String,
    articles: usize,
}

pub fn site(inputs: &PageInputs<'_>) -> Rendered {
    let path = OutputPath::fixed("data/site.json");
    let (site, config) = (inputs.whole().site(), inputs.config);
    let base = config.base();
    let base = base.as_deref();
    let data = SiteData {
        schema: Schema::Site.seen_from(&path),
        kind: "site",
        title: &config.title,
        description: config.description.as_deref(),
        url: base.map(str::to_owned),
        lang: &config.lang.0,
        author: config.author.as_deref(),
        quotations: inputs.quotations().len(),
        dossiers: site
            .dossiers
            .iter()
            .map(|dossier| dossier_data(dossier, base))
            .collect(),
        articles: (0..site.articles.len())
            .map(|number| article_data(inputs, number, base))
            .collect(),
        entities: site.entity_ids().map(|id| entity_data(inputs, id, base)).collect(),
        tags: topics(&site.tags, base),
        sources: topics(&site.sources, base),
    };
    Rendered::file(path, to_json(&data))
}

fn dossier_data<'a>(dossier: &'a SiteDossier, base: Option<&str>) -> SiteDossierData<'a> {
    SiteDossierData {
        slug: dossier.dossier.header.slug.as_str(),
        title: &dossier.dossier.header.title,
        url: address(base, &dossier.placement.output),
        articles: dossier.articles.len(),
        events: events(dossier),
    }
}

fn article_data<'a>(inputs: &'a PageInputs<'_>, number: usize, base: Option<&str>) -> SiteArticleData<'a> {
    let article = &inputs.whole().site().articles[number];
    let (quotations, entities) = inputs.article_counts(ArticleId::new(number));
    let provenance = article.article.provenance.as_ref();
    SiteArticleData {
        slug: article.article.header.slug.as_str(),
        title: &article.article.header.title,
        url: address(base, &article.placement.output),
        lang: &article.placement.lang.0,
        date: date(article.article.date),
        source: provenance.and_then(|source| source.name.as_deref()),
        quotations,
        entities,
    }
}

fn entity_data<'a>(inputs: &'a PageInputs<'_>, id: EntityId, base: Option<&str>) -> SiteEntityData<'a> {
    let (entity, counts) = (inputs.entity(id), inputs.counts(id));
    SiteEntityData {
        slug: entity.entity.header.slug.as_str(),
        kind: entity.entity.entity_type.name(),
        name: &entity.entity.header.title,
        url: address(base, &entity.placement.output),
        wikidata: entity.entity.wikidata.as_deref(),
        origin: entity.entity.origin.name(),
        articles: inputs.occurrences(id).articles.len(),
        mentions: counts.0,
        quotations: counts.1,
    }
}

fn topics<'a>(topics: &'a [Topic], base: Option<&str>) -> Vec<TopicData<'a>> {
    topics.iter().map(|topic| topic_data(topic, base)).collect()
}

fn topic_data<'a>(topic: &'a Topic, base: Option<&str>) -> TopicData<'a> {
    TopicData {
        slug: topic.slug.as_str(),
        name: &topic.name,
        url: address(base, &topic.output),
        articles: topic.articles.len(),
    }
}

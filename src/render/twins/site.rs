//! What is on the site: the data of its lists, the home page and the timeline.

use serde::Serialize;

use super::dossier::{EventTwin, events};
use super::{address, date, to_json};
use crate::model::output_path::OutputPath;
use crate::model::site::{ArticleId, EntityId, SiteDossier, Topic};
use crate::render::Rendered;
use crate::render::inputs::PageInputs;
use crate::render::schema::Schema;

/// The site.
#[derive(Serialize)]
struct SiteTwin<'a> {
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
    dossiers: Vec<SiteDossierTwin<'a>>,
    articles: Vec<SiteArticleTwin<'a>>,
    entities: Vec<SiteEntityTwin<'a>>,
    tags: Vec<TopicTwin<'a>>,
    sources: Vec<TopicTwin<'a>>,
}

/// A dossier of the site.
#[derive(Serialize)]
struct SiteDossierTwin<'a> {
    slug: &'a str,
    title: &'a str,
    url: String,
    articles: usize,
    events: Vec<EventTwin<'a>>,
}

/// An article of the site.
#[derive(Serialize)]
struct SiteArticleTwin<'a> {
    slug: &'a str,
    title: &'a str,
    url: String,
    lang: &'a str,
    date: Option<String>,
    source: Option<&'a str>,
    quotations: usize,
    entities: usize,
}

/// An entity of the site.
#[derive(Serialize)]
struct SiteEntityTwin<'a> {
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

/// A tag or a source.
#[derive(Serialize)]
struct TopicTwin<'a> {
    slug: &'a str,
    name: &'a str,
    url: String,
    articles: usize,
}

/// The data of the site.
pub fn site(inputs: &PageInputs<'_>) -> Rendered {
    let path = OutputPath::fixed("data/site.json");
    let (site, config) = (inputs.whole().site(), inputs.config);
    let base = config.base();
    let base = base.as_deref();
    let twin = SiteTwin {
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
            .map(|dossier| dossier_twin(dossier, base))
            .collect(),
        articles: (0..site.articles.len())
            .map(|number| article_twin(inputs, number, base))
            .collect(),
        entities: site.entity_ids().map(|id| entity_twin(inputs, id, base)).collect(),
        tags: topics(&site.tags, base),
        sources: topics(&site.sources, base),
    };
    Rendered {
        files: vec![(path, to_json(&twin))],
        diagnostics: Vec::new(),
    }
}

fn dossier_twin<'a>(dossier: &'a SiteDossier, base: Option<&str>) -> SiteDossierTwin<'a> {
    SiteDossierTwin {
        slug: dossier.dossier.header.slug.as_str(),
        title: &dossier.dossier.header.title,
        url: address(base, &dossier.placement.output),
        articles: dossier.articles.len(),
        events: events(dossier),
    }
}

fn article_twin<'a>(inputs: &'a PageInputs<'_>, number: usize, base: Option<&str>) -> SiteArticleTwin<'a> {
    let article = &inputs.whole().site().articles[number];
    let (quotations, entities) = inputs.article_counts(ArticleId::new(number));
    let provenance = article.article.provenance.as_ref();
    SiteArticleTwin {
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

fn entity_twin<'a>(inputs: &'a PageInputs<'_>, id: EntityId, base: Option<&str>) -> SiteEntityTwin<'a> {
    let (entity, counts) = (inputs.entity(id), inputs.counts(id));
    SiteEntityTwin {
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

fn topics<'a>(topics: &'a [Topic], base: Option<&str>) -> Vec<TopicTwin<'a>> {
    topics.iter().map(|topic| topic_twin(topic, base)).collect()
}

fn topic_twin<'a>(topic: &'a Topic, base: Option<&str>) -> TopicTwin<'a> {
    TopicTwin {
        slug: topic.slug.as_str(),
        name: &topic.name,
        url: address(base, &topic.output),
        articles: topic.articles.len(),
    }
}

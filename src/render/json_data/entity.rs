//! The data of an entity as JSON.

use serde::Serialize;

use super::values::{address, date, to_json};
use crate::model::entity::Role;
use crate::model::site::EntityId;
use crate::model::statement::Statement;
use crate::render::cooccurrence;
use crate::render::inputs::PageInputs;
use crate::render::schema::Schema;

/// Before an id of Wikidata: the thing itself, as linked data names it.
const WIKIDATA: &str = "https://www.wikidata.org/entity/";

#[derive(Serialize)]
struct EntityData<'a> {
    #[serde(rename = "$schema")]
    schema: String,
    #[serde(rename = "type")]
    kind: &'static str,
    slug: &'a str,
    name: &'a str,
    url: String,
    aliases: &'a [String],
    wikidata: Option<&'a str>,
    #[serde(rename = "sameAs")]
    same_as: Vec<String>,
    origin: &'static str,
    description: Option<&'a str>,
    roles: Vec<RoleData<'a>>,
    represents: Option<&'a str>,
    seen: Vec<SeenData>,
    together: Vec<TogetherData<'a>>,
    articles: Vec<OccurrenceData<'a>>,
    quotations: Vec<SaidData<'a>>,
    about: Vec<SaidData<'a>>,
}

#[derive(Serialize)]
struct SeenData {
    text: String,
    count: usize,
}

#[derive(Serialize)]
struct TogetherData<'a> {
    entity: &'a str,
    articles: usize,
}

#[derive(Serialize)]
struct RoleData<'a> {
    title: &'a str,
    from: Option<String>,
    to: Option<String>,
}

#[derive(Serialize)]
struct OccurrenceData<'a> {
    article: &'a str,
    date: Option<String>,
    mentions: usize,
}

#[derive(Serialize)]
struct SaidData<'a> {
    article: &'a str,
    id: String,
    date: Option<String>,
    kind: &'static str,
    text: &'a str,
    speaker: Option<&'a str>,
    role: Option<String>,
}

/// The longest lists of the data of an entity.
const MOST: usize = 100;

pub fn entity(inputs: &PageInputs<'_>, id: EntityId) -> Vec<u8> {
    let site_entity = inputs.entity(id);
    let occurrences = inputs.occurrences(id);
    let entity = &site_entity.entity;
    let articles = occurrences.articles.iter().map(|occurrences| {
        let article = &inputs.article(occurrences.article).article;
        OccurrenceData {
            article: article.header.slug.as_str(),
            date: date(article.date),
            mentions: occurrences.mentions.len(),
        }
    });
    let quotations = inputs.statements(&occurrences.quotations);
    let shown = quotations.filter(|statement| statement.is_shown(inputs.config.min_confidence));
    let represents = site_entity.represents.map(|id| inputs.entity(id));
    let together = cooccurrence::cooccurring(inputs, id, MOST).into_iter();
    let data = EntityData {
        schema: Schema::Entity.seen_from(&site_entity.placement.output),
        kind: entity.entity_type.name(),
        slug: entity.header.slug.as_str(),
        name: &entity.header.title,
        url: address(inputs.config.base().as_deref(), &site_entity.placement.output),
        aliases: &entity.names,
        wikidata: entity.wikidata.as_deref(),
        same_as: entity.wikidata.iter().map(|id| format!("{WIKIDATA}{id}")).collect(),
        origin: entity.origin.name(),
        description: entity.description.as_deref(),
        roles: entity.roles.iter().map(role).collect(),
        represents: represents.map(|other| other.entity.header.slug.as_str()),
        seen: cooccurrence::surface_forms(inputs, id, MOST)
            .into_iter()
            .map(|(text, count)| SeenData { text, count })
            .collect(),
        together: together
            .map(|(other, articles)| TogetherData {
                entity: inputs.entity(other).entity.header.slug.as_str(),
                articles,
            })
            .collect(),
        articles: articles.collect(),
        quotations: shown.map(|statement| said(&statement)).collect(),
        about: inputs
            .statements(inputs.about(id))
            .map(|statement| said(&statement))
            .collect(),
    };
    to_json(&data)
}

fn role(role: &Role) -> RoleData<'_> {
    RoleData {
        title: &role.title,
        from: date(role.from),
        to: date(role.to),
    }
}

fn said<'a>(statement: &Statement<'a>) -> SaidData<'a> {
    SaidData {
        article: statement.article.article.header.slug.as_str(),
        id: statement.id.anchor(),
        date: date(statement.date().copied()),
        kind: statement.quotation.kind.name(),
        text: statement.words(),
        speaker: statement.speaker_slug(),
        role: statement.office(),
    }
}

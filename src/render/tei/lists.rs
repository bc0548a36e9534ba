//! The people, organizations and places that a text names.

use std::collections::BTreeSet;

use super::xml::Xml;
use crate::model::entity::{Entity, EntityType};
use crate::model::site::{ArticleId, EntityId, SiteArticle};
use crate::model::statement::Voice;
use crate::render::inputs::PageInputs;

/// A quoted speaker without a page: the name, and the `xml:id`.
pub type NamedSpeaker<'a> = (String, &'a str);

struct Form {
    kind: EntityType,
    list: &'static str,
    attributes: &'static [(&'static str, &'static str)],
    item: &'static str,
    /// What holds the names, where it is not the item itself.
    identifier: Option<&'static str>,
    name: &'static str,
}

/// Every type, in the order of the lists.
const FORMS: [Form; 7] = [
    Form::new(EntityType::Person, "listPerson", "person", "persName"),
    Form::new(EntityType::Organization, "listOrg", "org", "orgName"),
    Form::new(EntityType::Place, "listPlace", "place", "placeName"),
    Form::new(EntityType::Event, "listEvent", "event", "label"),
    Form::new(EntityType::Work, "listBibl", "bibl", "title"),
    Form {
        identifier: Some("objectIdentifier"),
        ..Form::new(EntityType::Product, "listObject", "object", "objectName")
    },
    Form {
        attributes: &[("type", "concept")],
        ..Form::new(EntityType::Concept, "list", "item", "term")
    },
];

impl Form {
    const fn new(kind: EntityType, list: &'static str, item: &'static str, name: &'static str) -> Form {
        Form {
            kind,
            list,
            attributes: &[],
            item,
            identifier: None,
            name,
        }
    }
}

pub fn entities(xml: &mut Xml, inputs: &PageInputs<'_>, entities: &BTreeSet<EntityId>, speakers: &[NamedSpeaker<'_>]) {
    if entities.is_empty() && speakers.is_empty() {
        return;
    }
    xml.line().start("standOff", &[]);
    for form in &FORMS {
        let entity = |id: &EntityId| &inputs.entity(*id).entity;
        let of_type = entities.iter().filter(|id| entity(id).entity_type == form.kind);
        let of_type: Vec<EntityId> = of_type.copied().collect();
        if of_type.is_empty() {
            continue;
        }
        xml.line().start(form.list, form.attributes);
        for id in of_type {
            xml.line().start(form.item, &[("xml:id", &entity_id(inputs, id))]);
            one(xml, form, entity(&id));
            xml.end();
        }
        xml.line().end();
    }
    if !speakers.is_empty() {
        xml.line().start("list", &[("type", "speaker")]);
        for (id, name) in speakers {
            xml.line().start("item", &[("xml:id", id)]);
            xml.element("name", &[], name).end();
        }
        xml.line().end();
    }
    xml.line().end();
}

/// Names, offices, the id in Wikidata, and what else is known.
fn one(xml: &mut Xml, form: &Form, entity: &Entity) {
    if let Some(identifier) = form.identifier {
        xml.start(identifier, &[]);
    }
    xml.element(form.name, &[], &entity.header.title);
    for name in &entity.names {
        xml.element(form.name, &[("type", "variant")], name);
    }
    if form.kind == EntityType::Person {
        for role in &entity.roles {
            let from = role.from.map(|date| ("from", date.to_string()));
            let to = role.to.map(|date| ("to", date.to_string()));
            let dates: Vec<(&str, String)> = from.into_iter().chain(to).collect();
            let dates: Vec<(&str, &str)> = dates.iter().map(|(name, date)| (*name, date.as_str())).collect();
            xml.element("occupation", &dates, &role.title);
        }
    }
    xml.maybe("idno", &[("type", "wikidata")], entity.wikidata.as_deref());
    if form.identifier.is_some() {
        xml.end();
    }
    xml.maybe("note", &[], entity.description.as_deref());
}

/// Who is quoted in an article and has no page, by first quotation.
pub fn speakers_without_page<'a>(inputs: &PageInputs<'a>, id: ArticleId) -> Vec<NamedSpeaker<'a>> {
    let mut names: Vec<&str> = Vec::new();
    let mut known: BTreeSet<&str> = BTreeSet::new();
    for voice in inputs.shown_statements(id).filter_map(|statement| statement.voice()) {
        if let Voice::Name(name) = voice
            && known.insert(name)
        {
            names.push(name);
        }
    }
    let prefix = article_id(inputs.article(id));
    let named = |(name, number)| (format!("{prefix}.s-{number}"), name);
    names.into_iter().zip(1..).map(named).collect()
}

/// The `xml:id` of an article; what stands in it has names that begin so.
pub(super) fn article_id(article: &SiteArticle) -> String {
    format!("a-{}", article.article.header.slug)
}

pub(super) fn entity_id(inputs: &PageInputs<'_>, id: EntityId) -> String {
    format!("e-{}", inputs.entity(id).entity.header.slug)
}

//! The JSON-LD of an entity.

use serde_json::Value;

use super::node::{Kind, LISTED, Node, Writer};
use crate::model::entity::{EntityType, Role};
use crate::model::site::EntityId;
use crate::render::inputs::PageInputs;

/// An entity's page: what is known of it, and the articles that name it.
pub(in crate::render) fn entity(inputs: &PageInputs<'_>, id: EntityId, whole: bool) -> Vec<Value> {
    let writer = Writer::new(inputs);
    let entity = inputs.entity(id);
    let own = &entity.entity;
    let node = writer.entity_node(id);
    if !whole {
        return vec![node.into()];
    }
    let named = inputs
        .occurrences(id)
        .articles
        .iter()
        .take(LISTED)
        .map(|occurrences| writer.article(occurrences.article));
    let mut node = node
        .maybe("mainEntityOfPage", writer.url(&entity.placement.output))
        .maybe("description", own.description.as_deref())
        .each("alternateName", own.names.iter().map(String::as_str))
        .each("subjectOf", named);
    if own.entity_type == EntityType::Person {
        let now = own.roles.iter().filter(|role| role.to.is_none());
        node = node
            .each("jobTitle", now.map(|role| role.title.as_str()))
            .each("hasOccupation", own.roles.iter().map(occupation));
    }
    vec![node.into()]
}

/// An office with its time: the role stands between the person and the occupation, and bears the
/// property's name again (schema.org, "Introducing Role").
fn occupation(role: &Role) -> Node {
    let occupation: Value = Node::of(Kind::Occupation).with("name", role.title.as_str()).into();
    if role.from.is_none() && role.to.is_none() {
        return Node::of(Kind::Occupation).with("name", role.title.as_str());
    }
    Node::of(Kind::Role)
        .with("roleName", role.title.as_str())
        .maybe("startDate", role.from.map(|date| date.to_string()))
        .maybe("endDate", role.to.map(|date| date.to_string()))
        .with("hasOccupation", occupation)
}

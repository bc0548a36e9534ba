//! The people and other entities of a dossier.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::model::entity::EntityType;
use crate::model::site::{EntityId, SiteDossier};
use crate::render::view_builder::Builder;
use crate::render::views::EntityRow;

/// The most entities of each sort that a dossier's page lists.
const ENTITIES: usize = 40;

/// The people of a dossier, those who speak most first, and its other entities.
pub(super) fn of(builder: &Builder<'_>, dossier: &SiteDossier) -> (Vec<EntityRow>, Vec<EntityRow>) {
    let inputs = builder.inputs;
    let mut counts: BTreeMap<EntityId, (usize, usize)> = BTreeMap::new();
    for id in &dossier.articles {
        let article = inputs.article(*id);
        for mention in &article.mentions {
            counts.entry(mention.entity).or_default().1 += 1;
        }
        for (speaker, _) in inputs.shown_statements(*id).filter_map(|statement| statement.entity) {
            counts.entry(speaker).or_default().0 += 1;
        }
    }
    let mut order: Vec<(EntityId, (usize, usize))> = counts.into_iter().collect();
    order.sort_by_key(|(id, counts)| (Reverse(*counts), *id));
    let is_person = |id: EntityId| inputs.entity(id).entity.entity_type == EntityType::Person;
    let rows = |people: bool| {
        let chosen = order.iter().filter(|(id, _)| is_person(*id) == people).take(ENTITIES);
        chosen
            .map(|(id, (quotations, mentions))| builder.counted_entity_row(*id, *mentions, *quotations))
            .collect()
    };
    (rows(true), rows(false))
}

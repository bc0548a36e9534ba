//! Entities as an index lists them: by type, people under their last name, from A to Z.

use crate::model::entity::EntityType;
use crate::model::site::{EntityId, Site};
use crate::model::slug::Slug;

/// The entities of one type in their order, each with the letter under which it stands.
pub(super) type Register = Vec<(EntityId, char)>;

/// The registers of all types, in the order of `EntityType::ALL`.
pub(super) fn registers(site: &Site) -> Vec<Register> {
    let mut all: Vec<Vec<((String, String), EntityId)>> = vec![Vec::new(); EntityType::ALL.len()];
    for (number, entity) in site.entities.iter().enumerate() {
        let kind = entity.entity.entity_type;
        if let Some(at) = EntityType::ALL.iter().position(|(other, _, _)| *other == kind) {
            let key = sort_name(&entity.entity.header.title, kind);
            all[at].push((key, EntityId::new(number)));
        }
    }
    all.into_iter()
        .map(|mut entries| {
            entries.sort_unstable();
            entries.into_iter().map(|((key, _), id)| (id, letter(&key))).collect()
        })
        .collect()
}

/// People stand under their last name.
fn sort_name(name: &str, kind: EntityType) -> (String, String) {
    let last = match kind {
        EntityType::Person => name.rsplit(' ').next().unwrap_or(name),
        _ => name,
    };
    let key = |text: &str| Slug::of(text).map(|slug| slug.to_string()).unwrap_or_default();
    (key(last), key(name))
}

/// The letter under which a slug stands; `#` for digits and what has no letters.
pub(super) fn letter(slug: &str) -> char {
    match slug.chars().next() {
        Some(c) if c.is_ascii_alphabetic() => c.to_ascii_uppercase(),
        _ => '#',
    }
}

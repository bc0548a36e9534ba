//! Reports quoted people without office and description.

use super::context::ReviewContext;
use crate::diagnostics::{Code, Diagnostic, Place, times};
use crate::model::entity::{EntityOrigin, EntityType};
use crate::model::key_path::KeyPath;
use crate::model::site::SiteEntity;

/// People of the registry who are quoted and have neither `roles` nor a `description`.
pub fn without_office(context: &ReviewContext<'_>) -> Vec<Diagnostic> {
    let is_undescribed = |(entity, quotations): &(&SiteEntity, usize)| {
        let own = &entity.entity;
        own.entity_type == EntityType::Person
            && own.origin == EntityOrigin::Registry
            && own.roles.is_empty()
            && own.description.is_none()
            && *quotations > 0
    };
    let people = context.site.entities.iter();
    let people = people
        .map(|entity| (entity, entity.occurrences.quotations.len()))
        .filter(is_undescribed);
    people.map(|(entity, quotations)| problem(entity, quotations)).collect()
}

fn problem(entity: &SiteEntity, quotations: usize) -> Diagnostic {
    let (own, file) = (&entity.entity, &entity.placement.file);
    let message = format!(
        "{} is quoted {}, but has neither office nor description",
        own.header.title,
        times(quotations)
    );
    let place = match file.extension() {
        Some("yaml") => Place::Key(KeyPath::root().key(own.header.slug.as_str())),
        _ => Place::Key(KeyPath::root().key("name")),
    };
    Diagnostic::new(Code::PersonWithoutOffice, message)
        .at(file, place)
        .help("add `roles: [{title: …, from: 2031}]` or a short `description`")
}

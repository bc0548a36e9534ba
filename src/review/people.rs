//! People who speak, and of whom a reader learns nothing but the name.

use super::Desk;
use crate::diagnostics::{Code, Diagnostic, Place};
use crate::model::entity::{EntityOrigin, EntityType};
use crate::model::key_path::KeyPath;
use crate::model::site::SiteEntity;

/// Registered people who are quoted and have neither an office nor a description.
pub fn without_office(desk: &Desk<'_>) -> Vec<Diagnostic> {
    let bare = |(entity, quotations): &(&SiteEntity, usize)| {
        let own = &entity.entity;
        own.entity_type == EntityType::Person
            && own.origin == EntityOrigin::Registry
            && own.roles.is_empty()
            && own.description.is_none()
            && *quotations > 0
    };
    let quotations = desk.site.occurrences.iter().map(|all| all.quotations.len());
    let people = desk.site.entities.iter().zip(quotations).filter(bare);
    people.map(|(entity, quotations)| problem(entity, quotations)).collect()
}

fn problem(entity: &SiteEntity, quotations: usize) -> Diagnostic {
    let (own, file) = (&entity.entity, &entity.placement.file);
    let count = match quotations {
        1 => "once".to_owned(),
        2 => "twice".to_owned(),
        count => format!("{count} times"),
    };
    let message = format!(
        "{} is quoted {count}, and nothing tells readers who that is",
        own.header.title
    );
    let place = match file.extension() {
        Some("yaml") => Place::Key(KeyPath::root().key(own.header.slug.as_str())),
        _ => Place::Key(KeyPath::root().key("name")),
    };
    Diagnostic::new(Code::PersonWithoutOffice, message)
        .at(file, place)
        .help("add `roles: [{title: …, from: 2031}]`, or a `description` of one line")
}

//! Entities.

use super::header::{Context, read_header, with_fields};
use crate::diagnostics::Code;
use crate::model::article::Keyed;
use crate::model::document::Document;
use crate::model::entity::{Entity, EntityLink, EntityOrigin, EntityType, Role};
use crate::yaml::Fields;

/// Reads an entity.
pub(super) fn read(context: &mut Context<'_>) -> Option<Entity> {
    let (parts, mapping) = context.open()?;
    let mut entity = with_fields(context, &mapping, read_fields)?;
    entity.body = context.body(&parts);
    Some(entity)
}

fn read_fields(fields: &mut Fields<'_>, context: &mut Context<'_>) -> Option<Entity> {
    fields.misnomer("title", "name", "entities have `name` instead of `title`");
    let header = read_header(fields, context, "name");
    let types: Vec<(&'static str, EntityType)> = EntityType::ALL.iter().map(|(kind, name, _)| (*name, *kind)).collect();
    let _: Option<String> = fields.required("type");
    let entity_type = fields.choice("type", &types);
    let names = texts(fields.list("aliases"));
    let wikidata = read_wikidata(fields);
    let description = fields.optional("description");
    let roles = fields.mappings("roles", |fields| {
        let title = fields.required("title");
        let (from, to) = (fields.optional("from"), fields.optional("to"));
        Some(Role {
            title: title?,
            from,
            to,
        })
    });
    let represents = fields.optional("represents").map(|value| Keyed {
        value,
        key: fields.path("represents"),
    });
    let not = texts(fields.list("not"));
    let links = fields.mappings("links", |fields| {
        let title = fields.required("title");
        let url = fields.required("url");
        Some(EntityLink {
            title: title?,
            url: url?,
        })
    });
    let same_as = fields
        .list("same_as")
        .into_iter()
        .map(|(value, key)| Keyed { value, key })
        .collect();
    Some(Entity {
        header: header?,
        entity_type: entity_type?,
        names,
        wikidata,
        description,
        roles,
        represents,
        not,
        links,
        same_as,
        origin: EntityOrigin::Registry,
        body: Document::default(),
    })
}

fn texts(list: Vec<(String, crate::model::key_path::KeyPath)>) -> Vec<String> {
    list.into_iter()
        .map(|(text, _)| text.trim().to_owned())
        .filter(|text| !text.is_empty())
        .collect()
}

/// An id of Wikidata: `Q` and a number.
fn read_wikidata(fields: &mut Fields<'_>) -> Option<String> {
    let id: String = fields.optional("wikidata")?;
    let good = id.strip_prefix('Q').is_some_and(|digits| {
        !digits.is_empty()
            && digits.len() <= 12
            && !digits.starts_with('0')
            && digits.bytes().all(|b| b.is_ascii_digit())
    });
    if !good {
        let help = "`Q` and a number, such as `Q42`".to_owned();
        fields.problem(
            Code::InvalidValue,
            "wikidata",
            format!("`{id}` is not an id of Wikidata"),
            Some(help),
        );
    }
    good.then_some(id)
}

//! An entity as an entry of `content/entities.yaml`, for an editor to copy.

use std::fmt::Write;

use crate::model::entity::{Entity, EntityType, Role};
use crate::yaml::{write_flow_scalar, write_scalar};

#[derive(Clone, Copy, Default)]
pub struct Stub<'a> {
    pub slug: &'a str,
    pub name: &'a str,
    pub entity_type: Option<EntityType>,
    pub aliases: &'a [String],
    pub wikidata: Option<&'a str>,
    pub description: Option<&'a str>,
    pub roles: &'a [Role],
}

impl<'a> Stub<'a> {
    pub fn of(entity: &'a Entity) -> Stub<'a> {
        Stub {
            slug: entity.header.slug.as_str(),
            name: &entity.header.title,
            entity_type: Some(entity.entity_type),
            aliases: &entity.names,
            wikidata: entity.wikidata.as_deref(),
            description: entity.description.as_deref(),
            roles: &entity.roles,
        }
    }

    pub fn write(&self) -> String {
        let mut texts = self.aliases.iter().map(String::as_str).chain([self.name]);
        let others = self.roles.iter().map(|role| role.title.as_str());
        let ampersands =
            texts.any(|text| text.contains('&')) || others.chain(self.description).any(|text| text.contains('&'));
        let text = |text: &str| write_scalar(text, ampersands);
        let mut out = String::new();
        // A slug of digits alone would be a number.
        let key = if self.slug.starts_with(|c: char| c.is_ascii_digit()) {
            format!("\"{}\"", self.slug)
        } else {
            text(self.slug)
        };
        let _ = writeln!(out, "{key}:\n  name: {}", text(self.name));
        if let Some(kind) = self.entity_type {
            let _ = writeln!(out, "  type: {}", kind.name());
        }
        if !self.aliases.is_empty() {
            let aliases: Vec<String> = self.aliases.iter().map(|a| write_flow_scalar(a, ampersands)).collect();
            let _ = writeln!(out, "  aliases: [{}]", aliases.join(", "));
        }
        if let Some(id) = self.wikidata {
            let _ = writeln!(out, "  wikidata: {id}");
        }
        if let Some(description) = self.description {
            let _ = writeln!(out, "  description: {}", text(description));
        }
        if !self.roles.is_empty() {
            out.push_str("  roles:\n");
        }
        for role in self.roles {
            let date = |key, date: Option<String>| date.map_or(String::new(), |date| format!(", {key}: {date}"));
            let _ = writeln!(
                out,
                "    - {{title: {}{}{}}}",
                write_flow_scalar(&role.title, ampersands),
                date("from", role.from.map(|date| date.to_string())),
                date("to", role.to.map(|date| date.to_string()))
            );
        }
        out
    }
}

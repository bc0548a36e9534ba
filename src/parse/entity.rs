//! Reads entities: one file with a portrait each, or many short ones in one file.

use super::header::{Context, read_header, with_fields};
use crate::diagnostics::{Code, Diagnostic};
use crate::model::article::{Header, Keyed};
use crate::model::document::Document;
use crate::model::entity::{Entity, EntityLink, EntityOrigin, EntityType, Role};
use crate::model::key_path::KeyPath;
use crate::model::slug::Slug;
use crate::yaml::{self, Fields, Problems, Scalar};

/// The most problems that are reported for one file: locating each means reading the file again.
const MOST_PROBLEMS: usize = 50;

pub(super) fn read(context: &mut Context<'_>) -> Option<Entity> {
    let (parts, mapping) = context.open()?;
    let mut entity = with_fields(context, &mapping, read_fields)?;
    entity.body = context.body(&parts);
    Some(entity)
}

/// Reads a file of many entities, each under its slug; also returns the slugs of those that cannot be read.
pub(super) fn read_many(context: &mut Context<'_>) -> Option<(Vec<Entity>, Vec<String>)> {
    let help = "move the larger entities into files of their own in content/entities";
    let mapping = match yaml::parse_up_to(&context.file.text, yaml::LARGE_LIMIT, help) {
        Ok(mapping) => mapping,
        Err(mut diagnostic) => {
            if diagnostic.code == Code::YamlSyntax && diagnostic.help.is_none() {
                diagnostic.help = Some("write each entity under its slug: `moor: {name: …, type: place}`".to_owned());
            }
            context.diagnostics.push(diagnostic);
            return None;
        }
    };
    let mut problems = Problems::default();
    let mut bad_slugs = Problems::default();
    let entries = yaml::entries(&mapping, &mut problems, |name, fields| {
        let slug = Slug::read(name);
        if let Err(message) = &slug {
            let help = Some(format!("expected {}", Slug::EXPECTED));
            bad_slugs.key(Code::InvalidSlug, &KeyPath::root().key(name), message.clone(), help);
        }
        // With an invalid slug, the other keys are still checked.
        context.entry = slug.clone().ok().or_else(|| Slug::of("entity"));
        let entity = read_fields(fields, context);
        slug.ok().and(entity)
    });
    context.entry = None;
    problems.0.extend(bad_slugs.0);
    context.diagnostics.extend(first_problems(problems.0));
    let (good, bad): (Vec<_>, Vec<_>) = entries.into_iter().partition(|(_, entity)| entity.is_some());
    let good = good.into_iter().filter_map(|(_, entity)| entity).collect();
    Some((good, bad.into_iter().map(|(name, _)| name).collect()))
}

fn first_problems(mut problems: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let more = problems.len().saturating_sub(MOST_PROBLEMS);
    problems.truncate(MOST_PROBLEMS);
    if let Some(last) = problems.last_mut().filter(|_| more > 0) {
        last.message
            .push_str(&format!("; and {more} more problems in this file"));
    }
    problems
}

fn read_fields(fields: &mut Fields<'_>, context: &mut Context<'_>) -> Option<Entity> {
    declare_misnomers(fields, context.entry.is_some());
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
    let merged = fields.list("same_as");
    let (header, entity_type) = (header?, entity_type?);
    let (same_as, older) = read_merged(merged, &header, entity_type, fields);
    let header = Header {
        aliases: older,
        ..header
    };
    Some(Entity {
        header,
        entity_type,
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

fn declare_misnomers(fields: &mut Fields<'_>, one_of_many: bool) {
    fields.misnomer("title", "name", "entities have `name` instead of `title`");
    if one_of_many {
        fields.misnomer("slug", "", "the key of an entity is its slug");
        fields.misnomer("draft", "", "comment the entity out with `#` instead");
        fields.misnomer(
            "body",
            "",
            "an entity with a portrait needs a file of its own in content/entities",
        );
    }
}

/// Reads `same_as`: the slugs of merged entities, and the former addresses of their pages. The folder is that of this
/// entity, unless one is written before the slug.
fn read_merged(
    merged: Vec<(String, KeyPath)>,
    header: &Header,
    entity_type: EntityType,
    fields: &mut Fields<'_>,
) -> (Vec<Keyed<String>>, Vec<Keyed<String>>) {
    let (mut slugs, mut older) = (Vec::new(), Vec::new());
    for (written, key) in merged {
        let (folder, slug) = written.rsplit_once('/').unwrap_or((entity_type.folder(), &written));
        let known = EntityType::ALL.iter().any(|(_, _, own)| *own == folder);
        let problem = match Slug::read(slug) {
            Err(message) => Some((Code::InvalidSlug, message, format!("expected {}", Slug::EXPECTED))),
            Ok(_) if !known => {
                let folders: Vec<&str> = EntityType::ALL.iter().map(|(_, _, own)| *own).collect();
                let help = format!("expected one of: {}", folders.join(", "));
                Some((
                    Code::InvalidValue,
                    format!("`{folder}` is not a folder of entities"),
                    help,
                ))
            }
            Ok(slug) if slug == header.slug => {
                let message = format!("`{slug}` is the slug of this entity itself");
                Some((Code::InvalidValue, message, "remove it".to_owned()))
            }
            Ok(_) => None,
        };
        if let Some((code, message, help)) = problem {
            fields.problem_at(code, &key, message, Some(help));
            continue;
        }
        older.push(Keyed {
            value: format!("{folder}/{slug}.html"),
            key: key.clone(),
        });
        slugs.push(Keyed {
            value: slug.to_owned(),
            key,
        });
    }
    (slugs, older)
}

fn texts(list: Vec<(String, KeyPath)>) -> Vec<String> {
    list.into_iter()
        .map(|(text, _)| text.trim().to_owned())
        .filter(|text| !text.is_empty())
        .collect()
}

/// Reads a Wikidata id: `Q` and a number.
fn read_wikidata(fields: &mut Fields<'_>) -> Option<String> {
    let id: String = fields.optional("wikidata")?;
    let good = id.strip_prefix('Q').is_some_and(|digits| {
        !digits.is_empty()
            && digits.len() <= 12
            && !digits.starts_with('0')
            && digits.bytes().all(|b| b.is_ascii_digit())
    });
    if !good {
        let help = "expected `Q` and a number, such as `Q42`".to_owned();
        fields.problem(
            Code::InvalidValue,
            "wikidata",
            format!("`{id}` is not a valid Wikidata id"),
            Some(help),
        );
    }
    good.then_some(id)
}

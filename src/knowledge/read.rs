//! From the text of the data to entries.

use std::collections::BTreeMap;

use super::entry::{Known, KnownRole, Tagged};
use crate::model::date::PartialDate;
use crate::model::entity::EntityType;

/// The data, as text.
pub(super) struct Files {
    /// Key, description: what many entries share.
    pub(super) descriptions: &'static str,
    /// Slug, title, from, to.
    pub(super) roles: &'static str,
    /// The entries, file by file.
    pub(super) entries: &'static [(&'static str, &'static str)],
}

/// How an entry says that it is only a place on the map.
const GAZETTEER: &str = "g";

/// Reads everything; the second half is what does not fit, for the test of the data.
pub(super) fn read(files: &Files) -> (Vec<Known>, Vec<String>) {
    let mut problems = Vec::new();
    let mut descriptions = BTreeMap::new();
    for (number, line) in lines(files.descriptions) {
        match line.split_once('\t') {
            Some((key, text)) => {
                descriptions.insert(key, Tagged(text));
            }
            None => problems.push(format!("descriptions.tsv:{number}: {line}")),
        }
    }
    let size = files.entries.iter().map(|(_, text)| text.len()).sum::<usize>();
    // A line has some sixty bytes; too much memory is asked for at most once.
    let mut entries = Vec::with_capacity(size / 50);
    for (file, text) in files.entries {
        for (number, line) in lines(text) {
            match entry(line, &descriptions) {
                Some(entry) => entries.push(entry),
                None => problems.push(format!("{file}:{number}: {line}")),
            }
        }
    }
    give_roles(&mut entries, files.roles, &mut problems);
    (entries, problems)
}

/// The lines that say something, with their numbers.
fn lines(text: &'static str) -> impl Iterator<Item = (usize, &'static str)> {
    let numbered = (1..).zip(text.lines());
    numbered.filter(|(_, line)| !line.is_empty() && !line.starts_with('#'))
}

fn entry(line: &'static str, descriptions: &BTreeMap<&'static str, Tagged>) -> Option<Known> {
    let mut fields = line.split('\t');
    let slug = fields.next().filter(|slug| !slug.is_empty())?;
    let type_name = fields.next()?;
    let (entity_type, _, _) = EntityType::ALL.iter().find(|(_, name, _)| *name == type_name)?;
    let wikidata = filled(fields.next()?);
    let description = fields.next()?;
    let gazetteer_only = match fields.next()? {
        "" => false,
        flag if flag == GAZETTEER => true,
        _ => return None,
    };
    let represents = filled(fields.next()?);
    let titles = Tagged(fields.next()?);
    titles.items().next()?;
    let others = Tagged(fields.next()?);
    let descriptions = match description.strip_prefix('=') {
        Some(key) => *descriptions.get(key)?,
        None => Tagged(description),
    };
    fields.next().is_none().then_some(Known {
        slug,
        entity_type: *entity_type,
        wikidata,
        represents,
        roles: Vec::new(),
        gazetteer_only,
        titles,
        others,
        descriptions,
    })
}

/// Roles stand in the order of their owners, and these in that of their slugs in one file.
fn give_roles(entries: &mut [Known], text: &'static str, problems: &mut Vec<String>) {
    let mut owners: Vec<(&'static str, usize)> = Vec::new();
    let people = (0..)
        .zip(entries.iter())
        .filter(|(_, entry)| entry.entity_type == EntityType::Person);
    owners.extend(people.map(|(number, entry)| (entry.slug, number)));
    owners.sort_unstable();
    for (number, line) in lines(text) {
        let found = role(line).and_then(|(slug, role)| {
            let at = owners.binary_search_by(|(owner, _)| (*owner).cmp(slug)).ok()?;
            Some((owners[at].1, role))
        });
        match found {
            Some((owner, role)) => entries[owner].roles.push(role),
            None => problems.push(format!("roles.tsv:{number}: {line}")),
        }
    }
}

fn role(line: &'static str) -> Option<(&'static str, KnownRole)> {
    let mut fields = line.split('\t');
    let slug = fields.next()?;
    let (from, to) = (date(fields.next()?)?, date(fields.next()?)?);
    let titles = Tagged(fields.next()?);
    titles.items().next()?;
    fields
        .next()
        .is_none()
        .then_some((slug, KnownRole { titles, from, to }))
}

/// A date that may be missing; nothing where it is none.
fn date(text: &str) -> Option<Option<PartialDate>> {
    if text.is_empty() {
        return Some(None);
    }
    PartialDate::parse(text).ok().map(Some)
}

fn filled(text: &'static str) -> Option<&'static str> {
    (!text.is_empty()).then_some(text)
}

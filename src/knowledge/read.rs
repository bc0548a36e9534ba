//! Reads the data files.

use std::collections::BTreeMap;

use super::entry::{KnowledgeEntry, KnownRole, NameList};
use crate::model::date::PartialDate;
use crate::model::entity::EntityType;

pub(super) struct Files {
    /// `key`, `description`: descriptions that entries share.
    pub(super) descriptions: &'static str,
    /// `slug`, `from`, `to`, `titles`.
    pub(super) roles: &'static str,
    /// Name and content of each file of entries.
    pub(super) entries: &'static [(&'static str, &'static str)],
}

/// The flag of entries that are only places on the map.
const GAZETTEER: &str = "g";

/// Reads all entries; also returns the invalid lines, for a test of the data.
pub(super) fn read(files: &Files) -> (Vec<KnowledgeEntry>, Vec<String>) {
    let mut problems = Vec::new();
    let mut descriptions = BTreeMap::new();
    for (number, line) in lines(files.descriptions) {
        match line.split_once('\t') {
            Some((key, text)) => {
                descriptions.insert(key, NameList(text));
            }
            None => problems.push(format!("descriptions.tsv:{number}: {line}")),
        }
    }
    let size = files.entries.iter().map(|(_, text)| text.len()).sum::<usize>();
    // A line has about sixty bytes.
    let mut entries = Vec::with_capacity(size / 50);
    for (file, text) in files.entries {
        for (number, line) in lines(text) {
            match entry(line, &descriptions) {
                Some(entry) => entries.push(entry),
                None => problems.push(format!("{file}:{number}: {line}")),
            }
        }
    }
    add_roles(&mut entries, files.roles, &mut problems);
    (entries, problems)
}

/// The lines except comments, with their numbers.
fn lines(text: &'static str) -> impl Iterator<Item = (usize, &'static str)> {
    let numbered = (1..).zip(text.lines());
    numbered.filter(|(_, line)| !line.is_empty() && !line.starts_with('#'))
}

fn entry(line: &'static str, descriptions: &BTreeMap<&'static str, NameList>) -> Option<KnowledgeEntry> {
    let mut fields = line.split('\t');
    let slug = fields.next().filter(|slug| !slug.is_empty())?;
    let type_name = fields.next()?;
    let (entity_type, _, _) = EntityType::ALL.iter().find(|(_, name, _)| *name == type_name)?;
    let wikidata = filled(fields.next()?);
    let description = fields.next()?;
    let _gazetteer_only = match fields.next()? {
        "" => false,
        flag if flag == GAZETTEER => true,
        _ => return None,
    };
    let represents = filled(fields.next()?);
    let titles = NameList(fields.next()?);
    titles.items().next()?;
    let others = NameList(fields.next()?);
    let descriptions = match description.strip_prefix('=') {
        Some(key) => *descriptions.get(key)?,
        None => NameList(description),
    };
    fields.next().is_none().then_some(KnowledgeEntry {
        slug,
        entity_type: *entity_type,
        wikidata,
        represents,
        roles: Vec::new(),
        #[cfg(feature = "internals")]
        gazetteer_only: _gazetteer_only,
        titles,
        others,
        descriptions,
    })
}

fn add_roles(entries: &mut [KnowledgeEntry], text: &'static str, problems: &mut Vec<String>) {
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
    let titles = NameList(fields.next()?);
    titles.items().next()?;
    fields
        .next()
        .is_none()
        .then_some((slug, KnownRole { titles, from, to }))
}

/// An optional date; `None` if it is invalid.
fn date(text: &str) -> Option<Option<PartialDate>> {
    if text.is_empty() {
        return Some(None);
    }
    PartialDate::parse(text).ok().map(Some)
}

fn filled(text: &'static str) -> Option<&'static str> {
    (!text.is_empty()).then_some(text)
}

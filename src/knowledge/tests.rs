//! Holds the data: nothing is left out when it is read, and it keeps its promises.
#![allow(clippy::unwrap_used, reason = "what a test builds on must be there")]

use std::collections::{BTreeMap, BTreeSet};

use super::*;
use crate::model::entity::EntityType;
use crate::model::slug::Slug;

fn knowledge() -> &'static Knowledge {
    Knowledge::embedded()
}

fn known(slug: &str) -> &'static Known {
    let number = knowledge().by_slug(slug);
    knowledge().get(number.unwrap_or_else(|| panic!("{slug} is not known")))
}

/// Fails with what does not hold.
fn hold(rule: &str, broken: &[String]) {
    assert!(broken.is_empty(), "{rule}:\n  {}", broken.join("\n  "));
}

#[test]
fn every_line_of_the_data_is_read() {
    let (_, problems) = read(&DATA);
    hold("lines that do not fit", &problems);
}

#[test]
fn slugs_are_slugs_and_name_one_entry_each() {
    let mut seen = BTreeSet::new();
    let broken: Vec<String> = knowledge()
        .iter()
        .filter(|(number, entry)| {
            let sound = Slug::parse(entry.slug).is_some();
            !sound || !seen.insert(entry.slug) || knowledge().by_slug(entry.slug) != Some(*number)
        })
        .map(|(_, entry)| entry.slug.to_owned())
        .collect();
    hold("slugs", &broken);
}

#[test]
fn ids_are_well_formed_and_name_one_entry_each() {
    let mut seen = BTreeMap::new();
    let mut broken = Vec::new();
    for (number, entry) in knowledge().iter() {
        let Some(id) = entry.wikidata else { continue };
        let digits = id.strip_prefix('Q').unwrap_or("");
        if digits.is_empty() || digits.starts_with('0') || !digits.bytes().all(|b| b.is_ascii_digit()) {
            broken.push(format!("{}: {id}", entry.slug));
        }
        if let Some(other) = seen.insert(id, entry.slug) {
            broken.push(format!("{id}: {other} and {}", entry.slug));
        }
        assert_eq!(knowledge().by_wikidata(id), Some(number));
    }
    hold("ids", &broken);
}

#[test]
fn whoever_speaks_for_another_exists() {
    let spoken = knowledge()
        .iter()
        .filter_map(|(_, entry)| Some((entry.slug, entry.represents?)));
    let broken: Vec<String> = spoken
        .filter(|(slug, other)| slug == other || knowledge().by_slug(other).is_none())
        .map(|(slug, other)| format!("{slug} → {other}"))
        .collect();
    hold("represents", &broken);
}

#[test]
fn everything_has_a_name_in_every_language_and_no_name_is_empty() {
    let mut broken = Vec::new();
    for (_, entry) in knowledge().iter() {
        for lang in ["de", "en"] {
            let names: Vec<_> = entry.names(lang).collect();
            let sound = |text: &str| !text.is_empty() && text.trim() == text && !text.contains(['\t', '?', '~']);
            if entry.title(lang).is_empty() || !names.iter().all(|(text, _)| sound(text)) {
                broken.push(format!("{} ({lang}): {names:?}", entry.slug));
            }
        }
        let named = |lang: &str| entry.names(lang).any(|(_, kind)| kind != KnownKind::Related);
        if !named("de") && !named("en") {
            broken.push(format!("{}: no text can name it", entry.slug));
        }
    }
    hold("names", &broken);
}

#[test]
fn a_name_that_is_certain_has_one_owner() {
    let mut broken = Vec::new();
    for lang in ["de", "en"] {
        let mut owners: BTreeMap<&str, Vec<KnownName>> = BTreeMap::new();
        for name in knowledge().names(lang).filter(|name| name.kind != KnownKind::Related) {
            owners.entry(name.text).or_default().push(name);
        }
        for (text, names) in owners {
            if names.len() > 1 && names.iter().any(|name| name.kind == KnownKind::Name) {
                let slugs: Vec<_> = names.iter().map(|name| knowledge().get(name.owner).slug).collect();
                broken.push(format!("{lang}: {text}: {slugs:?}"));
            }
        }
    }
    hold("names of several", &broken);
}

#[test]
fn offices_end_after_they_begin_and_stand_in_order() {
    let mut broken = Vec::new();
    for (_, entry) in knowledge().iter() {
        let mut last = None;
        for role in &entry.roles {
            let ends_early = matches!((role.from, role.to), (Some(from), Some(to)) if from > to);
            let from = role.from;
            if ends_early || last > from || role.title("de").is_empty() || role.title("en").is_empty() {
                broken.push(format!("{}: {role:?}", entry.slug));
            }
            last = from;
        }
    }
    hold("offices", &broken);
}

#[test]
fn lookups_find_what_they_should() {
    let germany = known("deutschland");
    assert_eq!(germany.wikidata, Some("Q183"));
    assert_eq!(germany.entity_type, EntityType::Place);
    assert_eq!((germany.title("de"), germany.title("en")), ("Deutschland", "Germany"));
    assert_eq!(germany.title("fr"), "Germany");
    assert!(germany.aliases("de").any(|name| name == "Bundesrepublik Deutschland"));
    assert!(!germany.aliases("en").any(|name| name == "Bundesrepublik Deutschland"));
    assert!(germany.related("de").any(|name| name == "deutsch"));
    assert_eq!(knowledge().by_wikidata("Q183"), knowledge().by_slug("deutschland"));
    assert_eq!(knowledge().by_slug("no-such-slug"), None);
    assert_eq!(knowledge().by_wikidata("Q0"), None);
}

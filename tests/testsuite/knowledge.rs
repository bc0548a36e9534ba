//! The data of the knowledge base: no line is skipped, and the invariants of its README hold.

use std::collections::{BTreeMap, BTreeSet};

use dossier::internals::knowledge::{Knowledge, KnowledgeEntry, KnownKind, KnownName};
use dossier::internals::language::Languages;
use dossier::internals::model::{EntityType, PartialDate, Slug};

fn languages() -> &'static [&'static str] {
    Languages::embedded().tags()
}

fn knowledge() -> &'static Knowledge {
    Knowledge::embedded()
}

fn known(slug: &str) -> &'static KnowledgeEntry {
    let number = knowledge().by_slug(slug);
    knowledge().get(number.unwrap_or_else(|| panic!("{slug} is not known")))
}

fn hold(rule: &str, broken: &[String]) {
    assert!(broken.is_empty(), "{rule}:\n  {}", broken.join("\n  "));
}

#[test]
fn every_line_of_the_data_is_read() {
    hold("lines that do not fit", &Knowledge::invalid_lines());
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
    let (languages, mut broken) = (languages(), Vec::new());
    for (_, entry) in knowledge().iter() {
        for lang in languages.iter().copied() {
            let names: Vec<_> = entry.names(lang).collect();
            let sound = |text: &str| !text.is_empty() && text.trim() == text && !text.contains(['\t', '?', '~']);
            if entry.title(lang).is_empty() || !names.iter().all(|(text, _)| sound(text)) {
                broken.push(format!("{} ({lang}): {names:?}", entry.slug));
            }
        }
        let named = |lang: &str| entry.names(lang).any(|(_, kind)| kind != KnownKind::Related);
        if !languages.iter().any(|lang| named(lang)) {
            broken.push(format!("{}: no text can name it", entry.slug));
        }
    }
    hold("names", &broken);
}

#[test]
fn a_name_that_is_certain_has_one_owner() {
    let mut broken = Vec::new();
    for lang in languages().iter().copied() {
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
    assert!(germany.names("de").any(|name| name == ("deutsch", KnownKind::Related)));
    assert_eq!(knowledge().by_wikidata("Q183"), knowledge().by_slug("deutschland"));
    assert_eq!(knowledge().by_slug("no-such-slug"), None);
    assert_eq!(knowledge().by_wikidata("Q0"), None);
}

#[test]
fn ids_are_those_that_a_source_vouches_for() {
    let mut vouched = BTreeMap::new();
    let mut broken = Vec::new();
    let lines = include_str!("../../src/knowledge/curated/ids.tsv").lines();
    for line in lines.filter(|line| !line.starts_with('#') && !line.is_empty()) {
        let fields: Vec<&str> = line.split('\t').collect();
        assert_eq!(fields.len(), 4, "{line}");
        assert!(fields.iter().all(|field| !field.is_empty()), "{line}");
        vouched.insert(fields[0], fields[1]);
        if knowledge().by_wikidata(fields[1]) != knowledge().by_slug(fields[0]) {
            broken.push(line.to_owned());
        }
    }
    // The ids of countries come with the packages.
    let others = knowledge()
        .iter()
        .filter(|(_, entry)| entry.entity_type != EntityType::Place);
    for (_, entry) in others {
        if entry.wikidata != vouched.get(entry.slug).copied() {
            broken.push(format!("{}: {:?}", entry.slug, entry.wikidata));
        }
    }
    hold("ids without a source", &broken);
}

#[test]
fn it_knows_enough_of_every_type() {
    let mut counts = BTreeMap::new();
    let mut more_than_a_dot = 0;
    for (_, entry) in knowledge().iter() {
        *counts.entry(entry.entity_type).or_insert(0) += 1;
        more_than_a_dot += usize::from(!entry.gazetteer_only);
    }
    let least = [
        (EntityType::Person, 1000),
        (EntityType::Organization, 2000),
        (EntityType::Place, 7000),
        (EntityType::Event, 150),
        (EntityType::Work, 80),
        (EntityType::Product, 250),
    ];
    for (entity_type, least) in least {
        assert!(
            counts[&entity_type] >= least,
            "{entity_type:?}: {}",
            counts[&entity_type]
        );
    }
    assert!(more_than_a_dot >= 5000, "{more_than_a_dot}");
}

#[test]
fn capitals_and_seats_speak_for_governments() {
    let speaks = |slug: &str| known(slug).represents;
    assert_eq!(speaks("moskau"), Some("regierung-russlands"));
    assert_eq!(speaks("kreml"), Some("regierung-russlands"));
    assert_eq!(speaks("washington"), Some("regierung-der-vereinigten-staaten"));
    assert_eq!(speaks("weisses-haus"), Some("regierung-der-vereinigten-staaten"));
    assert_eq!(speaks("berlin"), Some("bundesregierung"));
    assert_eq!(speaks("kiew"), Some("regierung-der-ukraine"));
    assert_eq!(speaks("lissabon"), Some("portugal"));
    assert_eq!(speaks("wall-street"), None);
}

#[test]
fn shared_and_common_names_are_settled() {
    let kinds = |lang: &str, text: &str| -> Vec<(&str, KnownKind)> {
        let names = knowledge().names(lang).filter(|name| name.text == text);
        names
            .map(|name| (knowledge().get(name.owner).slug, name.kind))
            .collect()
    };
    assert_eq!(kinds("de", "Washington"), [("washington", KnownKind::Name)]);
    assert_eq!(kinds("de", "Luxemburg"), [("luxemburg", KnownKind::Name)]);
    assert_eq!(kinds("de", "Georgia"), [("georgia", KnownKind::Name)]);
    assert!(kinds("en", "Georgia").len() == 2 && kinds("en", "Georgia").iter().all(|(_, k)| *k == KnownKind::Doubtful));
    assert_eq!(kinds("de", "Essen"), [("essen", KnownKind::Doubtful)]);
    assert_eq!(kinds("de", "russisch"), [("russland", KnownKind::Related)]);
    assert_eq!(kinds("en", "russisch"), []);
}

#[test]
fn people_have_their_offices_with_dates() {
    let roles = &known("frank-walter-steinmeier").roles;
    assert_eq!(roles.len(), 3);
    assert!(roles[0].title("de").starts_with("Bundesminister"));
    assert_eq!(roles[0].title("en"), "Foreign Minister of Germany");
    assert_eq!(roles[0].from, PartialDate::parse("2005-11").ok());
    assert_eq!(roles[2].to, None);
}

//! The embedded knowledge base: countries, cities, organizations, people in office and other things in the news, with
//! their names in German and English.
//!
//! `scripts/knowledge` generates `data/`, one entry per line, from openly licensed packages and the tables in
//! `curated/`. `README.md` explains how to add an entry.
//!
//! **Architecture invariant:** loading cannot fail. Invalid lines are skipped, and a test holds that there are none.

mod entry;
mod read;

pub use entry::{KnowledgeEntry, KnownKind, KnownName, KnownRole};

use std::sync::OnceLock;

use read::{Files, read};

const DATA: Files = Files {
    descriptions: include_str!("data/descriptions.tsv"),
    roles: include_str!("data/roles.tsv"),
    entries: &[
        ("places.tsv", include_str!("data/places.tsv")),
        ("cities.tsv", include_str!("data/cities.tsv")),
        ("organizations.tsv", include_str!("data/organizations.tsv")),
        ("people.tsv", include_str!("data/people.tsv")),
        ("things.tsv", include_str!("data/things.tsv")),
    ],
};

/// The knowledge base, with its indexes.
#[derive(Debug, Default)]
pub struct Knowledge {
    entries: Vec<KnowledgeEntry>,
    /// The numbers of the entries, sorted by slug.
    by_slug: Vec<u32>,
    /// Wikidata ids and the numbers of their entries, sorted.
    by_wikidata: Vec<(&'static str, u32)>,
}

impl Knowledge {
    /// The embedded knowledge base, loaded once.
    pub fn embedded() -> &'static Knowledge {
        static KNOWLEDGE: OnceLock<Knowledge> = OnceLock::new();
        KNOWLEDGE.get_or_init(Knowledge::load)
    }

    /// Loads the embedded data again, for benchmarks.
    pub fn load() -> Knowledge {
        let (entries, _) = read(&DATA);
        Knowledge::new(entries)
    }

    /// The lines of the data that are skipped, for a test that there are none.
    #[cfg(feature = "internals")]
    pub fn invalid_lines() -> Vec<String> {
        read(&DATA).1
    }

    fn new(entries: Vec<KnowledgeEntry>) -> Knowledge {
        let mut by_slug: Vec<u32> = (0..).take(entries.len()).collect();
        // The files are sorted, so this is a merge.
        by_slug.sort_by_key(|number| entries[*number as usize].slug);
        let mut by_wikidata: Vec<(&'static str, u32)> = (0..)
            .zip(&entries)
            .filter_map(|(number, entry)| Some((entry.wikidata?, number)))
            .collect();
        by_wikidata.sort_unstable();
        Knowledge {
            entries,
            by_slug,
            by_wikidata,
        }
    }

    /// An entry by its number.
    ///
    /// # Panics
    /// If the number is not that of an entry. Numbers are valid for one version of the program only.
    pub fn get(&self, number: u32) -> &KnowledgeEntry {
        &self.entries[number as usize]
    }

    pub fn iter(&self) -> impl Iterator<Item = (u32, &KnowledgeEntry)> {
        (0..).zip(&self.entries)
    }

    pub fn by_slug(&self, slug: &str) -> Option<u32> {
        let at = self
            .by_slug
            .binary_search_by(|number| self.entries[*number as usize].slug.cmp(slug));
        at.ok().map(|at| self.by_slug[at])
    }

    pub fn by_wikidata(&self, id: &str) -> Option<u32> {
        let at = self.by_wikidata.binary_search_by(|(known, _)| (*known).cmp(id));
        at.ok().map(|at| self.by_wikidata[at].1)
    }

    /// All names that apply to texts in a language.
    pub fn names<'a>(&'a self, lang: &'a str) -> impl Iterator<Item = KnownName> + 'a {
        self.iter().flat_map(move |(owner, entry)| {
            entry.names(lang).map(move |(text, kind)| KnownName {
                owner,
                text,
                kind,
                entity_type: entry.entity_type,
            })
        })
    }
}

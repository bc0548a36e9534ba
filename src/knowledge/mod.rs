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

use crate::model::ids::KnowledgeId;
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
    /// The entries, sorted by slug.
    by_slug: Vec<KnowledgeId>,
    /// Wikidata ids and their entries, sorted.
    by_wikidata: Vec<(&'static str, KnowledgeId)>,
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
        let ids = KnowledgeId::all(entries.len());
        let mut by_slug: Vec<KnowledgeId> = ids.clone().collect();
        // The files are sorted, so this is a merge.
        by_slug.sort_by_key(|id| entries[id.index()].slug);
        let mut by_wikidata: Vec<(&'static str, KnowledgeId)> = ids
            .zip(&entries)
            .filter_map(|(id, entry)| Some((entry.wikidata?, id)))
            .collect();
        by_wikidata.sort_unstable();
        Knowledge {
            entries,
            by_slug,
            by_wikidata,
        }
    }

    /// # Panics
    /// If the id is not that of an entry.
    pub fn get(&self, id: KnowledgeId) -> &KnowledgeEntry {
        &self.entries[id.index()]
    }

    pub fn iter(&self) -> impl Iterator<Item = (KnowledgeId, &KnowledgeEntry)> {
        KnowledgeId::all(self.entries.len()).zip(&self.entries)
    }

    pub fn by_slug(&self, slug: &str) -> Option<KnowledgeId> {
        let at = self.by_slug.binary_search_by(|id| self.get(*id).slug.cmp(slug));
        at.ok().map(|at| self.by_slug[at])
    }

    pub fn by_wikidata(&self, id: &str) -> Option<KnowledgeId> {
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

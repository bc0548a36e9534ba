//! The starter registry of the program: countries, cities, organizations, people in office and other
//! things that the news names, with their names in German and English.
//!
//! The data is text in `data/`, one entry a line; `scripts/knowledge` writes it from openly licensed
//! packages and from the tables in `curated/`. `README.md` in this folder tells how to add an entry.
//!
//! **Architecture invariant:** reading the data cannot fail. A line that does not fit is left out,
//! and a test holds that no line is.

mod entry;
mod read;

pub use entry::{Known, KnownKind, KnownName, KnownRole};

use std::sync::OnceLock;

use read::{Files, read};

/// The embedded data.
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

/// Everybody and everything that the program knows before it reads a site.
#[derive(Debug, Default)]
pub struct Knowledge {
    entries: Vec<Known>,
    /// The numbers of the entries, by slug.
    by_slug: Vec<u32>,
    /// Ids, sorted, with the number of their entry.
    by_wikidata: Vec<(&'static str, u32)>,
}

impl Knowledge {
    /// The embedded knowledge base, read once.
    pub fn embedded() -> &'static Knowledge {
        static KNOWLEDGE: OnceLock<Knowledge> = OnceLock::new();
        KNOWLEDGE.get_or_init(Knowledge::load)
    }

    /// Reads the embedded data anew, as a bench does; everybody else asks for [`Knowledge::embedded`].
    pub fn load() -> Knowledge {
        let (entries, _) = read(&DATA);
        Knowledge::of(entries)
    }

    fn of(entries: Vec<Known>) -> Knowledge {
        let mut by_slug: Vec<u32> = (0..).take(entries.len()).collect();
        // Each file is sorted, so this only merges.
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

    /// How many entries there are.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether nothing is known.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// An entry by its number, which is below [`Knowledge::len`] and belongs to this version of the program.
    pub fn get(&self, number: u32) -> &Known {
        &self.entries[number as usize]
    }

    /// Every entry, by number.
    pub fn iter(&self) -> impl Iterator<Item = (u32, &Known)> {
        (0..).zip(&self.entries)
    }

    /// The number of an entry, by its slug.
    pub fn by_slug(&self, slug: &str) -> Option<u32> {
        let at = self
            .by_slug
            .binary_search_by(|number| self.entries[*number as usize].slug.cmp(slug));
        at.ok().map(|at| self.by_slug[at])
    }

    /// The number of an entry, by its id in Wikidata.
    pub fn by_wikidata(&self, id: &str) -> Option<u32> {
        let at = self.by_wikidata.binary_search_by(|(known, _)| (*known).cmp(id));
        at.ok().map(|at| self.by_wikidata[at].1)
    }

    /// Every name that counts in texts of a language: those of that language and those of any.
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

#[cfg(test)]
mod tests;

//! How names of organizations and places are built.
#![expect(clippy::disallowed_types, reason = "hash maps for look-ups alone")]

use std::collections::BTreeMap;

use ahash::AHashMap;
use serde::Deserialize;

bitflags::bitflags! {
    /// What a word is in names; the data file names a role in lower case.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
    #[serde(try_from = "String")]
    pub struct NameRole: u16 {
        /// Ends the name of a company: AG, Ltd.
        const LEGAL_FORM = 1;
        /// Stands between a body and what it is for: Institut *für* Klimaforschung.
        const BODY_CONNECTOR = 1 << 1;
        /// Stands between a body and whom it unites: Bund *der* Steuerzahler.
        const UNION_CONNECTOR = 1 << 2;
        /// A small word inside of such names.
        const INNER_CONNECTOR = 1 << 3;
        /// Is named by its place or patron, which stands behind it: Universität Köln.
        const INSTITUTION = 1 << 4;
        /// A building or site that is named so.
        const SITE = 1 << 5;
        /// Says that the name behind it is a place.
        const PLACE_KIND = 1 << 6;
        /// Says that the name behind it is an organization.
        const ORGANIZATION_KIND = 1 << 7;
        /// The last word of names of organizations.
        const ORGANIZATION_END = 1 << 8;
        /// The last word of names of places.
        const PLACE_END = 1 << 9;
        /// The first word of names of organizations, before "of".
        const OF_HEAD = 1 << 10;
    }
}

impl NameRole {
    /// No part of any pattern.
    pub const NONE: NameRole = NameRole::empty();

    /// Whether it is any of these.
    pub fn any(self, other: NameRole) -> bool {
        self.intersects(other)
    }
}

impl TryFrom<String> for NameRole {
    type Error = String;

    fn try_from(name: String) -> Result<NameRole, String> {
        super::files::flag(&name)
    }
}

/// `name_patterns.yaml`: words in the nominative.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct NamePatterns {
    /// Bodies that are named by what they are for.
    pub bodies: Vec<String>,
    /// Bodies that are also named by whom they unite.
    pub unions: Vec<String>,
    /// Endings of names of streets and the like.
    pub place_endings: Vec<String>,
    /// Common nouns that end so.
    pub no_places: Vec<String>,
    /// Endings of nouns in the genitive.
    genitive_endings: Vec<String>,
    /// Words by their role in names.
    words: BTreeMap<NameRole, Vec<String>>,
    /// The roles of each of these words.
    #[serde(skip)]
    roles: AHashMap<String, NameRole>,
}

impl NamePatterns {
    pub(super) fn indexed(mut self) -> NamePatterns {
        for (role, words) in std::mem::take(&mut self.words) {
            for word in words {
                *self.roles.entry(word).or_default() |= role;
            }
        }
        self
    }

    pub fn role(&self, word: &str) -> NameRole {
        self.roles.get(word).copied().unwrap_or_default()
    }

    /// Whether a word is one of a list, or a compound that ends in one, apart from the ending of a genitive.
    pub fn is_one(&self, list: &[String], word: &str) -> bool {
        let ends = |stem: &str, own: &str| {
            // Bundesverband: the ending has lost its capital.
            let rest = stem.get(stem.len().wrapping_sub(own.len())..).unwrap_or("");
            let mut pairs = rest.chars().zip(own.chars());
            let first = pairs.next().is_some_and(|(a, b)| a.to_lowercase().eq(b.to_lowercase()));
            first && stem.len() > own.len() + 2 && rest.len() == own.len() && pairs.all(|(a, b)| a == b)
        };
        let endings = self.genitive_endings.iter();
        let stems = endings.filter_map(|ending| word.strip_suffix(ending.as_str()));
        let mut stems = std::iter::once(word).chain(stems);
        stems.any(|stem| list.iter().any(|own| own == stem || ends(stem, own)))
    }
}

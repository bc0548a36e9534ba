//! What names of organizations and places look like in a language.

use ahash::AHashMap;
use serde::Deserialize;

/// What a word is in names: bits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct NameRole(u16);

impl NameRole {
    /// No part of any pattern.
    pub const NONE: NameRole = NameRole(0);
    /// See [`NamePatterns::legal_forms`].
    pub const LEGAL_FORM: NameRole = NameRole(1);
    /// See [`NamePatterns::body_connectors`].
    pub const BODY_CONNECTOR: NameRole = NameRole(1 << 1);
    /// See [`NamePatterns::union_connectors`].
    pub const UNION_CONNECTOR: NameRole = NameRole(1 << 2);
    /// See [`NamePatterns::inner_connectors`].
    pub const INNER_CONNECTOR: NameRole = NameRole(1 << 3);
    /// See [`NamePatterns::institutions`].
    pub const INSTITUTION: NameRole = NameRole(1 << 4);
    /// See [`NamePatterns::sites`].
    pub const SITE: NameRole = NameRole(1 << 5);
    /// See [`NamePatterns::place_kinds`].
    pub const PLACE_KIND: NameRole = NameRole(1 << 6);
    /// See [`NamePatterns::organization_kinds`].
    pub const ORGANIZATION_KIND: NameRole = NameRole(1 << 7);
    /// See [`NamePatterns::organization_ends`].
    pub const ORGANIZATION_END: NameRole = NameRole(1 << 8);
    /// See [`NamePatterns::place_ends`].
    pub const PLACE_END: NameRole = NameRole(1 << 9);
    /// See [`NamePatterns::of_heads`].
    pub const OF_HEAD: NameRole = NameRole(1 << 10);

    /// Whether it is any of these.
    pub fn any(self, other: NameRole) -> bool {
        self.0 & other.0 != 0
    }
}

/// `name_patterns.yaml`: words as they stand in the nominative.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NamePatterns {
    /// What ends the name of a company: AG, Ltd.
    pub legal_forms: Vec<String>,
    /// Bodies that are named by what they are for; compounds that end so count as well.
    pub bodies: Vec<String>,
    /// What stands between such a body and what it is for.
    pub body_connectors: Vec<String>,
    /// Bodies that are also named by whom they unite.
    pub unions: Vec<String>,
    /// What stands between these.
    pub union_connectors: Vec<String>,
    /// Small words inside of such names.
    pub inner_connectors: Vec<String>,
    /// What is named by its place or patron, which stands behind it.
    pub institutions: Vec<String>,
    /// Buildings and sites that are.
    pub sites: Vec<String>,
    /// Nouns that say that the name behind them is a place.
    pub place_kinds: Vec<String>,
    /// Nouns that say that the name behind them is an organization.
    pub organization_kinds: Vec<String>,
    /// Endings of names of streets and the like.
    pub place_endings: Vec<String>,
    /// Common nouns that end so.
    pub no_places: Vec<String>,
    /// Last words of names of organizations.
    pub organization_ends: Vec<String>,
    /// Last words of names of places.
    pub place_ends: Vec<String>,
    /// First words of names of organizations, before "of".
    pub of_heads: Vec<String>,
    /// What each word of the lists is.
    #[serde(skip)]
    roles: AHashMap<String, NameRole>,
}

impl NamePatterns {
    /// Makes the lists ready for look-ups.
    pub(super) fn indexed(mut self) -> NamePatterns {
        let lists = [
            (&self.legal_forms, NameRole::LEGAL_FORM),
            (&self.body_connectors, NameRole::BODY_CONNECTOR),
            (&self.union_connectors, NameRole::UNION_CONNECTOR),
            (&self.inner_connectors, NameRole::INNER_CONNECTOR),
            (&self.institutions, NameRole::INSTITUTION),
            (&self.sites, NameRole::SITE),
            (&self.place_kinds, NameRole::PLACE_KIND),
            (&self.organization_kinds, NameRole::ORGANIZATION_KIND),
            (&self.organization_ends, NameRole::ORGANIZATION_END),
            (&self.place_ends, NameRole::PLACE_END),
            (&self.of_heads, NameRole::OF_HEAD),
        ];
        let mut roles: AHashMap<String, NameRole> = AHashMap::new();
        for (list, role) in lists {
            for word in list {
                roles.entry(word.clone()).or_default().0 |= role.0;
            }
        }
        self.roles = roles;
        self
    }

    /// What a word is in names.
    pub fn role(&self, word: &str) -> NameRole {
        self.roles.get(word).copied().unwrap_or_default()
    }

    /// Whether a word is one of a list, or a compound that ends so; the ending of a genitive counts
    /// as part of neither.
    pub fn is_one(list: &[String], word: &str) -> bool {
        let stems = [Some(word), word.strip_suffix('s'), word.strip_suffix("es")];
        let ends = |stem: &str, own: &str| {
            // Bundesverband: the ending has lost its capital.
            let rest = stem.get(stem.len().wrapping_sub(own.len())..).unwrap_or("");
            let mut pairs = rest.chars().zip(own.chars());
            let first = pairs.next().is_some_and(|(a, b)| a.to_lowercase().eq(b.to_lowercase()));
            first && stem.len() > own.len() + 2 && rest.len() == own.len() && pairs.all(|(a, b)| a == b)
        };
        let mut stems = stems.into_iter().flatten();
        stems.any(|stem| list.iter().any(|own| own == stem || ends(stem, own)))
    }
}

//! What names of organizations and places look like in a language.

use serde::Deserialize;

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
}

impl NamePatterns {
    /// Sorts the lists, so that they can be searched.
    pub(super) fn sorted(mut self) -> NamePatterns {
        let lists = [
            &mut self.legal_forms,
            &mut self.bodies,
            &mut self.body_connectors,
            &mut self.unions,
            &mut self.union_connectors,
            &mut self.inner_connectors,
            &mut self.institutions,
            &mut self.sites,
            &mut self.place_kinds,
            &mut self.organization_kinds,
            &mut self.no_places,
            &mut self.organization_ends,
            &mut self.place_ends,
            &mut self.of_heads,
        ];
        for list in lists {
            list.sort_unstable();
        }
        self
    }

    /// Whether a sorted list holds a word.
    pub fn holds(list: &[String], word: &str) -> bool {
        list.binary_search_by(|own| own.as_str().cmp(word)).is_ok()
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
        stems.any(|stem| NamePatterns::holds(list, stem) || list.iter().any(|own| ends(stem, own)))
    }
}

//! How names are inflected, and told from common words.
#![expect(clippy::disallowed_types, reason = "hash maps for look-ups alone")]

use ahash::AHashSet;
use serde::Deserialize;

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(from = "Vec<String>")]
pub struct WordSet(AHashSet<Box<str>>);

impl From<Vec<String>> for WordSet {
    fn from(words: Vec<String>) -> WordSet {
        WordSet(words.into_iter().map(String::into_boxed_str).collect())
    }
}

impl WordSet {
    pub fn contains(&self, word: &str) -> bool {
        self.0.contains(word)
    }
}

/// `names.yaml`; `README.md` explains every key.
#[allow(missing_docs, reason = "README.md explains every key")]
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct NameWords {
    pub genitive_endings: Vec<String>,
    pub endings_before_apostrophe: Vec<String>,
    pub possessive_endings: Vec<String>,
    pub apostrophe_after: Vec<String>,
    pub vowels: String,
    pub adjective_endings: Vec<String>,
    pub noun_endings: Vec<String>,
    pub attribute_words: WordSet,
    pub declined_names: std::collections::BTreeMap<String, Vec<String>>,
    pub articles: WordSet,
    pub particles: WordSet,
    pub loose_particles: WordSet,
    pub generations: WordSet,
    pub leading_surnames: WordSet,
    pub legal_forms: Vec<String>,
    pub foreign_heads: WordSet,
    pub surname_heads: Vec<String>,
    pub small_heads: bool,
    pub compound_prefixes: WordSet,
    pub prefixed_names: bool,
    pub common: WordSet,
    pub parties: WordSet,
    pub parties_with_article: WordSet,
    pub other_parties: WordSet,
    pub medium_heads: Vec<String>,
    pub party_heads: Vec<String>,
    pub party_articles: WordSet,
    pub medium_verbs: WordSet,
    pub medium_nouns_behind: WordSet,
    pub medium_nouns: Vec<String>,
    pub place_prepositions: WordSet,
    pub contractions: WordSet,
    pub place_nouns: WordSet,
    pub source_prepositions: WordSet,
    pub enumerators: WordSet,
    pub transliterations: Vec<(char, String)>,
    pub marks_dropped: bool,
}

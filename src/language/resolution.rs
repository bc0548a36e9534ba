//! The words that decide who is meant.

use std::borrow::Cow;
use std::collections::BTreeSet;

use serde::Deserialize;

/// `resolution.yaml`; `README.md` explains every key.
#[allow(missing_docs, reason = "README.md explains every key")]
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ResolutionWords {
    pub definite_articles: BTreeSet<String>,
    pub indefinite_articles: BTreeSet<String>,
    pub masculine_articles: BTreeSet<String>,
    pub feminine_articles: BTreeSet<String>,
    pub near_pronouns: BTreeSet<String>,
    pub former: Vec<String>,
    pub others: Vec<String>,
    pub deputies: Vec<String>,
    pub office_prefixes: Vec<String>,
    pub distinguishing_endings: Vec<String>,
    pub copulas: BTreeSet<String>,
    pub age_suffixes: Vec<String>,
    pub plural_verb_endings: Vec<String>,
    pub singular_verbs: BTreeSet<String>,
    pub genitive_endings: Vec<String>,
    /// Endings of adjectives in the nominative, without an article before them.
    pub feminine_ending: String,
    pub masculine_ending: String,
    pub neuter_ending: String,
    /// Prepositions inside of the names of bodies and texts; empty where any can be.
    pub name_prepositions: BTreeSet<String>,
    pub possessives: BTreeSet<String>,
    pub inflection: Vec<char>,
    pub general_offices: Vec<String>,
}

impl ResolutionWords {
    /// A noun in lower case, without the letters in which its forms differ.
    pub fn stem(&self, noun: &str) -> String {
        self.stem_of(&lowered(noun)).to_owned()
    }

    /// A noun in lower case without the letters in which its forms differ; whole where fewer than three are left.
    pub fn stem_of<'w>(&self, lower: &'w str) -> &'w str {
        let stem = lower.trim_end_matches(self.inflection.as_slice());
        if stem.chars().nth(2).is_none() { lower } else { stem }
    }
}

/// Whether a word begins with one of these.
pub fn begins_with(word: &str, beginnings: &[String]) -> bool {
    beginnings.iter().any(|beginning| word.starts_with(beginning.as_str()))
}

/// Whether a word ends in one of these.
pub fn ends_in(word: &str, endings: &[String]) -> bool {
    ends_behind(word, endings, 0)
}

/// Whether a word ends in one of these, and has more than `stem` bytes before it (any stem for 0).
pub fn ends_behind(word: &str, endings: &[String], stem: usize) -> bool {
    let fits = |ending: &String| word.ends_with(ending.as_str()) && (stem == 0 || word.len() > ending.len() + stem);
    endings.iter().any(fits)
}

/// A word in lower case; as it is where it is so already, as nearly every word is.
pub fn lowered(word: &str) -> Cow<'_, str> {
    if word.chars().any(char::is_uppercase) {
        Cow::Owned(word.to_lowercase())
    } else {
        Cow::Borrowed(word)
    }
}

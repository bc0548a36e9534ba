//! The words that decide who is meant.

use std::collections::BTreeSet;

use serde::Deserialize;

/// `resolution.yaml`
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ResolutionWords {
    /// the
    pub definite_articles: BTreeSet<String>,
    /// a, another
    pub indefinite_articles: BTreeSet<String>,
    /// Articles of a masculine noun that is the subject.
    pub masculine_articles: BTreeSet<String>,
    /// Articles of a feminine noun that is the subject.
    pub feminine_articles: BTreeSet<String>,
    /// Words that mean who was named last.
    pub near_pronouns: BTreeSet<String>,
    /// What such a word must follow; nothing where it stands alone.
    pub near_articles: BTreeSet<String>,
    /// Beginnings of words that say that somebody no longer holds an office.
    pub former: Vec<String>,
    /// Beginnings of words that say that somebody else is meant.
    pub others: Vec<String>,
    /// Beginnings of words, and of compounds, that make another office of one.
    pub deputies: Vec<String>,
    /// Beginnings of compounds that name the same office more fully.
    pub office_prefixes: Vec<String>,
    /// Endings of adjectives that tell holders of the same office apart.
    pub distinguishing_endings: Vec<String>,
    /// Verbs that give somebody an office.
    pub copulas: BTreeSet<String>,
    /// What follows the number where an age stands for a person.
    pub age_suffixes: Vec<String>,
    /// Endings of verbs in the plural.
    pub plural_verb_endings: Vec<String>,
    /// Verbs that end so and are singular.
    pub singular_verbs: BTreeSet<String>,
    /// Endings of nouns in the genitive.
    pub genitive_endings: Vec<String>,
    /// his, her
    pub possessives: BTreeSet<String>,
    /// Letters in which forms of one noun differ at the end.
    pub inflection: Vec<char>,
    /// Nouns that stand for longer offices too.
    pub general_offices: Vec<String>,
}

impl ResolutionWords {
    /// Whether a word, in lower case, begins with one of these.
    pub fn begins(word: &str, with: &[String]) -> bool {
        with.iter().any(|beginning| word.starts_with(beginning.as_str()))
    }

    /// A noun in lower case and without the letters in which its forms differ.
    pub fn stem(&self, noun: &str) -> String {
        self.stem_of(&super::lowered(noun)).to_owned()
    }

    /// The same of a noun that is in lower case.
    pub fn stem_of<'w>(&self, lower: &'w str) -> &'w str {
        let stem = lower.trim_end_matches(self.inflection.as_slice());
        if stem.chars().nth(2).is_none() { lower } else { stem }
    }

    /// Whether a word, in lower case, ends in one of these.
    pub fn ends(word: &str, with: &[String]) -> bool {
        with.iter().any(|ending| word.ends_with(ending.as_str()))
    }
}

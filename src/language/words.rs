//! The words that the search for quotations and names needs to know.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

use super::lexicon::Lexicon;

/// The vocabulary of one language, ready for look-ups.
#[derive(Default)]
pub struct Words {
    /// Forms of verbs of speech, lower-cased, with the class of each.
    pub reporting_verbs: BTreeMap<String, String>,
    /// Words that introduce a speaker without a verb (so, laut), lower-cased.
    pub reporting_particles: BTreeSet<String>,
    /// Abbreviations whose full stop ends no sentence, lower-cased and without it.
    pub abbreviations: BTreeSet<String>,
    /// Pronouns that can stand for a speaker, lower-cased.
    pub pronouns: BTreeSet<String>,
    /// Articles and other words that can begin a noun phrase, lower-cased.
    pub determiners: BTreeSet<String>,
    /// Lower-case words that can be part of a name (von, de la).
    pub name_particles: BTreeSet<String>,
    /// Everything that the search for quotations asks of a word.
    pub lexicon: Lexicon,
    /// Words of a dateline and the like that an import recognises.
    pub labels: Labels,
}

/// Words before a value in a pasted text, lower-cased.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Labels {
    /// Before a date.
    pub date: Vec<String>,
    /// Before the name of a source.
    pub source: Vec<String>,
}

/// `reporting.yaml`
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct ReportingFile {
    verbs: Vec<VerbEntry>,
    particles: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct VerbEntry {
    class: String,
    forms: Vec<String>,
}

/// `words.yaml`
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct WordsFile {
    abbreviations: Vec<String>,
    pronouns: Vec<String>,
    determiners: Vec<String>,
    name_particles: Vec<String>,
    labels: Labels,
}

impl Words {
    /// Reads the vocabulary of a language.
    pub(super) fn load(tag: &str) -> Words {
        Words::try_load(tag).unwrap_or_default()
    }

    /// The same; an error names the file that does not fit.
    pub(super) fn try_load(tag: &str) -> Result<Words, String> {
        let reporting: ReportingFile = super::try_read(tag, "reporting.yaml")?;
        let words: WordsFile = super::try_read(tag, "words.yaml")?;
        let mut verbs = BTreeMap::new();
        for entry in reporting.verbs {
            for form in entry.forms {
                verbs.insert(form, entry.class.clone());
            }
        }
        Ok(Words {
            reporting_verbs: verbs,
            reporting_particles: reporting.particles.into_iter().collect(),
            abbreviations: words.abbreviations.into_iter().collect(),
            pronouns: words.pronouns.into_iter().collect(),
            determiners: words.determiners.into_iter().collect(),
            name_particles: words.name_particles.into_iter().collect(),
            lexicon: Lexicon::try_load(tag)?,
            labels: words.labels,
        })
    }
}

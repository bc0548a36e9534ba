//! The vocabulary of one language, as the search for quotations and names needs it.

use std::collections::BTreeSet;
use std::sync::{Arc, LazyLock};

use serde::Deserialize;

use super::files::Files;
use super::grammar::Grammar;
use super::lexicon::Lexicon;
use super::name_model::NameModel;
use super::name_patterns::NamePatterns;
use super::names::NameWords;

/// A value that is read when it is first asked for: it is large, and most sites are in one language.
pub type Lazy<T> = LazyLock<T, Box<dyn FnOnce() -> T + Send>>;

pub struct Words {
    pub tag: &'static str,
    /// Abbreviations whose full stop ends no sentence, lower-cased and without it.
    pub abbreviations: BTreeSet<String>,
    /// Articles and pronouns by which the language of a text is detected, lower-cased.
    pub common_words: BTreeSet<String>,
    /// Words before a value in a pasted text.
    pub labels: Labels,
    /// Texts of links that do not say where these lead, lower-cased.
    pub vague_links: BTreeSet<String>,
    /// How the language orders, marks and inflects words.
    pub grammar: Arc<Grammar>,
    /// What each word can be.
    pub lexicon: Lazy<Lexicon>,
    /// How names of organizations and places are built.
    pub patterns: NamePatterns,
    /// How names are inflected and told from common words.
    pub names: NameWords,
    /// The weights of the name tagger; empty where the language has none.
    pub name_model: Lazy<NameModel>,
}

/// Words before a value in a pasted text, lower-cased.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Labels {
    pub date: Vec<String>,
    /// Before the name of a source.
    pub source: Vec<String>,
}

/// `words.yaml`
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct WordsFile {
    abbreviations: BTreeSet<String>,
    common_words: BTreeSet<String>,
    labels: Labels,
    vague_links: BTreeSet<String>,
}

impl Words {
    /// Reads the vocabulary of a language; an error names the file that does not fit its type.
    pub(super) fn load(files: &Arc<Files>, tag: &'static str) -> Result<Words, String> {
        let words: WordsFile = files.read(tag, "words.yaml")?;
        let (for_lexicon, for_model) = (Arc::clone(files), Arc::clone(files));
        let grammar: Arc<Grammar> = Arc::new(files.read(tag, "grammar.yaml")?);
        let shared = Arc::clone(&grammar);
        Ok(Words {
            tag,
            abbreviations: words.abbreviations,
            common_words: words.common_words,
            labels: words.labels,
            vague_links: words.vague_links,
            grammar,
            lexicon: Lazy::new(Box::new(move || {
                Lexicon::load(&for_lexicon, tag, &shared).unwrap_or_default()
            })),
            patterns: files.read::<NamePatterns>(tag, "name_patterns.yaml")?.indexed(),
            names: files.read(tag, "names.yaml")?,
            name_model: Lazy::new(Box::new(move || {
                let model = for_model.bytes(tag, "names.model").and_then(NameModel::from_bytes);
                model.unwrap_or_default()
            })),
        })
    }
}

//! The words that the search for quotations and names needs to know.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::ops::Deref;
use std::sync::OnceLock;

use serde::Deserialize;

use super::lexicon::Lexicon;
use super::name_model::NameModel;
use super::name_patterns::NamePatterns;
use super::names::NameWords;

/// The vocabulary of one language, ready for look-ups.
#[derive(Default)]
pub struct Words {
    /// The tag of the language.
    pub tag: String,
    /// Abbreviations whose full stop ends no sentence, lower-cased and without it.
    pub abbreviations: BTreeSet<String>,
    /// Pronouns that can stand for a speaker, lower-cased.
    pub pronouns: BTreeSet<String>,
    /// Articles and other words that can begin a noun phrase, lower-cased.
    pub determiners: BTreeSet<String>,
    /// Everything that the search for quotations asks of a word; read when it is first asked, for
    /// it is large, and most sites are in one language.
    pub lexicon: LazyLexicon,
    /// What names of organizations and places look like.
    pub patterns: NamePatterns,
    /// What the language does with names.
    pub names: NameWords,
    /// The weights by which words are told to be names.
    pub name_model: LazyNameModel,
    /// Words of a dateline and the like that an import recognises.
    pub labels: Labels,
    /// Texts of links that do not say where these lead, lower-cased.
    pub vague_links: BTreeSet<String>,
}

/// The vocabulary of a language, read when it is first asked for.
#[derive(Default)]
pub struct LazyLexicon {
    tag: String,
    lexicon: OnceLock<Lexicon>,
}

impl Deref for LazyLexicon {
    type Target = Lexicon;

    fn deref(&self) -> &Lexicon {
        self.lexicon
            .get_or_init(|| Lexicon::try_load(&self.tag).unwrap_or_default())
    }
}

/// The weights for names, read when they are first asked for.
#[derive(Default)]
pub struct LazyNameModel {
    tag: String,
    model: OnceLock<NameModel>,
}

impl Deref for LazyNameModel {
    type Target = NameModel;

    fn deref(&self) -> &NameModel {
        self.model.get_or_init(|| super::read_name_model(&self.tag))
    }
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

/// `words.yaml`
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct WordsFile {
    abbreviations: Vec<String>,
    pronouns: Vec<String>,
    determiners: Vec<String>,
    labels: Labels,
}

/// `links.yaml`
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct LinksFile {
    vague: BTreeSet<String>,
}

impl Words {
    /// Reads the vocabulary of a language.
    pub(super) fn load(tag: &str) -> Words {
        Words::try_load(tag).unwrap_or_default()
    }

    /// The same; an error names the file that does not fit.
    pub(super) fn try_load(tag: &str) -> Result<Words, String> {
        let words: WordsFile = super::try_read(tag, "words.yaml")?;
        let links: LinksFile = super::try_read(tag, "links.yaml")?;
        Ok(Words {
            tag: tag.to_owned(),
            abbreviations: words.abbreviations.into_iter().collect(),
            pronouns: words.pronouns.into_iter().collect(),
            determiners: words.determiners.into_iter().collect(),
            lexicon: LazyLexicon {
                tag: tag.to_owned(),
                lexicon: OnceLock::new(),
            },
            patterns: super::try_read::<NamePatterns>(tag, "name_patterns.yaml")?.indexed(),
            names: super::try_read(tag, "names.yaml")?,
            name_model: LazyNameModel {
                tag: tag.to_owned(),
                model: OnceLock::new(),
            },
            labels: words.labels,
            vague_links: links.vague,
        })
    }
}

/// A word in lower case; as it is where it is so already, as nearly every word is.
pub fn lowered(word: &str) -> Cow<'_, str> {
    if word.chars().any(char::is_uppercase) {
        Cow::Owned(word.to_lowercase())
    } else {
        Cow::Borrowed(word)
    }
}

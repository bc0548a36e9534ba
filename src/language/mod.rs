//! Languages: a typed view of the data in the folders beside this file.
//!
//! A language is a folder of data, named by its tag; `README.md` explains every key and says what of a
//! language needs code. [`Languages::tags`] is the only list of languages.

mod dates;
mod files;
mod grammar;
mod interface;
mod lexicon;
mod name_model;
mod name_patterns;
mod names;
mod resolution;
mod words;

pub use dates::DateWords;
pub use files::FALLBACK;
pub use grammar::{Grammar, ReportedMood};
pub use interface::Interface;
pub use lexicon::{Flags, Lexicon, Verb, WordInfo};
pub use name_model::{LANES, NameModel, SIDES, WordTable};
#[cfg(feature = "internals")]
pub use name_model::{Row, WordEntry};
pub use name_patterns::{NamePatterns, NameRole};
pub use names::NameWords;
pub use resolution::{begins_with, ends_behind, ends_in, lowered};
pub use words::Words;

use std::sync::{Arc, OnceLock};

use files::Files;

use crate::model::article::Lang;

pub struct Language {
    /// Its tag, such as `de`.
    pub tag: &'static str,
    /// The strings of the pages.
    pub interface: Arc<Interface>,
    pub dates: DateWords,
    /// What the search for quotations and names needs to know.
    pub words: Words,
}

/// Every language that there is data for, by tag.
#[derive(Default)]
pub struct Languages {
    languages: Vec<Language>,
    tags: Vec<&'static str>,
}

impl Languages {
    /// The embedded languages, read once.
    pub fn embedded() -> &'static Languages {
        static LANGUAGES: OnceLock<Languages> = OnceLock::new();
        // A test reads all embedded data, so data that does not fit its type cannot reach a user.
        LANGUAGES.get_or_init(|| Languages::load(Files::embedded()).unwrap_or_else(|_| Languages::default()))
    }

    /// The embedded languages and those of other files, by path (`fr/grammar.yaml`). They live as long as the program.
    ///
    /// # Errors
    /// The file that does not fit its type.
    #[cfg(feature = "internals")]
    pub fn with_files(files: impl IntoIterator<Item = (String, Vec<u8>)>) -> Result<&'static Languages, String> {
        let mut all = Files::embedded();
        all.add(files);
        let languages = Languages::load(all.clone())?;
        for tag in languages.tags() {
            let grammar = &languages.get(&Lang((*tag).to_owned())).words.grammar;
            Lexicon::load(&all, tag, grammar)?;
        }
        Ok(Box::leak(Box::new(languages)))
    }

    fn load(files: Files) -> Result<Languages, String> {
        let files = Arc::new(files);
        let tags: Vec<&'static str> = files.tags().into_iter().map(|tag| &*tag.leak()).collect();
        let interfaces = interface::load(&files, &tags)?;
        let mut languages = Vec::with_capacity(tags.len());
        for (tag, interface) in tags.iter().zip(interfaces) {
            languages.push(Language {
                tag,
                interface,
                dates: files.read(tag, "dates.yaml")?,
                words: Words::load(&files, tag)?,
            });
        }
        Ok(Languages { languages, tags })
    }

    /// The tags, sorted.
    pub fn tags(&self) -> &[&'static str] {
        &self.tags
    }

    /// A language; English where there is no data for it.
    pub fn get(&self, lang: &Lang) -> &Language {
        let find = |tag: &str| self.languages.iter().find(|language| language.tag == tag);
        match find(&lang.0).or_else(|| find(FALLBACK)) {
            Some(language) => language,
            None => &self.languages[0],
        }
    }

    /// The language whose articles and pronouns a text uses most; `None` where it uses none of any.
    pub fn detect(&self, text: &str) -> Option<Lang> {
        // The first pages tell as much as the whole book.
        let words = text
            .split(|c: char| !c.is_alphabetic())
            .filter(|w| !w.is_empty())
            .take(500);
        let mut counts = vec![0usize; self.languages.len()];
        for word in words {
            let lower = word.to_lowercase();
            for (count, language) in counts.iter_mut().zip(&self.languages) {
                *count += usize::from(language.words.common_words.contains(&lower));
            }
        }
        let best = counts
            .iter()
            .copied()
            .enumerate()
            .max_by_key(|(number, count)| (*count, std::cmp::Reverse(*number)))?;
        (best.1 > 0).then(|| Lang(self.languages[best.0].tag.to_owned()))
    }

    /// Every language, by tag.
    pub fn iter(&self) -> impl Iterator<Item = &Language> {
        self.languages.iter()
    }
}

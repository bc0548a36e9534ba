//! What the program knows of languages: a typed view of the data in the folders beside this file.
//!
//! Adding a language is a folder of data; `README.md` in this folder tells how.

mod dates;
mod interface;
mod lexicon;
mod name_model;
mod name_patterns;
mod names;
mod resolution;
mod words;

pub use dates::DateWords;
pub use interface::Interface;
pub use lexicon::{Flags, Lexicon, Phrase, Verb, WordInfo};
pub use name_model::{LANES, NameModel, Row, SIDES, WordEntry, WordTable};
pub use name_patterns::{NamePatterns, NameRole};
pub use names::{NameWords, WordSet};
pub use resolution::ResolutionWords;
pub use words::{LazyLexicon, LazyNameModel, Words, lowered};

use std::sync::OnceLock;

use include_dir::{Dir, include_dir};

use crate::model::article::Lang;

/// The data of every language.
static DATA: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/src/language");

/// The language whose words stand in where another has none.
const FALLBACK: &str = "en";

/// One language.
pub struct Language {
    /// Its tag, such as `de`.
    pub tag: &'static str,
    /// What the pages say.
    pub interface: Interface,
    /// How dates are written.
    pub dates: DateWords,
    /// What the search for quotations and names needs to know.
    pub words: Words,
}

/// Every language that there is data for, by tag.
pub struct Languages {
    languages: Vec<Language>,
    tags: Vec<&'static str>,
}

impl Languages {
    /// The embedded languages, read once.
    pub fn embedded() -> &'static Languages {
        static LANGUAGES: OnceLock<Languages> = OnceLock::new();
        LANGUAGES.get_or_init(|| {
            // A language is a folder with an interface; the other folders hold code.
            let languages = DATA
                .dirs()
                .filter(|dir| dir.get_file(dir.path().join("interface.yaml")).is_some());
            let mut tags: Vec<&'static str> = languages.filter_map(|dir| dir.path().to_str()).collect();
            tags.sort_unstable();
            let languages = tags.iter().map(|tag| load(tag)).collect();
            Languages { languages, tags }
        })
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

    /// The language whose small words a text uses most; `None` where it uses none of any.
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
                let known = &language.words;
                *count += usize::from(known.determiners.contains(&lower) || known.pronouns.contains(&lower));
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
    pub fn iter(&'static self) -> impl Iterator<Item = &'static Language> {
        self.languages.iter()
    }

    /// A hash of all the data: part of the key of what is kept between builds.
    pub fn hash(&self) -> [u8; 32] {
        static HASH: OnceLock<[u8; 32]> = OnceLock::new();
        *HASH.get_or_init(|| {
            let mut hasher = blake3::Hasher::new();
            for tag in &self.tags {
                let mut files: Vec<_> = DATA.get_dir(tag).into_iter().flat_map(Dir::files).collect();
                files.sort_by_key(|file| file.path());
                for file in files {
                    hasher.update(&(file.contents().len() as u64).to_le_bytes());
                    hasher.update(file.contents());
                }
            }
            *hasher.finalize().as_bytes()
        })
    }
}

fn load(tag: &'static str) -> Language {
    Language {
        tag,
        interface: read(tag, "interface.yaml"),
        dates: read(tag, "dates.yaml"),
        words: Words::load(tag),
    }
}

/// Reads one data file. The data is part of the program and a test reads all of it, so a file that
/// does not fit its type cannot reach a user; an empty view stands in for it.
fn read<T: serde::de::DeserializeOwned + Default>(tag: &str, name: &str) -> T {
    try_read(tag, name).unwrap_or_default()
}

/// The weights by which names are told; they find nothing where a language has none.
fn read_name_model(tag: &str) -> NameModel {
    let file = DATA.get_file(format!("{tag}/names.model"));
    let model = file.and_then(|file| NameModel::from_bytes(file.contents()));
    model.unwrap_or_default()
}

fn try_read<T: serde::de::DeserializeOwned>(tag: &str, name: &str) -> Result<T, String> {
    let path = format!("{tag}/{name}");
    let file = DATA.get_file(&path).ok_or_else(|| format!("{path} is missing"))?;
    let text = file.contents_utf8().ok_or_else(|| format!("{path} is not UTF-8"))?;
    serde_yaml::from_str(text).map_err(|error| format!("{path}: {error}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::enrichment::SpeechAct;

    #[test]
    fn all_data_fits_its_types_and_every_language_says_the_same_things() {
        let languages = Languages::embedded();
        assert_eq!(languages.tags(), ["de", "en"]);
        let keys = |tag: &str| try_read::<Interface>(tag, "interface.yaml").unwrap().keys();
        for tag in languages.tags() {
            assert_eq!(keys(tag), keys("de"), "{tag}");
            for (name, _) in SpeechAct::ALL.iter().filter(|(_, act)| act.is_telling()) {
                assert!(keys(tag).contains(&format!("act_{name}")), "{tag}: act_{name}");
            }
            try_read::<DateWords>(tag, "dates.yaml").unwrap();
            Words::try_load(tag).unwrap();
            Lexicon::try_load(tag).unwrap();
            assert!(!read_name_model(tag).is_empty(), "{tag}: names.model");
        }
    }
}

//! The vocabulary of a language, compiled for look-ups: one a word.
#![expect(clippy::disallowed_types, reason = "hash maps for look-ups alone")]

mod compile;
mod files;
mod flags;

pub use flags::Flags;

use std::collections::BTreeMap;
use std::sync::Arc;

use ahash::{AHashMap, AHashSet};

use super::files::Files;
use super::grammar::Grammar;
use super::resolution::ResolutionWords;
use crate::model::confidence::Feature;
use crate::model::enrichment::SpeechAct;
use crate::model::rule::Rule;

#[derive(Clone, Copy, Debug, Default)]
pub struct WordInfo {
    /// What it can be.
    pub flags: Flags,
    /// The verb of which it is a form, as a number in [`Lexicon::verbs`].
    pub verb: Option<u16>,
}

#[derive(Clone, Debug)]
pub struct Verb {
    pub lemma: String,
    /// The particle of a separable verb.
    pub prefix: Option<String>,
    /// What the speaker does with the words.
    pub class: SpeechAct,
    /// Speech, rather than thought or decision.
    pub speech: bool,
    /// Can stand beside direct speech.
    pub direct: bool,
    pub clause: bool,
    /// Takes an infinitive clause.
    pub infinitive: bool,
    /// What stands right behind it is what is said: "called for more buses".
    pub object: bool,
    /// What stands between its object and what is said of it: "accused the firm of".
    pub object_prepositions: Vec<String>,
    /// Names who is told before what is said ("told reporters he was …").
    pub addressed: bool,
    pub predicative: bool,
    /// Has whoever is quoted as its object.
    pub quoting: bool,
    /// Is said of the text in which words stand: "it says in the letter that".
    pub stating: bool,
}

/// A fixed expression that reports.
#[derive(Clone, Debug)]
pub struct Phrase {
    pub words: Vec<String>,
    /// What the speaker does with the words.
    pub class: SpeechAct,
}

/// Expressions as lists of words, by their first word in lower case.
pub type Expressions = AHashMap<Box<str>, Vec<Vec<String>>>;

#[derive(Default)]
pub struct Lexicon {
    /// How the language orders, marks and inflects words.
    pub grammar: Arc<Grammar>,
    /// The words that decide who is meant.
    pub resolution: ResolutionWords,
    words: AHashMap<Box<str>, WordInfo>,
    /// Nouns that compounds can end in, in lower case.
    heads: AHashMap<Box<str>, Flags>,
    /// The last four bytes of these: most words end in none, and need not be looked up part by part.
    tails: AHashSet<[u8; 4]>,
    /// What nouns that report say of the speaker, lower-cased.
    noun_acts: AHashMap<Box<str>, SpeechAct>,
    /// What stands before an occasion, longer expressions first.
    pub occasion_prepositions: Vec<Vec<String>>,
    pub verbs: Vec<Verb>,
    /// Separable verbs by the forms that stand apart from their particle, as numbers in `verbs`.
    separable: AHashMap<Box<str>, Vec<u16>>,
    /// For each rule how often it is right in a hundred: with the speaker that it names, and where it names none.
    confidence: BTreeMap<Rule, (u16, u16)>,
    scorer: BTreeMap<Feature, i16>,
    /// Fixed expressions, by their first word.
    pub phrases: AHashMap<Box<str>, Vec<Phrase>>,
    /// Prepositions of several words that name a source ("according to").
    pub source_phrases: Expressions,
    /// Fixed expressions in the subjunctive that report nothing ("es sei denn").
    pub not_reported: Vec<Vec<String>>,
    /// Expressions without a speaker ("hieß es").
    pub impersonal: Expressions,
    /// The marker of the infinitive, which some languages write into the verb.
    infinitive_markers: Vec<String>,
    /// The classes of verbs by which somebody rejects what others say.
    pub denials: Vec<SpeechAct>,
}

impl Lexicon {
    /// Reads and compiles the vocabulary of a language.
    ///
    /// # Errors
    /// The file that does not fit its type.
    pub(super) fn load(files: &Files, tag: &str, grammar: &Arc<Grammar>) -> Result<Lexicon, String> {
        let mut lexicon = Lexicon {
            grammar: Arc::clone(grammar),
            resolution: files.read(tag, "resolution.yaml")?,
            confidence: files.read(tag, "confidence.yaml")?,
            scorer: files.read(tag, "scorer.yaml")?,
            ..Lexicon::default()
        };
        lexicon.add_function_words(files.read(tag, "function_words.yaml")?);
        lexicon.add_speech(files.read(tag, "speech.yaml")?);
        lexicon.add_people(files.read(tag, "people.yaml")?);
        Ok(lexicon)
    }

    /// What is known of a word: as written, and where it has a capital also in lower case. A
    /// compound noun is what its last part is.
    pub fn word(&self, word: &str) -> WordInfo {
        let mut info = self.words.get(word).copied().unwrap_or_default();
        if word.starts_with(char::is_uppercase) {
            let lower = word.to_lowercase();
            if let Some(other) = self.words.get(lower.as_str()) {
                info.flags = info.flags.with(other.flags);
                info.verb = info.verb.or(other.verb);
            }
            // A plural that is written as the singular is also what the singular is.
            let open = info.flags == Flags::NONE || info.flags == Flags::PERSON_PLURAL;
            if open && self.grammar.nouns_have_capitals() {
                info.flags = info.flags.with(self.compound(&lower));
            }
        }
        info
    }

    /// How often a rule is right, in a hundred; `named` says whether it names a speaker.
    pub fn confidence(&self, rule: Rule, named: bool) -> Option<u16> {
        let found = self.confidence.get(&rule);
        found.map(|(with, without)| if named { *with } else { *without })
    }

    /// What a feature adds to the logarithm of the odds that a result is right, in hundredths; nothing where the language
    /// has no weight for it.
    pub fn weight(&self, feature: Feature) -> i16 {
        self.scorer.get(&feature).copied().unwrap_or_default()
    }

    /// The separable verbs of which a word can be the finite form, as numbers in [`Lexicon::verbs`].
    pub fn separable(&self, word: &str) -> &[u16] {
        let found = self.separable.get(word).or_else(|| {
            let capital = word.starts_with(char::is_uppercase);
            self.separable.get(capital.then(|| word.to_lowercase())?.as_str())
        });
        found.map_or(&[], Vec::as_slice)
    }

    /// Whether a text begins with the marker of the infinitive, and more follows.
    pub fn marks_infinitive(&self, text: &str) -> bool {
        let marks = |marker: &String| text.len() > marker.len() + 2 && text.starts_with(marker.as_str());
        self.infinitive_markers.iter().any(marks)
    }

    /// Whether a word looks like a past participle.
    pub fn is_participle(&self, word: &str) -> bool {
        let particle = |before: &str| self.word(before).flags.any(Flags::VERB_PARTICLE);
        self.grammar.is_past_participle(word, particle)
    }

    /// What a noun that reports says of the speaker; of a compound its last part.
    pub fn noun_act(&self, word: &str) -> Option<SpeechAct> {
        let lower = word.to_lowercase();
        let mut starts = lower.char_indices().map(|(at, _)| at);
        starts.find_map(|at| self.noun_acts.get(&lower[at..]).copied())
    }

    /// What a compound is by the longest noun that it ends in.
    fn compound(&self, lower: &str) -> Flags {
        let mut found = Flags::NONE;
        if !tail(lower).is_some_and(|tail| self.tails.contains(&tail)) {
            return found;
        }
        for (at, _) in lower.char_indices().skip(2) {
            if lower.len() - at < 4 {
                break;
            }
            match self.heads.get(&lower[at..]) {
                // "Außenminister" is a plural, and what "Minister" is.
                Some(flags) if *flags == Flags::PERSON_PLURAL => found = found.with(*flags),
                Some(flags) => return found.with(*flags),
                None => {}
            }
        }
        found
    }
}

/// The last four bytes of a word; `None` where it has fewer.
fn tail(word: &str) -> Option<[u8; 4]> {
    word.as_bytes().last_chunk().copied()
}

//! The vocabulary of a language, compiled for look-ups: one a word.

mod compile;
mod files;
mod flags;

pub use flags::Flags;

use ahash::{AHashMap, AHashSet};
use files::{ConfidenceFile, GrammarFile, PeopleFile, SpeechFile};

use crate::model::enrichment::SpeechAct;
use crate::model::rule::Rule;

/// What is known of a word.
#[derive(Clone, Copy, Debug, Default)]
pub struct WordInfo {
    /// What it can be.
    pub flags: Flags,
    /// The verb of which it is a form, as a number in [`Lexicon::verbs`].
    pub verb: Option<u16>,
}

/// A verb that reports.
#[derive(Clone, Debug)]
pub struct Verb {
    /// Its infinitive.
    pub lemma: String,
    /// The particle of a separable verb.
    pub prefix: Option<String>,
    /// What the speaker does with the words.
    pub class: SpeechAct,
    /// Speech, rather than thought or decision.
    pub speech: bool,
    /// Can stand beside direct speech.
    pub direct: bool,
    /// Takes a that-clause.
    pub clause: bool,
    /// Takes an infinitive clause.
    pub infinitive: bool,
    /// Names who is told before what is said ("told reporters he was …").
    pub addressed: bool,
    /// Calls something something.
    pub predicative: bool,
    /// Has for its object who is quoted.
    pub quoting: bool,
    /// Is said of the text in which words stand: it says in the letter that.
    pub stating: bool,
}

/// A fixed expression that reports.
#[derive(Clone, Debug)]
pub struct Phrase {
    /// Its words, in order.
    pub words: Vec<String>,
    /// What the speaker does with the words.
    pub class: SpeechAct,
}

/// Expressions as lists of words, by their first word in lower case.
pub type Expressions = AHashMap<Box<str>, Vec<Vec<String>>>;

/// The compiled vocabulary.
#[derive(Default)]
pub struct Lexicon {
    words: AHashMap<Box<str>, WordInfo>,
    /// Nouns that compounds can end in, capitalised.
    heads: AHashMap<Box<str>, Flags>,
    /// The last bytes of these: most words end in none, and need not be looked up part by part.
    tails: AHashSet<[u8; 4]>,
    /// What nouns that report say of the speaker, lower-cased.
    noun_acts: AHashMap<Box<str>, SpeechAct>,
    /// What stands before an occasion, longer expressions first.
    pub occasion_prepositions: Vec<Vec<String>>,
    /// Verbs that report.
    pub verbs: Vec<Verb>,
    /// Separable verbs by the forms that stand apart from their particle, as numbers in `verbs`.
    separable: AHashMap<Box<str>, Vec<u16>>,
    /// For each rule how often it is right in a hundred: with the speaker that it names, and where
    /// it names none.
    confidence: ConfidenceFile,
    /// Fixed expressions, by their first word.
    pub phrases: AHashMap<Box<str>, Vec<Phrase>>,
    /// Prepositions of several words that name a source ("according to").
    pub source_phrases: Expressions,
    /// Fixed expressions in the subjunctive that report nothing ("es sei denn").
    pub not_reported: Vec<Vec<String>>,
    /// Verbs that name who is told before what is said.
    addressing: Vec<String>,
    /// Expressions without a speaker ("hieß es").
    pub impersonal: Expressions,
    /// The marker of the infinitive, which some languages write into the verb.
    infinitive_markers: Vec<String>,
    /// How past participles begin, and how they end.
    past_participle_beginnings: Vec<String>,
    past_participle_endings: Vec<String>,
    /// How forms end that go on (-ing), that are past (-ed), and that say how (-ly).
    progressive_endings: Vec<String>,
    past_endings: Vec<String>,
    manner_endings: Vec<String>,
    /// Whether nouns are written with a capital.
    pub noun_capitals: bool,
    /// Endings by which an unknown word in lower case is a finite verb.
    pub finite_endings: Vec<String>,
    /// such as, wie: before names.
    pub example_words: Vec<String>,
    /// The classes of verbs by which somebody rejects what others say.
    pub denials: Vec<SpeechAct>,
    /// Prepositions of place or of direction, as the article behind them tells.
    pub two_way_prepositions: Vec<String>,
    /// The articles that tell of a direction.
    pub direction_articles: Vec<String>,
    /// himself, sich
    pub reflexive_pronouns: Vec<String>,
    /// Endings of finite verbs in the plural.
    pub plural_verb_endings: Vec<String>,
    /// Finite verbs in the plural that have none of these, and in the singular that have one.
    pub irregular_plural_verbs: Vec<String>,
    /// See `irregular_plural_verbs`.
    pub irregular_singular_verbs: Vec<String>,
    /// Whether the subject is told by its place, before the verb, rather than by case.
    pub subject_by_position: bool,
    /// Endings of adverbs of manner.
    pub adverb_endings: Vec<String>,
    /// Endings of verbs in the singular.
    pub singular_verb_endings: Vec<String>,
    /// Endings of participles that open a clause without a subject of its own.
    pub participle_endings: Vec<String>,
    /// Whether a comma stands before every reported clause.
    pub clause_commas: bool,
    /// Endings of adjectives without an article that tell that their noun is no subject.
    pub oblique_adjective_endings: Vec<String>,
    /// Endings of adjectives.
    pub adjective_endings: Vec<String>,
    /// Endings of nouns of actions and qualities.
    pub abstract_endings: Vec<String>,
    /// Endings of feminine nouns.
    pub feminine_endings: Vec<String>,
    /// The words that decide who is meant.
    pub resolution: super::ResolutionWords,
}

impl Lexicon {
    /// Reads and compiles the vocabulary of a language; an error names the file that does not fit.
    pub(super) fn try_load(tag: &str) -> Result<Lexicon, String> {
        let grammar: GrammarFile = crate::language::try_read(tag, "grammar.yaml")?;
        let speech: SpeechFile = crate::language::try_read(tag, "speech.yaml")?;
        let people: PeopleFile = crate::language::try_read(tag, "people.yaml")?;
        let mut lexicon = Lexicon {
            infinitive_markers: grammar.infinitive_marker.clone(),
            past_participle_beginnings: grammar.past_participle_beginnings.clone(),
            past_participle_endings: grammar.past_participle_endings.clone(),
            progressive_endings: grammar.progressive_endings.clone(),
            past_endings: grammar.past_endings.clone(),
            manner_endings: grammar.manner_endings.clone(),
            noun_capitals: grammar.noun_capitals,
            two_way_prepositions: grammar.two_way_prepositions.clone(),
            direction_articles: grammar.direction_articles.clone(),
            denials: speech.denials.clone(),
            finite_endings: grammar.finite_endings.clone(),
            example_words: grammar.example_words.clone(),
            reflexive_pronouns: grammar.reflexive_pronouns.clone(),
            plural_verb_endings: grammar.plural_verb_endings.clone(),
            irregular_plural_verbs: grammar.irregular_plural_verbs.clone(),
            irregular_singular_verbs: grammar.irregular_singular_verbs.clone(),
            subject_by_position: grammar.subject_by_position,
            adverb_endings: grammar.adverb_endings.clone(),
            singular_verb_endings: grammar.singular_verb_endings.clone(),
            participle_endings: grammar.participle_endings.clone(),
            clause_commas: grammar.clause_commas,
            oblique_adjective_endings: grammar.oblique_adjective_endings.clone(),
            adjective_endings: grammar.adjective_endings.clone(),
            abstract_endings: grammar.abstract_noun_endings.clone(),
            feminine_endings: grammar.feminine_noun_endings.clone(),
            resolution: crate::language::try_read(tag, "resolution.yaml")?,
            confidence: crate::language::try_read::<ConfidenceFile>(tag, "confidence.yaml")?,
            ..Lexicon::default()
        };
        lexicon.add_grammar(&grammar);
        lexicon.add_speech(&speech);
        lexicon.add_people(&people);
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
            if self.noun_capitals && (info.flags == Flags::NONE || info.flags == Flags::PEOPLE) {
                info.flags = info.flags.with(self.compound(&lower));
            }
        }
        info
    }

    /// How often a rule is right, in a hundred; `named` says whether it names a speaker.
    pub fn confidence(&self, rule: Rule, named: bool) -> Option<u16> {
        self.confidence
            .get(&rule)
            .map(|(with, without)| if named { *with } else { *without })
    }

    /// Whether a finite verb is in the plural.
    pub fn is_plural_verb(&self, word: &str) -> bool {
        let is = |list: &[String]| list.iter().any(|other| other == word);
        let ending = self
            .plural_verb_endings
            .iter()
            .any(|ending| word.ends_with(ending.as_str()));
        is(&self.irregular_plural_verbs) || ending && !is(&self.irregular_singular_verbs)
    }

    /// Whether a word in lower case looks like a finite verb.
    pub fn looks_finite(&self, word: &str) -> bool {
        self.finite_endings.iter().any(|ending| word.ends_with(ending.as_str()))
    }

    /// Whether examples follow a word.
    pub fn is_example_word(&self, word: &str) -> bool {
        self.example_words.iter().any(|other| other == word)
    }

    /// The separable verbs of which a word can be the finite form, as numbers in [`Lexicon::verbs`].
    pub fn separable(&self, word: &str) -> &[u16] {
        let found = self.separable.get(word);
        let found = found.or_else(|| {
            let capital = word.starts_with(char::is_uppercase);
            capital
                .then(|| self.separable.get(word.to_lowercase().as_str()))
                .flatten()
        });
        found.map_or(&[], Vec::as_slice)
    }

    /// Whether a text begins with the marker of the infinitive, and more follows.
    pub fn marks_infinitive(&self, text: &str) -> bool {
        self.infinitive_markers
            .iter()
            .any(|marker| text.len() > marker.len() + 2 && text.starts_with(marker.as_str()))
    }

    /// Whether a word looks like a form that goes on: saying.
    pub fn is_progressive(&self, word: &str) -> bool {
        ends_in(word, &self.progressive_endings)
    }

    /// Whether a word looks like the past of a regular verb: closed.
    pub fn is_past(&self, word: &str) -> bool {
        ends_in(word, &self.past_endings)
    }

    /// Whether a word looks like an adverb that says how: seriously.
    pub fn is_manner(&self, word: &str) -> bool {
        ends_in(word, &self.manner_endings)
    }

    /// Whether a word looks like a past participle: by how it begins and how it ends.
    pub fn is_participle(&self, word: &str) -> bool {
        let begins = |beginning: &String| {
            word.find(beginning.as_str())
                .is_some_and(|at| at == 0 || self.word(&word[..at]).flags.any(Flags::VERB_PARTICLE))
        };
        let ends = |ending: &String| word.len() > ending.len() + 3 && word.ends_with(ending.as_str());
        self.past_participle_endings.iter().any(ends) && self.past_participle_beginnings.iter().any(begins)
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
                Some(flags) if *flags == Flags::PEOPLE => found = found.with(*flags),
                Some(flags) => return found.with(*flags),
                None => {}
            }
        }
        found
    }
}

/// Whether a word ends so, and has a stem before it.
fn ends_in(word: &str, endings: &[String]) -> bool {
    endings
        .iter()
        .any(|ending| word.len() > ending.len() + 2 && word.ends_with(ending.as_str()))
}

/// The last bytes of a word.
fn tail(word: &str) -> Option<[u8; 4]> {
    word.as_bytes().last_chunk().copied()
}

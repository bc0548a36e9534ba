//! How a language orders, marks and inflects words: the grammar that the passes over a text share.
//!
//! The values come from `grammar.yaml`; code asks the question that it means ([`Grammar::comma_opens_clauses`])
//! and never which language a text is in. What no value can say is code in `enrich/grammar/`.

use serde::Deserialize;

use super::resolution::{ends_behind, ends_in};

/// `grammar.yaml`; `README.md` explains every key.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Grammar {
    word_order: WordOrder,
    clause_borders: ClauseBorders,
    capitals: Capitals,
    /// Whether articles and endings of adjectives tell a subject from other cases, and open genitives.
    pub articles_show_case: bool,
    /// Whether nouns have a gender that their pronouns agree with; else these go by what a noun means.
    pub nouns_have_gender: bool,
    pub reported_mood: ReportedMood,
    /// Whether what somebody thinks, hopes or decides is a report: its clause is marked as one.
    pub reports_thoughts: bool,
    /// Whether spaces, mostly without a break, stand inside of guillemets.
    pub spaced_guillemets: bool,
    pub possessive: Possessive,
    /// Endings by which a form of a name is known, genitive or plural.
    name_endings: Vec<String>,
    /// What auxiliaries become behind a pronoun, with their apostrophe: ’d, in he’d.
    pub(super) contractions: Vec<String>,
    /// What loses its vowel before another word, without its apostrophe: qu, in qu’il.
    elisions: Vec<String>,
    /// Pronouns that are joined to the verb before them: il, in déclare-t-il.
    enclitics: Vec<String>,
    /// What joins them, the longer first: -t-.
    enclitic_links: Vec<String>,
    /// Prepositions of place or of direction, as the article behind them tells.
    pub two_way_prepositions: Vec<String>,
    /// The articles that tell of a direction.
    pub direction_articles: Vec<String>,
    /// Words before examples, which are often names: such as, wie.
    pub example_words: Vec<String>,
    /// himself, sich
    pub reflexive_pronouns: Vec<String>,
    /// Endings by which an unknown word in lower case is a finite verb.
    finite_endings: Vec<String>,
    infinitive_endings: Vec<String>,
    plural_verb_endings: Vec<String>,
    irregular_plural_verbs: Vec<String>,
    /// Endings of finite verbs in the singular.
    pub singular_verb_endings: Vec<String>,
    /// Endings of participles that open a clause without a subject of its own.
    pub participle_endings: Vec<String>,
    past_participle_beginnings: Vec<String>,
    past_participle_endings: Vec<String>,
    progressive_endings: Vec<String>,
    past_endings: Vec<String>,
    pub adverb_endings: Vec<String>,
    pub adjective_endings: Vec<String>,
    /// Endings of adjectives without an article that tell that their noun is no subject.
    pub oblique_adjective_endings: Vec<String>,
    /// Endings of nouns of actions and qualities.
    pub abstract_noun_endings: Vec<String>,
    pub feminine_noun_endings: Vec<String>,
}

/// Where the finite verb and its subject stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum WordOrder {
    /// The subject before its verb: position tells it.
    #[default]
    SubjectVerbObject,
    /// The finite verb second in a main clause, last in a subordinate one, with participles, infinitives
    /// and particles at the end of the clause: case and agreement tell the subject.
    VerbSecond,
}

/// How a subordinate clause is set off.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum ClauseBorders {
    /// By words alone: a comma before a reported clause is rare.
    #[default]
    Unmarked,
    /// By a comma, before every reported clause.
    Comma,
}

/// What is written with a capital inside of a sentence.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Capitals {
    #[default]
    Names,
    Nouns,
}

/// How a sentence without a frame shows that it reports.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ReportedMood {
    /// By nothing that the writer's own sentences do not have: none is found.
    #[default]
    Unmarked,
    /// Its verb is in the subjunctive.
    Subjunctive,
}

/// How possessors of names are written.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Possessive {
    /// Endings with an apostrophe: ’s.
    suffixes: Vec<String>,
    /// Endings without one: Annas.
    endings: Vec<String>,
    /// Whether a suffix belongs to a whole phrase and is no part of the name: the mayor of Foss’s.
    clitic: bool,
}

impl Grammar {
    /// Whether position tells the subject: right before its verb, or behind one that follows a quotation.
    pub fn subject_is_told_by_position(&self) -> bool {
        self.word_order == WordOrder::SubjectVerbObject
    }

    /// Whether participles, infinitives and particles close the clause of their finite verb.
    pub fn verb_closes_clause(&self) -> bool {
        self.word_order == WordOrder::VerbSecond
    }

    /// Whether a comma stands before every reported clause.
    pub fn comma_opens_clauses(&self) -> bool {
        self.clause_borders == ClauseBorders::Comma
    }

    /// Whether every noun is written with a capital: one in lower case is no noun.
    pub fn nouns_have_capitals(&self) -> bool {
        self.capitals == Capitals::Nouns
    }

    /// Whether a capital inside of a sentence makes a name.
    pub fn capital_tells_name(&self) -> bool {
        self.capitals == Capitals::Names
    }

    /// Whether a word ends like an adjective before its noun.
    pub fn looks_adjective(&self, word: &str) -> bool {
        ends_in(word, &self.adjective_endings)
    }

    /// A pronoun without the auxiliary that is joined to it; the word itself where there is none.
    pub fn without_contraction<'w>(&self, word: &'w str) -> &'w str {
        let mut endings = self.contractions.iter();
        endings
            .find_map(|ending| word.strip_suffix(ending.as_str()))
            .unwrap_or(word)
    }

    /// A name without the ending of a genitive or plural; `None` where it has none.
    pub fn name_stem<'w>(&self, word: &'w str) -> Option<&'w str> {
        self.name_endings
            .iter()
            .find_map(|ending| word.strip_suffix(ending.as_str()))
    }

    pub fn is_example_word(&self, word: &str) -> bool {
        self.example_words.iter().any(|other| other == word)
    }

    pub fn is_plural_verb(&self, word: &str) -> bool {
        self.irregular_plural_verbs.iter().any(|other| other == word) || ends_in(word, &self.plural_verb_endings)
    }

    pub fn looks_finite(&self, word: &str) -> bool {
        ends_in(word, &self.finite_endings)
    }

    pub fn looks_infinitive(&self, word: &str) -> bool {
        ends_in(word, &self.infinitive_endings)
    }

    pub fn looks_singular(&self, word: &str) -> bool {
        ends_in(word, &self.singular_verb_endings)
    }

    /// How many bytes of a written word are its first word, and how many join the next to it: a word that has lost its
    /// vowel (qu’il), a verb before its pronoun (déclare-t-il); the whole word, and none, where it is only one.
    pub fn host_and_link(&self, word: &str) -> (usize, usize) {
        let whole = (word.len(), 0);
        if !self.elisions.is_empty()
            && let Some((at, apostrophe)) = word.char_indices().find(|(_, c)| matches!(c, '’' | '\''))
            && self.elisions.contains(&word[..at].to_lowercase())
        {
            return (at + apostrophe.len_utf8(), 0);
        }
        let host = |enclitic: &String| {
            let rest = word.strip_suffix(enclitic.as_str())?;
            let mut links = self.enclitic_links.iter();
            links.find_map(|link| Some((rest.strip_suffix(link.as_str())?.len(), link.len())))
        };
        self.enclitics.iter().find_map(host).unwrap_or(whole)
    }

    /// Whether a word looks like a progressive form: saying.
    pub fn is_progressive(&self, word: &str) -> bool {
        ends_behind(word, &self.progressive_endings, 2)
    }

    /// Whether a word looks like the past of a regular verb: closed.
    pub fn is_past(&self, word: &str) -> bool {
        ends_behind(word, &self.past_endings, 2)
    }

    /// Whether a word looks like an adverb of manner: seriously.
    pub fn is_manner(&self, word: &str) -> bool {
        ends_behind(word, &self.adverb_endings, 2)
    }

    /// Whether a word looks like a past participle: by how it ends, and by how it begins. `particle` says
    /// whether what stands before that beginning is the particle of a separable verb.
    pub fn is_past_participle(&self, word: &str, particle: impl Fn(&str) -> bool) -> bool {
        let begins = |beginning: &String| {
            let at = word.find(beginning.as_str());
            at.is_some_and(|at| at == 0 || particle(&word[..at]))
        };
        ends_behind(word, &self.past_participle_endings, 3) && self.past_participle_beginnings.iter().any(begins)
    }
}

impl Possessive {
    /// A word without the ending that an apostrophe sets off: "Foss’s"; `None` where it has none.
    pub fn without_suffix<'w>(&self, word: &'w str) -> Option<&'w str> {
        self.suffixes
            .iter()
            .find_map(|suffix| word.strip_suffix(suffix.as_str()))
    }

    /// A word without what marks a possessor: a suffix, or an apostrophe alone.
    pub fn without_apostrophe<'w>(&self, word: &'w str) -> &'w str {
        self.without_suffix(word).unwrap_or(word).trim_end_matches(['’', '\''])
    }

    /// A word without a suffix that is no part of it; `None` where it has none.
    pub fn without_clitic<'w>(&self, word: &'w str) -> Option<&'w str> {
        self.without_suffix(word).filter(|_| self.clitic)
    }

    /// Whether a word has an ending without an apostrophe.
    pub fn has_ending(&self, word: &str) -> bool {
        ends_in(word, &self.endings)
    }
}

//! The vocabulary of a language, compiled for look-ups: one a word.

use ahash::AHashMap;
use serde::Deserialize;

/// What a word can be; a word can be several things.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Flags(u64);

macro_rules! flags {
    ($($(#[$doc:meta])* $name:ident = $bit:literal,)*) => {
        impl Flags {
            $($(#[$doc])* pub const $name: Flags = Flags(1 << $bit);)*
        }
    };
}

flags! {
    /// An article or pronoun that can stand before a subject.
    ARTICLE_NOMINATIVE = 0,
    /// An article that cannot.
    ARTICLE_OBLIQUE = 1,
    /// Nominative before a masculine noun, oblique before a feminine one.
    ARTICLE_FEMININE_OBLIQUE = 2,
    /// An article that can begin a genitive.
    ARTICLE_GENITIVE = 3,
    /// he
    PRONOUN_M = 4,
    /// she
    PRONOUN_F = 5,
    /// they
    PRONOUN_P = 6,
    /// Other pronouns that can be a subject.
    PRONOUN_OTHER = 7,
    /// him, her, them
    PRONOUN_OBLIQUE = 8,
    /// who, which
    RELATIVE = 9,
    /// in, of
    PREPOSITION = 10,
    /// A preposition that can begin an attribute of a noun.
    ATTRIBUTE_PREPOSITION = 11,
    /// and
    CONJUNCTION = 12,
    /// because
    SUBORDINATOR = 13,
    /// yesterday
    ADVERB = 14,
    /// has
    AUXILIARY = 15,
    /// that, whether: opens a reported clause.
    COMPLEMENTIZER = 16,
    /// I, we
    FIRST_PERSON = 17,
    /// June
    MONTH = 18,
    /// Monday
    WEEKDAY = 19,
    /// A finite form of a verb of speech or thought.
    VERB = 20,
    /// Its past participle.
    PARTICIPLE = 21,
    /// The particle of a separable verb.
    VERB_PARTICLE = 22,
    /// A form that is only subjunctive.
    SUBJUNCTIVE = 23,
    /// A form that is often subjunctive.
    SUBJUNCTIVE_WEAK = 24,
    /// soll, reportedly
    HEARSAY = 25,
    /// A noun that reports: claim, warning.
    SPEECH_NOUN = 26,
    /// A noun that names a source of words: view, account.
    SOURCE_NOUN = 27,
    /// according to
    SOURCE_PREPOSITION = 28,
    /// zufolge
    SOURCE_POSTPOSITION = 29,
    /// so (X)
    SOURCE_PARTICLE = 30,
    /// An auxiliary of the passive.
    PASSIVE = 31,
    /// Minister (he)
    OFFICE_M = 32,
    /// minister (she)
    OFFICE_F = 33,
    /// minister (either)
    OFFICE_ANY = 34,
    /// Mr
    HONORIFIC_M = 35,
    /// Mrs
    HONORIFIC_F = 36,
    /// Dr
    HONORIFIC_ANY = 37,
    /// A forename of men.
    FORENAME_M = 38,
    /// A forename of women.
    FORENAME_F = 39,
    /// A forename of both.
    FORENAME_ANY = 40,
    /// father
    FAMILY_M = 41,
    /// mother
    FAMILY_F = 42,
    /// People in the plural.
    PEOPLE = 43,
    /// A body of people, feminine.
    ORGANIZATION_F = 44,
    /// A body of people, masculine.
    ORGANIZATION_M = 45,
    /// A body of people, neuter or without gender.
    ORGANIZATION_N = 46,
    /// A text or medium that can say something, feminine.
    DOCUMENT_F = 47,
    /// The same, masculine.
    DOCUMENT_M = 48,
    /// The same, neuter or without gender.
    DOCUMENT_N = 49,
    /// newspaper: a name in marks after it is a medium.
    MEDIUM = 50,
    /// film: a name in marks after it is a name.
    NAMED_THING = 51,
    /// so-called: what is in marks beside it is a name or a term.
    NAMING = 52,
    /// A part of a name (von, de la).
    NAME_PARTICLE = 53,
    /// interview
    OCCASION = 54,
    /// zu
    INFINITIVE_MARKER = 55,
    /// by, before the agent of a passive.
    AGENT = 56,
    /// ob, wie
    QUESTION = 57,
    /// gegenüber
    ADDRESSEE = 58,
    /// The finite form of a separable verb.
    VERB_SEPARABLE = 59,
    /// An adverb or other small word that is no noun where a sentence begins with it.
    SMALL = 60,
    /// nach, before a noun that names a source.
    SOURCE_NOUN_PREPOSITION = 61,
    /// A surname: the article names somebody so, behind a forename or an office.
    SURNAME = 62,
    /// The first word of a fixed expression: only then are expressions looked up.
    EXPRESSION = 63,
}

impl Flags {
    /// Nothing known.
    pub const NONE: Flags = Flags(0);
    /// A pronoun that can be the subject.
    pub const PRONOUN: Flags =
        Flags(Flags::PRONOUN_M.0 | Flags::PRONOUN_F.0 | Flags::PRONOUN_P.0 | Flags::PRONOUN_OTHER.0);
    /// Any article.
    pub const ARTICLE: Flags = Flags(Flags::ARTICLE_NOMINATIVE.0 | Flags::ARTICLE_OBLIQUE.0);
    /// Any forename.
    pub const FORENAME: Flags = Flags(Flags::FORENAME_M.0 | Flags::FORENAME_F.0 | Flags::FORENAME_ANY.0);
    /// Any honorific.
    pub const HONORIFIC: Flags = Flags(Flags::HONORIFIC_M.0 | Flags::HONORIFIC_F.0 | Flags::HONORIFIC_ANY.0);
    /// Any office.
    pub const OFFICE: Flags = Flags(Flags::OFFICE_M.0 | Flags::OFFICE_F.0 | Flags::OFFICE_ANY.0);
    /// Any body of people.
    pub const ORGANIZATION: Flags = Flags(Flags::ORGANIZATION_F.0 | Flags::ORGANIZATION_M.0 | Flags::ORGANIZATION_N.0);
    /// Any text or medium.
    pub const DOCUMENT: Flags = Flags(Flags::DOCUMENT_F.0 | Flags::DOCUMENT_M.0 | Flags::DOCUMENT_N.0);
    /// Anything that can speak.
    pub const SPEAKER: Flags = Flags(
        Flags::OFFICE.0
            | Flags::ORGANIZATION.0
            | Flags::DOCUMENT.0
            | Flags::FAMILY_M.0
            | Flags::FAMILY_F.0
            | Flags::PEOPLE.0
            | Flags::FORENAME.0
            | Flags::HONORIFIC.0
            | Flags::SURNAME.0,
    );
    /// Nouns whose gender is feminine.
    pub const FEMININE: Flags =
        Flags(Flags::OFFICE_F.0 | Flags::ORGANIZATION_F.0 | Flags::DOCUMENT_F.0 | Flags::FAMILY_F.0);
    /// Nouns whose gender is masculine.
    pub const MASCULINE: Flags =
        Flags(Flags::OFFICE_M.0 | Flags::ORGANIZATION_M.0 | Flags::DOCUMENT_M.0 | Flags::FAMILY_M.0);

    /// Whether the word is any of these.
    pub fn any(self, of: Flags) -> bool {
        self.0 & of.0 != 0
    }

    /// Both.
    pub const fn with(self, other: Flags) -> Flags {
        Flags(self.0 | other.0)
    }
}

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
    pub class: String,
    /// Speech, rather than thought or decision.
    pub speech: bool,
    /// Can stand beside direct speech.
    pub direct: bool,
    /// Takes a that-clause.
    pub clause: bool,
    /// Takes an infinitive clause.
    pub infinitive: bool,
}

/// A fixed expression that reports.
#[derive(Clone, Debug)]
pub struct Phrase {
    /// Its words, in order.
    pub words: Vec<String>,
    /// What the speaker does with the words.
    pub class: String,
}

/// The compiled vocabulary.
#[derive(Default)]
pub struct Lexicon {
    words: AHashMap<Box<str>, WordInfo>,
    /// Nouns that compounds can end in, capitalised.
    heads: AHashMap<Box<str>, Flags>,
    /// Verbs that report.
    pub verbs: Vec<Verb>,
    /// Fixed expressions, by their first word.
    pub phrases: AHashMap<Box<str>, Vec<Phrase>>,
    /// Prepositions of several words that name a source ("according to").
    pub source_phrases: Vec<Vec<String>>,
    /// Expressions without a speaker ("hieß es").
    pub impersonal: Vec<Vec<String>>,
    /// Whether nouns are written with a capital.
    pub noun_capitals: bool,
    /// Endings of adjectives.
    pub adjective_endings: Vec<String>,
    /// Endings of feminine nouns.
    pub feminine_endings: Vec<String>,
}

/// `grammar.yaml`
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct GrammarFile {
    articles_nominative: Vec<String>,
    articles_other: Vec<String>,
    articles_feminine_oblique: Vec<String>,
    genitive_articles: Vec<String>,
    pronouns_m: Vec<String>,
    pronouns_f: Vec<String>,
    pronouns_p: Vec<String>,
    pronouns_other: Vec<String>,
    pronouns_oblique: Vec<String>,
    relative_pronouns: Vec<String>,
    prepositions: Vec<String>,
    attribute_prepositions: Vec<String>,
    conjunctions: Vec<String>,
    subordinators: Vec<String>,
    adverbs: Vec<String>,
    auxiliaries: Vec<String>,
    infinitive_marker: Vec<String>,
    question_words: Vec<String>,
    first_person: Vec<String>,
    months: Vec<String>,
    weekdays: Vec<String>,
    noun_capitals: bool,
    adjective_endings: Vec<String>,
    feminine_noun_endings: Vec<String>,
    passive_agents: Vec<String>,
    name_particles: Vec<String>,
    source_noun_prepositions: Vec<String>,
}

/// `speech.yaml`
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct SpeechFile {
    verbs: Vec<VerbEntry>,
    phrases: Vec<PhraseEntry>,
    nouns: Vec<NounEntry>,
    source_prepositions: Vec<String>,
    source_postpositions: Vec<String>,
    source_particles: Vec<String>,
    source_nouns: Vec<String>,
    impersonal_cues: Vec<String>,
    passive_auxiliaries: Vec<String>,
    subjunctive: Vec<String>,
    subjunctive_weak: Vec<String>,
    hearsay: Vec<String>,
    complementizers: Vec<String>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct VerbEntry {
    lemma: String,
    prefix: Option<String>,
    class: String,
    kind: String,
    frames: String,
    forms: Vec<String>,
    participle: Option<String>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[allow(dead_code)]
struct PhraseEntry {
    words: Vec<String>,
    class: String,
    frames: String,
    kind: String,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[allow(dead_code)]
struct NounEntry {
    forms: Vec<String>,
    class: String,
}

/// `people.yaml`
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct PeopleFile {
    offices_m: Vec<String>,
    offices_f: Vec<String>,
    offices_any: Vec<String>,
    honorifics_m: Vec<String>,
    honorifics_f: Vec<String>,
    honorifics_any: Vec<String>,
    forenames_m: Vec<String>,
    forenames_f: Vec<String>,
    forenames_any: Vec<String>,
    family_m: Vec<String>,
    family_f: Vec<String>,
    people_plural: Vec<String>,
    organizations_f: Vec<String>,
    organizations_m: Vec<String>,
    organizations_n: Vec<String>,
    organizations_any: Vec<String>,
    documents_f: Vec<String>,
    documents_m: Vec<String>,
    documents_n: Vec<String>,
    documents_any: Vec<String>,
    media: Vec<String>,
    named_things: Vec<String>,
    naming_words: Vec<String>,
    addressees: Vec<String>,
    occasions: Vec<String>,
    #[allow(dead_code)]
    occasion_prepositions: Vec<String>,
}

impl Lexicon {
    /// Reads and compiles the vocabulary of a language; an error names the file that does not fit.
    pub(super) fn try_load(tag: &str) -> Result<Lexicon, String> {
        let grammar: GrammarFile = super::try_read(tag, "grammar.yaml")?;
        let speech: SpeechFile = super::try_read(tag, "speech.yaml")?;
        let people: PeopleFile = super::try_read(tag, "people.yaml")?;
        let mut lexicon = Lexicon {
            noun_capitals: grammar.noun_capitals,
            adjective_endings: grammar.adjective_endings.clone(),
            feminine_endings: grammar.feminine_noun_endings.clone(),
            ..Lexicon::default()
        };
        lexicon.add_grammar(&grammar);
        lexicon.add_speech(&speech);
        lexicon.add_people(&people);
        Ok(lexicon)
    }

    fn add(&mut self, words: &[String], flags: Flags) {
        for word in words {
            let info = self.words.entry(word.as_str().into()).or_default();
            info.flags = info.flags.with(flags);
        }
    }

    /// Nouns, which compounds can end in where nouns are written with a capital.
    fn add_nouns(&mut self, words: &[String], flags: Flags) {
        self.add(words, flags);
        for word in words
            .iter()
            .filter(|word| word.chars().count() >= 4 && word.starts_with(char::is_uppercase))
        {
            let head = self.heads.entry(word.to_lowercase().into()).or_default();
            *head = head.with(flags);
        }
    }

    fn add_grammar(&mut self, grammar: &GrammarFile) {
        for (words, flags) in [
            (&grammar.articles_nominative, Flags::ARTICLE_NOMINATIVE),
            (&grammar.articles_other, Flags::ARTICLE_OBLIQUE),
            (&grammar.articles_feminine_oblique, Flags::ARTICLE_FEMININE_OBLIQUE),
            (&grammar.genitive_articles, Flags::ARTICLE_GENITIVE),
            (&grammar.pronouns_m, Flags::PRONOUN_M),
            (&grammar.pronouns_f, Flags::PRONOUN_F),
            (&grammar.pronouns_p, Flags::PRONOUN_P),
            (&grammar.pronouns_other, Flags::PRONOUN_OTHER),
            (&grammar.pronouns_oblique, Flags::PRONOUN_OBLIQUE),
            (&grammar.relative_pronouns, Flags::RELATIVE),
            (&grammar.prepositions, Flags::PREPOSITION),
            (&grammar.attribute_prepositions, Flags::ATTRIBUTE_PREPOSITION),
            (&grammar.conjunctions, Flags::CONJUNCTION),
            (&grammar.subordinators, Flags::SUBORDINATOR),
            (&grammar.adverbs, Flags::ADVERB),
            (&grammar.auxiliaries, Flags::AUXILIARY),
            (&grammar.infinitive_marker, Flags::INFINITIVE_MARKER),
            (&grammar.question_words, Flags::QUESTION),
            (&grammar.first_person, Flags::FIRST_PERSON),
            (&grammar.months, Flags::MONTH),
            (&grammar.weekdays, Flags::WEEKDAY),
            (&grammar.passive_agents, Flags::AGENT),
            (&grammar.name_particles, Flags::NAME_PARTICLE),
            (&grammar.source_noun_prepositions, Flags::SOURCE_NOUN_PREPOSITION),
        ] {
            self.add(words, flags.with(Flags::SMALL));
        }
    }

    fn add_speech(&mut self, speech: &SpeechFile) {
        for (words, flags) in [
            (&speech.source_postpositions, Flags::SOURCE_POSTPOSITION),
            (&speech.source_particles, Flags::SOURCE_PARTICLE),
            (&speech.passive_auxiliaries, Flags::PASSIVE),
            (&speech.subjunctive, Flags::SUBJUNCTIVE),
            (&speech.subjunctive_weak, Flags::SUBJUNCTIVE_WEAK),
            (&speech.hearsay, Flags::HEARSAY),
            (&speech.complementizers, Flags::COMPLEMENTIZER),
        ] {
            self.add(words, flags.with(Flags::SMALL));
        }
        self.add(&speech.source_nouns, Flags::SOURCE_NOUN);
        for noun in &speech.nouns {
            self.add_nouns(&noun.forms, Flags::SPEECH_NOUN);
        }
        for phrase in &speech.source_prepositions {
            if phrase.contains(' ') {
                self.source_phrases.push(phrase.split(' ').map(str::to_owned).collect());
            } else {
                self.add(
                    std::slice::from_ref(phrase),
                    Flags::SOURCE_PREPOSITION.with(Flags::SMALL),
                );
            }
        }
        self.impersonal = speech
            .impersonal_cues
            .iter()
            .map(|cue| cue.split(' ').map(str::to_owned).collect())
            .collect();
        for phrase in &speech.phrases {
            let words: Vec<String> = phrase
                .words
                .iter()
                .flat_map(|w| w.split(' '))
                .map(str::to_owned)
                .collect();
            if let Some(first) = words.first().cloned() {
                let entry = Phrase {
                    words,
                    class: phrase.class.clone(),
                };
                self.phrases.entry(first.into()).or_default().push(entry);
            }
        }
        let firsts = self
            .impersonal
            .iter()
            .chain(&self.source_phrases)
            .filter_map(|words| words.first());
        let firsts: Vec<String> = firsts
            .chain(speech.phrases.iter().filter_map(|phrase| phrase.words.first()))
            .flat_map(|w| w.split(' ').next())
            .map(str::to_lowercase)
            .collect();
        self.add(&firsts, Flags::EXPRESSION);
        for entry in &speech.verbs {
            self.add_verb(entry);
        }
    }

    fn add_verb(&mut self, entry: &VerbEntry) {
        let number = self.verbs.len() as u16;
        let has = |letter| entry.frames.contains(letter);
        self.verbs.push(Verb {
            lemma: entry.lemma.clone(),
            prefix: entry.prefix.clone(),
            class: entry.class.clone(),
            speech: entry.kind == "speech",
            direct: has('d'),
            clause: has('c'),
            infinitive: has('z'),
        });
        // Where the forms do not name the participle apart, the last of them is one.
        let last = entry.forms.last().filter(|_| entry.participle.is_none());
        for form in &entry.forms {
            let finite = if entry.prefix.is_some() {
                Flags::VERB_SEPARABLE
            } else {
                Flags::VERB
            };
            let is_participle = Some(form) == last && entry.forms.len() > 4;
            self.add_form(form, if is_participle { Flags::PARTICIPLE } else { finite }, number);
            if let Some(prefix) = entry.prefix.as_ref().filter(|_| self.noun_capitals) {
                self.add_form(&format!("{prefix}{form}"), Flags::VERB, number);
            }
        }
        if let Some(participle) = &entry.participle {
            self.add_form(participle, Flags::PARTICIPLE, number);
        }
        if let Some(prefix) = &entry.prefix {
            self.add(std::slice::from_ref(prefix), Flags::VERB_PARTICLE);
        }
    }

    fn add_form(&mut self, form: &str, flags: Flags, verb: u16) {
        let info = self.words.entry(form.into()).or_default();
        info.flags = info.flags.with(flags);
        info.verb.get_or_insert(verb);
    }

    fn add_people(&mut self, people: &PeopleFile) {
        for (words, flags) in [
            (&people.offices_m, Flags::OFFICE_M),
            (&people.offices_f, Flags::OFFICE_F),
            (&people.offices_any, Flags::OFFICE_ANY),
            (&people.family_m, Flags::FAMILY_M),
            (&people.family_f, Flags::FAMILY_F),
            (&people.people_plural, Flags::PEOPLE),
            (&people.organizations_f, Flags::ORGANIZATION_F),
            (&people.organizations_m, Flags::ORGANIZATION_M),
            (&people.organizations_n, Flags::ORGANIZATION_N),
            (&people.organizations_any, Flags::ORGANIZATION_N),
            (&people.documents_f, Flags::DOCUMENT_F),
            (&people.documents_m, Flags::DOCUMENT_M),
            (&people.documents_n, Flags::DOCUMENT_N),
            (&people.documents_any, Flags::DOCUMENT_N),
            (&people.media, Flags::MEDIUM),
            (&people.named_things, Flags::NAMED_THING),
            (&people.occasions, Flags::OCCASION),
        ] {
            self.add_nouns(words, flags);
        }
        for (words, flags) in [
            (&people.honorifics_m, Flags::HONORIFIC_M),
            (&people.honorifics_f, Flags::HONORIFIC_F),
            (&people.honorifics_any, Flags::HONORIFIC_ANY),
            (&people.forenames_m, Flags::FORENAME_M),
            (&people.forenames_f, Flags::FORENAME_F),
            (&people.forenames_any, Flags::FORENAME_ANY),
            (&people.naming_words, Flags::NAMING),
            (&people.addressees, Flags::ADDRESSEE),
        ] {
            self.add(words, flags);
        }
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
            if self.noun_capitals && info.flags == Flags::NONE {
                info.flags = self.compound(&lower);
            }
        }
        info
    }

    /// What a compound is by the longest noun that it ends in.
    fn compound(&self, lower: &str) -> Flags {
        for (at, _) in lower.char_indices().skip(2) {
            if lower.len() - at < 4 {
                break;
            }
            if let Some(flags) = self.heads.get(&lower[at..]) {
                return *flags;
            }
        }
        Flags::NONE
    }
}

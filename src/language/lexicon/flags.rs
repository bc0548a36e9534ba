//! What a word can be.

/// What a word can be; a word can be several things.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Flags(u64, u64);

macro_rules! flags {
    ($($(#[$doc:meta])* $name:ident = $bit:literal,)*) => {
        impl Flags {
            $($(#[$doc])* pub const $name: Flags = Flags::bit($bit);)*
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
    /// wie, as: "as X said" is a frame.
    FRAME_CONJUNCTION = 64,
    /// das, this: can stand for the sentence before.
    DEMONSTRATIVE = 65,
    /// demnach: by what was just reported.
    SOURCE_ADVERB = 66,
    /// wonach: opens what a noun reports, and is no part of it.
    SOURCE_RELATIVE = 67,
    /// um (zu), ohne (zu): opens an infinitive that reports nothing.
    PURPOSE = 68,
    /// angeblich, reportedly
    HEARSAY_ADVERB = 69,
    /// A frequent finite form, in languages where endings do not tell verbs.
    FINITE = 70,
    /// Carries a noun that reports: "made the point", "hat Angst".
    LIGHT_VERB = 71,
    /// to be
    COPULA = 72,
    /// to have, in infinitives of the past.
    PERFECT = 73,
    /// man, one: nobody in particular.
    GENERIC = 74,
    /// had, would: what the past of a reported clause becomes.
    BACKSHIFT = 75,
    /// Forms of auxiliaries that are not finite: be, been.
    NONFINITE = 76,
    /// not
    NEGATION = 77,
    /// there, in "there is".
    EXPLETIVE = 78,
    /// but, while: the writer sets something against what was said.
    CONTRAST = 79,
    /// wenn, falls
    CONDITION = 80,
    /// A noun that reports what shall be done or was done: demand, promise, accusation, threat.
    URGING_NOUN = 81,
    /// was, wo: asks, but mostly refers to something.
    FREE_RELATIVE = 82,
}

impl Flags {
    /// Nothing known.
    pub const NONE: Flags = Flags(0, 0);
    /// A pronoun that can be the subject.
    pub const PRONOUN: Flags = Flags::PRONOUN_M
        .with(Flags::PRONOUN_F)
        .with(Flags::PRONOUN_P)
        .with(Flags::PRONOUN_OTHER);
    /// Any article.
    pub const ARTICLE: Flags = Flags::ARTICLE_NOMINATIVE.with(Flags::ARTICLE_OBLIQUE);
    /// Any forename.
    pub const FORENAME: Flags = Flags::FORENAME_M.with(Flags::FORENAME_F).with(Flags::FORENAME_ANY);
    /// Any honorific.
    pub const HONORIFIC: Flags = Flags::HONORIFIC_M.with(Flags::HONORIFIC_F).with(Flags::HONORIFIC_ANY);
    /// Any office.
    pub const OFFICE: Flags = Flags::OFFICE_M.with(Flags::OFFICE_F).with(Flags::OFFICE_ANY);
    /// Any body of people.
    pub const ORGANIZATION: Flags = Flags::ORGANIZATION_F
        .with(Flags::ORGANIZATION_M)
        .with(Flags::ORGANIZATION_N);
    /// Any text or medium.
    pub const DOCUMENT: Flags = Flags::DOCUMENT_F.with(Flags::DOCUMENT_M).with(Flags::DOCUMENT_N);
    /// Anything that can speak.
    pub const SPEAKER: Flags = Flags::OFFICE
        .with(Flags::ORGANIZATION)
        .with(Flags::DOCUMENT)
        .with(Flags::FAMILY_M)
        .with(Flags::FAMILY_F)
        .with(Flags::PEOPLE)
        .with(Flags::FORENAME)
        .with(Flags::HONORIFIC)
        .with(Flags::SURNAME);
    /// Nouns whose gender is feminine.
    pub const FEMININE: Flags = Flags::OFFICE_F
        .with(Flags::ORGANIZATION_F)
        .with(Flags::DOCUMENT_F)
        .with(Flags::FAMILY_F);
    /// Nouns whose gender is masculine.
    pub const MASCULINE: Flags = Flags::OFFICE_M
        .with(Flags::ORGANIZATION_M)
        .with(Flags::DOCUMENT_M)
        .with(Flags::FAMILY_M);

    /// One thing, by its number.
    const fn bit(number: u32) -> Flags {
        if number < 64 {
            Flags(1 << number, 0)
        } else {
            Flags(0, 1 << (number - 64))
        }
    }

    /// Whether the word is any of these.
    pub const fn any(self, of: Flags) -> bool {
        self.0 & of.0 != 0 || self.1 & of.1 != 0
    }

    /// These but for the others.
    pub const fn without(self, others: Flags) -> Flags {
        Flags(self.0 & !others.0, self.1 & !others.1)
    }

    /// Both.
    pub const fn with(self, other: Flags) -> Flags {
        Flags(self.0 | other.0, self.1 | other.1)
    }
}

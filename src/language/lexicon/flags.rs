//! What a word can be.

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

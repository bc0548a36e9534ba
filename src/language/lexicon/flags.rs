//! What a word can be.

use serde::Deserialize;

bitflags::bitflags! {
    /// What a word can be; a word can be several things. The data files name a flag in lower case.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
    #[serde(try_from = "String")]
    pub struct Flags: u128 {
        /// An article or pronoun that can stand before a subject.
        const ARTICLE_NOMINATIVE = 1 << 0;
        /// An article that cannot stand before a subject.
        const ARTICLE_OBLIQUE = 1 << 1;
        /// Nominative before a masculine noun, oblique before a feminine one.
        const ARTICLE_FEMININE_OBLIQUE = 1 << 2;
        /// An article that can begin a genitive.
        const ARTICLE_GENITIVE = 1 << 3;
        /// A masculine personal pronoun: he.
        const PRONOUN_M = 1 << 4;
        /// A feminine personal pronoun: she.
        const PRONOUN_F = 1 << 5;
        /// A personal pronoun in the plural: they.
        const PRONOUN_P = 1 << 6;
        /// Other pronouns that can be a subject.
        const PRONOUN_OTHER = 1 << 7;
        /// A pronoun that is no subject: him, them.
        const PRONOUN_OBLIQUE = 1 << 8;
        /// A relative pronoun: who, which.
        const RELATIVE = 1 << 9;
        /// A preposition: in, of.
        const PREPOSITION = 1 << 10;
        /// A preposition that can begin an attribute of a noun.
        const ATTRIBUTE_PREPOSITION = 1 << 11;
        /// A coordinating conjunction: and.
        const CONJUNCTION = 1 << 12;
        /// A subordinating conjunction: because.
        const SUBORDINATOR = 1 << 13;
        /// An adverb: yesterday.
        const ADVERB = 1 << 14;
        /// An auxiliary or modal verb: has.
        const AUXILIARY = 1 << 15;
        /// that, whether: opens a reported clause.
        const COMPLEMENTIZER = 1 << 16;
        /// A pronoun of the first person: I, we.
        const FIRST_PERSON = 1 << 17;
        const MONTH = 1 << 18;
        /// The name of a day of the week.
        const WEEKDAY = 1 << 19;
        /// A finite form of a verb of speech or thought.
        const VERB = 1 << 20;
        /// The past participle of a verb of speech or thought.
        const PARTICIPLE = 1 << 21;
        /// The particle of a separable verb.
        const VERB_PARTICLE = 1 << 22;
        /// A form that is only subjunctive.
        const SUBJUNCTIVE = 1 << 23;
        /// A form that is often subjunctive.
        const SUBJUNCTIVE_WEAK = 1 << 24;
        /// A verb that marks a clause as what others say: soll.
        const HEARSAY = 1 << 25;
        /// A noun that reports: claim, warning.
        const SPEECH_NOUN = 1 << 26;
        /// A noun that names a source of words: view, account.
        const SOURCE_NOUN = 1 << 27;
        /// A preposition before a source: laut, per.
        const SOURCE_PREPOSITION = 1 << 28;
        /// A postposition behind a source: zufolge.
        const SOURCE_POSTPOSITION = 1 << 29;
        /// A particle before whoever said it: so X.
        const SOURCE_PARTICLE = 1 << 30;
        const PASSIVE = 1 << 31;
        /// A masculine noun of an office or profession: spokesman.
        const OFFICE_M = 1 << 32;
        /// A feminine one: spokeswoman.
        const OFFICE_F = 1 << 33;
        /// One of either gender: minister.
        const OFFICE_ANY = 1 << 34;
        /// An honorific of men: Mr.
        const HONORIFIC_M = 1 << 35;
        /// An honorific of women: Mrs.
        const HONORIFIC_F = 1 << 36;
        /// An honorific of either: Dr.
        const HONORIFIC_ANY = 1 << 37;
        const FORENAME_M = 1 << 38;
        const FORENAME_F = 1 << 39;
        const FORENAME_ANY = 1 << 40;
        /// A male member of a family: father.
        const FAMILY_M = 1 << 41;
        /// A female member of a family: mother.
        const FAMILY_F = 1 << 42;
        /// People in the plural: officials.
        const PERSON_PLURAL = 1 << 43;
        /// A body of people, feminine.
        const ORGANIZATION_F = 1 << 44;
        /// A body of people, masculine.
        const ORGANIZATION_M = 1 << 45;
        /// A body of people, neuter or without gender.
        const ORGANIZATION_N = 1 << 46;
        /// A text or medium that can say something, feminine.
        const DOCUMENT_F = 1 << 47;
        /// A text or medium that can say something, masculine.
        const DOCUMENT_M = 1 << 48;
        /// A text or medium that can say something, neuter or without gender.
        const DOCUMENT_N = 1 << 49;
        /// newspaper: a name in marks after it is a medium.
        const MEDIUM = 1 << 50;
        /// film: a name in marks after it is a name.
        const NAMED_THING = 1 << 51;
        /// so-called: what is in marks beside it is a name or a term.
        const NAMING = 1 << 52;
        /// A part of a name (von, de la).
        const NAME_PARTICLE = 1 << 53;
        /// Where something is said: interview.
        const OCCASION = 1 << 54;
        /// The marker of the infinitive: to, zu.
        const INFINITIVE_MARKER = 1 << 55;
        /// The preposition before the agent of a passive: by.
        const AGENT = 1 << 56;
        /// A question word: whether, how.
        const QUESTION = 1 << 57;
        /// The preposition before whoever is told: gegenüber.
        const ADDRESSEE = 1 << 58;
        /// The finite form of a separable verb.
        const VERB_SEPARABLE = 1 << 59;
        /// A word of a closed class: no noun, even where a sentence begins with it.
        const FUNCTION_WORD = 1 << 60;
        /// A preposition before a noun that names a source: nach.
        const SOURCE_NOUN_PREPOSITION = 1 << 61;
        /// A surname: the article names somebody so, behind a forename or an office.
        const SURNAME = 1 << 62;
        /// The first word of a fixed expression: only then are expressions looked up.
        const EXPRESSION = 1 << 63;
        /// Opens a frame: "as X said".
        const FRAME_CONJUNCTION = 1 << 64;
        /// Can stand for the sentence before: das, this.
        const DEMONSTRATIVE = 1 << 65;
        /// By what was just reported: demnach.
        const SOURCE_ADVERB = 1 << 66;
        /// wonach: opens what a noun reports, and is no part of it.
        const SOURCE_RELATIVE = 1 << 67;
        /// um (zu), ohne (zu): opens an infinitive that reports nothing.
        const PURPOSE = 1 << 68;
        /// Marks a sentence as what others say: reportedly.
        const HEARSAY_ADVERB = 1 << 69;
        /// A frequent finite form, in languages where endings do not tell verbs.
        const FINITE = 1 << 70;
        /// Carries a noun that reports: "made the point", "hat Angst".
        const LIGHT_VERB = 1 << 71;
        /// The infinitive of to be.
        const COPULA = 1 << 72;
        /// The auxiliary of infinitives of the past: haben.
        const PERFECT = 1 << 73;
        /// A pronoun for nobody in particular: man, one.
        const IMPERSONAL_PRONOUN = 1 << 74;
        /// A pronoun with an auxiliary: he'd, it’s.
        const CONTRACTED = 1 << 75;
        /// A form of an auxiliary that is not finite: been.
        const NONFINITE = 1 << 76;
        /// A negation: not.
        const NEGATION = 1 << 77;
        /// A subject without meaning: there, in "there is".
        const EXPLETIVE = 1 << 78;
        /// but, while: the writer sets something against what was said.
        const CONTRAST = 1 << 79;
        /// Opens a condition: wenn, falls.
        const CONDITION = 1 << 80;
        /// A noun that reports what shall be done or was done: demand, promise, accusation, threat.
        const URGING_NOUN = 1 << 81;
        /// was, wo: asks, but mostly refers to something.
        const FREE_RELATIVE = 1 << 82;
        /// A subject that is nobody, or its article: niemand, no (official).
        const NOBODY = 1 << 83;
        /// ob, whether: leaves open what follows.
        const WHETHER = 1 << 84;
        /// An auxiliary of what is not so, or may be: würde, could.
        const CONDITIONAL = 1 << 85;
        /// An auxiliary of what shall be done: soll, should.
        const OBLIGATION = 1 << 86;
        /// Governs or opens an infinitive that was not done: refused (to), ohne (zu).
        const OMISSION = 1 << 87;
        /// Behind a negation, says that it adds: (nicht) nur, (not) only.
        const ADDITION = 1 << 88;
        /// Stands for whoever its genitive names: von Seiten der Feuerwehr.
        const SIDE = 1 << 90;
        /// The label of a question: Frage, Q.
        const QUESTION_LABEL = 1 << 91;
        /// The label of an answer: Antwort, A.
        const ANSWER_LABEL = 1 << 92;
        /// Tells that somebody is interviewed: Interview, talked to.
        const INTERVIEW_WORD = 1 << 93;
        /// What things go by, and no source: according to plan, to size.
        const MEASURE = 1 << 89;
    }
}

impl Flags {
    /// Nothing is known of the word.
    pub const NONE: Flags = Flags::empty();
    /// A pronoun that can be the subject.
    pub const PRONOUN: Flags = Flags::PRONOUN_M
        .with(Flags::PRONOUN_F)
        .with(Flags::PRONOUN_P)
        .with(Flags::PRONOUN_OTHER);
    pub const ARTICLE: Flags = Flags::ARTICLE_NOMINATIVE.with(Flags::ARTICLE_OBLIQUE);
    pub const FORENAME: Flags = Flags::FORENAME_M.with(Flags::FORENAME_F).with(Flags::FORENAME_ANY);
    pub const HONORIFIC: Flags = Flags::HONORIFIC_M.with(Flags::HONORIFIC_F).with(Flags::HONORIFIC_ANY);
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
        .with(Flags::PERSON_PLURAL)
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

    /// Whether the word is any of these.
    pub const fn any(self, of: Flags) -> bool {
        self.intersects(of)
    }

    /// The difference from others.
    pub const fn without(self, others: Flags) -> Flags {
        self.difference(others)
    }

    /// The union with others.
    pub const fn with(self, other: Flags) -> Flags {
        self.union(other)
    }
}

impl TryFrom<String> for Flags {
    type Error = String;

    fn try_from(name: String) -> Result<Flags, String> {
        crate::language::files::flag(&name)
    }
}

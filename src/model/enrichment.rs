//! What the program finds in a text.
//!
//! **Architecture invariant:** an enrichment depends on the bytes of its article, the data of its
//! language and its decisions, never on another article or on the registry of entities.

use serde::{Deserialize, Serialize};

use super::confidence::Reason;
use super::ids::{AnnotationId, KnowledgeId, MentionDecisionId};
use super::kinds::EntityType;
use super::named::named;
use super::rule::Rule;
use super::span::Span;

pub use super::kinds::QuotationKind;

/// The confidence (0 to 1000) from which on a name stands for one thing wherever it is written.
pub const FIRM_NAME: u16 = 700;

/// Everything found in one text. All spans are byte offsets into its plain text.
#[derive(Clone, Debug, Default, PartialEq, Hash, Serialize, Deserialize)]
pub struct Enrichment {
    /// The sentences, in order.
    pub sentences: Vec<Span>,
    /// The quotations, by start, then by end.
    pub quotations: Vec<Quotation>,
    /// Names of the knowledge base, by position; some overlap those of `things`.
    pub known: Vec<KnownMention>,
    /// The people and things that the text names, told from the text alone.
    pub things: Vec<NamedThing>,
    /// Spans that an editor linked to an entity, or declared not to be one.
    pub decided_mentions: Vec<DecidedMention>,
    /// The spans of the editor's annotations, by position.
    pub annotations: Vec<PlacedAnnotation>,
}

named! {
    /// What a speaker does with the words: the class of their cue in `speech.yaml`.
    #[derive(Default)]
    SpeechAct {
        /// The words are said, nothing more.
        #[default]
        Neutral = "neutral",
        /// They are said in some way: whisper, shout.
        Manner = "manner",
        /// The article leaves open whether they are true.
        Claim = "claim",
        /// Something shall be done.
        Demand = "demand",
        /// Something is said not to be so.
        Denial = "denial",
        /// Something bad may happen.
        Warning = "warning",
        /// The speaker commits to something.
        Promise = "promise",
        /// Something is judged bad.
        Criticism = "criticism",
        /// Something is judged good.
        Praise = "praise",
        /// The speaker asks.
        Question = "question",
        /// The speaker replies to somebody.
        Answer = "answer",
        /// The speaker admits something unfavourable.
        Admission = "admission",
        /// Somebody else is said to be right.
        Agreement = "agreement",
        /// Something is planned.
        Announcement = "announcement",
        /// Something is decided.
        Decision = "decision",
        /// Something is stressed as important.
        Emphasis = "emphasis",
        /// The speaker expects something bad.
        Fear = "fear",
        /// The speaker wishes for something.
        Hope = "hope",
        /// The speaker thinks so.
        Opinion = "opinion",
    }
}

impl SpeechAct {
    /// Whether pages show it: it is more than that the words were said.
    pub fn is_telling(self) -> bool {
        !matches!(self, SpeechAct::Neutral | SpeechAct::Manner)
    }
}

named! {
    /// What an article says of words that it reports: that they were said, or something else.
    #[derive(Default)]
    Status {
        /// They were said.
        #[default]
        Asserted = "asserted",
        /// They were not said: "sagte nicht", "nobody said", "declined to say".
        Negated = "negated",
        /// They would be said, or are if something else holds: "would say", "wenn X sagt".
        Hypothetical = "hypothetical",
        /// Somebody wishes them to be said: "hofft, dass X sagt".
        Wished = "wished",
        /// The article asks, or leaves open, whether they were said: "hat X gesagt, dass …?", "whether X said".
        Asked = "asked",
        /// They are to be said: "soll endlich sagen".
        Demanded = "demanded",
    }
}

named! {
    /// What a speaker is.
    #[derive(Default)]
    SpeakerClass {
        /// A person, known by name or by an office.
        Person = "person",
        /// A body, or a place that acts as its government.
        Organization = "organization",
        /// A text: a report, a law, a letter.
        Document = "document",
        /// A newspaper, a station, an agency.
        Medium = "medium",
        /// Several people who are not named: the residents.
        Group = "group",
        /// Somebody who is not named: "ein Sprecher", "officials".
        Anonymous = "anonymous",
        /// Nothing is known of it; it is no voice of its own.
        #[default]
        Unknown = "unknown",
    }
}

/// Who decided that a span is a quotation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// The program, by one of its rules.
    Found,
    /// An editor, in the front matter of the article.
    Editor,
}

/// A span that reports somebody's words.
#[derive(Clone, Debug, PartialEq, Hash, Serialize, Deserialize)]
pub struct Quotation {
    /// How the words are reported.
    pub kind: QuotationKind,
    /// Whether it is direct, of a few words, and inside a sentence of the writer's.
    pub partial: bool,
    /// Whether it is partial, and of one or two words or part of what is reported around it: the text marks it, but it is
    /// no statement of its own.
    pub fragment: bool,
    /// The words, with their quotation marks.
    pub span: Span,
    /// Who is quoted; `None` where that is not certain.
    pub speaker: Option<Speaker>,
    /// The word or words that introduce it.
    pub cue: Option<Span>,
    /// What the speaker does with the words; `None` where no cue says.
    pub cue_kind: Option<SpeechAct>,
    /// Whether the article says that the words were said.
    pub status: Status,
    /// The clause that holds cue and speaker.
    pub frame: Option<Span>,
    /// Where it was said; `None` where the sentence of the cue does not say.
    pub occasion: Option<Span>,
    /// The share of such results that are right, from 0 to 1000; only `enrich/calibrate.rs` sets it.
    pub confidence: u16,
    /// What the confidence is made of; empty where an editor decided.
    pub reasons: Vec<Reason>,
    /// The rule that found it.
    pub rule: Rule,
    /// Whether the program or an editor decided it.
    pub origin: Origin,
    /// The parts of a quotation that its frame interrupts ("In X gibt es laut Y viele Fälle"), by
    /// position; empty where nothing interrupts it.
    pub parts: Vec<Span>,
}

/// The speaker of a quotation.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Speaker {
    /// The words in its frame that name the speaker; `None` where it has none.
    pub written: Option<Span>,
    /// The fullest name in the article; `None` where it is not certain who is meant.
    pub resolved: Option<String>,
    /// Words elsewhere in the article that name the same speaker.
    pub antecedent: Option<Span>,
    /// What it is, as far as the article tells.
    pub class: SpeakerClass,
    /// The slug of the entity; `None` unless an editor decided it.
    pub entity: Option<String>,
}

impl Speaker {
    /// A speaker that these words name.
    pub fn written(span: Span) -> Speaker {
        Speaker {
            written: Some(span),
            ..Speaker::default()
        }
    }

    /// A speaker that only words outside of the frame name.
    pub fn elsewhere(span: Span) -> Speaker {
        Speaker {
            antecedent: Some(span),
            ..Speaker::default()
        }
    }

    /// The same speaker for another quotation, which does not name one.
    #[must_use]
    pub fn continued(&self) -> Speaker {
        Speaker {
            antecedent: self.written.or(self.antecedent),
            written: None,
            ..self.clone()
        }
    }
}

/// A span that an editor linked to an entity, or declared not to be one.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct DecidedMention {
    /// The words that the decision is about.
    pub span: Span,
    /// The decision in the front matter.
    pub decision: MentionDecisionId,
}

/// The text that an editor's annotation is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct PlacedAnnotation {
    /// The annotated words.
    pub span: Span,
    /// The annotation in the front matter.
    pub annotation: AnnotationId,
}

named! {
    /// The form in which a name is written.
    #[derive(Default)]
    NameForm {
        /// The name or an alias.
        #[default]
        Full = "full",
        /// In the genitive: Merkels, Grass’, London’s.
        Genitive = "genitive",
        /// Declined: des Weißen Hauses.
        Declined = "declined",
        /// The surname alone.
        Surname = "surname",
        /// With initials in place of forenames.
        Initials = "initials",
        /// An abbreviation that the text introduces, or a known one.
        Acronym = "acronym",
        /// Without the legal form: Siemens for Siemens AG.
        Short = "short",
        /// In another spelling: Koeln, Muenchen, Selenskij.
        Spelling = "spelling",
        /// The first part of a hyphenated compound: US in US-Außenminister.
        Compound = "compound",
    }
}

/// A name of the knowledge base in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct KnownMention {
    /// The name, with the ending of a genitive.
    pub span: Span,
    /// The entry that it names.
    pub entry: KnowledgeId,
    /// The form of the name.
    pub form: NameForm,
}

/// A person or a thing that a text names.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct NamedThing {
    /// The fullest name that the text gives, in the nominative.
    pub name: String,
    /// Its type, told from the text alone.
    pub entity_type: EntityType,
    /// Why it is one, sorted.
    pub evidence: Vec<Evidence>,
    /// The first office that the text gives them.
    pub office: Option<Span>,
    /// How certain it is that this is a name of that type, from 0 to 1000.
    pub confidence: u16,
    /// Its mentions, by position.
    pub mentions: Vec<NameMention>,
}

/// One mention of a named thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct NameMention {
    /// The name alone, the ending of a genitive included.
    pub span: Span,
    /// The form of the name.
    pub form: NameForm,
}

named! {
    /// What suggests that something is a name of its type.
    Evidence {
        /// An office or a function stands beside it.
        Office = "office",
        /// An honorific stands before it: Mr, Frau, Dr.
        Honorific = "honorific",
        /// It begins with a forename.
        Forename = "forename",
        /// It names a speaker.
        Speaks = "speaks",
        /// It has a word of such names: a legal form, University.
        Pattern = "pattern",
        /// An abbreviation in brackets belongs to it.
        Acronym = "acronym",
        /// A preposition of place stands before it.
        Preposition = "preposition",
        /// The statistical tagger found it.
        Tagger = "tagger",
        /// It stands in quotation marks as a name.
        Marks = "marks",
    }
}

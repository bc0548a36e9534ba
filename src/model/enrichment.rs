//! What the program finds in a text.
//!
//! **Architecture invariant:** an enrichment depends on the bytes of its article, the data of its
//! language and the schema version, never on another article or on the registry of entities.

use serde::{Deserialize, Serialize};

use super::ids::{AnnotationId, MentionDecisionId};
use super::rule::Rule;
use super::span::Span;

/// The confidence (0 to 1000) from which on a name stands for one thing wherever it is written.
pub const FIRM_NAME: u16 = 700;

/// Everything found in one text. All spans are byte offsets into its plain text.
#[derive(Clone, Debug, Default, PartialEq, Hash, Serialize, Deserialize)]
pub struct Enrichment {
    /// The sentences, in order.
    pub sentences: Vec<Span>,
    /// The quotations, by start, then by end.
    pub quotations: Vec<Quotation>,
    /// Names of the knowledge base, by place; some may overlap what `things` says.
    pub known: Vec<KnownMention>,
    /// Who and what the text names, as far as the text alone tells.
    pub things: Vec<NamedThing>,
    /// Texts that an editor tied to an entity (its slug), or declared to be none.
    pub decided_mentions: Vec<DecidedMention>,
    /// Where the editor's annotations stand, by place.
    pub annotations: Vec<PlacedAnnotation>,
}

/// How somebody's words are reported. The classes are those of the literature on speech,
/// thought and writing representation (Brunner et al., Redewiedergabe; Petersen-Frey and Biemann).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum QuotationKind {
    /// In the speaker's own words, in quotation marks.
    Direct,
    /// In the writer's words, with a cue.
    Indirect,
    /// In the writer's words, in the subjunctive, without a cue of its own.
    IndirectFree,
    /// As hearsay (sollen).
    FreeIndirect,
    /// That something was said, not what.
    Reported,
}

impl QuotationKind {
    /// Every kind, with its name in data and front matter.
    pub const ALL: [(&'static str, QuotationKind); 5] = [
        ("direct", QuotationKind::Direct),
        ("indirect", QuotationKind::Indirect),
        ("indirect_free", QuotationKind::IndirectFree),
        ("free_indirect", QuotationKind::FreeIndirect),
        ("reported", QuotationKind::Reported),
    ];

    /// The name in data and front matter.
    pub fn name(self) -> &'static str {
        QuotationKind::ALL
            .iter()
            .find(|(_, kind)| *kind == self)
            .map_or("", |(name, _)| name)
    }
}

/// What a speaker does with the words, as their cue says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SpeechAct {
    /// Says them.
    #[default]
    Neutral,
    /// Says them in some way: whispers, shouts.
    Manner,
    /// Says what need not be so.
    Claim,
    /// Wants something done.
    Demand,
    /// Says that something is not so.
    Denial,
    /// Says what is to come of something.
    Warning,
    /// Says what the speaker will do for others.
    Promise,
    /// Finds fault.
    Criticism,
    /// Finds something good.
    Praise,
    /// Asks.
    Question,
    /// Answers.
    Answer,
    /// Says what speaks against the speaker.
    Admission,
    /// Says that somebody is right.
    Agreement,
    /// Says what is planned.
    Announcement,
    /// Says what is decided.
    Decision,
    /// Says something with weight.
    Emphasis,
    /// Fears.
    Fear,
    /// Hopes.
    Hope,
    /// Thinks.
    Opinion,
}

impl SpeechAct {
    /// Every act, with its name in data.
    pub const ALL: [(&'static str, SpeechAct); 19] = [
        ("neutral", SpeechAct::Neutral),
        ("manner", SpeechAct::Manner),
        ("claim", SpeechAct::Claim),
        ("demand", SpeechAct::Demand),
        ("denial", SpeechAct::Denial),
        ("warning", SpeechAct::Warning),
        ("promise", SpeechAct::Promise),
        ("criticism", SpeechAct::Criticism),
        ("praise", SpeechAct::Praise),
        ("question", SpeechAct::Question),
        ("answer", SpeechAct::Answer),
        ("admission", SpeechAct::Admission),
        ("agreement", SpeechAct::Agreement),
        ("announcement", SpeechAct::Announcement),
        ("decision", SpeechAct::Decision),
        ("emphasis", SpeechAct::Emphasis),
        ("fear", SpeechAct::Fear),
        ("hope", SpeechAct::Hope),
        ("opinion", SpeechAct::Opinion),
    ];

    /// The name in data.
    pub fn name(self) -> &'static str {
        SpeechAct::ALL
            .iter()
            .find(|(_, act)| *act == self)
            .map_or("", |(name, _)| name)
    }

    /// Whether it says more of the speaker than that there are words.
    pub fn is_telling(self) -> bool {
        !matches!(self, SpeechAct::Neutral | SpeechAct::Manner)
    }
}

/// What an article says of words that it reports: that they were said, or something else.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// They were said.
    #[default]
    Asserted,
}

/// Who decided that something is what it is said to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// The program.
    Found,
    /// An editor.
    Editor,
}

/// A span that reports somebody's words.
#[derive(Clone, Debug, PartialEq, Hash, Serialize, Deserialize)]
pub struct Quotation {
    /// How the words are reported.
    pub kind: QuotationKind,
    /// Whether it is a direct one of a few words inside a sentence of the writer's.
    pub partial: bool,
    /// The words, with their quotation marks.
    pub span: Span,
    /// Who is quoted; `None` where that is not certain.
    pub speaker: Option<Speaker>,
    /// The word or words that introduce it.
    pub cue: Option<Span>,
    /// What the speaker does with the words; `None` where no cue says.
    pub cue_kind: Option<SpeechAct>,
    /// The clause that holds cue and speaker.
    pub frame: Option<Span>,
    /// Where it was said, as far as the sentence of its cue tells.
    pub occasion: Option<Span>,
    /// How certain it is, from 0 to 1000.
    pub confidence: u16,
    /// The rule that found it.
    pub rule: Rule,
    /// Who decided.
    pub origin: Origin,
    /// The parts of a quotation that its cue interrupts ("In X gibt es laut Y viele Fälle"); empty
    /// where it is of one piece.
    pub parts: Vec<Span>,
}

/// Who is quoted.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Speaker {
    /// The words that name the speaker, where they do.
    pub written: Option<Span>,
    /// The fullest name that the article gives, where it is known.
    pub resolved: Option<String>,
    /// Where that name stands.
    pub antecedent: Option<Span>,
    /// The entity's slug, where an editor said so.
    pub entity: Option<String>,
}

impl Speaker {
    /// Named by these words.
    pub fn written(span: Span) -> Speaker {
        Speaker {
            written: Some(span),
            ..Speaker::default()
        }
    }

    /// Not named here, but by words that stand elsewhere.
    pub fn elsewhere(span: Span) -> Speaker {
        Speaker {
            antecedent: Some(span),
            ..Speaker::default()
        }
    }

    /// The same, for another quotation that does not name its speaker.
    #[must_use]
    pub fn continued(&self) -> Speaker {
        Speaker {
            antecedent: self.written.or(self.antecedent),
            written: None,
            ..self.clone()
        }
    }
}

/// A text that an editor tied to an entity, or declared to be none.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct DecidedMention {
    /// Where it stands.
    pub span: Span,
    /// The decision in the front matter.
    pub decision: MentionDecisionId,
}

/// The text that an editor's annotation is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct PlacedAnnotation {
    /// Where it stands.
    pub span: Span,
    /// The note.
    pub annotation: AnnotationId,
}

/// How a name stands in a text, as far as it is not the name itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NameForm {
    /// The name, or an alias.
    #[default]
    Full,
    /// With the ending of a possessor: Merkels, Grass’, London’s.
    Genitive,
    /// Declined: des Weißen Hauses.
    Declined,
    /// A surname alone.
    Surname,
    /// With initials in place of forenames.
    Initials,
    /// An abbreviation that the text introduces, or capitals that are known.
    Acronym,
    /// Without the legal form: Siemens for Siemens AG.
    Short,
    /// In another spelling: Koeln, Muenchen, Selenskij.
    Spelling,
    /// The first part of a hyphen compound: US in US-Außenminister.
    Compound,
}

impl NameForm {
    /// The name in data.
    pub fn name(self) -> &'static str {
        match self {
            NameForm::Full => "full",
            NameForm::Genitive => "genitive",
            NameForm::Declined => "declined",
            NameForm::Surname => "surname",
            NameForm::Initials => "initials",
            NameForm::Acronym => "acronym",
            NameForm::Short => "short",
            NameForm::Spelling => "spelling",
            NameForm::Compound => "compound",
        }
    }
}

/// A name of the knowledge base in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct KnownMention {
    /// Where.
    pub span: Span,
    /// The number of the entry in the knowledge base of this version of the program.
    pub entry: u32,
    /// How it stands there.
    pub form: NameForm,
}

/// Somebody or something that a text names.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct NamedThing {
    /// The fullest name that the text gives, in the nominative.
    pub name: String,
    /// What it is, as far as the text tells.
    pub entity_type: super::entity::EntityType,
    /// What speaks for it, sorted.
    pub evidence: Vec<Evidence>,
    /// The office that the text gives, as it stands first.
    pub office: Option<Span>,
    /// How certain it is that this is a name of that type, from 0 to 1000.
    pub confidence: u16,
    /// Where it is named, by place.
    pub mentions: Vec<NameMention>,
}

/// Where something is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct NameMention {
    /// The name alone, the ending of a genitive included.
    pub span: Span,
    /// How it stands there.
    pub form: NameForm,
}

/// What says that something is a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Evidence {
    /// An office or a function stands beside it.
    Office,
    /// Mr, Frau, Dr.
    Honorific,
    /// It begins with a forename.
    Forename,
    /// It is quoted.
    Speaks,
    /// It has the look of such names: a legal form, a word such as University.
    Pattern,
    /// An abbreviation in brackets belongs to it.
    Acronym,
    /// A preposition of place stands before it.
    Preposition,
    /// The statistical tagger.
    Tagger,
    /// It stands in quotation marks as a name.
    Marks,
}

impl Evidence {
    /// Every kind, with its name in data.
    pub const ALL: [(&'static str, Evidence); 9] = [
        ("office", Evidence::Office),
        ("honorific", Evidence::Honorific),
        ("forename", Evidence::Forename),
        ("speaks", Evidence::Speaks),
        ("pattern", Evidence::Pattern),
        ("acronym", Evidence::Acronym),
        ("preposition", Evidence::Preposition),
        ("tagger", Evidence::Tagger),
        ("marks", Evidence::Marks),
    ];

    /// The name in data.
    pub fn name(self) -> &'static str {
        Evidence::ALL
            .iter()
            .find(|(_, kind)| *kind == self)
            .map_or("", |(name, _)| name)
    }
}

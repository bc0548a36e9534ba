//! What a rule finds, before its confidence is known.

use crate::model::enrichment::{QuotationKind, Speaker};
use crate::model::rule::Rule;
use crate::model::span::Span;

/// A quotation as a rule found it.
pub struct Finding {
    pub rule: Rule,
    /// What speaks for it beside its rule.
    pub evidence: Evidence,
    /// The words, with their quotation marks.
    pub span: Span,
    /// Whether it is a direct one of a few words inside a sentence of the writer's.
    pub partial: bool,
    /// Who is quoted; `None` where that is not certain.
    pub speaker: Option<Speaker>,
    /// The words that introduce it.
    pub cue: Option<Span>,
    /// The clause that holds cue and speaker.
    pub frame: Option<Span>,
    /// The pieces that its cue parts; empty where it is of one piece.
    pub parts: Vec<Span>,
}

/// What speaks for a finding beside its rule.
#[derive(Clone, Copy)]
pub enum Evidence {
    /// Nothing: the rule alone decides.
    Rule,
    /// The score of a marked span, of its words, its cue and its place.
    Score(i32),
}

impl Finding {
    /// A finding without a speaker, a cue or a frame, on which its rule alone decides.
    pub fn new(rule: Rule, span: Span) -> Finding {
        Finding {
            rule,
            evidence: Evidence::Rule,
            span,
            partial: false,
            speaker: None,
            cue: None,
            frame: None,
            parts: Vec::new(),
        }
    }

    pub fn kind(&self) -> QuotationKind {
        self.rule.kind()
    }

    /// The speaker, as that of a quotation that goes on with this one.
    pub fn continued_speaker(&self) -> Option<Speaker> {
        self.speaker.as_ref().map(Speaker::continued)
    }

    /// Whether it has words that name the speaker.
    pub fn names_speaker(&self) -> bool {
        self.speaker.as_ref().is_some_and(|speaker| speaker.written.is_some())
    }
}

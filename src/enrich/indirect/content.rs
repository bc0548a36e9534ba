//! What a cue reports in its sentence: which rules are tried for which cue.

use super::{behind, framed, open, sources};
use crate::enrich::cues::{Cue, CueKind};
use crate::enrich::phrases::Phrase;
use crate::enrich::tokens::{Sentence, TokenKind, Tokenised};

/// What is reported, as ranges of tokens.
pub(super) struct Content {
    pub(super) parts: Vec<(usize, usize)>,
    pub(super) rule: &'static str,
    pub(super) confidence: u16,
    /// Who says it, where the rule and not the cue's frame knows.
    pub(super) speaker: Option<Phrase>,
}

impl Content {
    /// One piece.
    pub(super) fn one(start: usize, end: usize, rule: &'static str, confidence: u16) -> Content {
        Content {
            parts: vec![(start, end)],
            rule,
            confidence,
            speaker: None,
        }
    }
}

/// What a cue reports in its sentence.
pub(super) fn reported(text: &Tokenised<'_>, sentence: &Sentence, cue: &Cue, later: &[Cue]) -> Option<Content> {
    let commas = text.lexicon.clause_commas;
    match cue.kind {
        CueKind::Source | CueKind::SourceAfter if commas => sources::around(text, sentence, cue),
        CueKind::Source | CueKind::SourceAfter => sources::according(text, sentence, cue),
        CueKind::Particle => framed::before(text, sentence, cue, "indirect-particle"),
        _ if !commas => open::reported(text, sentence, cue, later),
        CueKind::Noun => behind::behind(text, sentence, cue, later),
        CueKind::Verb | CueKind::Passive | CueKind::Impersonal => framed::inside(text, sentence, cue)
            .or_else(|| behind::behind(text, sentence, cue, later))
            .or_else(|| framed::as_frame(text, sentence, cue))
            .or_else(|| framed::inverted(text, sentence, cue)),
    }
}

/// Whether there is nothing but a direct quotation.
pub(super) fn only_quote(text: &Tokenised<'_>, start: usize, end: usize) -> bool {
    !(start..end).any(|at| text.is_word(at))
}

/// One past the last token of a sentence, without its final sign.
pub(super) fn content_limit(text: &Tokenised<'_>, sentence: &Sentence) -> usize {
    let (first, mut end) = sentence.tokens;
    while end > first && matches!(text.tokens[end - 1].kind, TokenKind::Sign('.' | '!' | '?' | '…')) {
        end -= 1;
    }
    end
}

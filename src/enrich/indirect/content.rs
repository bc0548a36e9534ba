//! What is reported, as ranges of tokens.

use crate::enrich::text::phrases::Phrase;
use crate::enrich::text::tokens::{Sentence, TokenKind, Tokenised};

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

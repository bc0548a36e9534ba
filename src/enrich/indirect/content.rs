//! What is reported, as ranges of tokens.

use crate::enrich::text::phrases::Phrase;
use crate::enrich::text::tokens::{Sentence, TokenKind, Tokenised};
use crate::model::rule::Rule;

pub(super) struct Content {
    pub(super) parts: Vec<(usize, usize)>,
    pub(super) rule: Rule,
    /// Who says it, where the rule and not the cue's frame knows.
    pub(super) speaker: Option<Phrase>,
}

impl Content {
    pub(super) fn new(rule: Rule, parts: Vec<(usize, usize)>) -> Content {
        Content {
            parts,
            rule,
            speaker: None,
        }
    }

    pub(super) fn one(start: usize, end: usize, rule: Rule) -> Content {
        Content::new(rule, vec![(start, end)])
    }
}

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

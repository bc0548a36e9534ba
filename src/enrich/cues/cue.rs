//! A cue: the word or words that introduce a report.

use crate::enrich::text::tokens::{TokenKind, Tokenised};
use crate::language::Verb;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CueKind {
    Verb,
    Passive,
    /// so (X)
    Particle,
    /// laut X, according to X, nach Angaben von X
    Source,
    SourceAfter,
    /// A noun: the warning that …
    Noun,
    /// Without a speaker: hieß es
    Impersonal,
}

/// The tokens of a cue, both ends included.
#[derive(Clone, Copy, Debug)]
pub struct Cue {
    pub kind: CueKind,
    pub first: usize,
    pub last: usize,
    /// The finite verb, around which the subject stands; for other kinds the first word.
    pub finite: usize,
    /// An index of `Lexicon::verbs`; `None` where the cue has no verb of the lexicon.
    pub verb: Option<u16>,
}

impl Cue {
    /// A cue of one word, without a verb of the lexicon.
    pub fn word(kind: CueKind, at: usize) -> Cue {
        Cue::words(kind, at, at)
    }

    /// A cue without a verb of the lexicon.
    pub fn words(kind: CueKind, first: usize, last: usize) -> Cue {
        Cue {
            kind,
            first,
            last,
            finite: first,
            verb: None,
        }
    }

    pub fn verb<'a>(&self, text: &Tokenised<'a>) -> Option<&'a Verb> {
        self.verb.and_then(|number| text.lexicon.verbs.get(number as usize))
    }
}

/// Words in order, each at most a few tokens after the one before.
pub fn in_order(text: &Tokenised<'_>, at: usize, end: usize, words: &[String], reach: usize) -> Option<usize> {
    let mut last = at;
    for (number, word) in words.iter().enumerate() {
        let from = if number == 0 { at } else { last + 1 };
        let until = if number == 0 { at + 1 } else { end.min(last + 1 + reach) };
        last = (from..until)
            .take_while(|n| number == 0 || !matches!(text.tokens[*n].kind, TokenKind::Sign(',' | ';' | ':')))
            .find(|n| {
                let token = &text.tokens[*n];
                token.span.len() == word.len()
                    && token.kind == TokenKind::Word
                    && text.text(*n).eq_ignore_ascii_case(word)
            })?;
    }
    Some(last)
}

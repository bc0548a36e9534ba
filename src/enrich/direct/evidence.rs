//! How much a marked span looks like something said, and how much like a name or a term.

use crate::enrich::marks::Marked;
use crate::enrich::tokens::{Sentence, Tokenised};
use crate::language::Flags;

/// What stands in the marks, counted once.
pub struct Inside {
    /// How many words.
    pub words: usize,
    /// Whether they end like a sentence.
    pub ends: bool,
    /// Whether they begin with a capital.
    pub capital: bool,
    /// How many of the words begin with a capital.
    pub capitals: usize,
    /// Whether one of them is I or we.
    pub first_person: bool,
    /// How many of them are small words: names have few.
    pub small: usize,
}

/// Counts what stands in the marks.
pub fn inside(text: &Tokenised<'_>, mark: &Marked) -> Inside {
    let inner = mark.inner.slice(text.plain).trim();
    let mut found = Inside {
        words: 0,
        ends: inner.ends_with(['.', '!', '?', '…']),
        capital: inner.starts_with(char::is_uppercase),
        capitals: 0,
        first_person: false,
        small: 0,
    };
    for word in inner
        .split(|c: char| !c.is_alphanumeric() && !matches!(c, '-' | '’' | '\''))
        .filter(|w| !w.is_empty())
    {
        let flags = text.lexicon.word(word).flags;
        found.words += 1;
        found.capitals += usize::from(word.starts_with(char::is_uppercase));
        found.first_person |= flags.any(Flags::FIRST_PERSON);
        found.small += usize::from(flags.any(Flags::SMALL));
    }
    found
}

/// How much the words themselves look like something said. Of what stands in marks in news, the
/// share that is a quotation grows from a seventh at one word to nearly all at ten.
pub(super) fn shape_evidence(inner: &Inside, mark: &Marked) -> i32 {
    let mut score = match inner.words {
        1 => 0,
        2 => 1,
        3 => 2,
        4 => 3,
        5 | 6 => 5,
        7..=9 => 8,
        _ => 11,
    };
    score += if inner.ends && inner.words > 2 { 4 } else { 0 };
    score += if inner.first_person { 4 } else { 0 };
    score += if !inner.capital { 3 } else { 0 };
    // A name: nearly every word has a capital, no small words.
    score -= if inner.words >= 2 && inner.small == 0 && inner.capitals == inner.words {
        3
    } else {
        0
    };
    score -= if mark.single { 4 } else { 0 };
    score
}

/// How much the words around make it a name or a term.
pub(super) fn naming_evidence(text: &Tokenised<'_>, at: usize, sentence: &Sentence, inner: &Inside) -> i32 {
    let (first, end) = sentence.tokens;
    let mut score = 0;
    if inner.words > 9 {
        return 0;
    }
    if at > first && text.is_word(at - 1) {
        let flags = text.flags(at - 1);
        let noun = text.tokens[at - 1].capital && text.lexicon.noun_capitals && at - 1 > first;
        if flags.any(Flags::NAMED_THING.with(Flags::MEDIUM).with(Flags::NAMING)) {
            score += 12;
        } else if flags.any(Flags::ORGANIZATION.with(Flags::DOCUMENT).with(Flags::OFFICE)) {
            score += 8;
        } else if noun {
            score += 6;
        } else if flags.any(Flags::ARTICLE) && inner.capital {
            score += if inner.words <= 2 { 5 } else { 3 };
        } else if flags.any(Flags::PREPOSITION) && inner.capital {
            score += 4;
        }
    }
    let near = (first.max(at.saturating_sub(3))..at).any(|n| text.flags(n).any(Flags::NAMING.with(Flags::MEDIUM)));
    score += if near { 4 } else { 0 };
    if at + 1 < end && text.is_word(at + 1) {
        let flags = text.flags(at + 1);
        score += if flags.any(Flags::NAMING) { 8 } else { 0 };
        score += if text.tokens[at + 1].capital && text.lexicon.noun_capitals && !flags.any(Flags::SMALL) {
            3
        } else {
            0
        };
    }
    if at + 1 < end && text.is_sign(at + 1, '-') && text.tokens[at + 1].span.start == text.tokens[at].span.end {
        score += 8;
    }
    score
}

//! How much a marked span looks like something said, and how much like a name or a term.

use crate::enrich::text::clauses;
use crate::enrich::text::quotation_marks::Marked;
use crate::enrich::text::tokens::{Sentence, Tokenised};
use crate::language::Flags;

/// The most words of a quotation that counts as partial where it does not end like a sentence.
pub const PARTIAL_WORDS: usize = 6;

/// What stands in the marks, counted once.
#[derive(Default)]
pub struct Inside {
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
    /// Whether they begin with a small word in lower case: names do not.
    pub small_start: bool,
    /// Whether one of them is a finite verb: names and titles have none.
    pub verb: bool,
    /// Whether there is only an address of the web: a full stop between letters.
    pub address: bool,
    /// How many of them are small words in lower case.
    pub small_lower: usize,
}

/// Counts what stands in the marks.
pub fn inside(text: &Tokenised<'_>, mark: &Marked) -> Inside {
    let inner = mark.inner.slice(text.plain).trim();
    let mut found = Inside {
        ends: inner.ends_with(['.', '!', '?', '…']),
        capital: inner.starts_with(char::is_uppercase),
        address: !inner.contains(char::is_whitespace) && inner.trim_end_matches('.').contains('.'),
        ..Inside::default()
    };
    for word in inner
        .split(|c: char| !c.is_alphanumeric() && !matches!(c, '-' | '’' | '\''))
        .filter(|w| !w.is_empty())
    {
        let flags = text.lexicon.word(word).flags;
        let lower = word.starts_with(char::is_lowercase);
        let small = flags.any(Flags::FUNCTION_WORD);
        found.small_start |= found.words == 0 && lower && small;
        let known = flags.any(Flags::VERB | Flags::AUXILIARY | Flags::VERB_SEPARABLE);
        found.verb |= lower && (known || text.grammar.looks_finite(word) && !small);
        found.words += 1;
        found.capitals += usize::from(word.starts_with(char::is_uppercase));
        found.first_person |= flags.any(Flags::FIRST_PERSON);
        found.small += usize::from(small);
        found.small_lower += usize::from(small && !word.starts_with(char::is_uppercase));
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
    score -= if mark.apostrophes { 4 } else { 0 };
    score += if inner.small_start && inner.words >= 2 { 2 } else { 0 };
    score += if inner.verb && inner.words >= 3 { 2 } else { 0 };
    score -= if inner.address { 10 } else { 0 };
    score
}

/// How much the words around make it a name or a term.
pub(super) fn naming_evidence(text: &Tokenised<'_>, at: usize, sentence: &Sentence, inner: &Inside) -> i32 {
    let (first, end) = sentence.tokens;
    // A title: no verb, and a capital at its start.
    let title =
        text.grammar.nouns_have_capitals() && inner.capital && !inner.verb && !inner.ends && !inner.first_person;
    let mut score = if title && inner.words >= 3 { 3 } else { 0 };
    if inner.words > 9 {
        return score;
    }
    if text.grammar.nouns_have_capitals() {
        score += bracketed(text, at, sentence, inner) + calls_itself(text, at, sentence);
    }
    score += if at > first && text.is_word(at - 1) {
        word_before(text, at, first, inner)
    } else {
        0
    };
    let near = (first.max(at.saturating_sub(3))..at).any(|n| text.is(n, Flags::NAMING | Flags::MEDIUM));
    score += if near { 4 } else { 0 };
    score += if at + 1 < end && text.is_word(at + 1) {
        word_behind(text, at, score, inner)
    } else {
        0
    };
    if at + 1 < end && text.is_sign(at + 1, '-') && text.tokens[at + 1].span.start == text.tokens[at].span.end {
        score += 8;
    }
    score
}

/// What the word right before makes of it: a name stands behind the noun that it names.
fn word_before(text: &Tokenised<'_>, at: usize, first: usize, inner: &Inside) -> i32 {
    let flags = text.flags(at - 1);
    let noun = text.tokens[at - 1].capital && text.grammar.nouns_have_capitals() && at - 1 > first;
    // What begins in lower case behind a noun is no name of it.
    let named = inner.capital || !text.grammar.nouns_have_capitals();
    let mut score = if flags.any(Flags::NAMED_THING | Flags::MEDIUM | Flags::NAMING) {
        12
    } else if flags.any(Flags::ORGANIZATION | Flags::DOCUMENT | Flags::OFFICE) {
        if named { 8 } else { 2 }
    } else if noun {
        if named { 6 } else { 2 }
    } else if flags.any(Flags::ARTICLE) && inner.capital {
        if inner.words <= 2 { 5 } else { 3 }
    } else if flags.any(Flags::PREPOSITION) && inner.capital {
        4
    } else {
        0
    };
    // "laut „…“ sei": what stands where a source stands is a source.
    if flags.any(Flags::SOURCE_PREPOSITION) && inner.words <= 4 {
        score += 12;
    }
    // "Filme wie „…“", "darunter „…“": examples have names.
    let example = text.grammar.is_example_word(text.text(at - 1));
    let spoken = at > first + 1 && text.is(at - 2, Flags::SPEECH_NOUN);
    score + if example && !spoken && inner.capital { 6 } else { 0 }
}

/// What the word right behind makes of it; `score` is what speaks for a name so far.
fn word_behind(text: &Tokenised<'_>, at: usize, score: i32, inner: &Inside) -> i32 {
    let flags = text.flags(at + 1);
    let capital = text.tokens[at + 1].capital;
    // "„Wasser auf die Mühlen“ gießen": part of an expression with its verb.
    let closed = Flags::FUNCTION_WORD | Flags::VERB | Flags::AUXILIARY;
    let verb = !flags.any(closed) || flags.any(Flags::SUBJUNCTIVE) && !flags.any(Flags::AUXILIARY);
    let expression = inner.words >= 3 && inner.small > 0 && !capital && verb && score < 12;
    let noun = capital && !flags.any(Flags::FUNCTION_WORD);
    let naming = if flags.any(Flags::NAMING) { 8 } else { 0 };
    match text.grammar.nouns_have_capitals() {
        true => naming + if noun { 3 } else { 0 } - if expression { 9 } else { 0 },
        false => naming,
    }
}

/// A name, a translation or an abbreviation in brackets: "(kurz: „…“)".
fn bracketed(text: &Tokenised<'_>, at: usize, sentence: &Sentence, inner: &Inside) -> i32 {
    let (first, end) = sentence.tokens;
    let open = (first.max(at.saturating_sub(4))..at).any(|n| text.is_sign(n, '('));
    let close = (at + 1..end.min(at + 4)).any(|n| text.is_sign(n, ')'));
    if open && close && !inner.ends && !inner.verb {
        8
    } else {
        0
    }
}

/// "nennt sich „…“", "„…“, wie sie sich selbst nennen": a name that somebody has.
fn calls_itself(text: &Tokenised<'_>, at: usize, sentence: &Sentence) -> i32 {
    let (first, end) = sentence.tokens;
    let start = clauses::clause_start(text, at, first);
    let stop = clauses::clause_end(text, at, end);
    let reflexive = (start.max(at.saturating_sub(4))..at).any(|n| is_reflexive(text, n));
    let names = |n: usize| {
        let verb = text.verb(n);
        verb.is_some_and(|verb| verb.predicative)
    };
    if reflexive && (start..stop).any(names) { 10 } else { 0 }
}

/// Whether a word points back to the subject: who calls oneself something only has a name.
pub(super) fn is_reflexive(text: &Tokenised<'_>, at: usize) -> bool {
    let mut pronouns = text.grammar.reflexive_pronouns.iter();
    text.is_word(at) && pronouns.any(|word| word == text.text(at))
}

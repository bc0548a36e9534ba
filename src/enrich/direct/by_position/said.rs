//! How much a marked span looks like something said, where most of them are.

use super::super::attribution::Found;
use super::super::evidence::Inside;
use super::continuation::Place;
use crate::enrich::text::quotation_marks::Marked;
use crate::enrich::text::tokens::{TokenKind, Tokenised};
use crate::language::Flags;

pub(super) fn score(
    text: &Tokenised<'_>,
    place: &Place,
    mark: &Marked,
    inner: &Inside,
    found: Option<&Found>,
    goes_on: bool,
) -> i32 {
    let (first, end) = text.sentences[place.sentence].tokens;
    let behind = place.at + 1;
    let whole = place.at == first && (behind >= end || behind + 1 == end && !text.is_word(behind));
    let mut score = match inner.words {
        1 => 0,
        2 => 2,
        3 => 3,
        4 => 4,
        5 | 6 => 6,
        7..=9 => 9,
        _ => 13,
    };
    score += if inner.ends && inner.words > 1 { 3 } else { 0 };
    score += if whole { 5 } else { 0 };
    score += if inner.first_person { 4 } else { 0 };
    score += if inner.capital { 0 } else { 1 };
    score += if goes_on { 3 } else { 0 };
    score += found.map_or(0, |found| found.weight);
    score -= if mark.single && found.is_none() { 2 } else { 0 };
    score
        - named(
            text,
            place,
            inner,
            found.is_some_and(|found| found.rule.is_framed()),
            whole,
        )
}

/// How much the words in the marks and around them make a title, a name or a term.
fn named(text: &Tokenised<'_>, place: &Place, inner: &Inside, framed: bool, whole: bool) -> i32 {
    if inner.words > 12 {
        return 0;
    }
    let (first, _) = text.sentences[place.sentence].tokens;
    let title = is_title(inner) && (place.at > first || inner.words > 1);
    let mut score = match (title, framed || whole) {
        (true, false) if inner.capitals >= 2 && !is_object(text, place.at, first) => 9,
        (true, false) => 5,
        (true, true) if inner.words > 1 => 1,
        _ => 0,
    };
    score += before(text, place, inner, title, framed);
    score + behind(text, place, inner, title, framed)
}

/// Whether a span stands where what somebody is called does: "called him “…”", "referred to her as “…”".
fn is_object(text: &Tokenised<'_>, at: usize, first: usize) -> bool {
    if at < first + 2 || !text.is_word(at - 1) {
        return false;
    }
    let flags = text.flags(at - 1);
    let preposition = flags.any(Flags::PREPOSITION) && flags.any(Flags::SUBORDINATOR);
    flags.any(Flags::PRONOUN_OBLIQUE) && !flags.any(Flags::ARTICLE) || preposition && !text.is(at - 2, Flags::NAMING)
}

/// Every word but the small ones has a capital.
fn is_title(inner: &Inside) -> bool {
    inner.capital
        && inner.capitals + inner.small_lower >= inner.words
        && (inner.capitals >= 2 || inner.words == 1 && !inner.ends)
}

/// What stands before: "the film “…”", "nicknamed “…”", "his “…”".
fn before(text: &Tokenised<'_>, place: &Place, inner: &Inside, title: bool, framed: bool) -> i32 {
    let (first, _) = text.sentences[place.sentence].tokens;
    let at = place.at;
    if at == first {
        return 0;
    }
    let mut score = 0;
    if text.is_word(at - 1) {
        let flags = text.flags(at - 1);
        let calls = flags.any(Flags::VERB);
        if flags.any(Flags::NAMED_THING | Flags::MEDIUM) {
            score += if inner.capital { 14 } else { 2 };
        } else if flags.any(Flags::NAMING) {
            score += match (title || inner.capital && !inner.ends, calls, inner.ends) {
                (true, _, _) => 14,
                (false, true, _) => 0,
                (false, false, true) => 4,
                (false, false, false) => 20,
            };
        } else if flags.any(Flags::PREPOSITION) && at >= first + 2 && text.is(at - 2, Flags::NAMING) {
            // "known as “…”"
            let verb = text.verb(at - 2);
            let said = verb.is_some_and(|verb| verb.speech && verb.direct) && !inner.capital;
            score += if said { 0 } else { 10 };
        } else if flags.any(Flags::ARTICLE) {
            score += if title { 6 } else { 0 };
        } else if flags.any(Flags::OCCASION | Flags::DOCUMENT | Flags::ORGANIZATION) && title {
            score += 8;
        }
    }
    // "her new novel, “…”", "albums such as “…” and “…”"
    let near = (first.max(at.saturating_sub(4))..at)
        .rev()
        .take_while(|n| text.is_word(*n) || text.is_sign(*n, ','))
        .skip(1)
        .any(|n| text.is(n, Flags::NAMED_THING | Flags::MEDIUM | Flags::DOCUMENT));
    score + if near && title { 10 } else { 0 } + if near && title && framed { 8 } else { 0 }
}

/// What stands behind: "“…”, a novel by", "the “luxury” flats".
fn behind(text: &Tokenised<'_>, place: &Place, inner: &Inside, title: bool, framed: bool) -> i32 {
    let (first, end) = text.sentences[place.sentence].tokens;
    let at = place.at;
    if at + 1 >= end || framed {
        return 0;
    }
    let token = text.tokens[at + 1];
    let touches = token.span.start == text.tokens[at].span.end;
    if touches && matches!(token.kind, TokenKind::Sign('-')) {
        return 8;
    }
    if title && (at + 1..end.min(at + 5)).any(|n| text.is(n, Flags::NAMED_THING)) {
        return 5;
    }
    let noun = token.kind == TokenKind::Word
        && !token.info.flags.any(Flags::FUNCTION_WORD | Flags::VERB)
        && at > first
        && text.is_word(at - 1);
    let determined = at > first && text.is(at - 1, Flags::ARTICLE);
    // A word held at arm's length stands where an adjective or a noun does.
    if noun && determined && inner.words <= 2 {
        return 4;
    }
    0
}

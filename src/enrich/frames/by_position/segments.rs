//! From a verb to the left: over appositions, ages, relative clauses and what else stands between
//! two commas, to the group that is the subject.

use super::groups::{full, group, group_start};
use crate::enrich::text::phrases::Phrase;
use crate::enrich::text::tokens::{TokenKind, Tokenised};
use crate::language::{Flags, ends_behind};

/// The subject that ends right before a token, at which a verb or its helpers begin.
pub(super) fn subject_ending(text: &Tokenised<'_>, end: usize, first: usize) -> Option<Phrase> {
    let last = end.checked_sub(1).filter(|last| *last >= first)?;
    match text.tokens[last].kind {
        TokenKind::Sign(',') => behind_commas(text, last, first),
        TokenKind::Sign(sign @ ('–' | '—' | '-')) => {
            let open = (first..last).rev().find(|n| text.is_sign(*n, sign))?;
            subject_ending(text, open, first).filter(|_| open > first)
        }
        TokenKind::Sign(')') => {
            let open = (first..last).rev().find(|n| text.is_sign(*n, '('))?;
            (open > first).then(|| subject_ending(text, open, first)).flatten()
        }
        TokenKind::Word if text.is(last, Flags::RELATIVE) && !text.is(last, Flags::ARTICLE) => {
            let before = last.checked_sub(1).filter(|n| *n >= first)?;
            if text.is_sign(before, ',') {
                behind_commas(text, before, first)
            } else {
                adjacent(text, last, first)
            }
        }
        TokenKind::Word => adjacent(text, end, first),
        _ => None,
    }
}

/// The group that ends right before a token; what it belongs to by "of", "at", "for" is its head.
fn adjacent(text: &Tokenised<'_>, end: usize, first: usize) -> Option<Phrase> {
    let nearest = group_start(text, end, first)?;
    let Some(start) = chain_start(text, end, first) else {
        return named_inside(text, nearest, end);
    };
    let start = coordinated_start(text, start, first);
    let start = title_before(text, start, end, first);
    full(text, start, end, Some(end)).filter(|phrase| phrase.end == end || !phrase.pronoun)
}

/// The start of the head of the groups that end right before a token and are joined by
/// prepositions; none where the first of them depends on a preposition itself.
fn chain_start(text: &Tokenised<'_>, end: usize, first: usize) -> Option<usize> {
    let mut start = group_start(text, end, first)?;
    let joins = |flags: Flags| flags.any(Flags::PREPOSITION) && !flags.any(Flags::SUBORDINATOR);
    while start > first && joins(text.flags(start - 1)) {
        start = (start - 1 > first)
            .then(|| group_start(text, start - 1, first))
            .flatten()?;
    }
    Some(start)
}

/// "In London Maria Smith said": the name behind a prepositional phrase without a comma.
fn named_inside(text: &Tokenised<'_>, start: usize, end: usize) -> Option<Phrase> {
    let name = (start + 1..end).find(|n| text.is(*n, Flags::FORENAME | Flags::HONORIFIC))?;
    full(text, name, end, Some(end))
}

/// "X and Y said": the group before a conjunction belongs to the subject, unless a verb is near.
fn coordinated_start(text: &Tokenised<'_>, start: usize, first: usize) -> usize {
    let joined = start > first + 1 && text.is(start - 1, Flags::CONJUNCTION);
    if !joined || text.is(start, Flags::PRONOUN) && !text.is(start, Flags::ARTICLE) {
        return start;
    }
    let Some(other) = group_start(text, start - 1, first) else {
        return start;
    };
    let begins =
        other == first || !text.is_word(other - 1) || text.is(other - 1, Flags::SUBORDINATOR | Flags::COMPLEMENTIZER);
    let speaks = group(text, other, start - 1, Some(start - 1)).is_some_and(|phrase| phrase.can_speak(text));
    if begins && speaks { other } else { start }
}

/// "The party's leader, Jane Doe said": an office and a name with one comma between them.
fn title_before(text: &Tokenised<'_>, start: usize, end: usize, first: usize) -> usize {
    if start <= first + 1 || !text.is_sign(start - 1, ',') || !text.tokens[start].capital {
        return start;
    }
    let office = group_start(text, start - 1, first).filter(|n| text.is(*n, Flags::ARTICLE));
    let whole = office
        .and_then(|n| full(text, n, end, Some(end)))
        .filter(|phrase| phrase.end == end);
    whole.map_or(start, |phrase| phrase.start)
}

/// The subject before something that is set off by commas and ends with the comma at `close`.
fn behind_commas(text: &Tokenised<'_>, close: usize, first: usize) -> Option<Phrase> {
    let mut end = close;
    let mut best: Option<Phrase> = None;
    // Whether the best stands right before the verb.
    let mut beside = false;
    loop {
        let start = segment_start(text, end, first);
        let opened = start > first && text.is_sign(start - 1, ',');
        let from = skip_conjunction(text, start, end);
        if from >= end {
            break;
        }
        // "…, whose critic, Jane Doe, said"
        if text.is(from, Flags::RELATIVE)
            && best.is_some()
            && beside
            && let Some(owned) = full(text, from + 1, close, None).filter(|phrase| !phrase.pronoun)
            && owned.end > end
        {
            return Some(owned);
        }
        if !is_insertion(text, from, start > first) {
            match whole_group(text, from, end, close) {
                Some(phrase) => {
                    beside = best.is_none() && end == close;
                    best = Some(phrase);
                }
                None if best.is_none() => best = adjacent(text, end, start),
                None => break,
            }
            if from > start {
                break;
            }
        }
        if !opened {
            break;
        }
        end = start - 1;
    }
    best
}

/// The start of what stands between two commas.
fn segment_start(text: &Tokenised<'_>, end: usize, first: usize) -> usize {
    (first..end)
        .rev()
        .find(|n| {
            matches!(
                text.tokens[*n].kind,
                TokenKind::Sign(',' | ';' | ':' | '–' | '—') | TokenKind::Quote(_)
            )
        })
        .map_or(first, |n| n + 1)
}

/// "and", "but" and adverbs at the start of a clause.
fn skip_conjunction(text: &Tokenised<'_>, start: usize, end: usize) -> usize {
    let mut at = start;
    while at < end {
        let flags = text.flags(at);
        let adverb = flags.any(Flags::ADVERB) && !flags.any(Flags::ARTICLE | Flags::PREPOSITION | Flags::WEEKDAY);
        if !flags.any(Flags::CONJUNCTION) && !adverb {
            break;
        }
        at += 1;
    }
    at
}

/// Whether what stands between commas is no subject: an age, a relative clause, a participle, a preposition, an adverb.
fn is_insertion(text: &Tokenised<'_>, at: usize, inner: bool) -> bool {
    let flags = text.flags(at);
    let word = text.text(at);
    let pronoun = flags.any(Flags::PRONOUN) && !flags.any(Flags::RELATIVE);
    let small = Flags::RELATIVE
        | Flags::PREPOSITION
        | Flags::SUBORDINATOR
        | Flags::WEEKDAY
        | Flags::MONTH
        | Flags::PRONOUN_OBLIQUE;
    let number = word.chars().all(|c| c.is_ascii_digit());
    let lower = inner || text.is(at, Flags::VERB);
    number
        || flags.any(small) && !flags.any(Flags::ARTICLE) && !pronoun
        || lower && is_participle_opening(text, at) && !flags.any(Flags::ARTICLE)
        || !inner && is_participle_opening(text, at) && !flags.any(Flags::ARTICLE | Flags::FORENAME)
}

/// A segment that is one group, with its attributes, perhaps with a relative clause.
fn whole_group(text: &Tokenised<'_>, from: usize, end: usize, close: usize) -> Option<Phrase> {
    if chain_start(text, end, from) == Some(from) {
        return full(text, from, close, Some(end));
    }
    let own = full(text, from, end, None)?;
    let reaches = own.end >= end
        || text.is(own.end, Flags::RELATIVE | Flags::PREPOSITION)
        || text.is_word(own.end) && is_participle_opening(text, own.end);
    if !reaches {
        // Words that nobody knows can still belong to it, where nothing looks like a verb.
        let quiet =
            (own.end..end).all(|n| text.is_word(n) && !text.is(n, Flags::VERB | Flags::AUXILIARY | Flags::PRONOUN));
        if !quiet {
            return None;
        }
    }
    full(text, from, close, None).or(Some(own))
}

/// "Speaking to reporters, X …", "Asked about it, X …".
pub(super) fn is_participle_opening(text: &Tokenised<'_>, at: usize) -> bool {
    let looks = ends_behind(text.text(at), &text.grammar.participle_endings, 2);
    text.is(at, Flags::PARTICIPLE) || looks && !text.is(at, Flags::SPEAKER)
}

//! Groups of words around a noun or a name, read to the left and to the right.

use crate::enrich::text::phrases::{Case, Gender, Phrase, gender_of, pronoun};
use crate::enrich::text::tokens::{TokenKind, Tokenised};
use crate::language::Flags;

/// A noun group with all that belongs to it: "of …", an age, an apposition, "and …". Where it is
/// known that the group ends at `end`, words that nobody knows belong to it.
pub fn full(text: &Tokenised<'_>, at: usize, limit: usize, end: Option<usize>) -> Option<Phrase> {
    let mut phrase = group(text, at, limit, end)?;
    if phrase.pronoun {
        return Some(phrase);
    }
    while phrase.end < limit {
        let longer = bracket(text, &phrase, limit)
            .or_else(|| prepositional(text, &phrase, limit, end))
            .or_else(|| apposition(text, &mut phrase, limit, end))
            .or_else(|| coordinated(text, &mut phrase, limit));
        match longer {
            Some(longer) => phrase.end = longer,
            None => break,
        }
    }
    Some(phrase)
}

/// A noun group: determiners, adjectives, nouns, names.
pub fn group(text: &Tokenised<'_>, at: usize, limit: usize, exact: Option<usize>) -> Option<Phrase> {
    if at >= limit || !text.is_word(at) {
        return None;
    }
    let flags = text.flags(at);
    let alone = flags.any(Flags::PRONOUN | Flags::PRONOUN_OBLIQUE);
    if alone && !flags.any(Flags::ARTICLE) {
        return Some(pronoun(text, at));
    }
    let mut from = at;
    while from < limit && text.is(from, Flags::ARTICLE) && from < at + 3 {
        from += 1;
    }
    let mut to = from;
    while to < limit && belongs(text, (from, to), limit, from > at, exact) {
        to += 1;
    }
    if to == from {
        return alone.then(|| Phrase {
            pronoun: !text.is(at + 1, Flags::ATTRIBUTE_PREPOSITION),
            ..pronoun(text, at)
        });
    }
    let known = (from..to).fold(Flags::NONE, |all, n| all.with(text.flags(n)));
    Some(Phrase {
        start: at,
        end: to,
        core: (from, to),
        case: Case::Nominative,
        pronoun: false,
        flags: known,
        gender: gender_of(text, (from, to), known),
    })
}

/// Whether the next word goes on with the group.
fn belongs(
    text: &Tokenised<'_>,
    (from, at): (usize, usize),
    limit: usize,
    determined: bool,
    exact: Option<usize>,
) -> bool {
    if !text.is_word(at) {
        return at > from && is_ampersand(text, at);
    }
    let flags = text.flags(at);
    let next_word = |n: usize| n < limit && text.is_word(n);
    if text.tokens[at].capital {
        let small = flags.any(Flags::FUNCTION_WORD) && !flags.any(Flags::NAME_PARTICLE | Flags::FORENAME);
        return !(small || flags.any(Flags::WEEKDAY | Flags::MONTH));
    }
    if flags.any(Flags::NAME_PARTICLE) && at > from && !flags.any(Flags::PREPOSITION) {
        return next_word(at + 1) && (text.tokens[at + 1].capital || text.is(at + 1, Flags::NAME_PARTICLE));
    }
    if flags.any(Flags::FUNCTION_WORD) {
        // "a second official", "the last witness"
        let adjective = flags.any(Flags::ADVERB) && !flags.any(Flags::PREPOSITION | Flags::WEEKDAY);
        return adjective && determined && next_word(at + 1) && is_noun_like(text, at + 1);
    }
    if exact.is_some_and(|end| at < end) {
        return true;
    }
    let speaks = flags.any(Flags::SPEAKER);
    if flags.any(Flags::VERB | Flags::PARTICIPLE) && !speaks {
        return determined && at == from && next_word(at + 1) && is_noun_like(text, at + 1);
    }
    let after_name = at > from && text.tokens[at - 1].capital;
    let after_noun = at > from && text.is(at - 1, Flags::SPEAKER) && !text.tokens[at - 1].capital;
    if after_name || after_noun {
        return speaks;
    }
    true
}

/// "&" between two names.
fn is_ampersand(text: &Tokenised<'_>, at: usize) -> bool {
    text.is_sign(at, '&') && at > 0 && text.tokens[at - 1].capital && text.tokens.get(at + 1).is_some_and(|t| t.capital)
}

/// Whether a word can be a noun or an adjective: no small word, no verb of speech.
pub fn is_noun_like(text: &Tokenised<'_>, at: usize) -> bool {
    let flags = text.flags(at);
    text.is_word(at) && !flags.any(Flags::FUNCTION_WORD) && (!flags.any(Flags::VERB) || flags.any(Flags::SPEAKER))
}

/// "(28)" behind a name.
fn bracket(text: &Tokenised<'_>, phrase: &Phrase, limit: usize) -> Option<usize> {
    if !text.is_sign(phrase.end, '(') {
        return None;
    }
    let close = (phrase.end + 1..limit.min(phrase.end + 10)).find(|n| text.is_sign(*n, ')'))?;
    Some(close + 1)
}

/// "of the council", "for the trust", "at Norlink" behind a noun.
fn prepositional(text: &Tokenised<'_>, phrase: &Phrase, limit: usize, end: Option<usize>) -> Option<usize> {
    let at = phrase.end;
    // "a source close to X", "a person familiar with the talks"
    if at + 1 < limit && is_noun_like(text, at) && !text.tokens[at].capital && phrase.flags.any(Flags::SPEAKER) {
        let inner = text
            .is(at + 1, Flags::PREPOSITION)
            .then(|| group(text, at + 2, limit, end));
        return inner.flatten().map(|inner| inner.end);
    }
    let flags = text.flags(at);
    if !flags.any(Flags::PREPOSITION) {
        return None;
    }
    let inner = group(text, at + 1, limit, end)?;
    if end.is_some_and(|end| inner.end <= end) {
        return Some(inner.end);
    }
    let closer = flags.any(Flags::ATTRIBUTE_PREPOSITION);
    let of_many = phrase.core == (phrase.start, phrase.start + 1) && text.is(phrase.start, Flags::PRONOUN);
    let body = of_many || (inner.start..inner.end).any(|n| text.tokens[n].capital) || phrase.flags.any(Flags::SPEAKER);
    let occasion = inner.flags.any(Flags::OCCASION | Flags::MONTH | Flags::WEEKDAY);
    (closer && body && !occasion).then_some(inner.end)
}

/// ", 43", ", the mayor of X," behind a name; ", Jane Doe," behind an office.
fn apposition(text: &Tokenised<'_>, phrase: &mut Phrase, limit: usize, end: Option<usize>) -> Option<usize> {
    if !text.is_sign(phrase.end, ',') {
        return None;
    }
    let at = phrase.end + 1;
    if at < limit && text.text(at).chars().all(|c| c.is_ascii_digit()) && text.text(at).len() <= 3 {
        return Some(at + 1);
    }
    let inner = group(text, at, limit, end)?;
    if inner.pronoun {
        return None;
    }
    let mut stop = inner.end;
    let whole = Phrase { end: stop, ..inner };
    if let Some(longer) = prepositional(text, &whole, limit, end) {
        stop = longer;
        while let Some(longer) = prepositional(text, &Phrase { end: stop, ..inner }, limit, end) {
            stop = longer;
        }
    }
    let title = Flags::OFFICE | Flags::PERSON_PLURAL | Flags::FAMILY_M | Flags::FAMILY_F;
    let named = |p: &Phrase| p.flags.any(Flags::FORENAME | Flags::HONORIFIC) || p.core.1 - p.core.0 >= 2;
    let lower = !text.tokens[at].capital;
    let office = (inner.flags.any(title) || text.is(at, Flags::ARTICLE)) && lower;
    let name =
        text.tokens[at].capital && named(&inner) && phrase.flags.any(title) && !phrase.flags.any(Flags::FORENAME);
    let closed = stop >= limit
        || matches!(
            text.tokens[stop].kind,
            TokenKind::Sign(',' | '.' | ';' | '–' | '—' | ':') | TokenKind::Quote(_)
        )
        || text.is(stop, Flags::RELATIVE | Flags::CONJUNCTION | Flags::PREPOSITION);
    let verb = stop < limit && text.is(stop, Flags::VERB | Flags::AUXILIARY);
    if !(office || name) || !(closed || end.is_some()) || verb {
        return None;
    }
    phrase.flags = phrase.flags.with(inner.flags);
    if name {
        phrase.core = inner.core;
    }
    if phrase.gender == Gender::Unknown {
        phrase.gender = inner.gender;
    }
    Some(stop)
}

/// "and Y" behind X.
fn coordinated(text: &Tokenised<'_>, phrase: &mut Phrase, limit: usize) -> Option<usize> {
    let at = phrase.end;
    if !text.is(at, Flags::CONJUNCTION) || at + 1 >= limit {
        return None;
    }
    let inner = group(text, at + 1, limit, None).filter(|inner| !inner.pronoun)?;
    let verb = inner.end < limit && text.is(inner.end, Flags::VERB | Flags::AUXILIARY);
    let begins = text.tokens[at + 1].capital || text.is(at + 1, Flags::ARTICLE) || inner.flags.any(Flags::SPEAKER);
    if !begins || verb || !inner.can_speak(text) || !phrase.can_speak(text) {
        return None;
    }
    phrase.gender = Gender::Plural;
    Some(inner.end)
}

/// Where the group begins that ends right before `end`; its own head, not what it belongs to.
pub fn group_start(text: &Tokenised<'_>, end: usize, first: usize) -> Option<usize> {
    let last = end
        .checked_sub(1)
        .filter(|last| *last >= first && text.is_word(*last))?;
    let flags = text.flags(last);
    if flags.any(Flags::PRONOUN) {
        return Some(last);
    }
    if flags.any(Flags::PRONOUN_OBLIQUE) {
        return (last > first && text.is(last - 1, Flags::PREPOSITION)).then_some(last);
    }
    let mut at = end;
    let mut name = false;
    while at > first && (text.is_word(at - 1) || at < end && is_ampersand(text, at - 1)) {
        let flags = text.flags(at - 1);
        let capital = text.tokens[at - 1].capital || !text.is_word(at - 1);
        if flags.any(Flags::ARTICLE) {
            return Some(at - 1);
        }
        let particle = flags.any(Flags::NAME_PARTICLE) && !flags.any(Flags::PREPOSITION) && at < end;
        if flags.any(Flags::WEEKDAY | Flags::MONTH) && !flags.any(Flags::FORENAME) {
            break;
        }
        if flags.any(Flags::FUNCTION_WORD) && !particle && !flags.any(Flags::FORENAME) {
            let adjective = flags.any(Flags::ADVERB) && at < end && at - 1 > first && text.is(at - 2, Flags::ARTICLE);
            if !adjective || capital {
                break;
            }
        }
        let speaks = flags.any(Flags::SPEAKER);
        if !capital && flags.any(Flags::VERB) && !speaks && !is_determined(text, at - 1, first) {
            break;
        }
        // Before a name only what can be its title.
        if name && !capital && !speaks && !particle && !is_title_word(text, at - 1, first) {
            break;
        }
        name = capital || particle;
        at -= 1;
    }
    (at < end).then_some(at)
}

/// Whether a lower-case word before a name belongs to its title: a determiner begins it.
fn is_title_word(text: &Tokenised<'_>, at: usize, first: usize) -> bool {
    let next = text.tokens.get(at + 1).is_some_and(|token| !token.capital);
    next || is_determined(text, at, first) || text.text(at).contains('-')
}

/// Whether a determiner stands before a word, with nothing but adjectives between.
fn is_determined(text: &Tokenised<'_>, at: usize, first: usize) -> bool {
    (first.max(at.saturating_sub(3))..at)
        .rev()
        .take_while(|n| text.is_word(*n))
        .find(|n| text.is(*n, Flags::FUNCTION_WORD))
        .is_some_and(|n| text.is(n, Flags::ARTICLE) && !text.is(n, Flags::COMPLEMENTIZER))
}

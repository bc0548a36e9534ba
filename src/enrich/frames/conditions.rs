//! Conditions on phrases and clauses that decide what can be the subject.

use crate::enrich::text::clauses::is_boundary;
use crate::enrich::text::phrases::{Case, Phrase, is_acronym, is_name, parse};
use crate::enrich::text::tokens::Tokenised;
use crate::language::Flags;

/// Whether a phrase certainly names somebody or something that can speak.
pub(super) fn is_known(text: &Tokenised<'_>, phrase: &Phrase) -> bool {
    phrase.pronoun
        || phrase.flags.any(Flags::SPEAKER)
        || phrase.core.1 - phrase.core.0 >= 2 && is_name(text, phrase)
        || is_acronym(text.text(phrase.core.1 - 1))
}

/// Whether a word that can also be a conjunction is a preposition here: its phrase reaches the verb.
fn prepositional(text: &Tokenised<'_>, at: usize, verb: usize) -> bool {
    if at + 2 == verb && text.is_quote(at + 1) {
        return true;
    }
    let own = parse(text, at + 1, verb).is_some_and(|phrase| phrase.end == verb && !phrase.pronoun);
    // "Als Antwort auf den Brief sagte X": what describes the noun may follow it.
    let mut next = behind_preposition(text, at, verb);
    while next < verb && text.is(next, Flags::PREPOSITION) {
        next = behind_preposition(text, next, verb);
    }
    (own || next == verb && at + 1 < verb)
        && parse(text, verb + 1, verb + 12).is_some_and(|phrase| phrase.case != Case::Oblique)
}

/// Whether a clause that begins at a token and holds a verb is subordinate: a conjunction, a
/// question word or a relative pronoun begins it.
pub fn clause_is_subordinate(text: &Tokenised<'_>, start: usize, verb: usize) -> bool {
    if start >= verb {
        return false;
    }
    let mut at = start;
    if text.is(at, Flags::CONJUNCTION) && at + 1 < verb {
        at += 1;
    }
    let flags = text.flags(at);
    let comma = at > 0 && text.is_sign(at - 1, ',');
    if flags.any(Flags::RELATIVE) && flags.any(Flags::ARTICLE) {
        // An article begins a phrase and the verb stands second; a relative pronoun has it last.
        let second = parse(text, at, verb).is_some_and(|phrase| phrase.end == verb);
        return comma && !second && verb_is_last(text, verb);
    }
    let behind_preposition = flags.any(Flags::PREPOSITION) && text.is(at + 1, Flags::RELATIVE);
    if behind_preposition && verb_is_last(text, verb) && at > 0 && text.is_sign(at - 1, ',') {
        // "wie der Sprecher betonte": a conjunction that can be a preposition, with an article behind it.
        let relative = parse(text, at + 1, verb).is_none_or(|phrase| phrase.end < verb);
        if relative || !flags.any(Flags::SUBORDINATOR | Flags::QUESTION) {
            return relative;
        }
    }
    let opens = Flags::SUBORDINATOR | Flags::COMPLEMENTIZER | Flags::QUESTION;
    if !(flags.any(opens) || comma && flags.any(Flags::RELATIVE)) {
        return false;
    }
    verb_is_last(text, verb) || !(flags.any(Flags::PREPOSITION) && prepositional(text, at, verb))
}

fn verb_is_last(text: &Tokenised<'_>, verb: usize) -> bool {
    verb + 1 >= text.tokens.len()
        || is_boundary(text, verb + 1)
        || !text.is_word(verb + 1)
        || text.is(verb + 1, Flags::AUXILIARY | Flags::CONJUNCTION)
}

pub(super) fn is_time(phrase: &Phrase) -> bool {
    phrase.flags.any(Flags::MONTH | Flags::WEEKDAY) && !phrase.flags.any(Flags::FORENAME | Flags::SPEAKER)
}

/// One past what belongs to a preposition: its phrase, or a date.
pub(super) fn behind_preposition(text: &Tokenised<'_>, at: usize, limit: usize) -> usize {
    let mut next = at + 1;
    while next < limit
        && (is_number(text, next)
            || text.is_sign(next, '.')
            || text.is(next, Flags::MONTH) && (next > at + 1 || is_number(text, next + 1)))
    {
        next += 1;
    }
    if next > at + 1 && (next >= limit || !text.is_word(next) || !text.tokens[next].capital) {
        return next;
    }
    parse(text, next, limit).map_or(next, |phrase| phrase.end)
}

fn is_number(text: &Tokenised<'_>, at: usize) -> bool {
    at < text.tokens.len() && text.text(at).starts_with(|c: char| c.is_ascii_digit())
}

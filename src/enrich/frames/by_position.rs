//! Who speaks, where a language tells the subject by its place: before its verb, or behind a verb
//! that follows the quotation ("…," said X).
//!
//! Names, offices, relative clauses and ages can stand between a subject and its verb, each set off by commas, dashes
//! or brackets. They are walked over from the verb to the left, so that the nearest name is not taken for the subject.

mod groups;
mod segments;

use segments::is_participle_opening;

use crate::enrich::cues::{Cue, CueKind};
use crate::enrich::text::clauses::is_boundary;
use crate::enrich::text::phrases::Phrase;
use crate::enrich::text::tokens::{Sentence, TokenKind, Tokenised};
use crate::language::{Flags, ends_in};

pub use groups::full;

/// How many words a quotation's frame may hold between its subject and its verb.
const REACH: usize = 80;

pub fn speaker(text: &Tokenised<'_>, cue: &Cue, sentence: &Sentence) -> Option<Phrase> {
    let first = sentence.tokens.0;
    let found = candidate(text, cue, sentence);
    // "raising fresh questions": what was read is no phrase that somebody is called by.
    found.filter(|phrase| is_somebody(text, phrase, first)).or_else(|| {
        found
            .and_then(|_| earlier(text, cue.first, first))
            .filter(|phrase| is_somebody(text, phrase, first))
    })
}

/// Whether a phrase can name somebody: by a pronoun, a noun that speaks, a name, a noun with its article; not by a form
/// of a verb, nor by a single word that only its place gives a capital.
fn is_somebody(text: &Tokenised<'_>, phrase: &Phrase, first: usize) -> bool {
    if phrase.pronoun || phrase.flags.any(Flags::SPEAKER) {
        return true;
    }
    let (from, to) = phrase.core;
    let name = |at: usize| text.tokens[at].named || text.tokens[at].capital && at > first;
    let word = text.text(from);
    let verb = text.grammar.is_progressive(word) || text.grammar.is_past(word) || text.is(from, Flags::FINITE);
    let lone = to == from + 1 && from == first;
    (from..to).any(name) || text.is(phrase.start, Flags::ARTICLE) || !verb && !lone && !text.is(from, Flags::ADVERB)
}

fn candidate(text: &Tokenised<'_>, cue: &Cue, sentence: &Sentence) -> Option<Phrase> {
    let (first, end) = sentence.tokens;
    if cue.kind == CueKind::Source {
        return source(text, cue, end);
    }
    if is_passive(text, cue, first) {
        return agent(text, cue.finite, end).or_else(|| {
            // "X was quoted as saying", and nobody in "X was told that".
            let quoted = cue.last > cue.first && cue.verb(text).is_none_or(|verb| verb.quoting);
            quoted.then(|| subject(text, cue.first, first)).flatten()
        });
    }
    if cue.verb(text).is_some_and(|verb| verb.quoting)
        && let Some(phrase) = quoted(text, cue, end)
    {
        return Some(phrase);
    }
    // What is hung on with a participle belongs to the subject of the sentence: "…, adding that".
    if is_hung_on(text, cue.first, first)
        && let Some(phrase) = opening(text, cue.first, first)
    {
        return Some(phrase);
    }
    if is_inverted(text, cue.first, first)
        && let Some(phrase) = behind(text, cue.last.max(cue.finite) + 1, end)
    {
        return Some(phrase);
    }
    // "X released a statement saying …"
    let own = subject(text, cue.finite, first);
    if own.is_some_and(|phrase| is_text(text, &phrase))
        && is_participle_opening(text, cue.first)
        && !text.is(cue.first, Flags::PARTICIPLE)
        && let Some(phrase) = own.and_then(|own| opening(text, own.start, first))
    {
        return Some(phrase);
    }
    own.or_else(|| earlier(text, cue.finite, first))
}

/// "according to X", "in X's words", "in the view of X".
fn source(text: &Tokenised<'_>, cue: &Cue, end: usize) -> Option<Phrase> {
    let after = cue.last + 1;
    if cue.last == cue.first || !text.is(cue.last, Flags::SOURCE_NOUN) {
        return full(text, after, end, None);
    }
    if text.is(after, Flags::ATTRIBUTE_PREPOSITION) {
        return full(text, after + 1, end, None);
    }
    let owner = full(text, cue.first + 1, cue.last, Some(cue.last)).filter(|phrase| phrase.can_speak(text));
    owner.filter(|_| !text.is(cue.first + 1, Flags::ARTICLE))
}

/// A text that is nobody's yet: "a statement".
fn is_text(text: &Tokenised<'_>, phrase: &Phrase) -> bool {
    let known = text.is(
        phrase.core.1 - 1,
        Flags::DOCUMENT | Flags::SPEECH_NOUN | Flags::OCCASION,
    );
    known && !text.tokens[phrase.core.1 - 1].capital && text.is(phrase.start, Flags::ARTICLE)
}

/// "the agency quoted X as saying"
fn quoted(text: &Tokenised<'_>, cue: &Cue, end: usize) -> Option<Phrase> {
    let phrase = full(text, cue.finite + 1, end, None)?;
    let says =
        phrase.end + 1 < end && text.is(phrase.end, Flags::PREPOSITION) && is_participle_opening(text, phrase.end + 1);
    says.then_some(phrase)
}

/// Whether a verb is a participle that opens a clause without a subject behind a comma: "…, saying that".
fn is_hung_on(text: &Tokenised<'_>, verb: usize, first: usize) -> bool {
    verb > first + 1
        && text.is_sign(verb - 1, ',')
        && is_participle_opening(text, verb)
        && !text.is(verb, Flags::PARTICIPLE)
}

/// The subject that ends right before its verb.
pub fn subject(text: &Tokenised<'_>, verb: usize, first: usize) -> Option<Phrase> {
    // A longer sentence is a list or a broken text, and is not read from its start for each verb.
    let first = first.max(verb.saturating_sub(REACH));
    let end = before_helpers(text, verb, first);
    if end <= first {
        return None;
    }
    segments::subject_ending(text, end, first)
}

/// Passes over what stands between a subject and its verb: auxiliaries and adverbs.
fn before_helpers(text: &Tokenised<'_>, verb: usize, first: usize) -> usize {
    let mut end = verb;
    while end > first && text.is_word(end - 1) {
        let flags = text.flags(end - 1);
        let noun = flags.any(Flags::ARTICLE | Flags::PRONOUN | Flags::RELATIVE);
        let determined = end - 1 > first && text.is(end - 2, Flags::ARTICLE);
        let manner = !determined && !text.tokens[end - 1].capital && is_manner(text, end - 1);
        let time = flags.any(Flags::WEEKDAY | Flags::MONTH);
        if noun || !(flags.any(Flags::AUXILIARY | Flags::ADVERB) || manner || time) {
            break;
        }
        end -= 1;
    }
    // "X on Monday said", "X in a statement said": the preposition of a time goes with it.
    if end < verb && end > first && text.is(end - 1, Flags::PREPOSITION) {
        end -= 1;
    }
    end
}

fn is_manner(text: &Tokenised<'_>, at: usize) -> bool {
    !text.is(at, Flags::SPEAKER) && ends_in(text.text(at), &text.grammar.adverb_endings)
}

/// Whether a verb stands right behind a quotation, or begins its sentence: its subject follows.
fn is_inverted(text: &Tokenised<'_>, verb: usize, first: usize) -> bool {
    let mut at = verb;
    while at > first
        && (matches!(text.tokens[at - 1].kind, TokenKind::Sign(',' | '–' | '—' | '-')) || is_plain_adverb(text, at - 1))
    {
        at -= 1;
    }
    at == first && at == verb || at > first && text.is_quote(at - 1)
}

fn is_plain_adverb(text: &Tokenised<'_>, at: usize) -> bool {
    let flags = text.flags(at);
    text.is_word(at) && flags.any(Flags::ADVERB) && !flags.any(Flags::ARTICLE | Flags::PREPOSITION)
}

/// The subject behind an inverted verb.
fn behind(text: &Tokenised<'_>, from: usize, end: usize) -> Option<Phrase> {
    let mut at = from;
    while at < end && is_plain_adverb(text, at) && !text.tokens[at].capital {
        at += 1;
    }
    let begins = at < end && !text.is(at, Flags::PRONOUN_OBLIQUE) || text.is(at, Flags::ARTICLE);
    begins.then(|| full(text, at, end, None)).flatten()
}

/// Whether a participle is passive: "was described", "been called", and no "has".
fn is_passive(text: &Tokenised<'_>, cue: &Cue, first: usize) -> bool {
    if cue.kind == CueKind::Passive {
        return true;
    }
    if cue.verb.is_none() || !text.is(cue.finite, Flags::PARTICIPLE) {
        return false;
    }
    let mut at = cue.finite;
    while at > first && is_plain_adverb(text, at - 1) {
        at -= 1;
    }
    at > first && text.is(at - 1, Flags::PASSIVE)
}

/// The agent of a passive: "by X".
fn agent(text: &Tokenised<'_>, verb: usize, end: usize) -> Option<Phrase> {
    let stop = end.min(verb + REACH);
    let by = (verb + 1..stop)
        .take_while(|n| !matches!(text.tokens[*n].kind, TokenKind::Sign(';' | ':')))
        .find(|n| text.is(*n, Flags::AGENT))?;
    let from = if text.is(by + 1, Flags::PREPOSITION) {
        by + 2
    } else {
        by + 1
    };
    full(text, from, end, None).filter(|phrase| phrase.can_speak(text) || !phrase.pronoun)
}

/// The subject of an earlier verb: "X shook her head and called it …", "…, X said, adding …".
pub fn earlier(text: &Tokenised<'_>, verb: usize, first: usize) -> Option<Phrase> {
    let from = first.max(verb.saturating_sub(REACH));
    subject_of_one(text, (from, verb), first, Flags::VERB | Flags::VERB_SEPARABLE)
        .or_else(|| subject_of_one(text, (from, verb), first, Flags::AUXILIARY))
        .or_else(|| opening(text, verb, first))
}

/// The subject of the nearest of such verbs that has one.
fn subject_of_one(text: &Tokenised<'_>, (from, verb): (usize, usize), first: usize, kind: Flags) -> Option<Phrase> {
    for at in (from..verb).rev() {
        if !text.is_word(at) || !text.is(at, kind) || text.is(at, Flags::ARTICLE) {
            continue;
        }
        if is_inverted(text, at, first)
            && text.is(at, Flags::VERB)
            && let Some(phrase) = behind(text, at + 1, verb)
        {
            return Some(phrase);
        }
        if let Some(phrase) = subject(text, at, first).filter(|phrase| phrase.can_speak(text)) {
            return Some(phrase);
        }
    }
    None
}

/// The first group of a sentence that can speak and stands in no prepositional phrase.
pub fn opening(text: &Tokenised<'_>, limit: usize, first: usize) -> Option<Phrase> {
    let mut at = behind_dateline(text, limit, first.max(limit.saturating_sub(4 * REACH)));
    while at < limit {
        let flags = text.flags(at);
        let subordinate =
            flags.any(Flags::PREPOSITION | Flags::SUBORDINATOR) || text.is_word(at) && is_participle_opening(text, at);
        if subordinate {
            at = (at..limit).find(|n| is_boundary(text, *n)).map_or(limit, |n| n + 1);
            continue;
        }
        match full(text, at, limit, None) {
            Some(phrase) if phrase.can_speak(text) => return Some(phrase),
            Some(phrase) => at = phrase.end,
            None => at += 1,
        }
    }
    None
}

/// Where the text of an agency begins behind its place: "LINDRUM — …", "LINDRUM (Agency) - …".
fn behind_dateline(text: &Tokenised<'_>, limit: usize, first: usize) -> usize {
    let place = first < limit
        && text.is_word(first)
        && text.text(first).chars().count() > 1
        && text.text(first).chars().all(|c| c.is_uppercase() || !c.is_alphabetic());
    let dash = |n: &usize| matches!(text.tokens[*n].kind, TokenKind::Sign('–' | '—' | '-'));
    let end = place.then(|| (first..limit.min(first + 10)).find(dash)).flatten();
    end.map_or(first, |dash| dash + 1)
}

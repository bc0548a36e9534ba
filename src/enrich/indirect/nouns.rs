//! Nouns that report, in languages that do not set their clauses off: "X's claim that …".
//!
//! Words: `nouns`, `complementizer`, `light_verb`. Cases: `indirect-noun-cue`.

use super::content::Content;
use crate::enrich::cues::{Cue, CueKind};
use crate::enrich::frames;
use crate::enrich::grammar::finite_verbs::{finite, is_finite};
use crate::enrich::text::clauses::{clause_start, is_boundary};
use crate::enrich::text::phrases::{Phrase, parse};
use crate::enrich::text::tokens::{Sentence, Tokenised};
use crate::language::Flags;
use crate::model::rule::Rule;

/// The clause or the infinitive that a noun carries: behind it, or behind "by X", "from X".
pub(super) fn behind_noun(text: &Tokenised<'_>, sentence: &Sentence, cue: &Cue, end: usize) -> Option<Content> {
    let mut at = cue.last + 1;
    for _ in 0..2 {
        let flags = text.flags(at);
        if flags.any(Flags::PREPOSITION) && !flags.any(Flags::INFINITIVE_MARKER) {
            at = parse(text, at + 1, end)?.end;
        }
    }
    let flags = text.flags(at);
    let that = flags.any(Flags::COMPLEMENTIZER) && !flags.any(Flags::SUBORDINATOR);
    let question = flags.any(Flags::QUESTION);
    let owned = at == cue.last + 1;
    if that && !question {
        let own = finite(text, at + 1, end)?;
        let relative = own == at + 1 || objectless(text, own, end);
        let stop = clause_stop(text, sentence, cue, own, end);
        return (!relative && stop > at + 2).then(|| Content::one(at, stop, Rule::IndirectNounThat));
    }
    let infinitive = owned
        && flags.any(Flags::INFINITIVE_MARKER)
        && at + 1 < end
        && text.is_word(at + 1)
        && !text.tokens[at + 1].capital;
    let determined = owner(text, sentence, cue).is_some();
    if infinitive && determined && !text.is(at + 1, Flags::ARTICLE) {
        let stop = finite(text, at + 2, end).unwrap_or(end);
        return (stop > at + 1).then(|| Content::one(at, stop, Rule::IndirectNounInfinitive));
    }
    None
}

/// "the claim that Holt filed in May": the verb has no object, a preposition or nothing follows it.
/// Only for verbs that need one, which are those that carry nouns.
fn objectless(text: &Tokenised<'_>, own: usize, end: usize) -> bool {
    let next = own + 1;
    let bare = next >= end || is_boundary(text, next) || text.is(next, Flags::PREPOSITION | Flags::AUXILIARY);
    let said = next >= end && text.is(own, Flags::VERB);
    said || bare && text.is(own, Flags::LIGHT_VERB) && !text.is(own, Flags::AUXILIARY)
}

/// Where the clause of a noun that is the subject ends: before the finite verb of the main clause.
fn clause_stop(text: &Tokenised<'_>, sentence: &Sentence, cue: &Cue, own: usize, end: usize) -> usize {
    let clause = clause_start(text, cue.first, sentence.tokens.0);
    if finite(text, clause, cue.first).is_some() {
        return (own + 1..end)
            .find(|at| adverb_of_manner(text, *at, end))
            .unwrap_or(end);
    }
    let mut open = 0_usize;
    for at in own + 1..end {
        let flags = text.flags(at);
        let inner = Flags::RELATIVE | Flags::COMPLEMENTIZER | Flags::SUBORDINATOR | Flags::CONJUNCTION;
        if flags.any(inner) && !flags.any(Flags::PREPOSITION) {
            open += 1;
        } else if is_finite(text, at) && !text.is(at - 1, Flags::AUXILIARY | Flags::ADVERB | Flags::INFINITIVE_MARKER) {
            if open == 0 {
                return at - usize::from(text.is_sign(at - 1, ','));
            }
            open -= 1;
        }
    }
    end
}

/// "took the promise that fares would fall seriously": an adverb that closes the main clause.
fn adverb_of_manner(text: &Tokenised<'_>, at: usize, end: usize) -> bool {
    at + 1 == end && text.grammar.is_manner(text.text(at)) && text.flags(at) == Flags::NONE
}

/// The subject of the verb that carries a noun: "Voss made the point that …".
pub(super) fn carried_by(text: &Tokenised<'_>, sentence: &Sentence, cue: &Cue) -> Option<Phrase> {
    let clause = clause_start(text, cue.first, sentence.tokens.0);
    let stop = crate::enrich::text::clauses::clause_end(text, cue.last, sentence.tokens.1);
    let carries = Flags::LIGHT_VERB.with(if text.grammar.verb_closes_clause() {
        Flags::AUXILIARY
    } else {
        Flags::LIGHT_VERB
    });
    let is_light = |at: &usize| !text.tokens[*at].capital && text.is(*at, carries);
    let near = (clause.max(cue.first.saturating_sub(12))..cue.first)
        .rev()
        .find(is_light);
    let behind = || {
        (cue.last + 1..stop)
            .find(is_light)
            .filter(|_| text.grammar.verb_closes_clause())
    };
    let at = near.or_else(behind)?;
    let verb = Cue::word(CueKind::Verb, at);
    let passive = text.is(at, Flags::PASSIVE);
    let phrase = frames::speaker(text, &verb, sentence)?;
    let apart = phrase.end <= cue.first || phrase.start > cue.last;
    (!passive && apart && (phrase.pronoun || phrase.can_speak(text))).then_some(phrase)
}

/// The text in which something is demanded or said without an agent: "In einem Brief wird gefordert, …".
pub(super) fn document(text: &Tokenised<'_>, sentence: &Sentence, cue: &Cue) -> Option<Phrase> {
    let clause = clause_start(text, cue.first, sentence.tokens.0);
    (clause..cue.last)
        .filter(|at| text.is(*at, Flags::PREPOSITION))
        .filter_map(|at| parse(text, at + 1, cue.last))
        .find(|phrase| phrase.flags.any(Flags::DOCUMENT) && phrase.start <= cue.last)
}

/// Whose word it is: "the minister's promise", "a suggestion from the auditors". Without the sign of
/// the genitive the phrase is the speaker.
pub(super) fn owner(text: &Tokenised<'_>, sentence: &Sentence, cue: &Cue) -> Option<Phrase> {
    let (first, end) = sentence.tokens;
    let before = cue.first.checked_sub(1).filter(|n| *n >= first)?;
    let word = text.text(before);
    if text.grammar.possessive.without_clitic(word).is_some() {
        let clause = clause_start(text, cue.first, first);
        return (clause..cue.first)
            .filter_map(|at| parse(text, at, cue.first))
            .find(|phrase| phrase.end == cue.first);
    }
    let flags = text.flags(cue.last + 1);
    let from = flags.any(Flags::ATTRIBUTE_PREPOSITION) && !text.grammar.articles_show_case;
    let from = from.then(|| parse(text, cue.last + 2, end)).flatten();
    from.filter(|phrase| phrase.can_speak(text))
        .or_else(|| frames::speaker(text, cue, sentence))
}

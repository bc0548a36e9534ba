//! What a verb of speech says in a phrase, not in a clause: "accused the firm of hiding it", "called for more buses".
//!
//! Words: `verbs`, `object_prepositions`. Cases: `indirect-object`.

use super::content::{Content, content_limit, only_quote};
use crate::enrich::cues::{Cue, CueKind};
use crate::enrich::text::clauses::is_boundary;
use crate::enrich::text::tokens::{Sentence, Tokenised};
use crate::language::{Flags, Verb};
use crate::model::rule::Rule;

/// The most words of an object before its preposition.
const REACH: usize = 14;

/// The fewest words of a phrase that says something.
const FEWEST: usize = 3;

/// The phrase behind a verb: the object and what is said of it, or what stands behind the verb's preposition.
pub(super) fn behind(text: &Tokenised<'_>, sentence: &Sentence, cue: &Cue) -> Option<Content> {
    let verb = cue.verb(text).filter(|_| cue.kind == CueKind::Verb)?;
    let end = content_limit(text, sentence);
    let from = cue.last + 1;
    let start = if verb.object {
        from
    } else {
        said_of(text, verb, from, end)?
    };
    // "described it as “a farce”": the words in marks are the statement.
    let said = (from..end).find(|at| verb.object_prepositions.iter().any(|word| word == text.text(*at)));
    if said.is_some_and(|at| text.is_quote(at + 1) && at + 2 >= end) {
        return None;
    }
    let stop = (start..end).find(|at| closes(text, *at)).unwrap_or(end);
    let words = (start..stop).filter(|at| text.is_word(*at)).count();
    let complete = words >= FEWEST && !only_quote(text, start, stop);
    complete.then(|| Content::one(start, stop, Rule::IndirectObject))
}

/// The object of a verb, where its preposition follows it in the same clause: "accused the firm of".
fn said_of(text: &Tokenised<'_>, verb: &Verb, from: usize, end: usize) -> Option<usize> {
    let limit = end.min(from + REACH);
    let stop = (from..limit).find(|at| is_boundary(text, *at)).unwrap_or(limit);
    let opens = from < stop && text.is_word(from) && !text.is(from, Flags::INFINITIVE_MARKER | Flags::PREPOSITION);
    let said = |at: usize| text.is_word(at) && verb.object_prepositions.iter().any(|word| word == text.text(at));
    (opens && (from + 1..stop).any(said)).then_some(from)
}

/// Whether the sentence goes on with something else: a relative clause, another clause, a semicolon.
fn closes(text: &Tokenised<'_>, at: usize) -> bool {
    let next = Flags::RELATIVE | Flags::CONTRAST | Flags::SUBORDINATOR;
    let progressive = at + 1 < text.tokens.len() && text.grammar.is_progressive(text.text(at + 1));
    text.is_sign(at, ';') || text.is_sign(at, ',') && (text.is(at + 1, next) || progressive)
}

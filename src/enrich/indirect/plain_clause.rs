//! Reported main clauses that nothing in their form marks, in languages that set reported clauses off by commas: "glaubt,
//! die Lage ist gut", "X ist überzeugt: Das hält noch lange".
//!
//! Words: `verbs`, `auxiliary`. Cases: `indirect-plain-clause`.

use crate::enrich::cues::{Cue, CueKind};
use crate::enrich::frames;
use crate::enrich::text::clauses::{clause_end, clause_start};
use crate::enrich::text::phrases::{Phrase, parse};
use crate::enrich::text::tokens::{Sentence, Tokenised};
use crate::language::Flags;
use crate::model::rule::Rule;

/// How far from its start the finite verb of a main clause is looked for.
const REACH: usize = 12;

/// The rule of the clause that begins at `start`, right behind the comma or the colon of a cue.
pub(super) fn rule(
    text: &Tokenised<'_>,
    sentence: &Sentence,
    cue: &Cue,
    (start, end): (usize, usize),
    colon: bool,
) -> Option<Rule> {
    let verb = cue.verb(text);
    let takes = cue.kind == CueKind::Verb && verb.is_none_or(|verb| verb.clause);
    let speaker = frames::speaker(text, cue, sentence).filter(|phrase| can_say(text, phrase))?;
    if !takes || colon && text.is_quote(start) {
        return None;
    }
    // Nothing but adverbs stands between the subject, its verb and the clause.
    let close = cue.last.max(cue.finite);
    let before = speaker.end <= cue.first && (speaker.end..cue.first).all(|at| text.is(at, Flags::ADVERB));
    let behind = speaker.start > cue.finite && speaker.end + 1 == start;
    if colon {
        let space = text.tokens[start].span.start > text.tokens[start - 1].span.end;
        let says = verb.is_none_or(|verb| verb.speech && verb.direct);
        let near = before && (close + 1..start - 1).all(|at| text.is(at, Flags::ADVERB)) || behind;
        return (space && says && near && has_verb(text, start, end)).then_some(Rule::IndirectColon);
    }
    let simple = cue.first == cue.last
        && !frames::clause_is_subordinate(text, clause_start(text, close, sentence.tokens.0), close);
    let beside = before && start == close + 2 || behind && speaker.start == close + 1;
    (simple && beside && is_main(text, start, end)).then_some(Rule::IndirectPlainClause)
}

/// Whether a phrase is somebody: a person or a body, and no "es" or "das".
fn can_say(text: &Tokenised<'_>, phrase: &Phrase) -> bool {
    let nobody = phrase.pronoun && text.is(phrase.start, Flags::PRONOUN_OTHER);
    let me = phrase.pronoun && text.is(phrase.start, Flags::FIRST_PERSON);
    phrase.can_speak(text) && (!nobody || me)
}

/// Whether a finite verb stands near the start of what follows a colon: it is no list.
fn has_verb(text: &Tokenised<'_>, start: usize, end: usize) -> bool {
    let finite = Flags::AUXILIARY | Flags::VERB | Flags::VERB_SEPARABLE;
    let known = |at: usize| text.is(at, finite) && !text.is(at, Flags::PREPOSITION | Flags::ARTICLE);
    let lower = |at: &usize| text.is_word(*at) && (!text.tokens[*at].capital || *at == start);
    is_main(text, start, end) || (start..end.min(start + REACH)).filter(lower).any(known)
}

/// Whether a main clause begins at a token: one phrase or adverb, then its finite verb.
fn is_main(text: &Tokenised<'_>, start: usize, end: usize) -> bool {
    let limit = clause_end(text, start, end).min(start + REACH);
    let opens = Flags::COMPLEMENTIZER | Flags::SUBORDINATOR | Flags::RELATIVE | Flags::PURPOSE | Flags::CONJUNCTION;
    if text.is(start, opens) && !text.is(start, Flags::ARTICLE) {
        return false;
    }
    let at = match parse(text, start, limit) {
        Some(phrase) => phrase.end,
        None if text.is(start, Flags::ADVERB | Flags::PRONOUN) => start + 1,
        None => return false,
    };
    let finite = Flags::AUXILIARY | Flags::VERB | Flags::VERB_SEPARABLE;
    let known = text.is(at, finite) && !text.is(at, Flags::PREPOSITION | Flags::ARTICLE);
    let word = at < limit && text.is_word(at) && !text.tokens[at].capital;
    // A relative clause has its verb at its end.
    let last = at + 1 >= limit && text.is(start, Flags::RELATIVE);
    let unknown = word && text.flags(at) == Flags::NONE && text.grammar.looks_finite(text.text(at));
    word && (known || unknown) && !last
}

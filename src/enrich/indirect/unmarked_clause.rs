//! What is reported in languages that do not set reported clauses off by commas, as English: the
//! clause stands right behind its verb, with that or without, or before a frame that follows it.
//!
//! Words: `verbs`, `complementizer`, `infinitive_marker`, `finite`, `addressing`, `contrast`.
//! Cases: `indirect-that`, `indirect-zero-that`, `indirect-infinitive`, `indirect-question`.

use super::content::{Content, content_limit, only_quote};
use super::{around_frame, object};
use crate::enrich::cues::{Cue, CueKind};
use crate::enrich::grammar::finite_verbs::{
    breaks, finite, finite_quote, is_base, is_finite, opens_subject, phrase_end, subject,
};
use crate::enrich::text::clauses::{clause_start, is_boundary};
use crate::enrich::text::phrases::parse;
use crate::enrich::text::tokens::{Sentence, TokenKind, Tokenised};
use crate::language::{Flags, Verb};
use crate::model::enrichment::SpeechAct;
use crate::model::rule::Rule;

/// How far from its verb a reported clause can begin.
const REACH: usize = 30;

pub(super) fn reported(text: &Tokenised<'_>, sentence: &Sentence, cue: &Cue, later: &[Cue]) -> Option<Content> {
    let end = content_limit(text, sentence);
    if cue.kind == CueKind::Noun {
        return super::nouns::behind_noun(text, sentence, cue, end);
    }
    behind(text, sentence, cue, later, end)
        .or_else(|| around_frame::as_frame(text, sentence, cue, end))
        .or_else(|| around_frame::around_frame(text, sentence, cue, end))
        .or_else(|| object::behind(text, sentence, cue))
}

fn behind(text: &Tokenised<'_>, sentence: &Sentence, cue: &Cue, later: &[Cue], end: usize) -> Option<Content> {
    let verb = cue.verb(text);
    let clause = verb.is_none_or(|verb| verb.clause);
    let from = cue.last + 1;
    let limit = end.min(from + REACH);
    let marked = marked(text, cue, (from, limit), end).filter(|found| clause || found.0 == from && speaks(cue, text));
    let infinitive = infinitive(text, cue, from, limit).map(|found| known_question(text, found));
    // "promised to sell it at a price that …": the infinitive is what was promised.
    let first = match (&marked, &infinitive) {
        (Some(clause), Some(other)) if other.0 < clause.0 => infinitive,
        (Some(_), _) => marked,
        (None, _) => infinitive,
    };
    let (start, rule) = first.or_else(|| {
        clause
            .then(|| bare(text, cue, sentence.tokens.0, (from, end)))
            .flatten()
    })?;
    let opener = if cue.kind == CueKind::Impersonal {
        usize::MAX
    } else {
        cue.first
    };
    let stop = stop(text, sentence, (opener, later), (start, end), rule);
    if stop <= start + 1 || only_quote(text, start, stop) {
        return None;
    }
    Some(Content::one(start, stop, rule))
}

/// Whether a cue is speech that can carry a question: "described what she had seen".
fn speaks(cue: &Cue, text: &Tokenised<'_>) -> bool {
    cue.kind == CueKind::Verb && cue.verb(text).is_some_and(|verb| verb.speech)
}

/// "demanded to know who …": the question is what was said.
fn known_question(text: &Tokenised<'_>, (start, rule): (usize, Rule)) -> (usize, Rule) {
    let question = start + 2;
    let asks = text.is(start + 1, Flags::VERB) && text.is(question, Flags::QUESTION);
    if asks {
        (question, Rule::IndirectQuestion)
    } else {
        (start, rule)
    }
}

/// that, whether, how: the word that opens the clause, behind adverbs, addressees and places.
fn marked(text: &Tokenised<'_>, cue: &Cue, (from, limit): (usize, usize), end: usize) -> Option<(usize, Rule)> {
    let verb = cue.verb(text);
    let speech = verb.is_none_or(|verb| verb.speech);
    let asks = verb.is_some_and(asks);
    let mut commas = 0;
    let mut at = from;
    while at < limit {
        let flags = text.flags(at);
        if text.is_sign(at, ',') {
            commas += 1;
        } else if is_boundary(text, at) && !text.is_sign(at, '-') {
            return None;
        } else if flags.any(Flags::COMPLEMENTIZER) && !prepositional(text, at, from) {
            let question = flags.any(Flags::QUESTION);
            let who = flags.any(Flags::RELATIVE | Flags::SUBORDINATOR);
            let direct = at == from || asks || commas == 0 && at <= from + 4 && !who;
            let next = text.flags(at + 1);
            let relative = at > from && !question && next.any(Flags::AUXILIARY) && !text.is(at - 1, Flags::ADVERB);
            // "added when she left": the time of the report.
            let open = at == from && cue.kind != CueKind::Passive && (is_negated(text, cue) || !speech);
            let place = flags.any(Flags::SUBORDINATOR) && !asks && !open;
            let verbless = finite(text, at + 1, end).is_none() && end < at + 4;
            // "confirmed a judge that …": behind an object it is the object's.
            let object =
                at > from && cue.kind == CueKind::Verb && !verb.is_some_and(|verb| verb.addressed) && !question;
            let object = object && opens_object(text, from);
            if verbless || relative || object || question && (!direct || place || commas > 0) {
                return None;
            }
            let rule = match (question, cue.kind) {
                (true, _) => Rule::IndirectQuestion,
                (false, CueKind::Passive) => Rule::IndirectPassiveThat,
                (false, _) => Rule::IndirectThat,
            };
            return Some((at, rule));
        } else if is_finite(text, at)
            || flags.any(Flags::SUBORDINATOR) && !flags.any(Flags::PREPOSITION)
            || at > from
                && flags.any(Flags::CONJUNCTION)
                && !text.is(at + 1, Flags::COMPLEMENTIZER)
                && text.is(at - 1, Flags::PASSIVE | Flags::PREPOSITION)
        {
            return None;
        }
        at += 1;
    }
    None
}

/// Whether what follows a verb is its object: no place, time or manner.
fn opens_object(text: &Tokenised<'_>, from: usize) -> bool {
    let other = Flags::PREPOSITION | Flags::ADVERB | Flags::WEEKDAY | Flags::MONTH | Flags::CONJUNCTION;
    let manner = text.flags(from) == Flags::NONE && text.grammar.is_manner(text.text(from));
    let progressive = text.grammar.is_progressive(text.text(from));
    text.is_word(from) && !manner && !progressive && (!text.is(from, other) || text.is(from, Flags::ARTICLE))
}

/// "of which", "in whose": the word belongs to a preposition.
fn prepositional(text: &Tokenised<'_>, at: usize, from: usize) -> bool {
    at > from && text.is(at - 1, Flags::PREPOSITION) && !text.is(at, Flags::SUBORDINATOR)
}

/// "did not say when", "would not say if".
fn is_negated(text: &Tokenised<'_>, cue: &Cue) -> bool {
    (cue.first.saturating_sub(4)..=cue.last).any(|at| text.is(at, Flags::NEGATION | Flags::OMISSION))
}

/// Verbs that ask, and those that say that somebody knows: they take if and when.
fn asks(verb: &Verb) -> bool {
    verb.class == SpeechAct::Question
}

/// "to rebuild", "residents to stay", "not to fire": promises, demands, refusals.
fn infinitive(text: &Tokenised<'_>, cue: &Cue, from: usize, limit: usize) -> Option<(usize, Rule)> {
    let verb = cue.verb(text);
    let passive = cue.kind == CueKind::Passive;
    if !passive && !verb.is_some_and(|verb| verb.infinitive) {
        return None;
    }
    let takes = verb.is_some_and(|verb| verb.infinitive || verb.clause);
    let stop = limit.min(from + 14);
    let mut objects = 0;
    for at in from..stop {
        let flags = text.flags(at);
        if flags.any(Flags::INFINITIVE_MARKER) && is_base(text, at + 1) {
            let negated = at > from && text.is(at - 1, Flags::NEGATION);
            let rule = if passive {
                Rule::IndirectPassiveInfinitive
            } else {
                Rule::IndirectInfinitive
            };
            return takes.then_some((at - usize::from(negated), rule));
        }
        // "will propose spending more in an attempt to cure it": the infinitive is another noun's.
        objects +=
            usize::from(flags.any(Flags::PREPOSITION) && !flags.any(Flags::ATTRIBUTE_PREPOSITION | Flags::ADVERB));
        let boundary = is_boundary(text, at) && !text.is_sign(at, '-');
        if boundary || is_finite(text, at) || flags.any(Flags::COMPLEMENTIZER) || objects > 1 {
            return None;
        }
    }
    None
}

/// The clause without that: a subject and its finite verb follow the verb of speech, behind adverbs,
/// a place or an addressee.
fn bare(text: &Tokenised<'_>, cue: &Cue, first: usize, (from, end): (usize, usize)) -> Option<(usize, Rule)> {
    let verb = cue.verb(text);
    if cue.kind == CueKind::Passive || cue.verb.is_some() && !verb.is_some_and(|verb| verb.direct || !verb.speech) {
        return None;
    }
    // "“…,” said X": what follows names the speaker. Without a subject before it a verb that thinks
    // is no frame ("found the door open").
    let before = cue.first.checked_sub(1);
    let quoted = before.is_some_and(|n| {
        let mark = |n: usize| text.is_quote(n);
        mark(n) || text.is_sign(n, ',') && n > 0 && mark(n - 1)
    });
    let infinitive = before.is_some_and(|n| text.is(n, Flags::INFINITIVE_MARKER));
    if quoted || cue.first == first || infinitive && !verb.is_some_and(|verb| verb.speech) {
        return None;
    }
    let mut start = from;
    while start < end && text.is(start, Flags::ADVERB) && !text.is(start, Flags::ARTICLE | Flags::IMPERSONAL_PRONOUN) {
        start += 1;
    }
    if start < end && text.grammar.is_progressive(text.text(start)) && !text.tokens[start].capital {
        return None;
    }
    let (start, subject) = subject(text, start, end, verb.is_some_and(|verb| verb.addressed))?;
    // "said he’d go": the pronoun carries the verb.
    if text.is(subject.0, Flags::CONTRACTED) {
        return Some((start, Rule::IndirectBare));
    }
    let limit = end.min(subject.0 + REACH);
    let at = finite(text, subject.1, limit)
        .or_else(|| (subject.1..limit).find(|at| finite_quote(text, *at, end).is_some()))?;
    let relative = (subject.1..at).any(|n| text.is(n, Flags::RELATIVE) && !text.is(n, Flags::ARTICLE));
    // "many ways of helping people who feel left behind": an object, unless another verb follows.
    let complete = !relative || finite(text, at + 1, limit).is_some();
    let clause = complete && !breaks(text, subject.1, at) && at != subject.0;
    clause.then_some((start, Rule::IndirectBare))
}

/// Where what is reported ends: before a frame of its own, a contrast of the writer's, or the words
/// that name another source.
fn stop(
    text: &Tokenised<'_>,
    sentence: &Sentence,
    (first, later): (usize, &[Cue]),
    (start, end): (usize, usize),
    rule: Rule,
) -> usize {
    let frame = later
        .iter()
        .filter_map(|other| new_frame(text, sentence, other, start))
        .min();
    let end = frame.unwrap_or(end).min(end);
    let infinitive = rule.is_infinitive();
    // "Asked whether she would run, Savary smiled.": the main clause follows a comma.
    // "who asked not to be named, wept": so it does behind a relative clause.
    let relative = first > sentence.tokens.0
        && first != usize::MAX
        && text.is(first - 1, Flags::RELATIVE)
        && !text.is(first - 1, Flags::ARTICLE);
    if first == sentence.tokens.0 || relative {
        return (start + 1..end).find(|at| text.is_sign(*at, ',')).unwrap_or(end);
    }
    if first != usize::MAX
        && is_subordinate(text, sentence.tokens.0, first)
        && let Some(comma) = (start + 2..end).find(|at| text.is_sign(*at, ',') && opens_main(text, at + 1, end))
    {
        return comma;
    }
    let sign = (start + 1..end).find(|at| {
        let contrast = text.is_sign(*at, ',') && text.is(at + 1, Flags::CONTRAST);
        let dash = infinitive && matches!(text.tokens[*at].kind, TokenKind::Sign('–' | '—'));
        contrast || dash || text.is_sign(*at, ';')
    });
    sign.unwrap_or(end)
}

/// "When Trent said that …, Rowe left": the frame stands in a clause that opens the sentence.
fn is_subordinate(text: &Tokenised<'_>, first: usize, cue: usize) -> bool {
    let opens = (first..cue.min(first + 3)).find(|at| text.is(*at, Flags::SUBORDINATOR));
    opens.is_some_and(|opens| cue - opens <= 14 && !(opens..cue).any(|at| text.is_sign(at, ',')))
}

/// Whether a clause of its own begins behind a comma: a subject and its verb.
fn opens_main(text: &Tokenised<'_>, at: usize, end: usize) -> bool {
    if !opens_subject(text, at, end) || text.is(at, Flags::RELATIVE) && !text.is(at, Flags::ARTICLE) {
        return false;
    }
    let carried = text.is(at, Flags::CONTRACTED);
    carried || phrase_end(text, at, end).is_some_and(|verb| verb < end && is_finite(text, verb))
}

/// Where a later cue of the sentence begins a frame of its own: ", adding that", "and Voss said", ", according to X".
fn new_frame(text: &Tokenised<'_>, sentence: &Sentence, other: &Cue, start: usize) -> Option<usize> {
    if other.first <= start + 1 || other.kind == CueKind::Noun {
        return None;
    }
    let before = other.first - 1;
    if text.is_sign(before, ',')
        && (other.kind == CueKind::Source || text.grammar.is_progressive(text.text(other.first)))
    {
        return Some(before);
    }
    // "said she was tired and wanted to go": who thinks is the one spoken of.
    let progressive = text.grammar.is_progressive(text.text(other.first));
    if other.kind != CueKind::Verb || progressive || other.verb(text).is_some_and(|verb| !verb.speech) {
        return None;
    }
    let from = clause_start(text, other.first, sentence.tokens.0)
        .max(start + 1)
        .max(other.first.saturating_sub(14));
    let opens = Flags::CONJUNCTION | Flags::CONTRAST;
    let conjunction = (from..other.first).rev().find(|at| text.is(*at, opens));
    // An apposition stands between the conjunction and the verb: "but his deputy, Ines Roca, said".
    let conjunction = conjunction.or_else(|| {
        (other.first.saturating_sub(16).max(start + 1)..other.first)
            .rev()
            .find(|at| text.is(*at, opens) && text.is_sign(*at - 1, ',') && text.is_sign(before, ','))
    })?;
    let subject = conjunction + 1 == other.first
        || parse(text, conjunction + 1, other.first).is_some_and(|phrase| phrase.end + 1 >= other.first);
    let comma = usize::from(text.is_sign(conjunction - 1, ','));
    subject.then_some(conjunction - comma)
}

//! What is reported before a frame or around it: "The bridge was closed, police said."
//!
//! Words: `verbs`, `finite`, `auxiliary`. Cases: `indirect-zero-that`, `mixed-reports`.

use super::clauses::has;
use super::content::{Content, only_quote};
use crate::enrich::cues::{Cue, CueKind};
use crate::enrich::frames;
use crate::enrich::grammar::finite_verbs::{finite, is_finite, phrase_end};
use crate::enrich::text::clauses::{clause_start, is_boundary};
use crate::enrich::text::phrases::{Phrase, parse};
use crate::enrich::text::tokens::{Sentence, TokenKind, Tokenised};
use crate::language::Flags;
use crate::model::rule::Rule;

/// What stands before a frame: "The bridge was closed, police said.", "…, said X.", and around it:
/// "The bridge, Foss said, would reopen."
pub(super) fn around_frame(text: &Tokenised<'_>, sentence: &Sentence, cue: &Cue, end: usize) -> Option<Content> {
    let verb = cue.verb(text);
    if cue.kind != CueKind::Verb || !verb.is_none_or(|verb| verb.clause && (verb.speech || verb.direct)) {
        return None;
    }
    let first = dateline(text, sentence);
    // "…, said X": the subject follows the verb.
    let inverted = cue.first > first && text.is_sign(cue.first - 1, ',');
    let behind = inverted.then(|| parse(text, cue.last + 1, end)).flatten();
    let speaker = behind.or_else(|| frames::speaker(text, cue, sentence))?;
    let start = frame_start(text, cue, &speaker, first)?;
    let close = frame_end(text, cue, &speaker, end);
    // "submitted cookie recipes": what has an object reports that.
    let object = behind.is_none() && !verb.is_some_and(|verb| verb.addressed) && has_object(text, cue.last + 1, close);
    let name = !text.grammar.nouns_have_capitals() && text.tokens[speaker.core.1 - 1].capital;
    let who = (name || speaker.can_speak(text)) && !(text.is(speaker.start, Flags::FIRST_PERSON) && speaker.pronoun);
    if object || !who {
        return None;
    }
    let closed = close >= end || text.is_sign(close, ',');
    // "…, and was “a good man,” Rowe said": the comma stands in the marks.
    let marked = matches!(text.tokens[start.saturating_sub(1)].kind, TokenKind::Quote(number) if text.closing_marks[number as usize]);
    if !closed || start <= first + 1 || !(text.is_sign(start - 1, ',') || marked) {
        return None;
    }
    let mut parts = vec![(first, start - usize::from(!marked))];
    if close + 2 < end {
        parts.push((close + 1, end));
    }
    // "After the match, Gomez said, the team was tired": when it was said is not said.
    let adverbial = text.is(first, Flags::PREPOSITION) && finite(text, first, start - 1).is_none();
    let adverbial = adverbial && !text.is(first, Flags::CONDITION);
    if adverbial && parts.len() > 1 {
        parts.remove(0);
    }
    // What depends on words in marks is their frame's.
    let rest = parts.get(1).is_none_or(|(a, _)| text.is_quote(*a));
    let quoted = parts.iter().any(|(a, b)| only_quote(text, *a, *b)) || rest && depends(text, first, start - 1);
    let relative = (start.saturating_sub(1)..cue.first).any(|at| text.is(at, Flags::COMPLEMENTIZER));
    let said = finite(text, first, start - 1).is_some()
        || close < end && finite(text, close + 1, end).is_some_and(|at| at <= close + 8);
    let participle = text.is(first, Flags::PREPOSITION | Flags::ADDRESSEE)
        && close >= end
        && finite(text, first, start - 1).is_none();
    if quoted || relative || !said || participle || text.grammar.is_progressive(text.text(cue.first)) {
        return None;
    }
    let rule = if parts.len() > 1 {
        Rule::IndirectAroundFrame
    } else {
        Rule::IndirectVerbAfter
    };
    Some(Content {
        parts,
        rule,
        speaker: behind,
    })
}

/// "As Foss noted, the bridge is closed."
pub(super) fn as_frame(text: &Tokenised<'_>, sentence: &Sentence, cue: &Cue, end: usize) -> Option<Content> {
    let first = sentence.tokens.0;
    let opens = (first..cue.first.min(first + 2)).find(|at| text.is(*at, Flags::FRAME_CONJUNCTION))?;
    let verb = cue.verb(text).filter(|_| cue.kind == CueKind::Verb)?;
    let speaker = frames::speaker(text, cue, sentence).filter(|phrase| phrase.start == opens + 1)?;
    let close = (cue.last + 1..end).find(|at| text.is_sign(*at, ','))?;
    let frame = verb.speech && verb.clause && speaker.end <= cue.first && close <= cue.last + 8;
    let clause = frame && !has_object(text, cue.last + 1, close) && finite(text, close + 1, end).is_some();
    clause.then(|| Content::one(close + 1, end, Rule::IndirectAsFrame))
}

/// Whether a verb has an object before its frame closes: a noun, or an infinitive.
fn has_object(text: &Tokenised<'_>, from: usize, close: usize) -> bool {
    let mut at = from;
    while at < close && text.is(at, Flags::ADVERB) && !text.is(at, Flags::ARTICLE) {
        at += 1;
    }
    let other = Flags::PREPOSITION | Flags::WEEKDAY | Flags::MONTH | Flags::SUBORDINATOR | Flags::ADVERB;
    at < close
        && text.is_word(at)
        && (text.is(at, Flags::INFINITIVE_MARKER | Flags::ARTICLE) || !text.is(at, other))
        && !text.grammar.is_manner(text.text(at))
}

/// Whether a range is a clause that depends on another: "If Trent is elected", "As people shouted".
fn depends(text: &Tokenised<'_>, first: usize, end: usize) -> bool {
    let opens = (first..end.min(first + 2)).find(|at| text.is(*at, Flags::SUBORDINATOR));
    opens.is_some_and(|opens| !(opens..end).any(|at| text.is_sign(at, ',') && finite(text, at + 1, end).is_some()))
}

/// Where the frame that follows what is said begins: its subject, or its verb where that comes first.
pub(super) fn frame_start(text: &Tokenised<'_>, cue: &Cue, speaker: &Phrase, first: usize) -> Option<usize> {
    if speaker.start > cue.first {
        return (cue.first > first).then_some(cue.first);
    }
    // Adverbs and relative clauses may stand between subject and verb; the subject opens the frame.
    let between = speaker.end..cue.first;
    let clean = between.len() <= 4 && !has(text, speaker.end, cue.first, Flags::CONJUNCTION | Flags::COMPLEMENTIZER);
    let mut start = speaker.start;
    // What stands right before a subject that was read too short belongs to it.
    while start > first + 1 && text.is_word(start - 1) && !is_finite(text, start - 1) && start + 4 > speaker.start {
        start -= 1;
    }
    clean.then_some(start)
}

/// One past the frame: its adverbs, places and what its subject carries, up to a comma or the end.
pub(super) fn frame_end(text: &Tokenised<'_>, cue: &Cue, speaker: &Phrase, end: usize) -> usize {
    let from = (cue.last + 1).max(if speaker.start > cue.first { speaker.end } else { 0 });
    (from..end).find(|at| is_boundary(text, *at)).unwrap_or(end)
}

/// The first token behind a dateline: "PORT ANSLEY (Agency) - A fire …".
pub(super) fn dateline(text: &Tokenised<'_>, sentence: &Sentence) -> usize {
    let (first, end) = sentence.tokens;
    let dash =
        (first..end.min(first + 14)).find(|at| matches!(text.tokens[*at].kind, TokenKind::Sign('-' | '–' | '—')));
    let Some(dash) = dash else { return first };
    let place = |at: usize| text.is_word(at) && text.tokens[at].capital || !text.is_word(at);
    let all = (first..dash).all(place) && !(first..dash).any(|at| text.is_quote(at));
    let upper = text.text(first).chars().all(char::is_uppercase) || text.is_sign(dash - usize::from(dash > first), ')');
    if all && upper && dash > first { dash + 1 } else { first }
}

/// The subject of a verb whose clause follows it stands before it; where the frame found another
/// phrase, the subject of the sentence is taken.
pub(super) fn subject_before(
    text: &Tokenised<'_>,
    cue: &Cue,
    sentence: &Sentence,
    content: &Content,
    found: Option<Phrase>,
) -> Option<Phrase> {
    let behind = content.parts.iter().all(|(start, _)| *start > cue.last);
    if !behind || found.is_some_and(|phrase| phrase.end <= cue.first) {
        return found;
    }
    let clause = clause_start(text, cue.first, sentence.tokens.0);
    let from = if clause < cue.first { clause } else { sentence.tokens.0 };
    first_phrase(text, from, cue.first).or_else(|| first_phrase(text, sentence.tokens.0, cue.first))
}

/// The first phrase of a range that depends on no preposition.
pub(super) fn first_phrase(text: &Tokenised<'_>, from: usize, until: usize) -> Option<Phrase> {
    let mut at = from;
    while at < until {
        if text.is(at, Flags::PREPOSITION) {
            at = phrase_end(text, at + 1, until).unwrap_or(at + 1);
        } else if let Some(phrase) = parse(text, at, until) {
            return Some(phrase);
        } else {
            at += 1;
        }
    }
    None
}

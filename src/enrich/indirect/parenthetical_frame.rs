//! What is reported before its frame or around it, in languages that set reported clauses off by commas.
//!
//! Words: `verbs`, `subjunctive`, `subjunctive_weak`, `source_particle`, `frame_conjunction`.
//! Cases: `indirect-verb-second`, `mixed-reports`.

use super::clauses::{goes_on, has, infinitive, opens_inside};
use super::content::{Content, content_limit, only_quote};
use crate::enrich::cues::{Cue, CueKind};
use crate::enrich::frames;
use crate::enrich::text::clauses::{clause_end, clause_start};
use crate::enrich::text::phrases::parse;
use crate::enrich::text::tokens::{Sentence, TokenKind, Tokenised};
use crate::language::Flags;
use crate::model::enrichment::SpeechAct;
use crate::model::rule::Rule;

/// "Die Lage sei ernst, sagte X.", "Die Lage, sagte X, sei ernst." and "…, so sagte X, …".
pub(super) fn inverted(text: &Tokenised<'_>, sentence: &Sentence, cue: &Cue) -> Option<Content> {
    let first = sentence.tokens.0;
    let start = clause_start(text, cue.finite, first);
    let speech = cue.verb(text).is_none_or(|verb| verb.speech || verb.clause);
    let particle = text.is(start, Flags::SOURCE_PARTICLE) && start + 1 == cue.first;
    if start == first
        || !(start == cue.first || particle)
        || !matches!(text.tokens[start - 1].kind, TokenKind::Sign(',' | '–' | '—' | '-'))
        || !speech
    {
        return None;
    }
    let frame = Cue { first: start, ..*cue };
    before(text, sentence, &frame)
}

/// "Die Lage, sagte X, sei ernst.": the frame stands inside of a clause that goes on behind it.
pub(super) fn inside(text: &Tokenised<'_>, sentence: &Sentence, cue: &Cue) -> Option<Content> {
    let content = inverted(text, sentence, cue).filter(|content| content.parts.len() == 2)?;
    let (first, stop) = content.parts[0];
    let open = !has_finite(text, first, stop) && !has(text, first, stop, Flags::SUBJUNCTIVE | Flags::SUBJUNCTIVE_WEAK);
    (open && goes_on(text, content.parts[1].0, content.parts[1].1)).then_some(content)
}

/// What stands before a cue that follows it, and behind it where it goes on.
pub(super) fn before(text: &Tokenised<'_>, sentence: &Sentence, cue: &Cue) -> Option<Content> {
    let (first, _) = sentence.tokens;
    let end = content_limit(text, sentence);
    let stop = cue.first.checked_sub(1)?;
    if stop <= first || only_quote(text, first, stop) {
        return None;
    }
    // "Die Botschaft war klar: …, sagte X."
    let colon = (first..stop).rev().find(|at| text.is_sign(*at, ':'));
    let first = colon.map_or(first, |colon| colon + 1);
    let mut parts = vec![(first, stop)];
    let frame_end = frames::speaker(text, cue, sentence).map_or(cue.last + 1, |phrase| phrase.end.max(cue.last + 1));
    let next = clause_end(text, frame_end - 1, end);
    if next + 2 < end && text.is_sign(next, ',') && (goes_on(text, next + 1, end) || !opens_inside(text, next + 1)) {
        parts.push((next + 1, end));
    }
    // "…, sagte X – denn es sei …"
    let dash = next + 2 < end && matches!(text.tokens[next].kind, TokenKind::Sign('-' | '–' | '—'));
    if dash && has(text, next + 1, end, Flags::SUBJUNCTIVE) {
        parts.push((next + 1, end));
    }
    let subjunctive = parts
        .iter()
        .any(|(a, b)| has(text, *a, *b, Flags::SUBJUNCTIVE | Flags::SUBJUNCTIVE_WEAK));
    let particle = cue.kind == CueKind::Particle;
    let said = subjunctive || particle || is_whole(text, sentence, cue, first, stop);
    if !said || !particle && opens_noun_question(text, first, stop) || is_dependent(text, first, stop) {
        return None;
    }
    let rule = if particle {
        Rule::IndirectParticle
    } else {
        Rule::IndirectVerbAfter
    };
    Some(Content::new(rule, parts))
}

/// Whether what stands before an inverted verb of speech can be said in the indicative: a main
/// clause with a verb of its own, or a reported clause in front. Who says it follows the verb.
fn is_whole(text: &Tokenised<'_>, sentence: &Sentence, cue: &Cue, first: usize, stop: usize) -> bool {
    if cue.kind == CueKind::Impersonal {
        return has_finite(text, first, stop);
    }
    let Some(verb) = cue.verb(text).filter(|_| cue.kind == CueKind::Verb) else {
        return false;
    };
    let Some(speaker) = frames::speaker(text, cue, sentence) else {
        return false;
    };
    let behind = speaker.start > cue.finite && speaker.start <= cue.finite + 4;
    let able = speaker.pronoun || speaker.can_speak(text);
    if !behind || !able || !verb.speech {
        return text.is(first, Flags::COMPLEMENTIZER) && verb.clause && able && !question(text, first);
    }
    let flags = text.flags(first);
    if flags.any(Flags::COMPLEMENTIZER) && !flags.any(Flags::RELATIVE) {
        return verb.clause && (!question(text, first) || verb.class == SpeechAct::Question);
    }
    let infinitive_first = verb.infinitive && infinitive(text, first, stop) && !has_finite(text, first, stop);
    verb.clause && has_finite(text, first, stop) || infinitive_first
}

/// Whether a clause opens with a word that asks, or compares.
fn question(text: &Tokenised<'_>, first: usize) -> bool {
    text.is(first, Flags::QUESTION)
}

/// Whether some word of the main clause can be finite: an auxiliary, a verb that is known, or a small
/// unknown word that is no adjective. Clauses inside of it do not count.
fn has_finite(text: &Tokenised<'_>, first: usize, stop: usize) -> bool {
    let finite = Flags::AUXILIARY | Flags::VERB | Flags::VERB_SEPARABLE;
    let mut inside = opens_inside(text, first) && !text.is(first, Flags::ARTICLE);
    for at in first..stop {
        if text.is_sign(at, ',') {
            let opens = at + 1 < stop && opens_inside(text, at + 1);
            inside = opens || inside && !goes_on(text, at + 1, stop);
        } else if !inside && text.is_word(at) && !text.tokens[at].capital {
            let flags = text.flags(at);
            let closes = at + 1 >= stop || !text.is_word(at + 1);
            let unknown = flags == Flags::NONE
                && at > first
                && goes_on(text, at, stop)
                && !(closes && text.lexicon.is_participle(text.text(at)));
            if flags.any(finite) && !flags.any(Flags::PREPOSITION) || unknown {
                return true;
            }
        }
    }
    false
}

/// "Nachdem …, sagte X" and "Wie Y mitteilte, sieht X …": a part of the frame.
fn is_dependent(text: &Tokenised<'_>, first: usize, stop: usize) -> bool {
    let flags = text.flags(first);
    let prepositional = flags.any(Flags::PREPOSITION) && has_finite(text, first + 1, stop.saturating_sub(1));
    let opens = flags.any(Flags::SUBORDINATOR | Flags::PURPOSE | Flags::FRAME_CONJUNCTION) && !prepositional;
    // Its own main clause can follow inside of what is reported.
    let comma = (first + 1..stop).find(|at| text.is_sign(*at, ','));
    // "Sollte es regnen, wird …": a condition.
    let condition = text.is(first, Flags::SUBJUNCTIVE_WEAK) && comma.is_none();
    condition || opens && comma.is_none_or(|comma| !goes_on(text, comma + 1, stop))
}

/// "Auf die Frage von X, ob …": what is asked is another's.
fn opens_noun_question(text: &Tokenised<'_>, first: usize, stop: usize) -> bool {
    let comma = (first + 1..stop).find(|at| text.is_sign(*at, ','));
    comma.is_some_and(|comma| {
        let main = has(
            text,
            first,
            comma,
            Flags::AUXILIARY | Flags::SUBJUNCTIVE | Flags::SUBJUNCTIVE_WEAK | Flags::VERB,
        );
        let noun = (first..comma).any(|at| text.tokens[at].capital && text.is(at, Flags::SPEECH_NOUN));
        noun && !main && text.is(comma + 1, Flags::COMPLEMENTIZER)
    })
}

/// "Wie X mitteilte, sind …" and "…, wie X mitteilte": a frame that is a clause of its own.
pub(super) fn as_frame(text: &Tokenised<'_>, sentence: &Sentence, cue: &Cue) -> Option<Content> {
    let first = sentence.tokens.0;
    let end = content_limit(text, sentence);
    let clause = clause_start(text, cue.first, first);
    let open = frame_start(text, clause, first, cue)?;
    let verb = cue.verb(text);
    if !verb.is_none_or(|verb| verb.speech && verb.clause) || verb.is_none() && cue.kind != CueKind::Impersonal {
        return None;
    }
    let close = clause_end(text, cue.last, end);
    let inverted = open + 1 == cue.first || open + 2 == cue.first;
    if !inverted && !only_subject(text, open + 1, cue.first) {
        return None;
    }
    // The verb closes its frame; what follows it on the way to the comma belongs to the frame.
    if !inverted && close > cue.last + 6 {
        return None;
    }
    let mut parts = Vec::new();
    if open > first {
        parts.push((first, open - 1));
    }
    if text.is_sign(close, ',') && close + 1 < end && (open == first || !opens_inside(text, close + 1)) {
        parts.push((close + 1, end));
    }
    if parts
        .iter()
        .all(|(a, b)| b < a || b - a < 2 || only_quote(text, *a, *b))
    {
        return None;
    }
    if open == first && !goes_on(text, close + 1, end) && !text.is_sign(close, ':') {
        return None;
    }
    Some(Content::new(Rule::IndirectAsFrame, parts))
}

/// Where a frame with "wie" opens: its conjunction begins the sentence or follows a comma, and its
/// subject stands between the conjunction and the verb.
fn frame_start(text: &Tokenised<'_>, clause: usize, first: usize, cue: &Cue) -> Option<usize> {
    let is_frame = |at: usize| text.is(at, Flags::FRAME_CONJUNCTION);
    if is_frame(clause) && (clause == first || text.is_sign(clause - 1, ',')) {
        return Some(clause);
    }
    // An apposition stands between them: "Wie Anna Meer, die Leiterin, sagte, …".
    let back = (first.max(cue.first.saturating_sub(25))..clause).rev();
    let open = back
        .take_while(|at| !matches!(text.tokens[*at].kind, TokenKind::Sign(';' | ':')))
        .find(|at| is_frame(*at) && (*at == first || text.is_sign(*at - 1, ',')))?;
    let verbs = Flags::AUXILIARY | Flags::VERB | Flags::SUBJUNCTIVE;
    (!has(text, open + 1, clause, verbs) && cue.first + 1 > clause).then_some(open)
}

/// Whether nothing but a subject, its appositions, places and times stands in a range: an object
/// would make it a clause of its own ("wie er die Frau beschuldigte").
fn only_subject(text: &Tokenised<'_>, first: usize, end: usize) -> bool {
    let mut at = first;
    let mut phrases = 0;
    while at < end {
        let flags = text.flags(at);
        if text.is_sign(at, ',') {
            phrases = 0;
            at += 1;
        } else if flags.any(Flags::PREPOSITION) {
            at = parse(text, at + 1, end).map_or(at + 1, |phrase| phrase.end);
        } else if let Some(phrase) = parse(text, at, end) {
            let time = phrase.flags.any(Flags::MONTH | Flags::WEEKDAY);
            phrases += usize::from(!time);
            at = phrase.end;
        } else {
            at += 1;
        }
        if phrases > 1 {
            return false;
        }
    }
    true
}

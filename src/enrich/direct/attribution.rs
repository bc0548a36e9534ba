//! The cue of a marked span, and the speaker beside it.

use super::evidence::Inside;
use crate::enrich::cues::{self, Cue, CueKind};
use crate::enrich::frames;
use crate::enrich::phrases::Phrase;
use crate::enrich::tokens::{Sentence, TokenKind, Tokenised};
use crate::language::Flags;

/// A cue and its speaker.
#[derive(Clone, Copy)]
pub(super) struct Found {
    pub(super) cue: Option<Cue>,
    pub(super) speaker: Option<Phrase>,
    pub(super) rule: &'static str,
    /// Evidence that the span is a quotation at all.
    pub(super) weight: i32,
}

/// The cue of a quotation: behind it, before it with a colon, around it.
pub(super) fn attribute(
    text: &Tokenised<'_>,
    at: usize,
    sentence: &Sentence,
    cues: &[Cue],
    inner: &Inside,
) -> Option<Found> {
    behind(text, at, sentence, cues)
        .or_else(|| colon(text, at, sentence, cues))
        .or_else(|| around(text, at, sentence, cues, inner))
        .or_else(|| previous_sentence(text, at, sentence))
}

/// `„…“, sagte X`, `„…“, so X`, `“…,” X said`.
pub(super) fn behind(text: &Tokenised<'_>, at: usize, sentence: &Sentence, cues: &[Cue]) -> Option<Found> {
    let mut next = at + 1;
    while next < sentence.tokens.1 && matches!(text.tokens[next].kind, TokenKind::Sign(',' | '–' | '—' | '-')) {
        next += 1;
    }
    let comma = next > at + 1;
    let cue = cues
        .iter()
        .find(|cue| cue.first >= next && cues::clause_start(text, cue.finite.max(cue.first), next) <= next)?;
    let distance = cue.finite.saturating_sub(next);
    let direct = matches!(
        cue.kind,
        CueKind::Particle | CueKind::Source | CueKind::Impersonal | CueKind::SourceAfter
    ) || cue.verb(text).is_none_or(|verb| verb.direct || verb.speech);
    let inverted = cue.finite == next || cue.first == next;
    let english = !text.lexicon.noun_capitals && distance <= 12;
    if !direct || cue.kind == CueKind::Noun || !(inverted || english || matches!(cue.kind, CueKind::Impersonal)) {
        return None;
    }
    let mark = match text.tokens[at].kind {
        TokenKind::Quote(number) => text.marks[number as usize],
        _ => return None,
    };
    let inner_comma = mark
        .inner
        .slice(text.plain)
        .trim_end()
        .ends_with([',', '?', '!', '.', '…', '–', '—']);
    if !(comma || inner_comma) {
        return None;
    }
    let speaker = if inverted && !matches!(cue.kind, CueKind::SourceAfter) && text.lexicon.noun_capitals {
        after_only(text, cue, sentence)
    } else {
        frames::speaker(text, cue, sentence)
    };
    let rule = match cue.kind {
        CueKind::Particle => "direct-particle-after",
        CueKind::Source | CueKind::SourceAfter => "direct-source-after",
        _ => "direct-verb-after",
    };
    Some(Found {
        cue: Some(*cue),
        speaker,
        rule,
        weight: if speaker.is_some() { 14 } else { 9 },
    })
}

/// The subject behind an inverted verb; what stands before it is the quotation.
pub(super) fn after_only(text: &Tokenised<'_>, cue: &Cue, sentence: &Sentence) -> Option<Phrase> {
    frames::speaker(text, cue, sentence).filter(|phrase| phrase.start > cue.first || cue.kind != CueKind::Verb)
}

/// `X sagte: „…“`
pub(super) fn colon(text: &Tokenised<'_>, at: usize, sentence: &Sentence, cues: &[Cue]) -> Option<Found> {
    let first = sentence.tokens.0;
    if at == first || !matches!(text.tokens[at - 1].kind, TokenKind::Sign(':')) {
        return None;
    }
    let colon = at - 1;
    let usable = |cue: &&Cue| cue.last < colon && cue.kind != CueKind::Noun;
    let cue = cues.iter().rfind(usable);
    let speaker = cue
        .and_then(|cue| frames::speaker(text, cue, sentence))
        .or_else(|| before_colon(text, first, colon));
    Some(Found {
        cue: cue.copied(),
        speaker,
        rule: "direct-colon",
        weight: 14,
    })
}

/// `Frau Meer: „…“`, `Der Sprecher weiter: „…“`: the phrase before the colon speaks.
pub(super) fn before_colon(text: &Tokenised<'_>, first: usize, colon: usize) -> Option<Phrase> {
    let mut at = first;
    let mut best: Option<Phrase> = None;
    while at < colon {
        match crate::enrich::phrases::parse(text, at, colon) {
            Some(phrase) => {
                let good = phrase.can_speak(text) && phrase.case != crate::enrich::phrases::Case::Oblique;
                let preposition = at > first && text.flags(at - 1).any(Flags::PREPOSITION);
                if good && !preposition && best.is_none() {
                    best = Some(phrase);
                }
                at = phrase.end;
            }
            None => at += 1,
        }
    }
    best
}

/// `X sprach von „…“`, `sagte X, er sei „…“`, `laut X „…“`: the cue stands in the same sentence.
pub(super) fn around(
    text: &Tokenised<'_>,
    at: usize,
    sentence: &Sentence,
    cues: &[Cue],
    inner: &Inside,
) -> Option<Found> {
    let says = |cue: &&Cue| cue.last < at && cue.kind != CueKind::Noun && cue.verb(text).is_none_or(|verb| verb.speech);
    let before = cues
        .iter()
        .rfind(says)
        .or_else(|| cues.iter().rfind(|cue| cue.last < at));
    let behind = cues.iter().find(|cue| cue.first > at);
    let cue = match (before, behind) {
        (Some(before), Some(behind)) if behind.kind == CueKind::Particle || before.kind == CueKind::Noun => behind,
        (Some(before), _) => before,
        (None, Some(behind)) => behind,
        (None, None) => return None,
    };
    let speaker = frames::speaker(text, cue, sentence);
    let speech = cue.verb(text).is_none_or(|verb| verb.speech);
    let mut weight = match cue.kind {
        CueKind::Noun => 3,
        CueKind::Particle | CueKind::Source | CueKind::SourceAfter => 7,
        _ if speech => 8,
        _ => 5,
    };
    weight += if speaker.is_some_and(|s| s.can_speak(text)) {
        1
    } else {
        -2
    };
    weight += if inner.words <= 1 { -1 } else { 0 };
    Some(Found {
        cue: Some(*cue),
        speaker,
        rule: "direct-in-sentence",
        weight,
    })
}

/// A quotation that is a sentence of its own, announced by the sentence before: "X wurde deutlich."
pub(super) fn previous_sentence(text: &Tokenised<'_>, at: usize, sentence: &Sentence) -> Option<Found> {
    let alone = at == sentence.tokens.0 && sentence.tokens.1 - at <= 2;
    if !alone || at == 0 || !text.is_sign(at - 1, ':') {
        return None;
    }
    let number = text.sentence_at(text.tokens[at - 1].span.start)?;
    let before = &text.sentences[number];
    let own = cues::find(text, before);
    let cue = own.iter().rev().find(|cue| cue.kind != CueKind::Noun);
    let speaker = cue
        .and_then(|cue| frames::speaker(text, cue, before))
        .or_else(|| before_colon(text, before.tokens.0, at - 1));
    Some(Found {
        cue: cue.copied(),
        speaker,
        rule: "direct-colon",
        weight: 14,
    })
}

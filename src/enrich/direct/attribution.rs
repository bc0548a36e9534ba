//! The cue of a marked span, and the speaker beside it, where cases tell the subject.
//!
//! Words: `verbs`, `phrases`, `source_particle`, `source_prepositions`, `source_postposition`.
//! Cases: `direct-verb-after`, `direct-so`, `direct-colon`, `direct-partial`, `laut-zufolge`, `nach-angaben`.

use super::evidence::{Inside, PARTIAL_WORDS, is_reflexive};
use crate::enrich::cues::{self, Cue, CueKind};
use crate::enrich::finding::{Evidence, Finding};
use crate::enrich::frames;
use crate::enrich::text::clauses;
use crate::enrich::text::phrases::{Case, Phrase, parse};
use crate::enrich::text::quotation_marks::Marked;
use crate::enrich::text::tokens::{Sentence, TokenKind, Tokenised};
use crate::language::Flags;
use crate::model::enrichment::Speaker;
use crate::model::rule::Rule;

#[derive(Clone, Copy)]
pub(super) struct Found {
    pub(super) cue: Option<Cue>,
    pub(super) speaker: Option<Phrase>,
    pub(super) rule: Rule,
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
    let behind = behind(text, at, sentence, cues);
    // "X schrieb: „…“, weiter hieß es": the colon is nearer to its quotation.
    let impersonal = behind.is_some_and(|found| found.cue.is_some_and(|cue| cue.kind == CueKind::Impersonal));
    let before = || colon(text, at, sentence, cues, inner);
    if impersonal && let Some(found) = before().filter(|found| found.cue.is_some() && found.speaker.is_some()) {
        return Some(found);
    }
    behind
        .or_else(before)
        .or_else(|| around(text, at, sentence, cues, inner))
        .or_else(|| previous_sentence(text, at, sentence, inner))
}

/// `„…“, sagte X`, `„…“, so X`.
pub(super) fn behind(text: &Tokenised<'_>, at: usize, sentence: &Sentence, cues: &[Cue]) -> Option<Found> {
    let next = behind_signs(text, at, sentence);
    let comma = next > at + 1;
    let cue = cues
        .iter()
        .find(|cue| cue.first >= next && clauses::clause_start(text, cue.finite.max(cue.first), next) <= next)?;
    let direct = matches!(
        cue.kind,
        CueKind::Particle | CueKind::Source | CueKind::Impersonal | CueKind::SourceAfter
    ) || cue.verb(text).is_none_or(|verb| verb.direct || verb.speech);
    let inverted = cue.finite == next || cue.first == next;
    if !direct || cue.kind == CueKind::Noun || !(inverted || cue.kind == CueKind::Impersonal) {
        return None;
    }
    let inner_comma = text.quoted(at)?.ends_with([',', '?', '!', '.', '…', '–', '—']);
    if !(comma || inner_comma) {
        return None;
    }
    let speaker = if inverted && cue.kind != CueKind::SourceAfter {
        after_only(text, cue, sentence)
    } else {
        frames::speaker(text, cue, sentence)
    };
    let rule = match cue.kind {
        CueKind::Particle => Rule::DirectParticleAfter,
        CueKind::Source | CueKind::SourceAfter => Rule::DirectSourceAfter,
        _ => Rule::DirectVerbAfter,
    };
    Some(Found {
        cue: Some(*cue),
        speaker,
        rule,
        weight: if speaker.is_some() { 14 } else { 9 },
    })
}

/// The token behind a quotation and the comma or the dash that follows it.
pub(super) fn behind_signs(text: &Tokenised<'_>, at: usize, sentence: &Sentence) -> usize {
    let sign = |n: &usize| matches!(text.tokens[*n].kind, TokenKind::Sign(',' | '–' | '—' | '-'));
    at + 1 + (at + 1..sentence.tokens.1).take_while(sign).count()
}

/// The subject behind an inverted verb; what stands before it is the quotation.
pub(super) fn after_only(text: &Tokenised<'_>, cue: &Cue, sentence: &Sentence) -> Option<Phrase> {
    frames::speaker(text, cue, sentence).filter(|phrase| phrase.start > cue.first || cue.kind != CueKind::Verb)
}

/// `X sagte: „…“`
pub(super) fn colon(
    text: &Tokenised<'_>,
    at: usize,
    sentence: &Sentence,
    cues: &[Cue],
    inner: &Inside,
) -> Option<Found> {
    let behind_colon = at > sentence.tokens.0 && text.is_sign(at - 1, ':');
    behind_colon.then(|| announced(text, sentence, at - 1, cues, inner))
}

/// What announces a quotation behind a colon: the best verb before it, else whoever the sentence is about.
fn announced(text: &Tokenised<'_>, sentence: &Sentence, colon: usize, cues: &[Cue], inner: &Inside) -> Found {
    let first = sentence.tokens.0;
    let weight = |cue: &Cue| {
        let main = !frames::clause_is_subordinate(text, clauses::clause_start(text, cue.finite, first), cue.finite);
        let verb = cue.verb(text);
        let speech = match cue.kind {
            CueKind::Source | CueKind::SourceAfter => false,
            _ => verb.is_none_or(|verb| verb.speech && verb.direct),
        };
        let near = clauses::clause_end(text, cue.last.max(cue.finite), colon) >= colon;
        let infinitive = cue.finite > first && text.is(cue.finite - 1, Flags::INFINITIVE_MARKER);
        (if main { 4 } else { 0 }) - (if infinitive { 6 } else { 0 })
            + (if speech { 5 } else { 0 })
            + if near { 2 } else { 0 }
    };
    let usable = |cue: &&Cue| cue.last < colon && cue.kind != CueKind::Noun;
    let cue = cues.iter().filter(usable).max_by_key(|cue| (weight(cue), cue.first));
    let cue = cue.filter(|cue| weight(cue) >= 5);
    let speaker = cue
        .and_then(|cue| frames::speaker(text, cue, sentence))
        .or_else(|| before_colon(text, first, colon));
    // A name of a few words behind a colon, where nobody says anything, is only a name.
    let speech = cue.is_some_and(|cue| cue.verb(text).is_none_or(|verb| verb.speech));
    let name = !speech && !inner.ends && inner.capital && inner.words <= 6;
    Found {
        cue: cue.copied(),
        speaker,
        rule: Rule::DirectColon,
        weight: if name { 7 } else { 14 },
    }
}

/// `Frau Meer: „…“`, `Der Sprecher weiter: „…“`: the phrase before the colon speaks.
pub(super) fn before_colon(text: &Tokenised<'_>, first: usize, colon: usize) -> Option<Phrase> {
    let mut at = first;
    let mut best: Option<Phrase> = None;
    while at < colon {
        match parse(text, at, colon) {
            Some(phrase) => {
                let nobody = phrase.pronoun && text.is(phrase.start, Flags::PRONOUN_OTHER);
                let good = phrase.can_speak(text) && phrase.case != Case::Oblique && !nobody;
                // "Das Fazit von X: „…“": a noun that reports is whose it is.
                let owner = at > first + 1
                    && text.is(at - 1, Flags::AGENT)
                    && text.is(at - 2, Flags::SPEECH_NOUN | Flags::SOURCE_NOUN);
                // "In weiter Ferne: „…“"
                let preposition = at > first && governs(text, first, at) && !owner;
                let report = phrase.flags.any(Flags::SPEECH_NOUN) && !phrase.flags.any(Flags::SPEAKER);
                if good && !preposition && !report && best.is_none() {
                    best = Some(phrase);
                }
                at = phrase.end;
            }
            None => at += 1,
        }
    }
    best
}

/// Whether a phrase stands behind a preposition, words in lower case between them at most.
fn governs(text: &Tokenised<'_>, first: usize, at: usize) -> bool {
    let mut before = (first.max(at.saturating_sub(4))..at).rev();
    before
        .find(|n| !text.is_word(*n) || text.tokens[*n].capital || text.is(*n, Flags::PREPOSITION | Flags::VERB))
        .is_some_and(|n| text.is(n, Flags::PREPOSITION))
}

/// `X sprach von „…“`, `sagte X, er sei „…“`, `laut X „…“`: the cue stands in the same sentence.
pub(super) fn around(
    text: &Tokenised<'_>,
    at: usize,
    sentence: &Sentence,
    cues: &[Cue],
    inner: &Inside,
) -> Option<Found> {
    // What stands in the subjunctive is reported itself: whoever reports it comes first.
    let reported = |cue: &Cue| {
        let start = clauses::clause_start(text, cue.finite, sentence.tokens.0);
        cue.kind == CueKind::Verb && (start..=cue.last).any(|n| text.is(n, Flags::SUBJUNCTIVE))
    };
    let best = cues
        .iter()
        .map(|cue| {
            let weight = reach(text, at, sentence, cue);
            let rank = weight - if reported(cue) { 4 } else { 0 };
            (rank, weight, std::cmp::Reverse(cue.first.abs_diff(at)), cue)
        })
        .max_by_key(|(rank, _, distance, _)| (*rank, *distance))?;
    let (_, mut weight, _, cue) = best;
    let speaker = frames::speaker(text, cue, sentence).filter(|_| !reported(cue));
    weight += if speaker.is_some_and(|s| s.can_speak(text)) {
        1
    } else {
        -2
    };
    weight += if inner.words <= 1 { -1 } else { 0 };
    Some(Found {
        cue: Some(*cue),
        speaker,
        rule: Rule::DirectInSentence,
        weight,
    })
}

/// How surely what stands at a token belongs to a cue of its sentence.
fn reach(text: &Tokenised<'_>, at: usize, sentence: &Sentence, cue: &Cue) -> i32 {
    let (first, end) = sentence.tokens;
    let before = cue.last < at;
    let verb = cue.verb(text);
    match cue.kind {
        CueKind::Noun if cue.last + 1 == at => return 6,
        // "Forderungen wie „…“"
        CueKind::Noun if cue.last + 2 == at && text.grammar.is_example_word(text.text(at - 1)) => return 9,
        CueKind::Noun => return if before { 3 } else { 1 },
        CueKind::Source | CueKind::SourceAfter => {
            let beside = before && frames::speaker(text, cue, sentence).is_some_and(|s| s.end <= at && at - s.end <= 1);
            return if beside { 14 } else { 7 };
        }
        CueKind::Particle => {
            let clauses = (at.min(cue.first)..cue.first)
                .filter(|n| clauses::is_boundary(text, *n))
                .count();
            return if before || clauses > 2 { 4 } else { 9 };
        }
        _ => {}
    }
    let start = clauses::clause_start(text, cue.finite, first);
    let stop = clauses::clause_end(text, cue.last.max(cue.finite), end);
    let speech = verb.is_none_or(|verb| verb.speech);
    if (start..stop).contains(&at) {
        if verb.is_some_and(|verb| verb.predicative) && predicate(text, at, start) {
            return 15;
        }
        return if speech { 8 } else { 5 };
    }
    let opened = stop + 1 < end && text.is(stop + 1, Flags::COMPLEMENTIZER);
    // "…, wie der Ermittler sagte, „…“": a frame, whatever its verb's place.
    let frame = text.is(start, Flags::FRAME_CONJUNCTION) && speech;
    let closed = frames::clause_is_subordinate(text, start, cue.finite) && !opened && !frame;
    let weight = if speech { 8 } else { 5 };
    match (before, closed) {
        (true, false) => weight,
        (true, true) => weight - 4,
        (false, _) if start == cue.first && speech => weight,
        (false, _) => weight - 3,
    }
}

/// "nannte es „…“", "bezeichnete X als „…“", "sprach von einer „…“": not a name behind a noun.
fn predicate(text: &Tokenised<'_>, at: usize, start: usize) -> bool {
    let reflexive = (start.max(at.saturating_sub(4))..at).any(|n| is_reflexive(text, n));
    if at == start || reflexive {
        return !reflexive;
    }
    let before = text.flags(at - 1);
    before.any(Flags::PREPOSITION | Flags::ARTICLE) || text.is_word(at - 1)
}

/// A quotation that is a sentence of its own, announced by the sentence before: "X wurde deutlich:"
pub(super) fn previous_sentence(text: &Tokenised<'_>, at: usize, sentence: &Sentence, inner: &Inside) -> Option<Found> {
    let alone = at == sentence.tokens.0 && sentence.tokens.1 - at <= 2;
    if !alone || at == 0 || !text.is_sign(at - 1, ':') {
        return None;
    }
    let number = text.sentence_at(text.tokens[at - 1].span.start)?;
    let before = &text.sentences[number];
    let own = cues::find(text, before);
    Some(announced(text, before, at - 1, &own, inner))
}

/// A quotation as its own sentence attributes it.
pub(super) fn quotation(
    text: &Tokenised<'_>,
    mark: &Marked,
    inner: &Inside,
    found: Option<&Found>,
    score: i32,
    continues: bool,
) -> Finding {
    let used = found.filter(|found| found.speaker.is_some() || !continues);
    let rule = used.map_or(Rule::DirectBare, |found| found.rule);
    // What stands beside its frame is whole, however short it is.
    let in_sentence = !rule.is_framed();
    let speaker = used.and_then(|found| found.speaker);
    Finding {
        partial: in_sentence && !inner.ends && inner.words <= PARTIAL_WORDS,
        speaker: speaker.map(|phrase| Speaker::written(phrase.span(text))),
        cue: used
            .and_then(|found| found.cue)
            .map(|cue| text.span(cue.first, cue.last))
            .filter(|cue| !cue.overlaps(mark.span)),
        frame: used.and_then(|found| frames::span(text, found.cue.as_ref(), found.speaker.as_ref())),
        evidence: Evidence::Score(score),
        ..Finding::new(rule, mark.span)
    }
}

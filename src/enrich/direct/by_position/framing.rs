//! The cue of a marked span where the subject is told by its place: "…," X said; "…," said X;
//! X said: "…"; X called it "…".
//!
//! Words: `verbs`, `phrases`, `source_prepositions`, `participle_endings`, `singular_verb_endings`. Cases:
//! `direct-said-after`, `direct-said-before`, `direct-partial`, `passive-quoted-as-saying`, `according-to`.

use super::super::attribution::{Found, behind_signs, previous_sentence};
use super::super::evidence::Inside;
use crate::enrich::cues::{Cue, CueKind};
use crate::enrich::frames;
use crate::enrich::frames::by_position as position;
use crate::enrich::text::phrases::Phrase;
use crate::enrich::text::tokens::{Sentence, TokenKind, Tokenised};
use crate::language::{Flags, ends_in};
use crate::model::rule::Rule;

/// How many tokens can stand between a quotation and the verb of its frame.
const REACH: usize = 60;

/// How many cues beside a quotation are looked at.
const NEAR: usize = 8;

/// The cue of a quotation: behind it, before it with a colon, around it.
pub(super) fn attribute(
    text: &Tokenised<'_>,
    at: usize,
    number: usize,
    all_cues: &[Vec<Cue>],
    inner: &Inside,
) -> Option<Found> {
    let sentence = &text.sentences[number];
    let cues = &all_cues[number];
    behind(text, at, sentence, cues)
        .or_else(|| next_sentence(text, at, number, all_cues))
        .or_else(|| colon(text, at, sentence, cues))
        .or_else(|| around(text, at, sentence, cues, inner))
        .or_else(|| previous_sentence(text, at, sentence, inner))
}

/// `“…,” said X`, `“…,” X said`, `“…,” X, who lives there, said`.
fn behind(text: &Tokenised<'_>, at: usize, sentence: &Sentence, cues: &[Cue]) -> Option<Found> {
    let next = behind_signs(text, at, sentence);
    let inner = text.quoted(at)?;
    let comma = next > at + 1 || inner.ends_with([',', '?', '!', '…', '–', '—', '-']);
    let opens = at == sentence.tokens.0;
    if !comma && !opens {
        return None;
    }
    let found = framed(text, next, sentence, cues)?;
    let source = matches!(found.0.kind, CueKind::Source | CueKind::SourceAfter);
    if source && !opens && !comma {
        return None;
    }
    let rule = if source {
        Rule::DirectSourceAfter
    } else {
        Rule::DirectVerbAfter
    };
    Some(Found {
        cue: Some(found.0),
        speaker: found.1,
        rule,
        weight: if found.1.is_some() { 14 } else { 9 },
    })
}

/// The frame that begins at a token: a verb and its subject, in either order.
fn framed(text: &Tokenised<'_>, next: usize, sentence: &Sentence, cues: &[Cue]) -> Option<(Cue, Option<Phrase>)> {
    let stop = sentence.tokens.1.min(next + REACH);
    let from = cues.partition_point(|cue| cue.first < next);
    for cue in cues[from..].iter().take_while(|cue| cue.first < stop).take(NEAR) {
        if matches!(cue.kind, CueKind::Noun | CueKind::Impersonal) {
            continue;
        }
        if cue.verb(text).is_some_and(|verb| !verb.direct && !verb.speech) {
            continue;
        }
        let adverbs = (next..cue.first).all(|n| text.is_word(n) && text.is(n, Flags::ADVERB));
        if cue.first == next || adverbs {
            let speaker = frames::speaker(text, cue, sentence);
            if speaker.is_some() || cue.kind != CueKind::Verb {
                return Some((*cue, speaker));
            }
            continue;
        }
        if let Some(phrase) = frames::speaker(text, cue, sentence)
            && (phrase.start == next || begins_at(text, cue, sentence, next))
        {
            return Some((*cue, Some(phrase)));
        }
    }
    None
}

/// Whether the subject of a verb that gives another's words begins at a token.
fn begins_at(text: &Tokenised<'_>, cue: &Cue, sentence: &Sentence, next: usize) -> bool {
    cue.verb(text).is_some_and(|verb| verb.quoting)
        && position::subject(text, cue.finite, sentence.tokens.0).is_some_and(|phrase| phrase.start == next)
}

/// `“Who?” X asked.`: a question or a call ends its own sentence, and the frame begins a new one.
fn next_sentence(text: &Tokenised<'_>, at: usize, number: usize, all_cues: &[Vec<Cue>]) -> Option<Found> {
    let inner = text.quoted(at)?;
    let sentence = &text.sentences[number];
    let next = text
        .sentences
        .get(number + 1)
        .filter(|next| next.block == sentence.block)?;
    if at + 1 != sentence.tokens.1 || !inner.ends_with(['?', '!', '…']) {
        return None;
    }
    let (cue, speaker) = framed(text, next.tokens.0, next, &all_cues[number + 1])?;
    if cue.kind != CueKind::Verb || cue.first > next.tokens.0 + 12 || !is_bare(text, &cue, speaker.as_ref(), next) {
        return None;
    }
    Some(Found {
        cue: Some(cue),
        speaker,
        rule: Rule::DirectVerbAfter,
        weight: 14,
    })
}

/// Whether nothing that is said stands behind the cue: its words are those before it.
fn is_bare(text: &Tokenised<'_>, cue: &Cue, speaker: Option<&Phrase>, sentence: &Sentence) -> bool {
    let last = speaker.map_or(cue.last, |phrase| cue.last.max(phrase.end - 1));
    let mut at = last + 1;
    while at < sentence.tokens.1 && text.is_word(at) && text.is(at, Flags::ADVERB) {
        at += 1;
    }
    at >= sentence.tokens.1
        || matches!(text.tokens[at].kind, TokenKind::Sign('.' | ',' | ';' | '–' | '—'))
        || text.is(at, Flags::PREPOSITION | Flags::CONJUNCTION | Flags::PRONOUN_OBLIQUE)
        || cue.verb(text).is_some_and(|verb| verb.infinitive) && text.is(at, Flags::ARTICLE)
}

/// `X said: “…”`
fn colon(text: &Tokenised<'_>, at: usize, sentence: &Sentence, cues: &[Cue]) -> Option<Found> {
    let first = sentence.tokens.0;
    if at == first || !text.is_sign(at - 1, ':') {
        return None;
    }
    let cue = choose(text, at - 1, sentence, cues).filter(|cue| cue.kind != CueKind::Noun);
    let speaker = cue
        .and_then(|cue| frames::speaker(text, cue, sentence))
        .or_else(|| position::opening(text, at - 1, first));
    Some(Found {
        cue: cue.copied(),
        speaker,
        rule: Rule::DirectColon,
        weight: 14,
    })
}

/// The cue before a span that governs it: the nearest that can take quoted words and has a subject
/// of its own, or shares that of the verb before it.
fn choose<'c>(text: &Tokenised<'_>, at: usize, sentence: &Sentence, cues: &'c [Cue]) -> Option<&'c Cue> {
    let until = cues.partition_point(|cue| cue.first < at);
    let before = || cues[..until].iter().rev().take(NEAR);
    let strong = before().find(|cue| takes_words(text, cue, sentence));
    strong
        .map(|cue| outer(text, cue, sentence, cues).unwrap_or(cue))
        .or_else(|| before().find(|cue| cue.kind == CueKind::Verb && has_subject(text, cue, sentence)))
        .or_else(|| before().next())
}

/// "X said it accepted …": what is reported with a pronoun as its subject belongs to who reports.
fn outer<'c>(text: &Tokenised<'_>, cue: &Cue, sentence: &Sentence, cues: &'c [Cue]) -> Option<&'c Cue> {
    if cue.kind != CueKind::Verb {
        return None;
    }
    let subject = position::subject(text, cue.finite, sentence.tokens.0).filter(|phrase| phrase.pronoun)?;
    let mut before = subject.start.checked_sub(1)?;
    let joins = text.flags(before);
    if joins.any(Flags::COMPLEMENTIZER) && !joins.any(Flags::QUESTION) {
        before = before.checked_sub(1)?;
    }
    let reports = |other: &&Cue| {
        other.last == before
            && other.verb(text).is_some_and(|verb| verb.speech && verb.clause)
            && other.first < cue.first
    };
    let until = cues.partition_point(|other| other.first < cue.first);
    cues[..until].iter().rev().take(NEAR).find(reports)
}

/// Whether a cue takes quoted words.
fn takes_words(text: &Tokenised<'_>, cue: &Cue, sentence: &Sentence) -> bool {
    match cue.kind {
        CueKind::Noun | CueKind::Impersonal => false,
        CueKind::Source => frames::speaker(text, cue, sentence).is_some(),
        CueKind::Passive => cue.first > sentence.tokens.0 && !text.is(cue.first - 1, Flags::RELATIVE),
        CueKind::SourceAfter | CueKind::Particle => true,
        CueKind::Verb => {
            let takes = cue
                .verb(text)
                .is_none_or(|verb| verb.speech && (verb.direct || !verb.clause));
            let modal = cue.first > sentence.tokens.0
                && text.is(cue.first - 1, Flags::AUXILIARY)
                && !text.is(cue.first, Flags::PARTICIPLE);
            takes && !modal && has_subject(text, cue, sentence)
        }
    }
}

/// Whether a verb is one: a subject stands before it, or a word that lets it share one.
fn has_subject(text: &Tokenised<'_>, cue: &Cue, sentence: &Sentence) -> bool {
    let first = sentence.tokens.0;
    if cue.first == first {
        return true;
    }
    if is_plural_noun(text, cue.first, first) {
        return false;
    }
    let before = text.flags(cue.first - 1);
    // "at one point"
    let behind_preposition = cue.first > first + 1 && text.is(cue.first - 2, Flags::PREPOSITION);
    if before.any(Flags::ARTICLE) && behind_preposition {
        return false;
    }
    let shares = Flags::CONJUNCTION | Flags::INFINITIVE_MARKER | Flags::AUXILIARY | Flags::ADVERB | Flags::PASSIVE;
    !text.is_word(cue.first - 1)
        || before.any(shares)
        || before.any(Flags::PREPOSITION) && cue.verb(text).is_some() && is_gerund(text, cue.first)
        || position::subject(text, cue.first, first).is_some()
}

/// "internal emails": a form of the singular needs a subject that is one.
fn is_plural_noun(text: &Tokenised<'_>, verb: usize, first: usize) -> bool {
    let word = text.text(verb);
    let singular = ends_in(word, &text.grammar.singular_verb_endings);
    let Some(subject) = singular.then(|| position::subject(text, verb, first)).flatten() else {
        return false;
    };
    let last = subject.end - 1;
    !subject.pronoun
        && !text.tokens[last].capital
        && !text.is(subject.start, Flags::ARTICLE)
        && !text.tokens[subject.start].capital
}

/// "for calling", "by saying"
fn is_gerund(text: &Tokenised<'_>, at: usize) -> bool {
    let word = text.text(at);
    ends_in(word, &text.grammar.participle_endings)
}

/// `X called it “…”`, `X said that … “…”`, `… “…”, according to X`.
fn around(text: &Tokenised<'_>, at: usize, sentence: &Sentence, cues: &[Cue], inner: &Inside) -> Option<Found> {
    let before = choose(text, at, sentence, cues);
    let from = cues.partition_point(|cue| cue.first <= at);
    let behind = cues[from..]
        .iter()
        .take(NEAR)
        .find(|cue| takes_words(text, cue, sentence) && cue.kind != CueKind::Passive);
    let source = behind.filter(|cue| matches!(cue.kind, CueKind::Source | CueKind::SourceAfter | CueKind::Particle));
    let cue = match before {
        Some(before) if before.kind == CueKind::Noun => source.or(behind).unwrap_or(before),
        Some(before) => before,
        None => source.or(behind)?,
    };
    let speaker = frames::speaker(text, cue, sentence);
    let speech = cue.verb(text).is_none_or(|verb| verb.speech);
    let mut weight = match cue.kind {
        CueKind::Noun => 4,
        CueKind::Source | CueKind::SourceAfter | CueKind::Particle => 8,
        _ if speech => 8,
        _ => 6,
    };
    weight += if speaker.is_some() { 1 } else { -2 };
    weight -= i32::from(inner.words <= 1) + i32::from(cue.first > at) * 2;
    Some(Found {
        cue: Some(*cue),
        speaker,
        rule: Rule::DirectInSentence,
        weight,
    })
}

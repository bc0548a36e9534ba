//! Which marked spans are quotations, and whose.

use std::borrow::Cow;

use super::cues::{self, Cue, CueKind};
use super::frames;
use super::marks::Marked;
use super::phrases::Phrase;
use super::tokens::{Sentence, TokenKind, Tokenised};
use crate::language::Flags;
use crate::model::enrichment::{Origin, Quotation, QuotationKind, Speaker};
use crate::model::span::Span;

/// The most words of a quotation that counts as partial where it does not end like a sentence.
const PARTIAL_WORDS: usize = 6;

/// What stands in the marks, counted once.
pub struct Inside {
    /// How many words.
    pub words: usize,
    /// Whether they end like a sentence.
    pub ends: bool,
    /// Whether they begin with a capital.
    pub capital: bool,
    /// How many of the words begin with a capital.
    pub capitals: usize,
    /// Whether one of them is I or we.
    pub first_person: bool,
    /// How many of them are small words: names have few.
    pub small: usize,
}

/// Counts what stands in the marks.
pub fn inside(text: &Tokenised<'_>, mark: &Marked) -> Inside {
    let inner = mark.inner.slice(text.plain).trim();
    let mut found = Inside {
        words: 0,
        ends: inner.ends_with(['.', '!', '?', '…']),
        capital: inner.starts_with(char::is_uppercase),
        capitals: 0,
        first_person: false,
        small: 0,
    };
    for word in inner
        .split(|c: char| !c.is_alphanumeric() && !matches!(c, '-' | '’' | '\''))
        .filter(|w| !w.is_empty())
    {
        let flags = text.lexicon.word(word).flags;
        found.words += 1;
        found.capitals += usize::from(word.starts_with(char::is_uppercase));
        found.first_person |= flags.any(Flags::FIRST_PERSON);
        found.small += usize::from(flags.any(Flags::SMALL));
    }
    found
}

/// A cue and its speaker.
#[derive(Clone, Copy)]
struct Found {
    cue: Option<Cue>,
    speaker: Option<Phrase>,
    rule: &'static str,
    /// Evidence that the span is a quotation at all.
    weight: i32,
}

/// Finds the direct quotations.
pub fn find(text: &Tokenised<'_>, all_cues: &[Vec<Cue>]) -> Vec<Quotation> {
    let mut quotations: Vec<Quotation> = Vec::new();
    let mut last_rank: Option<(u32, usize)> = None;
    for (number, mark) in text.marks.iter().enumerate() {
        let Some(sentence_number) = text.sentence_at(mark.span.start) else {
            continue;
        };
        let sentence = &text.sentences[sentence_number];
        let own_cues = &all_cues[sentence_number];
        let Some(at) =
            (sentence.tokens.0..sentence.tokens.1).find(|n| text.tokens[*n].kind == TokenKind::Quote(number as u32))
        else {
            continue;
        };
        let inner = inside(text, mark);
        if inner.words == 0 {
            continue;
        }
        let found = attribute(text, at, sentence, own_cues, &inner);
        let naming = naming_evidence(text, at, sentence, &inner);
        let score = shape_evidence(&inner, mark) + found.map_or(0, |f| f.weight) - naming;
        let continues = continues(text, mark, &quotations, sentence_number, last_rank);
        let accepted = match &found {
            Some(_) => score >= 9,
            None => score + if continues { 6 } else { 0 } >= 12,
        };
        if !accepted {
            continue;
        }
        let partial = !inner.ends && inner.words <= PARTIAL_WORDS;
        let confidence = confidence(found.as_ref(), score, continues);
        let mut quotation = Quotation {
            kind: QuotationKind::Direct,
            partial,
            span: mark.span,
            speaker: None,
            cue: None,
            frame: None,
            confidence,
            rule: Cow::Borrowed("direct-bare"),
            origin: Origin::Found,
            parts: Vec::new(),
        };
        match found.filter(|f| f.speaker.is_some() || !continues) {
            Some(found) => {
                quotation.rule = Cow::Borrowed(found.rule);
                quotation.cue = found
                    .cue
                    .map(|cue| text.span(cue.first, cue.last))
                    .filter(|cue| !cue.overlaps(mark.span));
                quotation.speaker = found.speaker.map(|phrase| Speaker {
                    written: Some(phrase.span(text)),
                    ..Speaker::default()
                });
                quotation.frame = frame(text, found.cue.as_ref(), found.speaker.as_ref());
            }
            None if continues => {
                quotation.rule = Cow::Borrowed("direct-continued");
                quotation.speaker = inherit(&quotations);
            }
            None => {
                quotation.speaker = sentence_number
                    .checked_sub(1)
                    .filter(|before| text.sentences[*before].block == sentence.block)
                    .and_then(|before| subject_of(text, &text.sentences[before]))
                    .map(|phrase| Speaker {
                        antecedent: Some(phrase.span(text)),
                        ..Speaker::default()
                    });
            }
        }
        last_rank = Some((mark.block, sentence_number));
        quotations.push(quotation);
    }
    quotations
}

/// Who the sentence is about: its first phrase that can be the subject and can speak.
fn subject_of(text: &Tokenised<'_>, sentence: &Sentence) -> Option<Phrase> {
    let (mut at, end) = sentence.tokens;
    while at < end {
        if text.flags(at).any(Flags::PREPOSITION) {
            at = super::phrases::parse(text, at + 1, end).map_or(at + 1, |phrase| phrase.end);
            continue;
        }
        match super::phrases::parse(text, at, end) {
            Some(phrase)
                if phrase.case != super::phrases::Case::Oblique
                    && (phrase.pronoun || phrase.flags.any(Flags::SPEAKER)) =>
            {
                return Some(phrase);
            }
            Some(phrase) => at = phrase.end,
            None => at += 1,
        }
    }
    None
}

/// Marked words inside of what is reported without marks are the speaker's own, unless they name
/// something.
pub fn find_inside(text: &Tokenised<'_>, indirect: &[Quotation], quotations: &mut Vec<Quotation>) {
    for (number, mark) in text.marks.iter().enumerate() {
        let Some(around) = indirect.iter().find(|q| q.span.contains(mark.span)) else {
            continue;
        };
        if quotations.iter().any(|q| q.span == mark.span) {
            continue;
        }
        let Some(sentence) = text.sentence_at(mark.span.start).map(|n| &text.sentences[n]) else {
            continue;
        };
        let token =
            (sentence.tokens.0..sentence.tokens.1).find(|n| text.tokens[*n].kind == TokenKind::Quote(number as u32));
        let Some(at) = token else { continue };
        let inner = inside(text, mark);
        let score = shape_evidence(&inner, mark) + 8 - naming_evidence(text, at, sentence, &inner);
        if inner.words == 0 || score < 10 {
            continue;
        }
        let speaker = around.speaker.clone();
        quotations.push(Quotation {
            kind: QuotationKind::Direct,
            partial: !inner.ends && inner.words <= PARTIAL_WORDS,
            span: mark.span,
            speaker,
            cue: around.cue,
            frame: around.frame,
            confidence: (650 + (score - 10).clamp(0, 10) * 15) as u16,
            rule: Cow::Borrowed("direct-inside-indirect"),
            origin: Origin::Found,
            parts: Vec::new(),
        });
    }
    quotations.sort_by_key(|q| q.span);
}

/// The speaker of the quotation before, as an antecedent.
fn inherit(quotations: &[Quotation]) -> Option<Speaker> {
    let previous = quotations.last()?.speaker.clone()?;
    Some(Speaker {
        antecedent: previous.written.or(previous.antecedent),
        written: None,
        ..previous
    })
}

/// The clause that holds cue and speaker.
fn frame(text: &Tokenised<'_>, cue: Option<&Cue>, speaker: Option<&Phrase>) -> Option<Span> {
    let cue = cue.map(|cue| text.span(cue.first, cue.last));
    let speaker = speaker.map(|phrase| phrase.span(text));
    let both = [cue, speaker];
    let start = both.iter().flatten().map(|span| span.start).min()?;
    let end = both.iter().flatten().map(|span| span.end).max()?;
    Some(Span { start, end })
}

/// How much the words themselves look like something said. Of what stands in marks in news, the
/// share that is a quotation grows from a seventh at one word to nearly all at ten.
fn shape_evidence(inner: &Inside, mark: &Marked) -> i32 {
    let mut score = match inner.words {
        1 => 0,
        2 => 1,
        3 => 2,
        4 => 3,
        5 | 6 => 5,
        7..=9 => 8,
        _ => 11,
    };
    score += if inner.ends && inner.words > 2 { 4 } else { 0 };
    score += if inner.first_person { 4 } else { 0 };
    score += if !inner.capital { 3 } else { 0 };
    // A name: nearly every word has a capital, no small words.
    score -= if inner.words >= 2 && inner.small == 0 && inner.capitals == inner.words {
        3
    } else {
        0
    };
    score -= if mark.single { 4 } else { 0 };
    score
}

/// How much the words around make it a name or a term.
fn naming_evidence(text: &Tokenised<'_>, at: usize, sentence: &Sentence, inner: &Inside) -> i32 {
    let (first, end) = sentence.tokens;
    let mut score = 0;
    if inner.words > 9 {
        return 0;
    }
    if at > first && text.is_word(at - 1) {
        let flags = text.flags(at - 1);
        let noun = text.tokens[at - 1].capital && text.lexicon.noun_capitals && at - 1 > first;
        if flags.any(Flags::NAMED_THING.with(Flags::MEDIUM).with(Flags::NAMING)) {
            score += 12;
        } else if flags.any(Flags::ORGANIZATION.with(Flags::DOCUMENT).with(Flags::OFFICE)) {
            score += 8;
        } else if noun {
            score += 6;
        } else if flags.any(Flags::ARTICLE) && inner.capital {
            score += if inner.words <= 2 { 5 } else { 3 };
        } else if flags.any(Flags::PREPOSITION) && inner.capital {
            score += 4;
        }
    }
    let near = (first.max(at.saturating_sub(3))..at).any(|n| text.flags(n).any(Flags::NAMING.with(Flags::MEDIUM)));
    score += if near { 4 } else { 0 };
    if at + 1 < end && text.is_word(at + 1) {
        let flags = text.flags(at + 1);
        score += if flags.any(Flags::NAMING) { 8 } else { 0 };
        score += if text.tokens[at + 1].capital && text.lexicon.noun_capitals && !flags.any(Flags::SMALL) {
            3
        } else {
            0
        };
    }
    if at + 1 < end && text.is_sign(at + 1, '-') && text.tokens[at + 1].span.start == text.tokens[at].span.end {
        score += 8;
    }
    score
}

/// The cue of a quotation: behind it, before it with a colon, around it.
fn attribute(text: &Tokenised<'_>, at: usize, sentence: &Sentence, cues: &[Cue], inner: &Inside) -> Option<Found> {
    behind(text, at, sentence, cues)
        .or_else(|| colon(text, at, sentence, cues))
        .or_else(|| around(text, at, sentence, cues, inner))
        .or_else(|| previous_sentence(text, at, sentence))
}

/// `„…“, sagte X`, `„…“, so X`, `“…,” X said`.
fn behind(text: &Tokenised<'_>, at: usize, sentence: &Sentence, cues: &[Cue]) -> Option<Found> {
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
fn after_only(text: &Tokenised<'_>, cue: &Cue, sentence: &Sentence) -> Option<Phrase> {
    frames::speaker(text, cue, sentence).filter(|phrase| phrase.start > cue.first || cue.kind != CueKind::Verb)
}

/// `X sagte: „…“`
fn colon(text: &Tokenised<'_>, at: usize, sentence: &Sentence, cues: &[Cue]) -> Option<Found> {
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
fn before_colon(text: &Tokenised<'_>, first: usize, colon: usize) -> Option<Phrase> {
    let mut at = first;
    let mut best: Option<Phrase> = None;
    while at < colon {
        match super::phrases::parse(text, at, colon) {
            Some(phrase) => {
                let good = phrase.can_speak(text) && phrase.case != super::phrases::Case::Oblique;
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
fn around(text: &Tokenised<'_>, at: usize, sentence: &Sentence, cues: &[Cue], inner: &Inside) -> Option<Found> {
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
fn previous_sentence(text: &Tokenised<'_>, at: usize, sentence: &Sentence) -> Option<Found> {
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

/// Whether a marked span goes on where the quotation before ended: in the same paragraph, or as the
/// next paragraph of one that is still open.
fn continues(
    text: &Tokenised<'_>,
    mark: &Marked,
    quotations: &[Quotation],
    sentence: usize,
    last: Option<(u32, usize)>,
) -> bool {
    let Some((block, last_sentence)) = last else {
        return false;
    };
    let Some(previous) = quotations.last() else {
        return false;
    };
    let unclosed = text.marks.iter().any(|m| m.span == previous.span && !m.closed);
    (block == mark.block && sentence - last_sentence <= 2) || (unclosed && mark.block == block + 1)
}

fn confidence(found: Option<&Found>, score: i32, continues: bool) -> u16 {
    let base = match found {
        Some(found) if found.speaker.is_some() => match found.rule {
            "direct-colon" | "direct-verb-after" | "direct-particle-after" => 930,
            "direct-source-after" => 880,
            _ => 760,
        },
        Some(_) => 700,
        None if continues => 800,
        None => 620,
    };
    (base + (score - 14).clamp(-12, 6) * 6).clamp(500, 980) as u16
}

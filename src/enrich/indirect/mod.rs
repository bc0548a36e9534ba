//! Words that are reported without marks.
//!
//! The rules of sentences that go on with a report, which [`free_indirect`] tells, are set here.
//!
//! Words: `subjunctive`, `subjunctive_weak`. Cases: `indirect-chain`, `thought`.

mod around_frame;
mod clauses;
mod content;
mod following_clause;
mod free_indirect;
mod hearsay;
mod nouns;
mod object;
mod parenthetical_frame;
mod plain_clause;
mod referring;
mod sources;
mod unmarked_clause;

use content::Content;
use free_indirect::Chain;

use crate::enrich::cues::{Cue, CueKind};
use crate::enrich::finding::Finding;
use crate::enrich::frames;
use crate::enrich::text::clauses::{clause_end, clause_start};
use crate::enrich::text::phrases::Phrase;
use crate::enrich::text::tokens::{Sentence, Tokenised};
use crate::language::{Flags, Verb};
use crate::model::enrichment::{QuotationKind, Speaker, SpeechAct};
use crate::model::rule::Rule;
use crate::model::span::Span;

/// The most tokens on each side of a cue that are read for what it reports. No sentence is longer; the
/// limit keeps texts without full stops fast.
const WINDOW: usize = 300;

/// The most cues behind a cue that are read for where its words end.
const LATER: usize = 12;

/// Finds indirect speech, sentence by sentence. `direct` are the direct quotations.
pub fn find(text: &Tokenised<'_>, all_cues: &[Vec<Cue>], direct: &[Finding]) -> Vec<Finding> {
    let mut found: Vec<Finding> = Vec::new();
    let mut chain = Chain::default();
    let mut next_direct = 0;
    for (number, sentence) in text.sentences.iter().enumerate() {
        let before = found.len();
        let cues = &all_cues[number];
        let by_that = referring::adverb(text, sentence).is_some();
        let outer = outermost(text, sentence, cues);
        let reported_itself = chain.is_open(sentence) && opens_subjunctive(text, sentence);
        for (position, cue) in cues.iter().enumerate().filter(|_| !by_that) {
            let inner = outer.is_some_and(|(start, stop)| is_inner(text, cue, start, stop));
            let itself = || cue.kind == CueKind::Noun || in_subjunctive(text, cue, sentence.tokens.0);
            if inner || reported_itself && itself() {
                continue;
            }
            let rest = &cues[position + 1..cues.len().min(position + 1 + LATER)];
            let near = window(sentence, cue);
            if let Some(content) = reported(text, &near, cue, rest) {
                push(text, &near, cue, &content, (before, &mut found));
            }
        }
        let own_direct = direct[next_direct..]
            .iter()
            .take_while(|q| q.span.start < sentence.span.end)
            .count();
        let directs = &direct[next_direct..next_direct + own_direct];
        let around = directs.first().or(next_direct.checked_sub(1).map(|last| &direct[last]));
        let quoted = around.is_some_and(|q| q.span.contains(sentence.span));
        next_direct += own_direct;
        if found.len() == before && !quoted {
            alone(text, number, cues, &chain, &mut found);
        }
        // A quotation that goes on with one of the sentence before is this sentence's as well.
        let from = before.saturating_sub(usize::from(found.len() == before && grown(&found, sentence)));
        chain.update(text, sentence, &found[from..], directs, cues);
    }
    found
}

fn reported(text: &Tokenised<'_>, sentence: &Sentence, cue: &Cue, later: &[Cue]) -> Option<Content> {
    let commas = text.grammar.comma_opens_clauses();
    // Nobody says what somebody thinks, unless the language marks it as reported.
    let thinks = |verb: &Verb| !verb.speech && verb.class != SpeechAct::Question;
    if !text.grammar.reports_thoughts && cue.verb(text).is_some_and(thinks) {
        return None;
    }
    match cue.kind {
        CueKind::Source | CueKind::SourceAfter if commas => sources::around(text, sentence, cue),
        CueKind::Source | CueKind::SourceAfter => sources::according(text, sentence, cue),
        CueKind::Particle => parenthetical_frame::before(text, sentence, cue),
        _ if !commas => unmarked_clause::reported(text, sentence, cue, later),
        CueKind::Noun => following_clause::behind(text, sentence, cue, later),
        CueKind::Verb | CueKind::Passive | CueKind::Impersonal => parenthetical_frame::inside(text, sentence, cue)
            .or_else(|| following_clause::behind(text, sentence, cue, later))
            .or_else(|| parenthetical_frame::as_frame(text, sentence, cue))
            .or_else(|| parenthetical_frame::inverted(text, sentence, cue)),
    }
}

/// What the first frame behind its words reports: "…, sagte X".
fn outermost(text: &Tokenised<'_>, sentence: &Sentence, cues: &[Cue]) -> Option<(usize, usize)> {
    let verbs = cues.iter().take(LATER).filter(|cue| cue.kind == CueKind::Verb);
    let mut contents = verbs
        .filter(|_| text.grammar.comma_opens_clauses())
        .filter_map(|cue| parenthetical_frame::inverted(text, &window(sentence, cue), cue));
    contents.next().map(|content| content.parts[0])
}

/// Whether the first clause of a sentence is in the subjunctive: it goes on with what was reported,
/// whatever its nouns are.
fn opens_subjunctive(text: &Tokenised<'_>, sentence: &Sentence) -> bool {
    let (first, end) = sentence.tokens;
    let stop = clause_end(text, first, end.min(first + WINDOW));
    (first..stop).any(|at| text.is(at, Flags::SUBJUNCTIVE))
}

/// Whether the clause of a verb is in the subjunctive.
fn in_subjunctive(text: &Tokenised<'_>, cue: &Cue, first: usize) -> bool {
    let clause = clause_start(text, cue.finite, first);
    matches!(cue.kind, CueKind::Verb | CueKind::Passive)
        && (clause..=cue.last).any(|at| text.is(at, Flags::SUBJUNCTIVE))
}

/// Whether a cue is reported itself, by a frame around it: it stands in the subjunctive.
fn is_inner(text: &Tokenised<'_>, cue: &Cue, start: usize, stop: usize) -> bool {
    (start..stop).contains(&cue.finite) && in_subjunctive(text, cue, start)
}

/// Whether the last quotation reaches into a sentence.
fn grown(found: &[Finding], sentence: &Sentence) -> bool {
    found.last().is_some_and(|last| last.span.end == sentence.span.end)
}

/// The part of a sentence that is read for a cue.
fn window(sentence: &Sentence, cue: &Cue) -> Sentence {
    let (first, end) = sentence.tokens;
    Sentence {
        tokens: (first.max(cue.first.saturating_sub(WINDOW)), end.min(cue.last + WINDOW)),
        ..*sentence
    }
}

/// A sentence that reports without content of a cue: "Das teilte X mit", "Demnach …", hearsay, or
/// what goes on with the sentences before.
fn alone(text: &Tokenised<'_>, number: usize, cues: &[Cue], chain: &Chain, found: &mut Vec<Finding>) {
    let sentence = &text.sentences[number];
    let previous = number.checked_sub(1).map(|before| &text.sentences[before]);
    if let Some(previous) = previous
        && let Some(quotation) = referring::back(text, previous, sentence, cues)
    {
        let free = found.last().is_none_or(|last| last.span.end <= previous.span.start);
        if free {
            found.push(quotation);
        }
        return;
    }
    if let Some(content) = referring::adverb(text, sentence) {
        let speaker = chain.speaker.clone().filter(|_| chain.is_open(sentence));
        let (start, end) = content.parts[0];
        found.push(Finding {
            speaker,
            cue: Some(text.span(start - 1, start - 1)),
            ..Finding::new(content.rule, text.span(start, end - 1))
        });
        return;
    }
    let reported = chain.strong && chain.is_open(sentence);
    if chain.goes_on(text, sentence) {
        chained(text, number, chain, found);
    } else if let Some(rule) = hearsay::hearsay(text, sentence, reported) {
        let speaker = chain.speaker.clone().filter(|_| reported);
        found.push(Finding {
            speaker,
            ..Finding::new(rule, sentence.span)
        });
    }
}

/// A sentence that goes on with what was reported. Sentences that go on with each other are one quotation.
fn chained(text: &Tokenised<'_>, number: usize, chain: &Chain, found: &mut Vec<Finding>) {
    let sentence = &text.sentences[number];
    let previous = number.checked_sub(1).map(|before| &text.sentences[before]);
    let last = found.last_mut().filter(|last| {
        last.kind() == QuotationKind::IndirectFree
            && chain.strong
            && previous.is_some_and(|previous| last.span.end == previous.span.end && previous.block == sentence.block)
    });
    if let Some(last) = last {
        last.span.end = sentence.span.end;
        return;
    }
    let speaker = chain.speaker.clone().filter(|_| chain.is_open(sentence));
    found.push(Finding {
        speaker,
        ..Finding::new(Rule::IndirectChain, sentence.span)
    });
}

fn push(
    text: &Tokenised<'_>,
    sentence: &Sentence,
    cue: &Cue,
    content: &Content,
    (before, found): (usize, &mut Vec<Finding>),
) {
    let parts: Vec<Span> = content
        .parts
        .iter()
        .map(|(start, end)| text.span(*start, end - 1))
        .collect();
    let span = parts[0].to(parts[parts.len() - 1]);
    // Only the quotations of the same sentence can overlap; of those the last few.
    let recent = found.len().saturating_sub(LATER).max(before);
    let overlaps = found[recent..].iter().any(|other| other.span.overlaps(span));
    let tokens = content.parts.iter().flat_map(|(a, b)| *a..*b);
    if overlaps || tokens.filter(|at| text.is_word(*at)).count() < 2 {
        return;
    }
    let inside = |phrase: &Phrase| content.parts.iter().any(|(a, b)| phrase.start < *b && *a < phrase.end);
    let speaker = content
        .speaker
        .or_else(|| speaker(text, cue, sentence))
        .filter(|phrase| !inside(phrase));
    let speaker = match (cue.kind, text.grammar.subject_is_told_by_position()) {
        (CueKind::Verb, true) => around_frame::subject_before(text, cue, sentence, content, speaker),
        _ => speaker,
    };
    let cue_span = text.span(cue.first, cue.last);
    found.push(Finding {
        speaker: speaker.map(|phrase| Speaker {
            written: Some(without_genitive(text, phrase.span(text))),
            ..Speaker::default()
        }),
        cue: Some(cue_span),
        frame: frames::span(text, Some(cue), speaker.as_ref()),
        parts: if parts.len() > 1 { parts } else { Vec::new() },
        ..Finding::new(content.rule, span)
    });
}

/// A name without the sign of its genitive, where that is no part of the word: "Foss’s claim".
fn without_genitive(text: &Tokenised<'_>, span: Span) -> Span {
    let word = span.slice(text.plain);
    let stem = text.grammar.possessive.without_clitic(word);
    Span {
        end: span.start + stem.map_or(word.len(), str::len) as u32,
        ..span
    }
}

/// The speaker of a cue; of a noun also the subject of the verb that carries it.
fn speaker(text: &Tokenised<'_>, cue: &Cue, sentence: &Sentence) -> Option<Phrase> {
    let own = frames::speaker(text, cue, sentence);
    match cue.kind {
        CueKind::Noun => nouns::owner(text, sentence, cue).or_else(|| nouns::carried_by(text, sentence, cue)),
        CueKind::Passive => own.or_else(|| nouns::document(text, sentence, cue)),
        _ => own,
    }
}

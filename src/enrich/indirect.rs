//! Words that are reported without marks.

mod content;

use std::borrow::Cow;

use content::{Content, has, reported};

use super::cues::{Cue, CueKind};
use super::frames;
use super::phrases::Phrase;
use super::tokens::{Sentence, Tokenised};
use crate::language::Flags;
use crate::model::enrichment::{Origin, Quotation, QuotationKind, Speaker};
use crate::model::span::Span;

/// Finds indirect speech, sentence by sentence. `direct` are the direct quotations.
pub fn find(text: &Tokenised<'_>, all_cues: &[Vec<Cue>], direct: &[Quotation]) -> Vec<Quotation> {
    let mut found: Vec<Quotation> = Vec::new();
    let mut chain = Chain::default();
    let mut next_direct = 0;
    for (number, sentence) in text.sentences.iter().enumerate() {
        let before = found.len();
        for (position, cue) in all_cues[number].iter().enumerate() {
            let rest = &all_cues[number][position + 1..];
            if let Some(content) = reported(text, sentence, cue, rest) {
                push(text, sentence, cue, &content, &mut found);
            }
        }
        let own_direct = direct[next_direct..]
            .iter()
            .take_while(|q| q.span.start < sentence.span.end)
            .count();
        let directs = &direct[next_direct..next_direct + own_direct];
        next_direct += own_direct;
        let inside_quote = direct.iter().any(|q| q.span.contains(sentence.span));
        if found.len() == before && !inside_quote && chain.is_open(sentence) && is_free(text, sentence, chain.strong) {
            // Sentences that go on with each other are one quotation.
            let last = found.last_mut().filter(|last| {
                last.kind == QuotationKind::IndirectFree
                    && chain.strong
                    && number > 0
                    && last.span.end == text.sentences[number - 1].span.end
                    && text.sentences[number - 1].block == sentence.block
            });
            match last {
                Some(last) => last.span.end = sentence.span.end,
                None => found.push(free(sentence, chain.speaker.clone())),
            }
        }
        chain.update(text, sentence, &found[before..], directs, &all_cues[number]);
    }
    found
}

/// Whose words the last sentence reported.
#[derive(Default)]
struct Chain {
    speaker: Option<Speaker>,
    block: u32,
    open: bool,
    /// Whether the last sentence was itself reported, so that weak subjunctives go on with it.
    strong: bool,
}

impl Chain {
    fn is_open(&self, sentence: &Sentence) -> bool {
        self.open && (sentence.block == self.block || self.strong && sentence.block == self.block + 1)
    }

    fn update(
        &mut self,
        text: &Tokenised<'_>,
        sentence: &Sentence,
        indirect: &[Quotation],
        direct: &[Quotation],
        cues: &[Cue],
    ) {
        let last = indirect
            .iter()
            .chain(direct)
            .filter(|q| q.speaker.is_some())
            .max_by_key(|q| q.span.end);
        if let Some(quotation) = last {
            self.speaker = quotation.speaker.as_ref().map(as_antecedent);
        } else if !indirect.is_empty() || !direct.is_empty() {
            self.speaker = None;
        } else if let Some(phrase) = report_without_content(text, sentence, cues) {
            self.speaker = Some(Speaker {
                antecedent: Some(phrase.span(text)),
                ..Speaker::default()
            });
            self.open = true;
            self.strong = false;
            self.block = sentence.block;
            return;
        } else {
            // A sentence of the writer's own ends the chain in another paragraph, not in the same.
            self.open = self.open && sentence.block == self.block;
            self.strong = false;
            self.block = sentence.block;
            return;
        }
        self.open = true;
        self.strong = !indirect.is_empty();
        self.block = sentence.block;
    }
}

/// A verb of speech with a mere object: "X kritisierte das Gesetz."
fn report_without_content(text: &Tokenised<'_>, sentence: &Sentence, cues: &[Cue]) -> Option<Phrase> {
    let cue = cues
        .iter()
        .find(|cue| matches!(cue.kind, CueKind::Verb | CueKind::Passive))?;
    frames::speaker(text, cue, sentence).filter(|phrase| phrase.can_speak(text))
}

fn as_antecedent(speaker: &Speaker) -> Speaker {
    Speaker {
        antecedent: speaker.written.or(speaker.antecedent),
        written: None,
        ..speaker.clone()
    }
}

fn push(text: &Tokenised<'_>, sentence: &Sentence, cue: &Cue, content: &Content, found: &mut Vec<Quotation>) {
    let parts: Vec<Span> = content
        .parts
        .iter()
        .map(|(start, end)| text.span(*start, end - 1))
        .collect();
    let span = Span {
        start: parts[0].start,
        end: parts[parts.len() - 1].end,
    };
    let overlaps = found.iter().any(|other| other.span.overlaps(span));
    let words = content
        .parts
        .iter()
        .map(|(a, b)| (*a..*b).filter(|at| text.is_word(*at)).count())
        .sum::<usize>();
    if overlaps || words < 3 {
        return;
    }
    let speaker = frames::speaker(text, cue, sentence);
    let cue_span = text.span(cue.first, cue.last);
    let frame = speaker.map_or(cue_span, |phrase| {
        let other = phrase.span(text);
        Span {
            start: cue_span.start.min(other.start),
            end: cue_span.end.max(other.end),
        }
    });
    found.push(Quotation {
        kind: QuotationKind::Indirect,
        partial: false,
        span,
        speaker: speaker.map(|phrase| Speaker {
            written: Some(phrase.span(text)),
            ..Speaker::default()
        }),
        cue: Some(cue_span),
        frame: Some(frame),
        confidence: content.confidence,
        rule: Cow::Borrowed(content.rule),
        origin: Origin::Found,
        parts: if parts.len() > 1 { parts } else { Vec::new() },
    });
}

/// Whether a sentence without a cue reports: its verb is in the subjunctive.
fn is_free(text: &Tokenised<'_>, sentence: &Sentence, strong_chain: bool) -> bool {
    let (first, end) = sentence.tokens;
    let strong = has(text, first, end, Flags::SUBJUNCTIVE);
    let weak = has(text, first, end, Flags::SUBJUNCTIVE_WEAK);
    let words = (first..end).filter(|at| text.is_word(*at)).count();
    words >= 3 && (strong || weak && strong_chain)
}

fn free(sentence: &Sentence, speaker: Option<Speaker>) -> Quotation {
    Quotation {
        kind: QuotationKind::IndirectFree,
        partial: false,
        span: sentence.span,
        speaker,
        cue: None,
        frame: None,
        confidence: 780,
        rule: Cow::Borrowed("indirect-chain"),
        origin: Origin::Found,
        parts: Vec::new(),
    }
}

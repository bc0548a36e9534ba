//! Sentences that go on with what was reported, without a cue of their own.

use super::clauses::{is_idiom, opens_inside, relative_clause};
use super::content::content_limit;
use crate::enrich::cues::{Cue, CueKind};
use crate::enrich::finding::Finding;
use crate::enrich::frames;
use crate::enrich::text::clauses::{clause_end, is_boundary};
use crate::enrich::text::phrases::Phrase;
use crate::enrich::text::tokens::{Sentence, Tokenised};
use crate::language::{Flags, ReportedMood};
use crate::model::enrichment::Speaker;

/// Whose words the last sentence reported.
#[derive(Default)]
pub(super) struct Chain {
    pub(super) speaker: Option<Speaker>,
    block: u32,
    open: bool,
    /// Whether the last sentence was itself reported, so that weak subjunctives go on with it.
    pub(super) strong: bool,
}

impl Chain {
    /// Whether the chain reaches a sentence.
    pub(super) fn is_open(&self, sentence: &Sentence) -> bool {
        self.open && (sentence.block == self.block || self.strong && sentence.block == self.block + 1)
    }

    /// Whether the sentence goes on with what was reported.
    pub(super) fn goes_on(&self, text: &Tokenised<'_>, sentence: &Sentence) -> bool {
        match text.grammar.reported_mood {
            ReportedMood::Subjunctive => is_free(text, sentence, self.is_open(sentence) && self.strong),
            ReportedMood::Unmarked => false,
        }
    }

    /// Takes note of what a sentence reports.
    pub(super) fn update(
        &mut self,
        text: &Tokenised<'_>,
        sentence: &Sentence,
        indirect: &[Finding],
        direct: &[Finding],
        cues: &[Cue],
    ) {
        let last = indirect
            .iter()
            .chain(direct)
            .filter(|q| q.speaker.is_some())
            .max_by_key(|q| q.span.end);
        if let Some(quotation) = last {
            self.speaker = quotation.speaker.as_ref().map(Speaker::continued);
        } else if !indirect.is_empty() || !direct.is_empty() {
            self.speaker = None;
        } else {
            if let Some(phrase) = report_without_content(text, sentence, cues) {
                self.speaker = Some(Speaker::elsewhere(phrase.span(text)));
                self.open = true;
            } else {
                // A sentence of the writer's own ends the chain in another paragraph, not in the same.
                self.open = self.open && sentence.block == self.block;
            }
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

/// Whether a sentence without a cue reports: the verb of its main clause is in the subjunctive.
fn is_free(text: &Tokenised<'_>, sentence: &Sentence, strong_chain: bool) -> bool {
    let (first, end) = (sentence.tokens.0, content_limit(text, sentence));
    let words = (first..end).filter(|at| text.is_word(*at)).count();
    if words < 3 {
        return false;
    }
    let (strong, weak) = main_mood(text, first, end);
    let first_person = (first..end).any(|at| {
        let near = |n: usize| text.is(n, Flags::SUBJUNCTIVE | Flags::SUBJUNCTIVE_WEAK);
        text.is(at, Flags::FIRST_PERSON) && (near(at + 1) || at > first && near(at - 1))
    });
    let supposed = text.is(first, Flags::CONDITION);
    // "Möge es gelingen!"
    let wish = text.is(first, Flags::SUBJUNCTIVE) && text.is_sign(end, '!');
    !first_person && !wish && (strong || weak && strong_chain && !supposed)
}

/// Whether the main clause of a sentence is in the subjunctive, surely or perhaps: its first finite verb decides, and
/// the first of a later main clause where the first is unknown. Clauses inside of it do not count.
fn main_mood(text: &Tokenised<'_>, first: usize, end: usize) -> (bool, bool) {
    let mut clause = first;
    let mut inside = false;
    for at in first..end {
        if at > first && is_boundary(text, at - 1) && !text.is_quote(at - 1) {
            clause = at;
        }
        if at == clause {
            // Behind a comma als, wie and während open a clause; in front they may be prepositions.
            let subordinate = at > first && text.is(at, Flags::SUBORDINATOR);
            let other = opens_inside(text, at) && !text.is(at, Flags::ARTICLE | Flags::PREPOSITION);
            let relative = at > first && relative_clause(text, at, clause_end(text, at, end));
            inside = subordinate || relative || other;
            if is_idiom(text, at) {
                return (false, false);
            }
        }
        if inside || !text.is_word(at) || at > first && text.tokens[at].capital {
            continue;
        }
        let flags = text.flags(at);
        if flags.any(Flags::SUBJUNCTIVE) {
            return (true, false);
        }
        if flags.any(Flags::SUBJUNCTIVE_WEAK) {
            return (false, true);
        }
        let finite = Flags::AUXILIARY | Flags::VERB | Flags::VERB_SEPARABLE;
        if flags.any(finite) && !flags.any(Flags::PREPOSITION | Flags::PARTICIPLE | Flags::ARTICLE) {
            return (false, false);
        }
    }
    (false, false)
}

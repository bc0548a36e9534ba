//! Whether an article says that words were said, or that they were not, would be, should be or shall be.
//!
//! The clause of the cue decides: what negates its verb, the auxiliary and the conjunction that it depends on, the
//! verb that governs it, and its subject. Words of the quotation itself never count, so that a denial that was
//! uttered stays a statement.
//!
//! Words: `negation`, `nobody`, `condition`, `whether`, `conditional`, `obligation`, `omission`. Cases: `status`.

use super::cues::{self, Cue, CueKind, speech_acts};
use super::text::clauses::{clause_end, clause_start, is_boundary};
use super::text::tokens::{Sentence, TokenKind, Tokenised};
use crate::language::Flags;
use crate::model::enrichment::{Quotation, SpeechAct, Status};
use crate::model::span::Span;

/// How many words may stand between a verb and what negates or governs it, where the clause has no other border.
const REACH: usize = 6;

/// What can stand as the finite verb beside an infinitive or a participle.
const MODAL: Flags = Flags::AUXILIARY.with(Flags::CONDITIONAL).with(Flags::OBLIGATION);

/// Gives every quotation with a cue its status.
pub fn find(text: &Tokenised<'_>, all_cues: &[Vec<Cue>], quotations: &mut [Quotation]) {
    for quotation in quotations {
        let cue = quotation.cue.and_then(|span| cues::at(text, all_cues, span));
        let Some((cue, sentence)) = cue else { continue };
        quotation.status = match cue.kind {
            CueKind::Verb | CueKind::Passive => Frame::new(text, cue, sentence, quotation).status(),
            CueKind::Impersonal => impersonal(text, cue),
            _ => Status::Asserted,
        };
    }
}

/// "It was not said that …", "es ist offen, ob … heißt": what stands between the words of the cue.
fn impersonal(text: &Tokenised<'_>, cue: &Cue) -> Status {
    let holds = |flags: Flags| (cue.first..=cue.last).any(|at| text.is(at, flags));
    if holds(Flags::WHETHER) {
        Status::Asked
    } else if holds(Flags::NEGATION) {
        Status::Negated
    } else {
        Status::Asserted
    }
}

/// A cue with its surroundings.
struct Frame<'f, 't> {
    text: &'f Tokenised<'t>,
    cue: &'f Cue,
    sentence: &'f Sentence,
    quotation: &'f Quotation,
    /// The tokens of the clause that holds the cue.
    clause: (usize, usize),
    /// The tokens of the words that name the speaker.
    subject: Option<(usize, usize)>,
}

impl<'f, 't> Frame<'f, 't> {
    fn new(text: &'f Tokenised<'t>, cue: &'f Cue, sentence: &'f Sentence, quotation: &'f Quotation) -> Frame<'f, 't> {
        let (first, end) = sentence.tokens;
        let written = quotation.speaker.as_ref().and_then(|speaker| speaker.written);
        let subject = written.and_then(|span| {
            let at = |byte: u32| first + text.tokens[first..end].partition_point(|token| token.span.end <= byte);
            (sentence.span.start <= span.start && span.end <= sentence.span.end)
                .then(|| (at(span.start), at(span.end - 1) + 1))
        });
        Frame {
            text,
            cue,
            sentence,
            quotation,
            clause: (clause_start(text, cue.first, first), clause_end(text, cue.last, end)),
            subject,
        }
    }

    fn status(&self) -> Status {
        let idiom = speech_acts::expression(self.text, self.cue, self.sentence);
        if idiom.is_some() {
            // "would not say" leaves unsaid; "pleaded not guilty" and "did not rule out" state something.
            let mut words = self.cue.first..=self.cue.last;
            let unsaid = words.any(|at| self.text.is(at, Flags::NEGATION | Flags::OMISSION));
            let neutral = idiom == Some(SpeechAct::Neutral);
            return if unsaid && neutral {
                Status::Negated
            } else {
                Status::Asserted
            };
        }
        if self.is_asked() {
            Status::Asked
        } else if self.nobody_speaks() || self.is_negated() {
            Status::Negated
        } else {
            self.conjunction()
                .or_else(|| self.auxiliary())
                .unwrap_or(Status::Asserted)
        }
    }

    /// "Did X say that …?", "Wer sagt, dass …?": the question is the article's own, outside of the words.
    fn is_asked(&self) -> bool {
        let (first, end) = self.sentence.tokens;
        let mut start = first;
        if self.text.is(start, Flags::CONJUNCTION) {
            start += 1;
        }
        let ends = end > first && self.text.is_sign(end - 1, '?');
        // "„Kommt er?“, fragt X." ends in marks; "X fragt: Kommt er?" does not open with its verb.
        let verb_first = start == self.cue.first || self.text.is(start, MODAL);
        let subject = self
            .subject
            .map_or(start + 1 == self.cue.first, |(from, _)| from == start);
        let who = self.text.is(start, Flags::QUESTION) && subject;
        ends && self.clause.0 <= start && (verb_first || who)
    }

    /// "Niemand sagte", "no official said".
    fn nobody_speaks(&self) -> bool {
        let near = [self.clause.0, self.cue.last + 1];
        // "Neither X nor Y": the words may begin behind it.
        let subject = self.subject.map_or(near, |(from, _)| [from, from.saturating_sub(1)]);
        let number = |at: usize| {
            self.text.tokens.get(at).is_some_and(|token| {
                token
                    .span
                    .slice(self.text.plain)
                    .starts_with(|c: char| c.is_ascii_digit())
            })
        };
        let none = |at: &usize| self.text.is(*at, Flags::NOBODY) && !number(at + 1);
        subject.iter().any(none)
    }

    fn is_negated(&self) -> bool {
        if self.text.grammar.comma_opens_clauses() {
            self.is_negated_in_clause()
        } else {
            self.is_negated_before()
        }
    }

    /// Behind the finite verb of a main clause and anywhere in a subordinate one; "nicht nur" adds.
    fn is_negated_in_clause(&self) -> bool {
        let (start, end) = self.clause;
        let subordinate = Flags::SUBORDINATOR | Flags::COMPLEMENTIZER | Flags::RELATIVE | Flags::QUESTION;
        let opener = start + usize::from(self.text.is(start, Flags::PREPOSITION));
        let finite = if self.text.is(opener, subordinate) && opener < self.cue.first {
            start
        } else {
            let auxiliary = |at: &usize| self.text.is(*at, MODAL) && !self.is_content(*at);
            (start..self.cue.first).find(auxiliary).unwrap_or(self.cue.first)
        };
        let opens = |at: usize| at == start && at + 1 == finite;
        let attributive = |at: usize| at > start && self.text.is(at - 1, Flags::ARTICLE);
        let of_infinitive =
            |at: usize| at > self.cue.last && (at..end).any(|n| self.text.is(n, Flags::INFINITIVE_MARKER));
        let negates = |at: usize| {
            self.text.is(at, Flags::NEGATION)
                && (at > finite || opens(at))
                && !self.text.is(at + 1, Flags::ADDITION)
                && !self.is_content(at)
                && !attributive(at)
                && !of_infinitive(at)
        };
        (start..end).any(negates) || self.is_omitted(start)
    }

    /// "weigerte sich zu sagen", "ohne zu sagen", "bestritt, gesagt zu haben": in the clause, or in the one that an
    /// infinitive belongs to.
    fn is_omitted(&self, start: usize) -> bool {
        let near = self.cue.first.saturating_sub(1)..=self.cue.last + 1;
        let infinitive = near.clone().any(|at| self.text.is(at, Flags::INFINITIVE_MARKER));
        let from = clause_start(self.text, start.saturating_sub(1), self.sentence.tokens.0);
        let omits = |at: usize| self.text.is(at, Flags::OMISSION) || self.denies(at);
        infinitive && (from..self.cue.first).any(omits)
    }

    fn denies(&self, at: usize) -> bool {
        let other = at < self.cue.first || at > self.cue.last;
        other && self.text.verb(at).is_some_and(|verb| verb.class == SpeechAct::Denial)
    }

    /// "did not publicly say", "never said", "declined to say", "without saying": right before the verb.
    fn is_negated_before(&self) -> bool {
        let before = (self.clause.0..self.cue.last).rev().filter(|at| *at != self.cue.first);
        let mut omits = self.text.grammar.is_progressive(self.text.text(self.cue.first));
        for at in before.take(REACH) {
            let flags = self.text.flags(at);
            if self.is_subject(at) || self.is_content(at) {
                break;
            }
            let negates = flags.any(Flags::NEGATION) && !self.text.is(at + 1, Flags::ADDITION);
            if negates || omits && (flags.any(Flags::OMISSION) || self.denies(at)) {
                return true;
            }
            omits |= flags.any(Flags::INFINITIVE_MARKER) || self.text.grammar.is_progressive(self.text.text(at));
            let skipped = Flags::ADVERB | Flags::AUXILIARY | Flags::INFINITIVE_MARKER | Flags::NEGATION;
            if !(flags.any(skipped) || self.text.grammar.is_progressive(self.text.text(at))) {
                break;
            }
        }
        false
    }

    /// What the conjunction before the subject makes of it: "wenn X sagt", "whether X said", and the verb that the
    /// clause depends on: "denied that X said", "forderte, dass X sagt".
    fn conjunction(&self) -> Option<Status> {
        let opens = |at: &usize| self.text.is(*at, Flags::COMPLEMENTIZER) && !self.is_content(*at);
        let Some((from, to)) = self
            .subject
            .filter(|(from, to)| self.clause.0 <= *from && *to <= self.cue.first)
        else {
            // Whoever demands or wishes it may be taken for the speaker.
            let opener = (self.clause.0..self.cue.first).rev().find(opens);
            return opener.and_then(|opener| self.governing(opener));
        };
        let opener = from.checked_sub(1).filter(|at| *at >= self.sentence.tokens.0)?;
        let flags = self.text.flags(opener);
        // "whether X could ask, but said": another verb stands between.
        let parts = |at: usize| self.text.is(at, Flags::CONJUNCTION) || is_boundary(self.text, at);
        if self.is_content(opener) || (to..self.cue.first).any(parts) {
            return None;
        }
        if flags.any(Flags::WHETHER) {
            return Some(Status::Asked);
        }
        if flags.any(Flags::CONDITION) {
            return Some(Status::Hypothetical);
        }
        flags
            .any(Flags::COMPLEMENTIZER)
            .then(|| self.governing(opener))
            .flatten()
    }

    /// What the verb before a conjunction makes of the clause behind it.
    fn governing(&self, conjunction: usize) -> Option<Status> {
        let from = self.sentence.tokens.0.max(conjunction.saturating_sub(REACH));
        let verb = (from..conjunction).rev().find_map(|at| self.text.verb(at))?;
        match verb.class {
            SpeechAct::Denial => Some(Status::Negated),
            SpeechAct::Demand => Some(Status::Demanded),
            SpeechAct::Hope => Some(Status::Wished),
            _ => None,
        }
    }

    /// "would say", "soll endlich sagen". Whoever says "I would say" has said it.
    fn auxiliary(&self) -> Option<Status> {
        let own = self
            .subject
            .is_some_and(|(from, _)| self.text.is(from, Flags::FIRST_PERSON));
        let clause = self.clause.0..self.clause.1;
        let hearsay = clause
            .clone()
            .any(|at| self.text.is(at, Flags::PERFECT) && at != self.cue.finite);
        if own || hearsay {
            return None;
        }
        let auxiliary = if self.text.grammar.comma_opens_clauses() {
            let own = |at: &usize| !self.is_content(*at) && !self.is_subject(*at);
            clause.filter(own).find(|at| self.text.is(*at, MODAL))
        } else {
            let skipped = |at: &usize| self.text.is(*at, Flags::ADVERB | Flags::NONFINITE) && !self.is_subject(*at);
            let before = (clause.start..self.cue.finite).rev().take(REACH);
            let at = before.clone().find(|at| !skipped(at));
            at.or(Some(self.cue.finite)).filter(|at| self.text.is(*at, MODAL))
        };
        let auxiliary = self.text.flags(auxiliary?);
        if auxiliary.any(Flags::CONDITIONAL) {
            Some(Status::Hypothetical)
        } else {
            auxiliary.any(Flags::OBLIGATION).then_some(Status::Demanded)
        }
    }

    fn is_subject(&self, at: usize) -> bool {
        self.subject.is_some_and(|(from, to)| from <= at && at < to)
    }

    /// Whether a token is of the words that are reported.
    fn is_content(&self, at: usize) -> bool {
        let Some(token) = self.text.tokens.get(at) else {
            return false;
        };
        if matches!(token.kind, TokenKind::Quote(_)) {
            return true;
        }
        let within = |part: &Span| part.overlaps(token.span);
        match self.quotation.parts.as_slice() {
            [] => within(&self.quotation.span),
            parts => parts.iter().any(within),
        }
    }
}

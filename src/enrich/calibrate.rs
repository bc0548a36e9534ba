//! From the evidence to a confidence: how often a rule is right, and how strong the evidence is.
//!
//! The shares are data (`confidence.yaml`), measured on annotated articles with `scripts/calibration`,
//! so that nine in ten of the results at 0.9 are right. No other file makes a confidence of a quotation.

use super::finding::{Evidence, Finding};
use super::text::tokens::Tokenised;
use crate::language::Lexicon;
use crate::model::enrichment::{Origin, Quotation, Status};

/// The confidence of what an editor decided.
pub const CERTAIN: u16 = 1000;

/// The share of a rule that a language has no row for, in a hundred.
const UNMEASURED: u16 = 50;

/// The fewest words in marks, inside of a sentence of the writer's, that are a statement of their own.
const STATEMENT_WORDS: usize = 3;

/// The score of a marked span that is as often right as its rule, and the most that a score makes of
/// it, up or down; each point counts for half a percent.
const USUAL: i32 = 16;
const RANGE: i32 = 6;

/// Makes quotations of findings. A rule that names a speaker is right where the speaker is.
pub fn calibrate(text: &Tokenised<'_>, findings: Vec<Finding>) -> Vec<Quotation> {
    let lexicon = text.lexicon;
    findings
        .into_iter()
        .map(|finding| Quotation {
            confidence: confidence(lexicon, &finding),
            kind: finding.kind(),
            partial: finding.partial,
            fragment: finding.partial && finding.span.slice(text.plain).split_whitespace().count() < STATEMENT_WORDS,
            span: finding.span,
            speaker: finding.speaker,
            cue: finding.cue,
            cue_kind: None,
            status: Status::Asserted,
            frame: finding.frame,
            occasion: None,
            rule: finding.rule,
            origin: Origin::Found,
            parts: finding.parts,
        })
        .collect()
}

/// From 0 to 1000.
fn confidence(lexicon: &Lexicon, finding: &Finding) -> u16 {
    let speaker = finding.speaker.as_ref();
    let named = speaker.is_some_and(|speaker| speaker.written.or(speaker.antecedent).is_some());
    let share = lexicon.confidence(finding.rule, named).unwrap_or(UNMEASURED);
    let strength = match finding.evidence {
        Evidence::Rule => 0,
        Evidence::Score(score) => (score - USUAL).clamp(-RANGE, RANGE) * 5,
    };
    (i32::from(share) * 10 + strength).clamp(50, 990) as u16
}

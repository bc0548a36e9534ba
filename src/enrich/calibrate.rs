//! From the evidence to a confidence: how often a rule is right, and what else speaks for or against a result.
//!
//! A logistic model: the logarithm of the odds is the sum of the weights of the features (`scorer.yaml`) and of the share
//! of the rule (`confidence.yaml`). `dossier extract --explain` prints it. No other file makes a confidence of a quotation.

use super::finding::{Evidence, Finding};
use super::text::tokens::Tokenised;
use crate::language::Lexicon;
use crate::model::confidence::{Feature, Reason};
use crate::model::enrichment::{Origin, Quotation, QuotationKind, SpeakerClass, Status};
use crate::model::span::Span;

/// The confidence of what an editor decided.
pub const CERTAIN: u16 = 1000;

/// The share of a rule that a language has no row for, in a hundred.
const UNMEASURED: u16 = 50;

/// The fewest words in marks, inside of a sentence of the writer's, that are a statement of their own.
const STATEMENT_WORDS: usize = 3;

/// How many reports before a marked span are looked at for one around it.
const NEAR: usize = 3;

/// The score of a marked span that is as often right as its rule, and how far a score counts, up or down.
const USUAL: i32 = 16;
const RANGE: i32 = 6;

/// Makes quotations of findings. A rule that names a speaker is right where the speaker is.
pub fn calibrate(text: &Tokenised<'_>, findings: Vec<Finding>) -> Vec<Quotation> {
    let outer: Vec<(Span, Option<Span>)> = (findings.iter())
        .filter(|finding| finding.kind() == QuotationKind::Indirect)
        .map(|finding| (finding.span, finding.cue))
        .collect();
    // Words in marks that the cue of the report around them introduces are part of it.
    let is_part = |finding: &Finding| {
        let after = outer.partition_point(|(span, _)| span.start <= finding.span.start);
        let near = &outer[after.saturating_sub(NEAR)..after];
        near.iter()
            .any(|(span, cue)| span.contains(finding.span) && *cue == finding.cue)
    };
    findings
        .into_iter()
        .map(|finding| {
            let part = finding.partial && finding.kind() == QuotationKind::Direct && is_part(&finding);
            let words = finding.span.slice(text.plain).split_whitespace().count();
            let reasons = reasons(text.lexicon, &finding, words);
            Quotation {
                confidence: confidence(&reasons),
                reasons,
                kind: finding.kind(),
                partial: finding.partial,
                fragment: part || finding.partial && words < STATEMENT_WORDS,
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
            }
        })
        .collect()
}

/// The features of a finding, with their weights.
fn reasons(lexicon: &Lexicon, finding: &Finding, words: usize) -> Vec<Reason> {
    let speaker = finding.speaker.as_ref();
    let named = speaker.and_then(|speaker| speaker.written.or(speaker.antecedent));
    let share = lexicon.confidence(finding.rule, named.is_some()).unwrap_or(UNMEASURED);
    let mut reasons = vec![Reason {
        feature: Feature::Rule,
        weight: log_odds(share),
    }];
    let mut add = |feature: Feature, count: i32| {
        let weight = i32::from(lexicon.weight(feature)) * count;
        if weight != 0 {
            reasons.push(Reason {
                feature,
                weight: weight.clamp(-999, 999) as i16,
            });
        }
    };
    if let Evidence::Score(score) = finding.evidence {
        add(Feature::MarkedScore, (score - USUAL).clamp(-RANGE, RANGE));
    }
    let class = speaker.map_or(SpeakerClass::Unknown, |speaker| speaker.class);
    add(named.map_or(Feature::NoSpeaker, |_| of_class(class)), 1);
    if speaker.is_some_and(|speaker| speaker.written.is_none()) {
        add(Feature::Elsewhere, 1);
    }
    add(of_length(words), 1);
    reasons
}

fn of_class(class: SpeakerClass) -> Feature {
    match class {
        SpeakerClass::Person => Feature::Person,
        SpeakerClass::Organization => Feature::Organization,
        SpeakerClass::Document => Feature::Document,
        SpeakerClass::Medium => Feature::Medium,
        SpeakerClass::Group => Feature::Group,
        SpeakerClass::Anonymous => Feature::Anonymous,
        SpeakerClass::Unknown => Feature::Unknown,
    }
}

fn of_length(words: usize) -> Feature {
    match words {
        0..=2 => Feature::Words2,
        3..=5 => Feature::Words5,
        6..=12 => Feature::Words12,
        13..=25 => Feature::Words25,
        _ => Feature::WordsMore,
    }
}

/// The logarithm of the odds of a share in a hundred, in hundredths.
fn log_odds(share: u16) -> i16 {
    let share = f64::from(share.clamp(1, 99)) / 100.0;
    ((share / (1.0 - share)).ln() * 100.0).round() as i16
}

/// From 0 to 1000.
fn confidence(reasons: &[Reason]) -> u16 {
    let sum: i32 = reasons.iter().map(|reason| i32::from(reason.weight)).sum();
    let odds = (f64::from(sum) / 100.0).exp();
    ((odds / (1.0 + odds) * 1000.0).round() as u16).clamp(10, 990)
}

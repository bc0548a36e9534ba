//! How certain a result is: how often its rule is right, and how strong its own evidence is.
//!
//! The shares are data, measured on annotated articles (`scripts/calibration` prints the table), so
//! that of the results at 0.9 about nine in ten are right.

use crate::enrich::text::tokens::Tokenised;
use crate::model::enrichment::{Quotation, QuotationKind};

/// Gives every quotation the confidence of its rule. What names a speaker is right where the speaker is.
pub fn calibrate(text: &Tokenised<'_>, quotations: &mut [Quotation]) {
    for quotation in quotations {
        let named = quotation
            .speaker
            .as_ref()
            .is_some_and(|speaker| speaker.written.or(speaker.antecedent).is_some());
        let Some(share) = text.lexicon.confidence(&quotation.rule, named) else {
            continue;
        };
        let strength = match quotation.kind {
            QuotationKind::Direct => i32::from(quotation.confidence) - 500,
            _ => 0,
        };
        quotation.confidence = (i32::from(share) * 10 + strength).clamp(50, 990) as u16;
    }
}

//! Quotations without a speaker of their own, which go on with what was reported beside them.
//!
//! Words: none. Cases: `direct-continued`, `direct-multi-paragraph`.

use crate::enrich::finding::Finding;
use crate::enrich::text::tokens::Tokenised;
use crate::model::enrichment::{QuotationKind, Speaker};
use crate::model::rule::Rule;

/// How many sentences back what goes on may stand.
const REACH: usize = 2;

/// Gives quotations without a name of their own whoever was reported right before, in the same
/// paragraph. The quotations are in order.
pub fn follow(text: &Tokenised<'_>, quotations: &mut [Finding]) {
    let mut before: Option<(usize, u32, Speaker)> = None;
    for quotation in quotations {
        let Some(number) = text.sentence_at(quotation.span.start) else {
            continue;
        };
        let block = text.sentences[number].block;
        if quotation.rule == Rule::DirectBare
            && !quotation.names_speaker()
            && let Some((sentence, at, speaker)) = &before
            && *at == block
            && number.saturating_sub(*sentence) <= REACH
        {
            quotation.speaker = Some(speaker.continued());
            quotation.rule = Rule::DirectContinued;
        }
        if let Some(speaker) = &quotation.speaker {
            let end = text.sentence_at(quotation.span.end.saturating_sub(1)).unwrap_or(number);
            before = Some((end.max(number), block, speaker.clone()));
        }
    }
}

/// Gives quotations that open their paragraph and name nobody the speaker of the one that follows at
/// once, or that they are left open for: "„Zu spät.“ „Viel zu spät“, sagte X."
pub fn precede(text: &Tokenised<'_>, quotations: &mut [Finding]) {
    let mut after: Option<(usize, u32, Speaker)> = None;
    for quotation in quotations.iter_mut().rev() {
        let Some(number) = text.sentence_at(quotation.span.start) else {
            continue;
        };
        let block = text.sentences[number].block;
        let unclosed = text
            .marks
            .binary_search_by_key(&quotation.span, |mark| mark.span)
            .is_ok_and(|mark| !text.marks[mark].closed);
        let near = |(sentence, at, _): &(usize, u32, Speaker)| {
            *at == block && sentence.saturating_sub(number) <= 1 || unclosed && *at == block + 1
        };
        if quotation.rule == Rule::DirectBare
            && quotation.speaker.is_none()
            && let Some((_, _, speaker)) = after.as_ref().filter(|after| near(after))
        {
            quotation.speaker = Some(speaker.continued());
            quotation.rule = Rule::DirectContinued;
        }
        after = match (&quotation.speaker, quotation.kind()) {
            (Some(speaker), QuotationKind::Direct) => Some((number, block, speaker.clone())),
            _ => None,
        };
    }
}

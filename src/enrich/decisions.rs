//! What an editor decides beats what the program found.

use std::borrow::Cow;

use crate::diagnostics::Diagnostic;
use crate::diagnostics::anchors::explain;
use crate::model::anchors::{occurrences, single};
use crate::model::article::{Article, QuotationDecision, QuotationVerdict};
use crate::model::enrichment::{DecidedMention, Enrichment, Origin, Quotation, QuotationKind, Speaker};
use crate::model::span::Span;

/// Marks that may stand around the text of a decision without being part of it.
const MARKS: [char; 12] = ['„', '“', '”', '"', '«', '»', '‚', '‘', '’', '\'', '›', '‹'];

/// The name of the rule of what an editor decided.
const RULE: &str = "editor";

/// Applies the decisions of an article's front matter.
pub fn apply(article: &Article, enrichment: &mut Enrichment, diagnostics: &mut Vec<Diagnostic>) {
    let plain = article.body.plain.as_str();
    for (number, decision) in article.mentions.iter().enumerate() {
        let found = if decision.anchor.is_narrowed() {
            single(plain, &decision.anchor).map(|span| vec![span])
        } else {
            occurrences(plain, &decision.anchor)
        };
        match found {
            Ok(spans) => enrichment
                .decided_mentions
                .extend(spans.into_iter().map(|span| DecidedMention {
                    span,
                    decision: number as u32,
                })),
            Err(error) => diagnostics.push(explain(&article.body, &decision.anchor, &error)),
        }
    }
    enrichment
        .decided_mentions
        .sort_by_key(|mention| (mention.span, mention.decision));
    for decision in &article.quotations {
        match single(plain, &decision.anchor) {
            Ok(span) => decide(decision, span, plain, enrichment),
            Err(error) => diagnostics.push(explain(&article.body, &decision.anchor, &error)),
        }
    }
    enrichment.quotations.sort_by_key(|quotation| quotation.span);
    for (number, annotation) in article.annotations.iter().enumerate() {
        match single(plain, &annotation.anchor) {
            Ok(span) => enrichment.annotations.push((span, number as u32)),
            Err(error) => diagnostics.push(explain(&article.body, &annotation.anchor, &error)),
        }
    }
    enrichment.annotations.sort_unstable();
}

/// Applies one decision about a quotation.
fn decide(decision: &QuotationDecision, span: Span, plain: &str, enrichment: &mut Enrichment) {
    let span = with_marks(span, plain);
    let same = |quotation: &Quotation| with_marks(quotation.span, plain) == span;
    let found = enrichment.quotations.iter().position(same);
    match &decision.verdict {
        QuotationVerdict::Ignore => {
            // What lies inside an ignored text is ignored with it.
            enrichment.quotations.retain(|quotation| !span.contains(quotation.span));
        }
        QuotationVerdict::Quotation { kind, speaker, .. } => {
            let has_marks = plain[span.range()].starts_with(MARKS);
            let default = if has_marks {
                QuotationKind::Direct
            } else {
                QuotationKind::Indirect
            };
            let mut quotation = match found {
                Some(at) => enrichment.quotations.remove(at),
                None => Quotation {
                    kind: kind.unwrap_or(default),
                    partial: false,
                    span,
                    speaker: None,
                    cue: None,
                    frame: None,
                    confidence: 1000,
                    rule: Cow::Borrowed(RULE),
                    origin: Origin::Editor,
                    cue_kind: None,
                    occasion: None,
                    parts: Vec::new(),
                },
            };
            quotation.kind = kind.unwrap_or(quotation.kind);
            quotation.confidence = 1000;
            quotation.rule = Cow::Borrowed(RULE);
            quotation.origin = Origin::Editor;
            if let Some(speaker) = speaker {
                let written = quotation.speaker.and_then(|s| s.written);
                quotation.speaker = Some(Speaker {
                    written,
                    entity: Some(speaker.value.clone()),
                    ..Speaker::default()
                });
            }
            enrichment.quotations.push(quotation);
        }
    }
}

/// The span with the quotation marks right around it.
fn with_marks(span: Span, plain: &str) -> Span {
    let before = plain[..span.start as usize]
        .chars()
        .next_back()
        .filter(|c| MARKS.contains(c));
    let after = plain[span.end as usize..].chars().next().filter(|c| MARKS.contains(c));
    match (before, after) {
        (Some(before), Some(after)) => Span {
            start: span.start - before.len_utf8() as u32,
            end: span.end + after.len_utf8() as u32,
        },
        _ => span,
    }
}

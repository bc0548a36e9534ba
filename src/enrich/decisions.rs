//! What an editor decides beats what the program found.

use super::calibrate::CERTAIN;
use crate::diagnostics::Diagnostic;
use crate::diagnostics::anchors::{explain, explain_confirmed};
use crate::model::anchors::{MARKS, occurrences, single, with_marks};
use crate::model::article::{Article, QuotationDecision, QuotationVerdict};
use crate::model::enrichment::{
    DecidedMention, Enrichment, Origin, PlacedAnnotation, Quotation, QuotationKind, Speaker, Status,
};
use crate::model::ids::{AnnotationId, MentionDecisionId};
use crate::model::rule::Rule;
use crate::model::span::Span;

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
                    decision: MentionDecisionId::new(number),
                })),
            Err(error) => diagnostics.push(explain(&article.body, &decision.anchor, &error)),
        }
    }
    // What was decided of one place beats what was decided of all.
    enrichment.decided_mentions.sort_by_key(|mention| {
        let everywhere = !article.mentions[mention.decision.index()].anchor.is_narrowed();
        (mention.span, everywhere, mention.decision)
    });
    for decision in &article.quotations {
        match single(plain, &decision.anchor) {
            Ok(span) => decide(decision, span, plain, enrichment),
            Err(error) => {
                let confirmed = matches!(decision.verdict, QuotationVerdict::Quotation { confirmed: true, .. });
                let explain = if confirmed { explain_confirmed } else { explain };
                diagnostics.push(explain(&article.body, &decision.anchor, &error));
            }
        }
    }
    enrichment.quotations.sort_by_key(|quotation| quotation.span);
    for (number, annotation) in article.annotations.iter().enumerate() {
        match single(plain, &annotation.anchor) {
            Ok(span) => enrichment.annotations.push(PlacedAnnotation {
                span,
                annotation: AnnotationId::new(number),
            }),
            Err(error) => diagnostics.push(explain(&article.body, &annotation.anchor, &error)),
        }
    }
    enrichment.annotations.sort_unstable();
}

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
                    fragment: false,
                    span,
                    speaker: None,
                    cue: None,
                    frame: None,
                    confidence: CERTAIN,
                    reasons: Vec::new(),
                    rule: Rule::Editor,
                    origin: Origin::Editor,
                    cue_kind: None,
                    status: Status::Asserted,
                    occasion: None,
                    parts: Vec::new(),
                },
            };
            quotation.kind = kind.unwrap_or(quotation.kind);
            quotation.confidence = CERTAIN;
            quotation.reasons.clear();
            quotation.fragment = false;
            quotation.rule = Rule::Editor;
            quotation.origin = Origin::Editor;
            quotation.status = Status::Asserted;
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

//! What is known of the turns of a text.

use crate::enrich::finding::Finding;
use crate::model::enrichment::{QuotationKind, Speaker};
use crate::model::rule::Rule;
use crate::model::span::Span;

/// The turns of a text.
#[derive(Default)]
pub struct Turns {
    /// What is said, in order.
    pub findings: Vec<Finding>,
    /// The paragraphs of the interview, questions included, in order.
    spans: Vec<Span>,
}

impl Turns {
    pub(super) fn push(&mut self, paragraph: Span, said: Option<(Rule, Span, Speaker)>) {
        self.spans.push(paragraph);
        if let Some((rule, span, speaker)) = said {
            self.findings.push(Finding {
                speaker: Some(speaker),
                ..Finding::new(rule, span)
            });
        }
    }

    /// Adds the turns to what else is found. Of that, only words in marks that somebody says in them stay.
    pub fn join(self, found: &mut Vec<Finding>) {
        if self.spans.is_empty() {
            return;
        }
        let inside = |span: Span| {
            let after = self.spans.partition_point(|turn| turn.start <= span.start);
            after > 0 && self.spans[after - 1].contains(span)
        };
        found.retain(|finding| {
            let direct = finding.kind() == QuotationKind::Direct;
            let quoted = direct && finding.rule.is_framed() && finding.names_speaker();
            quoted || !inside(finding.span)
        });
        found.extend(self.findings);
    }
}

/// Whether a turn is a question: it ends with a question mark.
pub(super) fn asks(said: &str) -> bool {
    let closing = |c: char| c.is_whitespace() || matches!(c, '“' | '”' | '"' | '«' | '»' | '*' | '_');
    said.trim_end_matches(closing).ends_with('?')
}

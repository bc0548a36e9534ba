//! Turns of interviews and transcripts: paragraphs that are what somebody says, without quotation marks.
//!
//! ```text
//! blocks → layout (labels, questions) → whose each paragraph is → findings
//! ```
//!
//! A turn begins with a label ("Meer: …", "SMITH: …", "Frage: …", "A: …"), or stands below a question that is a paragraph
//! of its own. What the interviewer says is a statement of nobody's.
//!
//! Words: `question_label`, `answer_label`, `interview_word`. Cases: `interview`, `transcript`.

mod interviewee;
mod labels;
mod questions;

use crate::enrich::finding::Finding;
use crate::enrich::text::tokens::Tokenised;
use crate::model::document::Document;
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

/// Finds the turns of a text; there are none where it is no interview and no transcript.
pub fn find(document: &Document, text: &Tokenised<'_>) -> Turns {
    let labelled = labels::find(document, text);
    if labelled.findings.is_empty() {
        questions::find(document, text)
    } else {
        labelled
    }
}

impl Turns {
    fn push(&mut self, paragraph: Span, said: Option<(Rule, Span, Speaker)>) {
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

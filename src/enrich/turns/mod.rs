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

mod found;
mod interviewee;
mod labels;
mod questions;

use found::Turns;

use crate::enrich::text::tokens::Tokenised;
use crate::model::document::Document;

/// Finds the turns of a text; there are none where it is no interview and no transcript.
pub fn find(document: &Document, text: &Tokenised<'_>) -> Turns {
    let labelled = labels::find(document, text);
    if labelled.findings.is_empty() {
        questions::find(document, text)
    } else {
        labelled
    }
}

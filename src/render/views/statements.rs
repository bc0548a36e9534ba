//! The views of statements that are reported more than once, or contradict each other.

use serde::Serialize;

use super::shared::{DateView, QuoteView, SpeakerView};

#[derive(Clone, Debug, Serialize)]
pub struct StatementView {
    pub speaker: Option<SpeakerView>,
    /// How it is reported, the oldest first.
    pub wordings: Vec<WordingView>,
    pub differs: bool,
    pub more: usize,
}

#[derive(Clone, Debug, Serialize)]
pub struct WordingView {
    /// The words in pieces, as they differ from the first report.
    pub pieces: Vec<PieceView>,
    pub lang: String,
    /// `direct`, `indirect` …
    pub kind: &'static str,
    pub url: String,
    pub article: String,
    pub date: Option<DateView>,
    pub source: Option<String>,
}

#[derive(Clone, Debug, Serialize)]
pub struct PieceView {
    pub text: String,
    /// `same`; `more`: not in the first report; `less`: only there; `gap`: the first report has more
    /// words here, which are left out (`text` is empty).
    pub kind: &'static str,
}

#[derive(Clone, Debug, Serialize)]
pub struct ContradictionView {
    pub first: QuoteView,
    pub second: QuoteView,
}

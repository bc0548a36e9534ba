//! The views of statements that are reported more than once, or contradict each other.

use serde::Serialize;

use super::shared::{DateView, QuoteView, SpeakerView};

/// The same statement in several articles.
#[derive(Clone, Debug, Serialize)]
pub struct StatementView {
    /// Who made it.
    pub speaker: Option<SpeakerView>,
    /// How it is reported, the oldest first.
    pub wordings: Vec<WordingView>,
    /// Whether the words differ.
    pub differs: bool,
    /// How many further reports there are.
    pub more: usize,
}

/// One report of a statement.
#[derive(Clone, Debug, Serialize)]
pub struct WordingView {
    /// The words in pieces, as they differ from the first report.
    pub pieces: Vec<PieceView>,
    /// The language of the words.
    pub lang: String,
    /// `direct`, `indirect` …
    pub kind: &'static str,
    /// Its place in its article, relative.
    pub url: String,
    /// The article's title.
    pub article: String,
    /// The article's date.
    pub date: Option<DateView>,
    /// The medium that the article comes from.
    pub source: Option<String>,
}

/// Some words of a report.
#[derive(Clone, Debug, Serialize)]
pub struct PieceView {
    /// The words.
    pub text: String,
    /// `same`; `more`: not in the first report; `less`: only there; `gap`: the first report has more
    /// words here, which are left out (`text` is empty).
    pub kind: &'static str,
}

/// Two statements that contradict each other.
#[derive(Clone, Debug, Serialize)]
pub struct ContradictionView {
    /// The older one.
    pub first: QuoteView,
    /// The other.
    pub second: QuoteView,
}

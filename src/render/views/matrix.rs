//! The views of who said what when.

use serde::Serialize;

use super::{DateView, SpeakerView};

/// Who said what when: speakers against time.
#[derive(Clone, Debug, Serialize)]
pub struct MatrixView {
    /// The columns.
    pub periods: Vec<PeriodView>,
    /// The speakers, who speaks most first.
    pub rows: Vec<MatrixRow>,
    /// How many quotations each column holds, those of speakers without a row included.
    pub totals: Vec<usize>,
    /// How many quotations there are.
    pub total: usize,
    /// How many further speakers there are.
    pub more_speakers: usize,
    /// How many quotations nobody is named for.
    pub unknown: usize,
}

/// A part of time.
#[derive(Clone, Debug, Serialize)]
pub struct PeriodView {
    /// For the head of a column: "Jan–Mar", "2031".
    pub label: String,
    /// The year, where the label does not hold it.
    pub year: Option<String>,
    /// The whole of it in words.
    pub title: String,
}

/// A speaker in the matrix.
#[derive(Clone, Debug, Serialize)]
pub struct MatrixRow {
    /// Who.
    pub speaker: SpeakerView,
    /// How many quotations there are.
    pub total: usize,
    /// One for each column.
    pub cells: Vec<MatrixCell>,
}

/// What a speaker said in a part of time.
#[derive(Clone, Debug, Serialize)]
pub struct MatrixCell {
    /// Its `id` on the page.
    pub id: String,
    /// How many quotations there are.
    pub count: usize,
    /// How strong the colour is, from 0 (nothing) to 5.
    pub level: usize,
    /// Some of them, shortened.
    pub quotations: Vec<SnippetView>,
    /// How many more there are.
    pub more: usize,
}

/// A quotation in a few words.
#[derive(Clone, Debug, Serialize)]
pub struct SnippetView {
    /// The words, without quotation marks around them; shortened where they are many.
    pub text: String,
    /// The language of the words.
    pub lang: String,
    /// `direct`, `indirect` …
    pub kind: &'static str,
    /// Who is quoted, where that is known.
    pub speaker: Option<String>,
    /// Its place in its article, relative.
    pub url: String,
    /// The article's date.
    pub date: Option<DateView>,
    /// The medium, or else the article's title.
    pub source: String,
}

//! The views of who said what when.

use serde::Serialize;

use super::shared::{SnippetView, SpeakerView};

/// Who said what when: speakers against time.
#[derive(Clone, Debug, Serialize)]
pub struct MatrixView {
    pub periods: Vec<PeriodView>,
    /// The speakers, who speaks most first.
    pub rows: Vec<MatrixRow>,
    /// How many quotations each column holds, those of speakers without a row included.
    pub totals: Vec<usize>,
    pub total: usize,
    pub more_speakers: usize,
    pub unknown: usize,
}

#[derive(Clone, Debug, Serialize)]
pub struct PeriodView {
    /// For the head of a column: "Jan–Mar", "2031".
    pub label: String,
    /// The year, where the label does not hold it.
    pub year: Option<String>,
    pub title: String,
}

#[derive(Clone, Debug, Serialize)]
pub struct MatrixRow {
    pub speaker: SpeakerView,
    pub total: usize,
    pub cells: Vec<MatrixCell>,
}

#[derive(Clone, Debug, Serialize)]
pub struct MatrixCell {
    pub id: String,
    pub count: usize,
    /// How strong the colour is, from 0 (nothing) to 5.
    pub level: usize,
    pub quotations: Vec<SnippetView>,
    pub more: usize,
}

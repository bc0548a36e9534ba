//! The views of what a dossier's page draws: who said what when, and who is named with whom.

use serde::Serialize;

use super::shared::{LinkView, SnippetView, SpeakerView};

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

/// Who is named with whom, as a drawing and as a table: `dossier.network`.
#[derive(Clone, Debug, Serialize)]
pub struct NetworkView {
    /// The width of the drawing, in its own units.
    pub width: i32,
    pub height: i32,
    /// Who and what: at most 60, those that most articles name.
    pub nodes: Vec<NetworkNode>,
    /// The lines between them, at most 150.
    pub edges: Vec<NetworkEdge>,
    /// The pairs behind the lines, those that most articles name first; at most 100.
    pub pairs: Vec<NetworkPair>,
    pub more: usize,
}

#[derive(Clone, Debug, Serialize)]
pub struct NetworkNode {
    pub name: String,
    pub url: String,
    pub kind: &'static str,
    /// Where it stands: the middle of sign and name, from the left.
    pub x: i32,
    pub y: i32,
    pub articles: usize,
}

#[derive(Clone, Debug, Serialize)]
pub struct NetworkEdge {
    /// Where it begins, from the left.
    pub from_x: i32,
    pub from_y: i32,
    pub to_x: i32,
    pub to_y: i32,
    /// How strong it is, from 1 to 4.
    pub strength: usize,
}

#[derive(Clone, Debug, Serialize)]
pub struct NetworkPair {
    pub first: LinkView,
    pub second: LinkView,
    pub articles: usize,
}

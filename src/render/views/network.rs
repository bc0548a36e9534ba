//! The views of the network of a dossier.

use serde::Serialize;

use super::shared::LinkView;

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

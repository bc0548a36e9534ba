//! The content of an Open Graph image.

use serde::Serialize;

pub(super) const WIDTH: u32 = 1200;
pub(super) const HEIGHT: u32 = 630;

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Card {
    pub(super) kicker: Option<String>,
    pub(super) title: String,
    pub(super) about: Option<String>,
    pub(super) site: String,
}

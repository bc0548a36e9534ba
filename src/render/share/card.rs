//! The content of an Open Graph image.

use serde::Serialize;

/// The size that services ask for.
pub(super) const WIDTH: u32 = 1200;
pub(super) const HEIGHT: u32 = 630;

/// What stands on a picture.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Card {
    /// Above the title.
    pub(super) kicker: Option<String>,
    pub(super) title: String,
    /// At the foot: the medium and the date.
    pub(super) about: Option<String>,
    pub(super) site: String,
}

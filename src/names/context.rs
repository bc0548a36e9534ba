//! Whether the words around a doubtful name tell that it is one.

use super::table::{Hit, Names};

/// Looks at the surroundings of doubtful names.
pub(super) fn judge(_names: &Names, _text: &str, _base: u32, _hits: &mut [Hit<'_>]) {}

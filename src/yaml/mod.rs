//! Reads and edits YAML that people wrote. Every problem of a file is reported at once, each with its place.
//!
//! Values are read without positions, which is fast; only for a problem is the position looked up ([`locate`]).

mod edit;
mod fence;
mod fields;
mod locate;
mod problems;
mod read;
mod scalar;
mod syntax;
mod write;

pub use edit::{Edit, EditError, EntryValue, edit};
pub use fence::{FENCE, front_matter_span, opening_fence};
pub use fields::{Fields, entries};
pub use locate::locate;
pub use problems::Problems;
pub use read::{LARGE_LIMIT, LIMIT, parse, parse_up_to};
pub use scalar::Scalar;
pub use write::{write_flow_scalar, write_scalar};

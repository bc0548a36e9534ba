//! The problems of a site: each has a code, a place and a remedy.
//!
//! No stage prints, and none stops at the first problem: each returns its value and a list of [`Diagnostic`]s. The
//! pipeline [locates](locate) them in the files, the command line prints them.

pub mod anchors;
mod code;
mod diagnostic;
pub mod explain;
mod human;
pub mod json;
mod levels;
pub mod locate;
pub mod passage;
mod prefix;
pub mod sarif;
mod wording;

pub use code::{Code, Severity};
pub use diagnostic::{Diagnostic, Location, Place};
pub use human::Printer;
pub use levels::{Level, Levels};
pub use prefix::prefix_paths;
pub use wording::{did_you_mean, distance, nearest, shortened, times};

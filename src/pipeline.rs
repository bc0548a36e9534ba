//! Runs the stages in order: the only module that knows all of them.
//!
//! **Architecture invariant:** each stage returns a value that is passed to the next; no stage calls
//! another.

mod build;
mod candidates;
mod check;
mod content;
mod export;
mod extract;
mod inventory;
mod links;
mod load;
mod messages;
mod page_cache;
mod pages;
mod preview;
mod progress;
mod publishing;
mod request;
mod share;
mod summary;

pub use crate::discover::read_article as article_source;
pub use crate::render::{CandidateReport, ExportFile, ExportFormat};
pub use build::{build, files_of};
pub use candidates::candidates;
pub use check::check;
pub use content::Memory;
pub use export::{ExportSelection, export};
pub use extract::{ExtractInput, extract};
pub use inventory::{Inventory, inventory};
pub use load::{Loaded, load};
pub use preview::{Answer, Preview, preview};
pub use progress::{Observer, Stage, Step, Unobserved};
pub use request::Request;
pub use summary::{Outcome, Summary};

//! From the linked site to files, each a pure function of the site: no page knows another's output.
//!
//! `renderer` holds what all pages share, `inputs` is how a page reads it, `fingerprints` tells which pages would be
//! the same as in an earlier build. `plan` says which pages there are, `pages` makes each kind of them, `views` is what
//! templates see, `engine` knows the template engine, and `safe_html` is the only place where text becomes markup.

mod addresses;
mod annotations;
mod article_head;
mod article_marks;
pub mod body;
mod candidates;
mod chronicle;
pub mod citation;
mod cooccurrence;
mod dependency;
mod engine;
mod export;
mod extract;
mod feeds;
mod fingerprints;
mod frame;
mod highlight;
mod inputs;
mod json_data;
mod json_ld;
mod marks;
pub mod network;
pub mod pages;
mod passage;
pub mod periods;
mod plan;
mod register;
mod rendered;
mod renderer;
pub mod safe_html;
mod schema;
pub mod search;
mod share;
mod site_index;
mod stable_hash;
pub mod stub;
mod tally;
mod tei;
mod view_builder;
mod views;
pub mod wordings;

pub use candidates::{CandidateReport, candidate_stub, candidates};
pub use engine::{Engine, embedded_template};
pub use export::{ExportFile, ExportFormat, export};
pub use extract::Extract;
pub use fingerprints::{Fingerprints, Trace};
#[cfg(feature = "internals")]
pub use inputs::{PageInputs, WholeSite};
pub use plan::{Job, plan};
pub use rendered::Rendered;
pub use renderer::Renderer;
pub use share::{Card, share_cards};

//! Typed data, without I/O: what the stages hand to one another.
//!
//! **Architecture invariant:** nothing in here imports another module of the crate.

pub mod anchors;
pub mod article;
pub mod confidence;
pub mod date;
pub mod document;
pub mod enrichment;
pub mod entity;
pub mod fnv;
pub mod ids;
pub mod key_path;
pub mod kinds;
pub mod link_state;
pub mod mention;
mod named;
pub mod output_path;
pub mod rule;
pub mod site;
pub mod slug;
pub mod source;
pub mod span;
pub mod statement;
pub mod table;
pub mod text;
pub mod url;

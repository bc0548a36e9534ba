//! From single files to one site: names to entities, links to pages, everything in its order.
//!
//! Pure, and the only stage that sees the whole site. It has three phases; each is a type that is made of the
//! one before, and nothing is added to it later:
//!
//! ```text
//! Parts   what was parsed and enriched, file by file
//! Parsed  drafts left out, entities merged, lists sorted, every file with its address
//! Named   every name with its entity, every quotation with its speaker
//! Site    links, topics, repeated statements, contradictions, related articles
//! ```
//!
//! What costs time (matching names in texts, comparing statements) runs on all cores, and a [`Memory`] keeps it
//! for a site that is linked again and again.

mod admission;
mod anchors;
mod assemble;
pub mod assets;
mod contradictions;
mod index;
mod memberships;
mod memory;
mod mentions;
mod merge;
mod named;
mod offices;
mod parsed;
mod parts;
mod placed;
mod registry;
mod related;
mod repeated;
mod resolution;
mod resolver;
mod routes;
mod selection;
pub mod similarity;
mod speakers;
mod surnames;
mod topics;

use crate::config::Config;

pub use memory::Memory;
pub use parts::{ContentFile, Linked, Parts, Selection};

/// Links a site. What `memory` still holds of an earlier build is reused.
pub fn link(parts: Parts, config: &Config, selection: Selection, mut memory: Option<&mut Memory>) -> Linked {
    let mut diagnostics = Vec::new();
    let parsed = parsed::Parsed::new(parts, config, selection, &mut diagnostics);
    let named = named::Named::new(parsed, config, memory.as_deref_mut(), &mut diagnostics);
    let (site, left_out) = assemble::assemble(named, config, memory, &mut diagnostics);
    Linked {
        site,
        left_out,
        diagnostics,
    }
}

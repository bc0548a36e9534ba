//! Content files with their addresses.

use crate::model::article::Article;
use crate::model::enrichment::{Enrichment, NamedThing};
use crate::model::site::{Placement, ThingId};

pub(super) struct Placed<T> {
    pub value: T,
    pub placement: Placement,
}

/// An article with its address and what was found in it.
pub(super) struct ParsedArticle {
    pub article: Article,
    pub placement: Placement,
    /// The hash of the files that it was made of.
    pub hash: [u8; 32],
    pub enrichment: Enrichment,
}

impl ParsedArticle {
    pub fn thing(&self, id: ThingId) -> &NamedThing {
        &self.enrichment.things[id.index()]
    }
}

//! What the search index is made from.

use super::group::Titles;
use crate::model::entity::EntityType;
use crate::model::output_path::OutputPath;
use crate::model::site::QuotationId;

/// Everything that the index is made from. The index has no other way to the site, so its fingerprint is that of this.
#[derive(Hash)]
pub struct Material {
    /// Dossiers, pages, sources, tags and articles.
    pub titles: Vec<Titles>,
    /// Entities, most quoted first.
    pub names: Vec<Name>,
    /// The quotations that the index may hold, best first.
    pub said: Vec<SearchQuotation>,
    /// How many quotations the site shows.
    pub quotations: usize,
    pub articles: usize,
}

/// A quotation in the search index.
#[derive(Hash)]
pub struct SearchQuotation {
    pub id: QuotationId,
    pub line: String,
}

/// An entity in the search index.
#[derive(Hash)]
pub struct Name {
    pub kind: EntityType,
    pub title: String,
    pub output: OutputPath,
}

//! The values of `xml:id`.

use crate::model::site::{EntityId, SiteArticle};
use crate::render::inputs::PageInputs;

/// The name of an article; what stands in it has names that begin so.
pub(super) fn article_id(article: &SiteArticle) -> String {
    format!("a-{}", article.article.header.slug)
}

pub(super) fn entity_id(inputs: &PageInputs<'_>, id: EntityId) -> String {
    format!("e-{}", inputs.entity(id).entity.header.slug)
}

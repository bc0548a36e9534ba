//! How much there is in a site.

use super::Loaded;

/// How much there is in a site.
#[derive(Clone, Copy, Debug, Default, serde::Serialize)]
pub struct Summary {
    /// Articles.
    pub articles: usize,
    /// Dossiers.
    pub dossiers: usize,
    /// Entities with a page.
    pub entities: usize,
    /// Quotations found or decided.
    pub quotations: usize,
    /// How many of them have a speaker.
    pub attributed: usize,
    /// Files left out.
    pub left_out: usize,
}

/// Counts.
pub(super) fn summarise(loaded: &Loaded) -> Summary {
    let quotations = || {
        loaded
            .site
            .articles
            .iter()
            .flat_map(|article| &article.enrichment.quotations)
    };
    Summary {
        articles: loaded.site.articles.len(),
        dossiers: loaded.site.dossiers.len(),
        entities: loaded.site.entities.len(),
        quotations: quotations().count(),
        attributed: quotations().filter(|quotation| quotation.speaker.is_some()).count(),
        left_out: loaded.left_out.len(),
    }
}

//! How much there is in a site.

use super::Loaded;
use crate::model::entity::EntityOrigin;
use crate::model::site::{LeftOut, LeftOutReason};

/// How much there is in a site.
#[derive(Clone, Copy, Debug, Default, serde::Serialize)]
pub struct Summary {
    /// Articles.
    pub articles: usize,
    /// Dossiers.
    pub dossiers: usize,
    /// Entities with a page.
    pub entities: usize,
    /// How many of them an editor keeps in the registry.
    pub registered: usize,
    /// How many of them come from the knowledge base.
    pub known: usize,
    /// How many of them the articles alone introduce.
    pub found: usize,
    /// Names that nobody has registered and that have no page.
    pub candidates: usize,
    /// Quotations found or decided.
    pub quotations: usize,
    /// How many of them have a speaker.
    pub attributed: usize,
    /// Files left out.
    pub left_out: usize,
    /// How many of them are drafts.
    pub drafts: usize,
    /// How many of them are held back until their date.
    pub embargoed: usize,
}

/// Counts.
pub(super) fn summarise(loaded: &Loaded) -> Summary {
    let quotations = || {
        loaded
            .site
            .articles
            .iter()
            .flat_map(|article| article.quotations.iter().map(|quotation| &quotation.found))
    };
    let of = |origin: EntityOrigin| {
        let entities = loaded.site.entities.iter();
        entities.filter(|entity| entity.entity.origin == origin).count()
    };
    let is_draft = |left_out: &&LeftOut| left_out.reason == LeftOutReason::Draft;
    let drafts = loaded.left_out.iter().filter(is_draft).count();
    Summary {
        articles: loaded.site.articles.len(),
        dossiers: loaded.site.dossiers.len(),
        entities: loaded.site.entities.len(),
        registered: of(EntityOrigin::Registry),
        known: of(EntityOrigin::Knowledge),
        found: of(EntityOrigin::Found),
        candidates: loaded.site.candidates.len(),
        quotations: quotations().count(),
        attributed: quotations().filter(|quotation| quotation.speaker.is_some()).count(),
        left_out: loaded.left_out.len(),
        drafts,
        embargoed: loaded.left_out.len() - drafts,
    }
}

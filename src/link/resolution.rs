//! What the names of all articles mean, before every entity has its id.

use super::memory::ArticleReading;
use super::mentions::ResolvedMention;
use super::placed::{ParsedArticle, Placed};
use crate::diagnostics::Diagnostic;
use crate::model::entity::Entity;
use crate::model::site::{ArticleId, Candidate, CandidateId, EntityId, FoundQuotationId, NewEntityId, ThingId};
use crate::model::table::Table;

/// What a mention means, for the whole site.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum EntityRef {
    Registered(EntityId),
    /// One that gets a page, of [`Admission::new`].
    New(NewEntityId),
    /// A name without a page, of [`Admission::candidates`].
    Candidate(CandidateId),
}

/// What every article means, and who gets a page by it.
pub(super) struct Admission {
    /// Entities that the articles add to the registry.
    pub new: Table<NewEntityId, Placed<Entity>>,
    /// In the order in which they are found; the last mention of some may have found another meaning.
    pub candidates: Table<CandidateId, Candidate>,
    pub articles: Table<ArticleId, ArticleResolution>,
    pub diagnostics: Vec<Diagnostic>,
}

/// An article with what its things are for the whole site.
pub(super) struct AdmittedArticle<'a> {
    pub article: &'a ParsedArticle,
    pub reading: ArticleReading,
    pub things: Table<ThingId, EntityRef>,
}

#[derive(Default)]
pub(super) struct ArticleResolution {
    pub mentions: Vec<(ResolvedMention, EntityRef)>,
    pub speakers: Table<FoundQuotationId, Option<EntityRef>>,
}

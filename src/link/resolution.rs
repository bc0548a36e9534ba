//! What the names of all articles mean, before every entity has its id.

use super::mentions::ResolvedMention;
use super::placed::Placed;
use crate::diagnostics::Diagnostic;
use crate::model::entity::Entity;
use crate::model::site::{Candidate, CandidateId, EntityId};

/// What a mention means, for the whole site.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum EntityRef {
    Registered(EntityId),
    /// One that gets a page, by its position in [`Admission::new`].
    New(usize),
    /// A name without a page, by its position in [`Admission::candidates`].
    Candidate(CandidateId),
}

/// What every article means, and who gets a page by it.
pub(super) struct Admission {
    /// Entities that the articles add to the registry.
    pub new: Vec<Placed<Entity>>,
    /// In the order in which they are found; the last mention of some may have found another meaning.
    pub candidates: Vec<Candidate>,
    pub articles: Vec<ArticleResolution>,
    pub diagnostics: Vec<Diagnostic>,
}

pub(super) struct ArticleResolution {
    pub mentions: Vec<(ResolvedMention, EntityRef)>,
    pub speakers: Vec<Option<EntityRef>>,
}

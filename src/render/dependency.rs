//! What a page can depend on.

use crate::model::site::{ArticleId, DossierId, EntityId, SourceId, TagId};

/// A part of the site that pages are made from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Dependency {
    All,
    Article(ArticleId),
    /// The articles before and after an article.
    Neighbours(ArticleId),
    Contradicting(ArticleId),
    /// The ordered list of articles.
    Articles,
    Years,
    Annotations,
    Entity(EntityId),
    Occurrences(EntityId),
    Counts(EntityId),
    About(EntityId),
    /// The ordered lists of entities of each type.
    Registers,
    Types,
    Dossier(DossierId),
    Statements(DossierId),
    /// The contents of a dossier in chronological order.
    Chronicle(DossierId),
    Dates(DossierId),
    /// The ordered list of dossiers.
    Dossiers,
    Tag(TagId),
    Source(SourceId),
    Tags,
    Sources,
    Pages,
    /// The ordered list of shown quotations.
    Quotations,
    /// Articles and events in chronological order.
    Timeline,
    Contradictions,
    /// Everything the search index is made from.
    Search,
}

//! What a page can depend on.

use crate::model::site::{ArticleId, DossierId, EntityId, SourceId, TagId};

/// A part of the site that pages are made from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Dependency {
    All,
    /// An article with everything found and linked in it.
    Article(ArticleId),
    /// The articles before and after an article.
    Neighbours(ArticleId),
    /// What contradicts the quotations of an article.
    Contradicting(ArticleId),
    /// The ordered list of articles.
    Articles,
    Years,
    /// The number of annotations of each article.
    Annotations,
    Entity(EntityId),
    Occurrences(EntityId),
    /// How often an entity is named and quoted.
    Counts(EntityId),
    /// The quotations that name an entity.
    About(EntityId),
    /// The ordered lists of entities of each type.
    Registers,
    Types,
    /// A dossier with its list of articles.
    Dossier(DossierId),
    Statements(DossierId),
    /// The contents of a dossier in chronological order.
    Chronicle(DossierId),
    /// The first and the last date of a dossier.
    Dates(DossierId),
    /// The ordered list of dossiers.
    Dossiers,
    /// A tag with its list of articles.
    Tag(TagId),
    /// A source with its list of articles.
    Source(SourceId),
    Tags,
    Sources,
    Pages,
    /// The ordered list of shown quotations.
    Quotations,
    /// Articles and events in chronological order.
    Timeline,
    /// The pairs of statements that contradict each other.
    Contradictions,
    /// Everything the search index is made from.
    Search,
}

//! What a page is made of, written down while it is made.
//!
//! A page that was made of the same parts as last time is the same page, and is not made again. Nobody says
//! beforehand which parts a kind of page needs: the site is only reached through [`Traced`], and what the
//! [`Renderer`](super::Renderer) counts only through its methods, and both note what is asked of them. This is
//! the *verifying trace* of Andrey Mokhov, Neil Mitchell and Simon Peyton Jones, "Build Systems à la Carte"
//! (2018).

mod facts;
mod names;
mod parts;

use std::cell::RefCell;

use serde::{Deserialize, Serialize};

use crate::model::site::{
    ArticleId, DossierId, EntityId, Occurrences, RepeatedStatement, Site, SiteArticle, SiteDossier, SiteEntity,
    SitePage, SourceId, TagId, Topic,
};

pub use facts::Facts;
pub(super) use names::sum;

/// A part of the site that pages are made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Part {
    /// Everything.
    All,
    /// An article with all that was found and linked in it.
    Article(ArticleId),
    /// The articles before and after an article.
    Neighbours(ArticleId),
    /// What contradicts the quotations of an article.
    Contraries(ArticleId),
    /// Which articles there are, in their order.
    Articles,
    /// The years of all articles.
    Years,
    /// How many annotations all articles have.
    Annotations,
    /// An entity, without its occurrences.
    Entity(EntityId),
    /// Where an entity occurs.
    Occurrences(EntityId),
    /// How often an entity is named and quoted.
    Counts(EntityId),
    /// The quotations that name an entity.
    About(EntityId),
    /// Which entities there are of each type, in their order.
    Registers,
    /// The types of which there are entities.
    Types,
    /// A dossier with the list of its articles.
    Dossier(DossierId),
    /// The statements of a dossier.
    Statements(DossierId),
    /// What a dossier holds in the order of time.
    Chronicle(DossierId),
    /// The first and the last date of a dossier.
    Dates(DossierId),
    /// Which dossiers there are, in their order.
    Dossiers,
    /// A tag and the list of its articles.
    Tag(TagId),
    /// A source and the list of its articles.
    Source(SourceId),
    /// All tags.
    Tags,
    /// All sources.
    Sources,
    /// All pages of free text.
    Pages,
    /// Which quotations are shown, in their order.
    Quotations,
    /// Articles and events in the order of time.
    Timeline,
    /// The pairs of statements that contradict each other.
    Contradictions,
    /// What the index of the search is made of.
    Search,
}

thread_local! {
    /// What the pages that this thread is making were made of so far, the innermost last.
    static READ: RefCell<Vec<Vec<Part>>> = const { RefCell::new(Vec::new()) };
}

/// Notes that the page in the making is made of a part.
pub(super) fn note(part: Part) {
    READ.with_borrow_mut(|stack| {
        if let Some(parts) = stack.last_mut()
            && parts.last() != Some(&part)
        {
            parts.push(part);
        }
    });
}

/// Does something, and says of which parts it made use, each once.
fn traced<T>(make: impl FnOnce() -> T) -> (T, Vec<Part>) {
    READ.with_borrow_mut(|stack| stack.push(Vec::new()));
    let made = make();
    let mut parts = READ.with_borrow_mut(Vec::pop).unwrap_or_default();
    parts.sort_unstable();
    parts.dedup();
    (made, parts)
}

/// The parts that a job was made of, by name, and the sum of what they were.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Trace {
    parts: Vec<u64>,
    sum: u64,
}

/// The linked site, as pages see it: whatever is taken from it is noted.
#[derive(Clone, Copy)]
pub(super) struct Traced<'a>(&'a Site);

impl<'a> Traced<'a> {
    pub fn new(site: &'a Site) -> Traced<'a> {
        Traced(site)
    }

    /// The site, for what is counted once before any page is made, and noted where pages ask for it.
    pub fn untraced(self) -> &'a Site {
        self.0
    }

    /// An article with all that was found in it.
    pub fn article(self, id: ArticleId) -> &'a SiteArticle {
        note(Part::Article(id));
        self.0.article(id)
    }

    /// The article at another place in the order, counted from one.
    pub fn neighbour(self, id: ArticleId, step: i32) -> Option<&'a SiteArticle> {
        note(Part::Neighbours(id));
        let other = ArticleId(id.0.checked_add_signed(step)?);
        self.0.articles.get(other.index())?;
        Some(self.article(other))
    }

    /// Every article, newest first.
    pub fn article_ids(self) -> impl DoubleEndedIterator<Item = ArticleId> + ExactSizeIterator + Clone + use<> {
        note(Part::Articles);
        ArticleId::all(self.0.articles.len())
    }

    /// An entity.
    pub fn entity(self, id: EntityId) -> &'a SiteEntity {
        note(Part::Entity(id));
        self.0.entity(id)
    }

    /// Where an entity occurs.
    pub fn occurrences(self, id: EntityId) -> &'a Occurrences {
        note(Part::Occurrences(id));
        self.0.occurrences(id)
    }

    /// A dossier.
    pub fn dossier(self, id: DossierId) -> &'a SiteDossier {
        note(Part::Dossier(id));
        self.0.dossier(id)
    }

    /// Every dossier in its order.
    pub fn dossier_ids(self) -> impl ExactSizeIterator<Item = DossierId> + use<> {
        note(Part::Dossiers);
        DossierId::all(self.0.dossiers.len())
    }

    /// What several articles of a dossier report.
    pub fn statements(self, id: DossierId) -> &'a [RepeatedStatement] {
        note(Part::Statements(id));
        &self.0.dossier(id).statements
    }

    /// The pairs of statements that contradict each other.
    pub fn contradictions(self) -> &'a [(crate::model::site::Quoted, crate::model::site::Quoted)] {
        note(Part::Contradictions);
        &self.0.contradictions
    }

    /// A tag.
    pub fn tag(self, id: TagId) -> &'a Topic {
        note(Part::Tag(id));
        self.0.tag(id)
    }

    /// A source.
    pub fn source(self, id: SourceId) -> &'a Topic {
        note(Part::Source(id));
        self.0.source(id)
    }

    /// All tags, by slug.
    pub fn tags(self) -> &'a [Topic] {
        note(Part::Tags);
        &self.0.tags
    }

    /// All sources, by slug.
    pub fn sources(self) -> &'a [Topic] {
        note(Part::Sources);
        &self.0.sources
    }

    /// All pages of free text, in their order.
    pub fn pages(self) -> &'a [SitePage] {
        note(Part::Pages);
        &self.0.pages
    }

    /// The whole site.
    pub fn all(self) -> &'a Site {
        note(Part::All);
        self.0
    }
}

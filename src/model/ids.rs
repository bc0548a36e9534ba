//! Typed numbers of the items of lists: an article's number cannot be taken for a tag's.

use serde::{Deserialize, Serialize};

use super::table::Id;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub u32);

        impl $name {
            /// The id of the item at a position, counted from 0.
            pub fn new(index: usize) -> $name {
                $name(index as u32)
            }

            /// The position of the item in its list.
            pub fn index(self) -> usize {
                self.0 as usize
            }

            /// The ids of a list of this length, in order.
            pub fn all(length: usize) -> impl DoubleEndedIterator<Item = $name> + ExactSizeIterator + Clone {
                (0..length as u32).map($name)
            }
        }

        impl Id for $name {
            fn new(index: usize) -> $name {
                $name::new(index)
            }

            fn index(self) -> usize {
                $name::index(self)
            }

            fn all(length: usize) -> impl Iterator<Item = $name> + use<> {
                $name::all(length)
            }
        }
    )*};
}

ids! {
    /// An article of [`Site::articles`](super::site::Site::articles).
    ArticleId
    /// An entity of [`Site::entities`](super::site::Site::entities).
    EntityId
    /// A dossier of [`Site::dossiers`](super::site::Site::dossiers).
    DossierId
    /// A page of [`Site::pages`](super::site::Site::pages).
    PageId
    /// A keyword of [`Site::tags`](super::site::Site::tags).
    TagId
    /// A medium of [`Site::sources`](super::site::Site::sources).
    SourceId
    /// A name of [`Site::candidates`](super::site::Site::candidates).
    CandidateId
    /// A mention of [`SiteArticle::mentions`](super::site::SiteArticle::mentions).
    MentionId
    /// A note of [`Article::annotations`](super::article::Article::annotations).
    AnnotationId
    /// A decision of [`Article::mentions`](super::article::Article::mentions).
    MentionDecisionId
    /// Somebody or something of [`Enrichment::things`](super::enrichment::Enrichment::things).
    ThingId
    /// A quotation of [`Enrichment::quotations`](super::enrichment::Enrichment::quotations).
    FoundQuotationId
    /// A name of [`Enrichment::known`](super::enrichment::Enrichment::known).
    KnownMentionId
    /// A correction of [`Article::corrections`](super::article::Article::corrections).
    CorrectionId
    /// An event of [`Dossier::events`](super::article::Dossier::events).
    EventId
    /// An older address of [`Site::redirects`](super::site::Site::redirects).
    RedirectId
    /// An entity that articles add to the registry, before all entities have their ids.
    NewEntityId
    /// An entry of the knowledge base; valid for one version of the program only.
    KnowledgeId
}

/// Identifies a quotation on the site: its article, and its position among the quotations found there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct QuotationId {
    pub article: ArticleId,
    position: u32,
}

impl QuotationId {
    /// The quotation at a position, from 0.
    pub fn new(article: ArticleId, position: usize) -> QuotationId {
        QuotationId {
            article,
            position: position as u32,
        }
    }

    /// The ids of the `count` quotations of an article, in the order of the text.
    pub fn all(article: ArticleId, count: usize) -> impl ExactSizeIterator<Item = QuotationId> {
        (0..count).map(move |position| QuotationId::new(article, position))
    }

    /// Its position in its article, from 0.
    pub fn index(self) -> usize {
        self.position as usize
    }

    /// Its number in its article, from 1, as readers and data count.
    pub fn number(self) -> u32 {
        self.position + 1
    }

    /// `q-N`: its `id` on the page of its article, and in all data.
    pub fn anchor(self) -> String {
        format!("q-{}", self.number())
    }
}

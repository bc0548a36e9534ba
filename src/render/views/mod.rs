//! What templates see: plain data, ready to print, with every link relative to the page. `docs/templates.md` documents
//! every field.
//!
//! **Architecture invariant:** templates see these types and nothing of `model`. A field that is
//! [`SafeHtml`](super::SafeHtml) may be printed unescaped; everything else is escaped by the engine.

mod article;
mod dossier;
mod entity;
mod head;
mod list;
mod matrix;
mod network;
mod shared;
mod statements;

pub use article::{
    ArticleView, CitationView, CorrectionView, EmbedCard, EmbedView, NeighbourView, NoteView, PartView, ProvenanceView,
    RelatedView, SpeakerCount,
};
pub use dossier::{DossierRow, DossierView, NoteRow, TimelineEntry, TimelineYear};
pub use entity::{
    EntityGroup, EntityRow, EntityView, MentionGroup, MentionView, RoleView, SeenView, TimeCount, TogetherView,
};
pub use head::{FeedLink, ImageView, MetaView, PageFrame, TranslationView};
pub use list::{
    ChoiceView, CorrectionRow, HomeView, ListView, NotFoundView, QuoteFilters, RedirectView, SearchView, SectionView,
    TextPageView, WayView,
};
pub use matrix::{MatrixCell, MatrixRow, MatrixView, PeriodView};
pub use network::{NetworkEdge, NetworkNode, NetworkPair, NetworkView};
pub use shared::{
    ArticleRow, DateView, LinkView, MenuItem, Pagination, QuoteView, SiteFrame, SnippetView, SpeakerView, TopicRow,
};
pub use statements::{ContradictionView, PieceView, StatementView, WordingView};

//! What templates see: plain data, ready to print, with every link relative to the page. `docs/templates.md` documents
//! every field.
//!
//! **Architecture invariant:** templates see these types and nothing of `model`. A field that is
//! [`SafeHtml`](super::SafeHtml) may be printed unescaped; everything else is escaped by the engine.

mod article;
mod charts;
mod dossier;
mod entity;
mod head;
mod list;
mod shared;

pub use article::{
    ArticleView, CitationView, CorrectionView, EmbedCard, EmbedView, NeighbourView, NoteView, PartView, ProvenanceView,
    RelatedView, SpeakerCount,
};
pub use charts::{MatrixCell, MatrixRow, MatrixView, NetworkEdge, NetworkNode, NetworkPair, NetworkView, PeriodView};
pub use dossier::{
    ContradictionView, DossierRow, DossierView, NoteRow, PieceView, StatementView, TimelineEntry, TimelineYear,
    WordingView,
};
pub use entity::{
    EntityGroup, EntityRow, EntityView, MentionGroup, MentionView, RoleView, SeenView, TimeCount, TogetherView,
};
pub use head::{FeedLink, ImageView, MetaView, PageFrame, TranslationView};
pub use list::{
    ChoiceView, CorrectionRow, HomeView, ListView, NotFoundView, QuoteFilters, RedirectView, SearchView, SectionView,
    TextPageView, WayView,
};
pub use shared::{
    ArticleRow, DateView, LinkView, MenuItem, Pagination, QuoteView, SiteFrame, SnippetView, SpeakerView, TopicRow,
};

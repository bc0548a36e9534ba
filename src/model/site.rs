//! The whole site, linked: what the pages are made of.

use std::collections::BTreeMap;

use camino::Utf8PathBuf;

use super::article::{Article, Dossier, Lang, Page};
use super::enrichment::PlacedAnnotation;
use super::entity::Entity;
use super::output_path::OutputPath;
use super::slug::Slug;
use super::source::AssetContent;
use super::span::Span;
use super::text::{DocumentKey, LinkTable, Text};

pub use super::ids::{
    AnnotationId, ArticleId, CandidateId, CorrectionId, DossierId, EntityId, EventId, FoundQuotationId, KnowledgeId,
    KnownMentionId, MentionDecisionId, MentionId, NewEntityId, PageId, QuotationId, RedirectId, SourceId, TagId,
    ThingId,
};
pub use super::mention::{
    Candidate, CandidateArticle, CandidateMention, Mention, MentionRule, Occurrences, OccurrencesInArticle,
    SiteQuotation,
};

/// Everything that is published, in the order in which it is shown.
#[derive(Debug, Default)]
pub struct Site {
    /// Newest first, then by slug.
    pub articles: Vec<SiteArticle>,
    pub entities: Vec<SiteEntity>,
    /// Names that nobody has registered, the most frequent first, then by name.
    pub candidates: Vec<Candidate>,
    /// By `order`, then by title.
    pub dossiers: Vec<SiteDossier>,
    /// By `menu`, then by title.
    pub pages: Vec<SitePage>,
    /// Keywords, by slug.
    pub tags: Vec<Topic>,
    /// Media, by slug.
    pub sources: Vec<Topic>,
    /// Statements that contradict each other, as editors say: the older one first, each pair once.
    pub contradictions: Vec<(QuotationId, QuotationId)>,
    /// Older addresses: from, to.
    pub redirects: Vec<(OutputPath, OutputPath)>,
    pub assets: BTreeMap<OutputPath, AssetContent>,
}

/// What every page of its own has.
#[derive(Clone, Debug, Hash)]
pub struct Placement {
    /// The file that it is made of, relative to the site's root; empty where it is made of none.
    pub file: Utf8PathBuf,
    pub output: OutputPath,
    pub lang: Lang,
}

#[derive(Debug)]
pub struct SiteArticle {
    pub article: Article,
    pub placement: Placement,
    /// The hash of the files that it was made of.
    pub hash: [u8; 32],
    pub sentences: Vec<Span>,
    /// Where its annotations stand, by place.
    pub annotations: Vec<PlacedAnnotation>,
    /// Its quotations, by start, then by end.
    pub quotations: Vec<SiteQuotation>,
    /// The entities that it names, by place.
    pub mentions: Vec<Mention>,
    /// Names without a page, by place.
    pub candidates: Vec<CandidateMention>,
    pub dossiers: Vec<DossierId>,
    /// The same text in all its languages, this article among them: the original, then by language.
    /// Empty where there is only one.
    pub translations: Vec<ArticleId>,
    pub tags: Vec<TagId>,
    /// The medium that it is from.
    pub source: Option<SourceId>,
    /// The articles that share most with it, the nearest first.
    pub related: Vec<Related>,
    pub links: LinkTable,
}

impl SiteArticle {
    /// The ids of its quotations, given its own.
    pub fn quotation_ids(&self, id: ArticleId) -> impl ExactSizeIterator<Item = QuotationId> + use<> {
        QuotationId::all(id, self.quotations.len())
    }

    pub fn body(&self) -> Text<'_> {
        self.links.text(DocumentKey::Body, &self.article.body)
    }

    pub fn note(&self, id: AnnotationId) -> Text<'_> {
        let note = &self.article.annotation(id).note;
        self.links.text(DocumentKey::Annotation(id), note)
    }

    /// The text of a correction.
    pub fn correction(&self, id: CorrectionId) -> Text<'_> {
        let note = &self.article.correction(id).note;
        self.links.text(DocumentKey::Correction(id), note)
    }
}

/// An article that shares something with another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Related {
    pub article: ArticleId,
    /// What both name, by number.
    pub entities: Vec<EntityId>,
    pub dossiers: Vec<DossierId>,
    pub tags: Vec<TagId>,
    pub source: bool,
}

#[derive(Debug)]
pub struct SiteEntity {
    pub entity: Entity,
    pub placement: Placement,
    /// The entity that speaks when this one does.
    pub represents: Option<EntityId>,
    /// Where it is named and what it says.
    pub occurrences: Occurrences,
    pub links: LinkTable,
}

impl SiteEntity {
    pub fn body(&self) -> Text<'_> {
        self.links.text(DocumentKey::Body, &self.entity.body)
    }
}

#[derive(Debug)]
pub struct SiteDossier {
    pub dossier: Dossier,
    pub placement: Placement,
    /// Its articles, oldest first.
    pub articles: Vec<ArticleId>,
    /// The statements that several of its articles report, those with most reports first.
    pub statements: Vec<RepeatedStatement>,
    pub links: LinkTable,
}

impl SiteDossier {
    pub fn body(&self) -> Text<'_> {
        self.links.text(DocumentKey::Body, &self.dossier.body)
    }

    /// The text of an event, where it has one.
    pub fn event_note(&self, id: EventId) -> Option<Text<'_>> {
        let note = self.dossier.event(id).note.as_ref()?;
        Some(self.links.text(DocumentKey::Event(id), note))
    }
}

/// A statement that several articles report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RepeatedStatement {
    /// At least two, the oldest first.
    pub reports: Vec<Report>,
}

/// How an article reports a statement: in one quotation, or in several that a cue divides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// The quotation with which it begins.
    pub first: QuotationId,
    /// Those of the same article that continue it.
    pub rest: Vec<QuotationId>,
}

impl Report {
    /// All its quotations, in the order of the text.
    pub fn quotations(&self) -> impl Iterator<Item = QuotationId> {
        std::iter::once(self.first).chain(self.rest.iter().copied())
    }
}

#[derive(Debug, Hash)]
pub struct SitePage {
    pub page: Page,
    pub placement: Placement,
    pub links: LinkTable,
}

impl SitePage {
    pub fn body(&self) -> Text<'_> {
        self.links.text(DocumentKey::Body, &self.page.body)
    }
}

/// A tag or a source, and its articles.
#[derive(Clone, Debug)]
pub struct Topic {
    /// As it is written first.
    pub name: String,
    /// The name in its address.
    pub slug: Slug,
    pub output: OutputPath,
    pub articles: Vec<ArticleId>,
}

impl Site {
    pub fn article(&self, id: ArticleId) -> &SiteArticle {
        &self.articles[id.index()]
    }

    pub fn entity_ids(&self) -> impl ExactSizeIterator<Item = EntityId> + use<> {
        EntityId::all(self.entities.len())
    }

    pub fn entity(&self, id: EntityId) -> &SiteEntity {
        &self.entities[id.index()]
    }

    pub fn occurrences(&self, id: EntityId) -> &Occurrences {
        &self.entity(id).occurrences
    }

    pub fn dossier(&self, id: DossierId) -> &SiteDossier {
        &self.dossiers[id.index()]
    }

    pub fn page(&self, id: PageId) -> &SitePage {
        &self.pages[id.index()]
    }

    pub fn tag(&self, id: TagId) -> &Topic {
        &self.tags[id.index()]
    }

    pub fn source(&self, id: SourceId) -> &Topic {
        &self.sources[id.index()]
    }

    /// Where the links of every content file lead.
    pub fn link_tables(&self) -> impl Iterator<Item = &LinkTable> {
        let articles = self.articles.iter().map(|article| &article.links);
        let dossiers = self.dossiers.iter().map(|dossier| &dossier.links);
        let entities = self.entities.iter().map(|entity| &entity.links);
        let pages = self.pages.iter().map(|page| &page.links);
        articles.chain(dossiers).chain(entities).chain(pages)
    }

    /// An older address: from, to.
    pub fn redirect(&self, id: RedirectId) -> &(OutputPath, OutputPath) {
        &self.redirects[id.index()]
    }

    pub fn candidate(&self, id: CandidateId) -> &Candidate {
        &self.candidates[id.index()]
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOut {
    pub file: Utf8PathBuf,
    pub reason: LeftOutReason,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LeftOutReason {
    Draft,
    /// Its embargo ends at this date.
    Embargo(super::date::PartialDate),
}

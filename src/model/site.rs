//! The whole site, linked: what the pages are made of.

use std::collections::BTreeMap;

use camino::Utf8PathBuf;

use super::article::{Article, Dossier, Lang, Page};
use super::enrichment::{Enrichment, Evidence, NameForm, Origin, Quotation, Status};
use super::entity::{Entity, EntityType};
use super::output_path::OutputPath;
use super::slug::Slug;
use super::source::AssetContent;
use super::span::Span;
use super::text::{DocumentKey, LinkTable, Text};

pub use super::ids::{
    AnnotationId, ArticleId, CandidateId, DossierId, EntityId, MentionDecisionId, MentionId, PageId, QuotationId,
    SourceId, TagId, ThingId,
};

/// Everything that is published, in the order in which it is shown.
#[derive(Debug, Default)]
pub struct Site {
    /// Newest first, then by slug.
    pub articles: Vec<SiteArticle>,
    /// By slug.
    pub entities: Vec<SiteEntity>,
    /// Where each entity occurs, in the order of `entities`.
    pub occurrences: Vec<Occurrences>,
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
    /// Files that are copied.
    pub assets: BTreeMap<OutputPath, AssetContent>,
}

/// What every page of its own has.
#[derive(Clone, Debug, Hash)]
pub struct Placement {
    /// The file that it is made of, relative to the site's root; empty where it is made of none.
    pub file: Utf8PathBuf,
    /// Where it is published.
    pub output: OutputPath,
    /// The language of its text.
    pub lang: Lang,
}

/// An article in its place.
#[derive(Debug)]
pub struct SiteArticle {
    /// The article.
    pub article: Article,
    /// Where it is.
    pub placement: Placement,
    /// The hash of the files that it was made of.
    pub hash: [u8; 32],
    /// What was found in it; without the quotations, which are in `quotations`.
    pub enrichment: Enrichment,
    /// Its quotations, by start, then by end.
    pub quotations: Vec<SiteQuotation>,
    /// The entities that it names, by place.
    pub mentions: Vec<Mention>,
    /// Names without a page, by place.
    pub candidates: Vec<CandidateMention>,
    /// The dossiers that it belongs to.
    pub dossiers: Vec<DossierId>,
    /// The same text in all its languages, this article among them: the original, then by language.
    /// Empty where there is only one.
    pub translations: Vec<ArticleId>,
    /// Its keywords.
    pub tags: Vec<TagId>,
    /// The medium that it is from.
    pub source: Option<SourceId>,
    /// The articles that share most with it, the nearest first.
    pub related: Vec<Related>,
    /// Where the links of its texts lead.
    pub links: LinkTable,
}

impl SiteArticle {
    /// The ids of its quotations, given its own.
    pub fn quotation_ids(&self, id: ArticleId) -> impl ExactSizeIterator<Item = QuotationId> + use<> {
        (0..self.quotations.len()).map(move |position| QuotationId::new(id, position))
    }

    /// The page with its quotations as cards for other sites.
    pub fn embed(&self) -> OutputPath {
        OutputPath::of("embed", &self.article.header.slug, "html")
    }

    /// Its text.
    pub fn body(&self) -> Text<'_> {
        self.links.text(DocumentKey::Body, &self.article.body)
    }

    /// The text of an annotation.
    pub fn note(&self, id: AnnotationId) -> Text<'_> {
        let note = &self.article.annotation(id).note;
        self.links.text(DocumentKey::Annotation(id), note)
    }

    /// The text of a correction, counted from 0.
    pub fn correction(&self, number: usize) -> Text<'_> {
        let note = &self.article.corrections[number].note;
        self.links.text(DocumentKey::Correction(number), note)
    }
}

/// A quotation as it was found, with what the whole site knows of it.
#[derive(Clone, Debug)]
pub struct SiteQuotation {
    /// As it was found in the text.
    pub found: Quotation,
    /// Whether the article reports the words as said.
    pub status: Status,
    /// The entity that speaks; `None` where the speaker has no page, or is not known.
    pub speaker: Option<EntityId>,
}

/// An article that shares something with another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Related {
    /// Which.
    pub article: ArticleId,
    /// What both name, by number.
    pub entities: Vec<EntityId>,
    /// The dossiers that both belong to.
    pub dossiers: Vec<DossierId>,
    /// The tags that both have.
    pub tags: Vec<TagId>,
    /// Whether both are from the same source.
    pub source: bool,
}

/// A span that names an entity.
#[derive(Clone, Debug, PartialEq)]
pub struct Mention {
    /// Where, in the plain text.
    pub span: Span,
    /// Whom or what.
    pub entity: EntityId,
    /// How certain it is, from 0 to 1000.
    pub confidence: u16,
    /// The rule that linked it.
    pub rule: MentionRule,
    /// Who decided.
    pub origin: Origin,
    /// How the name stands there.
    pub form: NameForm,
}

/// Why a span is linked to an entity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MentionRule {
    /// An editor said so in the front matter.
    Editor,
    /// An editor linked the entity in the text: `[[slug]]`.
    EditorLink,
    /// A name or an alias of the site's registry.
    RegistryName,
    /// The surname of somebody in the registry, whom nobody else of that name can be mistaken for.
    RegistrySurname,
    /// A name of the embedded knowledge base.
    KnowledgeName,
    /// A short form of a name that the article gives in full elsewhere.
    BackReference,
    /// A short form of a name that other articles of the same dossier give in full.
    DossierReference,
    /// A capital that speaks for its government.
    Metonym,
    /// The article introduces the name itself.
    Found,
}

impl MentionRule {
    /// The name in data.
    pub fn name(self) -> &'static str {
        match self {
            MentionRule::Editor => "editor",
            MentionRule::EditorLink => "editor-link",
            MentionRule::RegistryName => "registry-name",
            MentionRule::RegistrySurname => "registry-surname",
            MentionRule::KnowledgeName => "knowledge-name",
            MentionRule::BackReference => "back-reference",
            MentionRule::DossierReference => "dossier-reference",
            MentionRule::Metonym => "metonym",
            MentionRule::Found => "found",
        }
    }
}

/// A span that names somebody or something without a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CandidateMention {
    /// Where, in the plain text.
    pub span: Span,
    /// Whom or what.
    pub candidate: CandidateId,
    /// How the name stands there.
    pub form: NameForm,
    /// How certain it is that it is such a name, from 0 to 1000.
    pub confidence: u16,
}

/// A name that nobody has registered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// The name.
    pub name: String,
    /// A slug for it that no entity has.
    pub slug: Slug,
    /// What it is, as far as the articles tell.
    pub entity_type: EntityType,
    /// What speaks for it, sorted.
    pub evidence: Vec<Evidence>,
    /// How certain it is, from 0 to 1000.
    pub confidence: u16,
    /// The articles that name it, newest first.
    pub articles: Vec<CandidateArticle>,
}

impl Candidate {
    /// How often all articles name it.
    pub fn mentions(&self) -> usize {
        self.articles.iter().map(|article| article.mentions).sum()
    }
}

/// How an article names a candidate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CandidateArticle {
    /// The article.
    pub article: ArticleId,
    /// How often it names the candidate.
    pub mentions: usize,
    /// The first mention, in the plain text.
    pub first: Span,
}

/// An entity in its place.
#[derive(Debug)]
pub struct SiteEntity {
    /// The entity.
    pub entity: Entity,
    /// Where its page is.
    pub placement: Placement,
    /// The entity that speaks when this one does.
    pub represents: Option<EntityId>,
    /// Where the links of its portrait lead.
    pub links: LinkTable,
}

impl SiteEntity {
    /// Its portrait.
    pub fn body(&self) -> Text<'_> {
        self.links.text(DocumentKey::Body, &self.entity.body)
    }
}

/// Where an entity occurs.
#[derive(Clone, Debug, Default)]
pub struct Occurrences {
    /// The articles that name it, newest first.
    pub articles: Vec<OccurrencesInArticle>,
    /// Its quotations, newest article first.
    pub quotations: Vec<QuotationId>,
}

/// Where an article names an entity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OccurrencesInArticle {
    /// The article.
    pub article: ArticleId,
    /// Its mentions of the entity, at least one, by place.
    pub mentions: Vec<MentionId>,
}

/// A dossier and its articles.
#[derive(Debug)]
pub struct SiteDossier {
    /// The dossier.
    pub dossier: Dossier,
    /// Where its page is.
    pub placement: Placement,
    /// Its articles, oldest first.
    pub articles: Vec<ArticleId>,
    /// The statements that several of its articles report, those with most reports first.
    pub statements: Vec<RepeatedStatement>,
    /// Where the links of its texts lead.
    pub links: LinkTable,
}

impl SiteDossier {
    /// Its introduction.
    pub fn body(&self) -> Text<'_> {
        self.links.text(DocumentKey::Body, &self.dossier.body)
    }

    /// The text of an event, counted from 0, where it has one.
    pub fn event_note(&self, number: usize) -> Option<Text<'_>> {
        let note = self.dossier.events[number].note.as_ref()?;
        Some(self.links.text(DocumentKey::Event(number), note))
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

/// Any other page.
#[derive(Debug, Hash)]
pub struct SitePage {
    /// The page.
    pub page: Page,
    /// Where it is.
    pub placement: Placement,
    /// Where the links of its text lead.
    pub links: LinkTable,
}

impl SitePage {
    /// Its text.
    pub fn body(&self) -> Text<'_> {
        self.links.text(DocumentKey::Body, &self.page.body)
    }
}

/// A tag or a source, and its articles.
#[derive(Clone, Debug)]
pub struct Topic {
    /// As it is written first.
    pub name: String,
    /// In its address.
    pub slug: Slug,
    /// Where its page is.
    pub output: OutputPath,
    /// Newest first.
    pub articles: Vec<ArticleId>,
}

impl Site {
    /// An article.
    pub fn article(&self, id: ArticleId) -> &SiteArticle {
        &self.articles[id.index()]
    }

    /// Every entity in its order.
    pub fn entity_ids(&self) -> impl ExactSizeIterator<Item = EntityId> + use<> {
        EntityId::all(self.entities.len())
    }

    /// An entity.
    pub fn entity(&self, id: EntityId) -> &SiteEntity {
        &self.entities[id.index()]
    }

    /// Where an entity occurs.
    pub fn occurrences(&self, id: EntityId) -> &Occurrences {
        &self.occurrences[id.index()]
    }

    /// A dossier.
    pub fn dossier(&self, id: DossierId) -> &SiteDossier {
        &self.dossiers[id.index()]
    }

    /// A page.
    pub fn page(&self, id: PageId) -> &SitePage {
        &self.pages[id.index()]
    }

    /// A keyword.
    pub fn tag(&self, id: TagId) -> &Topic {
        &self.tags[id.index()]
    }

    /// A medium.
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

    /// A name that nobody has registered.
    pub fn candidate(&self, id: CandidateId) -> &Candidate {
        &self.candidates[id.index()]
    }
}

/// What was left out of the site, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// The file.
    pub file: Utf8PathBuf,
    /// Why.
    pub reason: LeftOutReason,
}

/// Why something was left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LeftOutReason {
    /// It is a draft.
    Draft,
    /// Its embargo ends at this date.
    Embargo(super::date::PartialDate),
}

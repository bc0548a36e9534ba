//! What the whole site knows of the names and quotations in a text: entities, candidates, speakers.

use super::enrichment::{Evidence, NameForm, Origin, Quotation, Status};
use super::entity::EntityType;
use super::ids::{ArticleId, CandidateId, EntityId, MentionId, QuotationId};
use super::named::named;
use super::slug::Slug;
use super::span::Span;

#[derive(Clone, Debug, PartialEq)]
pub struct Mention {
    /// Where, in the plain text.
    pub span: Span,
    pub entity: EntityId,
    /// How certain it is, from 0 to 1000.
    pub confidence: u16,
    pub rule: MentionRule,
    /// Whether the program or an editor linked it.
    pub origin: Origin,
    pub form: NameForm,
}

named! {
    /// Why a span is linked to an entity.
    MentionRule {
        /// An editor said so in the front matter.
        Editor = "editor",
        /// An editor linked the entity in the text: `[[slug]]`.
        EditorLink = "editor-link",
        /// A name or an alias of the site's registry.
        RegistryName = "registry-name",
        /// A surname that only one entity of the registry has.
        RegistrySurname = "registry-surname",
        /// A name of the embedded knowledge base.
        KnowledgeName = "knowledge-name",
        /// A short form of a name that the article gives in full elsewhere.
        BackReference = "back-reference",
        /// A short form of a name that other articles of the same dossier give in full.
        DossierReference = "dossier-reference",
        /// A capital that stands for its government.
        Metonym = "metonym",
        /// The article introduces the name itself.
        Found = "found",
        /// It names somebody or something that has no page.
        Candidate = "candidate",
    }
}

/// A span that names somebody or something without a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CandidateMention {
    /// Where, in the plain text.
    pub span: Span,
    /// The name that it is a mention of.
    pub candidate: CandidateId,
    pub form: NameForm,
    /// How certain it is that it is such a name, from 0 to 1000.
    pub confidence: u16,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
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
    pub fn mentions(&self) -> usize {
        self.articles.iter().map(|article| article.mentions).sum()
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CandidateArticle {
    pub article: ArticleId,
    pub mentions: usize,
    /// The first mention, in the plain text.
    pub first: Span,
}

#[derive(Clone, Debug, Default)]
pub struct Occurrences {
    /// The articles that name it, newest first.
    pub articles: Vec<OccurrencesInArticle>,
    /// Its quotations, newest article first.
    pub quotations: Vec<QuotationId>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OccurrencesInArticle {
    pub article: ArticleId,
    /// Its mentions of the entity, at least one, by place.
    pub mentions: Vec<MentionId>,
}

/// A quotation as it was found, with what the whole site knows of it.
#[derive(Clone, Debug)]
pub struct SiteQuotation {
    /// As it was found in the text.
    pub found: Quotation,
    /// The entity that speaks; `None` where the speaker has no page, or is not known.
    pub speaker: Option<EntityId>,
}

/// Who speaks: an entity, or somebody of whom only the name is known. Entities come first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Voice<'a> {
    Entity(EntityId),
    /// The fullest name that the article gives.
    Name(&'a str),
}

impl SiteQuotation {
    /// Who speaks; `None` where no name is known.
    pub fn voice(&self) -> Option<Voice<'_>> {
        let name = || self.found.speaker.as_ref()?.resolved.as_deref();
        self.speaker.map(Voice::Entity).or_else(|| name().map(Voice::Name))
    }

    /// Whether a site that demands this confidence (from 0 to 1000) marks it in the text: only what the article says was
    /// said.
    pub fn is_marked(&self, min_confidence: u16) -> bool {
        self.found.status == Status::Asserted && self.found.confidence >= min_confidence
    }

    /// Whether such a site lists it as a statement: it is more than a word or two.
    pub fn is_shown(&self, min_confidence: u16) -> bool {
        self.is_marked(min_confidence) && !self.found.fragment
    }
}

//! Keys that stay the same when lists grow, and hashes of what refers to other things by number.

use std::hash::{Hash, Hasher};
use std::mem::discriminant;

use crate::model::site::{
    ArticleId, CandidateMention, DossierId, EntityId, Mention, QuotationId, Related, Site, SourceId, TagId, Topic,
};
use crate::model::table::Table;
use crate::render::chronicle::Entry;
use crate::render::dependency::Dependency;
use crate::render::stable_hash::{StableHasher, hash};

/// The hashes of the output paths of articles, entities, dossiers, tags and sources, by id.
pub(super) struct StableKeys {
    pub articles: Table<ArticleId, u64>,
    pub entities: Table<EntityId, u64>,
    pub dossiers: Table<DossierId, u64>,
    pub tags: Table<TagId, u64>,
    pub sources: Table<SourceId, u64>,
}

impl StableKeys {
    pub fn new(site: &Site) -> StableKeys {
        StableKeys {
            articles: site.articles.iter().map(|a| hash(&a.placement.output)).collect(),
            entities: site.entities.iter().map(|e| hash(&e.placement.output)).collect(),
            dossiers: site.dossiers.iter().map(|d| hash(&d.placement.output)).collect(),
            tags: site.tags.iter().map(|topic| hash(&topic.output)).collect(),
            sources: site.sources.iter().map(|topic| hash(&topic.output)).collect(),
        }
    }

    pub fn quotation(&self, id: QuotationId) -> (u64, u32) {
        (self.articles[id.article], id.number())
    }

    pub fn entry(&self, entry: &Entry) -> (u64, usize) {
        match entry {
            Entry::Article(id) => (self.articles[*id], usize::MAX),
            Entry::Event(id, event) => (self.dossiers[*id], event.index()),
        }
    }

    pub fn dependency(&self, dependency: Dependency) -> u64 {
        use Dependency::*;
        let of = match dependency {
            Article(id) | Neighbours(id) | Contradicting(id) => self.articles[id],
            Entity(id) | Occurrences(id) | Counts(id) | About(id) => self.entities[id],
            Dossier(id) | Statements(id) | Chronicle(id) | Dates(id) => self.dossiers[id],
            Tag(id) => self.tags[id],
            Source(id) => self.sources[id],
            All | Articles | Years | Annotations | Registers | Types | Dossiers | Tags | Sources | Pages
            | Quotations | Timeline | Contradictions | Search => 0,
        };
        hash((discriminant(&dependency), of))
    }

    pub fn topic(&self, topic: &Topic) -> u64 {
        let Topic {
            name,
            slug,
            output,
            articles,
        } = topic;
        hash((name, slug, output, self.article_list(articles)))
    }

    pub fn article_list(&self, articles: &[ArticleId]) -> Vec<u64> {
        articles.iter().map(|id| self.articles[*id]).collect()
    }

    pub fn entity_list(&self, entities: &[EntityId]) -> Vec<u64> {
        entities.iter().map(|id| self.entities[*id]).collect()
    }

    pub fn related(&self, related: &Related) -> u64 {
        let Related {
            article,
            entities,
            dossiers,
            tags,
            source,
        } = related;
        let dossiers: Vec<u64> = dossiers.iter().map(|id| self.dossiers[*id]).collect();
        let tags: Vec<u64> = tags.iter().map(|id| self.tags[*id]).collect();
        hash((
            self.articles[*article],
            self.entity_list(entities),
            dossiers,
            tags,
            source,
        ))
    }

    /// An article: its files, what was found in them, and what it is linked with.
    pub fn of_article(&self, site: &Site, id: ArticleId) -> u64 {
        let article = site.article(id);
        let mut hasher = StableHasher::default();
        // What was found in a text follows from its bytes and its language.
        (article.hash, &article.placement).hash(&mut hasher);
        for mention in &article.mentions {
            let Mention {
                span,
                entity,
                confidence,
                rule,
                origin,
                form,
            } = mention;
            (span, self.entities[*entity], confidence, rule, origin, form).hash(&mut hasher);
        }
        for mention in &article.candidates {
            let CandidateMention {
                span,
                candidate,
                form,
                confidence,
            } = mention;
            let slug = &site.candidate(*candidate).slug;
            (span, slug, form, confidence).hash(&mut hasher);
        }
        let speakers = article
            .quotations
            .iter()
            .map(|quotation| quotation.speaker.map(|id| self.entities[id]));
        let dossiers = article.dossiers.iter().map(|id| self.dossiers[*id]);
        let tags = article.tags.iter().map(|id| self.tags[*id]);
        speakers.collect::<Vec<_>>().hash(&mut hasher);
        dossiers.chain(tags).collect::<Vec<_>>().hash(&mut hasher);
        self.article_list(&article.translations).hash(&mut hasher);
        article.source.map(|id| self.sources[id]).hash(&mut hasher);
        let related = article.related.iter().map(|related| self.related(related));
        related.for_each(|related| related.hash(&mut hasher));
        article.links.hash(&mut hasher);
        hasher.finish()
    }
}

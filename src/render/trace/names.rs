//! Names of what pages are made of that stay when lists grow, and sums of what refers to it.

use std::hash::{DefaultHasher, Hash, Hasher};

use super::Part;
use crate::model::site::{
    ArticleId, CandidateMention, DossierId, EntityId, Mention, Quoted, Related, Site, SourceId, TagId, Topic,
};
use crate::render::chronicle::Entry;

/// The names of articles, entities, dossiers, tags and sources, by number.
#[derive(Default)]
pub(super) struct Names {
    pub articles: Vec<u64>,
    entities: Vec<u64>,
    pub dossiers: Vec<u64>,
    tags: Vec<u64>,
    sources: Vec<u64>,
}

/// The sum of anything; the same on every machine, and from one build of the program to the next.
pub(in crate::render) fn sum(thing: impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    thing.hash(&mut hasher);
    hasher.finish()
}

impl Names {
    pub fn new(site: &Site) -> Names {
        let topics = |topics: &[Topic]| topics.iter().map(|topic| sum(&topic.output)).collect();
        Names {
            articles: site.articles.iter().map(|a| sum(&a.placement.output)).collect(),
            entities: site.entities.iter().map(|e| sum(&e.placement.output)).collect(),
            dossiers: site.dossiers.iter().map(|d| sum(&d.placement.output)).collect(),
            tags: topics(&site.tags),
            sources: topics(&site.sources),
        }
    }

    pub fn article(&self, id: ArticleId) -> u64 {
        self.articles[id.index()]
    }

    pub fn entity(&self, id: EntityId) -> u64 {
        self.entities[id.index()]
    }

    pub fn dossier(&self, id: DossierId) -> u64 {
        self.dossiers[id.index()]
    }

    pub fn tag(&self, id: TagId) -> u64 {
        self.tags[id.index()]
    }

    pub fn source(&self, id: SourceId) -> u64 {
        self.sources[id.index()]
    }

    pub fn quoted(&self, (article, number): &Quoted) -> (u64, u32) {
        (self.article(*article), *number)
    }

    pub fn entry(&self, entry: &Entry) -> (u64, usize) {
        match entry {
            Entry::Article(id) => (self.article(*id), usize::MAX),
            Entry::Event(id, number) => (self.dossier(*id), *number),
        }
    }

    /// The name of a part.
    pub fn part(&self, part: Part) -> u64 {
        let kind = std::mem::discriminant(&part);
        let of = |name: u64| sum((kind, name));
        match part {
            Part::Article(id) | Part::Neighbours(id) | Part::Contraries(id) => of(self.article(id)),
            Part::Entity(id) | Part::Occurrences(id) | Part::Counts(id) | Part::About(id) => of(self.entity(id)),
            Part::Dossier(id) | Part::Statements(id) | Part::Chronicle(id) | Part::Dates(id) => of(self.dossier(id)),
            Part::Tag(id) => of(self.tag(id)),
            Part::Source(id) => of(self.source(id)),
            Part::All
            | Part::Articles
            | Part::Years
            | Part::Annotations
            | Part::Registers
            | Part::Types
            | Part::Dossiers
            | Part::Tags
            | Part::Sources
            | Part::Pages
            | Part::Quotations
            | Part::Timeline
            | Part::Contradictions
            | Part::Search => of(0),
        }
    }

    pub fn topic(&self, topic: &Topic) -> u64 {
        let Topic {
            name,
            slug,
            output,
            articles,
        } = topic;
        sum((name, slug, output, self.article_list(articles)))
    }

    pub fn article_list(&self, articles: &[ArticleId]) -> Vec<u64> {
        articles.iter().map(|id| self.article(*id)).collect()
    }

    pub fn entity_list(&self, entities: &[EntityId]) -> Vec<u64> {
        entities.iter().map(|id| self.entity(*id)).collect()
    }

    pub fn related(&self, related: &Related) -> u64 {
        let Related {
            article,
            entities,
            dossiers,
            tags,
            source,
        } = related;
        let dossiers: Vec<u64> = dossiers.iter().map(|id| self.dossier(*id)).collect();
        let tags: Vec<u64> = tags.iter().map(|id| self.tag(*id)).collect();
        sum((
            self.article(*article),
            self.entity_list(entities),
            dossiers,
            tags,
            source,
        ))
    }

    /// An article: its bytes, what was found in them, and what the site makes of it.
    pub fn of_article(&self, site: &Site, id: ArticleId) -> u64 {
        let article = site.article(id);
        let mut hasher = DefaultHasher::new();
        let placement = &article.placement;
        // What was found in a text follows from its bytes and its language.
        article.hash.hash(&mut hasher);
        (placement.file.as_str(), &placement.output, &placement.lang).hash(&mut hasher);
        for mention in &article.mentions {
            let Mention {
                span,
                entity,
                confidence,
                rule,
                origin,
                form,
            } = mention;
            (span, self.entity(*entity), confidence, rule, origin, form).hash(&mut hasher);
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
        let speakers = article.speakers.iter().map(|speaker| speaker.map(|id| self.entity(id)));
        speakers.for_each(|speaker| speaker.hash(&mut hasher));
        article
            .dossiers
            .iter()
            .for_each(|id| self.dossier(*id).hash(&mut hasher));
        self.article_list(&article.translations).hash(&mut hasher);
        let tags = article.tags.iter().map(|id| self.tag(*id));
        tags.for_each(|tag| tag.hash(&mut hasher));
        article.source.map(|id| self.source(id)).hash(&mut hasher);
        article
            .related
            .iter()
            .for_each(|related| self.related(related).hash(&mut hasher));
        article.links.hash(&mut hasher);
        hasher.finish()
    }
}

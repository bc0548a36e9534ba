//! The second phase: every name with its entity, every quotation with its speaker.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::admission;
use super::memory::{self, Memory};
use super::merge::merged;
use super::parsed::{Content, Parsed};
use super::placed::{ParsedArticle, Placed};
use super::registry::Registry;
use super::resolution::{ArticleResolution, EntityRef};
use super::selection::Absent;
use crate::config::Config;
use crate::diagnostics::{Code, Diagnostic, Place, did_you_mean};
use crate::model::article::{Article, Keyed};
use crate::model::enrichment::PlacedAnnotation;
use crate::model::entity::{Entity, EntityOrigin};
use crate::model::site::{
    ArticleId, Candidate, CandidateId, CandidateMention, EntityId, FoundQuotationId, Mention, MentionId, NewEntityId,
    Occurrences, OccurrencesInArticle, Placement, QuotationId, SiteEntity, SiteQuotation,
};
use crate::model::span::Span;
use crate::model::table::Table;
use crate::model::text::LinkTable;

/// The content of the site with its names resolved.
pub(super) struct Named {
    pub content: Content,
    /// Newest first, then by slug.
    pub articles: Table<ArticleId, NamedArticle>,
    /// Registered entities and those that the articles add, by slug.
    pub entities: Table<EntityId, NamedEntity>,
    /// The most frequent first, then by name.
    pub candidates: Vec<Candidate>,
}

/// An article, whose names and speakers are entities of the site.
pub(super) struct NamedArticle {
    pub article: Article,
    pub placement: Placement,
    /// The hash of the files that it was made of.
    pub hash: [u8; 32],
    pub sentences: Vec<Span>,
    pub annotations: Vec<PlacedAnnotation>,
    pub mentions: Vec<Mention>,
    pub candidates: Vec<CandidateMention>,
    /// By start, then by end.
    pub quotations: Vec<SiteQuotation>,
}

/// An entity with its address and where it occurs.
pub(super) struct NamedEntity {
    pub entity: Entity,
    pub placement: Placement,
    /// The entity that speaks when this one does.
    pub represents: Option<EntityId>,
    pub occurrences: Occurrences,
}

impl Named {
    pub fn new(
        parsed: Parsed,
        config: &Config,
        memory: Option<&mut Memory>,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Named {
        let registry = Registry::new(&parsed, config, diagnostics);
        let articles = memory::read(&parsed.articles, &registry, memory);
        let mut admission = admission::admit(&parsed.content.memberships, &registry, articles, config);
        diagnostics.extend(admission.diagnostics);
        let (entities, entity_ids) = by_slug(parsed.entities, admission.new);
        let (candidates, candidate_ids) = by_frequency(admission.candidates);
        let articles = ArticleId::all(parsed.articles.len()).zip(parsed.articles);
        let articles =
            articles.map(|(id, article)| named(article, admission.articles.take(id), &entity_ids, &candidate_ids));
        let articles: Table<ArticleId, NamedArticle> = articles.collect();
        let represented = represented(&entities, &parsed.content.absent, diagnostics);
        let mut occurrences = occurrences(&articles, entities.values().len());
        let entities = entities.into_entries().map(|(id, placed)| NamedEntity {
            entity: placed.value,
            placement: placed.placement,
            represents: represented[id],
            occurrences: occurrences.take(id),
        });
        Named {
            entities: entities.collect(),
            content: parsed.content,
            articles,
            candidates,
        }
    }
}

impl NamedEntity {
    /// The entity with the links of its portrait.
    pub fn linked(self, links: LinkTable) -> SiteEntity {
        SiteEntity {
            entity: self.entity,
            placement: self.placement,
            represents: self.represents,
            occurrences: self.occurrences,
            links,
        }
    }
}

/// The ids of registered and of new entities among all.
struct EntityIds {
    registered: Table<EntityId, EntityId>,
    new: Table<NewEntityId, EntityId>,
}

impl EntityIds {
    fn of(&self, entity: EntityRef) -> Option<EntityId> {
        match entity {
            EntityRef::Registered(id) => Some(self.registered[id]),
            EntityRef::New(id) => Some(self.new[id]),
            EntityRef::Candidate(_) => None,
        }
    }
}

/// Registered and new entities in one list, by slug.
fn by_slug(
    registered: Vec<Placed<Entity>>,
    new: Table<NewEntityId, Placed<Entity>>,
) -> (Table<EntityId, Placed<Entity>>, EntityIds) {
    let mut ids = EntityIds {
        registered: Table::filled(registered.len(), EntityId(0)),
        new: Table::filled(new.values().len(), EntityId(0)),
    };
    let registered = EntityId::all(registered.len())
        .map(EntityRef::Registered)
        .zip(registered);
    let new = new.into_entries().map(|(id, entity)| (EntityRef::New(id), entity));
    let mut all: Vec<(EntityRef, Placed<Entity>)> = registered.chain(new).collect();
    all.sort_by(|(a, one), (b, other)| {
        let (one, other) = (&one.value.header.slug, &other.value.header.slug);
        one.cmp(other).then(a.cmp(b))
    });
    for (id, (old, _)) in EntityId::all(all.len()).zip(&all) {
        match *old {
            EntityRef::Registered(old) => ids.registered[old] = id,
            EntityRef::New(old) => ids.new[old] = id,
            EntityRef::Candidate(_) => {}
        }
    }
    (all.into_iter().map(|(_, entity)| entity).collect(), ids)
}

/// The most frequent candidates first, with their new ids; those that nothing names are gone.
fn by_frequency(candidates: Table<CandidateId, Candidate>) -> (Vec<Candidate>, BTreeMap<CandidateId, CandidateId>) {
    let mut all: Vec<(CandidateId, Candidate)> = candidates.into_entries().collect();
    all.retain(|(_, candidate)| !candidate.articles.is_empty());
    all.sort_by_cached_key(|(_, candidate)| {
        (
            Reverse(candidate.mentions()),
            candidate.name.clone(),
            candidate.entity_type,
        )
    });
    let old = all.iter().map(|(old, _)| *old);
    let ids = old.zip(CandidateId::all(all.len())).collect();
    let sorted = |(_, mut candidate): (CandidateId, Candidate)| {
        candidate.evidence.sort_unstable();
        candidate.evidence.dedup();
        candidate
    };
    (all.into_iter().map(sorted).collect(), ids)
}

/// An article with what it means, by the ids of the whole site.
fn named(
    parsed: ParsedArticle,
    resolution: ArticleResolution,
    entities: &EntityIds,
    known: &BTreeMap<CandidateId, CandidateId>,
) -> NamedArticle {
    let found = parsed.enrichment;
    let quotations = FoundQuotationId::all(found.quotations.len()).zip(found.quotations);
    let quotations = quotations.map(|(id, found)| SiteQuotation {
        found,
        speaker: resolution.speakers[id].and_then(|speaker| entities.of(speaker)),
    });
    let (mut mentions, mut candidates) = (Vec::with_capacity(resolution.mentions.len()), Vec::new());
    for (mention, entity) in resolution.mentions {
        if let Some(entity) = entities.of(entity) {
            mentions.push(Mention {
                span: mention.span,
                entity,
                confidence: mention.confidence,
                rule: mention.rule,
                origin: mention.origin,
                form: mention.form,
            });
        } else if let EntityRef::Candidate(candidate) = entity {
            candidates.push(CandidateMention {
                span: mention.span,
                candidate: known[&candidate],
                form: mention.form,
                confidence: mention.confidence,
            });
        }
    }
    NamedArticle {
        article: parsed.article,
        placement: parsed.placement,
        hash: parsed.hash,
        sentences: found.sentences,
        annotations: found.annotations,
        mentions,
        candidates,
        quotations: quotations.collect(),
    }
}

/// Where each entity is named and what it says.
fn occurrences(articles: &Table<ArticleId, NamedArticle>, entities: usize) -> Table<EntityId, Occurrences> {
    let mut all: Table<EntityId, Occurrences> = Table::filled(entities, Occurrences::default());
    for (article, names) in articles.iter() {
        let mut by_entity: BTreeMap<EntityId, Vec<MentionId>> = BTreeMap::new();
        for (id, mention) in MentionId::all(names.mentions.len()).zip(&names.mentions) {
            by_entity.entry(mention.entity).or_default().push(id);
        }
        for (entity, mentions) in by_entity {
            let in_article = OccurrencesInArticle { article, mentions };
            all[entity].articles.push(in_article);
        }
        let ids = QuotationId::all(article, names.quotations.len());
        for (id, quotation) in ids.zip(&names.quotations) {
            if let Some(speaker) = quotation.speaker {
                all[speaker].quotations.push(id);
            }
        }
    }
    all
}

fn represented(
    entities: &Table<EntityId, Placed<Entity>>,
    absent: &Absent,
    diagnostics: &mut Vec<Diagnostic>,
) -> Table<EntityId, Option<EntityId>> {
    let own = entities.values().iter().map(|entity| &entity.value);
    let mut by_slug: BTreeMap<&str, EntityId> = merged(own);
    by_slug.extend(entities.iter().map(|(id, own)| (own.value.header.slug.as_str(), id)));
    let mut of_one = |entity: &Placed<Entity>| {
        let name: &Keyed<String> = entity.value.represents.as_ref()?;
        let found = by_slug.get(name.value.as_str()).copied();
        let own = entity.value.origin == EntityOrigin::Registry;
        if own && found.is_none() && !absent.is_unparsed(&name.value, Some("entities")) {
            let help = did_you_mean(&name.value, by_slug.keys().copied())
                .unwrap_or_else(|| format!("add `{}` to content/entities.yaml", name.value));
            let diagnostic = Diagnostic::new(Code::UnknownEntity, format!("there is no entity `{}`", name.value));
            let place = Place::Value(name.key.clone());
            diagnostics.push(diagnostic.at(&entity.placement.file, place).help(help));
        }
        found
    };
    entities.values().iter().map(&mut of_one).collect()
}

//! The second phase: every name with its entity, every quotation with its speaker.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::admission;
use super::memory::{self, Memory};
use super::merge::merged;
use super::parsed::{Content, Parsed};
use super::placed::Placed;
use super::registry::Registry;
use super::resolution::{ArticleResolution, EntityRef};
use super::selection::Absent;
use crate::config::Config;
use crate::diagnostics::{Code, Diagnostic, Place, did_you_mean};
use crate::model::article::Keyed;
use crate::model::enrichment::Quotation;
use crate::model::entity::{Entity, EntityOrigin};
use crate::model::site::{
    ArticleId, Candidate, CandidateId, CandidateMention, EntityId, Mention, MentionId, Occurrences,
    OccurrencesInArticle, Placement, QuotationId, SiteEntity, SiteQuotation,
};
use crate::model::text::LinkTable;

/// The content of the site with its names resolved.
pub(super) struct Named {
    pub content: Content,
    pub names: Vec<ArticleNames>,
    /// Registered entities and those that the articles add, by slug.
    pub entities: Vec<NamedEntity>,
    /// The most frequent first, then by name.
    pub candidates: Vec<Candidate>,
}

pub(super) struct ArticleNames {
    pub mentions: Vec<Mention>,
    pub candidates: Vec<CandidateMention>,
    /// By start, then by end; they are no longer in the enrichment.
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
        let mentions = memory::mentions(&parsed.content, &registry, memory);
        let admission = admission::admit(&parsed.content, &registry, mentions, config);
        diagnostics.extend(admission.diagnostics);
        let Parsed { mut content, entities } = parsed;
        let (entities, entity_ids) = by_slug(entities, admission.new);
        let (candidates, candidate_ids) = by_frequency(admission.candidates);
        let quotations = content
            .articles
            .iter_mut()
            .map(|article| std::mem::take(&mut article.enrichment.quotations));
        let names = admission.articles.into_iter().zip(quotations);
        let names = names.map(|(own, quotations)| renumber(own, quotations, &entity_ids, &candidate_ids));
        let names: Vec<ArticleNames> = names.collect();
        let represented = represented(&entities, &content.absent, diagnostics);
        let details = represented.into_iter().zip(occurrences(&names, entities.len()));
        let entity = |(placed, (represents, occurrences)): (Placed<Entity>, _)| NamedEntity {
            entity: placed.value,
            placement: placed.placement,
            represents,
            occurrences,
        };
        Named {
            entities: entities.into_iter().zip(details).map(entity).collect(),
            content,
            names,
            candidates,
        }
    }

    pub fn names(&self, id: ArticleId) -> &ArticleNames {
        &self.names[id.index()]
    }

    pub fn entity(&self, id: EntityId) -> &NamedEntity {
        &self.entities[id.index()]
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
    registered: Vec<EntityId>,
    new: Vec<EntityId>,
}

impl EntityIds {
    fn of(&self, entity: EntityRef) -> Option<EntityId> {
        match entity {
            EntityRef::Registered(id) => Some(self.registered[id.index()]),
            EntityRef::New(number) => Some(self.new[number]),
            EntityRef::Candidate(_) => None,
        }
    }
}

/// Registered and new entities in one list, by slug.
fn by_slug(registered: Vec<Placed<Entity>>, new: Vec<Placed<Entity>>) -> (Vec<Placed<Entity>>, EntityIds) {
    let count = registered.len();
    let mut all: Vec<(usize, Placed<Entity>)> = registered.into_iter().chain(new).enumerate().collect();
    all.sort_by(|(a, one), (b, other)| {
        let (one, other) = (&one.value.header.slug, &other.value.header.slug);
        one.cmp(other).then(a.cmp(b))
    });
    let mut registered = vec![EntityId::new(0); all.len()];
    for (id, (old, _)) in EntityId::all(all.len()).zip(&all) {
        registered[*old] = id;
    }
    let new = registered.split_off(count);
    (
        all.into_iter().map(|(_, entity)| entity).collect(),
        EntityIds { registered, new },
    )
}

/// The most frequent candidates first, with their new ids; those that nothing names are gone.
fn by_frequency(candidates: Vec<Candidate>) -> (Vec<Candidate>, BTreeMap<CandidateId, CandidateId>) {
    let mut all: Vec<(CandidateId, Candidate)> = CandidateId::all(candidates.len()).zip(candidates).collect();
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

/// What an article means, by the ids of the whole site.
fn renumber(
    resolution: ArticleResolution,
    quotations: Vec<Quotation>,
    entities: &EntityIds,
    candidates: &BTreeMap<CandidateId, CandidateId>,
) -> ArticleNames {
    let quotations = quotations.into_iter().zip(resolution.speakers);
    let quotations = quotations.map(|(found, speaker)| SiteQuotation {
        found,
        speaker: speaker.and_then(|speaker| entities.of(speaker)),
    });
    let mut names = ArticleNames {
        mentions: Vec::with_capacity(resolution.mentions.len()),
        candidates: Vec::new(),
        quotations: quotations.collect(),
    };
    for (mention, entity) in resolution.mentions {
        if let Some(entity) = entities.of(entity) {
            names.mentions.push(Mention {
                span: mention.span,
                entity,
                confidence: mention.confidence,
                rule: mention.rule,
                origin: mention.origin,
                form: mention.form,
            });
        } else if let EntityRef::Candidate(candidate) = entity {
            names.candidates.push(CandidateMention {
                span: mention.span,
                candidate: candidates[&candidate],
                form: mention.form,
                confidence: mention.confidence,
            });
        }
    }
    names
}

/// Where each entity is named and what it says.
fn occurrences(names: &[ArticleNames], entities: usize) -> Vec<Occurrences> {
    let mut all = vec![Occurrences::default(); entities];
    for (article, names) in ArticleId::all(names.len()).zip(names) {
        let mut by_entity: BTreeMap<EntityId, Vec<MentionId>> = BTreeMap::new();
        for (id, mention) in MentionId::all(names.mentions.len()).zip(&names.mentions) {
            by_entity.entry(mention.entity).or_default().push(id);
        }
        for (entity, mentions) in by_entity {
            let in_article = OccurrencesInArticle { article, mentions };
            all[entity.index()].articles.push(in_article);
        }
        let ids = QuotationId::all(article, names.quotations.len());
        for (id, quotation) in ids.zip(&names.quotations) {
            if let Some(speaker) = quotation.speaker {
                all[speaker.index()].quotations.push(id);
            }
        }
    }
    all
}

fn represented(
    entities: &[Placed<Entity>],
    absent: &Absent,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Option<EntityId>> {
    let slugs = entities.iter().map(|entity| entity.value.header.slug.as_str());
    let mut by_slug: BTreeMap<&str, EntityId> = merged(entities.iter().map(|entity| &entity.value));
    by_slug.extend(slugs.zip(EntityId::all(entities.len())));
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
    entities.iter().map(&mut of_one).collect()
}

//! What was decided, brought into the site.

use std::collections::BTreeMap;

use super::reading::Read;
use crate::diagnostics::Diagnostic;
use crate::model::enrichment::{Quotation, Status};
use crate::model::site::{
    Candidate, CandidateId, CandidateMention, EntityId, Mention, Site, SiteEntity, SiteQuotation,
};

/// Whom or what a mention means, for the whole site.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Whom {
    /// An entity of the registry.
    Entity(EntityId),
    /// One that is new, by number.
    New(u32),
    /// None with a page: a candidate, by number.
    Candidate(CandidateId),
}

/// What every article means, and what that makes of the site.
pub(super) struct Admission {
    pub new: Vec<SiteEntity>,
    pub candidates: Vec<Candidate>,
    pub articles: Vec<Meant>,
    /// What is wrong.
    pub diagnostics: Vec<Diagnostic>,
}

/// What one article means.
pub(super) struct Meant {
    pub mentions: Vec<(Read, Whom)>,
    pub speakers: Vec<Option<Whom>>,
}

impl Admission {
    /// Adds the new entities to the site, by slug, and says of every article whom it means.
    pub fn apply(self, site: &mut Site) {
        let own = site.entities.len();
        let mut all: Vec<(usize, SiteEntity)> = std::mem::take(&mut site.entities)
            .into_iter()
            .chain(self.new)
            .enumerate()
            .collect();
        all.sort_by(|(a, first), (b, second)| {
            let (one, other) = (&first.entity.header.slug, &second.entity.header.slug);
            one.cmp(other).then(a.cmp(b))
        });
        let mut ids = vec![EntityId(0); all.len()];
        for (place, (old, _)) in all.iter().enumerate() {
            ids[*old] = EntityId::new(place);
        }
        site.entities = all.into_iter().map(|(_, entity)| entity).collect();
        site.candidates = self.candidates;
        let id = |whom: &Whom| match whom {
            Whom::Entity(id) => Some(ids[id.index()]),
            Whom::New(new) => Some(ids[own + *new as usize]),
            Whom::Candidate(_) => None,
        };
        for (article, meant) in site.articles.iter_mut().zip(self.articles) {
            let found = std::mem::take(&mut article.enrichment.quotations).into_iter();
            let quotation = |(found, whom): (Quotation, Option<Whom>)| SiteQuotation {
                found,
                status: Status::Asserted,
                speaker: whom.as_ref().and_then(id),
            };
            article.quotations = found.zip(meant.speakers).map(quotation).collect();
            for (read, whom) in meant.mentions {
                match (id(&whom), whom) {
                    (Some(entity), _) => article.mentions.push(mention(read, entity)),
                    (None, Whom::Candidate(candidate)) => article.candidates.push(CandidateMention {
                        span: read.span,
                        candidate,
                        form: read.form,
                        confidence: read.confidence,
                    }),
                    (None, _) => {}
                }
            }
        }
    }
}

fn mention(read: Read, entity: EntityId) -> Mention {
    Mention {
        span: read.span,
        entity,
        confidence: read.confidence,
        rule: read.rule,
        origin: read.origin,
        form: read.form,
    }
}

/// The most frequent candidates first; those that nothing names are gone.
pub(super) fn sort_candidates(admission: &mut Admission) {
    let candidates = std::mem::take(&mut admission.candidates);
    let mut all: Vec<(CandidateId, Candidate)> = CandidateId::all(candidates.len()).zip(candidates).collect();
    all.retain(|(_, candidate)| !candidate.articles.is_empty());
    all.sort_by_cached_key(|(_, candidate)| {
        let count = std::cmp::Reverse(candidate.mentions());
        (count, candidate.name.clone(), candidate.entity_type)
    });
    let places: BTreeMap<CandidateId, CandidateId> = all
        .iter()
        .map(|(old, _)| *old)
        .zip(CandidateId::all(all.len()))
        .collect();
    for (_, whom) in admission.articles.iter_mut().flat_map(|meant| &mut meant.mentions) {
        if let Whom::Candidate(number) = whom
            && let Some(new) = places.get(number)
        {
            *number = *new;
        }
    }
    admission.candidates = all.into_iter().map(|(_, candidate)| candidate).collect();
    for candidate in &mut admission.candidates {
        candidate.evidence.sort_unstable();
        candidate.evidence.dedup();
    }
}

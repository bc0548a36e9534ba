//! What the names in one article mean.
//!
//! ```text
//! the editor > the registry > the knowledge base > what the article itself introduces
//! ```
//!
//! Of names that overlap the longest counts. What is not certain is left open.

use std::collections::BTreeMap;

use super::placed::ParsedArticle;
use super::registry::{Registry, Target};
use crate::diagnostics::{Diagnostic, Place};
use crate::model::document::{BlockKind, LinkTarget};
use crate::model::enrichment::{Evidence, FIRM_NAME, NameForm, NamedThing, Origin};
use crate::model::entity::EntityType;
use crate::model::site::{EntityId, KnowledgeId, KnownMentionId, MentionDecisionId, MentionRule, ThingId};
use crate::model::span::Span;
use crate::model::table::Table;
use crate::names::NameHit;

/// The confidence of a decision, and of names by where they come from.
const DECIDED: u16 = 1000;
const EXACT: u16 = 950;
const SURNAME: u16 = 880;
const KNOWN: u16 = 920;

/// A span of an article that names an entity.
#[derive(Clone, Debug)]
pub(super) struct ResolvedMention {
    pub span: Span,
    pub target: Target,
    pub confidence: u16,
    pub rule: MentionRule,
    pub origin: Origin,
    pub form: NameForm,
}

/// A surname that several entities share, where the article does not tell whose it is.
#[derive(Clone, Debug)]
pub(super) struct AmbiguousSurname {
    pub span: Span,
    pub owners: Vec<EntityId>,
    pub form: NameForm,
}

/// The mentions in one article, and what its things are.
#[derive(Clone, Debug, Default)]
pub(super) struct ArticleMentions {
    /// By place; none overlaps another.
    pub mentions: Vec<ResolvedMention>,
    /// The entity that a thing of the article is; `None` where it is not registered or known.
    pub things: Table<ThingId, Option<Target>>,
    /// Surnames that only other articles can resolve.
    pub ambiguous: Vec<AmbiguousSurname>,
}

/// Where a claim on a span comes from, the stronger first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Source {
    Registry(usize),
    Known(KnownMentionId),
    Thing(ThingId),
}

struct Claim {
    span: Span,
    source: Source,
    form: NameForm,
    weak: bool,
}

/// What the names in an article mean. Decisions of the editor that name no entity are reported.
pub(super) fn of_article(
    article: &ParsedArticle,
    registry: &Registry<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) -> ArticleMentions {
    let decided = decisions(article, registry, diagnostics);
    let hits = registry_hits(article, registry);
    let mut resolved = ArticleMentions {
        things: things(article, registry, &hits),
        ..ArticleMentions::default()
    };
    let mut taken: BTreeMap<u32, u32> = BTreeMap::new();
    for (span, target, rule) in decided {
        if !take(&mut taken, span) {
            continue;
        }
        if let Some(target) = target {
            resolved.mentions.push(ResolvedMention {
                span,
                target,
                confidence: DECIDED,
                rule,
                origin: Origin::Editor,
                form: NameForm::Full,
            });
        }
    }
    let mut accepted: Vec<Claim> = Vec::new();
    for claim in claims(article, registry, &hits) {
        if take(&mut taken, claim.span) {
            accepted.push(claim);
        }
    }
    accepted.sort_by_key(|claim| claim.span);
    let mut resolution = Resolution {
        article,
        registry,
        hits: &hits,
        places: places(article),
        latest: BTreeMap::new(),
        resolved,
    };
    for claim in &accepted {
        resolution.resolve(claim);
    }
    let mut resolved = resolution.resolved;
    resolved.mentions.sort_by_key(|mention| mention.span);
    resolved
}

/// Takes a span, where nothing has taken a part of it.
fn take(taken: &mut BTreeMap<u32, u32>, span: Span) -> bool {
    let before = taken.range(..span.end).next_back();
    let free = before.is_none_or(|(_, end)| *end <= span.start);
    if free && !span.is_empty() {
        taken.insert(span.start, span.end);
    }
    free && !span.is_empty()
}

/// The names of the registry in the running text.
fn registry_hits<'r>(article: &ParsedArticle, registry: &'r Registry<'_>) -> Vec<NameHit<'r>> {
    let body = &article.article.body;
    let mut hits = Vec::new();
    for block in body.blocks.iter().filter(|block| block.kind != BlockKind::Heading) {
        registry
            .names
            .find(block.span.slice(&body.plain), block.span.start, &mut hits);
    }
    hits
}

/// Whether a name of the registry stands inside of a span, and is not all of it.
fn holds_own(hits: &[NameHit<'_>], span: Span) -> bool {
    let from = hits.partition_point(|hit| hit.span.start < span.start);
    let inside = hits[from..].iter().take_while(|hit| hit.span.end <= span.end);
    inside.filter(|hit| !hit.doubtful).any(|hit| hit.span != span)
}

/// Every claim on a span, in the order in which they are heard: firm before weak, the longer before
/// the shorter, the registry before the knowledge base before what the text says by itself.
fn claims(article: &ParsedArticle, registry: &Registry<'_>, hits: &[NameHit<'_>]) -> Vec<Claim> {
    let found = &article.enrichment;
    let own = hits.iter().enumerate().filter(|(_, hit)| !hit.doubtful);
    let own = own.map(|(number, hit)| Claim {
        span: hit.span,
        source: Source::Registry(number),
        form: hit.form,
        weak: false,
    });
    let known = KnownMentionId::all(found.known.len()).zip(&found.known);
    let known = known
        .filter(|_| registry.knowledge().is_some())
        .map(|(id, known)| Claim {
            span: known.span,
            source: Source::Known(id),
            form: known.form,
            weak: false,
        });
    let things = ThingId::all(found.things.len())
        .zip(&found.things)
        .flat_map(|(id, thing)| {
            thing.mentions.iter().map(move |mention| Claim {
                span: mention.span,
                source: Source::Thing(id),
                form: mention.form,
                weak: thing.confidence < FIRM_NAME
                    || thing.evidence == [Evidence::Tagger] && holds_own(hits, mention.span),
            })
        });
    let mut all: Vec<Claim> = own.chain(known).chain(things).collect();
    all.sort_by_key(|claim| {
        let length = std::cmp::Reverse(claim.span.len());
        (claim.weak, length, claim.source, claim.span.start)
    });
    all
}

/// What each thing of the article turns out to be: what stands at one of its mentions.
fn things(article: &ParsedArticle, registry: &Registry<'_>, hits: &[NameHit<'_>]) -> Table<ThingId, Option<Target>> {
    let firm = hits.iter().filter(|hit| !hit.doubtful);
    let by_place: BTreeMap<Span, &NameHit<'_>> = firm.map(|hit| (hit.span, hit)).collect();
    let full = by_place.values().filter(|hit| hit.form == NameForm::Full);
    let by_end: BTreeMap<u32, EntityId> = full
        .filter_map(|hit| match hit.owners {
            [owner] => Some((hit.span.end, EntityId(*owner))),
            _ => None,
        })
        .collect();
    let known = article.enrichment.known.iter().map(|known| (known.span, known.entry));
    let known: BTreeMap<Span, KnowledgeId> = known.filter(|_| registry.knowledge().is_some()).collect();
    let one = |thing: &NamedThing| {
        let full = thing.name.contains(char::is_whitespace);
        let own = thing.mentions.iter().find_map(|mention| {
            let hit = by_place.get(&mention.span)?;
            match hit.owners {
                // A surname alone is not enough where the article has a full name for it.
                [owner] if hit.form != NameForm::Surname || !full => Some(Target::Entity(EntityId(*owner))),
                _ => None,
            }
        });
        let person = thing.entity_type == EntityType::Person;
        // An alias may hold the office: "Mayor Almut Reethwisch".
        let titled = || {
            let ends = thing.mentions.iter().find_map(|mention| by_end.get(&mention.span.end));
            let target = ends.map(|owner| Target::Entity(*owner))?;
            (person && full && registry.entity_type(target) == EntityType::Person).then_some(target)
        };
        own.or_else(titled)
            .or_else(|| registry.merged(&thing.name, person))
            .or_else(|| {
                let entry = thing.mentions.iter().find_map(|mention| known.get(&mention.span))?;
                let target = registry.known(*entry);
                let known_person = registry.entity_type(target) == EntityType::Person;
                (known_person == person || !is_shown(thing)).then_some(target)
            })
    };
    article.enrichment.things.iter().map(one).collect()
}

/// Whether the words of the article themselves show that somebody is a person.
fn is_shown(thing: &NamedThing) -> bool {
    let telling = [Evidence::Office, Evidence::Honorific, Evidence::Forename];
    thing.evidence.iter().any(|evidence| telling.contains(evidence))
}

/// The things that the article introduces, by where they are named.
fn places(article: &ParsedArticle) -> BTreeMap<Span, ThingId> {
    let things = &article.enrichment.things;
    let things = ThingId::all(things.len()).zip(things);
    let all = things.flat_map(|(id, thing)| thing.mentions.iter().map(move |mention| (mention.span, id)));
    all.collect()
}

/// Goes through the claims from left to right.
struct Resolution<'a> {
    article: &'a ParsedArticle,
    registry: &'a Registry<'a>,
    hits: &'a [NameHit<'a>],
    /// What the article introduces, by place.
    places: BTreeMap<Span, ThingId>,
    /// When each entity was last named in full: the number of the mention.
    latest: BTreeMap<EntityId, usize>,
    resolved: ArticleMentions,
}

impl Resolution<'_> {
    fn resolve(&mut self, claim: &Claim) {
        let (target, confidence, rule) = match claim.source {
            Source::Registry(number) => match self.own(&self.hits[number]) {
                Some(resolved) => resolved,
                None => return,
            },
            Source::Known(id) => {
                let entry = self.article.enrichment.known[id.index()].entry;
                let thing = self.thing_at(claim.span).and_then(|id| self.resolved.things[id]);
                (
                    thing.unwrap_or_else(|| self.registry.known(entry)),
                    KNOWN,
                    MentionRule::KnowledgeName,
                )
            }
            Source::Thing(id) => {
                let thing = self.article.thing(id);
                match self.resolved.things[id] {
                    Some(target) => (target, thing.confidence.max(SURNAME), MentionRule::BackReference),
                    None => (Target::Thing(id), thing.confidence, MentionRule::Found),
                }
            }
        };
        if let Target::Entity(id) = target
            && claim.form != NameForm::Surname
        {
            self.latest.insert(id, self.resolved.mentions.len());
        }
        self.resolved.mentions.push(ResolvedMention {
            span: claim.span,
            target,
            confidence,
            rule,
            origin: Origin::Found,
            form: claim.form,
        });
    }

    /// What a name of the registry means here.
    fn own(&mut self, hit: &NameHit<'_>) -> Option<(Target, u16, MentionRule)> {
        let thing = self.thing_at(hit.span);
        let owners: Vec<EntityId> = hit.owners.iter().map(|owner| EntityId(*owner)).collect();
        let surname = hit.form == NameForm::Surname;
        if let Some(target) = thing.and_then(|id| self.resolved.things[id])
            && matches!(target, Target::Entity(id) if owners.contains(&id))
        {
            let rule = if surname {
                MentionRule::BackReference
            } else {
                MentionRule::RegistryName
            };
            return Some((target, EXACT, rule));
        }
        match owners.as_slice() {
            [] => None,
            [_] if surname && thing.is_some_and(|id| self.is_somebody_else(id)) => {
                let id = thing?;
                let confidence = self.article.thing(id).confidence;
                Some((Target::Thing(id), confidence, MentionRule::Found))
            }
            [owner] if surname => Some((Target::Entity(*owner), SURNAME, MentionRule::RegistrySurname)),
            [owner] => Some((Target::Entity(*owner), EXACT, MentionRule::RegistryName)),
            several => {
                let nearest = several.iter().filter_map(|id| Some((self.latest.get(id)?, *id))).max();
                if let Some((_, id)) = nearest {
                    return Some((Target::Entity(id), SURNAME, MentionRule::BackReference));
                }
                self.resolved.ambiguous.push(AmbiguousSurname {
                    span: hit.span,
                    owners,
                    form: hit.form,
                });
                None
            }
        }
    }

    /// What the article introduces that is named at a place.
    fn thing_at(&self, span: Span) -> Option<ThingId> {
        self.places.get(&span).copied()
    }

    /// Whether the article has a full name for a surname, and it is none of the registry.
    fn is_somebody_else(&self, thing: ThingId) -> bool {
        let thing = self.article.thing(thing);
        thing.entity_type == EntityType::Person && thing.name.contains(char::is_whitespace)
    }
}

/// Spans that the editor tied to an entity, or to none, with the rule's name; by place, the outer before the inner.
fn decisions(
    article: &ParsedArticle,
    registry: &Registry<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<(Span, Option<Target>, MentionRule)> {
    let mut decided = Vec::new();
    let file = &article.placement.file;
    let mut unknown: Vec<MentionDecisionId> = Vec::new();
    for mention in &article.enrichment.decided_mentions {
        let Some(decision) = article.article.mentions.get(mention.decision.index()) else {
            continue;
        };
        match &decision.entity {
            None => decided.push((mention.span, None, MentionRule::Editor)),
            Some(name) => match registry.by_slug(&name.value) {
                Some(target) => decided.push((mention.span, Some(target), MentionRule::Editor)),
                None if registry.is_unparsed(&name.value) => {}
                None if !unknown.contains(&mention.decision) => {
                    unknown.push(mention.decision);
                    diagnostics.push(registry.unknown(name).at(file, Place::Value(name.key.clone())));
                }
                None => {}
            },
        }
    }
    for link in &article.article.body.links {
        if let LinkTarget::Wiki { target, .. } = &link.target
            && let Some(target) = registry.wiki(target)
        {
            decided.push((link.text, Some(target), MentionRule::EditorLink));
        }
    }
    decided.sort_by_key(|(span, _, _)| (span.start, std::cmp::Reverse(span.end)));
    decided
}

//! Surnames that only the other articles of a dossier explain.

use std::collections::{BTreeMap, BTreeSet};

use super::memberships::Memberships;
use super::mentions::{AmbiguousSurname, ResolvedMention};
use super::placed::ParsedArticle;
use super::registry::{Registry, Target};
use super::resolution::{AdmittedArticle, EntityRef};
use crate::diagnostics::{Code, Diagnostic, Place};
use crate::model::enrichment::{NameForm, NamedThing, Origin};
use crate::model::entity::EntityType;
use crate::model::site::{ArticleId, DossierId, EntityId, MentionRule};
use crate::model::table::Table;

/// How certain a name is that another article of the dossier explains.
const CONFIDENCE: u16 = 800;

/// Who is named in full in each dossier, by surname.
#[derive(Default)]
pub(super) struct Bearers {
    by_dossier: BTreeMap<DossierId, BTreeMap<String, BTreeSet<EntityRef>>>,
}

impl Bearers {
    /// The only bearer of a surname in the dossiers.
    pub fn one(&self, dossiers: &[DossierId], surname: &str) -> Option<EntityRef> {
        let all = dossiers.iter().filter_map(|id| self.by_dossier.get(id)?.get(surname));
        only(all.flatten().copied())
    }

    /// The only one of several that the dossiers name in full.
    pub fn one_of(&self, dossiers: &[DossierId], among: &[EntityRef]) -> Option<EntityRef> {
        let all = dossiers.iter().filter_map(|id| self.by_dossier.get(id));
        let everybody = all.flat_map(BTreeMap::values).flatten().copied();
        only(everybody.filter(|entity| among.contains(entity)))
    }
}

/// The one that all are.
fn only(mut all: impl Iterator<Item = EntityRef>) -> Option<EntityRef> {
    let first = all.next()?;
    all.all(|other| other == first).then_some(first)
}

/// Whether a thing is a person of whom the article gives one word only.
pub(super) fn is_surname_alone(thing: &NamedThing) -> bool {
    thing.entity_type == EntityType::Person && !thing.name.contains(char::is_whitespace)
}

/// Who is named in full in the dossiers that have something to explain.
pub(super) fn bearers<'d>(
    memberships: &Memberships,
    registry: &Registry<'_>,
    articles: &Table<ArticleId, AdmittedArticle<'_>>,
    surname: impl Fn(EntityRef) -> Option<&'d str>,
) -> Bearers {
    let mut bearers = Bearers::default();
    for (id, article) in articles.iter() {
        let unknown = article.things.iter().any(|(thing, entity)| {
            matches!(entity, EntityRef::Candidate(_)) && is_surname_alone(article.article.thing(thing))
        });
        if unknown || !article.reading.names.ambiguous.is_empty() {
            for dossier in &memberships.dossiers[id] {
                bearers.by_dossier.entry(*dossier).or_default();
            }
        }
    }
    for (dossier, by_surname) in &mut bearers.by_dossier {
        for id in &memberships.articles[*dossier] {
            let article = &articles[*id];
            let mentions = article.reading.names.mentions.iter();
            for mention in mentions.filter(|mention| mention.form != NameForm::Surname) {
                let entity = match mention.target {
                    Target::Entity(id) => Some(EntityRef::Registered(id)),
                    Target::Thing(thing) => Some(article.things[thing]),
                    Target::Known(_) => known(registry, mention, article),
                };
                if let Some(entity) = entity
                    && let Some(surname) = surname(entity)
                {
                    by_surname.entry(surname.to_owned()).or_default().insert(entity);
                }
            }
        }
    }
    bearers
}

/// The new entity of an entry of the knowledge base, which is one of the article's things.
fn known(registry: &Registry<'_>, mention: &ResolvedMention, article: &AdmittedArticle<'_>) -> Option<EntityRef> {
    let is_person = registry.entity_type(mention.target) == EntityType::Person;
    let mut things = article.reading.names.things.iter();
    let thing = things.find(|(_, target)| **target == Some(mention.target));
    thing.filter(|_| is_person).map(|(id, _)| article.things[id])
}

/// The mention that a dossier explains; the entity is told beside it.
pub(super) fn explained(surname: &AmbiguousSurname) -> ResolvedMention {
    ResolvedMention {
        span: surname.span,
        target: Target::Entity(surname.owners.first().copied().unwrap_or(EntityId(0))),
        confidence: CONFIDENCE,
        rule: MentionRule::DossierReference,
        origin: Origin::Found,
        form: surname.form,
    }
}

/// What to say of a surname that nothing tells apart.
pub(super) fn unexplained(
    article: &ParsedArticle,
    surname: &AmbiguousSurname,
    registry: &Registry<'_>,
) -> Option<Diagnostic> {
    // Full names that two entities share are reported with the entities.
    if surname.form != NameForm::Surname {
        return None;
    }
    let words = surname.span.slice(&article.article.body.plain);
    let owners = surname.owners.iter();
    let names: Vec<String> = owners
        .map(|id| format!("`{}`", registry.get(*id).header.slug))
        .collect();
    let message = format!("`{words}` can be {}; it is linked to neither", names.join(" or "));
    let help = "name one of them in full before it, or decide in the front matter with `mentions`";
    let place = Place::Bytes(article.article.body.map.to_file(surname.span)?);
    let diagnostic = Diagnostic::new(Code::SharedName, message).help(help);
    Some(diagnostic.at(&article.placement.file, place))
}

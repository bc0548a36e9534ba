//! Surnames that only the other articles of a dossier explain.

use std::collections::{BTreeMap, BTreeSet};

use super::admitted::Whom;
use super::reading::{Open, Read, Reading};
use super::registry::{Registry, Target};
use crate::diagnostics::{Code, Diagnostic, Place};
use crate::model::enrichment::{NameForm, Origin};
use crate::model::entity::EntityType;
use crate::model::site::{DossierId, EntityId, MentionRule, Site, SiteArticle};

/// How certain a name is that another article of the dossier explains.
const CONFIDENCE: u16 = 800;

/// Who is named in full in each dossier, by surname.
#[derive(Default)]
pub(super) struct Bearers {
    by_dossier: BTreeMap<DossierId, BTreeMap<String, BTreeSet<Whom>>>,
}

impl Bearers {
    /// The only bearer of a surname in the dossiers.
    pub fn one(&self, dossiers: &[DossierId], surname: &str) -> Option<Whom> {
        let all = dossiers.iter().filter_map(|id| self.by_dossier.get(id)?.get(surname));
        only(all.flatten().copied())
    }

    /// The only one of several that the dossiers name in full.
    pub fn one_of(&self, dossiers: &[DossierId], among: &[Whom]) -> Option<Whom> {
        let all = dossiers.iter().filter_map(|id| self.by_dossier.get(id));
        let everybody = all.flat_map(BTreeMap::values).flatten().copied();
        only(everybody.filter(|whom| among.contains(whom)))
    }
}

/// The one that all are.
fn only(mut all: impl Iterator<Item = Whom>) -> Option<Whom> {
    let first = all.next()?;
    all.all(|other| other == first).then_some(first)
}

/// Who is named in full in the dossiers that have something to explain.
pub(super) fn bearers<'d>(
    site: &Site,
    registry: &Registry<'_>,
    readings: &[Reading],
    things: &[Vec<Whom>],
    surname: impl Fn(Whom) -> Option<&'d str>,
) -> Bearers {
    let mut bearers = Bearers::default();
    for (number, reading) in readings.iter().enumerate() {
        let article = &site.articles[number];
        let own = article.enrichment.things.iter();
        let unknown = own.zip(&things[number]).any(|(thing, whom)| {
            let alone = thing.entity_type == EntityType::Person && !thing.name.contains(char::is_whitespace);
            alone && matches!(whom, Whom::Candidate(_))
        });
        if unknown || !reading.open.is_empty() {
            for dossier in &article.dossiers {
                bearers.by_dossier.entry(*dossier).or_default();
            }
        }
    }
    for (dossier, by_surname) in &mut bearers.by_dossier {
        for id in &site.dossier(*dossier).articles {
            let number = id.index();
            for read in &readings[number].mentions {
                let whom = match read.target {
                    Target::Entity(id) => Whom::Entity(id),
                    Target::Thing(thing) => things[number][thing.index()],
                    Target::Known(_) => match known(registry, read, &readings[number], &things[number]) {
                        Some(whom) => whom,
                        None => continue,
                    },
                };
                if read.form != NameForm::Surname
                    && let Some(surname) = surname(whom)
                {
                    by_surname.entry(surname.to_owned()).or_default().insert(whom);
                }
            }
        }
    }
    bearers
}

/// The new entity of an entry of the knowledge base, which is one of the article's things.
fn known(registry: &Registry<'_>, read: &Read, reading: &Reading, things: &[Whom]) -> Option<Whom> {
    let is_person = registry.entity_type(read.target) == EntityType::Person;
    let thing = reading.things.iter().position(|target| *target == Some(read.target));
    thing.filter(|_| is_person).map(|number| things[number])
}

/// The mention that a dossier explains.
pub(super) fn read(open: &Open) -> Read {
    Read {
        span: open.span,
        // Whose it is, is said beside it.
        target: Target::Entity(open.owners.first().copied().unwrap_or(EntityId(0))),
        confidence: CONFIDENCE,
        rule: MentionRule::DossierReference,
        origin: Origin::Found,
        form: open.form,
    }
}

/// What to say of a surname that nothing tells apart.
pub(super) fn shared(article: &SiteArticle, open: &Open, words: &str, registry: &Registry<'_>) -> Option<Diagnostic> {
    // Full names that two entities share are reported with the entities.
    if open.form != NameForm::Surname {
        return None;
    }
    let names: Vec<String> = open
        .owners
        .iter()
        .map(|id| format!("`{}`", registry.get(*id).entity.header.slug))
        .collect();
    let message = format!("`{words}` can be {}; it is linked to neither", names.join(" or "));
    let help = "name one of them in full before it, or decide in the front matter with `mentions`";
    let place = Place::Bytes(article.article.body.map.to_file(open.span)?);
    Some(
        Diagnostic::new(Code::SharedName, message)
            .at(&article.placement.file, place)
            .help(help),
    )
}

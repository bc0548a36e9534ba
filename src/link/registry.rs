//! The site's own entities: by slug, by name, and which entries of the knowledge base they replace.
#![expect(
    clippy::disallowed_types,
    reason = "its numbers are compared in one run of the program alone"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::hash::{DefaultHasher, Hash, Hasher};

use super::merge::{merged, owner_of, place_of};
use super::parsed::Parsed;
use super::placed::Placed;
use super::selection::Absent;
use crate::config::Config;
use crate::diagnostics::{Code, Diagnostic, did_you_mean};
use crate::knowledge::Knowledge;
use crate::language::Languages;
use crate::model::article::Keyed;
use crate::model::date::PartialDate;
use crate::model::entity::{Entity, EntityType, Role};
use crate::model::site::{EntityId, KnowledgeId, ThingId};
use crate::model::slug::Slug;
use crate::names::{NameEntry, NameKind, NameTable, Surnames};

/// What a span means, before everything has its page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Target {
    Entity(EntityId),
    Known(KnowledgeId),
    /// What the article introduces itself.
    Thing(ThingId),
}

/// The entities of the registry, ready for look-ups.
pub(super) struct Registry<'a> {
    entities: &'a [Placed<Entity>],
    by_slug: BTreeMap<&'a str, EntityId>,
    /// Which entity the slugs of what was merged mean.
    merged: BTreeMap<&'a str, EntityId>,
    /// Slugs of pages that are no entities.
    others: BTreeSet<&'a str>,
    absent: &'a Absent,
    /// The knowledge base, unless the site switches it off.
    knowledge: Option<&'static Knowledge>,
    /// Which entity stands in for an entry of the knowledge base.
    replaced: BTreeMap<KnowledgeId, EntityId>,
    pub names: NameTable,
}

impl<'a> Registry<'a> {
    /// Reads the entities of a site. A name that two of them share is reported.
    pub fn new(parsed: &'a Parsed, config: &Config, diagnostics: &mut Vec<Diagnostic>) -> Registry<'a> {
        let Parsed {
            articles,
            content,
            entities,
        } = parsed;
        let knowledge = config.knowledge.then(Knowledge::embedded);
        let others = articles.iter().map(|a| a.article.header.slug.as_str());
        let others = others.chain(content.dossiers.values().iter().map(|d| d.value.header.slug.as_str()));
        let others = others.chain(content.pages.values().iter().map(|p| p.value.header.slug.as_str()));
        let mut registry = Registry {
            entities,
            by_slug: BTreeMap::new(),
            merged: merged(entities.iter().map(|entity| &entity.value)),
            others: others.collect(),
            absent: &content.absent,
            knowledge,
            replaced: BTreeMap::new(),
            names: NameTable::default(),
        };
        for (id, entity) in EntityId::all(entities.len()).zip(entities) {
            let own = &entity.value;
            registry.by_slug.insert(own.header.slug.as_str(), id);
            for merged in &own.same_as {
                registry.by_slug.entry(merged.value.as_str()).or_insert(id);
            }
            let by_id = own.wikidata.as_deref().and_then(|id| knowledge?.by_wikidata(id));
            let by_slug = || knowledge?.by_slug(own.header.slug.as_str());
            let same = |known: &KnowledgeId| knowledge.is_some_and(|k| k.get(*known).entity_type == own.entity_type);
            if let Some(known) = by_id.or_else(|| by_slug().filter(same)) {
                registry.replaced.insert(known, id);
            }
            let merged = own.same_as.iter().filter_map(|old| knowledge?.by_slug(&old.value));
            for known in merged {
                registry.replaced.entry(known).or_insert(id);
            }
        }
        registry.names = names(entities, config);
        report_shared(entities, diagnostics);
        registry
    }

    /// All that the reading of an article asks for, as one number.
    pub fn fingerprint(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        for entity in self.entities {
            format!("{:?}{:?}", entity.value, entity.placement).hash(&mut hasher);
        }
        (&self.others, &self.absent.unparsed, self.knowledge.is_some()).hash(&mut hasher);
        hasher.finish()
    }

    pub fn get(&self, id: EntityId) -> &'a Entity {
        &self.entities[id.index()].value
    }

    /// What an editor means by a slug: an entity of the registry, else one of the knowledge base.
    pub fn by_slug(&self, slug: &str) -> Option<Target> {
        if let Some(id) = self.by_slug.get(slug) {
            return Some(Target::Entity(*id));
        }
        Some(self.known(self.knowledge?.by_slug(slug)?))
    }

    /// What a name means whose page was merged into another: found by the program, it had a slug made of its name.
    pub fn merged(&self, name: &str, person: bool) -> Option<Target> {
        if self.merged.is_empty() {
            return None;
        }
        let id = *self.merged.get(Slug::of(name)?.as_str())?;
        let same = (self.get(id).entity_type == EntityType::Person) == person;
        same.then_some(Target::Entity(id))
    }

    /// What stands for an entry of the knowledge base.
    pub fn known(&self, entry: KnowledgeId) -> Target {
        match self.replaced.get(&entry) {
            Some(id) => Target::Entity(*id),
            None => Target::Known(entry),
        }
    }

    /// The knowledge base, unless the site switches it off.
    pub fn knowledge(&self) -> Option<&'static Knowledge> {
        self.knowledge
    }

    /// Whether no page of a content file has this slug.
    pub fn is_free(&self, slug: &str) -> bool {
        !self.by_slug.contains_key(slug)
    }

    /// What a `[[target]]` means, where that is an entity and nothing else.
    pub fn wiki(&self, target: &str) -> Option<Target> {
        let target = target.split('#').next().unwrap_or("").trim();
        let (folder, name) = match target.rsplit_once('/') {
            Some((folder, name)) => (Some(folder.trim_matches('/')), name),
            None => (None, target),
        };
        let slug = Slug::parse(name).or_else(|| Slug::of(name))?;
        let found = self.by_slug(slug.as_str())?;
        match folder {
            Some(folder) => (self.entity_type(found).folder() == folder).then_some(found),
            None => (!self.others.contains(slug.as_str())).then_some(found),
        }
    }

    /// What the target is; what an article introduces counts as a concept here.
    pub fn entity_type(&self, target: Target) -> EntityType {
        match target {
            Target::Entity(id) => self.get(id).entity_type,
            Target::Known(entry) => self.knowledge.map_or(EntityType::Concept, |k| k.get(entry).entity_type),
            Target::Thing(_) => EntityType::Concept,
        }
    }

    /// Who speaks when the target does, where that is somebody else; a person speaks for itself.
    pub fn represented(&self, target: Target) -> Option<Target> {
        match target {
            Target::Entity(id) => {
                let own = self.get(id);
                let name = own
                    .represents
                    .as_ref()
                    .filter(|_| own.entity_type != EntityType::Person)?;
                self.by_slug(&name.value)
            }
            Target::Known(entry) => {
                let known = self.knowledge?.get(entry);
                let place = known.entity_type == EntityType::Place;
                self.by_slug(known.represents.filter(|_| place)?)
            }
            Target::Thing(_) => None,
        }
    }

    /// The titles of the offices that somebody held at a date, as far as that is known; where the date
    /// is not known, of all.
    pub fn titles_at(&self, target: Target, date: Option<&PartialDate>, lang: &str) -> Vec<&str> {
        let role = |title, from: &Option<PartialDate>, to: &Option<PartialDate>| {
            let at = |date: &PartialDate| Role::is_held(from.as_ref(), to.as_ref(), date);
            let dated = from.is_some() || to.is_some();
            (!dated || date.is_none_or(at)).then_some(title)
        };
        match target {
            Target::Entity(id) => {
                let roles = self.get(id).roles.iter();
                roles
                    .filter_map(|own| role(own.title.as_str(), &own.from, &own.to))
                    .collect()
            }
            Target::Known(entry) => self.knowledge.map_or_else(Vec::new, |knowledge| {
                let roles = knowledge.get(entry).roles.iter();
                roles
                    .filter_map(|own| role(own.title(lang), &own.from, &own.to))
                    .collect()
            }),
            Target::Thing(_) => Vec::new(),
        }
    }

    /// Whether a name and a text name the same entity: "US" and "Secretary of State of the United States".
    pub fn share(&self, name: &str, text: &str) -> bool {
        let (mut own, mut others) = (Vec::new(), Vec::new());
        self.names.find(name, 0, &mut own);
        self.names.find(text, 0, &mut others);
        own.iter()
            .any(|hit| others.iter().any(|other| hit.owners == other.owners))
    }

    /// The one entity of which `text` is a whole name.
    pub fn exact(&self, text: &str) -> Option<Target> {
        let mut found = Vec::new();
        self.names.find(text, 0, &mut found);
        match found.as_slice() {
            [hit] if hit.span.len() == text.len() => match hit.owners {
                [owner] => Some(Target::Entity(EntityId(*owner))),
                _ => None,
            },
            _ => None,
        }
    }

    /// Whether a file with errors of its own may be the entity that a slug means.
    pub fn is_unparsed(&self, slug: &str) -> bool {
        self.absent.is_unparsed(slug, Some("entities"))
    }

    /// What to say of an entity that does not exist.
    pub fn unknown(&self, name: &Keyed<String>) -> Diagnostic {
        let help = did_you_mean(&name.value, self.by_slug.keys().copied()).unwrap_or_else(|| {
            format!(
                "add `{}` to content/entities.yaml, or write the slug of an entity that exists",
                name.value
            )
        });
        Diagnostic::new(Code::UnknownEntity, format!("there is no entity `{}`", name.value)).help(help)
    }
}

/// Every name of every entity, with the forms that the site's language makes of them.
fn names(entities: &[Placed<Entity>], config: &Config) -> NameTable {
    let words = &Languages::embedded().get(&config.lang).words;
    let all = entities.iter().enumerate().flat_map(|(number, entity)| {
        let own = &entity.value;
        let name = move |text: &'_ String, kind| -> (u32, String, NameKind) { (number as u32, text.clone(), kind) };
        let title = std::iter::once(name(&own.header.title, NameKind::Name));
        let aliases = own.names.iter().map(move |text| name(text, NameKind::Name));
        let never = own.not.iter().map(move |text| name(text, NameKind::Never));
        title.chain(aliases).chain(never)
    });
    let all: Vec<(u32, String, NameKind)> = all.collect();
    let new = all.iter().map(|(owner, text, kind)| NameEntry {
        owner: *owner,
        text,
        entity_type: entities[*owner as usize].value.entity_type,
        kind: *kind,
    });
    NameTable::new(new, words, Surnames::Alone)
}

/// Two entities of one name: a mention of it alone is linked to neither.
fn report_shared(entities: &[Placed<Entity>], diagnostics: &mut Vec<Diagnostic>) {
    let mut owners: BTreeMap<&str, usize> = BTreeMap::new();
    for (number, entity) in entities.iter().enumerate() {
        for name in std::iter::once(&entity.value.header.title).chain(&entity.value.names) {
            let first = *owners.entry(name.trim()).or_insert(number);
            if first != number {
                let other = &entities[first];
                let other = owner_of(&other.placement.file, &other.value.header);
                let message = format!("`{}` is also a name of {other}; it is linked to neither", name.trim());
                let help = "remove it from one of them, or decide in each article with `mentions`";
                diagnostics.push(
                    Diagnostic::new(Code::SharedName, message)
                        .at(
                            &entity.placement.file,
                            place_of(&entity.placement.file, &entity.value.header.slug),
                        )
                        .help(help),
                );
            }
        }
    }
}

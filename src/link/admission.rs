//! Who gets a page: the registry, what articles name of the knowledge base, and people who speak or
//! are introduced with an office. Everything else that looks like a name is a candidate.
#![expect(clippy::disallowed_types, reason = "hash maps for look-ups alone")]

use std::collections::{BTreeMap, BTreeSet};

use ahash::AHashMap;
use camino::Utf8PathBuf;

use super::memberships::Memberships;
use super::memory::{ArticleReading, ReadArticle};
use super::mentions::ResolvedMention;
use super::placed::{ParsedArticle, Placed};
use super::registry::{Registry, Target};
use super::resolution::{Admission, AdmittedArticle, ArticleResolution, EntityRef};
use super::surnames::{self, Bearers};
use crate::config::Config;
use crate::diagnostics::Diagnostic;
use crate::model::article::{Header, Keyed, Lang};
use crate::model::document::Document;
use crate::model::enrichment::{Evidence, NamedThing};
use crate::model::entity::{Entity, EntityOrigin, EntityType, Role};
use crate::model::key_path::KeyPath;
use crate::model::output_path::OutputPath;
use crate::model::site::{
    ArticleId, Candidate, CandidateArticle, CandidateId, KnowledgeId, MentionRule, NewEntityId, Placement, ThingId,
};
use crate::model::slug::Slug;
use crate::model::table::Table;

/// Decides who gets a page.
pub(super) fn admit(
    memberships: &Memberships,
    registry: &Registry<'_>,
    articles: Vec<ReadArticle<'_>>,
    config: &Config,
) -> Admission {
    let mut admitter = EntityAdmitter {
        memberships,
        registry,
        config,
        slugs: BTreeSet::new(),
        known: BTreeMap::new(),
        people: BTreeMap::new(),
        written: AHashMap::new(),
        named: AHashMap::new(),
        new: Table::default(),
        candidates: Table::default(),
        diagnostics: Vec::new(),
    };
    admitter.admit_people(&articles);
    let articles = articles.into_iter().map(|article| admitter.things(article));
    let articles: Table<ArticleId, AdmittedArticle<'_>> = articles.collect();
    let bearers = surnames::bearers(memberships, registry, &articles, |entity| admitter.surname(entity));
    let articles = articles.into_entries();
    let articles = articles.map(|(id, article)| admitter.article(id, article, &bearers));
    let articles = articles.collect();
    admitter.name_candidates();
    Admission {
        articles,
        new: admitter.new,
        candidates: admitter.candidates,
        diagnostics: admitter.diagnostics,
    }
}

struct EntityAdmitter<'a> {
    memberships: &'a Memberships,
    registry: &'a Registry<'a>,
    config: &'a Config,
    /// Slugs of new entities and candidates.
    slugs: BTreeSet<String>,
    /// New entities by their entry of the knowledge base.
    known: BTreeMap<KnowledgeId, EntityRef>,
    /// New entities by the name of somebody; hyphens and accents make nobody else of them.
    people: BTreeMap<Slug, EntityRef>,
    /// Results of looking up people by their names as articles write them.
    written: AHashMap<&'a str, Option<EntityRef>>,
    named: AHashMap<(&'a str, EntityType), CandidateId>,
    new: Table<NewEntityId, Placed<Entity>>,
    candidates: Table<CandidateId, Candidate>,
    diagnostics: Vec<Diagnostic>,
}

impl<'a> EntityAdmitter<'a> {
    /// People whom an article introduces by full name, and who speak in it or have an office.
    fn admit_people(&mut self, articles: &[ReadArticle<'_>]) {
        for ReadArticle { article, reading } in articles {
            for (id, target) in reading.names.things.iter() {
                let thing = article.thing(id);
                if target.is_some() || !is_introduced(thing) {
                    continue;
                }
                let Some(slug) = Slug::of(&thing.name) else { continue };
                if !self.people.contains_key(&slug)
                    && let Some(new) = self.found(article, thing)
                {
                    self.people.insert(slug, new);
                }
            }
        }
    }

    /// The page of somebody whom only articles know.
    fn found(&mut self, article: &ParsedArticle, thing: &NamedThing) -> Option<EntityRef> {
        let slug = self.free_slug(&Slug::of(&thing.name)?)?;
        let office = thing.office.map(|span| {
            let words = span.slice(&article.article.body.plain).split_whitespace();
            words.collect::<Vec<_>>().join(" ")
        });
        let description = office.filter(|office| !office.is_empty());
        let entity = entity(&thing.name, slug, thing.entity_type, EntityOrigin::Found);
        let lang = article.placement.lang.clone();
        Some(self.add(Entity { description, ..entity }, lang))
    }

    /// The page of an entry of the knowledge base.
    fn known(&mut self, id: KnowledgeId) -> Option<EntityRef> {
        if let Some(new) = self.known.get(&id) {
            return Some(*new);
        }
        let known = self.registry.knowledge()?.get(id);
        let lang = self.config.lang.clone();
        let slug = self.free_slug(&Slug::parse(known.slug)?)?;
        let mut new = entity(known.title(&lang.0), slug, known.entity_type, EntityOrigin::Knowledge);
        new.names = known.aliases(&lang.0).map(str::to_owned).collect();
        new.wikidata = known.wikidata.map(str::to_owned);
        new.description = known.description(&lang.0).map(str::to_owned);
        let role = |role: &crate::knowledge::KnownRole| Role {
            title: role.title(&lang.0).to_owned(),
            from: role.from,
            to: role.to,
        };
        let represents = known.represents.map(str::to_owned);
        new.represents = represents.map(|value| Keyed {
            value,
            key: KeyPath::root(),
        });
        new.roles = known.roles.iter().map(role).collect();
        let new = self.add(new, lang);
        self.known.insert(id, new);
        Some(new)
    }

    fn add(&mut self, entity: Entity, lang: Lang) -> EntityRef {
        let placement = Placement {
            file: Utf8PathBuf::new(),
            output: OutputPath::of(entity.entity_type.folder(), &entity.header.slug, "html"),
            lang,
        };
        EntityRef::New(self.new.push(Placed {
            value: entity,
            placement,
        }))
    }

    /// A slug that no other entity has.
    fn free_slug(&mut self, wanted: &Slug) -> Option<Slug> {
        let numbered = (2..100).map(|number| format!("{wanted}-{number}"));
        let mut all = std::iter::once(wanted.to_string()).chain(numbered);
        let free = all.find(|slug| self.registry.is_free(slug) && !self.slugs.contains(slug))?;
        self.slugs.insert(free.clone());
        Slug::parse(&free)
    }

    /// What each thing of an article is, for the whole site.
    fn things(&mut self, ReadArticle { article, reading }: ReadArticle<'a>) -> AdmittedArticle<'a> {
        let one = |(id, target): (ThingId, &Option<Target>)| {
            let thing = article.thing(id);
            let known = match target {
                Some(Target::Entity(id)) => Some(EntityRef::Registered(*id)),
                Some(Target::Known(entry)) => self.known(*entry),
                Some(Target::Thing(_)) | None => None,
            };
            known
                .or_else(|| self.person(thing))
                .unwrap_or_else(|| self.candidate(thing))
        };
        AdmittedArticle {
            article,
            things: reading.names.things.iter().map(one).collect(),
            reading,
        }
    }

    /// Somebody with a full name who got a page.
    fn person(&mut self, thing: &'a NamedThing) -> Option<EntityRef> {
        if thing.entity_type != EntityType::Person || !thing.name.contains(char::is_whitespace) {
            return None;
        }
        let people = &self.people;
        let by_name = || people.get(&Slug::of(&thing.name)?).copied();
        *self.written.entry(&thing.name).or_insert_with(by_name)
    }

    /// The candidate of a name; its counts come with the mentions.
    fn candidate(&mut self, thing: &'a NamedThing) -> EntityRef {
        let key = (thing.name.as_str(), thing.entity_type);
        if let Some(id) = self.named.get(&key) {
            let candidate = &mut self.candidates[*id];
            candidate.evidence.extend(&thing.evidence);
            candidate.confidence = candidate.confidence.max(thing.confidence);
            return EntityRef::Candidate(*id);
        }
        let number = self.candidates.values().len() as u32;
        let id = self.candidates.push(Candidate {
            name: thing.name.clone(),
            slug: Slug::of(&thing.name).unwrap_or_else(|| Slug::numbered(number)),
            entity_type: thing.entity_type,
            evidence: thing.evidence.clone(),
            confidence: thing.confidence,
            articles: Vec::new(),
        });
        self.named.insert(key, id);
        EntityRef::Candidate(id)
    }

    /// The surname of somebody; `None` for what is not a person with a page.
    fn surname(&self, entity: EntityRef) -> Option<&str> {
        let entity = match entity {
            EntityRef::Registered(id) => self.registry.get(id),
            EntityRef::New(id) => &self.new[id].value,
            EntityRef::Candidate(_) => return None,
        };
        let words = entity.header.title.split_whitespace();
        (entity.entity_type == EntityType::Person).then(|| words.last().unwrap_or(""))
    }

    fn article(&mut self, id: ArticleId, article: AdmittedArticle<'_>, bearers: &Bearers) -> ArticleResolution {
        let dossiers = &self.memberships.dossiers[id];
        let bearer = |thing: ThingId, entity: &EntityRef| {
            let own = article.article.thing(thing);
            let surname = matches!(entity, EntityRef::Candidate(_)) && surnames::is_surname_alone(own);
            surname.then(|| bearers.one(dossiers, &own.name))?
        };
        let explained = article.things.iter();
        let explained = explained.filter_map(|(thing, entity)| Some((thing, bearer(thing, entity)?)));
        let explained: BTreeMap<ThingId, EntityRef> = explained.collect();
        let things = article.things.iter();
        let things = things.map(|(thing, entity)| *explained.get(&thing).unwrap_or(entity));
        let things: Table<ThingId, EntityRef> = things.collect();
        let ArticleReading {
            names,
            speakers,
            diagnostics,
        } = article.reading;
        self.diagnostics.extend(diagnostics);
        let mut mentions: Vec<(ResolvedMention, EntityRef)> = Vec::with_capacity(names.mentions.len());
        for mut mention in names.mentions {
            if matches!(mention.target, Target::Thing(thing) if explained.contains_key(&thing)) {
                mention.rule = MentionRule::DossierReference;
            }
            if let Some(entity) = self.entity(mention.target, &things) {
                mentions.push((mention, entity));
            }
        }
        for surname in names.ambiguous {
            let owners: Vec<EntityRef> = surname.owners.iter().map(|id| EntityRef::Registered(*id)).collect();
            match bearers.one_of(dossiers, &owners) {
                Some(entity) => mentions.push((surnames::explained(&surname), entity)),
                None => {
                    let diagnostic = surnames::unexplained(article.article, &surname, self.registry);
                    self.diagnostics.extend(diagnostic);
                }
            }
        }
        mentions.sort_by_key(|(mention, _)| mention.span);
        let speakers = speakers.iter();
        let speakers = speakers.map(|(_, target)| self.entity((*target)?, &things)).collect();
        self.count(id, &mentions);
        ArticleResolution { mentions, speakers }
    }

    /// Gives every candidate a slug that no entity has.
    fn name_candidates(&mut self) {
        for id in CandidateId::all(self.candidates.values().len()) {
            let wanted = self.candidates[id].slug.clone();
            if let Some(slug) = self.free_slug(&wanted) {
                self.candidates[id].slug = slug;
            }
        }
    }

    fn entity(&mut self, target: Target, things: &Table<ThingId, EntityRef>) -> Option<EntityRef> {
        match target {
            Target::Entity(id) => Some(EntityRef::Registered(id)),
            Target::Known(entry) => self.known(entry),
            Target::Thing(id) => Some(things[id]),
        }
    }

    /// Counts the candidates that an article names.
    fn count(&mut self, id: ArticleId, mentions: &[(ResolvedMention, EntityRef)]) {
        for (mention, entity) in mentions {
            let EntityRef::Candidate(candidate) = entity else {
                continue;
            };
            let articles = &mut self.candidates[*candidate].articles;
            match articles.last_mut() {
                Some(last) if last.article == id => last.mentions += 1,
                _ => articles.push(CandidateArticle {
                    article: id,
                    mentions: 1,
                    first: mention.span,
                }),
            }
        }
    }
}

/// Whether an article introduces somebody well enough for a page.
fn is_introduced(thing: &NamedThing) -> bool {
    let known = [Evidence::Office, Evidence::Speaks];
    thing.entity_type == EntityType::Person
        && thing.name.contains(char::is_whitespace)
        && thing.evidence.iter().any(|evidence| known.contains(evidence))
}

/// An entity of which only the name is known.
fn entity(name: &str, slug: Slug, entity_type: EntityType, origin: EntityOrigin) -> Entity {
    Entity {
        header: Header {
            title: name.to_owned(),
            slug,
            lang: None,
            summary: None,
            draft: false,
            aliases: Vec::new(),
        },
        entity_type,
        names: Vec::new(),
        wikidata: None,
        description: None,
        roles: Vec::new(),
        represents: None,
        not: Vec::new(),
        links: Vec::new(),
        same_as: Vec::new(),
        origin,
        body: Document::default(),
    }
}

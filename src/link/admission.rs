//! Who gets a page: the registry, what articles name of the knowledge base, and people who speak or
//! are introduced with an office. Everything else that looks like a name is a candidate.

use std::collections::{BTreeMap, BTreeSet};

use ahash::AHashMap;
use camino::Utf8PathBuf;

use super::admitted::{Admission, Meant, Whom, sort_candidates};
use super::dossiers::{self, Bearers};
use super::reading::{Read, Reading};
use super::registry::{Registry, Target};
use crate::config::Config;
use crate::model::article::{Header, Keyed, Lang};
use crate::model::document::Document;
use crate::model::enrichment::{Evidence, NamedThing};
use crate::model::entity::{Entity, EntityOrigin, EntityType, Role};
use crate::model::key_path::KeyPath;
use crate::model::output_path::OutputPath;
use crate::model::site::{
    ArticleId, Candidate, CandidateArticle, CandidateId, MentionRule, Placement, Site, SiteArticle, SiteEntity, ThingId,
};
use crate::model::slug::Slug;
use crate::model::text::LinkTable;

/// Decides who gets a page.
pub(super) fn admit(site: &Site, registry: &Registry<'_>, mut readings: Vec<Reading>, config: &Config) -> Admission {
    let diagnostics = readings
        .iter_mut()
        .flat_map(|reading| std::mem::take(&mut reading.diagnostics))
        .collect();
    let mut desk = Desk {
        site,
        registry,
        config,
        slugs: BTreeSet::new(),
        known: BTreeMap::new(),
        people: BTreeMap::new(),
        written: AHashMap::new(),
        candidates: AHashMap::new(),
        admission: Admission {
            new: Vec::new(),
            candidates: Vec::new(),
            articles: Vec::new(),
            diagnostics,
        },
    };
    desk.admit_people(&readings);
    let things: Vec<Vec<Whom>> = (0..readings.len()).map(|n| desk.things(n, &readings[n])).collect();
    let bearers = dossiers::bearers(site, registry, &readings, &things, |whom| desk.surname(whom));
    for (number, (reading, things)) in readings.into_iter().zip(things).enumerate() {
        desk.article(number, reading, things, &bearers);
    }
    desk.name_candidates();
    let mut admission = desk.admission;
    sort_candidates(&mut admission);
    admission
}

/// What is decided so far.
struct Desk<'a> {
    site: &'a Site,
    registry: &'a Registry<'a>,
    config: &'a Config,
    /// Slugs of new entities and candidates.
    slugs: BTreeSet<String>,
    /// New entities by their entry of the knowledge base.
    known: BTreeMap<u32, u32>,
    /// New entities by the name of somebody; hyphens and accents make nobody else of them.
    people: BTreeMap<Slug, u32>,
    /// The same by each way in which articles write their names, as far as they were asked for.
    written: AHashMap<&'a str, Option<u32>>,
    /// Candidates by name and type.
    candidates: AHashMap<(&'a str, EntityType), CandidateId>,
    admission: Admission,
}

impl<'a> Desk<'a> {
    /// People whom an article introduces by full name, and who speak in it or have an office.
    fn admit_people(&mut self, readings: &[Reading]) {
        for (number, reading) in readings.iter().enumerate() {
            let article = &self.site.articles[number];
            for (thing, target) in article.enrichment.things.iter().zip(&reading.things) {
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
    fn found(&mut self, article: &SiteArticle, thing: &NamedThing) -> Option<u32> {
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
    fn known(&mut self, number: u32) -> Option<Whom> {
        if let Some(new) = self.known.get(&number) {
            return Some(Whom::New(*new));
        }
        let known = self.registry.knowledge()?.get(number);
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
        self.known.insert(number, new);
        Some(Whom::New(new))
    }

    fn add(&mut self, entity: Entity, lang: Lang) -> u32 {
        let output = OutputPath::of(entity.entity_type.folder(), &entity.header.slug, "html");
        self.admission.new.push(SiteEntity {
            placement: Placement {
                file: Utf8PathBuf::new(),
                output,
                lang,
            },
            entity,
            represents: None,
            links: LinkTable::default(),
        });
        self.admission.new.len() as u32 - 1
    }

    /// A slug that no other entity has.
    fn free_slug(&mut self, wanted: &Slug) -> Option<Slug> {
        let numbered = (2..100).map(|number| format!("{wanted}-{number}"));
        let mut all = std::iter::once(wanted.to_string()).chain(numbered);
        let free = all.find(|slug| self.registry.is_free(slug) && !self.slugs.contains(slug))?;
        self.slugs.insert(free.clone());
        Slug::parse(&free)
    }

    /// Whom or what each thing of an article is, for the whole site.
    fn things(&mut self, number: usize, reading: &Reading) -> Vec<Whom> {
        let site = self.site;
        let things = &site.articles[number].enrichment.things;
        let mut all = Vec::with_capacity(things.len());
        for (thing, target) in things.iter().zip(&reading.things) {
            let known = match target {
                Some(Target::Entity(id)) => Some(Whom::Entity(*id)),
                Some(Target::Known(entry)) => self.known(*entry),
                Some(Target::Thing(_)) | None => None,
            };
            let whom = known.or_else(|| self.person(thing).map(Whom::New));
            all.push(whom.unwrap_or_else(|| self.candidate(thing)));
        }
        all
    }

    /// Somebody with a full name who got a page.
    fn person(&mut self, thing: &'a NamedThing) -> Option<u32> {
        if thing.entity_type != EntityType::Person || !thing.name.contains(char::is_whitespace) {
            return None;
        }
        let people = &self.people;
        let by_name = || people.get(&Slug::of(&thing.name)?).copied();
        *self.written.entry(&thing.name).or_insert_with(by_name)
    }

    /// The candidate of a name; its counts come with the mentions.
    fn candidate(&mut self, thing: &'a NamedThing) -> Whom {
        let key = (thing.name.as_str(), thing.entity_type);
        if let Some(number) = self.candidates.get(&key) {
            let candidate = &mut self.admission.candidates[number.index()];
            candidate.evidence.extend(&thing.evidence);
            candidate.confidence = candidate.confidence.max(thing.confidence);
            return Whom::Candidate(*number);
        }
        let number = CandidateId::new(self.admission.candidates.len());
        self.admission.candidates.push(Candidate {
            name: thing.name.clone(),
            slug: Slug::of(&thing.name).unwrap_or_else(|| Slug::numbered(number.0)),
            entity_type: thing.entity_type,
            evidence: thing.evidence.clone(),
            confidence: thing.confidence,
            articles: Vec::new(),
        });
        self.candidates.insert(key, number);
        Whom::Candidate(number)
    }

    /// The surname of somebody; `None` for what is no person.
    fn surname(&self, whom: Whom) -> Option<&str> {
        let entity = match whom {
            Whom::Entity(id) => &self.registry.get(id).entity,
            Whom::New(new) => &self.admission.new[new as usize].entity,
            Whom::Candidate(_) => return None,
        };
        let words = entity.header.title.split_whitespace();
        (entity.entity_type == EntityType::Person).then(|| words.last().unwrap_or(""))
    }

    /// What one article means.
    fn article(&mut self, number: usize, reading: Reading, mut things: Vec<Whom>, bearers: &Bearers) {
        let site = self.site;
        let article = &site.articles[number];
        let mut changed = BTreeSet::new();
        for (thing, whom) in things.iter_mut().enumerate() {
            let own = &article.enrichment.things[thing];
            let alone = own.entity_type == EntityType::Person && !own.name.contains(char::is_whitespace);
            if matches!(whom, Whom::Candidate(_))
                && alone
                && let Some(bearer) = bearers.one(&article.dossiers, &own.name)
            {
                *whom = bearer;
                changed.insert(ThingId::new(thing));
            }
        }
        let mut mentions: Vec<(Read, Whom)> = Vec::with_capacity(reading.mentions.len());
        for mut read in reading.mentions {
            if matches!(read.target, Target::Thing(thing) if changed.contains(&thing)) {
                read.rule = MentionRule::DossierReference;
            }
            if let Some(whom) = self.whom(read.target, &things) {
                mentions.push((read, whom));
            }
        }
        for open in reading.open {
            let words = open.span.slice(&article.article.body.plain);
            let among: Vec<Whom> = open.owners.iter().map(|id| Whom::Entity(*id)).collect();
            match bearers.one_of(&article.dossiers, &among) {
                Some(whom) => mentions.push((dossiers::read(&open), whom)),
                None => {
                    let diagnostic = dossiers::shared(article, &open, words, self.registry);
                    self.admission.diagnostics.extend(diagnostic);
                }
            }
        }
        mentions.sort_by_key(|(read, _)| read.span);
        let speakers = reading.speakers.iter();
        let speakers = speakers.map(|target| self.whom((*target)?, &things)).collect();
        self.count(number, &mentions);
        self.admission.articles.push(Meant { mentions, speakers });
    }

    /// Gives every candidate a slug that no entity has.
    fn name_candidates(&mut self) {
        for number in 0..self.admission.candidates.len() {
            let wanted = self.admission.candidates[number].slug.clone();
            if let Some(slug) = self.free_slug(&wanted) {
                self.admission.candidates[number].slug = slug;
            }
        }
    }

    fn whom(&mut self, target: Target, things: &[Whom]) -> Option<Whom> {
        match target {
            Target::Entity(id) => Some(Whom::Entity(id)),
            Target::Known(entry) => self.known(entry),
            Target::Thing(id) => things.get(id.index()).copied(),
        }
    }

    /// Counts the candidates that an article names.
    fn count(&mut self, number: usize, mentions: &[(Read, Whom)]) {
        let id = ArticleId::new(number);
        for (read, whom) in mentions {
            let Whom::Candidate(candidate) = whom else { continue };
            let articles = &mut self.admission.candidates[candidate.index()].articles;
            match articles.last_mut() {
                Some(last) if last.article == id => last.mentions += 1,
                _ => articles.push(CandidateArticle {
                    article: id,
                    mentions: 1,
                    first: read.span,
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

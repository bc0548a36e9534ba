//! Who gets a page: the registry, what articles name of the knowledge base, and people who speak or
//! are introduced with an office. Everything else that looks like a name is a candidate.
#![expect(clippy::disallowed_types, reason = "hash maps for look-ups alone")]

use std::collections::{BTreeMap, BTreeSet};

use ahash::AHashMap;
use camino::Utf8PathBuf;

use super::mentions::{ArticleMentions, ResolvedMention};
use super::parsed::Content;
use super::placed::{ParsedArticle, Placed};
use super::registry::{Registry, Target};
use super::resolution::{Admission, ArticleResolution, EntityRef};
use super::surnames::{self, Bearers};
use crate::config::Config;
use crate::model::article::{Header, Keyed, Lang};
use crate::model::document::Document;
use crate::model::enrichment::{Evidence, NamedThing};
use crate::model::entity::{Entity, EntityOrigin, EntityType, Role};
use crate::model::key_path::KeyPath;
use crate::model::output_path::OutputPath;
use crate::model::site::{ArticleId, Candidate, CandidateArticle, CandidateId, MentionRule, Placement, ThingId};
use crate::model::slug::Slug;

/// Decides who gets a page.
pub(super) fn admit(
    content: &Content,
    registry: &Registry<'_>,
    mut mentions: Vec<ArticleMentions>,
    config: &Config,
) -> Admission {
    let diagnostics = mentions
        .iter_mut()
        .map(|article| std::mem::take(&mut article.diagnostics));
    let diagnostics = diagnostics.flatten().collect();
    let mut admitter = EntityAdmitter {
        content,
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
    admitter.admit_people(&mentions);
    let articles = content.articles.iter().zip(&mentions);
    let things: Vec<Vec<EntityRef>> = articles.map(|(article, own)| admitter.things(article, own)).collect();
    let bearers = surnames::bearers(content, registry, &mentions, &things, |entity| admitter.surname(entity));
    let ids = ArticleId::all(content.articles.len());
    for (id, (mentions, things)) in ids.zip(mentions.into_iter().zip(things)) {
        let resolution = admitter.article(id, mentions, things, &bearers);
        admitter.admission.articles.push(resolution);
    }
    admitter.name_candidates();
    admitter.admission
}

struct EntityAdmitter<'a> {
    content: &'a Content,
    registry: &'a Registry<'a>,
    config: &'a Config,
    /// Slugs of new entities and candidates.
    slugs: BTreeSet<String>,
    /// New entities by their entry of the knowledge base.
    known: BTreeMap<u32, EntityRef>,
    /// New entities by the name of somebody; hyphens and accents make nobody else of them.
    people: BTreeMap<Slug, EntityRef>,
    /// Results of looking up people by their names as articles write them.
    written: AHashMap<&'a str, Option<EntityRef>>,
    candidates: AHashMap<(&'a str, EntityType), CandidateId>,
    admission: Admission,
}

impl<'a> EntityAdmitter<'a> {
    /// People whom an article introduces by full name, and who speak in it or have an office.
    fn admit_people(&mut self, mentions: &[ArticleMentions]) {
        for (article, own) in self.content.articles.iter().zip(mentions) {
            for (thing, target) in article.enrichment.things.iter().zip(&own.things) {
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
    fn known(&mut self, number: u32) -> Option<EntityRef> {
        if let Some(new) = self.known.get(&number) {
            return Some(*new);
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
        Some(new)
    }

    fn add(&mut self, entity: Entity, lang: Lang) -> EntityRef {
        let placement = Placement {
            file: Utf8PathBuf::new(),
            output: OutputPath::of(entity.entity_type.folder(), &entity.header.slug, "html"),
            lang,
        };
        let new = EntityRef::New(self.admission.new.len());
        self.admission.new.push(Placed {
            value: entity,
            placement,
        });
        new
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
    fn things(&mut self, article: &'a ParsedArticle, mentions: &ArticleMentions) -> Vec<EntityRef> {
        let things = article.enrichment.things.iter().zip(&mentions.things);
        let one = |(thing, target): (&'a NamedThing, &Option<Target>)| {
            let known = match target {
                Some(Target::Entity(id)) => Some(EntityRef::Registered(*id)),
                Some(Target::Known(entry)) => self.known(*entry),
                Some(Target::Thing(_)) | None => None,
            };
            known
                .or_else(|| self.person(thing))
                .unwrap_or_else(|| self.candidate(thing))
        };
        things.map(one).collect()
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
        if let Some(number) = self.candidates.get(&key) {
            let candidate = &mut self.admission.candidates[number.index()];
            candidate.evidence.extend(&thing.evidence);
            candidate.confidence = candidate.confidence.max(thing.confidence);
            return EntityRef::Candidate(*number);
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
        EntityRef::Candidate(number)
    }

    /// The surname of somebody; `None` for what is not a person with a page.
    fn surname(&self, entity: EntityRef) -> Option<&str> {
        let entity = match entity {
            EntityRef::Registered(id) => self.registry.get(id),
            EntityRef::New(number) => &self.admission.new[number].value,
            EntityRef::Candidate(_) => return None,
        };
        let words = entity.header.title.split_whitespace();
        (entity.entity_type == EntityType::Person).then(|| words.last().unwrap_or(""))
    }

    fn article(
        &mut self,
        id: ArticleId,
        own: ArticleMentions,
        mut things: Vec<EntityRef>,
        bearers: &Bearers,
    ) -> ArticleResolution {
        let article = self.content.article(id);
        let dossiers = self.content.memberships.dossiers_of(id);
        let mut explained = BTreeSet::new();
        for (thing, entity) in things.iter_mut().enumerate() {
            let own = &article.enrichment.things[thing];
            if matches!(entity, EntityRef::Candidate(_))
                && surnames::is_surname_alone(own)
                && let Some(bearer) = bearers.one(dossiers, &own.name)
            {
                *entity = bearer;
                explained.insert(ThingId::new(thing));
            }
        }
        let mut mentions: Vec<(ResolvedMention, EntityRef)> = Vec::with_capacity(own.mentions.len());
        for mut mention in own.mentions {
            if matches!(mention.target, Target::Thing(thing) if explained.contains(&thing)) {
                mention.rule = MentionRule::DossierReference;
            }
            if let Some(entity) = self.entity(mention.target, &things) {
                mentions.push((mention, entity));
            }
        }
        for surname in own.ambiguous {
            let owners: Vec<EntityRef> = surname.owners.iter().map(|id| EntityRef::Registered(*id)).collect();
            match bearers.one_of(dossiers, &owners) {
                Some(entity) => mentions.push((surnames::explained(&surname), entity)),
                None => {
                    let diagnostic = surnames::unexplained(article, &surname, self.registry);
                    self.admission.diagnostics.extend(diagnostic);
                }
            }
        }
        mentions.sort_by_key(|(mention, _)| mention.span);
        let speakers = own.speakers.iter();
        let speakers = speakers.map(|target| self.entity((*target)?, &things)).collect();
        self.count(id, &mentions);
        ArticleResolution { mentions, speakers }
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

    fn entity(&mut self, target: Target, things: &[EntityRef]) -> Option<EntityRef> {
        match target {
            Target::Entity(id) => Some(EntityRef::Registered(id)),
            Target::Known(entry) => self.known(entry),
            Target::Thing(id) => things.get(id.index()).copied(),
        }
    }

    /// Counts the candidates that an article names.
    fn count(&mut self, id: ArticleId, mentions: &[(ResolvedMention, EntityRef)]) {
        for (mention, entity) in mentions {
            let EntityRef::Candidate(candidate) = entity else {
                continue;
            };
            let articles = &mut self.admission.candidates[candidate.index()].articles;
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

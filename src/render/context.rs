//! What every page is rendered with.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::chronicle::{self, Chronicle, Entry};
use super::company;
use super::engine::{Engine, Shared};
use super::register::{Register, registers};
use super::views::SiteFrame;
use crate::config::Config;
use crate::language::{Language, Languages};
use crate::model::article::Lang;
use crate::model::date::PartialDate;
use crate::model::enrichment::{Origin, Quotation};
use crate::model::entity::EntityType;
use crate::model::output_path::OutputPath;
use crate::model::site::{ArticleId, EntityId, Quoted, Site, SiteArticle, SiteEntity};

/// The site, its configuration and its templates, with what many pages need counted once.
pub struct Renderer<'a> {
    pub(super) site: &'a Site,
    pub(super) config: &'a Config,
    pub(super) engine: &'a Engine,
    pub(super) languages: &'static Languages,
    pub(super) frame: Arc<Shared>,
    /// Every quotation that is shown, newest article first.
    pub(super) quotations: Vec<(ArticleId, u32)>,
    /// For each entity, how often it is named and how many shown quotations it has.
    pub(super) counts: Vec<(usize, usize)>,
    /// For each article, how many shown quotations it holds and how many entities it names.
    pub(super) article_counts: Vec<(usize, usize)>,
    /// For each article, the entities that it names, by number.
    pub(super) article_entities: Vec<Vec<EntityId>>,
    /// For each entity, the shown quotations of others that name it, newest article first.
    pub(super) about: Vec<Vec<(ArticleId, u32)>>,
    /// Everybody who speaks, most first.
    pub(super) speakers: Vec<EntityId>,
    /// Entities from A to Z, by type.
    pub(super) registers: Vec<Register>,
    /// For each dossier, what it holds in the order of time.
    pub(super) chronicles: Vec<Chronicle>,
    /// Every dated article and every event, newest first.
    pub(super) timeline: Vec<(PartialDate, Entry)>,
    /// What contradicts a quotation, as editors say.
    pub(super) contraries: BTreeMap<Quoted, Vec<Quoted>>,
    /// The titles of pages to which older addresses redirect.
    pub(super) redirect_titles: BTreeMap<&'a OutputPath, &'a str>,
}

impl<'a> Renderer<'a> {
    /// Counts what many pages need.
    pub fn new(site: &'a Site, config: &'a Config, engine: &'a Engine, languages: &'static Languages) -> Renderer<'a> {
        let frame = SiteFrame {
            title: config.title.clone(),
            description: config.description.clone(),
            lang: config.lang.0.clone(),
            author: config.author.clone(),
            base_url: config.base(),
            generator: format!("dossier {}", env!("CARGO_PKG_VERSION")),
            full_text: config.full_text,
        };
        let mut renderer = Renderer {
            site,
            config,
            engine,
            languages,
            frame: Shared::new(&frame),
            quotations: Vec::new(),
            counts: Vec::new(),
            article_counts: Vec::new(),
            article_entities: Vec::new(),
            about: vec![Vec::new(); site.entities.len()],
            speakers: Vec::new(),
            registers: registers(site),
            chronicles: Vec::new(),
            contraries: contraries(site),
            timeline: chronicle::of_site(site),
            redirect_titles: redirect_titles(site),
        };
        (0..site.articles.len() as u32).for_each(|number| renderer.count_article(ArticleId(number)));
        renderer.count_entities();
        renderer.chronicles = chronicle::of_dossiers(&renderer);
        renderer
    }

    /// Counts what an article holds.
    fn count_article(&mut self, id: ArticleId) {
        let article = self.site.article(id);
        let shown = (0..article.enrichment.quotations.len() as u32).filter(|n| self.is_shown(id, *n));
        let shown: Vec<(ArticleId, u32)> = shown.map(|n| (id, n)).collect();
        let mut entities: Vec<EntityId> = article.mentions.iter().map(|mention| mention.entity).collect();
        entities.sort_unstable();
        entities.dedup();
        self.article_counts.push((shown.len(), entities.len()));
        self.article_entities.push(entities);
        for (entity, quotation) in company::quotations_about(article, &shown) {
            self.about[entity.0 as usize].push((id, quotation));
        }
        self.quotations.extend(shown);
    }

    /// Counts how often each entity is named and quoted.
    fn count_entities(&mut self) {
        let count = |entity: &SiteEntity| {
            let mentions = entity.mentions.iter().map(|(_, list)| list.len()).sum();
            let shown = entity.quotations.iter().filter(|(id, n)| self.is_shown(*id, *n));
            (mentions, shown.count())
        };
        let counts: Vec<(usize, usize)> = self.site.entities.iter().map(count).collect();
        let ids = (0..counts.len() as u32).map(EntityId);
        let mut speakers: Vec<EntityId> = ids.filter(|id| counts[id.0 as usize].1 > 0).collect();
        speakers.sort_by_key(|id| (std::cmp::Reverse(counts[id.0 as usize].1), *id));
        (self.counts, self.speakers) = (counts, speakers);
    }

    /// Whether a quotation is certain enough to be shown.
    pub(super) fn is_shown(&self, article: ArticleId, number: u32) -> bool {
        let quotation = &self.site.article(article).enrichment.quotations[number as usize];
        quotation.confidence >= self.config.min_confidence
    }

    /// Whether the program is not sure of a quotation that no editor decided.
    pub(super) fn is_uncertain(&self, quotation: &Quotation) -> bool {
        quotation.origin == Origin::Found && quotation.confidence < self.config.uncertain_below
    }

    /// The offices that the speaker of a quotation held when its article appeared.
    pub(super) fn role_of(&self, article: &SiteArticle, number: usize) -> Option<String> {
        let date = article.article.date.as_ref()?;
        let speaker = &self.site.entity(article.speakers[number]?).entity;
        let held = speaker.roles.iter().filter(|role| role.held_at(date));
        let titles: Vec<&str> = held.map(|role| role.title.as_str()).collect();
        Some(titles.join(", ")).filter(|titles| !titles.is_empty())
    }

    /// The language of the interface on a page whose text is in `lang`.
    pub(super) fn language(&self, lang: &Lang) -> &'static Language {
        self.languages.get(lang)
    }

    /// The language of pages that belong to no text.
    pub(super) fn site_language(&self) -> &'static Language {
        self.languages.get(&self.config.lang)
    }

    /// How many entities of a type there are.
    pub(super) fn count_of(&self, kind: EntityType) -> usize {
        let at = EntityType::ALL.iter().position(|(other, _, _)| *other == kind);
        at.map_or(0, |at| self.registers[at].len())
    }

    /// The types of which there are entities.
    pub(super) fn entity_types(&self) -> impl Iterator<Item = EntityType> {
        EntityType::ALL.iter().map(|(kind, _, _)| *kind).filter(|kind| {
            self.site
                .entities
                .iter()
                .any(|entity| entity.entity.entity_type == *kind)
        })
    }
}

/// What contradicts each quotation.
fn contraries(site: &Site) -> BTreeMap<Quoted, Vec<Quoted>> {
    let mut contraries: BTreeMap<Quoted, Vec<Quoted>> = BTreeMap::new();
    for (first, second) in &site.contradictions {
        contraries.entry(*first).or_default().push(*second);
        contraries.entry(*second).or_default().push(*first);
    }
    contraries
}

/// The titles of the pages to which older addresses redirect.
fn redirect_titles(site: &Site) -> BTreeMap<&OutputPath, &str> {
    let targets: BTreeSet<&OutputPath> = site.redirects.iter().map(|(_, to)| to).collect();
    let articles = site
        .articles
        .iter()
        .map(|a| (&a.placement.output, a.article.header.title.as_str()));
    let dossiers = site
        .dossiers
        .iter()
        .map(|d| (&d.placement.output, d.dossier.header.title.as_str()));
    let entities = site
        .entities
        .iter()
        .map(|e| (&e.placement.output, e.entity.header.title.as_str()));
    let pages = site
        .pages
        .iter()
        .map(|p| (&p.placement.output, p.page.header.title.as_str()));
    let all = articles.chain(dossiers).chain(entities).chain(pages);
    all.filter(|(output, _)| targets.contains(output)).collect()
}

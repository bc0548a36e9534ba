//! What every page is rendered with.

mod counted;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};

use super::chronicle::{self, Chronicle, Entry};
use super::company;
use super::engine::{Engine, Shared};
use super::register::{Register, registers};
use super::search::Said;
use super::trace::Traced;
use super::views::SiteFrame;
use crate::config::Config;
use crate::language::{Language, Languages};
use crate::model::article::Lang;
use crate::model::date::PartialDate;
use crate::model::enrichment::{Origin, Quotation};
use crate::model::output_path::OutputPath;
use crate::model::site::{ArticleId, EntityId, Quoted, Site, SiteArticle, SiteDossier};

/// The site, its configuration and its templates, with what many pages need counted once.
pub struct Renderer<'a> {
    pub(super) site: Traced<'a>,
    pub(super) config: &'a Config,
    pub(super) engine: &'a Engine,
    pub(super) languages: &'static Languages,
    pub(super) frame: Arc<Shared>,
    /// Every quotation that is shown, newest article first.
    quotations: Vec<(ArticleId, u32)>,
    /// For each entity, how often it is named and how many shown quotations it has.
    counts: Vec<(usize, usize)>,
    /// For each article, how many shown quotations it holds and how many entities it names.
    article_counts: Vec<(usize, usize)>,
    /// The year of each article.
    years: Vec<Option<i16>>,
    /// How many shown quotations and notes stand before each article and, last, on the whole site.
    annotations_before: Vec<usize>,
    /// For each article, the entities that it names, by number.
    article_entities: Vec<Vec<EntityId>>,
    /// For each entity, the shown quotations of others that name it, newest article first.
    about: Vec<Vec<(ArticleId, u32)>>,
    /// Everybody who speaks, most first.
    speakers: Vec<EntityId>,
    /// Entities from A to Z, by type.
    registers: Vec<Register>,
    /// For each dossier, what it holds in the order of time.
    chronicles: Vec<Chronicle>,
    /// Every dated article and every event, newest first.
    timeline: Vec<(PartialDate, Entry)>,
    /// The dates of the first and the last article of each dossier.
    dates: Vec<Option<(PartialDate, PartialDate)>>,
    /// What contradicts a quotation, as editors say.
    contraries: BTreeMap<Quoted, Vec<Quoted>>,
    /// The quotations that the search may offer, the most telling first.
    tellings: OnceLock<Vec<Said>>,
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
            site: Traced::new(site),
            config,
            engine,
            languages,
            frame: Shared::new(&frame),
            quotations: Vec::new(),
            counts: Vec::new(),
            article_counts: Vec::new(),
            years: site
                .articles
                .iter()
                .map(|article| Some(article.article.date?.year()))
                .collect(),
            annotations_before: vec![0],
            article_entities: Vec::new(),
            about: vec![Vec::new(); site.entities.len()],
            speakers: Vec::new(),
            registers: registers(site),
            chronicles: Vec::new(),
            dates: site.dossiers.iter().map(|dossier| dates(site, dossier)).collect(),
            contraries: contraries(site),
            timeline: chronicle::of_site(site),
            tellings: OnceLock::new(),
            redirect_titles: redirect_titles(site),
        };
        (0..site.articles.len() as u32).for_each(|number| renderer.count_article(ArticleId(number)));
        renderer.count_entities();
        renderer.chronicles = chronicle::of_dossiers(&renderer);
        renderer
    }

    /// The linked site.
    pub fn site(&self) -> &'a Site {
        self.site.untraced()
    }

    /// Counts what an article holds.
    fn count_article(&mut self, id: ArticleId) {
        let article = self.site.article(id);
        let shown = (0..article.enrichment.quotations.len() as u32).filter(|n| self.is_shown(id, *n));
        let shown: Vec<(ArticleId, u32)> = shown.map(|n| (id, n)).collect();
        let mut entities: Vec<EntityId> = article.mentions.iter().map(|mention| mention.entity).collect();
        entities.sort_unstable();
        entities.dedup();
        let before = self.annotations_before.last().copied().unwrap_or_default();
        let annotations = article.enrichment.annotations.len();
        self.annotations_before.push(before + shown.len() + annotations);
        self.article_counts.push((shown.len(), entities.len()));
        self.article_entities.push(entities);
        for (entity, quotation) in company::quotations_about(article, &shown) {
            self.about[entity.index()].push((id, quotation));
        }
        self.quotations.extend(shown);
    }

    /// Counts how often each entity is named and quoted.
    fn count_entities(&mut self) {
        let count = |id: EntityId| {
            let entity = self.site.untraced().occurrences(id);
            let mentions = entity.articles.iter().map(|article| article.mentions.len()).sum();
            let shown = entity.quotations.iter().filter(|(id, n)| self.is_shown(*id, *n));
            (mentions, shown.count())
        };
        let counts: Vec<(usize, usize)> = self.site.untraced().entity_ids().map(count).collect();
        let ids = EntityId::all(counts.len());
        let mut speakers: Vec<EntityId> = ids.filter(|id| counts[id.index()].1 > 0).collect();
        speakers.sort_by_key(|id| (std::cmp::Reverse(counts[id.index()].1), *id));
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
}

/// The dates of the first and the last article of a dossier.
fn dates(site: &Site, dossier: &SiteDossier) -> Option<(PartialDate, PartialDate)> {
    let dates = dossier.articles.iter().filter_map(|id| site.article(*id).article.date);
    Some((dates.clone().min()?, dates.max()?))
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

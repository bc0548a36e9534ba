//! What every page is rendered with.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::engine::{Engine, Shared};
use super::views::SiteFrame;
use crate::config::Config;
use crate::language::{Language, Languages};
use crate::model::article::Lang;
use crate::model::entity::EntityType;
use crate::model::output_path::OutputPath;
use crate::model::site::{ArticleId, EntityId, Site};

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
    /// Everybody who speaks, most first.
    pub(super) speakers: Vec<EntityId>,
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
            speakers: Vec::new(),
            redirect_titles: redirect_titles(site),
        };
        for (number, article) in site.articles.iter().enumerate() {
            let id = ArticleId(number as u32);
            let shown = (0..article.enrichment.quotations.len() as u32).filter(|n| renderer.is_shown(id, *n));
            let shown: Vec<(ArticleId, u32)> = shown.map(|n| (id, n)).collect();
            let mut entities: Vec<EntityId> = article.mentions.iter().map(|mention| mention.entity).collect();
            entities.sort_unstable();
            entities.dedup();
            renderer.article_counts.push((shown.len(), entities.len()));
            renderer.quotations.extend(shown);
        }
        renderer.counts = site
            .entities
            .iter()
            .map(|entity| {
                let mentions = entity.mentions.iter().map(|(_, list)| list.len()).sum();
                (
                    mentions,
                    entity
                        .quotations
                        .iter()
                        .filter(|(id, n)| renderer.is_shown(*id, *n))
                        .count(),
                )
            })
            .collect();
        renderer.speakers = (0..site.entities.len() as u32)
            .map(EntityId)
            .filter(|id| renderer.counts[id.0 as usize].1 > 0)
            .collect();
        let counts = &renderer.counts;
        renderer
            .speakers
            .sort_by_key(|id| (std::cmp::Reverse(counts[id.0 as usize].1), *id));
        renderer
    }

    /// Whether a quotation is certain enough to be shown.
    pub(super) fn is_shown(&self, article: ArticleId, number: u32) -> bool {
        let quotation = &self.site.article(article).enrichment.quotations[number as usize];
        quotation.confidence >= self.config.min_confidence
    }

    /// The language of the interface on a page whose text is in `lang`.
    pub(super) fn language(&self, lang: &Lang) -> &'static Language {
        self.languages.get(lang)
    }

    /// The language of pages that belong to no text.
    pub(super) fn site_language(&self) -> &'static Language {
        self.languages.get(&self.config.lang)
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

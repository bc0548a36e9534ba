//! Which articles belong together: by whom and what they name, by dossier and by tag.
//!
//! Looked for among those that stand near in time on the lists of what an article shares, so that the
//! cost of an article depends neither on the size of the site nor on how often a name occurs.

use std::cmp::Reverse;

use rayon::prelude::*;

use crate::model::entity::EntityType;
use crate::model::site::{ArticleId, EntityId, Related, Site, SiteArticle};

/// How many related articles an article has at most.
const MOST: usize = 5;
/// How many of an article's names are followed, the rarest first: they say most.
const FOLLOWED: usize = 24;
/// How far before and after the article its neighbours on each list are looked at.
const REACH: usize = 12;
/// How many of those that seem nearest are compared in full.
const COMPARED: usize = 16;

/// Notes on each article which others share most with it.
pub(super) fn find(site: &mut Site) {
    let named: Vec<Vec<EntityId>> = site.articles.par_iter().map(named).collect();
    let weights: Vec<u32> = site.entity_ids().map(|id| of_entity(site, id)).collect();
    let lists = Lists {
        site,
        named: &named,
        weights: &weights,
    };
    let ids = (0..site.articles.len() as u32).into_par_iter().map(ArticleId);
    let found: Vec<Vec<Related>> = ids.map(|id| of_article(lists, id)).collect();
    for (article, related) in site.articles.iter_mut().zip(found) {
        article.related = related;
    }
}

/// What articles are compared by.
#[derive(Clone, Copy)]
struct Lists<'a> {
    site: &'a Site,
    /// For each article what it names, by number.
    named: &'a [Vec<EntityId>],
    /// For each entity how much it says that two articles name it.
    weights: &'a [u32],
}

impl Lists<'_> {
    fn weight(self, entity: EntityId) -> u32 {
        self.weights[entity.0 as usize]
    }
}

/// What an article names, by number.
fn named(article: &SiteArticle) -> Vec<EntityId> {
    let mut entities: Vec<EntityId> = article.mentions.iter().map(|mention| mention.entity).collect();
    entities.sort_unstable();
    entities.dedup();
    entities
}

/// Those nearest to an article, the nearest first.
fn of_article(lists: Lists<'_>, id: ArticleId) -> Vec<Related> {
    let mut nearest: Vec<(u32, Related)> = candidates(lists, id)
        .into_iter()
        .map(|other| compare(lists, id, other))
        .filter(|(_, related)| says_something(lists.site, related))
        .collect();
    nearest.sort_by_key(|(score, related)| (Reverse(*score), related.article.0.abs_diff(id.0), related.article));
    nearest.into_iter().take(MOST).map(|(_, related)| related).collect()
}

/// Articles that share something rare with an article, those that share most first.
fn candidates(lists: Lists<'_>, id: ArticleId) -> Vec<ArticleId> {
    let (site, named) = (lists.site, lists.named);
    let article = site.article(id);
    let mut near: Vec<(ArticleId, u32)> = Vec::new();
    let mut rarest: Vec<EntityId> = named[id.0 as usize].clone();
    rarest.sort_by_cached_key(|entity| (site.occurrences(*entity).mentions.len(), *entity));
    for entity in rarest.into_iter().take(FOLLOWED) {
        let list = &site.occurrences(entity).mentions;
        let weight = lists.weight(entity);
        let at = list.partition_point(|(other, _)| *other < id);
        near.extend(around(list, at).map(|(other, _)| (*other, weight)));
    }
    for dossier in &article.dossiers {
        let list = &site.dossier(*dossier).articles;
        let at = list.partition_point(|other| *other > id);
        near.extend(around(list, at).map(|other| (*other, of_list(DOSSIER, list.len()))));
    }
    for tag in &article.tags {
        let list = &site.tags[*tag as usize].articles;
        let at = list.partition_point(|other| *other < id);
        near.extend(around(list, at).map(|other| (*other, of_list(TAG, list.len()))));
    }
    near.retain(|(other, _)| *other != id);
    near.sort_unstable();
    let sum = |run: &[(ArticleId, u32)]| (run[0].0, run.iter().map(|(_, weight)| weight).sum::<u32>());
    let mut sums: Vec<(ArticleId, u32)> = near.chunk_by(|a, b| a.0 == b.0).map(sum).collect();
    sums.sort_by_key(|(other, weight)| (Reverse(*weight), other.0.abs_diff(id.0), *other));
    sums.into_iter().take(COMPARED).map(|(other, _)| other).collect()
}

/// What stands near a position of a list.
fn around<T>(list: &[T], at: usize) -> impl Iterator<Item = &T> {
    list[at.saturating_sub(REACH)..(at + REACH + 1).min(list.len())].iter()
}

/// All that two articles share, and how much it weighs.
fn compare(lists: Lists<'_>, id: ArticleId, other: ArticleId) -> (u32, Related) {
    let (site, named) = (lists.site, lists.named);
    let (one, two) = (site.article(id), site.article(other));
    let entities = shared(&named[id.0 as usize], &named[other.0 as usize]);
    let dossiers = one.dossiers.iter().filter(|dossier| two.dossiers.contains(dossier));
    let related = Related {
        article: other,
        entities,
        dossiers: dossiers.copied().collect(),
        tags: one.tags.iter().filter(|tag| two.tags.contains(tag)).copied().collect(),
        source: one.source.is_some() && one.source == two.source,
    };
    let names = related.entities.iter().map(|entity| lists.weight(*entity));
    let dossiers = related
        .dossiers
        .iter()
        .map(|dossier| of_list(DOSSIER, site.dossier(*dossier).articles.len()));
    let tags = related
        .tags
        .iter()
        .map(|tag| of_list(TAG, site.tags[*tag as usize].articles.len()));
    let score = names.chain(dossiers).chain(tags).sum::<u32>() + u32::from(related.source);
    (score, related)
}

/// What two sorted lists have in common.
fn shared(one: &[EntityId], two: &[EntityId]) -> Vec<EntityId> {
    let (short, long) = if one.len() <= two.len() { (one, two) } else { (two, one) };
    let common = short.iter().filter(|entity| long.binary_search(entity).is_ok());
    common.copied().collect()
}

/// One country, or the same newspaper, makes no relation.
fn says_something(site: &Site, related: &Related) -> bool {
    let telling = |entity: &EntityId| site.entity(*entity).entity.entity_type != EntityType::Place;
    !related.dossiers.is_empty()
        || !related.tags.is_empty()
        || related.entities.len() > 1
        || related.entities.iter().any(telling)
}

const DOSSIER: u32 = 4;
const TAG: u32 = 3;

/// How much it says that both name an entity: a person more than a place, a rare name more than a
/// frequent one.
fn of_entity(site: &Site, entity: EntityId) -> u32 {
    let articles = site.occurrences(entity).mentions.len();
    let worth = match site.entity(entity).entity.entity_type {
        EntityType::Person | EntityType::Event => 6,
        EntityType::Work | EntityType::Product => 5,
        EntityType::Organization => 4,
        EntityType::Concept => 3,
        EntityType::Place => 2,
    };
    of_list(worth, articles)
}

/// The worth of something that so many articles have.
fn of_list(worth: u32, articles: usize) -> u32 {
    worth * 60 / (3 + articles.max(1).ilog2())
}

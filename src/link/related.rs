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
    let found = ids.map_init(
        || Sums::new(site.articles.len()),
        |sums, id| of_article(lists, id, sums),
    );
    let found: Vec<Vec<Related>> = found.collect();
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
        self.weights[entity.index()]
    }
}

/// What an article names, by number.
fn named(article: &SiteArticle) -> Vec<EntityId> {
    let mut entities: Vec<EntityId> = article.mentions.iter().map(|mention| mention.entity).collect();
    entities.sort_unstable();
    entities.dedup();
    entities
}

/// What articles weigh, for one article at a time.
struct Sums {
    /// By article; zero for all that are not among `seen`.
    weights: Vec<u32>,
    seen: Vec<ArticleId>,
}

impl Sums {
    fn new(articles: usize) -> Sums {
        Sums {
            weights: vec![0; articles],
            seen: Vec::new(),
        }
    }

    fn add(&mut self, article: ArticleId, weight: u32) {
        let sum = &mut self.weights[article.index()];
        if *sum == 0 {
            self.seen.push(article);
        }
        *sum += weight;
    }

    /// The heaviest, those near to `id` first, and forgets all.
    fn take(&mut self, id: ArticleId, most: usize) -> Vec<ArticleId> {
        let Sums { weights, seen } = self;
        seen.retain(|other| *other != id);
        let order = |other: &ArticleId| (Reverse(weights[other.index()]), other.0.abs_diff(id.0), *other);
        if seen.len() > most {
            seen.select_nth_unstable_by_key(most, order);
        }
        let mut heaviest = seen[..most.min(seen.len())].to_vec();
        heaviest.sort_unstable_by_key(order);
        seen.drain(..).for_each(|other| weights[other.index()] = 0);
        weights[id.index()] = 0;
        heaviest
    }
}

/// Those nearest to an article, the nearest first.
fn of_article(lists: Lists<'_>, id: ArticleId, sums: &mut Sums) -> Vec<Related> {
    let mut nearest: Vec<(Reverse<u32>, u32, ArticleId)> = candidates(lists, id, sums)
        .into_iter()
        .filter_map(|other| Some((Reverse(score(lists, id, other)?), other.0.abs_diff(id.0), other)))
        .collect();
    nearest.sort_unstable();
    let nearest = nearest.into_iter().take(MOST);
    nearest.map(|(_, _, other)| compare(lists, id, other)).collect()
}

/// Articles that share something rare with an article, those that share most first.
fn candidates(lists: Lists<'_>, id: ArticleId, sums: &mut Sums) -> Vec<ArticleId> {
    let (site, named) = (lists.site, lists.named);
    let article = site.article(id);
    let mut rarest: Vec<(usize, EntityId)> = named[id.index()]
        .iter()
        .map(|entity| (site.occurrences(*entity).articles.len(), *entity))
        .collect();
    rarest.sort_unstable();
    for (_, entity) in rarest.into_iter().take(FOLLOWED) {
        let list = &site.occurrences(entity).articles;
        let weight = lists.weight(entity);
        let at = list.partition_point(|other| other.article < id);
        around(list, at).for_each(|other| sums.add(other.article, weight));
    }
    for dossier in &article.dossiers {
        let list = &site.dossier(*dossier).articles;
        let at = list.partition_point(|other| *other > id);
        around(list, at).for_each(|other| sums.add(*other, of_list(DOSSIER, list.len())));
    }
    for tag in &article.tags {
        let list = &site.tag(*tag).articles;
        let at = list.partition_point(|other| *other < id);
        around(list, at).for_each(|other| sums.add(*other, of_list(TAG, list.len())));
    }
    sums.take(id, COMPARED)
}

/// What stands near a position of a list.
fn around<T>(list: &[T], at: usize) -> impl Iterator<Item = &T> {
    list[at.saturating_sub(REACH)..(at + REACH + 1).min(list.len())].iter()
}

/// How much weighs what two articles share; `None` where it says nothing: one country, or the same newspaper,
/// makes no relation.
fn score(lists: Lists<'_>, id: ArticleId, other: ArticleId) -> Option<u32> {
    let (site, named) = (lists.site, lists.named);
    let (one, two) = (site.article(id), site.article(other));
    let (mut score, mut names, mut telling) = (0, 0, false);
    for entity in shared(&named[id.index()], &named[other.index()]) {
        score += lists.weight(entity);
        names += 1;
        telling |= site.entity(entity).entity.entity_type != EntityType::Place;
    }
    for dossier in one.dossiers.iter().filter(|dossier| two.dossiers.contains(dossier)) {
        score += of_list(DOSSIER, site.dossier(*dossier).articles.len());
        telling = true;
    }
    for tag in one.tags.iter().filter(|tag| two.tags.contains(tag)) {
        score += of_list(TAG, site.tag(*tag).articles.len());
        telling = true;
    }
    let source = one.source.is_some() && one.source == two.source;
    (telling || names > 1).then_some(score + u32::from(source))
}

/// All that two articles share.
fn compare(lists: Lists<'_>, id: ArticleId, other: ArticleId) -> Related {
    let (site, named) = (lists.site, lists.named);
    let (one, two) = (site.article(id), site.article(other));
    let dossiers = one.dossiers.iter().filter(|dossier| two.dossiers.contains(dossier));
    Related {
        article: other,
        entities: shared(&named[id.index()], &named[other.index()]).collect(),
        dossiers: dossiers.copied().collect(),
        tags: one.tags.iter().filter(|tag| two.tags.contains(tag)).copied().collect(),
        source: one.source.is_some() && one.source == two.source,
    }
}

/// What two sorted lists have in common.
fn shared<'a>(one: &'a [EntityId], two: &'a [EntityId]) -> impl Iterator<Item = EntityId> + 'a {
    let mut two = two.iter().copied().peekable();
    one.iter().copied().filter(move |entity| {
        while two.next_if(|other| other < entity).is_some() {}
        two.peek() == Some(entity)
    })
}

const DOSSIER: u32 = 4;
const TAG: u32 = 3;

/// How much it says that both name an entity: a person more than a place, a rare name more than a
/// frequent one.
fn of_entity(site: &Site, entity: EntityId) -> u32 {
    let articles = site.occurrences(entity).articles.len();
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

//! Which articles belong together: by whom and what they name, by dossier and by tag.
//!
//! Looked for among those that stand near in time on the lists of what an article shares, so that the
//! cost of an article depends neither on the size of the site nor on how often a name occurs.

use std::cmp::Reverse;

use rayon::prelude::*;

use super::named::{Named, NamedArticle, NamedEntity};
use super::topics::Topics;
use crate::model::entity::EntityType;
use crate::model::site::{ArticleId, EntityId, OccurrencesInArticle, Related};
use crate::model::table::Table;

/// How many related articles an article has at most.
const MOST: usize = 5;
/// How many of an article's names are followed, the rarest first: they say most.
const FOLLOWED: usize = 24;
/// How far before and after the article its neighbours on each list are looked at.
const REACH: usize = 12;
/// How many of those that seem nearest are compared in full.
const COMPARED: usize = 16;

/// For each article those that share most with it, the nearest first.
pub(super) fn find(site: &Named, topics: &Topics) -> Table<ArticleId, Vec<Related>> {
    let entities: Vec<Vec<EntityId>> = site.articles.values().par_iter().map(entities).collect();
    let weights: Table<EntityId, u32> = site.entities.values().iter().map(of_entity).collect();
    let lists = Lists {
        site,
        topics,
        entities: &entities.into(),
        weights: &weights,
    };
    let count = site.articles.values().len();
    let ids = (0..count).into_par_iter().map(ArticleId::new);
    let related = ids.map_init(|| Sums::new(count), |sums, id| of_article(lists, id, sums));
    related.collect::<Vec<Vec<Related>>>().into()
}

/// What articles are compared by.
#[derive(Clone, Copy)]
struct Lists<'a> {
    site: &'a Named,
    topics: &'a Topics,
    /// For each article what it names, by id.
    entities: &'a Table<ArticleId, Vec<EntityId>>,
    /// For each entity how much it says that two articles name it.
    weights: &'a Table<EntityId, u32>,
}

impl<'a> Lists<'a> {
    /// The articles that name an entity, newest first.
    fn naming(self, entity: EntityId) -> &'a [OccurrencesInArticle] {
        &self.site.entities[entity].occurrences.articles
    }

    fn shared(self, article: ArticleId, other: ArticleId) -> Related {
        let memberships = &self.site.content.memberships;
        let (one, two) = (&self.topics.of_articles[article], &self.topics.of_articles[other]);
        let others = &memberships.dossiers[other];
        let dossiers = memberships.dossiers[article].iter();
        Related {
            article: other,
            entities: shared(&self.entities[article], &self.entities[other]).collect(),
            dossiers: dossiers.filter(|dossier| others.contains(dossier)).copied().collect(),
            tags: one.tags.iter().filter(|tag| two.tags.contains(tag)).copied().collect(),
            source: one.source.is_some() && one.source == two.source,
        }
    }
}

/// What an article names, by number.
fn entities(article: &NamedArticle) -> Vec<EntityId> {
    let mut entities: Vec<EntityId> = article.mentions.iter().map(|mention| mention.entity).collect();
    entities.sort_unstable();
    entities.dedup();
    entities
}

/// What articles weigh, for one article at a time.
struct Sums {
    /// By article; zero for all that are not among `seen`.
    weights: Table<ArticleId, u32>,
    seen: Vec<ArticleId>,
}

impl Sums {
    fn new(articles: usize) -> Sums {
        Sums {
            weights: Table::filled(articles, 0),
            seen: Vec::new(),
        }
    }

    fn add(&mut self, article: ArticleId, weight: u32) {
        let sum = &mut self.weights[article];
        if *sum == 0 {
            self.seen.push(article);
        }
        *sum += weight;
    }

    /// The heaviest, those near to `id` first, and forgets all.
    fn take(&mut self, id: ArticleId, most: usize) -> Vec<ArticleId> {
        let Sums { weights, seen } = self;
        seen.retain(|other| *other != id);
        let order = |other: &ArticleId| (Reverse(weights[*other]), other.0.abs_diff(id.0), *other);
        if seen.len() > most {
            seen.select_nth_unstable_by_key(most, order);
        }
        let mut heaviest = seen[..most.min(seen.len())].to_vec();
        heaviest.sort_unstable_by_key(order);
        seen.drain(..).for_each(|other| weights[other] = 0);
        weights[id] = 0;
        heaviest
    }
}

/// Those nearest to an article, the nearest first.
fn of_article(lists: Lists<'_>, id: ArticleId, sums: &mut Sums) -> Vec<Related> {
    let candidates = candidates(lists, id, sums).into_iter();
    let scored = candidates.filter_map(|other| {
        let related = lists.shared(id, other);
        Some((score(lists, &related)?, related))
    });
    let mut nearest: Vec<(u32, Related)> = scored.collect();
    nearest.sort_unstable_by_key(|(score, related)| {
        let other = related.article;
        (Reverse(*score), other.0.abs_diff(id.0), other)
    });
    nearest.into_iter().take(MOST).map(|(_, related)| related).collect()
}

/// Articles that share something rare with an article, those that share most first.
fn candidates(lists: Lists<'_>, id: ArticleId, sums: &mut Sums) -> Vec<ArticleId> {
    let named = lists.entities[id].iter();
    let mut rarest: Vec<(usize, EntityId)> = named.map(|entity| (lists.naming(*entity).len(), *entity)).collect();
    rarest.sort_unstable();
    for (_, entity) in rarest.into_iter().take(FOLLOWED) {
        let list = lists.naming(entity);
        let weight = lists.weights[entity];
        let at = list.partition_point(|other| other.article < id);
        around(list, at).for_each(|other| sums.add(other.article, weight));
    }
    let memberships = &lists.site.content.memberships;
    for dossier in &memberships.dossiers[id] {
        let list = &memberships.articles[*dossier];
        let at = list.partition_point(|other| *other > id);
        around(list, at).for_each(|other| sums.add(*other, of_list(DOSSIER, list.len())));
    }
    for tag in &lists.topics.of_articles[id].tags {
        let list = &lists.topics.tags[tag.index()].articles;
        let at = list.partition_point(|other| *other < id);
        around(list, at).for_each(|other| sums.add(*other, of_list(TAG, list.len())));
    }
    sums.take(id, COMPARED)
}

/// What stands near a position of a list.
fn around<T>(list: &[T], at: usize) -> impl Iterator<Item = &T> {
    list[at.saturating_sub(REACH)..(at + REACH + 1).min(list.len())].iter()
}

/// How much it weighs what two articles share; `None` where it says nothing: one country, or the same newspaper,
/// makes no relation.
fn score(lists: Lists<'_>, shared: &Related) -> Option<u32> {
    let place = |entity: &EntityId| lists.site.entities[*entity].entity.entity_type == EntityType::Place;
    let telling = !shared.dossiers.is_empty() || !shared.tags.is_empty() || !shared.entities.iter().all(place);
    let entities: u32 = shared.entities.iter().map(|entity| lists.weights[*entity]).sum();
    let dossiers = shared
        .dossiers
        .iter()
        .map(|id| &lists.site.content.memberships.articles[*id]);
    let dossiers: u32 = dossiers.map(|articles| of_list(DOSSIER, articles.len())).sum();
    let tags = shared.tags.iter().map(|id| &lists.topics.tags[id.index()].articles);
    let tags: u32 = tags.map(|articles| of_list(TAG, articles.len())).sum();
    let score = entities + dossiers + tags + u32::from(shared.source);
    (telling || shared.entities.len() > 1).then_some(score)
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

/// How much it says that both name an entity: a person more than a place, a rare name more than a frequent one.
fn of_entity(entity: &NamedEntity) -> u32 {
    let worth = match entity.entity.entity_type {
        EntityType::Person | EntityType::Event => 6,
        EntityType::Work | EntityType::Product => 5,
        EntityType::Organization => 4,
        EntityType::Concept => 3,
        EntityType::Place => 2,
    };
    of_list(worth, entity.occurrences.articles.len())
}

/// The weight of sharing something of this worth that this number of articles have: the more, the less.
fn of_list(worth: u32, articles: usize) -> u32 {
    worth * 60 / (3 + articles.max(1).ilog2())
}

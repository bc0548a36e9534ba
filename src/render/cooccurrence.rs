//! Entities that articles name together, and how their names are written.

use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::inputs::PageInputs;
use super::passage::one_line;
use crate::model::site::{EntityId, SiteArticle};

/// Articles that name more entities are not counted: a list of all countries does not tell who belongs together.
const MOST_IN_AN_ARTICLE: usize = 200;

/// The entities named in the same articles as `id`, with the number of those articles: most first, at most `most`.
pub(super) fn cooccurring(inputs: &PageInputs<'_>, id: EntityId, most: usize) -> Vec<(EntityId, usize)> {
    let articles = inputs.occurrences(id).articles.iter();
    let named = articles.map(|occurrences| inputs.article_entities(occurrences.article));
    let mut all: Vec<EntityId> = named
        .filter(|entities| entities.len() <= MOST_IN_AN_ARTICLE)
        .flatten()
        .copied()
        .filter(|other| *other != id)
        .collect();
    all.sort_unstable();
    let runs = all.chunk_by(|a, b| a == b);
    let mut counts: Vec<(EntityId, usize)> = runs.map(|run| (run[0], run.len())).collect();
    counts.sort_by_key(|(other, count)| (Reverse(*count), *other));
    counts.truncate(most);
    counts
}

/// How an entity is written in the articles, with counts: most first, at most `most`.
pub(super) fn surface_forms<'s>(inputs: &PageInputs<'s>, id: EntityId, most: usize) -> Vec<(String, usize)> {
    let mut counts: BTreeMap<Cow<'s, str>, usize> = BTreeMap::new();
    for occurrences in &inputs.occurrences(id).articles {
        let article: &'s SiteArticle = inputs.article(occurrences.article);
        for mention in &occurrences.mentions {
            let text = article.body().as_read(article.mentions[mention.index()].span);
            *counts.entry(text).or_default() += 1;
        }
    }
    // A name that a line end divides is the same name.
    let mut joined: BTreeMap<String, usize> = BTreeMap::new();
    for (text, count) in counts {
        *joined.entry(one_line(&text)).or_default() += count;
    }
    let mut all: Vec<(String, usize)> = joined.into_iter().collect();
    all.sort_by_key(|(_, count)| Reverse(*count));
    all.truncate(most);
    all
}

//! Entities that articles name together, and how their names are written.

use super::inputs::PageInputs;
use super::passage::one_line;
use super::tally::tally;
use crate::model::site::EntityId;

/// Articles that name more entities are not counted: a list of all countries does not tell who belongs together.
const MOST_IN_AN_ARTICLE: usize = 200;

/// The entities named in the same articles as `id`, with the number of those articles: most first, at most `most`.
pub(super) fn cooccurring(inputs: &PageInputs<'_>, id: EntityId, most: usize) -> Vec<(EntityId, usize)> {
    let articles = inputs.occurrences(id).articles.iter();
    let named = articles.map(|occurrences| inputs.article_entities(occurrences.article));
    let named = named.filter(|entities| entities.len() <= MOST_IN_AN_ARTICLE).flatten();
    let mut counts = tally(named.copied().filter(|other| *other != id));
    counts.truncate(most);
    counts
}

/// How an entity is written in the articles, with counts: most first, at most `most`.
pub(super) fn surface_forms(inputs: &PageInputs<'_>, id: EntityId, most: usize) -> Vec<(String, usize)> {
    let forms = inputs.occurrences(id).articles.iter().flat_map(|occurrences| {
        let article = inputs.article(occurrences.article);
        let mentions = occurrences.mentions.iter();
        // A name that a line end divides is the same name.
        mentions.map(|mention| one_line(&article.body().as_read(article.mentions[mention.index()].span)))
    });
    let mut all = tally(forms);
    all.truncate(most);
    all
}

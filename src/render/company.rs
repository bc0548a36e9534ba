//! What stands beside what: who is named together with whom, who is spoken about, how a name is
//! written.

use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::context::Renderer;
use crate::model::enrichment::Quotation;
use crate::model::site::{ArticleId, EntityId, SiteArticle};
use crate::model::span::Span;

/// How many entities of one article are counted as its company: a list of all states of the earth
/// says nothing of who belongs together.
const MOST_IN_AN_ARTICLE: usize = 200;

/// Who is named in the same articles as an entity, with the number of those articles: most first,
/// at most `most`.
pub(super) fn together(renderer: &Renderer<'_>, id: EntityId, most: usize) -> Vec<(EntityId, usize)> {
    let articles = renderer.site.occurrences(id).articles.iter();
    let named = articles.map(|occurrences| renderer.article_entities(occurrences.article));
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
pub(super) fn seen<'s>(renderer: &Renderer<'s>, id: EntityId, most: usize) -> Vec<(String, usize)> {
    let mut counts: BTreeMap<Cow<'s, str>, usize> = BTreeMap::new();
    for occurrences in &renderer.site.occurrences(id).articles {
        let article: &'s SiteArticle = renderer.site.article(occurrences.article);
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

/// Quotations of others whose words name an entity: each pair once, by entity.
pub(super) fn quotations_about(article: &SiteArticle, shown: &[(ArticleId, u32)]) -> Vec<(EntityId, u32)> {
    let quotations = &article.enrichment.quotations;
    let mut by_start: Vec<u32> = shown.iter().map(|(_, number)| *number).collect();
    by_start.sort_by_key(|number| quotations[*number as usize].span.start);
    let mut pairs = Vec::new();
    let (mut next, mut open): (usize, Vec<u32>) = (0, Vec::new());
    for mention in &article.mentions {
        let begun = by_start[next..]
            .iter()
            .take_while(|number| quotations[**number as usize].span.start <= mention.span.start);
        let begun = begun.count();
        open.extend(&by_start[next..next + begun]);
        next += begun;
        open.retain(|number| quotations[*number as usize].span.end > mention.span.start);
        for number in &open {
            let quotation = &quotations[*number as usize];
            let other = match article.speakers[*number as usize] {
                Some(speaker) => speaker != mention.entity,
                // Somebody without a page; "she" alone may be anybody.
                None => quotation.speaker.as_ref().is_some_and(|s| s.resolved.is_some()),
            };
            if other && is_in_words(quotation, mention.span) {
                pairs.push((mention.entity, *number));
            }
        }
    }
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

/// Whether a span stands in the words of a quotation, and not in a cue that interrupts them.
fn is_in_words(quotation: &Quotation, span: Span) -> bool {
    match quotation.parts.as_slice() {
        [] => quotation.span.contains(span),
        parts => parts.iter().any(|part| part.contains(span)),
    }
}

/// The sentence around a span; the span itself where none holds it whole.
pub(super) fn sentence_of(sentences: &[Span], span: Span) -> Span {
    let at = sentences.partition_point(|sentence| sentence.end < span.end);
    sentences
        .get(at)
        .copied()
        .filter(|sentence| sentence.contains(span))
        .unwrap_or(span)
}

/// A text with its white space as single spaces.
pub(super) fn one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    line
}

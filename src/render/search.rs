//! The search index of the browser, small enough to be fetched on the first keystroke.
//!
//! The index holds the titles of all articles and dossiers, then names and quotations, the most important
//! first, as far as the budget goes. Columns of plain lines compress better than rows, an address is
//! left out where it follows from the title, and months repeat because articles stand by date.

pub mod group;
mod quotations;

use rayon::prelude::*;
use serde::Serialize;
use serde_json::{Map, Value, json};

use self::group::{Group, compressed};
pub(super) use self::quotations::{files as quotation_files, quotations};
use super::inputs::{PageInputs, WholeSite};
use super::passage::one_line;
use super::rendered::Rendered;
use super::site_index::SearchQuotation;
use super::stable_hash::hash;
use crate::model::enrichment::QuotationKind;
use crate::model::entity::EntityType;
use crate::model::output_path::OutputPath;
use crate::model::site::{ArticleId, EntityId};
use crate::model::statement::Statement;

/// The budget of the index in compressed bytes, for each article.
const BYTES_AN_ARTICLE: usize = 30;
/// The least budget: small sites need not leave anything out.
const LEAST_BYTES: usize = 30_000;
/// The percentage of the budget for titles, and for titles and names together.
const FOR_TITLES: usize = 80;
const FOR_NAMES: usize = 94;
/// How many quotations of one article the index may hold.
const QUOTATIONS_AN_ARTICLE: usize = 3;
/// How many characters of a quotation it holds.
const QUOTATION_LENGTH: usize = 90;
/// Titles are cut at the first of these lengths that keeps the index in its budget.
const TITLE_LENGTHS: [usize; 7] = [160, 100, 80, 65, 55, 45, 35];

/// The words that the search says, by the keys of the interface.
const WORDS: [&str; 19] = [
    "search_none",
    "search_count_one",
    "search_count",
    "search_quotes",
    "search_everywhere",
    "page_articles",
    "page_dossiers",
    "page_quotes",
    "page_tags",
    "page_sources",
    "pages",
    "types_person",
    "types_organization",
    "types_place",
    "types_event",
    "types_work",
    "types_product",
    "types_concept",
    "search_close",
];

#[derive(Serialize)]
struct Index<'a> {
    words: &'a Map<String, Value>,
    groups: &'a [Group],
    quotes: Value,
}

/// The index, as a script: a page opened from a folder may load no other data.
pub(super) fn index(whole: WholeSite<'_>) -> Rendered {
    let inputs = &whole.inputs();
    // Servers compress a little better or worse than the measure here.
    let budget = LEAST_BYTES.max(BYTES_AN_ARTICLE * whole.site().articles.len()) * 99 / 100;
    let words = words(inputs);
    let (mut groups, used) = fixed_groups(whole, &words, budget * FOR_TITLES / 100);
    let names = ranked_entities(inputs);
    let spare = (budget * FOR_NAMES / 100).saturating_sub(used);
    let count = fitting(names.len(), spare, |count| {
        size(&entity_groups(inputs, &names[..count]))
    });
    // After the dossiers, which stand first.
    groups.splice(1..1, entity_groups(inputs, &names[..count]));
    let said = quotations_to_offer(whole);
    let script = |count: usize| {
        let index = Index {
            words: &words,
            groups: &groups,
            quotes: columns(inputs, &said[..count]),
        };
        format!(
            "dossier.index({});\n",
            serde_json::to_string(&index).unwrap_or_default()
        )
    };
    let count = fitting(said.len(), budget, |count| compressed(&script(count)));
    Rendered {
        files: vec![(OutputPath::fixed("data/search.js"), script(count).into_bytes())],
        diagnostics: Vec::new(),
    }
}

/// How many of `all` items fit into `budget` bytes. What compresses well together cannot be summed, so
/// it is measured: all, then as many as the measure promises, then a tenth less at a time.
fn fitting(all: usize, budget: usize, size: impl Fn(usize) -> usize) -> usize {
    let mut count = all;
    while count > 0 {
        let needed = size(count);
        if needed <= budget {
            return count;
        }
        count = (count * budget / needed.max(1)).min(count * 9 / 10);
    }
    0
}

fn size(groups: &[Group]) -> usize {
    compressed(&serde_json::to_string(groups).unwrap_or_default())
}

/// What the index always holds: dossiers, pages, sources, tags, articles; and what they take.
fn fixed_groups(whole: WholeSite<'_>, words: &Map<String, Value>, budget: usize) -> (Vec<Group>, usize) {
    let frame = compressed(&serde_json::to_string(words).unwrap_or_default());
    let mut best = (Vec::new(), usize::MAX);
    for longest in TITLE_LENGTHS {
        let groups = groups(whole, longest);
        let used = size(&groups) + frame;
        // Where addresses follow from titles, a title that is cut saves nothing: its address is longer then.
        if used < best.1 {
            best = (groups, used);
        }
        if used <= budget {
            break;
        }
    }
    best
}

/// Titles of dossiers, pages, sources, tags and articles, cut at a length.
fn groups(whole: WholeSite<'_>, longest: usize) -> Vec<Group> {
    let site = whole.site();
    let mut dossiers = Group::new("page_dossiers", "dossiers/", longest);
    for dossier in &site.dossiers {
        dossiers.add(&dossier.dossier.header.title, &dossier.placement.output);
    }
    let mut pages = Group::new("pages", "", longest);
    for page in &site.pages {
        pages.add(&page.page.header.title, &page.placement.output);
    }
    let mut sources = Group::new("page_sources", "sources/", longest);
    let mut tags = Group::new("page_tags", "tags/", longest);
    for (topics, group) in [(&site.sources, &mut sources), (&site.tags, &mut tags)] {
        let mut topics: Vec<_> = topics.iter().collect();
        topics.sort_by_key(|topic| std::cmp::Reverse(topic.articles.len()));
        let most = 200.max(site.articles.len() / 10);
        topics
            .iter()
            .take(most)
            .for_each(|topic| group.add(&topic.name, &topic.output));
    }
    let mut articles = Group::new("page_articles", "articles/", longest);
    for article in &site.articles {
        articles.add(&article.article.header.title, &article.placement.output);
        articles.add_month(article.article.date.as_ref());
    }
    vec![dossiers, pages, sources, tags, articles]
}

pub(super) fn fingerprint(whole: WholeSite<'_>) -> u64 {
    let (groups, said) = rayon::join(
        || {
            let inputs = &whole.inputs();
            (
                groups(whole, TITLE_LENGTHS[0]),
                entity_groups(inputs, &ranked_entities(inputs)),
            )
        },
        || quotations_to_offer(whole),
    );
    let counts = (whole.inputs().quotations().len(), whole.site().articles.len());
    hash((groups, said, counts))
}

/// All entities, ranked by quotations, then by mentions.
fn ranked_entities(inputs: &PageInputs<'_>) -> Vec<EntityId> {
    let mut all: Vec<EntityId> = inputs.whole().site().entity_ids().collect();
    let weight = |id: &EntityId| {
        let (mentions, quotations) = inputs.counts(*id);
        std::cmp::Reverse((quotations, mentions))
    };
    all.sort_by_key(|id| (weight(id), *id));
    all
}

fn entity_groups(inputs: &PageInputs<'_>, ranked: &[EntityId]) -> Vec<Group> {
    let types = EntityType::ALL;
    let mut groups: Vec<Group> = types.iter().map(|(kind, _, _)| Group::of_type(*kind)).collect();
    for id in ranked {
        let entity = inputs.entity(*id);
        let at = types.iter().position(|(kind, _, _)| *kind == entity.entity.entity_type);
        if let Some(group) = at.and_then(|at| groups.get_mut(at)) {
            group.add(&entity.entity.header.title, &entity.placement.output);
        }
    }
    groups
}

/// The quotations that the index may hold, best first; found once.
fn quotations_to_offer(whole: WholeSite<'_>) -> &[SearchQuotation] {
    whole.search_quotations(|| find_quotations(whole))
}

/// The most quotable quotation of every article, the newest article first, then the next one of each.
fn find_quotations(whole: WholeSite<'_>) -> Vec<SearchQuotation> {
    let articles = 0..whole.site().articles.len() as u32;
    let of_articles: Vec<Vec<SearchQuotation>> = articles
        .into_par_iter()
        .map(|number| {
            let (inputs, id) = (&whole.inputs(), ArticleId(number));
            let best = quotable(inputs, id).into_iter().take(QUOTATIONS_AN_ARTICLE);
            best.filter_map(|statement| search_quotation(&statement)).collect()
        })
        .collect();
    let mut rounds: Vec<Vec<SearchQuotation>> = (0..QUOTATIONS_AN_ARTICLE).map(|_| Vec::new()).collect();
    for quotations in of_articles {
        for (round, quotation) in rounds.iter_mut().zip(quotations) {
            round.push(quotation);
        }
    }
    rounds.into_iter().flatten().collect()
}

/// The quotations of an article that say most when they stand alone: whole ones in the speaker's own
/// words, with a speaker who is known, certain, neither a snippet nor a speech. The best first.
pub(super) fn quotable<'a>(inputs: &PageInputs<'a>, id: ArticleId) -> Vec<Statement<'a>> {
    const FULL: usize = 110;
    let mut good: Vec<Statement<'a>> = inputs
        .statements_of(id)
        .filter(|statement| {
            let quotation = statement.quotation;
            quotation.kind == QuotationKind::Direct
                && !quotation.partial
                && statement.entity.is_some()
                && statement.is_shown(inputs.config.uncertain_below)
        })
        .collect();
    let length = |statement: &Statement<'_>| (statement.quotation.span.end - statement.quotation.span.start) as usize;
    good.sort_by_key(|statement| (length(statement).abs_diff(FULL), statement.id));
    good
}

/// A quotation as a line: who, then the first words.
fn search_quotation(statement: &Statement<'_>) -> Option<SearchQuotation> {
    let speaker = statement.speaker_name()?;
    let words = one_line(&statement.bare_words());
    let words = group::shortened(&words, QUOTATION_LENGTH);
    Some(SearchQuotation {
        id: statement.id,
        line: format!("{speaker}: {words}"),
    })
}

/// Quotations as columns, by article: how many articles further, the number in it, the line.
fn columns(inputs: &PageInputs<'_>, said: &[SearchQuotation]) -> Value {
    let mut order: Vec<&SearchQuotation> = said.iter().collect();
    order.sort_by_key(|said| said.id);
    let mut steps = Vec::with_capacity(order.len());
    let mut at = 0;
    for said in &order {
        let article = said.id.article.0;
        steps.push(article - at);
        at = article;
    }
    let numbers: Vec<u32> = order.iter().map(|said| said.id.number()).collect();
    let lines: Vec<&str> = order.iter().map(|said| said.line.as_str()).collect();
    json!({"all": inputs.quotations().len(), "a": steps, "n": numbers, "t": lines.join("\n")})
}

/// The strings of the search, in every language of the interface.
fn words(inputs: &PageInputs<'_>) -> Map<String, Value> {
    let languages = inputs.languages.iter();
    let of_language = languages.map(|language| {
        let words = WORDS
            .iter()
            .map(|key| ((*key).to_owned(), Value::from(language.interface.text(key))));
        (language.tag.to_owned(), Value::Object(words.collect()))
    });
    of_language.collect()
}

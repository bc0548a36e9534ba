//! The search index of the browser, small enough to be fetched on the first keystroke.
//!
//! The index holds the titles of all articles and dossiers, then names and quotations, the most important
//! first, as far as the budget goes. Columns of plain lines compress better than rows, an address is
//! left out where it follows from the title, and months repeat because articles stand by date.

pub mod group;
pub(super) mod material;
mod quotations;

use rayon::prelude::*;
use serde::Serialize;
use serde_json::{Map, Value, json};

use self::group::{Group, Titles, compressed};
use self::material::{Material, Name, SearchQuotation};
pub(super) use self::quotations::{files as quotation_files, quotations};
use super::inputs::{PageInputs, WholeSite};
use super::passage::one_line;
use super::rendered::Rendered;
use crate::language::Languages;
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
/// The length at which names are cut.
const ENTITY_LENGTH: usize = 160;
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

/// Collects what the index is made from.
pub(super) fn collect(whole: WholeSite<'_>) -> Material {
    let (names, said) = rayon::join(|| names(&whole.inputs()), || quotations_to_offer(whole));
    Material {
        titles: titles(whole),
        names,
        said,
        quotations: whole.inputs().quotations().len(),
        articles: whole.site().articles.len(),
    }
}

/// The index, as a script: a page opened from a folder may load no other data.
pub(super) fn index(material: &Material, languages: &Languages) -> Rendered {
    // Servers compress a little better or worse than the measure here.
    let budget = LEAST_BYTES.max(BYTES_AN_ARTICLE * material.articles) * 99 / 100;
    let words = words(languages);
    let (mut groups, used) = fixed_groups(&material.titles, &words, budget * FOR_TITLES / 100);
    let names = &material.names;
    let spare = (budget * FOR_NAMES / 100).saturating_sub(used);
    let count = fitting(names.len(), spare, |count| size(&entity_groups(&names[..count])));
    // After the dossiers, which stand first.
    groups.splice(1..1, entity_groups(&names[..count]));
    let said = &material.said;
    let script = |count: usize| {
        let index = Index {
            words: &words,
            groups: &groups,
            quotes: columns(material.quotations, &said[..count]),
        };
        format!(
            "dossier.index({});\n",
            serde_json::to_string(&index).unwrap_or_default()
        )
    };
    let count = fitting(said.len(), budget, |count| compressed(&script(count)));
    Rendered::files(vec![(OutputPath::fixed("data/search.js"), script(count).into_bytes())])
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

/// The titles that the index always holds, cut so that they fit, and what they take.
fn fixed_groups(titles: &[Titles], words: &Map<String, Value>, budget: usize) -> (Vec<Group>, usize) {
    let frame = compressed(&serde_json::to_string(words).unwrap_or_default());
    let mut best = (Vec::new(), usize::MAX);
    for longest in TITLE_LENGTHS {
        let groups: Vec<Group> = titles.iter().map(|titles| titles.cut_at(longest)).collect();
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

/// The titles of dossiers, pages, sources, tags and articles.
fn titles(whole: WholeSite<'_>) -> Vec<Titles> {
    let site = whole.site();
    let mut dossiers = Titles::new("page_dossiers", "dossiers/");
    for dossier in &site.dossiers {
        dossiers.add(&dossier.dossier.header.title, &dossier.placement.output);
    }
    let mut pages = Titles::new("pages", "");
    for page in &site.pages {
        pages.add(&page.page.header.title, &page.placement.output);
    }
    let mut sources = Titles::new("page_sources", "sources/");
    let mut tags = Titles::new("page_tags", "tags/");
    for (topics, group) in [(&site.sources, &mut sources), (&site.tags, &mut tags)] {
        let mut topics: Vec<_> = topics.iter().collect();
        topics.sort_by_key(|topic| std::cmp::Reverse(topic.articles.len()));
        let most = 200.max(site.articles.len() / 10);
        topics
            .iter()
            .take(most)
            .for_each(|topic| group.add(&topic.name, &topic.output));
    }
    let mut articles = Titles::new("page_articles", "articles/");
    for article in &site.articles {
        articles.add_dated(
            &article.article.header.title,
            &article.placement.output,
            article.article.date,
        );
    }
    vec![dossiers, pages, sources, tags, articles]
}

/// All entities, ranked by quotations, then by mentions.
fn names(inputs: &PageInputs<'_>) -> Vec<Name> {
    let mut all: Vec<EntityId> = inputs.whole().site().entity_ids().collect();
    let weight = |id: &EntityId| {
        let (mentions, quotations) = inputs.counts(*id);
        std::cmp::Reverse((quotations, mentions))
    };
    all.sort_by_key(|id| (weight(id), *id));
    all.into_iter()
        .map(|id| {
            let entity = inputs.entity(id);
            Name {
                kind: entity.entity.entity_type,
                title: entity.entity.header.title.clone(),
                output: entity.placement.output.clone(),
            }
        })
        .collect()
}

fn entity_groups(names: &[Name]) -> Vec<Group> {
    let types = EntityType::ALL.iter();
    types
        .map(|(kind, _, _)| {
            let mut titles = Titles::of_type(*kind);
            for name in names.iter().filter(|name| name.kind == *kind) {
                titles.add(&name.title, &name.output);
            }
            titles.cut_at(ENTITY_LENGTH)
        })
        .collect()
}

/// The most quotable quotation of every article, the newest article first, then the next one of each.
fn quotations_to_offer(whole: WholeSite<'_>) -> Vec<SearchQuotation> {
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
fn columns(shown: usize, said: &[SearchQuotation]) -> Value {
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
    json!({"all": shown, "a": steps, "n": numbers, "t": lines.join("\n")})
}

/// The strings of the search, in every language of the interface.
fn words(languages: &Languages) -> Map<String, Value> {
    let of_language = languages.iter().map(|language| {
        let words = WORDS
            .iter()
            .map(|key| ((*key).to_owned(), Value::from(language.interface.text(key))));
        (language.tag.to_owned(), Value::Object(words.collect()))
    });
    of_language.collect()
}

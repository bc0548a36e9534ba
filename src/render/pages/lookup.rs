//! The search page, and the list of quotations with its filters.

use std::collections::BTreeMap;

use super::page::{numbered_title, parents};
use crate::diagnostics::Diagnostic;
use crate::model::enrichment::{QuotationKind, SpeechAct};
use crate::model::entity::EntityType;
use crate::model::output_path::OutputPath;
use crate::render::frame::Frame;
use crate::render::inputs::PageInputs;
use crate::render::json_ld;
use crate::render::rendered::Rendered;
use crate::render::view_builder::Builder;
use crate::render::views::{ChoiceView, QuoteFilters, SearchView, WayView};

const SOURCES: usize = 300;

pub(super) fn search(inputs: &PageInputs<'_>) -> Result<Rendered, Diagnostic> {
    let path = OutputPath::fixed("search.html");
    let builder = inputs.builder(&path);
    let articles = inputs.whole().site().articles.iter();
    let mut languages: Vec<String> = articles.map(|article| article.placement.lang.0.clone()).collect();
    languages.sort_unstable();
    languages.dedup();
    let view = SearchView {
        languages,
        ways: ways(&builder),
    };
    let title = builder.t("page_search");
    let frame = Frame {
        kind: "search",
        title: &title,
        graph: json_ld::page(inputs, &path, &title, &inputs.config.lang),
        ..Frame::default()
    };
    builder.page("search.html", frame, &[("search", &view)])
}

/// Entry points into the site, each with its number of items.
pub(super) fn ways(builder: &Builder<'_>) -> Vec<WayView> {
    let inputs = builder.inputs;
    let site = inputs.whole().site();
    let way = |key: &str, path: OutputPath, count: usize| WayView {
        title: builder.t(key),
        url: builder.path.link_to(&path),
        count,
    };
    let mut ways = vec![
        way("page_articles", OutputPath::index("articles"), site.articles.len()),
        way("page_dossiers", OutputPath::index("dossiers"), site.dossiers.len()),
        way("page_quotes", OutputPath::index("quotes"), inputs.quotations().len()),
    ];
    for (kind, name, folder) in EntityType::ALL {
        let count = inputs.register(kind).len();
        ways.push(way(&format!("types_{name}"), OutputPath::index(folder), count));
    }
    let timeline = inputs.timeline().len();
    ways.push(way("page_timeline", OutputPath::fixed("timeline.html"), timeline));
    ways.push(way("page_tags", OutputPath::index("tags"), site.tags.len()));
    ways.push(way("page_sources", OutputPath::index("sources"), site.sources.len()));
    ways.retain(|way| way.count > 0);
    ways
}

pub(super) fn quotes(inputs: &PageInputs<'_>, number: usize) -> Result<Rendered, Diagnostic> {
    let first = OutputPath::index("quotes");
    let path = first.numbered(number);
    let builder = inputs.builder(&path);
    let all = inputs.quotations();
    let view = builder.list(&first, all, number, |id| builder.quote(&inputs.statement(*id), 0));
    // The filters look through all pages, so they stand on the first alone.
    let filters = (number == 1).then(|| filters(&builder));
    let title = builder.t("page_quotes");
    let parents = parents(&title, &first, number);
    let title = numbered_title(&builder, &title, number);
    let frame = Frame {
        kind: "quote_list",
        title: &title,
        // A quotation has no title; each article says its own.
        graph: json_ld::list(inputs, &path, &title, all.len(), std::iter::empty()),
        parents,
        ..Frame::default()
    };
    builder.page("quotes.html", frame, &[("list", &view), ("filters", &filters)])
}

fn filters(builder: &Builder<'_>) -> QuoteFilters {
    let inputs = builder.inputs;
    let site = inputs.whole().site();
    let (mut dossiers, mut sources) = (vec![0; site.dossiers.len()], vec![0; site.sources.len()]);
    let (mut acts, mut kinds) = (BTreeMap::new(), BTreeMap::new());
    let mut years = Vec::new();
    for statement in inputs.statements(inputs.quotations()) {
        let (article, quotation) = (statement.article, statement.quotation);
        article.dossiers.iter().for_each(|id| dossiers[id.index()] += 1);
        if let Some(source) = article.source {
            sources[source.index()] += 1;
        }
        *kinds.entry(quotation.kind.name()).or_insert(0) += 1;
        if let Some(act) = quotation.cue_kind.filter(|act| act.is_telling()) {
            *acts.entry(act.name()).or_insert(0) += 1;
        }
        if let Some(date) = &article.article.date
            && years.last() != Some(&date.year())
        {
            years.push(date.year());
        }
    }
    years.sort_unstable();
    years.dedup();
    years.reverse();
    let choice = |value: &str, title: &str, count: usize| ChoiceView {
        value: value.to_owned(),
        title: title.to_owned(),
        count,
    };
    let dossiers = site.dossiers.iter().zip(dossiers).map(|(dossier, count)| {
        let header = &dossier.dossier.header;
        choice(header.slug.as_str(), &header.title, count)
    });
    let sources = site.sources.iter().zip(sources);
    let mut sources: Vec<ChoiceView> = sources
        .map(|(source, count)| choice(source.slug.as_str(), &source.name, count))
        .collect();
    sources.sort_by_key(|source| std::cmp::Reverse(source.count));
    sources.truncate(SOURCES);
    let acts = SpeechAct::ALL.iter().filter_map(|(name, _)| {
        let count = acts.get(name).copied()?;
        Some(choice(name, &builder.t(&format!("act_{name}")), count))
    });
    let kinds = QuotationKind::ALL.iter().filter_map(|(name, _)| {
        let count = kinds.get(name).copied()?;
        Some(choice(name, &builder.t(&format!("kind_{name}")), count))
    });
    QuoteFilters {
        dossiers: dossiers.filter(|dossier| dossier.count > 0).collect(),
        acts: acts.collect(),
        kinds: kinds.collect(),
        sources: sources.into_iter().filter(|source| source.count > 0).collect(),
        years,
    }
}

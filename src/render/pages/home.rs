//! The home page.

use std::collections::BTreeSet;

use super::corrections;
use crate::diagnostics::Diagnostic;
use crate::model::entity::EntityType;
use crate::model::output_path::OutputPath;
use crate::model::site::{ArticleId, DossierId};
use crate::render::frame::Frame;
use crate::render::inputs::PageInputs;
use crate::render::json_ld;
use crate::render::rendered::Rendered;
use crate::render::search;
use crate::render::view_builder::Builder;
use crate::render::views::HomeView;

/// How many dossiers, articles, speakers, quotations and corrections the home page shows.
const DOSSIERS: usize = 12;
const ARTICLES: usize = 8;
const SPEAKERS: usize = 10;
const QUOTATIONS: usize = 4;
const CORRECTIONS: usize = 3;

pub(super) fn render(inputs: &PageInputs<'_>) -> Result<Rendered, Diagnostic> {
    let path = OutputPath::fixed("index.html");
    let builder = inputs.builder(&path);
    let view = view(&builder);
    let frame = Frame {
        kind: "home",
        title: &inputs.config.title,
        description: inputs.config.description.clone(),
        graph: json_ld::home(inputs),
        ..Frame::default()
    };
    builder.page("home.html", frame, &[("home", &view)])
}

/// The overview of the site, for the home page and for pages with a template of their own.
pub(super) fn view(builder: &Builder<'_>) -> HomeView {
    let inputs = builder.inputs;
    let site = inputs.whole().site();
    // The most telling one of each of the newest articles that have any, each by somebody else.
    let mut heard = BTreeSet::new();
    let articles = ArticleId::all(site.articles.len());
    let quotations = articles.filter_map(|id| {
        let mut quotable = search::quotable(inputs, id).into_iter();
        quotable.find(|statement| heard.insert(statement.voice()))
    });
    HomeView {
        dossiers: (0..site.dossiers.len() as u32)
            .take(DOSSIERS)
            .map(|n| builder.dossier_row(DossierId(n)))
            .collect(),
        dossier_count: site.dossiers.len(),
        articles: (0..site.articles.len().min(ARTICLES) as u32)
            .map(|n| builder.article_row(ArticleId(n)))
            .collect(),
        quotations: quotations
            .take(QUOTATIONS)
            .map(|statement| builder.quote(&statement, 0))
            .collect(),
        speakers: inputs
            .speakers()
            .iter()
            .take(SPEAKERS)
            .map(|id| builder.entity_row(*id))
            .collect(),
        corrections: corrections::newest(builder, CORRECTIONS),
        article_count: site.articles.len(),
        quotation_count: inputs.quotations().len(),
        person_count: inputs.register(EntityType::Person).len(),
        source_count: site.sources.len(),
    }
}

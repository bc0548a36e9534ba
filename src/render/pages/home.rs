//! The home page.

use crate::diagnostics::Diagnostic;
use crate::model::article::Lang;
use crate::model::enrichment::QuotationKind;
use crate::model::entity::EntityType;
use crate::model::output_path::OutputPath;
use crate::model::site::{ArticleId, DossierId};
use crate::render::Rendered;
use crate::render::context::Renderer;
use crate::render::json_ld;
use crate::render::view_builder::Frame;
use crate::render::views::HomeView;

/// How many articles, speakers and quotations the home page shows.
const ARTICLES: usize = 8;
const SPEAKERS: usize = 10;
const QUOTATIONS: usize = 4;

pub(super) fn render(renderer: &Renderer<'_>) -> Result<Rendered, Diagnostic> {
    let path = OutputPath::fixed("index.html");
    let lang: &Lang = &renderer.config.lang;
    let builder = renderer.builder_in(&path, lang);
    let site = renderer.site;
    // One quotation an article: whole ones in the speaker's own words, with a known speaker.
    let mut last = None;
    let quotations = renderer.quotations.iter().filter(|(id, number)| {
        let article = site.article(*id);
        let quotation = &article.enrichment.quotations[*number as usize];
        let good = quotation.kind == QuotationKind::Direct
            && !quotation.partial
            && article.speakers[*number as usize].is_some()
            && quotation.confidence >= renderer.config.uncertain_below
            && last != Some(*id);
        if good {
            last = Some(*id);
        }
        good
    });
    let view = HomeView {
        dossiers: (0..site.dossiers.len() as u32)
            .map(|n| builder.dossier_row(DossierId(n)))
            .collect(),
        articles: (0..site.articles.len().min(ARTICLES) as u32)
            .map(|n| builder.article_row(ArticleId(n)))
            .collect(),
        quotations: quotations
            .take(QUOTATIONS)
            .map(|(id, number)| builder.quote(*id, *number, 0))
            .collect(),
        speakers: renderer
            .speakers
            .iter()
            .take(SPEAKERS)
            .map(|id| builder.entity_row(*id))
            .collect(),
        article_count: site.articles.len(),
        quotation_count: renderer.quotations.len(),
        person_count: site
            .entities
            .iter()
            .filter(|e| e.entity.entity_type == EntityType::Person)
            .count(),
        source_count: site.sources.len(),
    };
    let title = renderer.config.title.clone();
    let frame = Frame {
        kind: "home",
        title: &title,
        description: renderer.config.description.clone(),
        graph: json_ld::home(renderer),
        ..Frame::default()
    };
    builder.page("home.html", frame, &[("home", &view)])
}

//! An article's page, and its data.

mod notes;
mod related;

use crate::diagnostics::{Code, Diagnostic, Place};
use crate::model::article::Provenance;
use crate::model::enrichment::QuotationKind;
use crate::model::output_path::OutputPath;
use crate::model::site::{ArticleId, CorrectionId, EntityId, SiteArticle, TagId};
use crate::model::statement::Statement;
use crate::render::article_head;
use crate::render::frame::Frame;
use crate::render::highlight;
use crate::render::inputs::PageInputs;
use crate::render::json_data;
use crate::render::json_ld;
use crate::render::marks::{self, COLOURS};
use crate::render::rendered::Rendered;
use crate::render::view_builder::Builder;
use crate::render::views::{
    ArticleView, CorrectionView, EntityRow, LinkView, NeighbourView, ProvenanceView, QuoteView, SpeakerCount,
};

pub(super) fn render(inputs: &PageInputs<'_>, id: ArticleId) -> Result<Rendered, Diagnostic> {
    let article = inputs.article(id);
    let path = &article.placement.output;
    let builder = inputs.builder_in(path, &article.placement.lang);
    let view = view(&builder, id, article);
    let json = path.with_extension("json");
    let frame = Frame {
        kind: "article",
        title: &article.article.header.title,
        description: article.article.header.summary.clone(),
        json: Some(json.clone()),
        image: inputs.article_image(id),
        graph: json_ld::article(inputs, id),
        parents: vec![(builder.t("page_articles"), OutputPath::index("articles"))],
        file: Some(&article.placement.file),
        translations: article_head::translations(&builder, article),
        meta: article_head::meta(&builder, article),
        ..Frame::default()
    };
    let mut rendered = builder.page("article.html", frame, &[("article", &view)])?;
    rendered.files.push((json, json_data::article(inputs, id)));
    rendered.diagnostics = warnings(article);
    Ok(rendered)
}

fn view(builder: &Builder<'_>, id: ArticleId, article: &SiteArticle) -> ArticleView {
    let parts = notes::parts(builder, id, article);
    let quotations = quotations(builder, id);
    let neighbour = |step: i32| {
        let other = builder.inputs.neighbour(id, step)?;
        Some(NeighbourView {
            title: other.article.header.title.clone(),
            url: builder.path.link_to(&other.placement.output),
            date: other.article.date.as_ref().map(|date| builder.date(date)),
        })
    };
    let tag = |id: &TagId| {
        let topic = builder.inputs.tag(*id);
        LinkView {
            title: topic.name.clone(),
            url: builder.path.link_to(&topic.output),
        }
    };
    ArticleView {
        row: builder.article_row(id),
        side_notes: notes::fit_beside(&parts),
        parts,
        updated: article.article.updated.as_ref().map(|date| builder.date(date)),
        authors: article.article.authors.clone(),
        provenance: article
            .article
            .provenance
            .as_ref()
            .map(|p| provenance(builder, article, p)),
        dossiers: article.dossiers.iter().map(|id| builder.dossier_link(*id)).collect(),
        tags: article.tags.iter().map(tag).collect(),
        indirect: quotations
            .iter()
            .any(|quote| quote.kind != QuotationKind::Direct.name()),
        quotations,
        related: related::views(builder, article),
        citation: builder.citation(id),
        speakers: speakers(builder, id),
        entities: builder.entity_groups(entities(builder, id, article)),
        corrections: corrections(builder, article),
        previous: neighbour(1),
        next: neighbour(-1),
    }
}

fn provenance(builder: &Builder<'_>, article: &SiteArticle, provenance: &Provenance) -> ProvenanceView {
    let page = article.source.map(|number| builder.inputs.source(number));
    ProvenanceView {
        name: provenance.name.clone(),
        source_page: page.map(|topic| builder.path.link_to(&topic.output)),
        url: provenance.url.as_ref().map(|url| url.to_string()),
        host: provenance.url.as_ref().map(|url| url.host()),
        archive_url: provenance.archive_url.as_ref().map(|url| url.to_string()),
        accessed: provenance.accessed.as_ref().map(|date| builder.date(date)),
        author: provenance.author.clone(),
        licence: provenance.licence.clone(),
    }
}

/// The quotations that are shown, each with its speaker's colour.
fn quotations(builder: &Builder<'_>, id: ArticleId) -> Vec<QuoteView> {
    let order = marks::speakers(builder.inputs.shown_statements(id));
    let statements = builder.inputs.shown_statements(id);
    let quote = |statement: Statement<'_>| builder.quote(&statement, marks::colour(&statement, &order));
    statements.map(quote).collect()
}

fn speakers(builder: &Builder<'_>, id: ArticleId) -> Vec<SpeakerCount> {
    let order = marks::speakers(builder.inputs.shown_statements(id))
        .into_iter()
        .zip(1..);
    order
        .map(|((voice, count), place)| SpeakerCount {
            speaker: builder.voice(voice, if place <= COLOURS { place } else { 0 }),
            count,
        })
        .collect()
}

/// The entities that the article names, those named most first.
fn entities(builder: &Builder<'_>, id: ArticleId, article: &SiteArticle) -> Vec<(EntityId, EntityRow)> {
    let mut counts: Vec<(EntityId, usize, usize)> = Vec::new();
    let mut add = |entity: EntityId, mention: usize, quotation: usize| match counts
        .iter_mut()
        .find(|(other, _, _)| *other == entity)
    {
        Some(entry) => {
            entry.1 += mention;
            entry.2 += quotation;
        }
        None => counts.push((entity, mention, quotation)),
    };
    for mention in &article.mentions {
        add(mention.entity, 1, 0);
    }
    for (speaker, _) in builder
        .inputs
        .shown_statements(id)
        .filter_map(|statement| statement.entity)
    {
        add(speaker, 0, 1);
    }
    counts.sort_by_key(|(entity, mentions, quotations)| (std::cmp::Reverse(mentions + quotations), *entity));
    counts
        .into_iter()
        .map(|(entity, m, q)| (entity, builder.counted_entity_row(entity, m, q)))
        .collect()
}

fn corrections(builder: &Builder<'_>, article: &SiteArticle) -> Vec<CorrectionView> {
    let corrections = &article.article.corrections;
    CorrectionId::all(corrections.len())
        .zip(corrections)
        .map(|(id, correction)| CorrectionView {
            date: correction.date.as_ref().map(|date| builder.date(date)),
            note: builder.body(article.correction(id)),
            by: correction.by.clone(),
        })
        .collect()
}

fn warnings(article: &SiteArticle) -> Vec<Diagnostic> {
    let blocks = article
        .article
        .body
        .code_blocks
        .iter()
        .filter(|block| highlight::is_too_large(block));
    blocks
        .map(|block| {
            Diagnostic::new(Code::HighlightLimit, "this code is too large to be coloured")
                .at(&article.placement.file, Place::Bytes(block.source))
                .help("shorten its lines to 2,000 characters and the block to 64 KiB, or take the language away")
        })
        .collect()
}

//! A dossier's page.

mod matrix;
mod network;
mod statements;

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::page::{numbered_title, parents};
use super::timeline;
use crate::diagnostics::Diagnostic;
use crate::model::entity::EntityType;
use crate::model::output_path::OutputPath;
use crate::model::site::{ArticleId, DossierId, EntityId, SiteDossier};
use crate::render::feeds::Stream;
use crate::render::frame::Frame;
use crate::render::inputs::PageInputs;
use crate::render::json_data;
use crate::render::json_ld;
use crate::render::passage::one_line;
use crate::render::rendered::Rendered;
use crate::render::safe_html::SafeHtml;
use crate::render::tally::tally;
use crate::render::view_builder::{Builder, page_count, page_of};
use crate::render::views::{DossierView, EntityRow, NoteRow};

/// The most entities of each sort, and the most media, that a dossier's page lists.
const ENTITIES: usize = 40;
const SOURCES: usize = 60;

pub(super) fn render(inputs: &PageInputs<'_>, id: DossierId, number: usize) -> Result<Rendered, Diagnostic> {
    let dossier = inputs.dossier(id);
    let path = dossier.placement.output.numbered(number);
    let builder = inputs.builder_in(&path, &dossier.placement.lang);
    let mut view = lists(&builder, id, number);
    if number == 1 {
        overview(&builder, id, &mut view);
    }
    let json = dossier.placement.output.with_extension("json");
    let title = numbered_title(&builder, &dossier.dossier.header.title, number);
    let frame = Frame {
        kind: "dossier",
        title: &title,
        description: dossier.dossier.header.summary.clone(),
        json: Some(json.clone()),
        image: inputs.dossier_image(id),
        graph: json_ld::dossier(inputs, id, &path),
        feeds: builder.feed_links(Stream::Dossier(id)),
        parents: [
            vec![(builder.t("page_dossiers"), OutputPath::index("dossiers"))],
            parents(&dossier.dossier.header.title, &dossier.placement.output, number),
        ]
        .concat(),
        file: Some(&dossier.placement.file),
        ..Frame::default()
    };
    let mut rendered = builder.page("dossier.html", frame, &[("dossier", &view)])?;
    if number == 1 {
        rendered.files.push((json, json_data::dossier(inputs, id)));
    }
    Ok(rendered)
}

/// What goes on over several pages: articles and events, notes, quotations.
fn lists(builder: &Builder<'_>, id: DossierId, number: usize) -> DossierView {
    let size = builder.inputs.config.page_size;
    let dossier = builder.inputs.dossier(id);
    let chronicle = builder.inputs.chronicle(id);
    let entries = page_of(&chronicle.entries, number, size).iter();
    let notes = page_of(&chronicle.notes, number, size).iter();
    let quotations = page_of(&chronicle.quotations, number, size);
    let pages = page_count(chronicle.longest(), size);
    DossierView {
        row: builder.dossier_row(id),
        first: number == 1,
        body: SafeHtml::new(),
        quotation_count: chronicle.quotations.len(),
        speaker_count: 0,
        source_count: 0,
        note_count: chronicle.notes.len(),
        matrix: None,
        network: None,
        statements: Vec::new(),
        more_statements: 0,
        contradictions: Vec::new(),
        more_contradictions: 0,
        timeline: entries.map(|entry| timeline::view(builder, *entry)).collect(),
        people: Vec::new(),
        entities: Vec::new(),
        sources: Vec::new(),
        more_sources: 0,
        notes: notes.map(|(id, position)| note(builder, *id, *position)).collect(),
        quotations: builder.quotes(quotations),
        pagination: builder.pagination(&dossier.placement.output, number, pages),
    }
}

fn overview(builder: &Builder<'_>, id: DossierId, view: &mut DossierView) {
    let (dossier, chronicle) = (builder.inputs.dossier(id), builder.inputs.chronicle(id));
    view.body = builder.body(dossier.body());
    (view.people, view.entities) = cast(builder, dossier);
    let matrix = matrix::of(builder, chronicle);
    view.speaker_count = matrix.speakers;
    view.matrix = matrix.view;
    view.network = network::of(builder, dossier);
    view.statements = statements::same(builder, id);
    view.more_statements = builder.inputs.repeated_statements(id).len() - view.statements.len();
    (view.contradictions, view.more_contradictions) = statements::contradictions(builder, dossier);
    let inputs = builder.inputs;
    let media = tally(dossier.articles.iter().filter_map(|id| inputs.article(*id).source));
    let rows = media.iter().take(SOURCES);
    let rows = rows.map(|(id, articles)| builder.topic_row(inputs.source(*id), *articles));
    view.sources = rows.collect();
    view.source_count = media.len();
    view.more_sources = media.len() - view.sources.len();
}

/// The people of a dossier, those who speak most first, and its other entities.
fn cast(builder: &Builder<'_>, dossier: &SiteDossier) -> (Vec<EntityRow>, Vec<EntityRow>) {
    let inputs = builder.inputs;
    let mut counts: BTreeMap<EntityId, (usize, usize)> = BTreeMap::new();
    for id in &dossier.articles {
        let article = inputs.article(*id);
        for mention in &article.mentions {
            counts.entry(mention.entity).or_default().1 += 1;
        }
        for (speaker, _) in inputs.shown_statements(*id).filter_map(|statement| statement.entity) {
            counts.entry(speaker).or_default().0 += 1;
        }
    }
    let mut order: Vec<(EntityId, (usize, usize))> = counts.into_iter().collect();
    order.sort_by_key(|(id, counts)| (Reverse(*counts), *id));
    let is_person = |id: EntityId| inputs.entity(id).entity.entity_type == EntityType::Person;
    let rows = |people: bool| {
        let chosen = order.iter().filter(|(id, _)| is_person(*id) == people).take(ENTITIES);
        chosen
            .map(|(id, (quotations, mentions))| builder.counted_entity_row(*id, *mentions, *quotations))
            .collect()
    };
    (rows(true), rows(false))
}

fn note(builder: &Builder<'_>, id: ArticleId, position: usize) -> NoteRow {
    let article = builder.inputs.article(id);
    let placed = article.annotations[position];
    let note = article.article.annotation(placed.annotation);
    let url = builder.path.link_to(&article.placement.output);
    NoteRow {
        kind: note.kind.name(),
        kind_label: builder.t(&format!("note_{}", note.kind.name())),
        text: one_line(&article.body().as_read(placed.span)),
        note: builder.body_of(article.note(placed.annotation), &article.placement.output),
        by: note.by.clone(),
        date: note.date.as_ref().map(|date| builder.date(date)),
        url: format!("{url}#nref-{}", position + 1),
        article: article.article.header.title.clone(),
        lang: article.placement.lang.0.clone(),
    }
}

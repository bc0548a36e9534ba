//! A dossier's page.

mod cast;
mod matrix;
mod network;
mod notes;
mod sources;
mod statements;

use super::page::{numbered_title, parents};
use super::timeline;
use crate::diagnostics::Diagnostic;
use crate::model::output_path::OutputPath;
use crate::model::site::DossierId;
use crate::render::feeds::Stream;
use crate::render::frame::Frame;
use crate::render::inputs::PageInputs;
use crate::render::json_data;
use crate::render::json_ld;
use crate::render::rendered::Rendered;
use crate::render::safe_html::SafeHtml;
use crate::render::view_builder::{Builder, page_count, page_of};
use crate::render::views::DossierView;

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
        notes: notes
            .map(|(id, position)| notes::view(builder, *id, *position))
            .collect(),
        quotations: builder.quotes(quotations),
        pagination: builder.pagination(&dossier.placement.output, number, pages),
    }
}

fn overview(builder: &Builder<'_>, id: DossierId, view: &mut DossierView) {
    let (dossier, chronicle) = (builder.inputs.dossier(id), builder.inputs.chronicle(id));
    view.body = builder.body(dossier.body());
    (view.people, view.entities) = cast::of(builder, dossier);
    let matrix = matrix::of(builder, chronicle);
    view.speaker_count = matrix.speakers;
    view.matrix = matrix.view;
    view.network = network::of(builder, dossier);
    view.statements = statements::same(builder, id);
    view.more_statements = builder.inputs.repeated_statements(id).len() - view.statements.len();
    (view.contradictions, view.more_contradictions) = statements::contradictions(builder, dossier);
    let media = sources::of(builder, dossier);
    view.source_count = media.count;
    view.more_sources = media.count - media.shown.len();
    view.sources = media.shown;
}

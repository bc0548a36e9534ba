//! The timeline of all articles and events.

use super::page::{numbered_title, parents};
use crate::diagnostics::Diagnostic;
use crate::model::output_path::OutputPath;
use crate::render::chronicle::Entry;
use crate::render::frame::Frame;
use crate::render::inputs::PageInputs;
use crate::render::json_ld;
use crate::render::rendered::Rendered;
use crate::render::view_builder::{Builder, page_count, page_of};
use crate::render::views::{TimelineEntry, TimelineYear};

pub(super) fn render(inputs: &PageInputs<'_>, number: usize) -> Result<Rendered, Diagnostic> {
    let first = OutputPath::fixed("timeline.html");
    let path = first.numbered(number);
    let builder = inputs.builder(&path);
    let all = inputs.timeline();
    let size = inputs.config.page_size;
    let mut years: Vec<TimelineYear> = Vec::new();
    for (date, entry) in page_of(all, number, size) {
        let entry = view(&builder, *entry);
        match years.last_mut().filter(|year| year.year == date.year()) {
            Some(year) => year.entries.push(entry),
            None => years.push(TimelineYear {
                year: date.year(),
                entries: vec![entry],
            }),
        }
    }
    let pagination = builder.pagination(&first, number, page_count(all.len(), size));
    let title = numbered_title(&builder, &builder.t("page_timeline"), number);
    let frame = Frame {
        kind: "timeline",
        title: &title,
        graph: json_ld::list(inputs, &path, &title, all.len(), []),
        parents: parents(&builder.t("page_timeline"), &first, number),
        ..Frame::default()
    };
    builder.page(
        "timeline.html",
        frame,
        &[("years", &years), ("pagination", &pagination)],
    )
}

pub(super) fn view(builder: &Builder<'_>, entry: Entry) -> TimelineEntry {
    match entry {
        Entry::Article(id) => {
            let row = builder.article_row(id);
            TimelineEntry {
                date: row.date,
                kind: "article",
                title: row.title,
                url: Some(row.url),
                note: None,
                context: row.source,
                lang: row.lang,
                summary: row.summary,
                quotations: row.quotations,
            }
        }
        Entry::Event(id, event_id) => {
            let dossier = builder.inputs.dossier(id);
            let event = dossier.dossier.event(event_id);
            TimelineEntry {
                date: Some(builder.date(&event.date)),
                kind: "event",
                title: event.title.clone(),
                url: event.url.as_ref().map(|url| url.to_string()),
                note: dossier
                    .event_note(event_id)
                    .map(|note| builder.body_of(note, &dossier.placement.output)),
                context: Some(dossier.dossier.header.title.clone()),
                lang: dossier.placement.lang.0.clone(),
                summary: None,
                quotations: 0,
            }
        }
    }
}

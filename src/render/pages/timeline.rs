//! The timeline of all articles and events.

use super::numbered_title;
use crate::diagnostics::Diagnostic;
use crate::model::date::PartialDate;
use crate::model::output_path::OutputPath;
use crate::model::site::{ArticleId, DossierId};
use crate::render::Rendered;
use crate::render::context::Renderer;
use crate::render::view_builder::{Builder, Frame, page_count, page_of};
use crate::render::views::{TimelineEntry, TimelineYear};

#[derive(Clone, Copy)]
enum Entry {
    Article(ArticleId),
    Event(DossierId, usize),
}

/// How many entries the timeline has.
pub(in crate::render) fn entry_count(renderer: &Renderer<'_>) -> usize {
    let dated = renderer
        .site
        .articles
        .iter()
        .filter(|article| article.article.date.is_some())
        .count();
    dated
        + renderer
            .site
            .dossiers
            .iter()
            .map(|dossier| dossier.dossier.events.len())
            .sum::<usize>()
}

/// Every entry, newest first.
fn entries(renderer: &Renderer<'_>) -> Vec<(PartialDate, Entry)> {
    let site = renderer.site;
    let articles = site
        .articles
        .iter()
        .enumerate()
        .filter_map(|(number, article)| Some((article.article.date?, Entry::Article(ArticleId(number as u32)))));
    let events = site.dossiers.iter().enumerate().flat_map(|(number, dossier)| {
        let events = dossier.dossier.events.iter().enumerate();
        events.map(move |(n, event)| (event.date, Entry::Event(DossierId(number as u32), n)))
    });
    let mut all: Vec<(PartialDate, Entry)> = articles.chain(events).collect();
    // Stable: what is of the same date stays in the order of the lists.
    all.sort_by_key(|(date, _)| std::cmp::Reverse(*date));
    all
}

pub(super) fn render(renderer: &Renderer<'_>, number: usize) -> Result<Rendered, Diagnostic> {
    let first = OutputPath::fixed("timeline.html");
    let path = first.numbered(number);
    let builder = renderer.builder(&path);
    let all = entries(renderer);
    let size = renderer.config.page_size;
    let mut years: Vec<TimelineYear> = Vec::new();
    for (date, entry) in page_of(&all, number, size) {
        let entry = view(&builder, *date, *entry);
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
        ..Frame::default()
    };
    builder.page(
        "timeline.html",
        frame,
        &[("years", &years), ("pagination", &pagination)],
    )
}

fn view(builder: &Builder<'_>, date: PartialDate, entry: Entry) -> TimelineEntry {
    let date = builder.date(&date);
    match entry {
        Entry::Article(id) => {
            let row = builder.article_row(id);
            TimelineEntry {
                date,
                kind: "article",
                title: row.title,
                url: Some(row.url),
                note: None,
                context: row.source,
                lang: row.lang,
            }
        }
        Entry::Event(id, number) => {
            let dossier = builder.renderer.site.dossier(id);
            let event = &dossier.dossier.events[number];
            TimelineEntry {
                date,
                kind: "event",
                title: event.title.clone(),
                url: event.url.as_ref().map(|url| url.to_string()),
                note: event.note.as_ref().map(|note| builder.body(note)),
                context: Some(dossier.dossier.header.title.clone()),
                lang: dossier.placement.lang.0.clone(),
            }
        }
    }
}

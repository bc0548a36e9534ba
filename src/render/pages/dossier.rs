//! A dossier's page.

use std::collections::BTreeMap;

use super::numbered_title;
use crate::diagnostics::Diagnostic;
use crate::model::entity::EntityType;
use crate::model::site::{ArticleId, DossierId, EntityId, SiteDossier};
use crate::render::Rendered;
use crate::render::context::Renderer;
use crate::render::safe_html::SafeHtml;
use crate::render::twins;
use crate::render::view_builder::{Builder, Frame, page_count, page_of};
use crate::render::views::{DossierView, EntityRow, TimelineEntry};

/// The most entities of each sort that a dossier's page lists.
const ENTITIES: usize = 60;

/// The shown quotations of a dossier, oldest article first.
pub(in crate::render) fn quotations<'a>(
    renderer: &'a Renderer<'_>,
    dossier: &'a SiteDossier,
) -> impl Iterator<Item = (ArticleId, u32)> + 'a {
    dossier.articles.iter().flat_map(move |id| {
        let count = renderer.site.article(*id).enrichment.quotations.len() as u32;
        (0..count)
            .filter(move |number| renderer.is_shown(*id, *number))
            .map(move |number| (*id, number))
    })
}

pub(super) fn render(renderer: &Renderer<'_>, id: DossierId, number: usize) -> Result<Rendered, Diagnostic> {
    let dossier = renderer.site.dossier(id);
    let first = &dossier.placement.output;
    let path = first.numbered(number);
    let builder = renderer.builder_in(&path, &dossier.placement.lang);
    let quotations: Vec<(ArticleId, u32)> = quotations(renderer, dossier).collect();
    let size = renderer.config.page_size;
    let whole = number == 1;
    let (people, entities) = if whole {
        cast(&builder, dossier)
    } else {
        (Vec::new(), Vec::new())
    };
    let view = DossierView {
        row: builder.dossier_row(id),
        body: if whole {
            builder.body(&dossier.dossier.body)
        } else {
            SafeHtml::new()
        },
        articles: if whole {
            dossier.articles.iter().map(|id| builder.article_row(*id)).collect()
        } else {
            Vec::new()
        },
        people,
        entities,
        events: if whole { events(&builder, dossier) } else { Vec::new() },
        quotation_count: quotations.len(),
        quotations: page_of(&quotations, number, size)
            .iter()
            .map(|(id, n)| builder.quote(*id, *n, 0))
            .collect(),
        pagination: builder.pagination(first, number, page_count(quotations.len(), size)),
    };
    let title = numbered_title(&builder, &dossier.dossier.header.title, number);
    let description = dossier.dossier.header.summary.clone();
    let json = first.with_extension("json");
    let frame = Frame {
        kind: "dossier",
        title: &title,
        description,
        json: Some(json.clone()),
        ..Frame::default()
    };
    let mut rendered = builder.page("dossier.html", frame, &[("dossier", &view)])?;
    if whole {
        rendered.files.push((json, twins::dossier(renderer, id)));
    }
    Ok(rendered)
}

/// The people of a dossier, those who speak most first, and its other entities.
fn cast(builder: &Builder<'_>, dossier: &SiteDossier) -> (Vec<EntityRow>, Vec<EntityRow>) {
    let renderer = builder.renderer;
    let mut counts: BTreeMap<EntityId, (usize, usize)> = BTreeMap::new();
    for id in &dossier.articles {
        let article = renderer.site.article(*id);
        for mention in &article.mentions {
            counts.entry(mention.entity).or_default().1 += 1;
        }
        for (number, speaker) in article.speakers.iter().enumerate() {
            if let Some(speaker) = speaker.filter(|_| renderer.is_shown(*id, number as u32)) {
                counts.entry(speaker).or_default().0 += 1;
            }
        }
    }
    let mut order: Vec<(EntityId, (usize, usize))> = counts.into_iter().collect();
    order.sort_by_key(|(id, counts)| (std::cmp::Reverse(*counts), *id));
    let is_person = |id: EntityId| renderer.site.entity(id).entity.entity_type == EntityType::Person;
    let rows = |people: bool| {
        let chosen = order.iter().filter(|(id, _)| is_person(*id) == people).take(ENTITIES);
        chosen
            .map(|(id, (quotations, mentions))| builder.counted_entity_row(*id, *mentions, *quotations))
            .collect()
    };
    (rows(true), rows(false))
}

fn events(builder: &Builder<'_>, dossier: &SiteDossier) -> Vec<TimelineEntry> {
    let mut events: Vec<_> = dossier.dossier.events.iter().collect();
    events.sort_by_key(|event| event.date);
    events
        .into_iter()
        .map(|event| TimelineEntry {
            date: builder.date(&event.date),
            kind: "event",
            title: event.title.clone(),
            url: event.url.as_ref().map(|url| url.to_string()),
            note: event.note.as_ref().map(|note| builder.body(note)),
            context: None,
            lang: dossier.placement.lang.0.clone(),
        })
        .collect()
}

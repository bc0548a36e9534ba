//! The text of an article with the notes on it.

use crate::model::site::{ArticleId, SiteArticle};
use crate::render::article_marks::article_marks;
use crate::render::body::notes::{Part, Placed, PlacedNote, letter, render_parts};
use crate::render::body::{BodyContext, footnote_reference_id};
use crate::render::safe_html::SafeHtml;
use crate::render::view_builder::Builder;
use crate::render::views::{NoteView, PartView};

/// How many references to a footnote lead back to the text.
const MOST_REFERENCES: u32 = 20;

/// The text in pieces, each with the notes on its last block.
pub(super) fn parts(builder: &Builder<'_>, id: ArticleId, article: &SiteArticle) -> Vec<PartView> {
    let marks = article_marks(builder, id);
    let context = BodyContext {
        page: builder.path,
        home: builder.path,
        interface: &builder.language.interface,
        paragraph_ids: true,
    };
    let parts = render_parts(article.body(), &marks, &context);
    let view = |Part { html, notes }: Part| PartView {
        body: html,
        notes: notes.into_iter().map(|placed| note(builder, article, placed)).collect(),
    };
    parts.into_iter().map(view).collect()
}

fn note(builder: &Builder<'_>, article: &SiteArticle, placed: Placed) -> NoteView {
    match placed.note {
        PlacedNote::Annotation(number) => annotation(builder, article, placed.rank, number),
        PlacedNote::Footnote(number, count, html) => footnote(builder, placed.rank, number, count, html),
    }
}

fn annotation(builder: &Builder<'_>, article: &SiteArticle, rank: usize, number: usize) -> NoteView {
    let placed = article.annotations[number - 1];
    let annotation = article.article.annotation(placed.annotation);
    NoteView {
        id: format!("n-{number}"),
        label: letter(number),
        rank,
        targets: vec![format!("nref-{number}")],
        kind: annotation.kind.name(),
        kind_label: builder.t(&format!("note_{}", annotation.kind.name())),
        text: Some(article.body().as_read(placed.span).into_owned()),
        note: builder.body(article.note(placed.annotation)),
        by: annotation.by.clone(),
        date: annotation.date.as_ref().map(|date| builder.date(date)),
    }
}

fn footnote(builder: &Builder<'_>, rank: usize, number: u32, count: u32, note: SafeHtml) -> NoteView {
    let references = 1..=count.min(MOST_REFERENCES);
    NoteView {
        id: format!("fn-{number}"),
        label: number.to_string(),
        rank,
        targets: references.map(|count| footnote_reference_id(number, count)).collect(),
        kind: "footnote",
        kind_label: builder.t("footnote"),
        text: None,
        note,
        by: None,
        date: None,
    }
}

/// Whether the notes take no more room than the text beside them. Where they do, they stand below
/// their paragraphs on every screen: a note far from its line would be worse than one below it.
pub(super) fn fit_beside(parts: &[PartView]) -> bool {
    let text: usize = parts.iter().map(|part| part.body.as_str().len()).sum();
    let notes = parts.iter().flat_map(|part| &part.notes);
    let needed: usize = notes.map(|note| 300 + 2 * note.note.as_str().len()).sum();
    needed < text + 2500
}

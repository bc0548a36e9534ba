//! The editor's notes in the articles of a dossier.

use crate::model::site::ArticleId;
use crate::render::passage::one_line;
use crate::render::view_builder::Builder;
use crate::render::views::NoteRow;

pub(super) fn view(builder: &Builder<'_>, id: ArticleId, position: usize) -> NoteRow {
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

//! The log of corrections: everything that was changed after publication.

use super::page::{numbered_title, parents};
use crate::diagnostics::Diagnostic;
use crate::model::output_path::OutputPath;
use crate::model::site::{ArticleId, CorrectionId};
use crate::render::feeds::{Stream, all_corrections, correction_id};
use crate::render::frame::Frame;
use crate::render::inputs::PageInputs;
use crate::render::json_ld;
use crate::render::rendered::Rendered;
use crate::render::view_builder::Builder;
use crate::render::views::CorrectionRow;

pub(super) fn render(inputs: &PageInputs<'_>, number: usize) -> Result<Rendered, Diagnostic> {
    let first = OutputPath::fixed("corrections.html");
    let path = first.numbered(number);
    let builder = inputs.builder(&path);
    let all = all_corrections(inputs);
    let view = builder.list(&first, &all, number, |(id, at)| row(&builder, *id, *at));
    let whole = builder.t("corrections");
    let title = numbered_title(&builder, &whole, number);
    let frame = Frame {
        kind: "correction_list",
        title: &title,
        description: Some(builder.t("corrections_lead")),
        graph: json_ld::list(inputs, &path, &title, all.len(), []),
        parents: parents(&whole, &first, number),
        feeds: builder.feed_links(Stream::Corrections),
        ..Frame::default()
    };
    builder.page("corrections.html", frame, &[("list", &view)])
}

pub(super) fn newest(builder: &Builder<'_>, count: usize) -> Vec<CorrectionRow> {
    let all = all_corrections(builder.inputs);
    all.iter().take(count).map(|(id, at)| row(builder, *id, *at)).collect()
}

fn row(builder: &Builder<'_>, id: ArticleId, at: CorrectionId) -> CorrectionRow {
    let article = builder.inputs.article(id);
    let correction = article.article.correction(at);
    CorrectionRow {
        date: correction.date.as_ref().map(|date| builder.date(date)),
        note: builder.body(article.correction(at)),
        by: correction.by.clone(),
        lang: article.placement.lang.0.clone(),
        article: builder.article_row(id),
        url: format!(
            "{}#{}",
            builder.path.link_to(&article.placement.output),
            correction_id(at)
        ),
    }
}

//! Tags and sources.

use super::page::{numbered_title, parents};
use crate::diagnostics::Diagnostic;
use crate::model::output_path::OutputPath;
use crate::model::site::Topic;
use crate::render::frame::Frame;
use crate::render::inputs::PageInputs;
use crate::render::json_ld;
use crate::render::rendered::Rendered;
use crate::render::view_builder::page_of;

#[derive(Clone, Copy)]
pub(super) enum Kind {
    Tag,
    Source,
}

impl Kind {
    pub(super) fn topics<'a>(self, inputs: &'a PageInputs<'_>) -> &'a [Topic] {
        match self {
            Kind::Tag => inputs.tags(),
            Kind::Source => inputs.sources(),
        }
    }

    /// The folder, the kinds of its pages, and the strings of their titles.
    pub(super) fn names(self) -> (&'static str, &'static str, &'static str, &'static str, &'static str) {
        match self {
            Kind::Tag => ("tags", "tag_list", "page_tags", "tag", "tag_title"),
            Kind::Source => ("sources", "source_list", "page_sources", "source", "source_title"),
        }
    }
}

pub(super) fn render(inputs: &PageInputs<'_>, kind: Kind, topic: usize, number: usize) -> Result<Rendered, Diagnostic> {
    let (folder, _, list_title, page_kind, title) = kind.names();
    let topic = &kind.topics(inputs)[topic];
    let path = topic.output.numbered(number);
    let builder = inputs.builder(&path);
    let view = builder.list(&topic.output, &topic.articles, number, |id| builder.article_row(*id));
    let articles = page_of(&topic.articles, number, inputs.config.page_size)
        .iter()
        .map(|id| {
            let article = inputs.article(*id);
            (article.article.header.title.as_str(), &article.placement.output)
        });
    let title = builder.t_named(title, &topic.name);
    let mut parents = parents(&title, &topic.output, number);
    parents.insert(0, (builder.t(list_title), OutputPath::index(folder)));
    let title = numbered_title(&builder, &title, number);
    builder.page(
        "topic.html",
        Frame {
            kind: page_kind,
            title: &title,
            graph: json_ld::list(inputs, &path, &title, topic.articles.len(), articles),
            parents,
            ..Frame::default()
        },
        &[("list", &view)],
    )
}

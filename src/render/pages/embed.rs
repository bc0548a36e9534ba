//! The quotations of an article as cards that other sites can show: `embed/SLUG.html`.

use crate::diagnostics::Diagnostic;
use crate::model::site::ArticleId;
use crate::model::statement::Statement;
use crate::render::frame::Frame;
use crate::render::inputs::PageInputs;
use crate::render::marks;
use crate::render::rendered::Rendered;
use crate::render::safe_html::SafeHtml;
use crate::render::view_builder::{Builder, absolute};
use crate::render::views::{EmbedCard, EmbedView};

pub(super) fn render(inputs: &PageInputs<'_>, id: ArticleId) -> Result<Rendered, Diagnostic> {
    let article = inputs.article(id);
    let path = article.article.embed_path();
    let builder = inputs.builder_in(&path, &article.placement.lang);
    let order = marks::speakers(inputs.shown_statements(id));
    let cards = inputs.shown_statements(id);
    let view = EmbedView {
        title: article.article.header.title.clone(),
        url: path.link_to(&article.placement.output),
        lang: article.placement.lang.0.clone(),
        cards: cards
            .map(|statement| card(&builder, &statement, marks::colour(&statement, &order)))
            .collect(),
    };
    let title = builder.t_named("embed_title", &article.article.header.title);
    let frame = Frame {
        kind: "embed",
        title: &title,
        ..Frame::default()
    };
    builder.page("embed.html", frame, &[("embed", &view)])
}

fn card(builder: &Builder<'_>, statement: &Statement<'_>, colour: usize) -> EmbedCard {
    EmbedCard {
        quote: builder.quote(statement, colour),
        citation: builder.quotation_citation(statement),
        code: code(builder, statement),
    }
}

fn code(builder: &Builder<'_>, statement: &Statement<'_>) -> Option<String> {
    let base = builder.inputs.config.base()?;
    let address = format!("{}#{}", absolute(&base, builder.path), statement.id.anchor());
    let unknown = || builder.t("unknown_speaker");
    let speaker = statement.speaker_label().map_or_else(unknown, str::to_owned);
    let mut html = SafeHtml::new();
    html.markup("<iframe")
        .attribute("src", &address)
        .attribute("title", &builder.t_named("embed_frame", &speaker))
        .markup(" width=\"100%\" height=\"260\" loading=\"lazy\" style=\"border:0\"></iframe>");
    Some(html.as_str().to_owned())
}

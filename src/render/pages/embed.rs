//! The quotations of an article as cards that other sites can show: `embed/SLUG.html`.

use super::article::quotations;
use crate::diagnostics::Diagnostic;
use crate::model::enrichment::QuotationKind;
use crate::model::site::ArticleId;
use crate::render::Rendered;
use crate::render::citation::Words;
use crate::render::frame::Frame;
use crate::render::inputs::PageInputs;
use crate::render::safe_html::SafeHtml;
use crate::render::view_builder::{Builder, absolute};
use crate::render::views::{EmbedCard, EmbedView, QuoteView};

pub(super) fn render(inputs: &PageInputs<'_>, id: ArticleId) -> Result<Rendered, Diagnostic> {
    let article = inputs.article(id);
    let path = article.embed();
    let builder = inputs.builder_in(&path, &article.placement.lang);
    let cards = quotations(&builder, id, article).into_iter();
    let view = EmbedView {
        title: article.article.header.title.clone(),
        url: path.link_to(&article.placement.output),
        lang: article.placement.lang.0.clone(),
        cards: cards.map(|quote| card(&builder, id, quote)).collect(),
    };
    let title = builder.t_named("embed_title", &article.article.header.title);
    let frame = Frame {
        kind: "embed",
        title: &title,
        ..Frame::default()
    };
    builder.page("embed.html", frame, &[("embed", &view)])
}

fn card(builder: &Builder<'_>, id: ArticleId, quote: QuoteView) -> EmbedCard {
    let words = Words {
        id: &quote.id,
        text: &quote.text,
        speaker: quote.speaker.as_ref().map(|speaker| speaker.name.as_str()),
        verbatim: quote.kind == QuotationKind::Direct.name(),
    };
    let citation = builder.citation(id, Some(&words));
    let code = code(builder, &quote);
    EmbedCard { quote, citation, code }
}

/// What to paste into a page so that it shows the card.
fn code(builder: &Builder<'_>, quote: &QuoteView) -> Option<String> {
    let address = format!(
        "{}#{}",
        absolute(&builder.inputs.config.base()?, builder.path),
        quote.id
    );
    let speaker = quote
        .speaker
        .as_ref()
        .map_or_else(|| builder.t("unknown_speaker"), |speaker| speaker.name.clone());
    let mut html = SafeHtml::new();
    html.markup("<iframe")
        .attribute("src", &address)
        .attribute("title", &builder.t_named("embed_frame", &speaker))
        .markup(" width=\"100%\" height=\"260\" loading=\"lazy\" style=\"border:0\"></iframe>");
    Some(html.as_str().to_owned())
}

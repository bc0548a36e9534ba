//! Pages of free text, the page for addresses that do not exist, and redirects.

use crate::diagnostics::{Code, Diagnostic, Place, did_you_mean};
use crate::model::output_path::OutputPath;
use crate::model::site::{PageId, RedirectId};
use crate::render::frame::Frame;
use crate::render::inputs::PageInputs;
use crate::render::json_ld;
use crate::render::rendered::Rendered;
use crate::render::view_builder::absolute;
use crate::render::views::{NotFoundView, RedirectView, TextPageView};

pub(super) fn render(inputs: &PageInputs<'_>, id: PageId) -> Result<Rendered, Diagnostic> {
    let page = &inputs.pages()[id.index()];
    let builder = inputs.builder_in(&page.placement.output, &page.placement.lang);
    let header = &page.page.header;
    let view = TextPageView {
        body: builder.body(page.body()),
        summary: header.summary.clone(),
    };
    let frame = Frame {
        kind: "text",
        title: &header.title,
        description: header.summary.clone(),
        graph: json_ld::page(inputs, &page.placement.output, &header.title, &page.placement.lang),
        file: Some(&page.placement.file),
        ..Frame::default()
    };
    let Some(template) = &page.page.template else {
        return builder.page("text.html", frame, &[("text", &view)]);
    };
    let names = inputs.engine.names();
    if !names.contains(&template.value.as_str()) {
        let message = format!("there is no template `{}`", template.value);
        let help = did_you_mean(&template.value, names)
            .unwrap_or_else(|| format!("add templates/{}, or leave `template` out", template.value));
        let diagnostic = Diagnostic::new(Code::InvalidValue, message);
        return Err(diagnostic
            .at(&page.placement.file, Place::Value(template.key.clone()))
            .help(help));
    }
    let home = super::home::view(&builder);
    builder.page(&template.value, frame, &[("text", &view), ("home", &home)])
}

/// Servers show this page at any depth, so its links begin with the path of the base URL.
pub(super) fn not_found(inputs: &PageInputs<'_>) -> Result<Rendered, Diagnostic> {
    let path = OutputPath::fixed("404.html");
    let builder = inputs.builder(&path);
    let base = inputs.config.base_path();
    let mut ways = super::lookup::ways(&builder);
    for way in &mut ways {
        way.url.insert_str(0, &base);
    }
    let view = NotFoundView {
        base: base.clone(),
        ways,
    };
    let title = builder.t("not_found_title");
    let mut page = builder.frame(Frame {
        kind: "not_found",
        title: &title,
        ..Frame::default()
    });
    for item in &mut page.menu {
        item.url.insert_str(0, &base);
    }
    for feed in &mut page.feeds {
        feed.url.insert_str(0, &base);
    }
    page.root = base;
    page.canonical = None;
    builder.page_with("not_found.html", &page, &[("not_found", &view)])
}

pub(super) fn redirect(inputs: &PageInputs<'_>, id: RedirectId) -> Result<Rendered, Diagnostic> {
    let (from, to) = &inputs.whole().site().redirect(id);
    let builder = inputs.builder(from);
    let view = RedirectView {
        url: from.link_to(to),
        title: inputs.redirect_title(to).unwrap_or(to.as_str()).to_owned(),
    };
    let title = builder.t("redirect_title");
    let mut page = builder.frame(Frame {
        kind: "redirect",
        title: &title,
        ..Frame::default()
    });
    let base = inputs.config.base();
    page.canonical = base.map(|base| absolute(&base, to));
    builder.page_with("redirect.html", &page, &[("redirect", &view)])
}

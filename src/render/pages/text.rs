//! Pages of free text, the page for addresses that do not exist, and redirects.

use crate::diagnostics::{Code, Diagnostic, Place, did_you_mean};
use crate::model::output_path::OutputPath;
use crate::model::site::PageId;
use crate::render::frame::Frame;
use crate::render::inputs::PageInputs;
use crate::render::json_ld;
use crate::render::rendered::Rendered;
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

/// A server shows this page at any depth, so its links begin at the path of the base URL.
pub(super) fn not_found(inputs: &PageInputs<'_>) -> Result<Rendered, Diagnostic> {
    let path = OutputPath::fixed("404.html");
    let builder = inputs.builder(&path);
    let base = base_path(inputs.config.base().as_deref());
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
    let site = crate::render::engine::SharedView(inputs.frame);
    let views: [(&'static str, &dyn crate::render::engine::View); 3] =
        [("site", &site), ("page", &page), ("not_found", &view)];
    let bytes = inputs
        .engine
        .render("not_found.html", path.as_str(), builder.language, &views)?;
    Ok(Rendered::file(path, bytes))
}

/// The path of a base URL: `/repo/` of `https://user.example/repo/`; `/` where there is none.
fn base_path(base: Option<&str>) -> String {
    let rest = base
        .and_then(|base| base.split_once("://"))
        .map_or("", |(_, rest)| rest);
    rest.split_once('/')
        .map_or_else(|| "/".to_owned(), |(_, path)| format!("/{path}"))
}

pub(super) fn redirect(inputs: &PageInputs<'_>, number: u32) -> Result<Rendered, Diagnostic> {
    let (from, to) = &inputs.whole().site().redirects[number as usize];
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
    page.canonical = base.map(|base| crate::render::view_builder::absolute(&base, to));
    let site = crate::render::engine::SharedView(inputs.frame);
    let views: [(&'static str, &dyn crate::render::engine::View); 3] =
        [("site", &site), ("page", &page), ("redirect", &view)];
    let bytes = inputs
        .engine
        .render("redirect.html", from.as_str(), builder.language, &views)?;
    Ok(Rendered {
        files: vec![(from.clone(), bytes)],
        diagnostics: Vec::new(),
    })
}

#[cfg(test)]
mod tests {
    use super::base_path;

    #[test]
    fn the_base_path_begins_and_ends_with_a_slash() {
        assert_eq!(base_path(Some("https://a.example/repo/")), "/repo/");
        assert_eq!(base_path(Some("https://a.example/")), "/");
        assert_eq!(base_path(None), "/");
    }
}

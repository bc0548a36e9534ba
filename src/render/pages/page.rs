//! What every page is made with: a builder of views, the template around them, and the titles of numbered pages.

use crate::diagnostics::Diagnostic;
use crate::model::article::Lang;
use crate::model::output_path::OutputPath;
use crate::render::engine::{SharedView, View};
use crate::render::frame::Frame;
use crate::render::inputs::PageInputs;
use crate::render::rendered::Rendered;
use crate::render::view_builder::Builder;
use crate::render::views::PageFrame;

impl PageInputs<'_> {
    /// A builder of views for a page in the language of the site.
    pub(super) fn builder<'a>(&'a self, path: &'a OutputPath) -> Builder<'a> {
        Builder::new(self, path, &self.config.lang)
    }

    /// A builder of views for a page whose text has a language of its own.
    pub(super) fn builder_in<'a>(&'a self, path: &'a OutputPath, lang: &Lang) -> Builder<'a> {
        Builder::new(self, path, lang)
    }
}

impl Builder<'_> {
    pub(super) fn page(
        &self,
        template: &str,
        frame: Frame<'_>,
        views: &[(&'static str, &dyn View)],
    ) -> Result<Rendered, Diagnostic> {
        self.page_with(template, &self.frame(frame), views)
    }

    pub(super) fn page_with(
        &self,
        template: &str,
        page: &PageFrame,
        views: &[(&'static str, &dyn View)],
    ) -> Result<Rendered, Diagnostic> {
        let site = SharedView(self.inputs.frame);
        let mut all: Vec<(&'static str, &dyn View)> = vec![("site", &site), ("page", page)];
        all.extend_from_slice(views);
        let engine = self.inputs.engine;
        let bytes = engine.render(template, self.path.as_str(), self.language, &all)?;
        Ok(Rendered::file(self.path.clone(), bytes))
    }
}

/// The page above page `number` of a list: its first.
pub(super) fn parents(title: &str, first: &OutputPath, number: usize) -> Vec<(String, OutputPath)> {
    let first = (number > 1).then(|| (title.to_owned(), first.clone()));
    first.into_iter().collect()
}

/// A title with the number of the page, from the second on.
pub(super) fn numbered_title(builder: &Builder<'_>, title: &str, number: usize) -> String {
    if number <= 1 {
        title.to_owned()
    } else {
        format!(
            "{title} – {}",
            builder.t("page_number").replace("{n}", &number.to_string())
        )
    }
}

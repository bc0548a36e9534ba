//! One file per kind of page.

mod article;
mod corrections;
mod dossier;
mod embed;
mod entity;
mod feed;
mod home;
mod list;
mod lookup;
pub(super) mod sitemap;
pub(super) mod table;
mod text;
mod timeline;
mod topic;

use super::annotations;
use super::engine::{SharedView, View};
use super::frame::Frame;
use super::inputs::PageInputs;
use super::json_data;
use super::plan::Job;
use super::rendered::Rendered;
use super::renderer::Renderer;
use super::schema;
use super::search;
use super::view_builder::Builder;
use super::views::PageFrame;
use crate::diagnostics::Diagnostic;
use crate::model::article::Lang;
use crate::model::output_path::OutputPath;
use crate::model::site::ArticleId;

impl Renderer<'_> {
    /// Makes the files of one job.
    ///
    /// # Errors
    /// An error in a template.
    pub fn render(&self, job: Job) -> Result<Rendered, Diagnostic> {
        render(&self.whole().inputs(), job)
    }
}

pub(super) fn render(inputs: &PageInputs<'_>, job: Job) -> Result<Rendered, Diagnostic> {
    match job {
        Job::Home => home::render(inputs),
        Job::Article(id) => article::render(inputs, id),
        Job::Embed(id) => embed::render(inputs, id),
        Job::Articles(page) => list::articles(inputs, page),
        Job::Dossier(id, page) => dossier::render(inputs, id, page),
        Job::Dossiers(page) => list::dossiers(inputs, page),
        Job::Entity(id, page) => entity::render(inputs, id, page),
        Job::Entities(kind, page) => list::entities(inputs, kind, page),
        Job::Quotes(page) => lookup::quotes(inputs, page),
        Job::SearchIndex => Ok(search::index(inputs.whole_for_search())),
        Job::QuoteData => Ok(search::quotations(inputs.whole())),
        Job::Search => lookup::search(inputs),
        Job::Timeline(page) => timeline::render(inputs, page),
        Job::Tags(page) => list::topics(inputs, topic::Kind::Tag, page),
        Job::Tag(id, page) => topic::render(inputs, topic::Kind::Tag, id.index(), page),
        Job::Sources(page) => list::topics(inputs, topic::Kind::Source, page),
        Job::Source(id, page) => topic::render(inputs, topic::Kind::Source, id.index(), page),
        Job::Text(number) => text::render(inputs, number),
        Job::NotFound => text::not_found(inputs),
        Job::Redirect(number) => text::redirect(inputs, number),
        Job::Corrections(page) => corrections::render(inputs, page),
        Job::Feed(stream) => feed::render(inputs, stream),
        Job::Sitemap => Ok(sitemap::render(inputs)),
        Job::MentionTable => Ok(table::mentions(inputs.whole(), &all_articles(inputs))),
        Job::QuoteTable => Ok(table::quotes(inputs.whole(), &all_articles(inputs))),
        Job::ArticleTable => Ok(table::articles(inputs.whole(), &all_articles(inputs))),
        Job::Annotations(number) => Ok(annotations::render(inputs, number)),
        Job::SiteData => Ok(json_data::site(inputs)),
        Job::Schemas => Ok(schema::files()),
        Job::Static => Ok(sitemap::fixed_files(inputs)),
    }
}

fn all_articles(inputs: &PageInputs<'_>) -> Vec<ArticleId> {
    inputs.article_ids().collect()
}

impl PageInputs<'_> {
    /// A builder of views for a page in the language of the site.
    fn builder<'a>(&'a self, path: &'a OutputPath) -> Builder<'a> {
        Builder::new(self, path, &self.config.lang)
    }

    /// A builder of views for a page whose text has a language of its own.
    fn builder_in<'a>(&'a self, path: &'a OutputPath, lang: &Lang) -> Builder<'a> {
        Builder::new(self, path, lang)
    }
}

impl Builder<'_> {
    fn page(
        &self,
        template: &str,
        frame: Frame<'_>,
        views: &[(&'static str, &dyn View)],
    ) -> Result<Rendered, Diagnostic> {
        self.page_with(template, &self.frame(frame), views)
    }

    fn page_with(
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
fn parents(title: &str, first: &OutputPath, number: usize) -> Vec<(String, OutputPath)> {
    let first = (number > 1).then(|| (title.to_owned(), first.clone()));
    first.into_iter().collect()
}

/// A title with the number of the page, from the second on.
fn numbered_title(builder: &Builder<'_>, title: &str, number: usize) -> String {
    if number <= 1 {
        title.to_owned()
    } else {
        format!(
            "{title} – {}",
            builder.t("page_number").replace("{n}", &number.to_string())
        )
    }
}

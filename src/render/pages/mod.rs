//! One file a kind of page.

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

use super::Rendered;
use super::annotations;
use super::context::Renderer;
use super::engine::{SharedView, View};
use super::plan::Job;
use super::schema;
use super::search;
use super::twins;
use super::view_builder::{Builder, Frame};
use crate::diagnostics::Diagnostic;
use crate::model::article::Lang;
use crate::model::output_path::OutputPath;
use crate::model::site::ArticleId;

impl Renderer<'_> {
    /// Makes the files of one job.
    ///
    /// # Errors
    /// What a template does wrong.
    pub fn render(&self, job: Job) -> Result<Rendered, Diagnostic> {
        match job {
            Job::Home => home::render(self),
            Job::Article(id) => article::render(self, id),
            Job::Embed(id) => embed::render(self, id),
            Job::Articles(page) => list::articles(self, page),
            Job::Dossier(id, page) => dossier::render(self, id, page),
            Job::Dossiers(page) => list::dossiers(self, page),
            Job::Entity(id, page) => entity::render(self, id, page),
            Job::Entities(kind, page) => list::entities(self, kind, page),
            Job::Quotes(page) => lookup::quotes(self, page),
            Job::SearchIndex => Ok(search::index(self)),
            Job::QuoteData => Ok(search::quotations(self)),
            Job::Search => lookup::search(self),
            Job::Timeline(page) => timeline::render(self, page),
            Job::Tags(page) => list::topics(self, topic::Kind::Tag, page),
            Job::Tag(id, page) => topic::render(self, topic::Kind::Tag, id.index(), page),
            Job::Sources(page) => list::topics(self, topic::Kind::Source, page),
            Job::Source(id, page) => topic::render(self, topic::Kind::Source, id.index(), page),
            Job::Text(number) => text::render(self, number),
            Job::NotFound => text::not_found(self),
            Job::Redirect(number) => text::redirect(self, number),
            Job::Corrections(page) => corrections::render(self, page),
            Job::Feed(stream) => feed::render(self, stream),
            Job::Sitemap => Ok(sitemap::render(self)),
            Job::MentionTable => Ok(table::mentions(self, &self.articles())),
            Job::QuoteTable => Ok(table::quotes(self, &self.articles())),
            Job::ArticleTable => Ok(table::articles(self, &self.articles())),
            Job::Annotations(number) => Ok(annotations::render(self, number)),
            Job::SiteData => Ok(twins::site(self)),
            Job::Schemas => Ok(schema::files()),
            Job::Static => Ok(sitemap::fixed_files(self)),
        }
    }

    /// Every article, the newest first.
    fn articles(&self) -> Vec<ArticleId> {
        self.site.article_ids().collect()
    }

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
    /// Renders the page.
    fn page(
        &self,
        template: &str,
        frame: Frame<'_>,
        views: &[(&'static str, &dyn View)],
    ) -> Result<Rendered, Diagnostic> {
        let page = self.frame(frame);
        let site = SharedView(&self.renderer.frame);
        let mut all: Vec<(&'static str, &dyn View)> = vec![("site", &site), ("page", &page)];
        all.extend_from_slice(views);
        let bytes = self
            .renderer
            .engine
            .render(template, self.path.as_str(), self.language, &all)?;
        Ok(Rendered {
            files: vec![(self.path.clone(), bytes)],
            diagnostics: Vec::new(),
        })
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

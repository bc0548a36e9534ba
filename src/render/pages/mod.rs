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
mod page;
pub mod sitemap;
pub mod table;
mod text;
mod timeline;

use super::annotations;
use super::inputs::PageInputs;
use super::json_data;
use super::plan::Job;
use super::rendered::Rendered;
use super::renderer::Renderer;
use super::schema;
use super::search;
use crate::diagnostics::Diagnostic;
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
        Job::SearchIndex => Ok(search::index(inputs.search_material(search::collect), inputs.languages)),
        Job::QuoteData => Ok(search::quotations(inputs.whole())),
        Job::Search => lookup::search(inputs),
        Job::Timeline(page) => timeline::render(inputs, page),
        Job::Tags(page) => list::topics(inputs, list::TopicKind::Tag, page),
        Job::Tag(id, page) => list::topic(inputs, list::TopicKind::Tag, id.index(), page),
        Job::Sources(page) => list::topics(inputs, list::TopicKind::Source, page),
        Job::Source(id, page) => list::topic(inputs, list::TopicKind::Source, id.index(), page),
        Job::Text(number) => text::render(inputs, number),
        Job::NotFound => text::not_found(inputs),
        Job::Redirect(id) => text::redirect(inputs, id),
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

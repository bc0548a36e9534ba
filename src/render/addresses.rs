//! The output paths of a job, known without rendering it: a preview renders only what is requested.

use super::annotations;
use super::feeds;
use super::pages::sitemap;
use super::plan::Job;
use super::renderer::Renderer;
use super::schema;
use super::search;
use crate::model::output_path::OutputPath;

impl Renderer<'_> {
    /// The paths of the files that a job makes, in the order in which it makes them.
    pub fn addresses(&self, job: Job) -> Vec<OutputPath> {
        let (site, inputs) = (self.site(), &self.whole().inputs());
        let fixed = |path: &'static str| vec![OutputPath::fixed(path)];
        let index = |folder: &'static str, page: usize| vec![OutputPath::index(folder).numbered(page)];
        let with_data = |first: &OutputPath, page: usize| {
            let data = (page == 1).then(|| first.with_extension("json"));
            std::iter::once(first.numbered(page)).chain(data).collect()
        };
        match job {
            Job::Home => fixed("index.html"),
            Job::Article(id) => with_data(&site.article(id).placement.output, 1),
            Job::Embed(id) => vec![site.article(id).article.embed_path()],
            Job::Articles(page) => index("articles", page),
            Job::Dossier(id, page) => with_data(&site.dossier(id).placement.output, page),
            Job::Dossiers(page) => index("dossiers", page),
            Job::Entity(id, page) => with_data(&site.entity(id).placement.output, page),
            Job::Entities(kind, page) => index(kind.folder(), page),
            Job::Quotes(page) => index("quotes", page),
            Job::SearchIndex => fixed("data/search.js"),
            Job::QuoteData => search::quotation_files(inputs),
            Job::Search => fixed("search.html"),
            Job::Timeline(page) => vec![OutputPath::fixed("timeline.html").numbered(page)],
            Job::Tags(page) => index("tags", page),
            Job::Tag(id, page) => vec![site.tag(id).output.numbered(page)],
            Job::Sources(page) => index("sources", page),
            Job::Source(id, page) => vec![site.source(id).output.numbered(page)],
            Job::Text(id) => vec![site.page(id).placement.output.clone()],
            Job::NotFound => fixed("404.html"),
            Job::Redirect(id) => vec![site.redirect(id).0.clone()],
            Job::Corrections(page) => vec![OutputPath::fixed("corrections.html").numbered(page)],
            Job::Feed(stream) => feeds::FORMATS.map(|(_, ending)| stream.path(inputs, ending)).into(),
            Job::Sitemap => sitemap::paths(inputs),
            Job::MentionTable => fixed("data/mentions.csv"),
            Job::QuoteTable => fixed("data/quotes.csv"),
            Job::ArticleTable => fixed("data/articles.csv"),
            Job::Annotations(number) => vec![annotations::path_of(number)],
            Job::SiteData => fixed("data/site.json"),
            Job::Schemas => paths_of(schema::files()),
            Job::Static => paths_of(sitemap::fixed_files(inputs)),
        }
    }
}

/// The paths of a job that costs nothing.
fn paths_of(rendered: super::rendered::Rendered) -> Vec<OutputPath> {
    rendered.files.into_iter().map(|(path, _)| path).collect()
}

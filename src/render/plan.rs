//! The list of jobs of a site.

use super::feeds::Stream;
use super::inputs::PageInputs;
use super::renderer::Renderer;
use super::view_builder::page_count;
use crate::model::entity::EntityType;
use crate::model::site::{ArticleId, DossierId, EntityId, PageId, RedirectId, SourceId, TagId};

/// One page, or a few files that belong together. Numbers count from 1 for pages of lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Job {
    Home,
    Article(ArticleId),
    Embed(ArticleId),
    Articles(usize),
    Dossier(DossierId, usize),
    Dossiers(usize),
    /// A page of an entity, with its data on the first.
    Entity(EntityId, usize),
    /// A page of the list of entities of one type.
    Entities(EntityType, usize),
    Quotes(usize),
    SearchIndex,
    /// All quotations, as data for the filters of their page.
    QuoteData,
    Search,
    Timeline(usize),
    Tags(usize),
    Tag(TagId, usize),
    Sources(usize),
    Source(SourceId, usize),
    Text(PageId),
    NotFound,
    Redirect(RedirectId),
    Corrections(usize),
    /// A feed, as Atom and as JSON.
    Feed(Stream),
    Sitemap,
    MentionTable,
    QuoteTable,
    ArticleTable,
    Annotations(usize),
    SiteData,
    Schemas,
    /// Fixed files: robots.txt, .nojekyll, the style sheet of code.
    Static,
}

impl Job {
    /// Whether it is rendered with a template, which the owner of the site may have replaced.
    pub fn has_template(self) -> bool {
        !matches!(
            self,
            Job::MentionTable
                | Job::QuoteTable
                | Job::ArticleTable
                | Job::SiteData
                | Job::Schemas
                | Job::SearchIndex
                | Job::QuoteData
                | Job::Static
                | Job::Sitemap
                | Job::Annotations(_)
        )
    }
}

/// Every job of a site, the longest first, so that no core is idle at the end.
pub fn plan(renderer: &Renderer<'_>) -> Vec<Job> {
    let (site, inputs) = (renderer.site(), &renderer.whole().inputs());
    let size = inputs.config.page_size;
    let pages = |items: usize| 1..=page_count(items, size);
    let mut jobs = vec![
        Job::SearchIndex,
        Job::MentionTable,
        Job::QuoteTable,
        Job::ArticleTable,
        Job::SiteData,
        Job::Schemas,
        Job::QuoteData,
        Job::Search,
        Job::Home,
        Job::NotFound,
        Job::Static,
    ];
    jobs.extend(inputs.config.base_url.as_ref().map(|_| Job::Sitemap));
    jobs.extend((1..=super::annotations::file_count(inputs)).map(Job::Annotations));
    jobs.extend(pages(site.articles.len()).map(Job::Articles));
    jobs.extend(pages(super::feeds::all_corrections(inputs).len()).map(Job::Corrections));
    jobs.extend(super::feeds::all(inputs).into_iter().map(Job::Feed));
    jobs.extend(pages(inputs.quotations().len()).map(Job::Quotes));
    jobs.extend(pages(site.dossiers.len()).map(Job::Dossiers));
    jobs.extend(pages(site.tags.len()).map(Job::Tags));
    jobs.extend(pages(site.sources.len()).map(Job::Sources));
    jobs.extend(pages(inputs.timeline().len()).map(Job::Timeline));
    for id in inputs.dossier_ids() {
        jobs.extend(pages(inputs.chronicle(id).longest()).map(|page| Job::Dossier(id, page)));
    }
    for id in site.entity_ids() {
        let named = site.occurrences(id).articles.len();
        let longest = named.max(inputs.counts(id).1).max(inputs.about(id).len());
        jobs.extend(pages(longest).map(|page| Job::Entity(id, page)));
    }
    // The three lists of the menu are always there; the others only with something on them.
    for ((kind, _, _), register) in EntityType::ALL.into_iter().zip(inputs.registers()) {
        let count = register.len();
        let always = matches!(kind, EntityType::Person | EntityType::Organization | EntityType::Place);
        if always || count > 0 {
            jobs.extend(pages(count).map(|page| Job::Entities(kind, page)));
        }
    }
    for (id, tag) in TagId::all(site.tags.len()).zip(&site.tags) {
        jobs.extend(pages(tag.articles.len()).map(|page| Job::Tag(id, page)));
    }
    for (id, source) in SourceId::all(site.sources.len()).zip(&site.sources) {
        jobs.extend(pages(source.articles.len()).map(|page| Job::Source(id, page)));
    }
    jobs.extend(PageId::all(site.pages.len()).map(Job::Text));
    jobs.extend(RedirectId::all(site.redirects.len()).map(Job::Redirect));
    jobs.extend(articles(inputs));
    jobs
}

/// Every article, and the cards of those with quotations.
fn articles(inputs: &PageInputs<'_>) -> impl Iterator<Item = Job> {
    let all = inputs.article_ids();
    let quoting = all.clone().filter(|id| inputs.article_counts(*id).0 > 0);
    quoting.map(Job::Embed).chain(all.map(Job::Article))
}

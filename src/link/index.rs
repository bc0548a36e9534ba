//! Every page of the site by slug, by file and by address.

use std::collections::BTreeMap;

use camino::Utf8Path;

use super::merge::merged;
use super::named::Named;
use super::parsed::Content;
use super::routes::{FIXED_PAGES, placements};
use crate::config::Config;
use crate::model::article::Part;
use crate::model::document::Document;
use crate::model::enrichment::Quotation;
use crate::model::output_path::OutputPath;
use crate::model::site::{ArticleId, DossierId, EntityId, PageId, Placement, QuotationId};
use crate::model::slug::Slug;
use crate::model::text::DocumentKey;

/// A page that a link can lead to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum PageRef {
    Article(ArticleId),
    Dossier(DossierId),
    Entity(EntityId),
    Page(PageId),
}

/// Every page by slug, by file and by address.
pub(super) struct Index<'a> {
    pub(super) named: &'a Named,
    pub(super) content: &'a Content,
    /// Quotations that are less certain are not shown.
    min_confidence: u16,
    pub(super) by_slug: BTreeMap<&'a str, Vec<PageRef>>,
    /// Entities by the slugs of what was merged into them.
    merged: BTreeMap<&'a str, EntityId>,
    pub(super) by_file: BTreeMap<&'a Utf8Path, PageRef>,
    pub(super) by_output: BTreeMap<&'a str, Option<PageRef>>,
}

impl<'a> Index<'a> {
    pub fn new(named: &'a Named, config: &Config) -> Index<'a> {
        let mut index = Index {
            named,
            content: &named.content,
            min_confidence: config.min_confidence,
            by_slug: BTreeMap::new(),
            merged: merged(named.entities.values().iter().map(|entity| &entity.entity)),
            by_file: BTreeMap::new(),
            by_output: BTreeMap::new(),
        };
        for (page, (header, placement)) in index.pages().zip(placements(named)) {
            index.by_slug.entry(header.slug.as_str()).or_default().push(page);
            // Nobody can link a file where there is none.
            if placement.file != "" {
                index.by_file.insert(&placement.file, page);
            }
            index.by_output.insert(placement.output.as_str(), Some(page));
        }
        for path in FIXED_PAGES
            .iter()
            .copied()
            .chain(named.content.assets.keys().map(OutputPath::as_str))
        {
            index.by_output.entry(path).or_insert(None);
        }
        index
    }

    pub fn pages(&self) -> impl Iterator<Item = PageRef> + use<> {
        let articles = self.named.articles.ids().map(PageRef::Article);
        let dossiers = self.content.dossiers.ids().map(PageRef::Dossier);
        let entities = self.named.entities.ids().map(PageRef::Entity);
        let pages = self.content.pages.ids().map(PageRef::Page);
        articles.chain(dossiers).chain(entities).chain(pages)
    }

    pub fn documents(&self, page: PageRef) -> Vec<Part<'a>> {
        match page {
            PageRef::Article(id) => self.named.articles[id].article.documents().collect(),
            PageRef::Dossier(id) => self.content.dossiers[id].value.documents().collect(),
            PageRef::Entity(_) | PageRef::Page(_) => vec![(DocumentKey::Body, self.body(page), None)],
        }
    }

    /// The quotations of an article that are shown.
    pub fn quotations(&self, id: ArticleId) -> impl Iterator<Item = (QuotationId, &'a Quotation)> {
        let all = &self.named.articles[id].quotations;
        let all = QuotationId::all(id, all.len()).zip(all);
        let shown = all.filter(|(_, quotation)| quotation.is_shown(self.min_confidence));
        shown.map(|(id, quotation)| (id, &quotation.found))
    }

    pub fn placement(&self, page: PageRef) -> &'a Placement {
        match page {
            PageRef::Article(id) => &self.named.articles[id].placement,
            PageRef::Dossier(id) => &self.content.dossiers[id].placement,
            PageRef::Entity(id) => &self.named.entities[id].placement,
            PageRef::Page(id) => &self.content.pages[id].placement,
        }
    }

    pub fn title(&self, page: PageRef) -> &str {
        match page {
            PageRef::Article(id) => &self.named.articles[id].article.header.title,
            PageRef::Dossier(id) => &self.content.dossiers[id].value.header.title,
            PageRef::Entity(id) => &self.named.entities[id].entity.header.title,
            PageRef::Page(id) => &self.content.pages[id].value.header.title,
        }
    }

    pub fn body(&self, page: PageRef) -> &'a Document {
        match page {
            PageRef::Article(id) => &self.named.articles[id].article.body,
            PageRef::Dossier(id) => &self.content.dossiers[id].value.body,
            PageRef::Entity(id) => &self.named.entities[id].entity.body,
            PageRef::Page(id) => &self.content.pages[id].value.body,
        }
    }

    pub fn headings(&self, page: PageRef) -> impl Iterator<Item = &str> {
        self.body(page).headings.iter().map(|heading| heading.id.as_str())
    }

    /// The page of a `[[target]]`: a slug, a title, or `folder/slug`.
    ///
    /// # Errors
    /// The addresses of all pages that answer to it, if there are several.
    pub fn wiki(&self, target: &str) -> Result<Option<PageRef>, Vec<&str>> {
        let target = target.split('#').next().unwrap_or("").trim();
        let (folder, name) = match target.rsplit_once('/') {
            Some((folder, name)) => (Some(folder.trim_matches('/')), name),
            None => (None, target),
        };
        let slug = Slug::parse(name).or_else(|| Slug::of(name));
        let pages = slug
            .as_ref()
            .and_then(|slug| self.by_slug.get(slug.as_str()))
            .map_or(&[][..], Vec::as_slice);
        let fits = |page: &&PageRef| match folder {
            None => true,
            Some(folder) => {
                let output = self.placement(**page).output.as_str();
                output.rsplit_once('/').map_or("pages", |(own, _)| own) == folder
            }
        };
        let found: Vec<PageRef> = pages.iter().filter(fits).copied().collect();
        match found.as_slice() {
            [] => Ok(slug
                .and_then(|slug| self.merged.get(slug.as_str()).copied())
                .map(PageRef::Entity)),
            [page] => Ok(Some(*page)),
            several => Err(several
                .iter()
                .map(|page| self.placement(*page).output.as_str())
                .collect()),
        }
    }
}

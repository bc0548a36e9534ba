//! Every page of the site by slug, by file and by address.

use std::collections::BTreeMap;

use camino::{Utf8Path, Utf8PathBuf};

use super::routes::{FIXED_PAGES, placements};
use crate::config::Config;
use crate::model::article::Part;
use crate::model::document::Document;
use crate::model::output_path::OutputPath;
use crate::model::site::{ArticleId, DossierId, EntityId, LeftOut, PageId, Placement, Site};
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
    pub(super) site: &'a Site,
    pub(super) left_out: &'a [LeftOut],
    /// Files that have errors of their own: nothing is known of them but that they are there.
    pub(super) unparsed: &'a [Utf8PathBuf],
    /// Quotations that are less certain are not shown.
    pub(super) min_confidence: u16,
    pub(super) by_slug: BTreeMap<&'a str, Vec<PageRef>>,
    /// Entities by the slugs of what was merged into them.
    merged: BTreeMap<&'a str, EntityId>,
    pub(super) by_file: BTreeMap<&'a Utf8Path, PageRef>,
    pub(super) by_output: BTreeMap<&'a str, Option<PageRef>>,
}

impl<'a> Index<'a> {
    pub fn new(site: &'a Site, left_out: &'a [LeftOut], unparsed: &'a [Utf8PathBuf], config: &Config) -> Index<'a> {
        let mut index = Index {
            site,
            left_out,
            unparsed,
            min_confidence: config.min_confidence,
            by_slug: BTreeMap::new(),
            merged: merged(site),
            by_file: BTreeMap::new(),
            by_output: BTreeMap::new(),
        };
        for (page, (header, placement)) in index.pages().zip(placements(site)) {
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
            .chain(site.assets.keys().map(OutputPath::as_str))
        {
            index.by_output.entry(path).or_insert(None);
        }
        index
    }

    /// Every page of a content file.
    pub fn pages(&self) -> impl Iterator<Item = PageRef> + use<> {
        let articles = ArticleId::all(self.site.articles.len()).map(PageRef::Article);
        let dossiers = DossierId::all(self.site.dossiers.len()).map(PageRef::Dossier);
        let entities = self.site.entity_ids().map(PageRef::Entity);
        let pages = PageId::all(self.site.pages.len()).map(PageRef::Page);
        articles.chain(dossiers).chain(entities).chain(pages)
    }

    /// The documents of a page.
    pub fn documents(&self, page: PageRef) -> Vec<Part<'a>> {
        match page {
            PageRef::Article(id) => self.site.article(id).article.documents().collect(),
            PageRef::Dossier(id) => self.site.dossier(id).dossier.documents().collect(),
            PageRef::Entity(_) | PageRef::Page(_) => vec![(DocumentKey::Body, self.body(page), None)],
        }
    }

    pub fn placement(&self, page: PageRef) -> &'a Placement {
        match page {
            PageRef::Article(id) => &self.site.article(id).placement,
            PageRef::Dossier(id) => &self.site.dossier(id).placement,
            PageRef::Entity(id) => &self.site.entity(id).placement,
            PageRef::Page(id) => &self.site.page(id).placement,
        }
    }

    pub fn title(&self, page: PageRef) -> &str {
        match page {
            PageRef::Article(id) => &self.site.article(id).article.header.title,
            PageRef::Dossier(id) => &self.site.dossier(id).dossier.header.title,
            PageRef::Entity(id) => &self.site.entity(id).entity.header.title,
            PageRef::Page(id) => &self.site.page(id).page.header.title,
        }
    }

    /// The text of a page.
    pub fn body(&self, page: PageRef) -> &'a Document {
        match page {
            PageRef::Article(id) => &self.site.article(id).article.body,
            PageRef::Dossier(id) => &self.site.dossier(id).dossier.body,
            PageRef::Entity(id) => &self.site.entity(id).entity.body,
            PageRef::Page(id) => &self.site.page(id).page.body,
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

    /// Whether a file with errors of its own may be what a slug means; in `folder` of `content/`,
    /// or anywhere.
    pub fn is_unparsed(&self, slug: &str, folder: Option<&str>) -> bool {
        is_unparsed(self.unparsed, slug, folder)
    }

    pub fn is_left_out(&self, slug: &str) -> bool {
        self.left_out.iter().any(|item| {
            item.file
                .file_stem()
                .and_then(Slug::of)
                .is_some_and(|own| own.as_str() == slug)
        })
    }
}

/// Entities by the slugs of what was merged into them.
pub(super) fn merged(site: &Site) -> BTreeMap<&str, EntityId> {
    let entities = site.entities.iter().zip(0..);
    entities
        .flat_map(|(entity, number)| {
            entity
                .entity
                .same_as
                .iter()
                .map(move |old| (old.value.as_str(), EntityId(number)))
        })
        .collect()
}

/// Whether one of these files may be what a slug means. Its front matter may say otherwise, but
/// cannot be read; a false error would be worse than none.
pub(super) fn is_unparsed(files: &[Utf8PathBuf], slug: &str, folder: Option<&str>) -> bool {
    files.iter().any(|file| {
        if file == "content/entities.yaml" {
            return folder.is_none_or(|folder| folder == "entities");
        }
        let own = file.file_stem().and_then(Slug::of);
        let inside = folder.is_none_or(|folder| file.starts_with(Utf8Path::new("content").join(folder)));
        inside && own.is_some_and(|own| own.as_str() == slug)
    })
}

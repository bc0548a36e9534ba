//! From single files to one site: names to entities, links to pages, everything in its order.
//!
//! Pure, and the only stage that sees the whole site. What costs time (matching names in texts)
//! is done an article at a time, on all cores.

mod admission;
mod admitted;
mod anchors;
mod assets;
mod backlinks;
mod contradictions;
mod dossiers;
mod index;
mod links;
mod memory;
mod merge;
mod offices;
mod order;
mod reading;
mod registry;
mod related;
mod resolver;
mod routes;
mod selection;
mod speakers;
mod statements;
mod topics;
mod translations;

use crate::config::Config;
use crate::diagnostics::Diagnostic;
use crate::model::article::{Article, Dossier, Lang, Page};
use crate::model::enrichment::Enrichment;
use crate::model::entity::Entity;
use crate::model::site::{LeftOut, Site};
use crate::model::source::AssetFile;

pub use assets::output_of_asset;
pub use memory::Memory;
pub use routes::FIXED_PAGES;

/// A parsed content file and where it was.
#[derive(Debug)]
pub struct Located<T> {
    /// The file, relative to the site's root.
    pub file: camino::Utf8PathBuf,
    /// The hash of its bytes.
    pub hash: [u8; 32],
    /// What it holds.
    pub value: T,
}

/// Everything that was parsed and enriched.
#[derive(Debug, Default)]
pub struct Parts {
    /// Articles with what was found in them.
    pub articles: Vec<(Located<Article>, Enrichment)>,
    /// Dossiers.
    pub dossiers: Vec<Located<Dossier>>,
    /// Entities.
    pub entities: Vec<Located<Entity>>,
    /// Pages.
    pub pages: Vec<Located<Page>>,
    /// Files to copy.
    pub assets: Vec<AssetFile>,
    /// Content files with errors of their own; what refers to them is no error.
    pub unparsed: Vec<camino::Utf8PathBuf>,
}

/// What a build was asked for.
#[derive(Clone, Copy, Debug)]
pub struct Selection {
    /// Whether drafts and embargoed articles are shown.
    pub drafts: bool,
    /// The moment of the build, in seconds since 1970; embargoes are held against it.
    pub now: i64,
}

/// A linked site.
#[derive(Debug)]
pub struct Linked {
    /// The site.
    pub site: Site,
    /// What was left out, by file.
    pub left_out: Vec<LeftOut>,
    /// What is wrong.
    pub diagnostics: Vec<Diagnostic>,
}

/// Links a site. What `memory` holds of an earlier time is not found again.
pub fn link(mut parts: Parts, config: &Config, selection: Selection, mut memory: Option<&mut Memory>) -> Linked {
    let mut diagnostics = Vec::new();
    let unparsed = std::mem::take(&mut parts.unparsed);
    let (mut parts, left_out) = selection::select(parts, selection, &mut diagnostics);
    merge::merge(&mut parts.entities, &mut diagnostics);
    let mut site = order::arrange(parts, config, &mut diagnostics);
    order::join_dossiers(&mut site, &left_out, &unparsed, &mut diagnostics);
    translations::join(&mut site, &left_out, &unparsed, &mut diagnostics);
    let registry = registry::Registry::new(&site, &unparsed, config, &mut diagnostics);
    let readings = memory::readings(&site, &registry, memory.as_deref_mut());
    let mut admission = admission::admit(&site, &registry, readings, config);
    diagnostics.append(&mut admission.diagnostics);
    admission.apply(&mut site);
    topics::collect(&mut site);
    let mut problems = Vec::new();
    let (claims, ((mut tables, broken), contradictions)) = rayon::join(
        || routes::check(&site, &mut diagnostics),
        || {
            let index = index::Index::new(&site, &left_out, &unparsed, config);
            let resolved = links::resolve(&index);
            (resolved, contradictions::resolve(&index, &mut problems))
        },
    );
    diagnostics.append(&mut problems);
    site.contradictions = contradictions;
    statements::collect(&mut site, config, memory.map(|memory| &mut memory.statements));
    diagnostics.extend(broken);
    store(&mut site, &mut tables);
    backlinks::collect(&mut site, claims, &unparsed, &mut diagnostics);
    related::find(&mut site);
    Linked {
        site,
        left_out,
        diagnostics,
    }
}

fn store(site: &mut Site, tables: &mut links::LinkTables) {
    use index::PageRef;
    let mut of = |page| tables.remove(&page).unwrap_or_default();
    for (n, item) in site.articles.iter_mut().enumerate() {
        item.links = of(PageRef::Article(crate::model::site::ArticleId::new(n)));
    }
    for (n, item) in site.dossiers.iter_mut().enumerate() {
        item.links = of(PageRef::Dossier(crate::model::site::DossierId::new(n)));
    }
    for (n, item) in site.entities.iter_mut().enumerate() {
        item.links = of(PageRef::Entity(crate::model::site::EntityId::new(n)));
    }
    for (n, item) in site.pages.iter_mut().enumerate() {
        item.links = of(PageRef::Page(crate::model::site::PageId::new(n)));
    }
}

/// The language of a text: its own, or the site's.
fn language(own: &Option<Lang>, config: &Config) -> Lang {
    own.clone().unwrap_or_else(|| config.lang.clone())
}

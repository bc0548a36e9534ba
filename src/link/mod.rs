//! From single files to one site: names to entities, links to pages, everything in its order.
//!
//! Pure, and the only stage that sees the whole site. What costs time (matching names in texts)
//! is done an article at a time, on all cores.

mod anchors;
mod assets;
mod backlinks;
mod index;
mod links;
mod matcher;
mod mentions;
mod order;
mod resolver;
mod routes;
mod selection;
mod topics;

use rayon::prelude::*;

use crate::config::Config;
use crate::diagnostics::Diagnostic;
use crate::model::article::{Article, Dossier, Lang, Page};
use crate::model::enrichment::Enrichment;
use crate::model::entity::Entity;
use crate::model::site::{LeftOut, Site};
use crate::model::source::AssetFile;

pub use assets::output_of_asset;
pub use routes::FIXED_PAGES;

/// A parsed content file and where it was.
#[derive(Debug)]
pub struct Located<T> {
    /// The file, relative to the site's root.
    pub file: camino::Utf8PathBuf,
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

/// Links a site.
pub fn link(mut parts: Parts, config: &Config, selection: Selection) -> Linked {
    let mut diagnostics = Vec::new();
    let unparsed = std::mem::take(&mut parts.unparsed);
    let (parts, left_out) = selection::select(parts, selection, &mut diagnostics);
    let mut site = order::arrange(parts, config, &mut diagnostics);
    topics::collect(&mut site);
    let claims = routes::check(&site, &mut diagnostics);
    order::join_dossiers(&mut site, &left_out, &unparsed, &mut diagnostics);

    let index = index::Index::new(&site, &left_out, &unparsed, config);
    let matcher = matcher::Matcher::new(&site.entities, &mut diagnostics);
    let mentions: Vec<_> = site
        .articles
        .par_iter()
        .map(|article| mentions::of_article(article, &matcher, &index))
        .collect();
    let resolved = links::resolve_all(&site, &index);
    drop(index);
    for (article, (found, speakers, problems)) in site.articles.iter_mut().zip(mentions) {
        article.mentions = found;
        article.speakers = speakers;
        diagnostics.extend(problems);
    }
    links::store(&mut site, resolved, &mut diagnostics);
    backlinks::collect(&mut site, claims, &unparsed, &mut diagnostics);
    Linked {
        site,
        left_out,
        diagnostics,
    }
}

/// The language of a text: its own, or the site's.
fn language(own: &Option<Lang>, config: &Config) -> Lang {
    own.clone().unwrap_or_else(|| config.lang.clone())
}

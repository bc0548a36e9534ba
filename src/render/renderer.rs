//! The site, its configuration and its templates, shared by all pages.

use super::engine::{Engine, Shared};
use super::site_index::SiteIndex;
use super::stable_hash::hash;
use super::views::SiteFrame;
use crate::config::Config;
use crate::language::Languages;
use crate::model::output_path::OutputPath;
use crate::model::site::Site;

/// Renders the pages of one site. What a page reads goes through [`PageInputs`](super::PageInputs).
pub struct Renderer<'a> {
    pub(super) site: &'a Site,
    pub(super) config: &'a Config,
    pub(super) engine: &'a Engine,
    pub(super) languages: &'static Languages,
    pub(super) frame: Shared,
    pub(super) index: SiteIndex<'a>,
}

impl<'a> Renderer<'a> {
    pub fn new(site: &'a Site, config: &'a Config, engine: &'a Engine, languages: &'static Languages) -> Renderer<'a> {
        let frame = SiteFrame {
            title: config.title.clone(),
            description: config.description.clone(),
            lang: config.lang.0.clone(),
            author: config.author.clone(),
            base_url: config.base(),
            generator: format!("dossier {}", env!("CARGO_PKG_VERSION")),
            full_text: config.full_text,
        };
        Renderer {
            site,
            config,
            engine,
            languages,
            frame: Shared::new(&frame),
            index: SiteIndex::new(site, config.min_confidence),
        }
    }

    pub fn site(&self) -> &'a Site {
        self.site
    }

    /// A hash of what every page depends on besides the site: the configuration and the templates.
    pub fn fingerprint(&self) -> u64 {
        hash((self.engine.fingerprint, format!("{:?}", self.config)))
    }

    /// Whether the site brings a file of its own for this path.
    pub fn has_asset(&self, path: &OutputPath) -> bool {
        self.site.assets.contains_key(path)
    }
}

//! What the link stage takes and gives.

use camino::Utf8PathBuf;

use crate::diagnostics::Diagnostic;
use crate::model::article::{Article, Dossier, Page};
use crate::model::enrichment::Enrichment;
use crate::model::entity::Entity;
use crate::model::site::{LeftOut, Site};
use crate::model::source::AssetFile;

#[derive(Debug)]
pub struct ContentFile<T> {
    /// Its path, relative to the site's root.
    pub file: Utf8PathBuf,
    pub hash: [u8; 32],
    pub value: T,
}

#[derive(Debug, Default)]
pub struct Parts {
    /// Articles with what was found in them.
    pub articles: Vec<(ContentFile<Article>, Enrichment)>,
    pub dossiers: Vec<ContentFile<Dossier>>,
    pub entities: Vec<ContentFile<Entity>>,
    pub pages: Vec<ContentFile<Page>>,
    pub assets: Vec<AssetFile>,
    /// Content files with errors of their own; references to them are not reported.
    pub unparsed: Vec<Utf8PathBuf>,
}

/// What a build was asked for.
#[derive(Clone, Copy, Debug)]
pub struct Selection {
    /// Whether drafts and embargoed articles are shown.
    pub drafts: bool,
    /// The moment of the build, in seconds since 1970: an embargo that ends later holds.
    pub now: i64,
}

#[derive(Debug)]
pub struct Linked {
    pub site: Site,
    /// What was left out, by file.
    pub left_out: Vec<LeftOut>,
    pub diagnostics: Vec<Diagnostic>,
}

//! The result of a build or a check, and how much the site contains.

use camino::Utf8PathBuf;

use super::load::Loaded;
use crate::diagnostics::Severity;
use crate::diagnostics::locate::LocatedDiagnostic;
use crate::model::enrichment::Status;
use crate::model::entity::EntityOrigin;
use crate::model::site::{LeftOut, LeftOutReason};
use crate::publish::Report;

/// The result of a build or a check.
#[derive(Debug)]
pub struct Outcome {
    /// All diagnostics, sorted by severity, file and position.
    pub diagnostics: Vec<LocatedDiagnostic>,
    /// How much the site contains.
    pub summary: Summary,
    /// The output folder and how much changed in it; `None` if nothing was written.
    pub published: Option<(Utf8PathBuf, Report)>,
    /// Whether publishing failed after the commit point; the next build completes it.
    pub interrupted: bool,
}

impl Outcome {
    /// Whether there are errors.
    pub fn failed(&self) -> bool {
        self.diagnostics
            .iter()
            .any(|located| located.diagnostic.severity == Severity::Error)
    }
}

/// How much a site contains.
#[derive(Clone, Copy, Debug, Default, serde::Serialize)]
pub struct Summary {
    /// The number of articles.
    pub articles: usize,
    /// The number of dossiers.
    pub dossiers: usize,
    /// The number of entities with a page.
    pub entities: usize,
    /// How many of them are registered.
    pub registered: usize,
    /// How many of them come from the knowledge base.
    pub known: usize,
    /// How many of them were found in the articles.
    pub found: usize,
    /// The number of unregistered names without a page.
    pub candidates: usize,
    /// The number of quotations.
    pub quotations: usize,
    /// How many of them have a speaker.
    pub attributed: usize,
    /// The number of files left out.
    pub left_out: usize,
    /// How many of them are drafts.
    pub drafts: usize,
    /// How many of them are under an embargo.
    pub embargoed: usize,
}

/// Counts the contents of a site.
pub(super) fn summarise(loaded: &Loaded) -> Summary {
    let quotations = || {
        loaded
            .site
            .articles
            .iter()
            .flat_map(|article| article.quotations.iter().map(|quotation| &quotation.found))
            .filter(|quotation| quotation.status == Status::Asserted)
    };
    let of = |origin: EntityOrigin| {
        let entities = loaded.site.entities.iter();
        entities.filter(|entity| entity.entity.origin == origin).count()
    };
    let is_draft = |left_out: &&LeftOut| left_out.reason == LeftOutReason::Draft;
    let drafts = loaded.left_out.iter().filter(is_draft).count();
    Summary {
        articles: loaded.site.articles.len(),
        dossiers: loaded.site.dossiers.len(),
        entities: loaded.site.entities.len(),
        registered: of(EntityOrigin::Registry),
        known: of(EntityOrigin::Knowledge),
        found: of(EntityOrigin::Found),
        candidates: loaded.site.candidates.len(),
        quotations: quotations().count(),
        attributed: quotations().filter(|quotation| quotation.speaker.is_some()).count(),
        left_out: loaded.left_out.len(),
        drafts,
        embargoed: loaded.left_out.len() - drafts,
    }
}

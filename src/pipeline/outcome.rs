//! The result of a build or a check.

use camino::Utf8PathBuf;

use super::summary::Summary;
use crate::diagnostics::Severity;
use crate::diagnostics::locate::LocatedDiagnostic;
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

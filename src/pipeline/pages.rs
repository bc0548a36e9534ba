//! Renders all pages, and handles their diagnostics.

use rayon::prelude::*;

use super::progress::{Observer, Stage};
use crate::diagnostics::{Code, Diagnostic, Location, Severity};
use crate::render::{self, Job, Renderer};

/// Runs `make` for every page, on all cores, and collects the diagnostics.
pub(super) fn for_each_page(
    renderer: &Renderer<'_>,
    observer: &dyn Observer,
    diagnostics: &mut Vec<Diagnostic>,
    make: impl Fn(Job) -> Result<Vec<Diagnostic>, Diagnostic> + Sync,
) {
    let jobs = render::plan(renderer);
    observer.begin(Stage::Pages, jobs.len());
    // Some pages take as long as a thousand others, so jobs are distributed one by one.
    let found = jobs
        .into_par_iter()
        .with_max_len(1)
        .map(|job| make(job).unwrap_or_else(|error| vec![error]));
    let found: Vec<Vec<Diagnostic>> = found.filter(|list| !list.is_empty()).collect();
    diagnostics.extend(found.into_iter().flatten());
    remove_repetitions(diagnostics);
}

/// Removes repetitions: an error in a template occurs on every page, a full disk fails every file.
pub(super) fn remove_repetitions(diagnostics: &mut Vec<Diagnostic>) {
    let mut seen: Vec<(Code, Option<Location>)> = Vec::new();
    diagnostics.retain(|diagnostic| {
        let place = match diagnostic.code {
            Code::Template => diagnostic.location.clone(),
            Code::OutputFailed => None,
            _ => return true,
        };
        let key = (diagnostic.code, place);
        let new = !seen.contains(&key);
        if new {
            seen.push(key);
        }
        new
    });
}

/// Whether any of the diagnostics is an error.
pub(super) fn has_errors(diagnostics: &[Diagnostic]) -> bool {
    diagnostics
        .iter()
        .any(|diagnostic| diagnostic.severity == Severity::Error)
}

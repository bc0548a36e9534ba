//! `build`: all stages, from files to files.

use camino::{Utf8Path, Utf8PathBuf};

use super::load::load;
use super::messages::locate_all;
use super::pages::has_errors;
use super::progress::Observer;
use super::publishing;
use super::request::Request;
use super::summary::{Outcome, summarise};
use crate::diagnostics::Diagnostic;

/// Builds a site. With an error anywhere, nothing is published.
pub fn build(request: &Request, observer: &dyn Observer) -> Outcome {
    let loaded = load(request, observer);
    let summary = summarise(&loaded);
    let mut diagnostics = loaded.diagnostics;
    if let Some(enrichments) = loaded.enrichments {
        enrichments.store();
    }
    let mut published = None;
    let mut interrupted = false;
    if let Some(engine) = loaded.engine.as_ref().filter(|_| !has_errors(&diagnostics)) {
        let output = request
            .output
            .clone()
            .unwrap_or_else(|| request.root.join(&loaded.config.output));
        match publishing::publish(
            request,
            publishing::Input {
                site: &loaded.site,
                config: &loaded.config,
                engine,
            },
            &output,
            observer,
            &mut diagnostics,
        ) {
            Some(Ok(report)) => published = Some((output, report)),
            Some(Err(error)) => {
                interrupted = true;
                diagnostics.push(error);
            }
            None => {}
        }
    }
    let diagnostics = locate_all(request, diagnostics);
    // Dropping a large site takes a while; nothing waits for it.
    rayon::spawn(move || drop(loaded.site));
    Outcome {
        diagnostics,
        summary,
        published,
        interrupted,
    }
}

/// The files of the built site in an output folder, relative to it, sorted.
///
/// # Errors
/// The folder contains no site that dossier built, or cannot be read.
pub fn files_of(output: &Utf8Path) -> Result<Vec<Utf8PathBuf>, Diagnostic> {
    let files = crate::publish::files_of(output)?;
    Ok(files.iter().map(|path| Utf8PathBuf::from(path.as_str())).collect())
}

//! Diagnostics with their places in the files, in order.

use std::collections::BTreeMap;

use camino::{Utf8Path, Utf8PathBuf};

use super::Request;
use crate::diagnostics::locate::{LocatedDiagnostic, append_lines, locate};
use crate::diagnostics::{Diagnostic, Place};
use crate::model::source::companion_path;
use crate::{discover, render, yaml};

/// Finds lines and columns, and sorts by file and place. Files are read again for it: most builds
/// have nothing to say.
pub(super) fn locate_all(request: &Request, diagnostics: Vec<Diagnostic>) -> Vec<LocatedDiagnostic> {
    let mut texts: BTreeMap<Utf8PathBuf, Option<String>> = BTreeMap::new();
    let mut all: Vec<LocatedDiagnostic> = diagnostics
        .into_iter()
        .map(|mut diagnostic| {
            let article = beside(&mut diagnostic);
            if let Some(article) = article.filter(|_| !diagnostic.places.is_empty()) {
                // The message speaks of lines of the article, but stands at the decision.
                let text = texts
                    .entry(article.clone())
                    .or_insert_with(|| source_text(request, &article));
                append_lines(&mut diagnostic, text.as_deref().unwrap_or_default());
            }
            let needs_text = diagnostic
                .location
                .as_ref()
                .filter(|location| location.place != Place::File);
            let text = needs_text.map(|location| {
                texts
                    .entry(location.file.clone())
                    .or_insert_with(|| source_text(request, &location.file))
                    .as_deref()
            });
            locate(diagnostic, text.flatten(), yaml::locate)
        })
        .collect();
    all.sort_by_key(|located| {
        let diagnostic = &located.diagnostic;
        let file = diagnostic.location.as_ref().map(|location| location.file.clone());
        let position = located
            .position
            .as_ref()
            .map(|position| (position.line, position.column));
        (
            diagnostic.severity,
            file,
            position,
            diagnostic.code,
            diagnostic.message.clone(),
        )
    });
    all.dedup();
    all
}

/// Moves a place in the decisions beside an article from the article, which stages know, to that file.
/// Returns the article's.
fn beside(diagnostic: &mut Diagnostic) -> Option<Utf8PathBuf> {
    let location = diagnostic.location.as_mut()?;
    let (Place::Value(path) | Place::Key(path)) = &mut location.place else {
        return None;
    };
    *path = path.in_companion()?;
    let companion = companion_path(&location.file);
    Some(std::mem::replace(&mut location.file, companion))
}

/// The text of a file of the site, or of the embedded template that stands in for it.
fn source_text(request: &Request, file: &Utf8Path) -> Option<String> {
    let read = discover::read_lossy(&request.root, file);
    let embedded = || {
        file.strip_prefix("templates")
            .ok()
            .and_then(|name| render::embedded_template(name.as_str()))
    };
    read.or_else(|| embedded().map(str::to_owned))
}

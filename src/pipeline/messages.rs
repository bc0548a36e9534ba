//! Adds positions to diagnostics, and sorts them.

use std::collections::BTreeMap;

use camino::{Utf8Path, Utf8PathBuf};

use super::request::Request;
use crate::diagnostics::locate::{LocatedDiagnostic, append_lines, locate};
use crate::diagnostics::{Diagnostic, Place};
use crate::model::source::companion_path;
use crate::{discover, render, yaml};

/// Adds lines and columns, and sorts by severity, file and position. Files are read again for this: most
/// builds have no diagnostics.
pub(super) fn locate_all(request: &Request, diagnostics: Vec<Diagnostic>) -> Vec<LocatedDiagnostic> {
    let mut texts: BTreeMap<Utf8PathBuf, Option<String>> = BTreeMap::new();
    let mut all: Vec<LocatedDiagnostic> = diagnostics
        .into_iter()
        .map(|mut diagnostic| {
            let article = move_to_companion(&mut diagnostic);
            if let Some(article) = article.filter(|_| !diagnostic.places.is_empty()) {
                // The message is located at the decision, but refers to lines of the article.
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

/// Moves the location of a diagnostic about an annotations file from the article, which the stages know, to that
/// file. Returns the article.
fn move_to_companion(diagnostic: &mut Diagnostic) -> Option<Utf8PathBuf> {
    let location = diagnostic.location.as_mut()?;
    let (Place::Value(path) | Place::Key(path)) = &mut location.place else {
        return None;
    };
    *path = path.in_companion()?;
    let companion = companion_path(&location.file);
    Some(std::mem::replace(&mut location.file, companion))
}

/// The text of a file of the site, or of the embedded template with its name.
fn source_text(request: &Request, file: &Utf8Path) -> Option<String> {
    let read = discover::read_lossy(&request.root, file);
    let embedded = || {
        file.strip_prefix("templates")
            .ok()
            .and_then(|name| render::embedded_template(name.as_str()))
    };
    read.or_else(|| embedded().map(str::to_owned))
}

//! Assigns annotations files to articles.

use std::collections::BTreeMap;

use camino::{Utf8Path, Utf8PathBuf};

use super::found::{FILE_LIMIT, Found};
use crate::diagnostics::{Code, Diagnostic, Place, did_you_mean};
use crate::model::source::{COMPANION, SourceKind, companion_path};

/// The suffix with the other extension of YAML, a frequent mistake.
const MISNAMED: &str = ".annotations.yml";

/// Whether a file is an annotations file, by its name.
pub(super) fn is_companion(path: &Utf8Path) -> bool {
    path.as_str().ends_with(COMPANION) || path.as_str().ends_with(MISNAMED)
}

/// The annotations file of each article, by the article's path. One without an article is an error: the
/// editor's decisions would be lost silently.
pub(super) fn of_articles(
    found: Vec<Found>,
    content: &[(Utf8PathBuf, SourceKind)],
    diagnostics: &mut Vec<Diagnostic>,
) -> BTreeMap<Utf8PathBuf, Utf8PathBuf> {
    let mut by_article = BTreeMap::new();
    if found.is_empty() {
        return by_article;
    }
    let articles = content.iter().filter(|(_, kind)| *kind == SourceKind::Article);
    let known: BTreeMap<Utf8PathBuf, &Utf8PathBuf> = articles
        .map(|(article, _)| (companion_path(article), article))
        .collect();
    for file in found {
        match known.get(&file.path) {
            Some(_) if file.size > FILE_LIMIT => diagnostics.push(file.too_large()),
            Some(article) => _ = by_article.insert((*article).clone(), file.path),
            None => diagnostics.push(orphan(&file.path, known.keys())),
        }
    }
    by_article
}

fn orphan<'a>(path: &Utf8Path, known: impl Iterator<Item = &'a Utf8PathBuf>) -> Diagnostic {
    if let Some(stem) = path.as_str().strip_suffix(MISNAMED) {
        let name = Utf8Path::new(stem).file_name().unwrap_or_default();
        let message = "this annotations file is ignored, because its name ends in `.yml`";
        return Diagnostic::new(Code::OrphanAnnotations, message)
            .at(path, Place::File)
            .help(format!("rename it to `{name}{COMPANION}`"));
    }
    let stem = path.as_str().strip_suffix(COMPANION).unwrap_or_default();
    let name = Utf8Path::new(stem).file_name().unwrap_or_default();
    let beside = known.filter(|other| other.parent() == path.parent());
    let names: Vec<&str> = beside.filter_map(|other| other.file_name()).collect();
    let meant = did_you_mean(path.file_name().unwrap_or_default(), names.iter().copied());
    let remedy = "rename it like its article, or remove it if the article no longer exists";
    let help = match meant {
        Some(meant) => format!("{meant}; {remedy}"),
        None => remedy.to_owned(),
    };
    Diagnostic::new(
        Code::OrphanAnnotations,
        format!("there is no article `{name}.md` for these annotations"),
    )
    .at(path, Place::File)
    .help(help)
}

//! Which file of decisions belongs to which article.

use std::collections::BTreeMap;

use camino::{Utf8Path, Utf8PathBuf};

use super::{FILE_LIMIT, Found, too_large};
use crate::diagnostics::{Code, Diagnostic, Place, did_you_mean};
use crate::model::source::{COMPANION, SourceKind, companion_path};

/// How its name ends where somebody is used to the other ending of YAML.
const MISNAMED: &str = ".annotations.yml";

/// Whether a file is one of decisions, by its name.
pub(super) fn is_one(path: &Utf8Path) -> bool {
    path.as_str().ends_with(COMPANION) || path.as_str().ends_with(MISNAMED)
}

/// The decisions of each article, by its path. Those without an article are an error: what an editor
/// decided would be lost in silence.
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
            Some(_) if file.size > FILE_LIMIT => diagnostics.push(too_large(&file)),
            Some(article) => _ = by_article.insert((*article).clone(), file.path),
            None => diagnostics.push(orphan(&file.path, known.keys())),
        }
    }
    by_article
}

fn orphan<'a>(path: &Utf8Path, known: impl Iterator<Item = &'a Utf8PathBuf>) -> Diagnostic {
    if let Some(stem) = path.as_str().strip_suffix(MISNAMED) {
        let name = Utf8Path::new(stem).file_name().unwrap_or_default();
        let message = "the decisions in this file are not read: its name ends in `.yml`";
        return Diagnostic::new(Code::OrphanAnnotations, message)
            .at(path, Place::File)
            .help(format!("rename it to `{name}{COMPANION}`"));
    }
    let stem = path.as_str().strip_suffix(COMPANION).unwrap_or_default();
    let name = Utf8Path::new(stem).file_name().unwrap_or_default();
    let beside = known.filter(|other| other.parent() == path.parent());
    let names: Vec<&str> = beside.filter_map(|other| other.file_name()).collect();
    let meant = did_you_mean(path.file_name().unwrap_or_default(), names.iter().copied());
    let remedy = "rename it like its article, or remove it where the article is gone";
    let help = match meant {
        Some(meant) => format!("{meant}; {remedy}"),
        None => remedy.to_owned(),
    };
    Diagnostic::new(
        Code::OrphanAnnotations,
        format!("there is no article `{name}.md` beside these decisions"),
    )
    .at(path, Place::File)
    .help(help)
}

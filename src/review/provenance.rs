//! Reports articles without source, without archived copy, or without dossier.

use super::context::ReviewContext;
use crate::diagnostics::{Code, Diagnostic, Place};
use crate::model::article::Provenance;
use crate::model::key_path::KeyPath;
use crate::model::site::SiteArticle;

/// Checks all articles. A translation needs no source of its own.
pub fn provenance(context: &ReviewContext<'_>) -> Vec<Diagnostic> {
    let has_dossiers = !context.site.dossiers.is_empty();
    let articles = context.site.articles.iter();
    articles
        .flat_map(|article| {
            let dossier = (has_dossiers && article.dossiers.is_empty()).then(|| no_dossier(article));
            source(article).into_iter().chain(dossier)
        })
        .collect()
}

fn source(article: &SiteArticle) -> Option<Diagnostic> {
    let (own, file) = (&article.article, &article.placement.file);
    let named = |source: &&Provenance| source.name.is_some() || source.url.is_some();
    let Some(source) = own.provenance.as_ref().filter(named) else {
        if own.translation_of.is_some() {
            return None;
        }
        let message = format!("`{}` has no source", own.header.title);
        let help = "add `source: {name: …, url: …}` to its front matter";
        return Some(
            Diagnostic::new(Code::MissingSource, message)
                .at(file, Place::File)
                .help(help),
        );
    };
    let url = source.url.as_ref().filter(|_| source.archive_url.is_none())?;
    let help = format!("save a copy at https://web.archive.org/save/{url} and add its URL as `archive_url`");
    let place = Place::Value(KeyPath::root().key("source").key("url"));
    let message = "this source has no archived copy";
    Some(
        Diagnostic::new(Code::MissingArchiveUrl, message)
            .at(file, place)
            .help(help),
    )
}

fn no_dossier(article: &SiteArticle) -> Diagnostic {
    let message = format!("`{}` belongs to no dossier", article.article.header.title);
    Diagnostic::new(Code::MissingDossier, message)
        .at(&article.placement.file, Place::File)
        .help("add `dossiers: [slug]` to its front matter")
}

//! Articles that do not say where they come from, of which no copy is kept, and that no dossier holds.

use super::Desk;
use crate::diagnostics::{Code, Diagnostic, Place};
use crate::model::article::Provenance;
use crate::model::key_path::KeyPath;
use crate::model::site::SiteArticle;

/// Looks at every article. A translation has its original's source.
pub fn look(desk: &Desk<'_>) -> Vec<Diagnostic> {
    let has_dossiers = !desk.site.dossiers.is_empty();
    let articles = desk.site.articles.iter();
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
        let message = format!("`{}` does not say where it comes from", own.header.title);
        let help = "add `source: {name: …, url: …}` to its front matter";
        return Some(
            Diagnostic::new(Code::MissingSource, message)
                .at(file, Place::File)
                .help(help),
        );
    };
    let url = source.url.as_ref().filter(|_| source.archive_url.is_none())?;
    let help = format!("save it at https://web.archive.org/save/{url} and add the copy's address as `archive_url`");
    let place = Place::Value(KeyPath::root().key("source").key("url"));
    let message = "no archived copy of this source is named; when it is gone, nobody can look it up";
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

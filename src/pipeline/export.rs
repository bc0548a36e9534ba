//! `export`: articles in formats for other programs.

use super::load::load;
use super::messages::locate_all;
use super::pages::has_errors;
use super::progress::Observer;
use super::request::Request;
use crate::diagnostics::locate::LocatedDiagnostic;
use crate::diagnostics::{Code, Diagnostic, did_you_mean};
use crate::language::Languages;
use crate::model::site::{ArticleId, Site};
use crate::render::{self, ExportFile, ExportFormat, Renderer};

/// What to export: the listed articles and those of the listed dossiers, or all articles if both lists are empty.
#[derive(Clone, Debug, Default)]
pub struct ExportSelection {
    pub articles: Vec<String>,
    pub dossiers: Vec<String>,
}

/// Exports articles, as separate files or `together` as one. With an error anywhere, nothing is exported.
pub fn export(
    request: &Request,
    selection: &ExportSelection,
    format: ExportFormat,
    together: bool,
    observer: &dyn Observer,
) -> (Vec<ExportFile>, Vec<LocatedDiagnostic>) {
    let loaded = load(request, observer);
    let mut diagnostics = loaded.diagnostics;
    let articles = if has_errors(&diagnostics) {
        Vec::new()
    } else {
        select(&loaded.site, selection, &mut diagnostics)
    };
    let mut files = Vec::new();
    if let Some(engine) = loaded.engine.as_ref().filter(|_| !has_errors(&diagnostics)) {
        let renderer = Renderer::new(&loaded.site, &loaded.config, engine, Languages::embedded());
        let title = title(&loaded.site, selection).unwrap_or(&loaded.config.title);
        files = render::export(&renderer, format, &articles, title, together);
    }
    (files, locate_all(request, diagnostics))
}

/// The selected articles, in the order of the site.
fn select(site: &Site, selection: &ExportSelection, diagnostics: &mut Vec<Diagnostic>) -> Vec<ArticleId> {
    let articles: Vec<&str> = site.articles.iter().map(|a| a.article.header.slug.as_str()).collect();
    let dossiers: Vec<&str> = site.dossiers.iter().map(|d| d.dossier.header.slug.as_str()).collect();
    let wanted = [
        (&selection.articles, &articles, Code::UnknownArticle, "article"),
        (&selection.dossiers, &dossiers, Code::UnknownDossier, "dossier"),
    ];
    for (slugs, known, code, noun) in wanted {
        for slug in slugs.iter().filter(|slug| !known.contains(&slug.as_str())) {
            let diagnostic = Diagnostic::new(code, format!("there is no {noun} `{slug}`"));
            diagnostics.push(match did_you_mean(slug, known.iter().copied()) {
                Some(help) => diagnostic.help(help),
                None => diagnostic,
            });
        }
    }
    let all = selection.articles.is_empty() && selection.dossiers.is_empty();
    let chosen = |(number, article): &(usize, &crate::model::site::SiteArticle)| {
        let of_dossier = |id| {
            selection
                .dossiers
                .iter()
                .any(|slug| *slug == *site.dossier(id).dossier.header.slug.as_str())
        };
        all || selection.articles.iter().any(|slug| *slug == articles[*number])
            || article.dossiers.iter().any(|id| of_dossier(*id))
    };
    let numbered = site.articles.iter().enumerate().filter(chosen);
    numbered.map(|(number, _)| ArticleId::new(number)).collect()
}

/// The title of the selection, if it is a single dossier.
fn title<'s>(site: &'s Site, selection: &ExportSelection) -> Option<&'s str> {
    let [slug] = selection.dossiers.as_slice() else {
        return None;
    };
    let mut dossiers = site.dossiers.iter().map(|dossier| &dossier.dossier.header);
    let header = dossiers.find(|header| header.slug.as_str() == slug)?;
    selection.articles.is_empty().then_some(header.title.as_str())
}

//! One address for each page, and one page for each address.

use std::collections::BTreeMap;

use camino::{Utf8Path, Utf8PathBuf};

use crate::diagnostics::{Code, Diagnostic, Place};
use crate::model::article::{Header, Keyed};
use crate::model::output_path::OutputPath;
use crate::model::site::{Placement, Site};

/// Pages that the program makes by itself; no content file can take their place.
pub const FIXED_PAGES: [&str; 20] = [
    "index.html",
    "404.html",
    "timeline.html",
    "feed.xml",
    "sitemap.xml",
    "robots.txt",
    ".nojekyll",
    "articles/index.html",
    "dossiers/index.html",
    "quotes/index.html",
    "tags/index.html",
    "sources/index.html",
    "people/index.html",
    "organizations/index.html",
    "places/index.html",
    "events/index.html",
    "works/index.html",
    "products/index.html",
    "concepts/index.html",
    "theme/code.css",
];

/// Every content file with its placement.
pub(super) fn placements(site: &Site) -> impl Iterator<Item = (&Header, &Placement)> {
    let articles = site.articles.iter().map(|a| (&a.article.header, &a.placement));
    let dossiers = site.dossiers.iter().map(|d| (&d.dossier.header, &d.placement));
    let entities = site.entities.iter().map(|e| (&e.entity.header, &e.placement));
    let pages = site.pages.iter().map(|p| (&p.page.header, &p.placement));
    articles.chain(dossiers).chain(entities).chain(pages)
}

/// Reports every address that two files claim.
pub(super) fn check(site: &Site, diagnostics: &mut Vec<Diagnostic>) {
    let mut owners: BTreeMap<String, Utf8PathBuf> = BTreeMap::new();
    for (_, placement) in placements(site) {
        let output = &placement.output;
        if FIXED_PAGES.contains(&output.as_str()) {
            let message = format!("this file would be published as {output}, which the program makes itself");
            let diagnostic = Diagnostic::new(Code::DuplicateUrl, message).at(&placement.file, Place::File);
            diagnostics.push(diagnostic.help("give it another `slug`"));
        }
        for path in [output.clone(), output.with_extension("json")] {
            claim(&mut owners, &path, &placement.file, diagnostics);
        }
    }
    for output in site.assets.keys() {
        let file = Utf8PathBuf::from(format!("static/{output}"));
        claim(&mut owners, output, &file, diagnostics);
    }
}

fn claim(
    owners: &mut BTreeMap<String, Utf8PathBuf>,
    path: &OutputPath,
    file: &Utf8Path,
    diagnostics: &mut Vec<Diagnostic>,
) {
    match owners.get(&path.collision_key()) {
        Some(other)
            if path.as_str().ends_with(".json") && diagnostics.last().is_some_and(|d| d.code == Code::DuplicateUrl) =>
        {
            let _ = other;
        }
        Some(other) => {
            let message = format!("this file and {other} would both be published as {path}");
            let diagnostic = Diagnostic::new(Code::DuplicateUrl, message).at(file, Place::File);
            diagnostics.push(diagnostic.help("give one of them another `slug`, or another file name"));
        }
        None => {
            owners.insert(path.collision_key(), file.to_owned());
        }
    }
}

/// Where an older address of a page redirects from.
pub(super) fn redirect_source(alias: &Keyed<String>) -> Option<OutputPath> {
    let path = alias.value.trim_start_matches('/');
    let path = match path.rsplit('/').next() {
        Some("") | None => format!("{path}index.html"),
        Some(name) if !name.contains('.') => format!("{path}.html"),
        _ => path.to_owned(),
    };
    OutputPath::new(&path).filter(|path| path.as_str().ends_with(".html"))
}

//! Files that are copied and that nothing leads to.

use std::collections::BTreeSet;

use super::Desk;
use crate::diagnostics::{Code, Diagnostic, Place};
use crate::model::output_path::OutputPath;
use crate::model::source::AssetContent;
use crate::model::text::{LinkTable, ResolvedTarget};

/// Files that browsers, search engines and hosts ask for by their name.
const ASKED_FOR: [&str; 9] = [
    "favicon",
    "apple-touch-icon",
    "robots.txt",
    "humans.txt",
    "ads.txt",
    "security.txt",
    "site.webmanifest",
    "manifest.json",
    "browserconfig.xml",
];

/// Folders whose files take the place of the program's own, or are found by their place.
const TAKEN: [&str; 3] = ["theme/", "share/", ".well-known/"];

/// Looks for what no text, template, style or script names.
pub fn orphans(desk: &Desk<'_>) -> Vec<Diagnostic> {
    let linked = linked(desk);
    let mut named: Option<BTreeSet<&str>> = None;
    let mut found = Vec::new();
    for (output, content) in &desk.site.assets {
        let AssetContent::OnDisk { path, .. } = content else {
            continue;
        };
        if linked.contains(output) || is_asked_for(output.as_str()) {
            continue;
        }
        let Some(name) = path.file_name() else { continue };
        let named = named.get_or_insert_with(|| desk.texts.iter().flat_map(|text| names(text)).collect());
        let published = output.as_str().rsplit('/').next().unwrap_or(name);
        if named.contains(name) || named.contains(published) {
            continue;
        }
        let message = "nothing on the site leads to this file, and it is published all the same";
        let help = "link it, or take it away; files that others link to from elsewhere: `check: {orphan-file: off}`";
        let file = path.strip_prefix(desk.root).unwrap_or(path);
        found.push(
            Diagnostic::new(Code::OrphanFile, message)
                .at(file, Place::File)
                .help(help),
        );
    }
    found
}

/// What texts link to or show.
fn linked<'a>(desk: &Desk<'a>) -> BTreeSet<&'a OutputPath> {
    let mut linked = BTreeSet::new();
    for links in desk.site.link_tables().flat_map(LinkTable::iter) {
        linked.extend(links.images.iter().flatten());
        linked.extend(links.links.iter().filter_map(|link| match &link.target {
            ResolvedTarget::Internal(path, _) => Some(path),
            _ => None,
        }));
    }
    linked
}

fn is_asked_for(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    let token = |start: &str| name.starts_with(start) && name.ends_with(".html");
    TAKEN.iter().any(|folder| path.starts_with(folder))
        || ASKED_FOR.iter().any(|start| name.starts_with(start))
        // A host's own files, and proofs that a site belongs to somebody.
        || ["CNAME", "_headers", "_redirects", "BingSiteAuth.xml"].contains(&name)
        || token("google")
        || token("yandex_")
}

/// The names of files in a template, style or script: what stands between quotation marks, slashes and brackets.
fn names(text: &str) -> impl Iterator<Item = &str> {
    let parts = text.split(['/', '"', '\'', '(', ')', '<', '>', '`', '?', '#', '\n', ',', '=', ' ']);
    parts.filter(|part| part.contains('.'))
}

//! Reports published files that nothing refers to.

use std::collections::BTreeSet;

use super::context::ReviewContext;
use crate::diagnostics::{Code, Diagnostic, Place};
use crate::model::output_path::OutputPath;
use crate::model::source::AssetContent;
use crate::model::text::{LinkTable, ResolvedTarget};

/// Prefixes of the names of files that browsers, search engines and hosts request.
const REQUESTED_BY_NAME: &str = "favicon apple-touch-icon robots.txt humans.txt ads.txt security.txt site.webmanifest \
    manifest.json browserconfig.xml";

/// Folders whose files override built-in ones, or are requested by their path.
const KNOWN_FOLDERS: [&str; 3] = ["theme/", "share/", ".well-known/"];

/// Files that no text, template, style sheet or script names.
pub fn orphans(context: &ReviewContext<'_>) -> Vec<Diagnostic> {
    let linked = linked(context);
    let mut named: Option<BTreeSet<&str>> = None;
    let mut found = Vec::new();
    for (output, content) in &context.site.assets {
        let AssetContent::OnDisk { path, .. } = content else {
            continue;
        };
        if linked.contains(output) || is_requested_by_name(output.as_str()) {
            continue;
        }
        let Some(name) = path.file_name() else { continue };
        let named = named.get_or_insert_with(|| context.texts.iter().flat_map(|text| names(text)).collect());
        let published = output.as_str().rsplit('/').next().unwrap_or(name);
        if named.contains(name) || named.contains(published) {
            continue;
        }
        let message = "this file is published, but nothing on the site refers to it";
        let help = "link or remove it; if only other sites link to it, set `check: {orphan-file: off}`";
        let file = path.strip_prefix(context.root).unwrap_or(path);
        found.push(
            Diagnostic::new(Code::OrphanFile, message)
                .at(file, Place::File)
                .help(help),
        );
    }
    found
}

/// The files that texts link to or embed.
fn linked<'a>(context: &ReviewContext<'a>) -> BTreeSet<&'a OutputPath> {
    let mut linked = BTreeSet::new();
    for links in context.site.link_tables().flat_map(LinkTable::iter) {
        linked.extend(links.images.iter().flatten());
        linked.extend(links.links.iter().filter_map(|link| match &link.target {
            ResolvedTarget::Internal(path, _) => Some(path),
            _ => None,
        }));
    }
    linked
}

fn is_requested_by_name(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    let token = |start: &str| name.starts_with(start) && name.ends_with(".html");
    KNOWN_FOLDERS.iter().any(|folder| path.starts_with(folder))
        || REQUESTED_BY_NAME.split(' ').any(|start| name.starts_with(start))
        // Configuration of hosts, and proofs of ownership.
        || ["CNAME", "_headers", "_redirects", "BingSiteAuth.xml"].contains(&name)
        || token("google")
        || token("yandex_")
}

/// Everything in a template, style sheet or script that could be a file name.
fn names(text: &str) -> impl Iterator<Item = &str> {
    let parts = text.split(['/', '"', '\'', '(', ')', '<', '>', '`', '?', '#', '\n', ',', '=', ' ']);
    parts.filter(|part| part.contains('.'))
}

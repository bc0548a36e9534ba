//! Files that are copied: from `static/`, and from beside articles.

use std::collections::BTreeMap;

use camino::{Utf8Path, Utf8PathBuf};

use crate::diagnostics::{Code, Diagnostic, Place};
use crate::model::output_path::OutputPath;
use crate::model::slug::Slug;
use crate::model::source::{AssetContent, AssetFile};

/// Gives each file its place in the output.
pub(super) fn place(assets: Vec<AssetFile>, diagnostics: &mut Vec<Diagnostic>) -> BTreeMap<OutputPath, AssetContent> {
    let mut placed = BTreeMap::new();
    for AssetFile { path, content } in assets {
        let Some(output) = output_of_asset(&path) else {
            let message = "no address can be made of this file's name";
            diagnostics.push(
                Diagnostic::new(Code::InvalidSlug, message)
                    .at(&path, Place::File)
                    .help("rename it"),
            );
            continue;
        };
        // A file of the site replaces the theme's of the same name.
        let theme = matches!(content, AssetContent::Embedded(_));
        if !theme || !placed.contains_key(&output) {
            let replaced = placed.insert(output.clone(), content);
            if let Some(replaced @ AssetContent::OnDisk { .. }) = replaced {
                let other = file_of_asset(&output, &replaced);
                let message = format!("this file and {other} would both be published as {output}");
                diagnostics.push(
                    Diagnostic::new(Code::DuplicateUrl, message)
                        .at(&path, Place::File)
                        .help("rename one of them"),
                );
            }
        }
    }
    placed
}

/// Where a file is published: what lies in `static/` at the root, what lies under `content/` in the
/// same folder. Names that would need escaping in an address are made into slugs.
pub fn output_of_asset(path: &Utf8Path) -> Option<OutputPath> {
    let inside = path
        .strip_prefix("static")
        .or_else(|_| path.strip_prefix("content"))
        .ok()?;
    if let Some(output) = OutputPath::new(inside.as_str()) {
        return Some(output);
    }
    let mut parts = Vec::new();
    for part in inside.components() {
        let part = part.as_str();
        if OutputPath::new(part).is_some() {
            parts.push(part.to_owned());
            continue;
        }
        match part.rsplit_once('.') {
            Some((stem, extension)) if Slug::of(extension).is_some() => {
                parts.push(format!("{}.{}", Slug::of(stem)?, Slug::of(extension)?));
            }
            _ => parts.push(Slug::of(part)?.to_string()),
        }
    }
    OutputPath::new(&parts.join("/"))
}

/// The file, relative to the site's root, that is published at an address.
pub(super) fn file_of_asset(output: &OutputPath, content: &AssetContent) -> Utf8PathBuf {
    let AssetContent::OnDisk { path, .. } = content else {
        return Utf8Path::new("static").join(output.as_str());
    };
    // The root may hold folders of these names too: the right one is the one that leads here.
    let starts = path.as_str().match_indices(['s', 'c']).map(|(at, _)| at);
    starts
        .map(|at| Utf8Path::new(&path.as_str()[at..]))
        .find(|file| output_of_asset(file).as_ref() == Some(output))
        .unwrap_or(path)
        .to_owned()
}

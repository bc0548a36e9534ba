//! Where the links and images of every text lead.

use std::collections::BTreeMap;

use camino::{Utf8Path, Utf8PathBuf};
use rayon::prelude::*;

use super::anchors;
use super::assets::{file_of_asset, output_of_asset};
use super::index::{Index, PageRef};
use crate::diagnostics::{Code, Diagnostic, Place, Severity, did_you_mean, distance, shortened};
use crate::model::document::{Document, Image, Link, LinkTarget};
use crate::model::key_path::KeyPath;
use crate::model::output_path::OutputPath;
use crate::model::site::Placement;
use crate::model::slug::Slug;
use crate::model::span::Span;
use crate::model::text::{LinkTable, ResolvedLink, ResolvedLinks, ResolvedTarget};
use crate::model::url::{Destination, percent_decode};

/// Where the links of each page lead; pages without links have no table.
pub(super) type LinkTables = BTreeMap<PageRef, LinkTable>;

/// Resolves the links of every page, and says what is wrong with them.
pub(super) fn resolve(index: &Index<'_>) -> (LinkTables, Vec<Diagnostic>) {
    let of_page = |page: PageRef| {
        let mut resolver = Resolver::new(index, page);
        let documents = index.documents(page).into_iter();
        let table = documents.map(|(key, document, place)| (key, resolver.document(document, place.as_ref())));
        let table: LinkTable = table.collect();
        ((page, table), resolver.diagnostics)
    };
    let pages: Vec<PageRef> = index.pages().collect();
    let all: Vec<((PageRef, LinkTable), Vec<Diagnostic>)> = pages.into_par_iter().map(of_page).collect();
    let (tables, diagnostics): (Vec<_>, Vec<_>) = all.into_iter().unzip();
    let tables = tables.into_iter().filter(|(_, table)| !table.is_empty());
    (tables.collect(), diagnostics.into_iter().flatten().collect())
}

struct Resolver<'a> {
    index: &'a Index<'a>,
    page: PageRef,
    placement: &'a Placement,
    /// What is wrong with the links of the documents so far.
    diagnostics: Vec<Diagnostic>,
}

impl<'a> Resolver<'a> {
    fn new(index: &'a Index<'a>, page: PageRef) -> Resolver<'a> {
        Resolver {
            index,
            page,
            placement: index.placement(page),
            diagnostics: Vec::new(),
        }
    }

    /// Resolves the links of a document; `key` is its place in the front matter, if it stands there.
    fn document(&mut self, document: &Document, key: Option<&KeyPath>) -> ResolvedLinks {
        let links = document.links.iter();
        let links = links.map(|link| self.link(link).map_err(|diagnostic| (link.source, diagnostic)));
        let links: Vec<_> = links.collect();
        let images = document.images.iter();
        let images = images.map(|image| self.image(image).map_err(|diagnostic| (image.source, diagnostic)));
        let images: Vec<_> = images.collect();
        let mut report = |(source, diagnostic): (Span, Box<Diagnostic>)| {
            let place = key.cloned().map_or(Place::Bytes(source), Place::Value);
            self.diagnostics.push(diagnostic.at(&self.placement.file, place));
        };
        ResolvedLinks {
            links: links
                .into_iter()
                .map(|link| link.map_err(&mut report).unwrap_or_default())
                .collect(),
            images: images
                .into_iter()
                .map(|image| image.map_err(&mut report).ok())
                .collect(),
        }
    }

    fn link(&self, link: &Link) -> Result<ResolvedLink, Box<Diagnostic>> {
        let target = match &link.target {
            LinkTarget::External(url) => ResolvedTarget::External(url.clone()),
            LinkTarget::Refused => ResolvedTarget::None,
            LinkTarget::Wiki { target, labelled } => return self.wiki(target, *labelled),
            LinkTarget::Path(path) => self.path(path)?,
        };
        Ok(ResolvedLink { target, label: None })
    }

    fn wiki(&self, target: &str, labelled: bool) -> Result<ResolvedLink, Box<Diagnostic>> {
        let fragment = target.split_once('#').map(|(_, fragment)| fragment);
        match self.index.wiki(target) {
            Ok(Some(page)) => {
                let label = (!labelled).then(|| self.index.title(page).to_owned());
                let target = self.page(page, fragment)?;
                Ok(ResolvedLink { target, label })
            }
            Ok(None) => {
                let name = target.split('#').next().unwrap_or("").rsplit('/').next().unwrap_or("");
                let slug = Slug::of(name).map(|s| s.to_string()).unwrap_or_default();
                if self.index.content.absent.is_unparsed(&slug, None) {
                    return Ok(ResolvedLink::default());
                }
                if self.index.content.absent.is_left_out(&slug) {
                    return Err(Box::new(left_out(target)));
                }
                let help = did_you_mean(&slug, self.index.by_slug.keys().copied())
                    .unwrap_or_else(|| "write the file name of an entity, article, dossier or page".to_owned());
                Err(Box::new(
                    Diagnostic::new(Code::BrokenLink, format!("`[[{target}]]` leads nowhere")).help(help),
                ))
            }
            Err(pages) => {
                let choices: Vec<String> = pages
                    .iter()
                    .map(|page| format!("`[[{}]]`", page.trim_end_matches(".html")))
                    .collect();
                let message = format!("`[[{target}]]` could lead to {} pages", pages.len());
                Err(Box::new(
                    Diagnostic::new(Code::AmbiguousLink, message).help(format!("write {}", choices.join(" or "))),
                ))
            }
        }
    }

    fn path(&self, path: &str) -> Result<ResolvedTarget, Box<Diagnostic>> {
        let (path, fragment) = match path.split_once('#') {
            Some((path, fragment)) => (path, Some(fragment)),
            None => (path, None),
        };
        if path.is_empty() {
            let id = anchors::find(self.index, self.page, fragment.unwrap_or(""))?;
            return Ok(ResolvedTarget::Fragment(id));
        }
        let decoded = percent_decode(path).unwrap_or_else(|| path.to_owned());
        if is_markdown(&decoded) {
            return self.content_file(path, &decoded, fragment);
        }
        for candidate in self.output_candidates(&decoded) {
            match self.index.by_output.get_key_value(candidate.as_str()) {
                Some((_, Some(page))) => return self.page(*page, fragment),
                Some((output, None)) => {
                    if let Some(output) = OutputPath::new(output) {
                        return Ok(ResolvedTarget::Internal(output, fragment.map(str::to_owned)));
                    }
                }
                None => {}
            }
        }
        let help = "link a content file by its path (`../dossiers/x.md`), or a file of `static/` by `/` and its path";
        Err(Box::new(
            Diagnostic::new(Code::BrokenLink, format!("`{path}` leads nowhere")).help(help),
        ))
    }

    /// The page of a content file that is linked by its path.
    fn content_file(
        &self,
        written: &str,
        path: &str,
        fragment: Option<&str>,
    ) -> Result<ResolvedTarget, Box<Diagnostic>> {
        let file = self.file_path(path);
        if let Some(page) = self.index.by_file.get(file.as_path()) {
            return self.page(*page, fragment);
        }
        // Its own errors are reported where they are.
        if self.index.content.absent.unparsed.contains(&file) {
            return Ok(ResolvedTarget::None);
        }
        if self.index.content.absent.left_out.iter().any(|item| item.file == file) {
            return Err(Box::new(left_out(written)));
        }
        let known = self.index.by_file.keys().map(|known| known.as_str());
        let help =
            nearest_file(&file, known, &self.folder()).unwrap_or_else(|| "the path counts from this file".to_owned());
        Err(Box::new(
            Diagnostic::new(Code::BrokenLink, format!("there is no file {file}")).help(help),
        ))
    }

    /// The folder of the file whose links are resolved.
    fn folder(&self) -> Utf8PathBuf {
        self.placement.file.parent().unwrap_or(Utf8Path::new("")).to_owned()
    }

    /// A page of the site, and an anchor on it.
    fn page(&self, page: PageRef, fragment: Option<&str>) -> Result<ResolvedTarget, Box<Diagnostic>> {
        let output = self.index.placement(page).output.clone();
        let Some(fragment) = fragment else {
            return Ok(ResolvedTarget::Internal(output, None));
        };
        let id = anchors::find(self.index, page, fragment)?;
        Ok(ResolvedTarget::Internal(output, Some(id)))
    }

    /// The content file that a relative path means.
    fn file_path(&self, path: &str) -> Utf8PathBuf {
        match path.strip_prefix('/') {
            Some(rest) => normalise(Utf8Path::new("content"), rest),
            None => normalise(self.placement.file.parent().unwrap_or(Utf8Path::new("")), path),
        }
    }

    /// Where in the output a path may lead: beside the file, in `static/`, or to a page.
    fn output_candidates(&self, path: &str) -> Vec<String> {
        let rooted = path.trim_start_matches('/');
        let from_static = output_of_asset(&normalise(Utf8Path::new("static"), rooted));
        let mut candidates = Vec::new();
        if !path.starts_with('/') {
            candidates.extend(output_of_asset(&self.file_path(path)).map(|output| output.as_str().to_owned()));
            let folder = Utf8Path::new(self.placement.output.as_str())
                .parent()
                .unwrap_or(Utf8Path::new(""));
            candidates.push(normalise(folder, path).into_string());
        }
        candidates.extend(from_static.map(|output| output.as_str().to_owned()));
        candidates.push(normalise(Utf8Path::new(""), rooted).into_string());
        candidates
    }

    fn image(&self, image: &Image) -> Result<OutputPath, Box<Diagnostic>> {
        if !matches!(Destination::classify(&image.path), Destination::Internal(_)) {
            let message = format!("`{}` is not in this site", shortened(&image.path));
            let help =
                "visitors' browsers fetch nothing from elsewhere: save the image beside the article or in `static/`";
            return Err(Box::new(Diagnostic::new(Code::MissingImage, message).help(help)));
        }
        let decoded = percent_decode(&image.path).unwrap_or_else(|| image.path.clone());
        let found = self.output_candidates(&decoded).into_iter().find_map(|candidate| {
            let output = OutputPath::new(&candidate)?;
            self.index.content.assets.contains_key(&output).then_some(output)
        });
        found.ok_or_else(|| {
            let files = self.index.content.assets.iter();
            let files: Vec<Utf8PathBuf> = files.map(|(output, content)| file_of_asset(output, content)).collect();
            let known = files.iter().map(|file| file.as_str());
            let help = nearest_file(&self.file_path(&decoded), known, &self.folder())
                .unwrap_or_else(|| "put the file beside the article or in `static/`".to_owned());
            Box::new(Diagnostic::new(Code::MissingImage, format!("there is no image `{}`", image.path)).help(help))
        })
    }
}

/// Whether a path is one of a content file.
fn is_markdown(path: &str) -> bool {
    let extension = Utf8Path::new(path).extension().unwrap_or("");
    extension.eq_ignore_ascii_case("md") || extension.eq_ignore_ascii_case("markdown")
}

/// "did you mean `x`?" for a file: one of the same name elsewhere, else one of a similar name. What
/// is proposed is what has to be written in a file in `folder`.
fn nearest_file<'a>(wanted: &Utf8Path, known: impl Iterator<Item = &'a str>, folder: &Utf8Path) -> Option<String> {
    let name = wanted.file_name()?.to_lowercase();
    let own = wanted.parent();
    let limit = (wanted.file_stem()?.chars().count() / 3).max(1);
    let near = known.map(Utf8Path::new).filter_map(|file| {
        let distance = distance(&name, &file.file_name()?.to_lowercase());
        (distance <= limit).then_some((distance, file.parent() != own, file))
    });
    let (_, _, file) = near.min()?;
    Some(format!("did you mean `{}`?", written_in(folder, file)))
}

/// How a file is linked from a folder: files of `static/` by `/`, others by the way to them.
fn written_in(folder: &Utf8Path, file: &Utf8Path) -> String {
    if let Ok(inside) = file.strip_prefix("static") {
        return format!("/{inside}");
    }
    let (from, to): (Vec<_>, Vec<_>) = (folder.components().collect(), file.components().collect());
    let shared = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
    let mut parts = vec![".."; from.len() - shared];
    parts.extend(to[shared..].iter().map(|part| part.as_str()));
    parts.join("/")
}

/// A link to something that is not published yet is only a warning: it works once that is.
fn left_out(target: &str) -> Diagnostic {
    let mut diagnostic = Diagnostic::new(Code::BrokenLink, format!("`{target}` leads to a file that is left out"));
    diagnostic.severity = Severity::Warning;
    diagnostic.help("it is shown as text until that file is published")
}

/// Joins a path to a folder and takes `.` and `..` out of it.
fn normalise(folder: &Utf8Path, path: &str) -> Utf8PathBuf {
    let mut parts: Vec<&str> = folder.as_str().split('/').filter(|part| !part.is_empty()).collect();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    Utf8PathBuf::from(parts.join("/"))
}

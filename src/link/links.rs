//! Where the links and images of a text lead.

use std::collections::{BTreeMap, BTreeSet};

use camino::{Utf8Path, Utf8PathBuf};
use rayon::prelude::*;

use super::assets::output_of_asset;
use super::routes::{FIXED_PAGES, placements};
use crate::diagnostics::{Code, Diagnostic, Place, Severity, did_you_mean};
use crate::model::article::Keyed;
use crate::model::document::{Document, Image, Link, LinkTarget, ResolvedTarget};
use crate::model::entity::EntityType;
use crate::model::key_path::KeyPath;
use crate::model::output_path::OutputPath;
use crate::model::site::{ArticleId, DossierId, EntityId, LeftOut, Placement, Site};
use crate::model::slug::Slug;
use crate::model::url::Destination;

/// What is put before the anchors of headings.
const HEADING_PREFIX: &str = "s-";

/// A page that a link can lead to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Page {
    Article(ArticleId),
    Dossier(DossierId),
    Entity(EntityId),
    Free(u32),
}

/// Every page by slug, by file and by address.
pub(super) struct Index<'a> {
    site: &'a Site,
    left_out: &'a [LeftOut],
    by_slug: BTreeMap<&'a str, Vec<Page>>,
    by_file: BTreeMap<&'a Utf8Path, Page>,
    by_output: BTreeMap<&'a str, Option<Page>>,
}

/// What was found out of one document, in the order of its links and images.
#[derive(Debug, Default)]
pub(super) struct Resolved {
    links: Vec<(ResolvedTarget, Option<String>)>,
    images: Vec<Option<OutputPath>>,
    diagnostics: Vec<Diagnostic>,
}

impl<'a> Index<'a> {
    pub fn new(site: &'a Site, left_out: &'a [LeftOut]) -> Index<'a> {
        let articles = (0..site.articles.len()).map(|n| Page::Article(ArticleId(n as u32)));
        let dossiers = (0..site.dossiers.len()).map(|n| Page::Dossier(DossierId(n as u32)));
        let entities = (0..site.entities.len()).map(|n| Page::Entity(EntityId(n as u32)));
        let pages = (0..site.pages.len()).map(|n| Page::Free(n as u32));
        let all = articles.chain(dossiers).chain(entities).chain(pages);
        let mut index = Index {
            site,
            left_out,
            by_slug: BTreeMap::new(),
            by_file: BTreeMap::new(),
            by_output: BTreeMap::new(),
        };
        for (page, (header, placement)) in all.zip(placements(site)) {
            index.by_slug.entry(header.slug.as_str()).or_default().push(page);
            index.by_file.insert(&placement.file, page);
            index.by_output.insert(placement.output.as_str(), Some(page));
        }
        for path in FIXED_PAGES
            .iter()
            .copied()
            .chain(site.assets.keys().map(OutputPath::as_str))
        {
            index.by_output.entry(path).or_insert(None);
        }
        index
    }

    /// The entity with this slug.
    pub fn entity(&self, slug: &str) -> Option<EntityId> {
        self.by_slug.get(slug)?.iter().find_map(|page| match page {
            Page::Entity(id) => Some(*id),
            _ => None,
        })
    }

    /// Whether an entity is a person.
    pub fn is_person(&self, id: EntityId) -> bool {
        self.site.entity(id).entity.entity_type == EntityType::Person
    }

    /// The entity that speaks when this one does.
    pub fn represented(&self, id: EntityId) -> EntityId {
        let name = self.site.entity(id).entity.represents.as_ref();
        name.and_then(|name| self.entity(&name.value)).unwrap_or(id)
    }

    /// What to say of an entity that does not exist.
    pub fn unknown_entity(&self, name: &Keyed<String>) -> Diagnostic {
        let slugs = self.site.entities.iter().map(|e| e.entity.header.slug.as_str());
        let help = did_you_mean(&name.value, slugs).unwrap_or_else(|| {
            format!(
                "add content/entities/{}.md, or write the file name of one that exists",
                name.value
            )
        });
        Diagnostic::new(Code::UnknownEntity, format!("there is no entity `{}`", name.value)).help(help)
    }

    fn placement(&self, page: Page) -> &Placement {
        match page {
            Page::Article(id) => &self.site.article(id).placement,
            Page::Dossier(id) => &self.site.dossier(id).placement,
            Page::Entity(id) => &self.site.entity(id).placement,
            Page::Free(number) => &self.site.pages[number as usize].placement,
        }
    }

    fn title(&self, page: Page) -> &str {
        match page {
            Page::Article(id) => &self.site.article(id).article.header.title,
            Page::Dossier(id) => &self.site.dossier(id).dossier.header.title,
            Page::Entity(id) => &self.site.entity(id).entity.header.title,
            Page::Free(number) => &self.site.pages[number as usize].page.header.title,
        }
    }

    fn headings(&self, page: Page) -> impl Iterator<Item = &str> {
        let body = match page {
            Page::Article(id) => &self.site.article(id).article.body,
            Page::Dossier(id) => &self.site.dossier(id).dossier.body,
            Page::Entity(id) => &self.site.entity(id).entity.body,
            Page::Free(number) => &self.site.pages[number as usize].page.body,
        };
        body.headings.iter().map(|heading| heading.id.as_str())
    }

    /// The page of a `[[target]]`: a slug, a title, or `folder/slug`.
    ///
    /// # Errors
    /// The addresses of all pages that answer to it, if there are several.
    pub fn wiki(&self, target: &str) -> Result<Option<Page>, Vec<&str>> {
        let target = target.split('#').next().unwrap_or("").trim();
        let (folder, name) = match target.rsplit_once('/') {
            Some((folder, name)) => (Some(folder.trim_matches('/')), name),
            None => (None, target),
        };
        let slug = Slug::parse(name).or_else(|| Slug::of(name));
        let pages = slug
            .and_then(|slug| self.by_slug.get(slug.as_str()))
            .map_or(&[][..], Vec::as_slice);
        let fits = |page: &&Page| match folder {
            None => true,
            Some(folder) => {
                let output = self.placement(**page).output.as_str();
                output.rsplit_once('/').map_or("pages", |(own, _)| own) == folder
            }
        };
        let found: Vec<Page> = pages.iter().filter(fits).copied().collect();
        match found.as_slice() {
            [] => Ok(None),
            [page] => Ok(Some(*page)),
            several => Err(several
                .iter()
                .map(|page| self.placement(*page).output.as_str())
                .collect()),
        }
    }

    fn is_left_out(&self, slug: &str) -> bool {
        self.left_out.iter().any(|item| {
            item.file
                .file_stem()
                .and_then(Slug::of)
                .is_some_and(|own| own.as_str() == slug)
        })
    }
}

/// Resolves every document of the site, in the order of [`documents`].
pub(super) fn resolve_all(site: &Site, index: &Index<'_>) -> Vec<Vec<Resolved>> {
    documents(site)
        .into_par_iter()
        .map(|(placement, documents)| {
            let headings: BTreeSet<&str> = documents.first().map_or_else(BTreeSet::new, |(body, _)| {
                body.headings.iter().map(|heading| heading.id.as_str()).collect()
            });
            let resolver = Resolver {
                index,
                placement,
                headings,
            };
            documents
                .into_iter()
                .map(|(document, key)| resolver.document(document, key))
                .collect()
        })
        .collect()
}

/// The texts of one content file, each with its place in the front matter.
type Texts<'a> = Vec<(&'a Document, Option<KeyPath>)>;

/// Every text of every content file, with its place in the front matter where it stands there.
fn documents(site: &Site) -> Vec<(&Placement, Texts<'_>)> {
    let mut all = Vec::new();
    let at = |list: &str, number: usize| Some(KeyPath::root().key(list).index(number).key("note"));
    for article in &site.articles {
        let own = &article.article;
        let mut texts = vec![(&own.body, None)];
        texts.extend(
            own.annotations
                .iter()
                .enumerate()
                .map(|(n, a)| (&a.note, at("annotations", n))),
        );
        texts.extend(
            own.corrections
                .iter()
                .enumerate()
                .map(|(n, c)| (&c.note, at("corrections", n))),
        );
        all.push((&article.placement, texts));
    }
    for dossier in &site.dossiers {
        let events = dossier.dossier.events.iter().enumerate();
        let mut texts = vec![(&dossier.dossier.body, None)];
        texts.extend(events.filter_map(|(n, e)| e.note.as_ref().map(|note| (note, at("events", n)))));
        all.push((&dossier.placement, texts));
    }
    all.extend(
        site.entities
            .iter()
            .map(|e| (&e.placement, vec![(&e.entity.body, None)])),
    );
    all.extend(site.pages.iter().map(|p| (&p.placement, vec![(&p.page.body, None)])));
    all
}

/// The same texts, to be written to.
fn documents_mut(site: &mut Site) -> Vec<(Utf8PathBuf, Vec<&mut Document>)> {
    let mut all = Vec::new();
    for article in &mut site.articles {
        let own = &mut article.article;
        let mut texts = vec![&mut own.body];
        texts.extend(own.annotations.iter_mut().map(|a| &mut a.note));
        texts.extend(own.corrections.iter_mut().map(|c| &mut c.note));
        all.push((article.placement.file.clone(), texts));
    }
    for dossier in &mut site.dossiers {
        let mut texts = vec![&mut dossier.dossier.body];
        texts.extend(dossier.dossier.events.iter_mut().filter_map(|e| e.note.as_mut()));
        all.push((dossier.placement.file.clone(), texts));
    }
    all.extend(
        site.entities
            .iter_mut()
            .map(|e| (e.placement.file.clone(), vec![&mut e.entity.body])),
    );
    all.extend(
        site.pages
            .iter_mut()
            .map(|p| (p.placement.file.clone(), vec![&mut p.page.body])),
    );
    all
}

/// Writes what was found into the documents.
pub(super) fn store(site: &mut Site, resolved: Vec<Vec<Resolved>>, diagnostics: &mut Vec<Diagnostic>) {
    for ((file, documents), results) in documents_mut(site).into_iter().zip(resolved) {
        for (document, result) in documents.into_iter().zip(results) {
            for (link, (target, label)) in document.links.iter_mut().zip(result.links) {
                link.resolved = target;
                link.label = label;
            }
            for (image, output) in document.images.iter_mut().zip(result.images) {
                image.resolved = output;
            }
            diagnostics.extend(result.diagnostics.into_iter().map(|mut diagnostic| {
                if let Some(location) = &mut diagnostic.location {
                    location.file = file.clone();
                }
                diagnostic
            }));
        }
    }
}

/// Resolves the links of one content file.
struct Resolver<'a> {
    index: &'a Index<'a>,
    placement: &'a Placement,
    /// The anchors of the file's own headings.
    headings: BTreeSet<&'a str>,
}

/// A resolved link, or what is wrong with it.
type Outcome = Result<(ResolvedTarget, Option<String>), Box<Diagnostic>>;

impl Resolver<'_> {
    fn document(&self, document: &Document, key: Option<KeyPath>) -> Resolved {
        let mut resolved = Resolved::default();
        let place = |source| key.clone().map_or(Place::Bytes(source), Place::Value);
        for link in &document.links {
            let outcome = self.link(link).unwrap_or_else(|diagnostic| {
                resolved
                    .diagnostics
                    .push(diagnostic.at(&self.placement.file, place(link.source)));
                (ResolvedTarget::None, None)
            });
            resolved.links.push(outcome);
        }
        for image in &document.images {
            let outcome = self.image(image).map_err(|diagnostic| {
                resolved
                    .diagnostics
                    .push(diagnostic.at(&self.placement.file, place(image.source)));
            });
            resolved.images.push(outcome.ok());
        }
        resolved
    }

    fn link(&self, link: &Link) -> Outcome {
        match &link.target {
            LinkTarget::External(url) => Ok((ResolvedTarget::External(url.clone()), None)),
            LinkTarget::Refused => Ok((ResolvedTarget::None, None)),
            LinkTarget::Wiki { target, labelled } => self.wiki(target, *labelled),
            LinkTarget::Path(path) => self.path(path).map(|target| (target, None)),
        }
    }

    fn wiki(&self, target: &str, labelled: bool) -> Outcome {
        let fragment = target.split_once('#').map(|(_, fragment)| fragment);
        match self.index.wiki(target) {
            Ok(Some(page)) => {
                let label = (!labelled).then(|| self.index.title(page).to_owned());
                Ok((self.page(page, fragment)?, label))
            }
            Ok(None) => {
                let name = target.split('#').next().unwrap_or("").rsplit('/').next().unwrap_or("");
                let slug = Slug::of(name).map(|s| s.to_string()).unwrap_or_default();
                if self.index.is_left_out(&slug) {
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
            let fragment = fragment.unwrap_or("");
            return match anchor(fragment, self.headings.iter().copied()) {
                Some(id) => Ok(ResolvedTarget::Fragment(id)),
                None => Err(Box::new(broken_anchor(
                    fragment,
                    "this page",
                    self.headings.iter().copied(),
                ))),
            };
        }
        let decoded = percent_decode(path);
        if decoded.ends_with(".md") {
            let file = self.file_path(&decoded);
            return match self.index.by_file.get(file.as_path()) {
                Some(page) => self.page(*page, fragment),
                None if self.index.left_out.iter().any(|item| item.file == file) => Err(Box::new(left_out(path))),
                None => {
                    let help = did_you_mean(file.as_str(), self.index.by_file.keys().map(|f| f.as_str()))
                        .unwrap_or_else(|| "the path counts from this file".to_owned());
                    Err(Box::new(
                        Diagnostic::new(Code::BrokenLink, format!("there is no file {file}")).help(help),
                    ))
                }
            };
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

    /// A page of the site, and an anchor on it.
    fn page(&self, page: Page, fragment: Option<&str>) -> Result<ResolvedTarget, Box<Diagnostic>> {
        let output = self.index.placement(page).output.clone();
        let Some(fragment) = fragment else {
            return Ok(ResolvedTarget::Internal(output, None));
        };
        match anchor(fragment, self.index.headings(page)) {
            Some(id) => Ok(ResolvedTarget::Internal(output, Some(id))),
            None => Err(Box::new(broken_anchor(
                fragment,
                output.as_str(),
                self.index.headings(page),
            ))),
        }
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
            let message = format!("`{}` is not in this site", image.path);
            let help =
                "visitors' browsers fetch nothing from elsewhere: save the image beside the article or in `static/`";
            return Err(Box::new(Diagnostic::new(Code::MissingImage, message).help(help)));
        }
        let decoded = percent_decode(&image.path);
        let found = self.output_candidates(&decoded).into_iter().find_map(|candidate| {
            let output = OutputPath::new(&candidate)?;
            self.index.site.assets.contains_key(&output).then_some(output)
        });
        found.ok_or_else(|| {
            let known: Vec<&str> = self.index.site.assets.keys().map(OutputPath::as_str).collect();
            let help = did_you_mean(&decoded, known.iter().copied())
                .unwrap_or_else(|| "put the file beside the article or in `static/`".to_owned());
            Box::new(Diagnostic::new(Code::MissingImage, format!("there is no image `{}`", image.path)).help(help))
        })
    }
}

/// The `id` that a fragment means: a heading's, with or without its prefix, or one of the numbered
/// ones that the program makes.
fn anchor<'a>(fragment: &str, mut headings: impl Iterator<Item = &'a str>) -> Option<String> {
    let numbered = ["p-", "q-", "n-", "nref-", "fn-", "fnref-"].iter().any(|prefix| {
        fragment
            .strip_prefix(prefix)
            .is_some_and(|rest| !rest.is_empty() && rest.bytes().all(|b| b.is_ascii_digit()))
    });
    if numbered {
        return Some(fragment.to_owned());
    }
    headings
        .find(|id| *id == fragment || id.strip_prefix(HEADING_PREFIX) == Some(fragment))
        .map(str::to_owned)
}

fn broken_anchor<'a>(fragment: &str, page: &str, headings: impl Iterator<Item = &'a str>) -> Diagnostic {
    let names: Vec<&str> = headings.filter_map(|id| id.strip_prefix(HEADING_PREFIX)).collect();
    let help = did_you_mean(fragment, names.iter().copied()).unwrap_or_else(|| match names.as_slice() {
        [] => "the page has no headings".to_owned(),
        names => format!(
            "its headings are {}",
            names.iter().map(|n| format!("`#{n}`")).collect::<Vec<_>>().join(", ")
        ),
    });
    Diagnostic::new(Code::BrokenAnchor, format!("{page} has no heading `#{fragment}`")).help(help)
}

/// A link to something that is not published now is no error: it heals by itself.
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

/// Decodes `%20` and the like; what is not UTF-8 afterwards stays as it was.
fn percent_decode(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let hex = bytes.get(at + 1..at + 3).and_then(|h| std::str::from_utf8(h).ok());
        match hex
            .and_then(|h| u8::from_str_radix(h, 16).ok())
            .filter(|_| bytes[at] == b'%')
        {
            Some(byte) => {
                out.push(byte);
                at += 3;
            }
            None => {
                out.push(bytes[at]);
                at += 1;
            }
        }
    }
    String::from_utf8(out).unwrap_or_else(|_| text.to_owned())
}

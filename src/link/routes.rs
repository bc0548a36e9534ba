//! One address for each page, and one page for each address.

use std::collections::BTreeMap;

use camino::Utf8Path;

use super::assets::file_of_asset;
use super::merge::{owner_of, place_of};
use super::named::Named;
use super::topics::Topics;
use crate::diagnostics::{Code, Diagnostic, Place};
use crate::model::article::{Header, Keyed};
use crate::model::output_path::OutputPath;
use crate::model::site::{Placement, Topic};

/// Pages that the program makes by itself; no content file can take their place.
pub const FIXED_PAGES: [&str; 37] = [
    "index.html",
    "404.html",
    "timeline.html",
    "search.html",
    "data/search.js",
    "data/quotes.js",
    "feed.xml",
    "feed.json",
    "corrections.html",
    "corrections.feed.xml",
    "corrections.feed.json",
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
    "data/mentions.csv",
    "data/quotes.csv",
    "data/articles.csv",
    "data/annotations.jsonld",
    "data/site.json",
    "schema/annotations.json",
    "schema/article.json",
    "schema/dossier.json",
    "schema/entity.json",
    "schema/site.json",
];

pub(super) fn placements(named: &Named) -> impl Iterator<Item = (&Header, &Placement)> {
    let content = &named.content;
    let articles = named
        .articles
        .values()
        .iter()
        .map(|a| (&a.article.header, &a.placement));
    let dossiers = content
        .dossiers
        .values()
        .iter()
        .map(|d| (&d.value.header, &d.placement));
    let entities = named.entities.values().iter().map(|e| (&e.entity.header, &e.placement));
    let pages = content.pages.values().iter().map(|p| (&p.value.header, &p.placement));
    articles.chain(dossiers).chain(entities).chain(pages)
}

/// Who has which address. A file system blind to case takes `A` and `a` for one.
struct Claims(BTreeMap<String, String>);

impl Claims {
    /// Gives an address to its owner.
    ///
    /// # Errors
    /// Who has it already, or why nobody can.
    fn take(&mut self, path: &OutputPath, owner: &str) -> Result<(), String> {
        let key = path.collision_key();
        if let Some(other) = self.0.get(&key) {
            return Err(other.clone());
        }
        if is_numbered(path) {
            return Err("the program, which numbers the pages of lists so".to_owned());
        }
        let mut folders = Utf8Path::new(&key).ancestors().skip(1);
        if let Some(other) = folders.find_map(|folder| self.0.get(folder.as_str())) {
            return Err(format!("{other}, which is a file where this needs a folder"));
        }
        let inside = format!("{key}/");
        let below = self.0.range(inside.clone()..).next();
        if let Some((_, other)) = below.filter(|(path, _)| path.starts_with(&inside)) {
            return Err(format!("{other}, which needs a folder of this name"));
        }
        self.0.insert(key, owner.to_owned());
        Ok(())
    }
}

/// `x.2.html`: page 2 of what begins at `x.html`, and so with `.jsonld`. No content file can have such an address.
fn is_numbered(path: &OutputPath) -> bool {
    let path = path.as_str();
    let stem = path
        .strip_suffix(".html")
        .or_else(|| path.strip_suffix(".jsonld"))
        .or_else(|| path.strip_prefix("data/").and_then(|path| path.strip_suffix(".js")))
        .unwrap_or("");
    stem.rsplit('/')
        .next()
        .and_then(|name| name.rsplit_once('.'))
        .is_some_and(|(_, number)| !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit()))
}

/// The redirects from older addresses. Every address that two files claim is reported.
pub(super) fn redirects(
    named: &Named,
    topics: &Topics,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<(OutputPath, OutputPath)> {
    let mut claims = claim(named, topics, diagnostics);
    let mut redirects = Vec::new();
    for (header, placement) in placements(named) {
        for alias in &header.aliases {
            let place = Place::Value(alias.key.clone());
            let Some(from) = redirect_source(alias) else {
                let message = format!("`{}` is not a valid address of this site", alias.value);
                let help = "write a path such as `articles/old-name.html`, of letters, digits, `-`, `_` and `.`";
                let diagnostic = Diagnostic::new(Code::InvalidValue, message).help(help);
                diagnostics.push(diagnostic.at(&placement.file, place));
                continue;
            };
            match claims.take(&from, &owner_of(&placement.file, header)) {
                Ok(()) => redirects.push((from, placement.output.clone())),
                Err(owner) => {
                    let message = format!("the older address {from} is taken by {owner}");
                    let diagnostic = Diagnostic::new(Code::DuplicateUrl, message).help("remove it here");
                    diagnostics.push(diagnostic.at(&placement.file, place));
                }
            }
        }
    }
    redirects.sort();
    redirects
}

/// Gives every file its address, and reports those that are taken.
fn claim(named: &Named, topics: &Topics, diagnostics: &mut Vec<Diagnostic>) -> Claims {
    let mut claims = Claims(
        FIXED_PAGES
            .iter()
            .map(|path| ((*path).to_owned(), "the program".to_owned()))
            .collect(),
    );
    let of_topics = |noun: &'static str, topics: &[Topic]| -> Vec<(String, String)> {
        let owner = |topic: &Topic| {
            (
                topic.output.collision_key(),
                format!("the page of the {noun} `{}`", topic.name),
            )
        };
        topics.iter().map(owner).collect()
    };
    claims.0.extend(of_topics("tag", &topics.tags));
    claims.0.extend(of_topics("source", &topics.sources));
    for (header, placement) in placements(named) {
        let output = &placement.output;
        let own = owner_of(&placement.file, header);
        // Dossiers and entities have feeds beside their page and its data.
        let endings: &[&'static str] = match output.as_str().starts_with("articles/") {
            true => &["json"],
            false => &["json", "feed.xml", "feed.json"],
        };
        let others = endings.iter().map(|ending| output.with_extension(ending));
        let taken = std::iter::once(output.clone())
            .chain(others)
            .find_map(|path| Some((claims.take(&path, &own).err()?, path)));
        if let Some((owner, path)) = taken {
            let help = "give one of them another `slug`, or another file name";
            let mut diagnostic = collision(&path, &owner, &placement.file, help, "give it another `slug`");
            if let Some(location) = &mut diagnostic.location {
                location.place = place_of(&placement.file, &header.slug);
            }
            diagnostics.push(diagnostic);
        }
    }
    // No content file can lie there, a copied one can.
    let cards = named.articles.values().iter().map(|article| {
        let owner = format!("the cards of the quotations of {}", article.placement.file);
        (article.article.embed_path().collision_key(), owner)
    });
    claims.0.extend(cards);
    for (output, content) in &named.content.assets {
        let file = file_of_asset(output, content);
        if let Err(owner) = claims.take(output, file.as_str()) {
            let help = "rename one of them, or give the content file another `slug`";
            diagnostics.push(collision(output, &owner, &file, help, "rename it"));
        }
    }
    claims
}

/// Two would have one address. There are two remedies, unless the other is the program.
fn collision(path: &OutputPath, owner: &str, file: &Utf8Path, help: &str, own_help: &str) -> Diagnostic {
    let (message, help) = if owner == "the program" {
        let message = format!("this file would be published as {path}, which the program makes itself");
        (message, own_help)
    } else {
        (format!("{path} would belong to this file and to {owner}"), help)
    };
    Diagnostic::new(Code::DuplicateUrl, message)
        .at(file, Place::File)
        .help(help)
}

/// Where an older address of a page redirects from.
fn redirect_source(alias: &Keyed<String>) -> Option<OutputPath> {
    let path = alias.value.trim_start_matches('/');
    let path = match path.rsplit('/').next() {
        Some("") | None => format!("{path}index.html"),
        Some(name) if !name.contains('.') => format!("{path}.html"),
        _ => path.to_owned(),
    };
    OutputPath::new(&path).filter(|path| path.as_str().ends_with(".html"))
}

//! Every link of every page of every site, followed as a browser would follow it: at the root of a
//! domain, under a folder, and in a folder on the disk.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use super::html::{Piece, pieces};
use crate::place::{Place, Tree, tree};

/// Where the same files may lie.
const MOUNTS: [&str; 3] = [
    "https://host.example/",
    "https://host.example/repo/",
    "file:///home/mara/mein%20ordner/out/",
];

/// A link of a page.
struct Link {
    element: String,
    target: String,
    rel: String,
}

/// What a page offers and where it leads.
struct Page {
    ids: BTreeSet<String>,
    links: Vec<Link>,
    redirect: bool,
}

impl Page {
    fn new(path: &str, text: &str) -> Page {
        let mut page = Page {
            ids: BTreeSet::new(),
            links: Vec::new(),
            redirect: false,
        };
        for piece in pieces(text) {
            let Piece::Open(element, attributes) = piece else {
                continue;
            };
            if let Some(id) = attributes.get("id") {
                assert!(page.ids.insert(id.clone()), "{path}: the id {id} is given twice");
            }
            let rel = attributes.get("rel").cloned().unwrap_or_default();
            for key in ["href", "src", "srcset", "poster", "data", "action", "cite"] {
                if let Some(target) = attributes.get(key) {
                    page.links.push(Link {
                        element: element.clone(),
                        target: target.clone(),
                        rel: rel.clone(),
                    });
                }
            }
            for key in ["aria-labelledby", "aria-describedby", "for"] {
                for id in attributes.get(key).into_iter().flat_map(|ids| ids.split(' ')) {
                    page.links.push(Link {
                        element: element.clone(),
                        target: format!("#{id}"),
                        rel: String::new(),
                    });
                }
            }
            if attributes.get("http-equiv").is_some_and(|name| name == "refresh") {
                let target = attributes["content"].split_once("url=").unwrap().1.to_owned();
                page.links.push(Link {
                    element,
                    target,
                    rel: String::new(),
                });
                page.redirect = true;
            }
        }
        page
    }
}

/// Resolves a reference against the address of a page (RFC 3986, section 5.2), without its fragment.
fn resolve(base: &str, reference: &str) -> String {
    let reference = reference.split('#').next().unwrap_or("");
    let scheme_end = base.find("://").unwrap() + 3;
    let root = scheme_end + base[scheme_end..].find('/').unwrap();
    let base = base.split(['?', '#']).next().unwrap();
    let path = if reference.is_empty() {
        return base.to_owned();
    } else if has_scheme(reference) {
        return reference.to_owned();
    } else if let Some(rest) = reference.strip_prefix("//") {
        return format!("{}//{rest}", &base[..scheme_end - 2]);
    } else if reference.starts_with('/') {
        reference.to_owned()
    } else {
        format!("{}/{reference}", &base[root..base.rfind('/').unwrap()])
    };
    let mut parts: Vec<&str> = Vec::new();
    let segments: Vec<&str> = path.split('?').next().unwrap().split('/').skip(1).collect();
    for (number, part) in segments.iter().enumerate() {
        let last = number + 1 == segments.len();
        match *part {
            ".." => _ = parts.pop(),
            "." => {}
            part => parts.push(part),
        }
        if last && matches!(*part, "." | "..") {
            parts.push("");
        }
    }
    format!("{}/{}", &base[..root], parts.join("/"))
}

fn has_scheme(reference: &str) -> bool {
    let scheme = reference.split(':').next().unwrap_or("");
    scheme.len() < reference.len()
        && scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c))
}

#[test]
fn the_resolver_of_these_tests_does_as_browsers_do() {
    for (reference, result) in [
        ("g", "http://a/b/c/g"),
        ("./g", "http://a/b/c/g"),
        ("g/", "http://a/b/c/g/"),
        ("/g", "http://a/g"),
        ("//g", "http://g"),
        ("g#s", "http://a/b/c/g"),
        ("", "http://a/b/c/d"),
        (".", "http://a/b/c/"),
        ("..", "http://a/b/"),
        ("../g", "http://a/b/g"),
        ("../../g", "http://a/g"),
        ("../../../g", "http://a/g"),
        ("g/../h", "http://a/b/c/h"),
        ("mailto:x@y", "mailto:x@y"),
    ] {
        assert_eq!(resolve("http://a/b/c/d?q", reference), result, "{reference}");
    }
}

/// The file that an address below a mount means, as a server or a file system finds it.
fn file_at<'a>(address: &'a str, mount: &str) -> Option<&'a str> {
    address.strip_prefix(mount)
}

/// Everything that is wrong with the links of a built site.
fn broken(files: &Tree) -> Vec<String> {
    let mut wrong = Vec::new();
    let pages: BTreeMap<&str, Page> = files
        .iter()
        .filter(|(path, _)| path.ends_with(".html"))
        .map(|(path, bytes)| (path.as_str(), Page::new(path, std::str::from_utf8(bytes).unwrap())))
        .collect();
    for (path, page) in &pages {
        for link in &page.links {
            let target = link.target.as_str();
            let place = format!("{path}: <{} … \"{target}\">", link.element);
            if has_scheme(target) {
                // Search engines are told whole addresses; nothing is fetched from them.
                let told = link.element == "link" && ["canonical", "alternate"].contains(&link.rel.as_str());
                let fetched = link.element != "a" && !told;
                let known = ["http:", "https:", "mailto:"]
                    .iter()
                    .any(|scheme| target.starts_with(scheme));
                if fetched || !known {
                    wrong.push(format!(
                        "{place} is fetched from elsewhere, or has a scheme that no page may have"
                    ));
                }
            } else if *path != "404.html" {
                wrong.extend(follow(files, &pages, path, target).map(|why| format!("{place} {why}")));
            }
        }
    }
    wrong.extend(unreachable(&pages));
    wrong
}

/// What is wrong with a link inside a site.
fn follow(files: &Tree, pages: &BTreeMap<&str, Page>, path: &str, target: &str) -> Option<String> {
    if target.starts_with('/') {
        return Some("names the root of the domain".to_owned());
    }
    let mut found = BTreeSet::new();
    for mount in MOUNTS {
        let address = resolve(&format!("{mount}{path}"), target);
        match file_at(&address, mount) {
            Some(file) => _ = found.insert(file.to_owned()),
            None => return Some(format!("leaves the site at {mount}")),
        }
    }
    let [file] = found.iter().map(String::as_str).collect::<Vec<_>>()[..] else {
        return Some(format!("leads to another file at another mount: {found:?}"));
    };
    if !files.contains_key(file) {
        return Some(format!("leads to {file}, which is not there"));
    }
    let fragment = target.split_once('#').map(|(_, fragment)| fragment)?;
    match pages.get(file) {
        Some(page) if page.ids.contains(fragment) => None,
        _ => Some(format!("names a place that {file} does not have")),
    }
}

/// Pages that nobody finds who begins at the home page.
fn unreachable(pages: &BTreeMap<&str, Page>) -> Vec<String> {
    let mut seen = BTreeSet::from(["index.html".to_owned()]);
    let mut next = vec!["index.html".to_owned()];
    while let Some(path) = next.pop() {
        for link in &pages[path.as_str()].links {
            let address = resolve(&format!("{}{path}", MOUNTS[0]), &link.target);
            let file = file_at(&address, MOUNTS[0])
                .filter(|file| pages.contains_key(file))
                .map(str::to_owned);
            if let Some(file) = file.filter(|file| !seen.contains(file)) {
                seen.insert(file.clone());
                next.push(file);
            }
        }
    }
    let lost = pages
        .iter()
        .filter(|(path, page)| **path != "404.html" && !page.redirect && !seen.contains(**path));
    lost.map(|(path, _)| format!("{path}: no link leads here from the home page"))
        .collect()
}

/// Every site that works, and the one of this repository: name, files, base URL.
fn sites() -> Vec<(String, Tree, Option<String>)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut sites = Vec::new();
    for entry in fs::read_dir(root.join("tests/sites_valid")).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        let place = Place::copy_of(&format!("sites_valid/{name}"));
        let base = base_url(&place.site());
        sites.push((name, place.build(&["--drafts"]).files, base));
    }
    let place = Place::empty();
    let built = place.build(&["--root", root.to_str().unwrap()]);
    sites.push(("the site of this repository".to_owned(), built.files, base_url(root)));
    sites
}

fn base_url(site: &Path) -> Option<String> {
    let config = fs::read_to_string(site.join("dossier.yaml")).unwrap();
    config
        .lines()
        .find_map(|line| line.strip_prefix("base_url: "))
        .map(str::to_owned)
}

#[test]
fn every_link_leads_somewhere_wherever_the_site_lies() {
    let mut wrong = Vec::new();
    for (name, files, _) in sites() {
        wrong.extend(broken(&files).into_iter().map(|problem| format!("{name}: {problem}")));
        for (path, bytes) in files.iter().filter(|(path, _)| path.ends_with(".css")) {
            let css = std::str::from_utf8(bytes).unwrap();
            assert!(
                !css.contains("url(http") && !css.contains("url(/") && !css.contains("@import"),
                "{name}: {path}"
            );
        }
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

/// A server shows it at any depth: so its links begin with the path of the base URL.
#[test]
fn the_page_for_what_does_not_exist_works_at_any_depth() {
    for (name, files, base) in sites() {
        let page = Page::new("404.html", std::str::from_utf8(&files["404.html"]).unwrap());
        let base = base.unwrap_or_else(|| "https://host.example/".to_owned());
        let inside = page
            .links
            .iter()
            .filter(|link| !has_scheme(&link.target) && !link.target.starts_with('#'));
        let mut count = 0;
        for link in inside {
            for asked in ["nichts", "articles/nichts.html", "a/b/c/d"] {
                let address = resolve(&format!("{base}{asked}"), &link.target);
                let file = file_at(&address, &base);
                assert!(
                    file.is_some_and(|file| files.contains_key(file)),
                    "{name}: {} at {asked}: {address}",
                    link.target
                );
            }
            count += 1;
        }
        assert!(count > 5, "{name}");
    }
}

/// A strict reader takes the feed and the sitemap, and every address in them is a page of the site.
#[test]
fn feeds_and_sitemaps_are_well_formed_and_true() {
    for (name, files, base) in sites() {
        let text = |path: &str| files.get(path).map(|bytes| std::str::from_utf8(bytes).unwrap());
        let Some(base) = base else {
            assert!(
                text("feed.xml").is_none() && text("sitemap.xml").is_none(),
                "{name} has no base URL"
            );
            continue;
        };
        let exists = |address: &str| {
            let file = address
                .strip_prefix(base.as_str())
                .unwrap_or_else(|| panic!("{name}: {address}"));
            let file = if file.is_empty() || file.ends_with('/') {
                format!("{file}index.html")
            } else {
                file.to_owned()
            };
            assert!(files.contains_key(&file), "{name}: {address}");
            file
        };
        let feed = roxmltree::Document::parse(text("feed.xml").unwrap()).unwrap();
        let entries = || feed.root_element().children().filter(|node| node.has_tag_name("entry"));
        assert!(entries().count() > 0, "{name}");
        for link in feed.descendants().filter_map(|node| node.attribute("href")) {
            exists(link);
        }
        let ids: BTreeSet<&str> = entries()
            .map(|entry| {
                for needed in ["id", "title", "updated", "link"] {
                    assert!(
                        entry.children().any(|node| node.has_tag_name(needed)),
                        "{name}: an entry without {needed}"
                    );
                }
                entry
                    .children()
                    .find(|node| node.has_tag_name("id"))
                    .and_then(|id| id.text())
                    .unwrap()
            })
            .collect();
        assert_eq!(ids.len(), entries().count(), "{name}: an id is given twice");

        let map = roxmltree::Document::parse(text("sitemap.xml").unwrap()).unwrap();
        let listed: BTreeSet<String> = map
            .descendants()
            .filter(|node| node.has_tag_name("loc"))
            .map(|loc| exists(loc.text().unwrap()))
            .collect();
        let articles = files
            .keys()
            .filter(|path| path.starts_with("articles/") && path.ends_with(".html"));
        for path in articles.filter(|path| {
            !Page::new(path, text(path).unwrap()).redirect && !path.contains(".2.") && !path.contains(".3.")
        }) {
            assert!(listed.contains(path), "{name}: {path} is not in the sitemap");
        }
        assert!(
            text("robots.txt")
                .unwrap()
                .contains(&format!("Sitemap: {base}sitemap.xml")),
            "{name}"
        );

        for (path, bytes) in files.iter().filter(|(path, _)| path.ends_with(".html")) {
            let page = Page::new(path, std::str::from_utf8(bytes).unwrap());
            for link in page
                .links
                .iter()
                .filter(|link| link.rel == "canonical" && !page.redirect)
            {
                assert_eq!(&exists(&link.target), path, "{name}");
            }
        }
    }
}

#[test]
fn a_fixture_without_a_base_url_exists() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sites_valid");
    let without = fs::read_dir(&folder)
        .unwrap()
        .filter(|entry| base_url(&entry.as_ref().unwrap().path()).is_none());
    assert_eq!(without.count(), 1, "one site shows what is built without `base_url`");
    assert!(!tree(&folder).is_empty());
}

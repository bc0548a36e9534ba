//! Lists the external URLs of a site, and reports their state. The requests are made by the command line, not here.

use std::collections::BTreeMap;

use camino::Utf8Path;

use super::texts;
use crate::diagnostics::{Code, Diagnostic, Location, Place, Severity};
use crate::model::document::LinkTarget;
use crate::model::key_path::KeyPath;
use crate::model::link_state::LinkState;
use crate::model::site::Site;
use crate::model::url::SafeUrl;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExternalLink {
    /// The URL without its fragment.
    pub url: SafeUrl,
    /// Where the content names it.
    pub location: Location,
    /// The archived copy, if the site names one.
    pub archive: Option<SafeUrl>,
    /// Whether that copy is linked right beside it.
    pub archived_here: bool,
}

/// URL, place, and whether an archived copy is linked beside it.
type Found = (SafeUrl, Location, bool);

/// All HTTP URLs in the content of a site, sorted by URL, then by place.
pub fn external_links(site: &Site) -> Vec<ExternalLink> {
    let mut archives: BTreeMap<SafeUrl, SafeUrl> = BTreeMap::new();
    let mut all = sources(site, &mut archives);
    all.extend(events(site));
    all.extend(entities(site));
    for text in texts::of(site) {
        for link in &text.document.links {
            if let LinkTarget::External(url) = &link.target {
                all.push((url.clone(), text.location(link.source), false));
            }
        }
    }
    let link = |(url, location, archived_here): Found| {
        let url = without_fragment(&url);
        let archive = archives.get(&url).cloned();
        ExternalLink {
            url,
            location,
            archive,
            archived_here,
        }
    };
    let web = all
        .into_iter()
        .filter(|(url, _, _)| !url.as_str().starts_with("mailto:"));
    let mut links: Vec<ExternalLink> = web.map(link).collect();
    links.sort_by(|a, b| a.url.cmp(&b.url));
    links
}

fn at(file: &Utf8Path, path: KeyPath) -> Location {
    Location {
        file: file.to_owned(),
        place: Place::Value(path),
    }
}

/// The sources of articles and their archived copies, which are also added to `archives`.
fn sources(site: &Site, archives: &mut BTreeMap<SafeUrl, SafeUrl>) -> Vec<Found> {
    let mut all = Vec::new();
    for article in &site.articles {
        let Some(source) = &article.article.provenance else {
            continue;
        };
        let (file, key) = (&article.placement.file, KeyPath::root().key("source"));
        if let Some(url) = &source.url {
            all.push((url.clone(), at(file, key.key("url")), source.archive_url.is_some()));
        }
        if let Some(archive) = &source.archive_url {
            all.push((archive.clone(), at(file, key.key("archive_url")), false));
            if let Some(url) = &source.url {
                archives.insert(without_fragment(url), archive.clone());
            }
        }
    }
    all
}

fn events(site: &Site) -> Vec<Found> {
    let mut all = Vec::new();
    for dossier in &site.dossiers {
        let events = dossier.dossier.events.iter().enumerate();
        for (number, url) in events.filter_map(|(number, event)| Some((number, event.url.as_ref()?))) {
            let key = KeyPath::root().key("events").index(number).key("url");
            all.push((url.clone(), at(&dossier.placement.file, key), false));
        }
    }
    all
}

fn entities(site: &Site) -> Vec<Found> {
    let mut all = Vec::new();
    for entity in site.entities.iter().filter(|entity| entity.placement.file != "") {
        let file = &entity.placement.file;
        let root = match file.extension() {
            Some("yaml") => KeyPath::root().key(entity.entity.header.slug.as_str()),
            _ => KeyPath::root(),
        };
        for (number, link) in entity.entity.links.iter().enumerate() {
            let key = root.key("links").index(number).key("url");
            all.push((link.url.clone(), at(file, key), false));
        }
    }
    all
}

fn without_fragment(url: &SafeUrl) -> SafeUrl {
    let url_only = url.as_str().split('#').next().and_then(SafeUrl::parse);
    url_only.unwrap_or_else(|| url.clone())
}

/// The problem of a link; `None` if it works.
pub fn link_problem(link: &ExternalLink, state: &LinkState) -> Option<Diagnostic> {
    let url = &link.url;
    let mut diagnostic = match state {
        LinkState::Alive => return None,
        LinkState::Moved(to) => {
            let message = format!("{url} has moved permanently to {to}");
            Diagnostic::new(Code::MovedLink, message).help("replace it with the new URL while the redirect still works")
        }
        LinkState::Dead(why) => Diagnostic::new(Code::DeadLink, format!("{url} is gone: {why}")).help(remedy(link)),
        LinkState::Blocked(why) => {
            let help = match &link.archive {
                Some(archive) => format!("open it in a browser; if it is gone, use the archived copy {archive}"),
                None => format!("open it in a browser; if it works, save a copy at https://web.archive.org/save/{url}"),
            };
            let message = format!("{url} could not be checked: {why}");
            Diagnostic::new(Code::BlockedLink, message).help(help)
        }
    };
    if diagnostic.code == Code::DeadLink && link.archived_here {
        diagnostic.severity = Severity::Note;
    }
    diagnostic.location = Some(link.location.clone());
    Some(diagnostic)
}

fn remedy(link: &ExternalLink) -> String {
    match &link.archive {
        Some(archive) if link.archived_here => format!("the archived copy is already linked beside it: {archive}"),
        Some(archive) => format!("link the archived copy: {archive}"),
        None => format!(
            "link a copy from https://web.archive.org/web/*/{}, or remove the link",
            link.url
        ),
    }
}

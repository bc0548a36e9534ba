//! Addresses outside of the site: where they stand, and what to say of what became of them.
//!
//! Who asks them is the command line; here nothing leaves the machine.

use std::collections::BTreeMap;

use camino::Utf8Path;

use super::texts;
use crate::diagnostics::{Code, Diagnostic, Location, Place, Severity};
use crate::model::document::LinkTarget;
use crate::model::key_path::KeyPath;
use crate::model::link_state::LinkState;
use crate::model::site::Site;
use crate::model::url::SafeUrl;

/// An address outside of the site, and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExternalLink {
    /// The address, without what stands behind `#`.
    pub url: SafeUrl,
    /// Its place.
    pub location: Location,
    /// An archived copy, where the site names one.
    pub archive: Option<SafeUrl>,
    /// Whether that copy is linked beside it, so that readers find it.
    pub archived_here: bool,
}

/// Where an address stands, and whether an archived copy is linked beside it.
type Found = (SafeUrl, Location, bool);

/// Every address of the web that the site's content names, by address, then by place.
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

/// The sources of articles and their archived copies.
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

/// What is asked of a server: never what stands behind `#`.
fn without_fragment(url: &SafeUrl) -> SafeUrl {
    let bare = url.as_str().split('#').next().and_then(SafeUrl::parse);
    bare.unwrap_or_else(|| url.clone())
}

/// What to say of a link; nothing where it is alive.
pub fn told(link: &ExternalLink, state: &LinkState) -> Option<Diagnostic> {
    let url = &link.url;
    let mut diagnostic = match state {
        LinkState::Alive => return None,
        LinkState::Moved(to) => {
            let message = format!("{url} has moved for good to {to}");
            Diagnostic::new(Code::MovedLink, message).help("write the new address, while the old one still leads there")
        }
        LinkState::Dead(why) => Diagnostic::new(Code::DeadLink, format!("{url} is gone: {why}")).help(remedy(link)),
        LinkState::Blocked(why) => {
            let help = match &link.archive {
                Some(archive) => format!("open it in a browser; should it be gone, {archive} is its archived copy"),
                None => format!(
                    "open it in a browser; if it is there, save it at https://web.archive.org/save/{url} \
                     before it is gone"
                ),
            };
            let message = format!("{url} may be there or not: {why}");
            Diagnostic::new(Code::BlockedLink, message).help(help)
        }
    };
    if diagnostic.code == Code::DeadLink && link.archived_here {
        diagnostic.severity = Severity::Note;
    }
    diagnostic.location = Some(link.location.clone());
    Some(diagnostic)
}

/// What to do about an address that is gone.
fn remedy(link: &ExternalLink) -> String {
    match &link.archive {
        Some(archive) if link.archived_here => format!("readers find the archived copy beside it: {archive}"),
        Some(archive) => format!("link the archived copy: {archive}"),
        None => format!(
            "look for a copy at https://web.archive.org/web/*/{} and link that, or take the link away",
            link.url
        ),
    }
}

//! Names that are not registered.

use super::load::load;
use super::messages::locate_all;
use super::progress::Observer;
use super::request::Request;
use crate::diagnostics::locate::LocatedDiagnostic;
use crate::diagnostics::{Code, Diagnostic, Place};
use crate::model::site::{Candidate, Site};
use crate::render::{self, CandidateReport};

/// `check` reports at most this number of candidates, each with at least this number of mentions.
const MOST: usize = 10;
const MIN_MENTIONS: usize = 2;

/// The candidates of a site, the most frequent first, and the diagnostics of the site.
pub fn candidates(request: &Request, observer: &dyn Observer) -> (Vec<CandidateReport>, Vec<LocatedDiagnostic>) {
    let loaded = load(request, observer);
    let reports = render::candidates(&loaded.site);
    (reports, locate_all(request, loaded.diagnostics))
}

/// The notes of `check`: one for each of the most frequent candidates, and one for the number of the others.
pub(super) fn notes(site: &Site) -> Vec<Diagnostic> {
    let counted = site
        .candidates
        .iter()
        .map(|candidate| (candidate.mentions(), candidate));
    let often: Vec<(usize, &Candidate)> = counted.filter(|(mentions, _)| *mentions >= MIN_MENTIONS).collect();
    let mut notes: Vec<Diagnostic> = often
        .iter()
        .take(MOST)
        .map(|(mentions, candidate)| note(site, *mentions, candidate))
        .collect();
    let more = often.len().saturating_sub(MOST);
    if more > 0 {
        let message = format!("{more} more names are mentioned repeatedly but not registered");
        let help = "`dossier candidates` prints all of them, with entries for content/entities.yaml";
        notes.push(Diagnostic::new(Code::Candidate, message).help(help));
    }
    notes
}

/// A note at the first mention in the newest article, with the entry to add.
fn note(site: &Site, mentions: usize, candidate: &Candidate) -> Diagnostic {
    let times = match mentions {
        2 => "twice".to_owned(),
        count => format!("{count} times"),
    };
    let within = match candidate.articles.len() {
        1 => String::new(),
        articles => format!(" in {articles} articles"),
    };
    let message = format!("{} is mentioned {times}{within}, but is not registered", candidate.name);
    let stub = render::candidate_stub(candidate);
    let help = format!(
        "if it deserves a page, add to content/entities.yaml:\n\n{}",
        stub.trim_end()
    );
    let diagnostic = Diagnostic::new(Code::Candidate, message).help(help);
    let Some(named) = candidate.articles.first() else {
        return diagnostic;
    };
    let article = site.article(named.article);
    let place = article
        .article
        .body
        .map
        .to_file(named.first)
        .map_or(Place::File, Place::Bytes);
    diagnostic.at(&article.placement.file, place)
}

//! Names that nobody has registered.

use super::messages::locate_all;
use super::{Observer, Request, load};
use crate::diagnostics::locate::LocatedDiagnostic;
use crate::diagnostics::{Code, Diagnostic, Place};
use crate::model::site::{Candidate, Site};
use crate::render::{self, CandidateReport};

/// How many names `check` mentions, and how often each must be named for that.
const MENTIONED: usize = 10;
const OFTEN: usize = 2;

/// The candidates of a site, the most frequent first, and what is wrong with it.
pub fn candidates(request: &Request, observer: &dyn Observer) -> (Vec<CandidateReport>, Vec<LocatedDiagnostic>) {
    let loaded = load(request, observer);
    let reports = render::candidates(&loaded.site);
    (reports, locate_all(request, loaded.diagnostics))
}

/// What `check` says of them: one by one of the most frequent, and how many more there are.
pub(super) fn notes(site: &Site) -> Vec<Diagnostic> {
    let counted = site
        .candidates
        .iter()
        .map(|candidate| (candidate.mentions(), candidate));
    let often: Vec<(usize, &Candidate)> = counted.filter(|(mentions, _)| *mentions >= OFTEN).collect();
    let mut notes: Vec<Diagnostic> = often
        .iter()
        .take(MENTIONED)
        .map(|(mentions, candidate)| note(site, *mentions, candidate))
        .collect();
    let more = often.len().saturating_sub(MENTIONED);
    if more > 0 {
        let message = format!("{more} more names that nobody has registered are in the articles more than once");
        let help = "`dossier candidates` prints all of them, with entries for content/entities.yaml";
        notes.push(Diagnostic::new(Code::Candidate, message).help(help));
    }
    notes
}

/// A name, where the newest article names it first, with the entry that gives it a page.
fn note(site: &Site, mentions: usize, candidate: &Candidate) -> Diagnostic {
    let times = match mentions {
        2 => "twice".to_owned(),
        count => format!("{count} times"),
    };
    let within = match candidate.articles.len() {
        1 => String::new(),
        articles => format!(" in {articles} articles"),
    };
    let message = format!(
        "{} is named {times}{within}, and nobody has registered this name",
        candidate.name
    );
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

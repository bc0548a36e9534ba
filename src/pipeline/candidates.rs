//! Names that nobody has registered.

use super::messages::locate_all;
use super::{Request, load};
use crate::diagnostics::locate::Located;
use crate::diagnostics::{Code, Diagnostic};
use crate::model::site::{Candidate, Site};
use crate::render::{self, CandidateReport};

/// How many names `check` mentions, and how often each must be named for that.
const MENTIONED: usize = 5;
const OFTEN: usize = 2;

/// The candidates of a site, the most frequent first, and what is wrong with it.
pub fn candidates(request: &Request) -> (Vec<CandidateReport>, Vec<Located>) {
    let loaded = load(request);
    let reports = render::candidates(&loaded.site);
    (reports, locate_all(request, loaded.diagnostics))
}

/// What `check` says of them: the most frequent; `None` where all are named but once.
pub(super) fn note(site: &Site) -> Option<Diagnostic> {
    let counted = site.candidates.iter().map(|candidate| {
        let mentions: usize = candidate.articles.iter().map(|(_, count, _)| count).sum();
        (mentions, candidate)
    });
    let often: Vec<(usize, &Candidate)> = counted.filter(|(mentions, _)| *mentions >= OFTEN).collect();
    let names: Vec<String> = often
        .iter()
        .take(MENTIONED)
        .map(|(mentions, candidate)| format!("{} ({}, {mentions})", candidate.name, candidate.entity_type.name()))
        .collect();
    let more = often.len().saturating_sub(MENTIONED);
    let what = match (often.len(), more) {
        (0, _) => return None,
        (1, _) => "a name that nobody has registered is in the articles more than once: ".to_owned(),
        (all, 0) => format!("{all} names that nobody has registered are in the articles more than once: "),
        (all, _) => format!("{all} names that nobody has registered are in the articles more than once, such as "),
    };
    let message = format!("{what}{}", names.join(", "));
    let help = "`dossier candidates` prints them with entries for content/entities.yaml";
    Some(Diagnostic::new(Code::Candidate, message).help(help))
}

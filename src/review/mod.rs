//! What an editor would want to look at though nothing is wrong: the rules that only `check` runs.
//!
//! Pure. A rule is a function from the linked site to diagnostics; what it says about one article it
//! says at its place there. None may compare everything with everything.

mod external;
mod files;
mod links;
mod notes;
mod people;
mod pictures;
mod provenance;
mod similar;
mod texts;

pub use external::{ExternalLink, external_links, told};

use camino::Utf8Path;
use rayon::prelude::*;

use crate::config::Config;
use crate::diagnostics::Diagnostic;
use crate::language::Languages;
use crate::model::site::Site;

/// What the rules look at.
pub struct Desk<'a> {
    /// The linked site.
    pub site: &'a Site,
    /// Its configuration.
    pub config: &'a Config,
    /// The words of the languages.
    pub languages: &'static Languages,
    /// The site's folder.
    pub root: &'a Utf8Path,
    /// The templates of the site, and the styles, scripts and the like among its static files.
    pub texts: &'a [String],
    /// The moment of the check, in seconds since 1970.
    pub now: i64,
}

/// A rule.
type Rule = fn(&Desk<'_>) -> Vec<Diagnostic>;

/// Every rule, one file each or a few that look at the same things.
const RULES: [Rule; 7] = [
    similar::names,
    files::orphans,
    notes::due,
    provenance::look,
    people::without_office,
    pictures::look,
    links::look,
];

/// Runs every rule, on all cores.
pub fn review(desk: &Desk<'_>) -> Vec<Diagnostic> {
    let found: Vec<Vec<Diagnostic>> = RULES.par_iter().map(|rule| rule(desk)).collect();
    found.into_iter().flatten().collect()
}

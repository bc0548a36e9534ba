//! The rules that only `check` runs: what an editor should review although nothing is wrong.
//!
//! A rule is a pure function from the linked site to diagnostics. No rule may compare all pairs of anything.

mod accessibility;
mod context;
mod external;
mod files;
mod links;
mod notes;
mod people;
mod provenance;
mod similar;
mod texts;

pub use context::ReviewContext;
pub use external::{external_links, link_problem};

use rayon::prelude::*;

use crate::diagnostics::Diagnostic;

type Rule = fn(&ReviewContext<'_>) -> Vec<Diagnostic>;

const RULES: [Rule; 7] = [
    similar::names,
    files::orphans,
    notes::due,
    provenance::provenance,
    people::without_office,
    accessibility::accessibility,
    links::link_texts,
];

/// Runs all rules in parallel; the order of the diagnostics is that of the rules.
pub fn review(context: &ReviewContext<'_>) -> Vec<Diagnostic> {
    RULES.par_iter().flat_map_iter(|rule| rule(context)).collect()
}

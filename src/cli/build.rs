//! `dossier build`

use std::process::ExitCode;

use camino::Utf8PathBuf;
use clap::Args;

use super::report::{self, plural};
use super::timings::Timings;
use super::{Format, SiteArgs, search_index, shown};
use crate::pipeline::{self, Outcome, Summary};

/// What `build` takes.
#[derive(Args)]
pub struct BuildArgs {
    #[command(flatten)]
    site: SiteArgs,
    /// Where to write; instead of `output` in dossier.yaml, or `public`.
    #[arg(long, short, value_name = "DIR")]
    output: Option<Utf8PathBuf>,
    /// Print how long each stage took, and how much of it was done anew.
    #[arg(long)]
    timings: bool,
    /// How to print what there is to say.
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
}

/// Builds the site.
pub fn run(args: BuildArgs) -> ExitCode {
    let timings = Timings::start();
    let outcome = pipeline::build(&args.site.request(args.output.clone()), &timings);
    let lines = timings.lines();
    let output = outcome.published.as_ref().map(|(output, _)| shown(output));
    let diagnostics = args.site.seen_from_here(&outcome.diagnostics);
    report::print(args.format, &diagnostics, outcome.summary, output.as_deref());
    if args.format == Format::Human {
        summary(&outcome, timings.elapsed());
    }
    if args.timings {
        lines.iter().for_each(|line| report::aside(line));
    }
    if outcome.failed() {
        ExitCode::FAILURE
    } else {
        ExitCode::SUCCESS
    }
}

/// What was built, and where.
fn summary(outcome: &Outcome, took: std::time::Duration) {
    let Some((output, report)) = &outcome.published else {
        if !outcome.interrupted {
            report::line("Nothing was written; the site as it was built before is untouched.");
        }
        return;
    };
    let summary = &outcome.summary;
    let parts = [
        plural(summary.articles, "article"),
        plural(summary.dossiers, "dossier"),
        entities(summary),
        format!(
            "{} ({} with a speaker)",
            plural(summary.quotations, "quotation"),
            summary.attributed
        ),
    ];
    report::line(&format!("Built {} in {:.2} s.", parts.join(", "), took.as_secs_f64()));
    let changes = format!(
        "{} written, {} unchanged, {} removed",
        report.written, report.unchanged, report.removed
    );
    report::line(&format!(
        "{}: {changes}. Open {}.",
        shown(output),
        shown(&output.join("index.html"))
    ));
    if report.written + report.removed > 0 && search_index::exists(output) {
        report::line("The full-text index is older than these pages: run `dossier search-index`.");
    }
}

/// "1 entity", "30 entities (12 from the registry, 10 known beforehand, 8 found)".
fn entities(summary: &Summary) -> String {
    let count = match summary.entities {
        1 => "1 entity".to_owned(),
        count => format!("{count} entities"),
    };
    let parts = [
        (summary.registered, "from the registry"),
        (summary.known, "known beforehand"),
        (summary.found, "found"),
    ];
    let parts: Vec<String> = parts
        .iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, origin)| format!("{count} {origin}"))
        .collect();
    match parts.len() {
        0 | 1 if summary.registered == summary.entities => count,
        _ => format!("{count} ({})", parts.join(", ")),
    }
}

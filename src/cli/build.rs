//! `dossier build`

use std::process::ExitCode;

use camino::Utf8PathBuf;
use clap::Args;

use super::args::{Format, SiteArgs, shown};
use super::progress::{Both, Progress};
use super::report::{self, plural};
use super::search_index;
use super::timings::Timings;
use crate::pipeline::{self, Outcome, Summary};

#[derive(Args)]
pub struct BuildArgs {
    #[command(flatten)]
    site: SiteArgs,
    /// The output folder; overrides `output` in dossier.yaml.
    #[arg(long, short, value_name = "DIR")]
    output: Option<Utf8PathBuf>,
    /// Print the duration of each stage, and how much was reused from the cache.
    #[arg(long)]
    timings: bool,
    /// Output format of diagnostics.
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
}

pub fn run(args: BuildArgs) -> ExitCode {
    let timings = Timings::start();
    let mut progress = Progress::new(args.format == Format::Human);
    let observer = Both(&timings, &progress);
    let outcome = pipeline::build(&args.site.request(args.output.clone()), &observer);
    timings.stop();
    progress.stop();
    let output = outcome.published.as_ref().map(|(output, _)| shown(output));
    let diagnostics = args.site.with_paths_for(args.format, &outcome.diagnostics);
    report::print(args.format, &diagnostics, outcome.summary, output.as_deref());
    if args.format == Format::Human {
        summary(&outcome, &timings);
    }
    if args.timings {
        timings.lines().iter().for_each(|line| report::aside(line));
    }
    report::status(!outcome.failed())
}

/// Prints what was built, and where.
fn summary(outcome: &Outcome, timings: &Timings) {
    let Some((output, report)) = &outcome.published else {
        if !outcome.interrupted {
            report::line("Nothing was written; the previously built site is unchanged.");
        }
        return;
    };
    let summary = &outcome.summary;
    let parts = [
        plural(summary.articles, "article"),
        plural(summary.dossiers, "dossier"),
        entities(summary),
        quotations(summary),
    ];
    report::line(&format!("Built {} {}.", parts.join(", "), timings.summary()));
    omissions(summary).into_iter().for_each(|line| report::line(&line));
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
        report::line("The full-text index is out of date: run `dossier search-index`.");
    }
}

/// "8 quotations (6 with a speaker, 75 %)".
fn quotations(summary: &Summary) -> String {
    let count = plural(summary.quotations, "quotation");
    match (summary.attributed * 100).checked_div(summary.quotations) {
        Some(share) => format!("{count} ({} with a speaker, {share} %)", summary.attributed),
        None => count,
    }
}

/// Lines about names without a page and files that were left out.
fn omissions(summary: &Summary) -> Vec<String> {
    let reasons = [
        (summary.drafts, "draft", "drafts"),
        (summary.embargoed, "before its date", "before their dates"),
    ];
    let reasons: Vec<String> = reasons
        .iter()
        .filter(|(count, _, _)| *count > 0)
        .map(|(count, one, many)| format!("{count} {}", if *count == 1 { one } else { many }))
        .collect();
    let names = (summary.candidates > 0).then(|| {
        format!(
            "{} without a page: `dossier candidates`.",
            plural(summary.candidates, "name")
        )
    });
    let files = (!reasons.is_empty()).then(|| format!("Left out: {}.", reasons.join(", ")));
    names.into_iter().chain(files).collect()
}

/// "1 entity", "30 entities (12 from the registry, 10 from the embedded knowledge base, 8 found)".
fn entities(summary: &Summary) -> String {
    let count = match summary.entities {
        1 => "1 entity".to_owned(),
        count => format!("{count} entities"),
    };
    let parts = [
        (summary.registered, "from the registry"),
        (summary.known, "from the embedded knowledge base"),
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

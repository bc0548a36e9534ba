//! `dossier build`

use std::process::ExitCode;

use camino::Utf8PathBuf;
use clap::Args;

use super::report::{self, plural};
use super::{Format, SiteArgs, shown};
use crate::pipeline::{self, Outcome};

/// What `build` takes.
#[derive(Args)]
pub struct BuildArgs {
    #[command(flatten)]
    site: SiteArgs,
    /// Where to write; instead of `output` in dossier.yaml, or `public`.
    #[arg(long, short, value_name = "DIR")]
    output: Option<Utf8PathBuf>,
    /// How to print what there is to say.
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
}

/// Builds the site.
pub fn run(args: BuildArgs) -> ExitCode {
    let start = std::time::Instant::now();
    let outcome = pipeline::build(&args.site.request(args.output.clone()));
    let output = outcome.published.as_ref().map(|(output, _)| shown(output));
    let diagnostics = args.site.seen_from_here(&outcome.diagnostics);
    report::print(args.format, &diagnostics, outcome.summary, output.as_deref());
    if args.format == Format::Human {
        summary(&outcome, start.elapsed());
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
        if summary.entities == 1 {
            "1 entity".to_owned()
        } else {
            format!("{} entities", summary.entities)
        },
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
}

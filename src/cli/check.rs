//! `dossier check`

use std::process::ExitCode;

use clap::Args;

use super::progress::Progress;
use super::report::{self, plural};
use super::{Format, SiteArgs, links};
use crate::pipeline;

/// What `check` takes.
#[derive(Args)]
pub struct CheckArgs {
    #[command(flatten)]
    site: SiteArgs,
    /// Ask addresses outside of the site whether they still work.
    #[arg(long)]
    links: bool,
    /// How to print what there is to say.
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
}

/// Checks the site.
pub fn run(args: CheckArgs) -> ExitCode {
    let mut progress = Progress::new(args.format == Format::Human);
    let outcome = pipeline::check(&args.site.request(None), &progress, args.links.then_some(&links::ask));
    progress.stop();
    let diagnostics = args.site.seen_by(args.format, &outcome.diagnostics);
    report::print(args.format, &diagnostics, outcome.summary, None);
    if args.format == Format::Human && !outcome.failed() {
        report::line(&format!(
            "{} checked, no errors.",
            plural(outcome.summary.articles, "article")
        ));
    }
    if outcome.failed() {
        ExitCode::FAILURE
    } else {
        ExitCode::SUCCESS
    }
}

//! `dossier check`

use std::process::ExitCode;

use clap::Args;

use super::args::{Format, SiteArgs};
use super::links;
use super::progress::Progress;
use super::report::{self, plural};
use crate::pipeline;

#[derive(Args)]
pub struct CheckArgs {
    #[command(flatten)]
    site: SiteArgs,
    /// Check whether external links still work.
    #[arg(long)]
    links: bool,
    /// Output format of diagnostics.
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
}

pub fn run(args: CheckArgs) -> ExitCode {
    let mut progress = Progress::new(args.format == Format::Human);
    let outcome = pipeline::check(&args.site.request(None), &progress, args.links.then_some(&links::check));
    progress.stop();
    let diagnostics = args.site.with_paths_for(args.format, &outcome.diagnostics);
    report::print(args.format, &diagnostics, outcome.summary, None);
    if args.format == Format::Human && !outcome.failed() {
        report::line(&format!(
            "{} checked, no errors.",
            plural(outcome.summary.articles, "article")
        ));
    }
    report::status(!outcome.failed())
}

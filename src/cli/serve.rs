//! `dossier serve`

use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use clap::Args;

use super::report::{self, plural};
use super::{Format, SiteArgs, now};
use crate::diagnostics::Severity;
use crate::diagnostics::locate::LocatedDiagnostic;
use crate::serve::{self, Event, Options};

/// What `serve` takes.
#[derive(Args)]
pub struct ServeArgs {
    #[command(flatten)]
    site: SiteArgs,
    /// The port on this machine; 0 takes one that is free.
    #[arg(long, short, value_name = "N", default_value_t = 4173)]
    port: u16,
    /// Open the site in a browser.
    #[arg(long)]
    open: bool,
    /// Look for changes every second, where the system does not tell of them (network drives, some containers).
    #[arg(long)]
    poll: bool,
}

/// Serves the site.
pub fn run(args: &ServeArgs) -> ExitCode {
    let options = Options {
        request: args.site.request(None),
        port: args.port,
        open: args.open,
        poll: args.poll,
        now,
    };
    let site = args.site.clone();
    let tell = Arc::new(move |event: Event<'_>| say(&site, event));
    match serve::run(options, tell) {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => report::failure(&why),
    }
}

fn say(site: &SiteArgs, event: Event<'_>) {
    match event {
        Event::Listening(address) => report::line(&format!("{address}  (end with Ctrl-C)")),
        Event::Trouble(why) => report::warning(&why),
        Event::Found(diagnostics) => report::human(&site.seen_by(Format::Human, diagnostics)),
        Event::Built {
            changed,
            took,
            summary,
            diagnostics,
        } => {
            report::human(&site.seen_by(Format::Human, diagnostics));
            let size = plural(summary.articles, "article");
            report::line(&built(changed, &size, took, diagnostics));
        }
    }
}

/// "content/articles/a.md: 112 articles in 0.08 s, no errors".
fn built(changed: &[String], size: &str, took: Duration, diagnostics: &[LocatedDiagnostic]) -> String {
    let what = match changed {
        [] => String::new(),
        [one] => format!("{one}: "),
        [one, others @ ..] => format!("{one} and {} more: ", others.len()),
    };
    let count = |severity| diagnostics.iter().filter(|d| d.diagnostic.severity == severity).count();
    let errors = match count(Severity::Error) {
        0 => "no errors".to_owned(),
        errors => format!("{}; the last site without errors stays", plural(errors, "error")),
    };
    let warnings = plural(count(Severity::Warning), "warning");
    format!(
        "{what}{size} in {:.0} ms, {errors}, {warnings}",
        took.as_secs_f64() * 1000.0
    )
}

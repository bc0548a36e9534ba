//! `dossier serve`

use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use clap::Args;

use super::args::{Format, SiteArgs, now};
use super::report::{self, plural};
use crate::diagnostics::Severity;
use crate::diagnostics::locate::LocatedDiagnostic;
use crate::serve::{self, Event, Options};

#[derive(Args)]
pub struct ServeArgs {
    #[command(flatten)]
    site: SiteArgs,
    /// The port; 0 chooses a free one.
    #[arg(long, short, value_name = "N", default_value_t = 4173)]
    port: u16,
    /// Open the site in a browser.
    #[arg(long)]
    open: bool,
    /// Poll for changes every second, where file system notifications do not work (network drives, containers).
    #[arg(long)]
    poll: bool,
}

pub fn run(args: &ServeArgs) -> ExitCode {
    let options = Options {
        request: args.site.request(None),
        port: args.port,
        open: args.open,
        poll: args.poll,
        now,
    };
    let site = args.site.clone();
    let listener = Arc::new(move |event: Event<'_>| print(&site, event));
    match serve::run(options, listener) {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => report::failure(&why),
    }
}

fn print(site: &SiteArgs, event: Event<'_>) {
    match event {
        Event::Listening(address) => report::line(&format!("{address}  (stop with Ctrl-C)")),
        Event::Trouble(why) => report::warning(&why),
        Event::Found(diagnostics) => report::human(&site.with_paths_for(Format::Human, diagnostics)),
        Event::Built {
            changed,
            took,
            summary,
            diagnostics,
        } => {
            report::human(&site.with_paths_for(Format::Human, diagnostics));
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
        errors => format!(
            "{}; still serving the last site without errors",
            plural(errors, "error")
        ),
    };
    let warnings = plural(count(Severity::Warning), "warning");
    format!(
        "{what}{size} in {:.0} ms, {errors}, {warnings}",
        took.as_secs_f64() * 1000.0
    )
}

//! `dossier explain`

use std::process::ExitCode;

use clap::Args;

use super::report;
use crate::diagnostics::{Code, Severity};

/// What `explain` takes.
#[derive(Args)]
pub struct ExplainArgs {
    /// The code, as it stands in brackets behind `error`, `warning` or `note`; without it, all of them are listed.
    #[arg(value_name = "CODE")]
    code: Option<String>,
}

/// Explains a code, or lists all of them.
pub fn run(args: &ExplainArgs) -> ExitCode {
    let Some(name) = &args.code else {
        let list: Vec<String> = Code::ALL.iter().map(|code| row(*code)).collect();
        report::line(&list.join("\n"));
        return ExitCode::SUCCESS;
    };
    // As it is copied from a message.
    let bare = name.rsplit('[').next().unwrap_or(name).trim_end_matches([']', ':']);
    match Code::named(bare) {
        Some(code) => {
            let heading = format!("{} ({})", code.name(), severity(code));
            let text = format!("{heading}\n\n{}", code.explanation().text());
            report::line(text.trim_end());
            if code.severity() != Severity::Error {
                let level = format!(
                    "\nIn dossier.yaml, another level for it:\n\n    check: {{{}: off}}",
                    code.name()
                );
                report::line(&level);
            }
            ExitCode::SUCCESS
        }
        None => {
            let help = match Code::nearest(bare) {
                Some(name) => format!("did you mean `{name}`?"),
                None => "`dossier explain` lists all of them".to_owned(),
            };
            report::error(&format!("there is no code `{bare}`; {help}"));
            ExitCode::from(2)
        }
    }
}

/// "anchor-not-found        error    The article does not hold …"
fn row(code: Code) -> String {
    format!(
        "{:<26}{:<9}{}",
        code.name(),
        severity(code),
        code.explanation().summary()
    )
}

fn severity(code: Code) -> &'static str {
    match code.severity() {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}

//! `dossier explain`

use std::process::ExitCode;

use clap::Args;

use super::report;
use crate::diagnostics::{Code, Severity};

#[derive(Args)]
pub struct ExplainArgs {
    /// The code in brackets after `error`, `warning` or `note`; without it, all codes are listed.
    #[arg(value_name = "CODE")]
    code: Option<String>,
}

pub fn run(args: &ExplainArgs) -> ExitCode {
    let Some(name) = &args.code else {
        let list: Vec<String> = Code::ALL.iter().map(|code| row(*code)).collect();
        report::line(&list.join("\n"));
        return ExitCode::SUCCESS;
    };
    // Accepts the code with its brackets, as copied from a message.
    let bare = name.rsplit('[').next().unwrap_or(name).trim_end_matches([']', ':']);
    match Code::named(bare) {
        Some(code) => {
            let heading = format!("{} ({})", code.name(), severity(code));
            let text = format!("{heading}\n\n{}", code.explanation().text());
            report::line(text.trim_end());
            if code.severity() != Severity::Error {
                let level = format!(
                    "\nTo change its severity in dossier.yaml:\n\n    check: {{{}: off}}",
                    code.name()
                );
                report::line(&level);
            }
            ExitCode::SUCCESS
        }
        None => {
            let help = match Code::nearest(bare) {
                Some(name) => format!("did you mean `{name}`?"),
                None => "`dossier explain` lists all codes".to_owned(),
            };
            report::error(&format!("unknown code `{bare}`; {help}"));
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

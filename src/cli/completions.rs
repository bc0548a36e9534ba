//! `dossier completions`

use std::process::ExitCode;

use clap::{Args, Command};
use clap_complete::Shell;

use super::report;

#[derive(Args)]
pub struct CompletionsArgs {
    /// The shell.
    #[arg(value_enum)]
    shell: Shell,
}

pub fn run(args: &CompletionsArgs, dossier: &mut Command) -> ExitCode {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, dossier, "dossier", &mut script);
    report::print_all(&[&script])
}

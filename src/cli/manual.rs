//! `dossier manual`: man pages with the text of `--help`.

use std::fs;
use std::io::{self, Write};
use std::process::ExitCode;

use camino::{Utf8Path, Utf8PathBuf};
use clap::{Args, Command};
use clap_mangen::Man;

use super::args::shown;
use super::help::{ENVIRONMENT, EXIT_STATUS};
use super::report;

#[derive(Args)]
pub struct ManualArgs {
    /// The command, such as `new article`; without it, the page of dossier itself.
    command: Vec<String>,
    /// The folder for the pages of all commands: dossier.1, dossier-build.1 …
    #[arg(long, short, value_name = "DIR", conflicts_with = "command")]
    output: Option<Utf8PathBuf>,
}

pub fn run(args: &ManualArgs, dossier: Command) -> ExitCode {
    let mut dossier = dossier.disable_help_subcommand(true);
    dossier.build();
    if let Some(folder) = &args.output {
        return match write(&dossier, folder) {
            Ok(()) => ExitCode::SUCCESS,
            Err(error) => report::failure(&format!("cannot write below {}: {error}", shown(folder))),
        };
    }
    let mut command = &dossier;
    for name in &args.command {
        match command.find_subcommand(name) {
            Some(found) => command = found,
            None => {
                return report::failure(&format!(
                    "unknown command `{name}`; `dossier --help` lists all commands"
                ));
            }
        }
    }
    match page(command) {
        Ok(page) => report::print_all(&[&page]),
        Err(error) => report::failure(&error),
    }
}

/// Writes the pages of a command and its subcommands.
fn write(command: &Command, folder: &Utf8Path) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    let name = command.get_display_name().unwrap_or(command.get_name());
    let path = folder.join(format!("{name}.1"));
    fs::write(&path, page(command)?)?;
    report::line(&shown(&path));
    command.get_subcommands().try_for_each(|command| write(command, folder))
}

/// A page in roff, the format of `man`.
fn page(command: &Command) -> io::Result<Vec<u8>> {
    let man = Man::new(command.clone()).source(concat!("dossier ", env!("CARGO_PKG_VERSION")));
    let mut out = Vec::new();
    man.render_title(&mut out)?;
    man.render_name_section(&mut out)?;
    man.render_synopsis_section(&mut out)?;
    man.render_description_section(&mut out)?;
    man.render_options_section(&mut out)?;
    if command.has_subcommands() {
        man.render_subcommands_section(&mut out)?;
    }
    let help = command.get_after_help().map(ToString::to_string).unwrap_or_default();
    let examples = help.split("\n\n").next().unwrap_or_default();
    verbatim(&mut out, "EXAMPLES", examples.trim_start_matches("Examples:\n"))?;
    verbatim(&mut out, "EXIT STATUS", EXIT_STATUS)?;
    verbatim(&mut out, "ENVIRONMENT", ENVIRONMENT)?;
    Ok(out)
}

fn verbatim(out: &mut Vec<u8>, heading: &str, text: &str) -> io::Result<()> {
    if text.is_empty() {
        return Ok(());
    }
    writeln!(out, ".SH \"{heading}\"\n.nf")?;
    for line in text.lines() {
        let line = line
            .trim_end()
            .replace('\\', "\\e")
            .replace('-', "\\-")
            .replace('\'', "\\(aq");
        let guard = if line.starts_with('.') { "\\&" } else { "" };
        writeln!(out, "{guard}{line}")?;
    }
    writeln!(out, ".fi")
}

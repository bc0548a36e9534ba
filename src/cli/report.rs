//! Prints diagnostics and messages.

use std::collections::BTreeMap;
use std::fmt::Display;
use std::io::{ErrorKind, IsTerminal, Write};
use std::process::ExitCode;
use std::sync::OnceLock;

use clap::ValueEnum;
use serde::Serialize;

use super::args::{Format, SiteArgs};
use crate::diagnostics::json::JsonDiagnostic;
use crate::diagnostics::locate::LocatedDiagnostic;
use crate::diagnostics::sarif::sarif;
use crate::diagnostics::{Code, Diagnostic, Printer, Severity};
use crate::pipeline::Summary;

/// The most diagnostics of one code that are printed for people: thousands usually have a single cause.
const MAX_PER_CODE: usize = 20;

#[derive(Serialize)]
struct JsonReport<'a> {
    ok: bool,
    summary: Summary,
    output: Option<&'a str>,
    diagnostics: Vec<JsonDiagnostic<'a>>,
}

/// Prints diagnostics in a format: for people on standard error, for programs on standard output.
pub fn print(format: Format, diagnostics: &[LocatedDiagnostic], summary: Summary, output: Option<&str>) {
    match format {
        Format::Human => human(diagnostics),
        Format::Json => {
            let ok = !diagnostics
                .iter()
                .any(|located| located.diagnostic.severity == Severity::Error);
            let report = JsonReport {
                ok,
                summary,
                output,
                diagnostics: diagnostics.iter().map(JsonDiagnostic::from).collect(),
            };
            line(&serde_json::to_string(&report).unwrap_or_default());
        }
        Format::Sarif => line(&sarif(diagnostics).to_string()),
        Format::Github => diagnostics.iter().for_each(|located| line(&github(located))),
    }
}

/// Prints diagnostics for people on standard error; errors come last, where they are seen.
pub fn human(diagnostics: &[LocatedDiagnostic]) {
    let printer = Printer::new(colours());
    let mut err = std::io::stderr().lock();
    for severity in [Severity::Note, Severity::Warning, Severity::Error] {
        let mut seen = BTreeMap::new();
        for located in diagnostics.iter().filter(|d| d.diagnostic.severity == severity) {
            let number = seen.entry(located.diagnostic.code.name()).or_insert(0);
            *number += 1;
            if *number <= MAX_PER_CODE {
                let _ = writeln!(err, "{}", printer.text(located));
            }
        }
        for (code, number) in seen.into_iter().filter(|(_, number)| *number > MAX_PER_CODE) {
            let more = number - MAX_PER_CODE;
            let _ = writeln!(
                err,
                "… and {more} more of `{code}`: `dossier check --format json` lists all of them\n"
            );
        }
    }
    let count = |severity| {
        diagnostics
            .iter()
            .filter(|located| located.diagnostic.severity == severity)
            .count()
    };
    let (errors, warnings) = (count(Severity::Error), count(Severity::Warning));
    if errors + warnings > 0 {
        let _ = writeln!(err, "{}, {}", plural(errors, "error"), plural(warnings, "warning"));
    }
}

/// Prints a line on standard output; does not fail on a closed pipe.
pub fn line(text: &str) {
    let _ = writeln!(std::io::stdout().lock(), "{text}");
}

pub fn aside(text: &str) {
    let _ = writeln!(std::io::stderr().lock(), "{text}");
}

pub fn error(message: &impl Display) {
    labelled("error", "91", message);
}

/// Prints an error and returns the exit status for it.
pub fn failure(message: &impl Display) -> ExitCode {
    error(message);
    ExitCode::FAILURE
}

pub fn warning(message: &impl Display) {
    labelled("warning", "33", message);
}

fn labelled(label: &str, colour: &str, message: &dyn Display) {
    let (on, off) = match colours() {
        true => (format!("\x1b[1m\x1b[{colour}m"), "\x1b[0m"),
        false => (String::new(), ""),
    };
    aside(&format!("{on}{label}{off}: {message}"));
}

/// Prints bytes on standard output; a closed pipe is not a failure.
pub fn print_all(parts: &[&[u8]]) -> ExitCode {
    let mut out = std::io::stdout().lock();
    let written = parts.iter().try_for_each(|part| out.write_all(part));
    match written.and_then(|()| out.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            failure(&format!("cannot write to standard output: {error}"))
        }
        _ => ExitCode::SUCCESS,
    }
}

/// When to colour messages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Color {
    /// On a terminal, unless NO_COLOR is set.
    #[default]
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

static COLOR: OnceLock<Color> = OnceLock::new();

pub fn set_color(color: Color) {
    _ = COLOR.set(color);
}

fn colours() -> bool {
    match COLOR.get().copied().unwrap_or_default() {
        Color::Always => true,
        Color::Never => false,
        Color::Auto => {
            let set = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty());
            let dumb = set("TERM").is_some_and(|term| term == "dumb");
            std::io::stderr().is_terminal() && !dumb && set("NO_COLOR").is_none()
        }
    }
}

/// Prints the errors among diagnostics; returns whether there are any.
pub fn errors(site: &SiteArgs, diagnostics: &[LocatedDiagnostic]) -> bool {
    let mut errors = site.with_paths_for(Format::Human, diagnostics);
    errors.retain(|located| located.diagnostic.severity == Severity::Error);
    human(&errors);
    !errors.is_empty()
}

pub type Failure = Box<Diagnostic>;

pub fn diagnostic(code: Code, message: impl Into<String>, help: impl Into<String>) -> Failure {
    Box::new(Diagnostic::new(code, message).help(help))
}

/// Prints the result of a command: its lines, or why it failed.
pub fn conclude(result: Result<Vec<String>, Failure>) -> ExitCode {
    match &result {
        Ok(lines) => lines.iter().for_each(|text| line(text)),
        Err(diagnostic) => human(&[LocatedDiagnostic {
            diagnostic: Diagnostic::clone(diagnostic),
            position: None,
        }]),
    }
    status(result.is_ok())
}

pub fn status(success: bool) -> ExitCode {
    if success { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// "1 error", "2 errors".
pub fn plural(count: usize, noun: &str) -> String {
    if count == 1 {
        format!("1 {noun}")
    } else {
        format!("{count} {noun}s")
    }
}

/// A workflow command of GitHub Actions.
fn github(located: &LocatedDiagnostic) -> String {
    let diagnostic = &located.diagnostic;
    let level = match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "notice",
    };
    let mut properties = Vec::new();
    if let Some(location) = &diagnostic.location {
        properties.push(format!("file={}", property(location.file.as_str())));
    }
    if let Some(position) = &located.position {
        properties.push(format!("line={},col={}", position.line, position.column));
    }
    properties.push(format!("title={}", property(diagnostic.code.name())));
    let help = diagnostic
        .help
        .as_ref()
        .map_or_else(String::new, |help| format!("\n{help}"));
    format!(
        "::{level} {}::{}",
        properties.join(","),
        data(&format!("{}{help}", diagnostic.message))
    )
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

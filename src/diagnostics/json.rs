//! Diagnostics as JSON.

use serde::Serialize;

use super::Severity;
use super::locate::LocatedDiagnostic;

/// One diagnostic, with the fields of `--format json`.
#[derive(Serialize)]
pub struct JsonDiagnostic<'a> {
    code: &'static str,
    severity: Severity,
    message: &'a str,
    help: Option<&'a str>,
    file: Option<&'a str>,
    line: Option<u32>,
    column: Option<u32>,
    source_line: Option<&'a str>,
}

impl<'a> From<&'a LocatedDiagnostic> for JsonDiagnostic<'a> {
    fn from(located: &'a LocatedDiagnostic) -> JsonDiagnostic<'a> {
        let diagnostic = &located.diagnostic;
        let position = located.position.as_ref();
        JsonDiagnostic {
            code: diagnostic.code.name(),
            severity: diagnostic.severity,
            message: &diagnostic.message,
            help: diagnostic.help.as_deref(),
            file: diagnostic.location.as_ref().map(|l| l.file.as_str()),
            line: position.map(|p| p.line),
            column: position.map(|p| p.column),
            source_line: position.map(|p| p.source_line.as_str()),
        }
    }
}

//! Diagnostics for programs: one JSON object each.

use serde::Serialize;

use super::Severity;
use super::locate::Located;

/// A diagnostic as JSON.
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

impl<'a> From<&'a Located> for JsonDiagnostic<'a> {
    fn from(located: &'a Located) -> JsonDiagnostic<'a> {
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

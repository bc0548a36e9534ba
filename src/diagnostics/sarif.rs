//! Diagnostics in SARIF 2.1.0, the format that code scanning reads.

use serde::Serialize;

use super::locate::Located;
use super::{Code, Severity};

/// The schema that the output follows.
const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";

/// The file that is named where a problem has none: readers of SARIF drop what has no place.
const WHOLE_SITE: &str = "dossier.yaml";

/// A log of one run.
#[derive(Serialize)]
pub struct Sarif {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [Run; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Run {
    tool: Tool,
    results: Vec<Entry>,
    column_kind: &'static str,
}

#[derive(Serialize)]
struct Tool {
    driver: Driver,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Driver {
    name: &'static str,
    semantic_version: &'static str,
    rules: Vec<Rule>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Rule {
    id: &'static str,
    short_description: Text,
    full_description: Text,
    help: Help,
    default_configuration: Configuration,
}

#[derive(Serialize)]
struct Text {
    text: String,
}

#[derive(Serialize)]
struct Help {
    text: String,
    markdown: String,
}

#[derive(Serialize)]
struct Configuration {
    level: Severity,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Entry {
    rule_id: &'static str,
    rule_index: usize,
    level: Severity,
    message: Text,
    locations: [Location; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Location {
    physical_location: Physical,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Physical {
    artifact_location: Artifact,
    #[serde(skip_serializing_if = "Option::is_none")]
    region: Option<Region>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Artifact {
    uri: String,
    uri_base_id: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: u32,
    start_column: u32,
    end_column: u32,
}

impl Sarif {
    /// A log of these diagnostics, with a rule for every code.
    pub fn new(diagnostics: &[Located]) -> Sarif {
        let driver = Driver {
            name: "dossier",
            semantic_version: env!("CARGO_PKG_VERSION"),
            rules: Code::ALL.iter().map(|code| rule(*code)).collect(),
        };
        Sarif {
            schema: SCHEMA,
            version: "2.1.0",
            runs: [Run {
                tool: Tool { driver },
                results: diagnostics.iter().map(entry).collect(),
                column_kind: "unicodeCodePoints",
            }],
        }
    }
}

fn rule(code: Code) -> Rule {
    let explanation = code.explanation();
    let (plain, wrong, right) = (explanation.plain(), explanation.wrong, explanation.right);
    Rule {
        id: code.name(),
        short_description: Text {
            text: explanation.summary(),
        },
        full_description: Text { text: plain.clone() },
        help: Help {
            text: explanation.text(),
            markdown: format!("{plain}\n\nWrong:\n\n{wrong}\n\nRight:\n\n{right}\n"),
        },
        default_configuration: Configuration { level: code.severity() },
    }
}

fn entry(located: &Located) -> Entry {
    let diagnostic = &located.diagnostic;
    let message = match &diagnostic.help {
        Some(help) => format!("{}\n{help}", diagnostic.message),
        None => diagnostic.message.clone(),
    };
    let file = diagnostic
        .location
        .as_ref()
        .map_or(WHOLE_SITE, |location| location.file.as_str());
    let region = located.position.as_ref().map(|position| {
        let marked = position.source_line.get(position.mark.range()).unwrap_or("");
        Region {
            start_line: position.line,
            start_column: position.column,
            end_column: position.column + marked.chars().count().max(1) as u32,
        }
    });
    Entry {
        rule_id: diagnostic.code.name(),
        rule_index: Code::ALL.iter().position(|code| *code == diagnostic.code).unwrap_or(0),
        level: diagnostic.severity,
        message: Text { text: message },
        locations: [Location {
            physical_location: Physical {
                artifact_location: Artifact {
                    uri: encoded(file),
                    uri_base_id: "%SRCROOT%",
                },
                region,
            },
        }],
    }
}

/// A path as a part of an address.
fn encoded(path: &str) -> String {
    let mut uri = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => uri.push(char::from(byte)),
            other => uri.push_str(&format!("%{other:02X}")),
        }
    }
    uri
}

//! Diagnostics in SARIF 2.1.0, the format of code scanning.

use serde_json::{Value, json};

use super::Code;
use super::locate::LocatedDiagnostic;
use crate::model::url::encode_path;

const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";
/// The file of a problem that has none: readers of SARIF drop results without a location.
const WHOLE_SITE: &str = "dossier.yaml";

/// A log with one run: a rule for each code, and a result for each diagnostic.
pub fn sarif(diagnostics: &[LocatedDiagnostic]) -> Value {
    let driver = json!({
        "name": "dossier",
        "semanticVersion": env!("CARGO_PKG_VERSION"),
        "rules": Code::ALL.iter().map(|code| rule(*code)).collect::<Vec<_>>(),
    });
    json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": driver},
            "results": diagnostics.iter().map(result).collect::<Vec<_>>(),
            "columnKind": "unicodeCodePoints",
        }],
    })
}

fn rule(code: Code) -> Value {
    let explanation = code.explanation();
    let (plain, wrong, right) = (explanation.plain(), explanation.wrong, explanation.right);
    json!({
        "id": code.name(),
        "shortDescription": {"text": explanation.summary()},
        "fullDescription": {"text": plain},
        "help": {
            "text": explanation.text(),
            "markdown": format!("{plain}\n\nWrong:\n\n{wrong}\n\nRight:\n\n{right}\n"),
        },
        "defaultConfiguration": {"level": code.severity()},
    })
}

fn result(located: &LocatedDiagnostic) -> Value {
    let diagnostic = &located.diagnostic;
    let message = match &diagnostic.help {
        Some(help) => format!("{}\n{help}", diagnostic.message),
        None => diagnostic.message.clone(),
    };
    let file = diagnostic
        .location
        .as_ref()
        .map_or(WHOLE_SITE, |location| location.file.as_str());
    let mut place = json!({
        "artifactLocation": {"uri": encode_path(file), "uriBaseId": "%SRCROOT%"},
    });
    if let Some(position) = &located.position {
        let marked = position.source_line.get(position.mark.range()).unwrap_or("");
        place["region"] = json!({
            "startLine": position.line,
            "startColumn": position.column,
            "endColumn": position.column + marked.chars().count().max(1) as u32,
        });
    }
    json!({
        "ruleId": diagnostic.code.name(),
        "ruleIndex": Code::ALL.iter().position(|code| *code == diagnostic.code),
        "level": diagnostic.severity,
        "message": {"text": message},
        "locations": [{"physicalLocation": place}],
    })
}

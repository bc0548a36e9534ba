//! Collects the problems of a YAML text.

use serde_yaml::Value;

use crate::diagnostics::{Code, Diagnostic, Place};
use crate::model::key_path::KeyPath;

/// The problems of one YAML text. Their places have no file; the caller fills it in.
#[derive(Default)]
pub struct Problems(pub Vec<Diagnostic>);

impl Problems {
    pub fn value(&mut self, code: Code, path: &KeyPath, message: String, help: Option<String>) {
        self.push(code, Place::Value(path.clone()), message, help);
    }

    pub fn key(&mut self, code: Code, path: &KeyPath, message: String, help: Option<String>) {
        self.push(code, Place::Key(path.clone()), message, help);
    }

    /// Withdraws the problem that a key of the mapping at `path` is missing.
    pub(super) fn forget_missing(&mut self, path: &KeyPath, key: &str) {
        let place = Place::Value(path.clone());
        self.0.retain(|problem| {
            let here = problem
                .location
                .as_ref()
                .is_some_and(|location| location.place == place);
            !(here && problem.code == Code::MissingKey && problem.message == missing(key))
        });
    }

    fn push(&mut self, code: Code, place: Place, message: String, help: Option<String>) {
        let diagnostic = Diagnostic::new(code, message).placed(place);
        self.0.push(Diagnostic { help, ..diagnostic });
    }
}

/// The message for a required key that is missing.
pub(super) fn missing(key: &str) -> String {
    format!("the key `{key}` is missing")
}

/// The type of a value, in words.
pub(super) fn describe(value: &Value) -> &'static str {
    match value {
        Value::Null => "empty",
        Value::Bool(_) => "true or false",
        Value::Number(_) => "a number",
        Value::String(_) => "a text",
        Value::Sequence(_) => "a list",
        Value::Mapping(_) => "a mapping",
        Value::Tagged(_) => "a value with a YAML tag",
    }
}

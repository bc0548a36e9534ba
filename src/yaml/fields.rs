//! Typed reading of a YAML mapping, key by key.

use serde_yaml::{Mapping, Value};

use super::scalar::{Scalar, scalar};
use crate::diagnostics::{Code, Diagnostic, Location, Place, did_you_mean, nearest};
use crate::model::key_path::{KeyPath, Step};

/// The problems of one YAML text, with places relative to it; the file is filled in by the caller.
#[derive(Default)]
pub struct Problems(pub Vec<Diagnostic>);

impl Problems {
    /// Notes a problem at a value.
    pub fn value(&mut self, code: Code, path: &KeyPath, message: String, help: Option<String>) {
        self.push(code, Place::Value(path.clone()), message, help);
    }

    /// Notes a problem at a key.
    pub fn key(&mut self, code: Code, path: &KeyPath, message: String, help: Option<String>) {
        self.push(code, Place::Key(path.clone()), message, help);
    }

    /// Drops the problem that a key of the mapping at `path` is missing.
    fn forget_missing(&mut self, path: &KeyPath, key: &str) {
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
        let mut diagnostic = Diagnostic::new(code, message);
        diagnostic.help = help;
        diagnostic.location = Some(Location {
            file: Default::default(),
            place,
        });
        self.0.push(diagnostic);
    }
}

/// A mapping that is read key by key. Every key that was asked for is known; [`Fields::finish`]
/// refuses the others.
pub struct Fields<'a> {
    mapping: &'a Mapping,
    path: KeyPath,
    known: Vec<&'static str>,
    /// Keys that people write instead of another: the wrong one, the right one, and what to say.
    misnomers: Vec<(&'static str, &'static str, &'static str)>,
    /// What to say in place of a list of the known keys, where there are too many of them.
    unlisted: Option<&'static str>,
    problems: &'a mut Problems,
}

impl<'a> Fields<'a> {
    /// Reads `mapping`, which stands at `path`.
    pub fn new(mapping: &'a Mapping, path: KeyPath, problems: &'a mut Problems) -> Fields<'a> {
        Fields {
            mapping,
            path,
            known: Vec::new(),
            misnomers: Vec::new(),
            unlisted: None,
            problems,
        }
    }

    /// The path of a key of this mapping.
    pub fn path(&self, key: &str) -> KeyPath {
        self.path.key(key)
    }

    /// The value of a key; a key without a value counts as left out.
    fn get(&mut self, key: &'static str) -> Option<&'a Value> {
        self.known.push(key);
        self.mapping.get(key).filter(|value| !value.is_null())
    }

    /// Notes a problem with the value of `key`.
    pub fn problem(&mut self, code: Code, key: &'static str, message: String, help: Option<String>) {
        let path = self.path.key(key);
        self.problems.value(code, &path, message, help);
    }

    /// Notes a problem with a value below this mapping.
    pub fn problem_at(&mut self, code: Code, path: &KeyPath, message: String, help: Option<String>) {
        self.problems.value(code, path, message, help);
    }

    /// Says what to write instead of a key that is often written by mistake.
    pub fn misnomer(&mut self, wrong: &'static str, right: &'static str, help: &'static str) {
        self.misnomers.push((wrong, right, help));
    }

    /// Says where the known keys are listed, in place of all of them.
    pub fn unlisted(&mut self, help: &'static str) {
        self.unlisted = Some(help);
    }

    /// A scalar that may be left out.
    pub fn optional<T: Scalar>(&mut self, key: &'static str) -> Option<T> {
        let value = self.get(key)?;
        let path = self.path.key(key);
        scalar(value, &path, self.problems)
    }

    /// A scalar that must be given.
    pub fn required<T: Scalar>(&mut self, key: &'static str) -> Option<T> {
        if self.get(key).is_none() {
            let path = self.path.clone();
            self.problems.value(
                Code::MissingKey,
                &path,
                missing(key),
                Some(format!("add `{key}:` with {}", T::EXPECTED)),
            );
            return None;
        }
        self.known.pop();
        self.optional(key)
    }

    /// `true` or `false`.
    pub fn flag(&mut self, key: &'static str) -> Option<bool> {
        match self.get(key)? {
            Value::Bool(value) => Some(*value),
            other => {
                let message = format!("`{key}` is {}, expected `true` or `false`", describe(other));
                let help = format!("write `{key}: true` or `{key}: false`");
                self.problem(Code::WrongType, key, message, Some(help));
                None
            }
        }
    }

    /// One of a fixed set of words.
    pub fn choice<T: Copy>(&mut self, key: &'static str, choices: &[(&'static str, T)]) -> Option<T> {
        let text: String = self.optional(key)?;
        let found = choices.iter().find(|(name, _)| *name == text).map(|(_, value)| *value);
        if found.is_none() {
            let names: Vec<&str> = choices.iter().map(|(name, _)| *name).collect();
            let message = format!("`{key}` cannot be `{text}`; it is one of: {}", names.join(", "));
            self.problem(
                Code::InvalidValue,
                key,
                message,
                did_you_mean(&text, names.iter().copied()),
            );
        }
        found
    }

    /// A list of scalars, each with its path.
    pub fn list<T: Scalar>(&mut self, key: &'static str) -> Vec<(T, KeyPath)> {
        let path = self.path.key(key);
        self.items(key)
            .iter()
            .enumerate()
            .filter_map(|(index, value)| {
                let path = path.index(index);
                scalar(value, &path, self.problems).map(|item| (item, path))
            })
            .collect()
    }

    /// A mapping that may be left out.
    pub fn mapping<T>(&mut self, key: &'static str, read: impl FnOnce(&mut Fields<'_>) -> Option<T>) -> Option<T> {
        let value = self.get(key)?;
        let path = self.path.key(key);
        read_mapping(value, path, self.problems, read)
    }

    /// A list of mappings.
    pub fn mappings<T>(&mut self, key: &'static str, mut read: impl FnMut(&mut Fields<'_>) -> Option<T>) -> Vec<T> {
        let path = self.path.key(key);
        self.items(key)
            .iter()
            .enumerate()
            .filter_map(|(index, value)| read_mapping(value, path.index(index), self.problems, &mut read))
            .collect()
    }

    /// A mapping, or a list of several.
    pub fn one_or_more<T>(&mut self, key: &'static str, read: impl FnMut(&mut Fields<'_>) -> Option<T>) -> Vec<T> {
        match self.mapping.get(key) {
            Some(Value::Mapping(_)) => self.mapping(key, read).into_iter().collect(),
            _ => self.mappings(key, read),
        }
    }

    /// The items of a list; none where the key is left out or something else.
    fn items(&mut self, key: &'static str) -> &'a [Value] {
        match self.get(key) {
            None => &[],
            Some(Value::Sequence(items)) => items,
            Some(other) => {
                let message = format!("`{key}` is {}, expected a list", describe(other));
                self.problem(
                    Code::WrongType,
                    key,
                    message,
                    Some(format!("write `{key}: [one, two]`, or one `- item` a line")),
                );
                &[]
            }
        }
    }

    /// Refuses the keys that nobody asked for.
    pub fn finish(self) {
        for key in self.mapping.keys() {
            let name = key_name(key);
            if !self.known.contains(&name.as_str()) {
                let mut known = self.known.clone();
                known.sort_unstable();
                known.dedup();
                let misnomer = self.misnomers.iter().find(|(wrong, _, _)| *wrong == name);
                let meant = misnomer
                    .map(|(_, right, _)| *right)
                    .or_else(|| nearest(&name, known.iter().copied()));
                let help = match (misnomer, meant) {
                    (Some((_, _, help)), _) => (*help).to_owned(),
                    (None, Some(meant)) => format!("did you mean `{meant}`?"),
                    (None, None) => match self.unlisted {
                        Some(help) => help.to_owned(),
                        None => format!("known here: {}", known.join(", ")),
                    },
                };
                // Who misspells a key has not forgotten it.
                if let Some(meant) = meant {
                    self.problems.forget_missing(&self.path, meant);
                }
                self.problems.key(
                    Code::UnknownKey,
                    &self.path.key(&name),
                    format!("unknown key `{name}`"),
                    Some(help),
                );
            }
        }
    }
}

/// Reads a mapping whose keys are names that people give, and whose values are mappings. Each
/// comes with its name, and with nothing where it cannot be read.
pub fn entries<T>(
    mapping: &Mapping,
    problems: &mut Problems,
    mut read: impl FnMut(&str, &mut Fields<'_>) -> Option<T>,
) -> Vec<(String, Option<T>)> {
    let entry = |(key, value): (&Value, &Value)| {
        let name = key_name(key);
        let path = KeyPath::root().key(&name);
        let value = read_mapping(value, path, problems, |fields| read(&name, fields));
        (name, value)
    };
    mapping.iter().map(entry).collect()
}

/// A key as it is written.
fn key_name(key: &Value) -> String {
    match key {
        Value::String(name) => name.clone(),
        other => serde_yaml::to_string(other).unwrap_or_default().trim().to_owned(),
    }
}

/// The message of a key that must be given.
fn missing(key: &str) -> String {
    format!("the key `{key}` is missing")
}

/// Reads a nested mapping and refuses its unknown keys.
fn read_mapping<T>(
    value: &Value,
    path: KeyPath,
    problems: &mut Problems,
    read: impl FnOnce(&mut Fields<'_>) -> Option<T>,
) -> Option<T> {
    let Value::Mapping(mapping) = value else {
        let message = format!("this is {}, expected `key: value` pairs", describe(value));
        // What is read of nothing tells the first key.
        let (nothing, mut ignored) = (Mapping::new(), Problems::default());
        let mut fields = Fields::new(&nothing, path.clone(), &mut ignored);
        let _ = read(&mut fields);
        let first = fields.known.first().copied().unwrap_or("key");
        let help = match path.0.last() {
            Some(Step::Key(key)) => format!("write `{key}: {{{first}: …}}`"),
            _ => format!("write `- {first}: …`"),
        };
        problems.value(Code::WrongType, &path, message, Some(help));
        return None;
    };
    let mut fields = Fields::new(mapping, path, problems);
    let result = read(&mut fields);
    fields.finish();
    result
}

/// What a value is, in words.
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

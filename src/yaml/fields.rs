//! Typed reading of a YAML mapping, key by key.

use serde_yaml::{Mapping, Value};

use super::problems::{Problems, describe, missing};
use super::scalar::{Scalar, scalar};
use crate::diagnostics::{Code, did_you_mean, nearest};
use crate::model::key_path::{KeyPath, Step};

/// A mapping that is read key by key. [`Fields::finish`] reports the keys that were not asked for.
pub struct Fields<'a> {
    mapping: &'a Mapping,
    path: KeyPath,
    known: Vec<&'static str>,
    /// Common mistakes: the wrong key, the right key, and the help text.
    misnomers: Vec<(&'static str, &'static str, &'static str)>,
    /// Help for an unknown key, instead of the list of the known ones.
    unlisted: Option<&'static str>,
    problems: &'a mut Problems,
}

impl<'a> Fields<'a> {
    /// Reads `mapping`, whose path is `path`.
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

    pub fn path(&self, key: &str) -> KeyPath {
        self.path.key(key)
    }

    /// The value of a key; `None` if it is missing or null.
    fn get(&mut self, key: &'static str) -> Option<&'a Value> {
        self.known.push(key);
        self.mapping.get(key).filter(|value| !value.is_null())
    }

    pub fn problem(&mut self, code: Code, key: &'static str, message: String, help: Option<String>) {
        let path = self.path.key(key);
        self.problems.value(code, &path, message, help);
    }

    pub fn problem_at(&mut self, code: Code, path: &KeyPath, message: String, help: Option<String>) {
        self.problems.value(code, path, message, help);
    }

    /// Declares a common mistake: the help for the key `wrong`, which stands for `right`.
    pub fn misnomer(&mut self, wrong: &'static str, right: &'static str, help: &'static str) {
        self.misnomers.push((wrong, right, help));
    }

    /// Replaces the list of known keys in the help for an unknown one.
    pub fn unlisted(&mut self, help: &'static str) {
        self.unlisted = Some(help);
    }

    pub fn optional<T: Scalar>(&mut self, key: &'static str) -> Option<T> {
        let value = self.get(key)?;
        let path = self.path.key(key);
        scalar(value, &path, self.problems)
    }

    /// A required scalar; its absence is reported.
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

    /// An optional scalar that is one of a fixed set of words.
    pub fn choice<T: Copy>(&mut self, key: &'static str, choices: &[(&'static str, T)]) -> Option<T> {
        let text: String = self.optional(key)?;
        let found = choices.iter().find(|(name, _)| *name == text).map(|(_, value)| *value);
        if found.is_none() {
            let names: Vec<&str> = choices.iter().map(|(name, _)| *name).collect();
            let message = format!("`{text}` is not a valid `{key}`; expected one of: {}", names.join(", "));
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

    pub fn mapping<T>(&mut self, key: &'static str, read: impl FnOnce(&mut Fields<'_>) -> Option<T>) -> Option<T> {
        let value = self.get(key)?;
        let path = self.path.key(key);
        read_mapping(value, path, self.problems, read)
    }

    pub fn mappings<T>(&mut self, key: &'static str, mut read: impl FnMut(&mut Fields<'_>) -> Option<T>) -> Vec<T> {
        let path = self.path.key(key);
        self.items(key)
            .iter()
            .enumerate()
            .filter_map(|(index, value)| read_mapping(value, path.index(index), self.problems, &mut read))
            .collect()
    }

    pub fn one_or_more<T>(&mut self, key: &'static str, read: impl FnMut(&mut Fields<'_>) -> Option<T>) -> Vec<T> {
        match self.mapping.get(key) {
            Some(Value::Mapping(_)) => self.mapping(key, read).into_iter().collect(),
            _ => self.mappings(key, read),
        }
    }

    /// The items of a list; empty if the key is missing or not a list.
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
                    Some(format!("write `{key}: [one, two]`, or one `- item` per line")),
                );
                &[]
            }
        }
    }

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
                        None => format!("known keys: {}", known.join(", ")),
                    },
                };
                // A misspelled key is not also missing.
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

/// Reads a mapping of arbitrary names to mappings. The value is `None` for an entry that cannot be read.
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

fn key_name(key: &Value) -> String {
    match key {
        Value::String(name) => name.clone(),
        other => serde_yaml::to_string(other).unwrap_or_default().trim().to_owned(),
    }
}

/// Reads a nested mapping and reports its unknown keys.
fn read_mapping<T>(
    value: &Value,
    path: KeyPath,
    problems: &mut Problems,
    read: impl FnOnce(&mut Fields<'_>) -> Option<T>,
) -> Option<T> {
    let Value::Mapping(mapping) = value else {
        let message = format!("this is {}, expected `key: value` pairs", describe(value));
        // Reading an empty mapping tells which key comes first.
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

//! Typed reading of a YAML mapping, key by key.

use serde_yaml::{Mapping, Value};

use crate::diagnostics::{Code, Diagnostic, Location, Place, did_you_mean};
use crate::model::date::PartialDate;
use crate::model::key_path::KeyPath;
use crate::model::slug::Slug;
use crate::model::url::{Destination, SafeUrl};

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
    problems: &'a mut Problems,
}

/// A type that is written as one YAML scalar.
pub trait Scalar: Sized {
    /// What the value should be, for messages: "a date such as `2022-06`".
    const EXPECTED: &'static str;
    /// The code of a value of the right shape that is none.
    const CODE: Code = Code::InvalidValue;

    /// Reads the scalar.
    ///
    /// # Errors
    /// What is wrong with it, in words.
    fn read(text: &str) -> Result<Self, String>;
}

impl Scalar for String {
    const EXPECTED: &'static str = "a text";
    fn read(text: &str) -> Result<String, String> {
        Ok(text.to_owned())
    }
}

impl Scalar for PartialDate {
    const EXPECTED: &'static str = "a date: `2022`, `2022-06`, `2022-06-01` or `2022-06-01T14:30:00+02:00`";
    const CODE: Code = Code::InvalidDate;
    fn read(text: &str) -> Result<PartialDate, String> {
        PartialDate::parse(text)
    }
}

impl Scalar for Slug {
    const EXPECTED: &'static str = "a slug: lower-case letters a to z, digits and single hyphens, at most 100";
    const CODE: Code = Code::InvalidSlug;
    fn read(text: &str) -> Result<Slug, String> {
        Slug::parse(text).ok_or_else(|| match Slug::of(text) {
            Some(slug) => format!("`{text}` is not a slug; write `{slug}`"),
            None => format!("`{text}` is not a slug"),
        })
    }
}

impl Scalar for SafeUrl {
    const EXPECTED: &'static str = "an address that begins with `https://` or `http://`";
    const CODE: Code = Code::InvalidUrl;
    fn read(text: &str) -> Result<SafeUrl, String> {
        match Destination::classify(text) {
            Destination::External(url) => Ok(url),
            _ => Err(format!("`{text}` is not an address that a page may link to")),
        }
    }
}

impl Scalar for i64 {
    const EXPECTED: &'static str = "a whole number";
    fn read(text: &str) -> Result<i64, String> {
        text.parse().map_err(|_| format!("`{text}` is not a whole number"))
    }
}

impl<'a> Fields<'a> {
    /// Reads `mapping`, which stands at `path`.
    pub fn new(mapping: &'a Mapping, path: KeyPath, problems: &'a mut Problems) -> Fields<'a> {
        Fields {
            mapping,
            path,
            known: Vec::new(),
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
                format!("the key `{key}` is missing"),
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
                self.problem(Code::WrongType, key, message, None);
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
            let help =
                did_you_mean(&text, names.iter().copied()).unwrap_or_else(|| format!("one of {}", names.join(", ")));
            self.problem(Code::InvalidValue, key, format!("`{text}` is not a {key}"), Some(help));
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
            let name = match key {
                Value::String(name) => name.clone(),
                other => serde_yaml::to_string(other).unwrap_or_default().trim().to_owned(),
            };
            if !self.known.contains(&name.as_str()) {
                let mut known = self.known.clone();
                known.sort_unstable();
                let help = did_you_mean(&name, known.iter().copied())
                    .unwrap_or_else(|| format!("known here: {}", known.join(", ")));
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

/// Reads a nested mapping and refuses its unknown keys.
fn read_mapping<T>(
    value: &Value,
    path: KeyPath,
    problems: &mut Problems,
    read: impl FnOnce(&mut Fields<'_>) -> Option<T>,
) -> Option<T> {
    let Value::Mapping(mapping) = value else {
        let message = format!("this is {}, expected `key: value` pairs", describe(value));
        problems.value(Code::WrongType, &path, message, None);
        return None;
    };
    let mut fields = Fields::new(mapping, path, problems);
    let result = read(&mut fields);
    fields.finish();
    result
}

/// Reads one scalar. Whole numbers count as text, so that `title: 1984` is a title; a number with
/// a fraction does not, because YAML has already dropped its last zeros.
fn scalar<T: Scalar>(value: &Value, path: &KeyPath, problems: &mut Problems) -> Option<T> {
    let text = match value {
        Value::String(text) => text.chars().filter(|c| is_text(*c)).collect(),
        Value::Number(number) if !number.is_f64() => number.to_string(),
        other => {
            let help = match other {
                Value::Bool(_) | Value::Number(_) => Some("put it in quotation marks".to_owned()),
                _ => None,
            };
            problems.value(
                Code::WrongType,
                path,
                format!("this is {}, expected {}", describe(other), T::EXPECTED),
                help,
            );
            return None;
        }
    };
    match T::read(&text) {
        Ok(value) => Some(value),
        Err(message) => {
            problems.value(T::CODE, path, message, Some(format!("expected {}", T::EXPECTED)));
            None
        }
    }
}

/// Whether a character may stand in a page or a feed; the others are dropped, as nobody sees them.
fn is_text(c: char) -> bool {
    !matches!(c, '\u{0}'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{7f}' | '\u{fffe}' | '\u{ffff}')
}

/// What a value is, in words.
fn describe(value: &Value) -> &'static str {
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

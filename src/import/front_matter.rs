//! Writes the front matter of an imported article.

use std::fmt::Write;

use crate::yaml;

/// Keys and values in order; a nested key follows the key of its mapping.
#[derive(Default)]
pub struct FrontMatter<'a> {
    lines: Vec<(&'a str, Option<&'a str>, Value<'a>)>,
}

enum Value<'a> {
    /// Quoted if necessary.
    Text(&'a str),
    /// Written as it is.
    Plain(String),
}

impl<'a> FrontMatter<'a> {
    pub fn text(&mut self, key: &'a str, value: Option<&'a str>) {
        self.lines.extend(value.map(|value| (key, None, Value::Text(value))));
    }

    /// Adds a value that needs no quotation marks.
    pub fn plain(&mut self, key: &'a str, value: Option<String>) {
        self.lines.extend(value.map(|value| (key, None, Value::Plain(value))));
    }

    /// Adds a text to the mapping `parent`. All keys of a mapping must be added in succession.
    pub fn nested(&mut self, parent: &'a str, key: &'a str, value: Option<&'a str>) {
        self.lines
            .extend(value.map(|value| (parent, Some(key), Value::Text(value))));
    }

    pub fn write(&self) -> String {
        let ampersands = self
            .lines
            .iter()
            .any(|(_, _, value)| matches!(value, Value::Text(text) if text.contains('&')));
        let mut out = String::from("---\n");
        let mut parent = "";
        for (key, nested, value) in &self.lines {
            if nested.is_some() && *key != parent {
                let _ = writeln!(out, "{key}:");
                parent = key;
            }
            let value = match value {
                Value::Plain(value) => value.clone(),
                Value::Text(text) => yaml::write_scalar(text, ampersands),
            };
            let _ = match nested {
                Some(nested) => writeln!(out, "  {nested}: {value}"),
                None => writeln!(out, "{key}: {value}"),
            };
        }
        out.push_str("---\n");
        out
    }
}

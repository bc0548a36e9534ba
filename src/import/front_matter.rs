//! Writes the front matter of an imported article.

use std::fmt::Write;

use crate::yaml;

/// Keys and values in order; a nested key follows the key of its mapping.
#[derive(Default)]
pub(super) struct FrontMatter<'a> {
    lines: Vec<(&'a str, Option<&'a str>, Value<'a>)>,
}

enum Value<'a> {
    /// Quoted if necessary.
    Text(&'a str),
    /// Written as it is.
    Plain(String),
}

impl<'a> FrontMatter<'a> {
    pub(super) fn text(&mut self, key: &'a str, value: Option<&'a str>) {
        self.lines.extend(value.map(|value| (key, None, Value::Text(value))));
    }

    /// Adds a value that needs no quotation marks.
    pub(super) fn plain(&mut self, key: &'a str, value: Option<String>) {
        self.lines.extend(value.map(|value| (key, None, Value::Plain(value))));
    }

    /// Adds a text to the mapping `parent`. All keys of a mapping must be added in succession.
    pub(super) fn nested(&mut self, parent: &'a str, key: &'a str, value: Option<&'a str>) {
        self.lines
            .extend(value.map(|value| (parent, Some(key), Value::Text(value))));
    }

    pub(super) fn write(&self) -> String {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_quoted_where_they_have_to_be() {
        let mut block = FrontMatter::default();
        block.text("title", Some("Ein Rat, zwei Meinungen"));
        block.plain("date", Some("2022-06".into()));
        block.text("lang", Some("no"));
        block.text("summary", Some("Sie sagte: \"Nein\\Ja\""));
        block.nested("source", "name", Some("24 & *24*"));
        block.nested("source", "url", Some("https://example.org/?a=b#c"));
        assert_eq!(
            block.write(),
            "---\ntitle: Ein Rat, zwei Meinungen\ndate: 2022-06\nlang: \"no\"\nsummary: \"Sie sagte: \\\"Nein\\\\Ja\\\"\"\n\
             source:\n  name: \"24 & \\x2A24\\x2A\"\n  url: https://example.org/?a=b#c\n---\n"
        );
    }
}

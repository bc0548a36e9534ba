//! Fills the template of a new file.

use std::collections::BTreeMap;

use include_dir::{Dir, include_dir};

use crate::language::Languages;
use crate::model::article::Lang;
use crate::yaml;

static FILES: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/src/cli/new");

#[derive(Default)]
pub struct Skeleton {
    values: BTreeMap<&'static str, Value>,
}

enum Value {
    Plain(String),
    /// Inserted as a YAML scalar, quoted if necessary.
    Text(String),
}

impl Skeleton {
    /// Adds a value to insert verbatim.
    pub fn plain(&mut self, key: &'static str, value: Option<String>) {
        self.values.extend(value.map(|value| (key, Value::Plain(value))));
    }

    /// Adds a text to insert as a YAML scalar.
    pub fn text(&mut self, key: &'static str, value: Option<&str>) {
        self.values
            .extend(value.map(|value| (key, Value::Text(value.to_owned()))));
    }

    pub fn fill(&self, lang: &Lang, name: &str) -> String {
        let file = FILES.get_file(format!("{}/{name}", folder_of(lang)));
        let text = file.and_then(|file| file.contents_utf8()).unwrap_or_default();
        let is_text_with = |value: &Value| matches!(value, Value::Text(text) if text.contains('&'));
        let ampersands = self.values.values().any(is_text_with);
        let mut out = String::with_capacity(text.len() * 2);
        for line in text.lines() {
            let marked = line.strip_prefix(['+', '-']).and_then(|rest| rest.split_once(' '));
            let line = match marked {
                Some((key, rest)) if self.values.contains_key(key) == line.starts_with('+') => rest,
                Some(_) => continue,
                None => line,
            };
            self.push(line, ampersands, &mut out);
            out.push('\n');
        }
        out
    }

    /// Appends a line with its placeholder replaced; a line has at most one.
    fn push(&self, line: &str, ampersands: bool, out: &mut String) {
        let mut parts = line.splitn(3, "@@");
        out.push_str(parts.next().unwrap_or_default());
        let Some(key) = parts.next() else { return };
        match self.values.get(key) {
            Some(Value::Plain(value)) => out.push_str(value),
            Some(Value::Text(text)) => out.push_str(&yaml::write_scalar(text, ampersands)),
            None => {}
        }
        out.push_str(parts.next().unwrap_or_default());
    }
}

fn folder_of(lang: &Lang) -> &str {
    let known = Languages::embedded().tags().contains(&lang.0.as_str());
    if known { &lang.0 } else { crate::language::FALLBACK }
}

//! Fills the template of a new file.

use std::collections::BTreeMap;

use include_dir::{Dir, include_dir};

use crate::language::Languages;
use crate::model::article::Lang;
use crate::yaml;

static FILES: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/src/cli/new");

#[derive(Default)]
pub(super) struct Skeleton {
    values: BTreeMap<&'static str, Value>,
}

enum Value {
    Plain(String),
    /// Inserted as a YAML scalar, quoted if necessary.
    Text(String),
}

impl Skeleton {
    /// Adds a value to insert verbatim.
    pub(super) fn plain(&mut self, key: &'static str, value: Option<String>) {
        self.values.extend(value.map(|value| (key, Value::Plain(value))));
    }

    /// Adds a text to insert as a YAML scalar.
    pub(super) fn text(&mut self, key: &'static str, value: Option<&str>) {
        self.values
            .extend(value.map(|value| (key, Value::Text(value.to_owned()))));
    }

    pub(super) fn fill(&self, lang: &Lang, name: &str) -> String {
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

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(text: &str) -> serde_yaml::Mapping {
        let block = text.strip_prefix("---\n").unwrap().split("\n---\n").next().unwrap();
        yaml::parse(block).unwrap_or_else(|error| panic!("{}\n{text}", error.message))
    }

    proptest! {
        #[test]
        fn every_title_is_read_as_it_was_given(
            title in "[-?:,\\[\\]{}#&*!|>'\"%@`~ a-zäß0-9.=\\\\…„“\u{0}-\u{1f}]{1,30}|\\PC{1,40}",
            name in "\\PC{1,20}",
        ) {
            for lang in crate::language::Languages::embedded().tags().iter().copied() {
                for file in ["article.md", "entity.md", "dossier.md"] {
                    for full in [false, true] {
                        let mut skeleton = Skeleton::default();
                        skeleton.text("title", Some(&title));
                        skeleton.plain("type", Some("place".into()));
                        skeleton.plain("today", Some("2031-03-20".into()));
                        if full {
                            skeleton.plain("date", Some("2031-03".into()));
                            skeleton.plain("lang", Some("en".into()));
                            skeleton.plain("draft", Some(String::new()));
                            skeleton.plain("person", Some(String::new()));
                            skeleton.plain("dossiers", Some("[a, b]".into()));
                            skeleton.plain("source", Some(String::new()));
                            skeleton.text("source.name", Some(&name));
                        }
                        let read = read(&skeleton.fill(&Lang(lang.into()), file));
                        let key = if file == "entity.md" { "name" } else { "title" };
                        prop_assert_eq!(read[key].as_str(), Some(title.as_str()));
                        if full && file == "article.md" {
                            prop_assert_eq!(read["source"]["name"].as_str(), Some(name.as_str()));
                        }
                    }
                }
            }
        }
    }
}

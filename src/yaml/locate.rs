//! Where a value stands in a YAML text.
//!
//! serde_yaml tells a position only with an error. So the text is read once more by a reader that
//! follows the path and fails on purpose when it gets there: the error's position is the answer.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};

use crate::model::key_path::{KeyPath, Step};
use crate::model::span::Span;

/// The bytes of the value at `path`, or of its key; `None` where there is no such value.
///
/// The span covers the value's text where that is on one line, and one byte where it is not.
pub fn locate(text: &str, path: &KeyPath, key: bool) -> Option<Span> {
    let probe = Probe { steps: &path.0, key };
    let error = probe.deserialize(serde_yaml::Deserializer::from_str(text)).err()?;
    if !error.to_string().contains(FOUND) {
        return None;
    }
    let start = error.location()?.index();
    let length = match (path.0.last(), key) {
        (Some(Step::Key(name)), true) if text.get(start..)?.starts_with(name.as_str()) => name.len(),
        _ => value_length(text.get(start..)?),
    };
    Some(Span::new(start, start + length))
}

/// The word by which the probe knows its own error.
const FOUND: &str = "\u{1}found\u{1}";

/// The length of a value that is on one line: to its closing quotation mark or the end of its text.
fn value_length(rest: &str) -> usize {
    let line = rest.split(['\n', '\r']).next().unwrap_or("");
    let quoted = line.chars().next().filter(|c| matches!(c, '"' | '\''));
    if let Some(mark) = quoted {
        let mut escaped = false;
        for (at, c) in line.char_indices().skip(1) {
            match c {
                '\\' if mark == '"' && !escaped => escaped = true,
                c if c == mark && !escaped => return at + 1,
                _ => escaped = false,
            }
        }
    }
    let end = line
        .find([',', ']', '}'])
        .filter(|_| !line.contains(": "))
        .unwrap_or(line.len());
    let end = line[..end].find(" #").unwrap_or(end);
    line[..end]
        .trim_end()
        .len()
        .max(1)
        .min(line.len().max(1))
        .min(rest.len())
}

#[derive(Clone, Copy)]
struct Probe<'p> {
    steps: &'p [Step],
    key: bool,
}

impl<'de> DeserializeSeed<'de> for Probe<'_> {
    type Value = ();
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Probe<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(FOUND)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let Some((Step::Key(wanted), rest)) = self.steps.split_first() else {
            return Err(A::Error::custom(FOUND));
        };
        let stop = rest.is_empty() && self.key;
        while let Some(hit) = map.next_key_seed(KeyProbe { wanted, stop })? {
            if hit {
                map.next_value_seed(Probe {
                    steps: rest,
                    key: self.key,
                })?;
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<(), A::Error> {
        let Some((Step::Index(wanted), rest)) = self.steps.split_first() else {
            return Err(A::Error::custom(FOUND));
        };
        for _ in 0..*wanted {
            if seq.next_element::<IgnoredAny>()?.is_none() {
                return Ok(());
            }
        }
        seq.next_element_seed(Probe {
            steps: rest,
            key: self.key,
        })?;
        Ok(())
    }
}

/// Compares one key.
struct KeyProbe<'p> {
    wanted: &'p str,
    stop: bool,
}

impl<'de> DeserializeSeed<'de> for KeyProbe<'_> {
    type Value = bool;
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<bool, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for KeyProbe<'_> {
    type Value = bool;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<bool, E> {
        let hit = name == self.wanted;
        if hit && self.stop {
            Err(E::custom(FOUND))
        } else {
            Ok(hit)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "title: \"A: b\" # c\nsource:\n  name: Bote\nannotations:\n  - text: 'x'\n  - {text: \"y\", kind: context}\nn: 12\ntags: [a, b]\n";

    fn found(path: KeyPath, key: bool) -> &'static str {
        locate(TEXT, &path, key).unwrap().slice(TEXT)
    }

    #[test]
    fn values_and_keys_are_found() {
        let root = KeyPath::root();
        assert_eq!(found(root.key("title"), false), "\"A: b\"");
        assert_eq!(found(root.key("title"), true), "title");
        assert_eq!(found(root.key("source").key("name"), false), "Bote");
        assert_eq!(found(root.key("annotations").index(1).key("text"), false), "\"y\"");
        assert_eq!(found(root.key("annotations").index(1).key("kind"), true), "kind");
        assert_eq!(found(root.key("annotations").index(0), false), "text: 'x'");
        assert_eq!(found(root.key("n"), false), "12");
        assert_eq!(found(root.key("tags").index(1), false), "b");
        assert_eq!(locate(TEXT, &root.key("none"), false), None);
    }
}

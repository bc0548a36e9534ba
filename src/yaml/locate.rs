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
        _ => value_length(text.get(..start)?, text.get(start..)?),
    };
    Some(Span::new(start, start + length))
}

/// The word by which the probe knows its own error.
const FOUND: &str = "\u{1}found\u{1}";

/// The length of a value as far as it stands on its first line: to its closing quotation mark or
/// bracket; inside of brackets to the next comma; else to the end of the line or a comment.
fn value_length(before: &str, rest: &str) -> usize {
    let line = rest.split(['\n', '\r']).next().unwrap_or("");
    let in_brackets = depth(before.rsplit('\n').next().unwrap_or("")) > 0;
    let begins_with = line.chars().next();
    let quoted = matches!(begins_with, Some('"' | '\''));
    let collection = matches!(begins_with, Some('{' | '['));
    let mut depth = 0_usize;
    let mut end = line.len();
    for (at, c) in unquoted(line) {
        match c {
            '{' | '[' if in_brackets || collection => depth += 1,
            '}' | ']' if depth > 0 => {
                depth -= 1;
                if depth == 0 && collection {
                    end = at + 1;
                    break;
                }
            }
            '}' | ']' | ',' if in_brackets && depth == 0 => {
                end = at;
                break;
            }
            '#' if line[..at].ends_with(' ') => {
                end = at;
                break;
            }
            // What follows a quoted text is not the value.
            _ if quoted => {
                end = at;
                break;
            }
            _ => {}
        }
    }
    let length = line[..end].trim_end().len();
    length
        .max(line.chars().next().map_or(1, char::len_utf8))
        .min(rest.len())
}

/// How many brackets are open at the end of a line.
fn depth(line: &str) -> usize {
    unquoted(line).fold(0, |depth: usize, (_, c)| match c {
        '{' | '[' => depth + 1,
        '}' | ']' => depth.saturating_sub(1),
        _ => depth,
    })
}

/// The characters of a line outside of quotation marks. A mark opens a text only where a value can
/// begin: in `the dog's` it is a letter.
fn unquoted(line: &str) -> impl Iterator<Item = (usize, char)> {
    let mut open: Option<char> = None;
    let mut escaped = false;
    let mut before = ' ';
    line.char_indices().filter(move |(_, c)| {
        let previous = std::mem::replace(&mut before, *c);
        match open {
            Some(mark) => {
                if *c == mark && !escaped {
                    open = None;
                }
                escaped = mark == '"' && *c == '\\' && !escaped;
                false
            }
            None if matches!(c, '"' | '\'') && matches!(previous, ' ' | '\t' | '{' | '[' | ',') => {
                open = Some(*c);
                false
            }
            None => true,
        }
    })
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
        assert_eq!(found(root.key("annotations").index(1).key("kind"), false), "context");
        assert_eq!(
            found(root.key("annotations").index(1), false),
            "{text: \"y\", kind: context}"
        );
        assert_eq!(found(root.key("tags"), false), "[a, b]");
        assert_eq!(found(root.key("n"), false), "12");
        assert_eq!(found(root.key("tags").index(1), false), "b");
        assert_eq!(locate(TEXT, &root.key("none"), false), None);
    }
}

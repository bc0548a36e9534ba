//! Finds the source position of a value in YAML.
//!
//! serde_yaml reports positions only in errors. So the text is deserialized once more by a probe that follows
//! the path and fails deliberately when it reaches the value: the position of that error is the answer.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::fence::{FENCE, front_matter_span, opening_fence};
use crate::model::key_path::{KeyPath, Step};
use crate::model::span::Span;

/// The bytes of the value at `path` (or, with `key`, of its key) in a YAML file or in front matter.
///
/// The span covers the value if that is on one line, and its first byte if not. `None` if there is no such value.
pub fn locate(text: &str, path: &KeyPath, key: bool) -> Option<Span> {
    // The front matter as a whole is represented by its opening fence.
    if path.0.is_empty()
        && let Some(end) = opening_fence(text)
    {
        let start = text[..end].find(FENCE)?;
        return Some(Span::new(start, start + FENCE.len()));
    }
    let block = front_matter_span(text).unwrap_or(Span::new(0, text.len()));
    let yaml = block.slice(text);
    let inside = |outer: Span, span: Span| Span {
        start: outer.start + span.start,
        end: outer.start + span.end,
    };
    // Reading one top-level entry again is much cheaper than reading a large file.
    let entry = path.0.first().and_then(|step| match step {
        Step::Key(name) => entry(yaml, name),
        Step::Index(_) | Step::Companion => None,
    });
    let near = entry.and_then(|entry| Some(inside(entry, locate_in_yaml(entry.slice(yaml), path, key)?)));
    let span = near.or_else(|| locate_in_yaml(yaml, path, key))?;
    Some(inside(block, span))
}

/// The lines of a top-level key and its value.
fn entry(yaml: &str, name: &str) -> Option<Span> {
    let begins = |at: usize| yaml[at..].strip_prefix(name)?.trim_start_matches(' ').strip_prefix(':');
    let later = format!("\n{name}");
    let mut places = std::iter::once(0).chain(yaml.match_indices(&later).map(|(at, _)| at + 1));
    let start = places.find(|at| begins(*at).is_some())?;
    let mut end = start;
    for line in yaml[start..].split_inclusive('\n') {
        // The items of a list may not be indented.
        if end > start && !line.starts_with([' ', '\t', '#', '-', '\r', '\n']) {
            break;
        }
        end += line.len();
    }
    Some(Span::new(start, end))
}

/// The same as [`locate`] for a text that is YAML as a whole.
pub(super) fn locate_in_yaml(text: &str, path: &KeyPath, key: bool) -> Option<Span> {
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

/// Marks the error of the probe.
const FOUND: &str = "\u{1}found\u{1}";

/// The length of a value on its first line: to its closing mark or bracket, a comma in a flow collection, or a comment.
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
            // The quoted value has ended.
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

/// The number of brackets that are open at the end of a line.
fn depth(line: &str) -> usize {
    unquoted(line).fold(0, |depth: usize, (_, c)| match c {
        '{' | '[' => depth + 1,
        '}' | ']' => depth.saturating_sub(1),
        _ => depth,
    })
}

/// The characters outside of quotation marks, which open only where a value can begin: not in `the dog's`.
pub(super) fn unquoted(line: &str) -> impl Iterator<Item = (usize, char)> {
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

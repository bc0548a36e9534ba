//! Small changes to a list of mappings in a YAML text that people wrote: one entry is added, changed or
//! removed, and every other byte stays.
//!
//! Where an entry stands is looked up in the text; what the text means afterwards is read again and
//! compared with what it should mean. A text that is written too oddly is refused, never spoiled.

mod places;
mod written;

use serde_yaml::{Mapping, Value};

use self::places::{Item, Places, line_end, line_start, tail};
pub use self::written::Written;
use super::write::{is_literal, quoted_carefully, written, written_in_brackets};
use crate::diagnostics::Diagnostic;

/// The longest line that an entry is written on by itself.
const LINE: usize = 100;

/// Why a text cannot be changed.
#[derive(Debug)]
pub enum EditError {
    /// It is no YAML that is read; the place is relative to the text.
    Unreadable(Box<Diagnostic>),
    /// There is no such entry.
    NoEntry,
    /// It is written in a way that only people change.
    TooOdd,
}

/// One change of one list.
#[derive(Clone, Debug)]
pub enum Edit {
    /// Puts an entry before the one that has this number, or at the end.
    Insert {
        /// The key of the list.
        list: &'static str,
        /// From 0.
        at: usize,
        /// The keys and values of the entry, in order.
        entry: Vec<(&'static str, Written)>,
    },
    /// Gives keys of an entry other values, or takes them away.
    Set {
        /// The key of the list.
        list: &'static str,
        /// From 0.
        at: usize,
        /// What each key is to be.
        keys: Vec<(&'static str, Option<Written>)>,
    },
    /// Takes an entry away, and the list with its last one.
    Remove {
        /// The key of the list.
        list: &'static str,
        /// From 0.
        at: usize,
    },
}

/// The text after a change.
///
/// # Errors
/// The text is not read, has no such entry, or is written too oddly to be changed by a program.
pub fn edit(text: &str, change: &Edit) -> Result<String, EditError> {
    let read = |text: &str| super::parse(text).map_err(|problem| EditError::Unreadable(Box::new(problem)));
    let before = read(text)?;
    let expected = meaning(&before, change).ok_or(EditError::NoEntry)?;
    for careful in [false, true] {
        let style = Style { text, careful };
        for attempt in style.attempts(&before, change) {
            if super::parse(&attempt).is_ok_and(|after| after == expected) {
                return Ok(attempt);
            }
        }
    }
    Err(EditError::TooOdd)
}

/// What the text is to mean after a change.
fn meaning(before: &Mapping, change: &Edit) -> Option<Mapping> {
    let mut after = before.clone();
    let (list, empty) = match change {
        Edit::Insert { list, .. } => (*list, matches!(after.get(*list), None | Some(Value::Null))),
        Edit::Set { list, .. } | Edit::Remove { list, .. } => (*list, false),
    };
    if empty {
        after.insert(list.into(), Value::Sequence(Vec::new()));
    }
    let items = after.get_mut(list)?.as_sequence_mut()?;
    match change {
        Edit::Insert { at, entry, .. } => {
            let mapping = entry
                .iter()
                .map(|(key, value)| ((*key).into(), value.value()))
                .collect();
            items.insert((*at).min(items.len()), Value::Mapping(mapping));
        }
        Edit::Set { at, keys, .. } => {
            let entry = items.get_mut(*at)?.as_mapping_mut()?;
            for (key, value) in keys {
                match value {
                    Some(value) => _ = entry.insert((*key).into(), value.value()),
                    None => _ = entry.remove(*key),
                }
            }
        }
        Edit::Remove { at, .. } => {
            items.get(*at)?;
            items.remove(*at);
            if items.is_empty() {
                after.remove(list);
            }
        }
    }
    Some(after)
}

/// How new text is to be written into the old one.
struct Style<'t> {
    text: &'t str,
    /// Whether stars and ampersands are written as numbers, because they would be read as aliases.
    careful: bool,
}

impl Style<'_> {
    /// The texts that may be the changed one, the best first.
    fn attempts(&self, before: &Mapping, change: &Edit) -> Vec<String> {
        match change {
            Edit::Insert { list, at, entry } => self.insert(before, list, *at, entry).into_iter().collect(),
            Edit::Remove { list, at } => self.remove(before, list, *at),
            Edit::Set { list, at, keys } => self.set(before, list, *at, keys),
        }
    }

    fn newline(&self) -> &'static str {
        if self.text.contains("\r\n") { "\r\n" } else { "\n" }
    }

    fn scalar(&self, value: &Written, in_brackets: bool) -> String {
        match value {
            Written::True => "true".to_owned(),
            Written::Number(number) => number.to_string(),
            Written::Date(date) => date.to_string(),
            Written::Text(text) if self.careful => quoted_carefully(text),
            Written::Text(text) if in_brackets => written_in_brackets(text, false),
            Written::Text(text) => written(text, false),
        }
    }

    /// The entry in braces.
    fn flow(&self, entry: &[(&str, Written)]) -> String {
        let pairs: Vec<String> = entry
            .iter()
            .map(|(key, value)| format!("{key}: {}", self.scalar(value, true)))
            .collect();
        format!("{{{}}}", pairs.join(", "))
    }

    /// A key and its value on lines of their own, without the line's end; texts of several lines as they are.
    fn pair(&self, key: &str, value: &Written, indent: usize) -> String {
        if let Written::Text(text) = value
            && !self.careful
            && is_literal(text)
        {
            let newline = self.newline();
            let lines = text.split('\n').map(|line| match line {
                "" => newline.to_owned(),
                line => format!("{newline}{:indent$}{line}", "", indent = indent + 2),
            });
            return format!("{key}: |-{}", lines.collect::<String>());
        }
        format!("{key}: {}", self.scalar(value, false))
    }

    /// The lines of an entry of a block list, without the last line's end.
    fn block(&self, entry: &[(&str, Written)], indent: usize, like_flow: bool) -> String {
        let flow = self.flow(entry);
        let several = entry
            .iter()
            .any(|(_, value)| matches!(value, Written::Text(text) if is_literal(text)));
        if like_flow && !several && indent + 2 + flow.chars().count() <= LINE {
            return format!("{:indent$}- {flow}", "");
        }
        let inner = indent + 2;
        let pairs: Vec<String> = entry.iter().map(|(key, value)| self.pair(key, value, inner)).collect();
        let separator = format!("{}{:inner$}", self.newline(), "");
        format!("{:indent$}- {}", "", pairs.join(&separator))
    }

    /// The text with whole lines put in at `at`, which is the begin of a line or the text's end.
    fn with_lines(&self, at: usize, lines: &str) -> String {
        let newline = self.newline();
        let (before, after) = self.text.split_at(at);
        if before.is_empty() || before.ends_with('\n') {
            format!("{before}{lines}{newline}{after}")
        } else {
            format!("{before}{newline}{lines}{after}")
        }
    }

    /// The text without these lines.
    fn without(&self, start: usize, end: usize) -> String {
        let mut start = start;
        if end == self.text.len() && !self.text.ends_with('\n') {
            start = self.text[..start].strip_suffix('\n').map_or(start, str::len);
            start = self.text[..start].strip_suffix('\r').map_or(start, str::len);
        }
        format!("{}{}", &self.text[..start], &self.text[end..])
    }

    fn insert(&self, before: &Mapping, list: &str, at: usize, entry: &[(&str, Written)]) -> Option<String> {
        let places = Places::new(self.text, list);
        let count = match before.get(list) {
            Some(Value::Sequence(items)) => items.len(),
            _ => 0,
        };
        let indent = places.indent(before);
        if !before.contains_key(list) {
            let lines = format!("{list}:{}{}", self.newline(), self.block(entry, indent, true));
            return Some(self.with_lines(self.text.len(), &lines));
        }
        if count == 0 {
            return self.first(&places, entry, indent);
        }
        let at = at.min(count);
        let items = places.items(count)?;
        let neighbour = &items[at.saturating_sub(1)];
        if places.in_brackets {
            let flow = self.flow(entry);
            let (place, new) = match at {
                0 => (neighbour.content, format!("{flow}, ")),
                _ => (neighbour.end, format!(", {flow}")),
            };
            return Some(format!("{}{new}{}", &self.text[..place], &self.text[place..]));
        }
        let lines = self.block(entry, neighbour.indent, neighbour.braces);
        let place = match at {
            0 => line_end(self.text, places.key?),
            _ => neighbour.end,
        };
        Some(self.with_lines(place, &lines))
    }

    /// Puts the first entry into a list that is there and empty.
    fn first(&self, places: &Places<'_>, entry: &[(&str, Written)], indent: usize) -> Option<String> {
        let key = places.key?;
        let end = line_end(self.text, key);
        let line = &self.text[key..end];
        let colon = key + line.find(':')? + 1;
        let rest = &self.text[colon..end];
        let comment = rest.find('#').map_or("", |at| rest[at..].trim_end());
        let head = match comment {
            "" => self.text[..colon].to_owned(),
            comment => format!("{} {comment}", &self.text[..colon]),
        };
        let newline = self.newline();
        let tail = if rest.ends_with('\n') { newline } else { "" };
        let lines = self.block(entry, indent, true);
        Some(format!("{head}{newline}{lines}{tail}{}", &self.text[end..]))
    }

    fn remove(&self, before: &Mapping, list: &str, at: usize) -> Vec<String> {
        let places = Places::new(self.text, list);
        let count = before.get(list).and_then(Value::as_sequence).map_or(0, Vec::len);
        let (Some(items), Some(key)) = (places.items(count), places.key) else {
            return Vec::new();
        };
        let item = &items[at];
        if count == 1 {
            // The list goes with its last entry, unless somebody wrote a comment into it.
            let start = line_start(self.text, key);
            let end = if places.in_brackets {
                line_end(self.text, item.end)
            } else {
                item.end
            };
            let between = &self.text[line_end(self.text, key).min(item.start)..item.start];
            let mut whole = vec![self.without(start, end)];
            if !between.trim().is_empty() {
                let kept = format!("{}{}", &self.text[..start], between.trim_start_matches(['\r', '\n']));
                whole = vec![format!("{kept}{}", &self.text[end..])];
            }
            return whole;
        }
        if places.in_brackets {
            let (start, end) = match items.get(at + 1) {
                Some(next) => (item.content, next.content),
                None => (items[at - 1].end, item.end),
            };
            return vec![format!("{}{}", &self.text[..start], &self.text[end..])];
        }
        vec![self.without(item.start, item.end)]
    }

    fn set(&self, before: &Mapping, list: &str, at: usize, keys: &[(&str, Option<Written>)]) -> Vec<String> {
        // One key after the other, each in the text that the one before left.
        let mut text = self.text.to_owned();
        let mut meaning = before.clone();
        for (key, value) in keys {
            let style = Style {
                text: &text,
                careful: self.careful,
            };
            let Some(next) = style.set_one(&meaning, list, at, key, value.as_ref()) else {
                return Vec::new();
            };
            let Ok(read) = super::parse(&next) else {
                return Vec::new();
            };
            meaning = read;
            text = next;
        }
        vec![text]
    }

    fn set_one(&self, before: &Mapping, list: &str, at: usize, key: &str, value: Option<&Written>) -> Option<String> {
        let sequence = before.get(list)?.as_sequence()?;
        let entry = sequence.get(at)?.as_mapping()?;
        let places = Places::new(self.text, list);
        let items = places.items(sequence.len())?;
        let item = items.get(at)?;
        let names: Vec<&str> = entry.keys().filter_map(Value::as_str).collect();
        let here = names.iter().position(|name| *name == key);
        match (here, value) {
            (None, None) => Some(self.text.to_owned()),
            (Some(_), Some(value)) if entry.get(key) == Some(&value.value()) => Some(self.text.to_owned()),
            (Some(_), Some(value)) => self.replace(&places, item, at, key, value),
            (None, Some(value)) => self.add(&places, item, at, names.last()?, (key, value)),
            (Some(number), None) => self.drop(&places, item, at, &names, number),
        }
    }

    /// Replaces the value of a key.
    fn replace(&self, places: &Places<'_>, item: &Item, at: usize, key: &str, value: &Written) -> Option<String> {
        let span = places.value(at, key)?;
        if item.braces || places.in_brackets {
            let new = self.scalar(value, true);
            return Some(format!("{}{new}{}", &self.text[..span.0], &self.text[span.1..]));
        }
        let (start, end) = places.pair(at, key)?;
        let new = self.pair(key, value, places.column(start));
        // What stands behind a value of one line, a comment, stays.
        if line_end(self.text, start) == end && !new.contains('\n') {
            let new = self.scalar(value, false);
            return Some(format!("{}{new}{}", &self.text[..span.0], &self.text[span.1..]));
        }
        let rest = &self.text[end - tail(&self.text[..end])..];
        Some(format!("{}{new}{rest}", &self.text[..start]))
    }

    /// Adds a key behind the last one.
    fn add(&self, places: &Places<'_>, item: &Item, at: usize, last: &str, pair: (&str, &Written)) -> Option<String> {
        if item.braces || places.in_brackets {
            let (_, end) = places.value(at, last)?;
            let new = format!(", {}: {}", pair.0, self.scalar(pair.1, true));
            return Some(format!("{}{new}{}", &self.text[..end], &self.text[end..]));
        }
        let (start, end) = places.pair(at, last)?;
        let column = places.column(start);
        let line = format!("{:column$}{}", "", self.pair(pair.0, pair.1, column));
        Some(self.with_lines(end, &line))
    }

    /// Takes a key away.
    fn drop(&self, places: &Places<'_>, item: &Item, at: usize, names: &[&str], number: usize) -> Option<String> {
        let key = names[number];
        if number == 0 {
            let next = places.key_of(at, names.get(1)?)?;
            let start = places.key_of(at, key)?;
            return Some(format!("{}{}", &self.text[..start], &self.text[next..]));
        }
        if item.braces || places.in_brackets {
            let (_, start) = places.value(at, names[number - 1])?;
            let (_, end) = places.value(at, key)?;
            return Some(format!("{}{}", &self.text[..start], &self.text[end..]));
        }
        let (start, end) = places.pair(at, key)?;
        Some(self.without(line_start(self.text, start), end))
    }
}

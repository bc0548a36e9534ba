//! Edits a list of mappings in YAML that people wrote: adds or changes one entry and keeps every other byte.
//!
//! **Invariant:** the edited text is parsed again and compared with the expected value. If no candidate matches,
//! the edit is refused and the text stays as it is.

mod layout;

use serde_yaml::{Mapping, Value};

use self::layout::{ListItem, ListLayout, line_end, line_end_length, line_start};
use super::read::parse;
use super::write::{is_literal, quoted_without_aliases, write_flow_scalar, write_scalar};
use crate::diagnostics::Diagnostic;
use crate::model::date::PartialDate;

/// The longest line for a flow mapping, in characters.
const LONGEST_LINE: usize = 100;

#[derive(Debug)]
pub enum EditError {
    /// The text is not valid YAML; the place is relative to the text.
    Unreadable(Box<Diagnostic>),
    NoEntry,
    /// The YAML layout cannot be edited automatically.
    UnsupportedLayout,
}

/// A change of one entry. `list` is the key of the list, `at` the index of the entry, from 0.
#[allow(missing_docs, reason = "the fields are described here")]
#[derive(Clone, Debug)]
pub enum Edit {
    /// Inserts an entry at the index, or at the end of a shorter list.
    Insert {
        list: &'static str,
        at: usize,
        entry: Vec<(&'static str, EntryValue)>,
    },
    /// Sets keys of an entry, or removes those whose value is `None`.
    Set {
        list: &'static str,
        at: usize,
        keys: Vec<(&'static str, Option<EntryValue>)>,
    },
}

/// A value of an entry that is added or changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EntryValue {
    /// Quoted if necessary.
    Text(String),
    True,
    /// A count or an ordinal.
    Number(usize),
    /// Written without quotation marks.
    Date(PartialDate),
}

impl EntryValue {
    fn value(&self) -> Value {
        match self {
            EntryValue::Text(text) => text.clone().into(),
            EntryValue::True => true.into(),
            EntryValue::Number(number) => (*number).into(),
            EntryValue::Date(date) => date.to_string().into(),
        }
    }
}

/// The text after a change.
/// Errors: the text is invalid, has no such entry, or has a layout that cannot be edited automatically.
pub fn edit(text: &str, change: &Edit) -> Result<String, EditError> {
    let read = |text: &str| parse(text).map_err(|problem| EditError::Unreadable(Box::new(problem)));
    let before = read(text)?;
    let expected = expected_value(&before, change).ok_or(EditError::NoEntry)?;
    for escape_aliases in [false, true] {
        let editor = Editor { text, escape_aliases };
        for candidate in editor.candidates(&before, change) {
            if parse(&candidate).is_ok_and(|after| after == expected) {
                return Ok(candidate);
            }
        }
    }
    Err(EditError::UnsupportedLayout)
}

/// The expected value of the text after a change.
fn expected_value(before: &Mapping, change: &Edit) -> Option<Mapping> {
    let mut after = before.clone();
    let (list, empty) = match change {
        Edit::Insert { list, .. } => (*list, matches!(after.get(*list), None | Some(Value::Null))),
        Edit::Set { list, .. } => (*list, false),
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
    }
    Some(after)
}

struct Editor<'t> {
    text: &'t str,
    /// Whether `*` and `&` are escaped, because they would be read as an alias and its anchor.
    escape_aliases: bool,
}

impl Editor<'_> {
    /// Candidates for the changed text, the best first.
    fn candidates(&self, before: &Mapping, change: &Edit) -> Vec<String> {
        match change {
            Edit::Insert { list, at, entry } => self.insert(before, list, *at, entry).into_iter().collect(),
            Edit::Set { list, at, keys } => self.set(before, list, *at, keys),
        }
    }

    fn newline(&self) -> &'static str {
        if self.text.contains("\r\n") { "\r\n" } else { "\n" }
    }

    fn scalar(&self, value: &EntryValue, in_brackets: bool) -> String {
        match value {
            EntryValue::True => "true".to_owned(),
            EntryValue::Number(number) => number.to_string(),
            EntryValue::Date(date) => date.to_string(),
            EntryValue::Text(text) if self.escape_aliases => quoted_without_aliases(text),
            EntryValue::Text(text) if in_brackets => write_flow_scalar(text, false),
            EntryValue::Text(text) => write_scalar(text, false),
        }
    }

    fn flow(&self, entry: &[(&str, EntryValue)]) -> String {
        let pairs: Vec<String> = entry
            .iter()
            .map(|(key, value)| format!("{key}: {}", self.scalar(value, true)))
            .collect();
        format!("{{{}}}", pairs.join(", "))
    }

    /// A key and its value on their own lines, without the last line end; a text of several lines as a literal block.
    fn pair(&self, key: &str, value: &EntryValue, indent: usize) -> String {
        if let EntryValue::Text(text) = value
            && !self.escape_aliases
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

    /// An entry of a block sequence, without the last line end.
    fn block(&self, entry: &[(&str, EntryValue)], indent: usize, like_flow: bool) -> String {
        let flow = self.flow(entry);
        let several = entry
            .iter()
            .any(|(_, value)| matches!(value, EntryValue::Text(text) if is_literal(text)));
        if like_flow && !several && indent + 2 + flow.chars().count() <= LONGEST_LINE {
            return format!("{:indent$}- {flow}", "");
        }
        let inner = indent + 2;
        let pairs: Vec<String> = entry.iter().map(|(key, value)| self.pair(key, value, inner)).collect();
        let separator = format!("{}{:inner$}", self.newline(), "");
        format!("{:indent$}- {}", "", pairs.join(&separator))
    }

    /// The text with whole lines inserted at `at`, which is the start of a line or the end of the text.
    fn with_lines(&self, at: usize, lines: &str) -> String {
        let newline = self.newline();
        let (before, after) = self.text.split_at(at);
        if before.is_empty() || before.ends_with('\n') {
            format!("{before}{lines}{newline}{after}")
        } else {
            format!("{before}{newline}{lines}{after}")
        }
    }

    /// The text without the lines from `start` to `end`.
    fn without(&self, start: usize, end: usize) -> String {
        let mut start = start;
        if end == self.text.len() && !self.text.ends_with('\n') {
            start = self.text[..start].strip_suffix('\n').map_or(start, str::len);
            start = self.text[..start].strip_suffix('\r').map_or(start, str::len);
        }
        format!("{}{}", &self.text[..start], &self.text[end..])
    }

    fn insert(&self, before: &Mapping, list: &str, at: usize, entry: &[(&str, EntryValue)]) -> Option<String> {
        let layout = ListLayout::new(self.text, list);
        let count = match before.get(list) {
            Some(Value::Sequence(items)) => items.len(),
            _ => 0,
        };
        let indent = layout.indent(before);
        if !before.contains_key(list) {
            let lines = format!("{list}:{}{}", self.newline(), self.block(entry, indent, true));
            return Some(self.with_lines(self.text.len(), &lines));
        }
        if count == 0 {
            return self.first(&layout, entry, indent);
        }
        let at = at.min(count);
        let items = layout.items(count)?;
        let neighbour = &items[at.saturating_sub(1)];
        if layout.in_brackets {
            let flow = self.flow(entry);
            let (place, new) = match at {
                0 => (neighbour.content, format!("{flow}, ")),
                _ => (neighbour.end, format!(", {flow}")),
            };
            return Some(format!("{}{new}{}", &self.text[..place], &self.text[place..]));
        }
        let lines = self.block(entry, neighbour.indent, neighbour.flow);
        let place = match at {
            0 => line_end(self.text, layout.key?),
            _ => neighbour.end,
        };
        Some(self.with_lines(place, &lines))
    }

    /// Writes the first entry of an empty list.
    fn first(&self, layout: &ListLayout<'_>, entry: &[(&str, EntryValue)], indent: usize) -> Option<String> {
        let key = layout.key?;
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

    fn set(&self, before: &Mapping, list: &str, at: usize, keys: &[(&str, Option<EntryValue>)]) -> Vec<String> {
        // One key after the other, each in the text that results from the one before.
        let mut text = self.text.to_owned();
        let mut mapping = before.clone();
        for (key, value) in keys {
            let editor = Editor {
                text: &text,
                escape_aliases: self.escape_aliases,
            };
            let Some(next) = editor.set_one(&mapping, list, at, key, value.as_ref()) else {
                return Vec::new();
            };
            let Ok(read) = parse(&next) else {
                return Vec::new();
            };
            mapping = read;
            text = next;
        }
        vec![text]
    }

    fn set_one(
        &self,
        before: &Mapping,
        list: &str,
        at: usize,
        key: &str,
        value: Option<&EntryValue>,
    ) -> Option<String> {
        let sequence = before.get(list)?.as_sequence()?;
        let entry = sequence.get(at)?.as_mapping()?;
        let layout = ListLayout::new(self.text, list);
        let items = layout.items(sequence.len())?;
        let item = items.get(at)?;
        let names: Vec<&str> = entry.keys().filter_map(Value::as_str).collect();
        let here = names.iter().position(|name| *name == key);
        match (here, value) {
            (None, None) => Some(self.text.to_owned()),
            (Some(_), Some(value)) if entry.get(key) == Some(&value.value()) => Some(self.text.to_owned()),
            (Some(_), Some(value)) => self.replace(&layout, item, at, key, value),
            (None, Some(value)) => self.add(&layout, item, at, names.last()?, (key, value)),
            (Some(number), None) => self.remove_key(&layout, item, at, &names, number),
        }
    }

    fn replace(
        &self,
        layout: &ListLayout<'_>,
        item: &ListItem,
        at: usize,
        key: &str,
        value: &EntryValue,
    ) -> Option<String> {
        let span = layout.value(at, key)?;
        if item.flow || layout.in_brackets {
            let new = self.scalar(value, true);
            return Some(format!("{}{new}{}", &self.text[..span.0], &self.text[span.1..]));
        }
        let (start, end) = layout.pair(at, key)?;
        let new = self.pair(key, value, layout.column(start));
        // A comment after a value on one line stays.
        if line_end(self.text, start) == end && !new.contains('\n') {
            let new = self.scalar(value, false);
            return Some(format!("{}{new}{}", &self.text[..span.0], &self.text[span.1..]));
        }
        let rest = &self.text[end - line_end_length(&self.text[..end])..];
        Some(format!("{}{new}{rest}", &self.text[..start]))
    }

    fn add(
        &self,
        layout: &ListLayout<'_>,
        item: &ListItem,
        at: usize,
        last: &str,
        pair: (&str, &EntryValue),
    ) -> Option<String> {
        if item.flow || layout.in_brackets {
            let (_, end) = layout.value(at, last)?;
            let new = format!(", {}: {}", pair.0, self.scalar(pair.1, true));
            return Some(format!("{}{new}{}", &self.text[..end], &self.text[end..]));
        }
        let (start, end) = layout.pair(at, last)?;
        let column = layout.column(start);
        let line = format!("{:column$}{}", "", self.pair(pair.0, pair.1, column));
        Some(self.with_lines(end, &line))
    }

    fn remove_key(
        &self,
        layout: &ListLayout<'_>,
        item: &ListItem,
        at: usize,
        names: &[&str],
        number: usize,
    ) -> Option<String> {
        let key = names[number];
        if number == 0 {
            let next = layout.key_of(at, names.get(1)?)?;
            let start = layout.key_of(at, key)?;
            return Some(format!("{}{}", &self.text[..start], &self.text[next..]));
        }
        if item.flow || layout.in_brackets {
            let (_, start) = layout.value(at, names[number - 1])?;
            let (_, end) = layout.value(at, key)?;
            return Some(format!("{}{}", &self.text[..start], &self.text[end..]));
        }
        let (start, end) = layout.pair(at, key)?;
        Some(self.without(line_start(self.text, start), end))
    }
}

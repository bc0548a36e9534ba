//! Reads YAML into a mapping. The size is limited and aliases are refused before the text is parsed.

use std::collections::BTreeSet;

use serde_yaml::{Mapping, Value};

use super::syntax;
use crate::diagnostics::{Code, Diagnostic, Place};
use crate::model::span::Span;

/// The largest front matter that is read, in bytes.
pub const LIMIT: usize = 64 * 1024;
/// The largest YAML file of many entries that is read, in bytes.
pub const LARGE_LIMIT: usize = 1024 * 1024;

/// Reads a YAML mapping. An empty text is an empty mapping.
///
/// # Errors
/// The text is larger than [`LIMIT`], has aliases, a syntax error or a duplicate key, or is not a mapping.
/// The place is relative to `text`, without a file.
pub fn parse(text: &str) -> Result<Mapping, Diagnostic> {
    parse_up_to(text, LIMIT, "move long texts into the body")
}

/// Reads a YAML mapping of up to `limit` bytes. `help` is the remedy for a larger one. Errors: as [`parse`].
pub fn parse_up_to(text: &str, limit: usize, help: &str) -> Result<Mapping, Diagnostic> {
    if text.len() > limit {
        let message = format!(
            "{} KiB of YAML exceed the limit of {} KiB",
            text.len() / 1024,
            limit / 1024
        );
        return Err(Diagnostic::new(Code::FrontMatterTooLarge, message)
            .help(help)
            .placed(Place::File));
    }
    if let Some(span) = alias(text) {
        let message = format!("YAML aliases (`{}`) are not supported", span.slice(text));
        return Err(Diagnostic::new(Code::YamlAlias, message)
            .help("repeat the value where it is used; quote a text that begins with `*` or `&`")
            .placed(Place::Bytes(span)));
    }
    match serde_yaml::from_str::<Value>(text) {
        Ok(Value::Mapping(mapping)) => Ok(mapping),
        Ok(Value::Null) => Ok(Mapping::new()),
        Ok(_) => Err(Diagnostic::new(Code::YamlSyntax, "expected `key: value` lines").placed(Place::LineColumn(1, 1))),
        Err(error) => Err(unreadable(text, &error)),
    }
}

fn unreadable(text: &str, error: &serde_yaml::Error) -> Diagnostic {
    let place = error
        .location()
        .map_or(Place::File, |l| Place::LineColumn(l.line() as u32, l.column() as u32));
    let message = error.to_string();
    let message = message.split(" at line ").next().unwrap_or(&message);
    if message.contains("duplicate entry with key") {
        let key = message.rsplit("key ").next().unwrap_or("").trim_matches('"');
        let both = duplicate_keys(text, key);
        let place = both.map_or(place, |(_, second)| Place::Bytes(second));
        let mut diagnostic = Diagnostic::new(Code::DuplicateKey, format!("duplicate key `{key}`"))
            .help("keep one of the two")
            .placed(place);
        diagnostic
            .places
            .extend(both.into_iter().flat_map(|(first, second)| [first, second]));
        return diagnostic;
    }
    let (message, help, own_place) = syntax::explain(text, error);
    Diagnostic::new(Code::YamlSyntax, message)
        .help(help)
        .placed(own_place.unwrap_or(place))
}

/// The first occurrence of a key at the start of a line, and the second at the same indentation.
fn duplicate_keys(text: &str, key: &str) -> Option<(Span, Span)> {
    let mut first: Option<(usize, Span)> = None;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let trimmed = line.trim_start_matches([' ', '-']);
        let indent = line.len() - trimmed.len();
        let is_key = trimmed
            .strip_prefix(key)
            .is_some_and(|rest| rest.trim_start().starts_with(':'));
        let here = Span::new(at + indent, at + indent + key.len());
        match first {
            Some((depth, first)) if is_key && depth == indent => return Some((first, here)),
            None if is_key => first = Some((indent, here)),
            _ => {}
        }
        at += line.len();
    }
    None
}

/// The first alias whose anchor is defined. Nested aliases grow exponentially ("billion laughs").
fn alias(text: &str) -> Option<Span> {
    if !text.contains('&') || !text.contains('*') {
        return None;
    }
    let anchors: BTreeSet<&str> = names_after(text, '&').map(|(_, name)| name).collect();
    names_after(text, '*')
        .find(|(_, name)| anchors.contains(name))
        .map(|(at, name)| Span::new(at, at + 1 + name.len()))
}

/// Every `sign` that could begin a node, with the name that follows it.
fn names_after(text: &str, sign: char) -> impl Iterator<Item = (usize, &str)> {
    text.match_indices(sign).filter_map(move |(at, _)| {
        let before = text[..at].chars().next_back();
        let begins = before.is_none_or(|c| c.is_whitespace() || matches!(c, ',' | '[' | '{' | ':' | '-' | '?'));
        let rest = &text[at + 1..];
        let length = rest
            .find(|c: char| c.is_whitespace() || matches!(c, ',' | '[' | ']' | '{' | '}' | ':'))
            .unwrap_or(rest.len());
        (begins && length > 0).then(|| (at, &rest[..length]))
    })
}

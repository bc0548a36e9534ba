//! Reading YAML that people wrote: every problem of a file at once, each with its place.
//!
//! Values are read without positions, which is fast; only when something is wrong is the place
//! looked up ([`locate`]), by reading the text again up to the path in question.

mod edit;
mod fields;
mod locate;
mod scalar;
mod syntax;
mod write;

pub use edit::{Edit, EditError, Written, edit};
pub use fields::{Fields, Problems, entries};
pub use scalar::Scalar;
pub use write::{written, written_in_brackets};

use serde_yaml::Value;

use crate::diagnostics::{Code, Diagnostic, Place};
use crate::model::key_path::{KeyPath, Step};
use crate::model::span::Span;

/// The largest YAML text that is read, in bytes.
pub const LIMIT: usize = 64 * 1024;

/// The line that opens and closes front matter.
pub const FENCE: &str = "---";

/// Where the YAML between two lines of `---` stands; `None` where the text does not begin with
/// such a line, or no second one follows.
pub fn front_matter_span(text: &str) -> Option<Span> {
    let start = opening_fence(text)?;
    let mut at = start;
    for line in text[start..].split_inclusive('\n') {
        if line.trim_end() == FENCE {
            return Some(Span::new(start, at));
        }
        at += line.len();
    }
    None
}

/// The bytes of a value (or, with `key`, of its key) in a file that is YAML, or begins with it.
pub fn locate(text: &str, path: &KeyPath, key: bool) -> Option<Span> {
    // The whole of the front matter is what its opening line stands for.
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
    // A file of many things may have many problems: only the one that is meant is read again.
    let entry = path.0.first().and_then(|step| match step {
        Step::Key(name) => entry(yaml, name),
        Step::Index(_) | Step::Companion => None,
    });
    let near = entry.and_then(|entry| Some(inside(entry, locate::locate(entry.slice(yaml), path, key)?)));
    let span = near.or_else(|| locate::locate(yaml, path, key))?;
    Some(inside(block, span))
}

/// The lines of a key at the left margin, with its value.
fn entry(yaml: &str, name: &str) -> Option<Span> {
    let begins = |at: usize| yaml[at..].strip_prefix(name)?.trim_start_matches(' ').strip_prefix(':');
    let later = format!("\n{name}");
    let mut places = std::iter::once(0).chain(yaml.match_indices(&later).map(|(at, _)| at + 1));
    let start = places.find(|at| begins(*at).is_some())?;
    let mut end = start;
    for line in yaml[start..].split_inclusive('\n') {
        // A list may stand at the margin, too.
        if end > start && !line.starts_with([' ', '\t', '#', '-', '\r', '\n']) {
            break;
        }
        end += line.len();
    }
    Some(Span::new(start, end))
}

/// The byte after the line that opens front matter; a byte order mark may stand before it.
pub fn opening_fence(text: &str) -> Option<usize> {
    let mark = if text.starts_with('\u{feff}') {
        '\u{feff}'.len_utf8()
    } else {
        0
    };
    let line = text[mark..].split_inclusive('\n').next()?;
    (line.trim_end() == FENCE).then_some(mark + line.len())
}

/// The largest YAML text that is read of a file that holds many things, in bytes.
pub const LARGE_LIMIT: usize = 1024 * 1024;

/// Reads a YAML mapping. An empty text is an empty mapping.
///
/// # Errors
/// Too large, aliases, a syntax error, a key given twice, or something else than a mapping; the
/// place is relative to `text`.
pub fn parse(text: &str) -> Result<serde_yaml::Mapping, Diagnostic> {
    parse_up_to(text, LIMIT, "move long texts into the body")
}

/// The same for a text of up to `limit` bytes; `help` says what to do with more.
///
/// # Errors
/// As [`parse`].
pub fn parse_up_to(text: &str, limit: usize, help: &str) -> Result<serde_yaml::Mapping, Diagnostic> {
    let at = |place: Place, diagnostic: Diagnostic| {
        let mut diagnostic = diagnostic;
        diagnostic.location = Some(crate::diagnostics::Location {
            file: Default::default(),
            place,
        });
        diagnostic
    };
    if text.len() > limit {
        let message = format!(
            "{} KiB of YAML, more than the {} KiB that are read",
            text.len() / 1024,
            limit / 1024
        );
        return Err(at(
            Place::File,
            Diagnostic::new(Code::FrontMatterTooLarge, message).help(help),
        ));
    }
    if let Some(span) = alias(text) {
        let message = format!("YAML aliases (`{}`) are not read", span.slice(text));
        return Err(at(
            Place::Bytes(span),
            Diagnostic::new(Code::YamlAlias, message)
                .help("write the value out where it is used; a text that begins with `*` or `&` needs quotation marks"),
        ));
    }
    match serde_yaml::from_str::<Value>(text) {
        Ok(Value::Mapping(mapping)) => Ok(mapping),
        Ok(Value::Null) => Ok(serde_yaml::Mapping::new()),
        Ok(_) => Err(at(
            Place::LineColumn(1, 1),
            Diagnostic::new(Code::YamlSyntax, "expected `key: value` lines"),
        )),
        Err(error) => {
            let place = error
                .location()
                .map_or(Place::File, |l| Place::LineColumn(l.line() as u32, l.column() as u32));
            let message = error.to_string();
            let message = message.split(" at line ").next().unwrap_or(&message).to_owned();
            if message.contains("duplicate entry with key") {
                let key = message.rsplit("key ").next().unwrap_or("").trim_matches('"').to_owned();
                let both = twice(text, &key);
                let place = both.map_or(place, |(_, second)| Place::Bytes(second));
                let mut diagnostic = Diagnostic::new(Code::DuplicateKey, format!("the key `{key}` is given twice"))
                    .help("keep one of the two");
                diagnostic
                    .places
                    .extend(both.into_iter().flat_map(|(first, second)| [first, second]));
                return Err(at(place, diagnostic));
            }
            let (message, help, own_place) = syntax::explain(text, &error);
            let diagnostic = Diagnostic::new(Code::YamlSyntax, message).help(help);
            Err(at(own_place.unwrap_or(place), diagnostic))
        }
    }
}

/// The first line that begins with this key, and the second at the same depth.
fn twice(text: &str, key: &str) -> Option<(Span, Span)> {
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

/// The first alias that has an anchor. One anchored value that is used often makes megabytes out
/// of kilobytes, and nobody needs aliases in front matter.
fn alias(text: &str) -> Option<Span> {
    if !text.contains('&') || !text.contains('*') {
        return None;
    }
    let anchors: std::collections::BTreeSet<&str> = tokens(text, '&').map(|(_, name)| name).collect();
    tokens(text, '*')
        .find(|(_, name)| anchors.contains(name))
        .map(|(at, name)| Span::new(at, at + 1 + name.len()))
}

/// Every `sign` that could begin a node, with the name behind it.
fn tokens(text: &str, sign: char) -> impl Iterator<Item = (usize, &str)> {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn aliases_are_refused_but_not_emphasis_or_ampersands() {
        let error = parse("a: &x text\nb: *x\n").unwrap_err();
        assert_eq!(error.message, "YAML aliases (`*x`) are not read");
        for fine in [
            "note: \"*one* & *two*\"",
            "note: |\n  *one* & two\n  & *three*\n",
            "a: R&D\nb: \"x *y\"",
        ] {
            assert!(parse(fine).is_ok(), "{fine}");
        }
    }

    #[test]
    fn a_place_is_found_in_its_entry_and_elsewhere() {
        let text = "a: 1\nab : {x: 2}\nlist:\n- x: 3\n- x: 4\n# b\nb:\n  x: 5\n\"c\": {x: 6}\nnote: |\n  b: 7\n";
        let root = KeyPath::root();
        for (path, value) in [
            (root.key("a"), "1"),
            (root.key("ab").key("x"), "2"),
            (root.key("list").index(1).key("x"), "4"),
            (root.key("b").key("x"), "5"),
            (root.key("c").key("x"), "6"),
        ] {
            assert_eq!(
                locate(text, &path, false).map(|span| span.slice(text)),
                Some(value),
                "{path}"
            );
        }
        assert_eq!(locate(text, &root.key("none"), false), None);
    }

    #[test]
    fn front_matter_ends_at_the_second_fence() {
        let text = "---\r\na: 1\r\n---\r\nbody";
        assert_eq!(front_matter_span(text).unwrap().slice(text), "a: 1\r\n");
        assert_eq!(front_matter_span("---\na: 1\n"), None);
        assert_eq!(front_matter_span("a: 1\n---\n"), None);
    }
}

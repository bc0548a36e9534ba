//! Finds line, column and source line of a diagnostic.

use crate::diagnostics::{Diagnostic, Place};
use crate::model::key_path::KeyPath;
use crate::model::span::Span;

/// Finds the value (with `true`, the key) at a path in YAML. Passed in because `yaml` depends on this module.
pub type YamlFinder = fn(&str, &KeyPath, bool) -> Option<Span>;

/// A diagnostic and its position in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LocatedDiagnostic {
    /// The diagnostic, with line numbers in its message.
    pub diagnostic: Diagnostic,
    /// `None` if the diagnostic has no file, or concerns the file as a whole.
    pub position: Option<Position>,
}

/// A position in a file, as editors count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Position {
    /// From 1.
    pub line: u32,
    /// From 1, in characters.
    pub column: u32,
    /// The line; of a long one an excerpt around the position.
    pub source_line: String,
    /// The byte range of `source_line` that is marked.
    pub mark: Span,
}

/// The context in a source line, in bytes on each side of the position.
const CONTEXT: usize = 120;

/// Finds the position of a diagnostic in the text of its file.
pub fn locate(mut diagnostic: Diagnostic, source: Option<&str>, yaml: YamlFinder) -> LocatedDiagnostic {
    if let Some(text) = source {
        append_lines(&mut diagnostic, text);
    }
    let position = match (&diagnostic.location, source) {
        (Some(location), Some(text)) => span_of(&location.place, text, yaml).map(|span| position_of(span, text)),
        _ => None,
    };
    LocatedDiagnostic { diagnostic, position }
}

/// Appends the line numbers of [`Diagnostic::places`] in `text` to the message.
pub fn append_lines(diagnostic: &mut Diagnostic, text: &str) {
    let places = std::mem::take(&mut diagnostic.places);
    diagnostic.message.push_str(&lines_of(&places, text));
}

/// ", in lines 3 and 7".
fn lines_of(places: &[Span], text: &str) -> String {
    let line = |span: &Span| {
        let start = floor(text, span.start as usize);
        text.as_bytes()[..start].iter().filter(|byte| **byte == b'\n').count() + 1
    };
    let mut lines: Vec<usize> = places.iter().map(line).collect();
    lines.dedup();
    match lines.as_slice() {
        [] => String::new(),
        [one] => format!(", in line {one}"),
        [others @ .., last] => {
            let others: Vec<String> = others.iter().map(usize::to_string).collect();
            format!(", in lines {} and {last}", others.join(", "))
        }
    }
}

/// The byte range of a place; `None` for the file as a whole.
fn span_of(place: &Place, text: &str, yaml: YamlFinder) -> Option<Span> {
    match place {
        Place::File => None,
        Place::Bytes(span) => Some(*span),
        Place::Value(path) => yaml(text, path, false),
        Place::Key(path) => yaml(text, path, true),
        Place::LineColumn(line, column) => {
            let start = line_start(text, *line)?;
            let offset: usize = text[start..]
                .chars()
                .take(*column as usize - 1)
                .map(char::len_utf8)
                .sum();
            Some(Span::new(start + offset, (start + offset + 1).min(text.len())))
        }
    }
}

/// The byte at which a line, counted from 1, begins.
fn line_start(text: &str, line: u32) -> Option<usize> {
    if line <= 1 {
        return Some(0);
    }
    text.match_indices('\n').nth(line as usize - 2).map(|(at, _)| at + 1)
}

fn position_of(span: Span, text: &str) -> Position {
    let start = floor(text, span.start as usize);
    let line_begin = text[..start].rfind('\n').map_or(0, |at| at + 1);
    let line_end = text[start..].find(['\n', '\r']).map_or(text.len(), |at| start + at);
    let end = ceil(text, (span.end as usize).clamp(start, line_end));
    let shown_begin = floor(text, line_begin.max(start.saturating_sub(CONTEXT)));
    let shown_end = ceil(text, line_end.min(start + CONTEXT)).max(shown_begin);
    let (before, after) = (
        if shown_begin > line_begin { "…" } else { "" },
        if shown_end < line_end { "…" } else { "" },
    );
    let mark_start = start - shown_begin + before.len();
    let mark_end = (end.min(shown_end).max(start) - shown_begin + before.len()).max(mark_start);
    Position {
        line: text[..line_begin].bytes().filter(|b| *b == b'\n').count() as u32 + 1,
        column: text[line_begin..start].chars().count() as u32 + 1,
        source_line: format!("{before}{}{after}", &text[shown_begin..shown_end]),
        mark: Span::new(mark_start, mark_end),
    }
}

/// The character boundary at or before `at`.
fn floor(text: &str, at: usize) -> usize {
    (0..=at.min(text.len()))
        .rev()
        .find(|i| text.is_char_boundary(*i))
        .unwrap_or(0)
}

/// The character boundary at or after `at`.
fn ceil(text: &str, at: usize) -> usize {
    (at.min(text.len())..=text.len())
        .find(|i| text.is_char_boundary(*i))
        .unwrap_or(text.len())
}

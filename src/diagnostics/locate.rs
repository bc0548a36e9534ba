//! From a place in a file to line, column and source line.

use crate::diagnostics::{Diagnostic, Place};
use crate::model::key_path::KeyPath;
use crate::model::span::Span;

/// Finds the value (or, with `true`, the key) at a path in a file's YAML.
pub type YamlFinder = fn(&str, &KeyPath, bool) -> Option<Span>;

/// A diagnostic whose place was found in its file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Located {
    /// The problem.
    pub diagnostic: Diagnostic,
    /// Where it is; `None` where it has no file, or the file as a whole is meant.
    pub position: Option<Position>,
}

/// A place in a file, as people count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Position {
    /// From 1.
    pub line: u32,
    /// In characters, from 1.
    pub column: u32,
    /// The line itself, shortened around the place where it is long.
    pub source_line: String,
    /// Where in `source_line` the place is, in bytes.
    pub mark: Span,
}

/// The longest source line that is printed, in bytes on each side of the place.
const CONTEXT: usize = 120;

/// Finds the place of a diagnostic in the text of its file.
pub fn locate(mut diagnostic: Diagnostic, source: Option<&str>, yaml: YamlFinder) -> Located {
    if let Some(text) = source {
        name_lines(&mut diagnostic, text);
    }
    let position = match (&diagnostic.location, source) {
        (Some(location), Some(text)) => span_of(&location.place, text, yaml).map(|span| position_of(span, text)),
        _ => None,
    };
    Located { diagnostic, position }
}

/// Ends the message with the lines that it speaks of, which are those of `text`.
pub fn name_lines(diagnostic: &mut Diagnostic, text: &str) {
    let places = std::mem::take(&mut diagnostic.places);
    diagnostic.message.push_str(&lines_of(&places, text));
}

/// ", in lines 3 and 7", by the places that a message speaks of.
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

/// The bytes that a place covers; `None` for the file as a whole.
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

/// The byte at which line `line` (from 1) begins.
fn line_start(text: &str, line: u32) -> Option<usize> {
    if line <= 1 {
        return Some(0);
    }
    text.match_indices('\n').nth(line as usize - 2).map(|(at, _)| at + 1)
}

/// Counts lines and columns.
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

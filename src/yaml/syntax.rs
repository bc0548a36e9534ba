//! What the YAML parser says, in words for people who never read its specification.

use crate::diagnostics::Place;

/// Message, remedy, and the place where it is not the one that the parser names.
pub(super) fn explain(text: &str, error: &serde_yaml::Error) -> (String, &'static str, Option<Place>) {
    let full = error.to_string();
    let short = full.split(" at line ").next().unwrap_or(&full);
    let at = error.location().map_or(0, |location| location.index());
    let next = text.get(at..).and_then(|rest| rest.chars().next());
    let before = text.get(..at).and_then(|before| before.trim_end().chars().next_back());
    let quotes = "put quotation marks around the text";
    match short {
        "mapping values are not allowed in this context" => ("a `: ` inside a text".to_owned(), quotes, None),
        "found character that cannot start any token" => match next {
            Some('\t') => ("a tab".to_owned(), "YAML is indented with spaces", None),
            Some(c) => (format!("a text cannot begin with `{c}`"), quotes, None),
            None => (short.to_owned(), ANY, None),
        },
        _ if full.contains("while scanning a quoted scalar") => {
            let message = "a quotation mark that is never closed".to_owned();
            (message, "close it where the text ends", opening(&full))
        }
        "did not find expected key" if matches!(before, Some('"' | '\'')) => {
            let help = "put the whole text into quotation marks, and other ones than these around it";
            ("text behind a closing quotation mark".to_owned(), help, None)
        }
        "did not find expected ',' or ']'" => {
            let message = "a `[` that is never closed".to_owned();
            (
                message,
                "write `[one, two]`; a text with `[` at its start needs quotation marks",
                opening(&full),
            )
        }
        "did not find expected ',' or '}'" => {
            let message = "a `{` that is never closed".to_owned();
            (
                message,
                "write `{key: value}`; a text with `{` at its start needs quotation marks",
                opening(&full),
            )
        }
        "did not find expected node content" => {
            let message = "something is missing after `[`, `{` or `,`".to_owned();
            (
                message,
                "write `[one, two]` or `{key: value}`, with the closing bracket",
                None,
            )
        }
        _ => (short.to_owned(), ANY, None),
    }
}

/// The remedy of most errors.
const ANY: &str = "a text with `: `, `#`, or quotation marks at its start needs quotation marks of its own around it";

/// Where that begins which is never closed: "… while scanning a quoted scalar at line 2 column 8".
fn opening(full: &str) -> Option<Place> {
    let (_, place) = full.rsplit_once(" at line ")?;
    let (line, column) = place.split_once(" column ")?;
    Some(Place::LineColumn(line.parse().ok()?, column.trim().parse().ok()?))
}

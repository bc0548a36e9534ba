//! Explains the errors of the YAML parser in plain words.

use crate::diagnostics::Place;

/// The message, the remedy, and the place if it differs from that of the parser.
pub(super) fn explain(text: &str, error: &serde_yaml::Error) -> (String, &'static str, Option<Place>) {
    let full = error.to_string();
    let short = full.split(" at line ").next().unwrap_or(&full);
    let at = error.location().map_or(0, |location| location.index());
    let next = text.get(at..).and_then(|rest| rest.chars().next());
    let before = text.get(..at).and_then(|before| before.trim_end().chars().next_back());
    let quotes = "put quotation marks around the text";
    match short {
        "mapping values are not allowed in this context" => ("unquoted text contains `: `".to_owned(), quotes, None),
        "found character that cannot start any token" => match next {
            Some('\t') => ("tab used for indentation".to_owned(), "indent YAML with spaces", None),
            Some(c) => (format!("unquoted text cannot begin with `{c}`"), quotes, None),
            None => (short.to_owned(), QUOTE_TEXT, None),
        },
        _ if full.contains("while scanning a quoted scalar") => {
            let message = "unclosed quotation mark".to_owned();
            (message, "close it at the end of the text", opening(&full))
        }
        "did not find expected key" if matches!(before, Some('"' | '\'')) => {
            let help = "quote the whole text, with the other kind of quotation marks";
            ("text after a closing quotation mark".to_owned(), help, None)
        }
        "did not find expected ',' or ']'" => {
            let message = "unclosed `[`".to_owned();
            (
                message,
                "write `[one, two]`; quote a text that begins with `[`",
                opening(&full),
            )
        }
        "did not find expected ',' or '}'" => {
            let message = "unclosed `{`".to_owned();
            (
                message,
                "write `{key: value}`; quote a text that begins with `{`",
                opening(&full),
            )
        }
        "did not find expected node content" => {
            let message = "missing value after `[`, `{` or `,`".to_owned();
            (
                message,
                "write `[one, two]` or `{key: value}`, with the closing bracket",
                None,
            )
        }
        _ => (short.to_owned(), QUOTE_TEXT, None),
    }
}

/// The remedy for most errors.
const QUOTE_TEXT: &str = "quote a text that contains `: ` or ` #`, or begins with a quotation mark";

/// Where an unclosed construct begins: "… while scanning a quoted scalar at line 2 column 8".
fn opening(full: &str) -> Option<Place> {
    let (_, place) = full.rsplit_once(" at line ")?;
    let (line, column) = place.split_once(" column ")?;
    Some(Place::LineColumn(line.parse().ok()?, column.trim().parse().ok()?))
}

//! Texts as YAML that reads as it was meant.

use std::fmt::Write;

/// Words that YAML, in one of its versions, takes for something else than text.
const KEYWORDS: [&str; 9] = ["null", "true", "false", "yes", "no", "on", "off", "y", "n"];

/// A text as a value, in quotation marks where it needs them. `ampersands` says that the YAML has an
/// ampersand somewhere: a star at the start of a word is then written as a number, because the
/// reader refuses aliases and would take the two for one.
pub fn written(text: &str, ampersands: bool) -> String {
    if is_plain(text) && !(ampersands && text.contains('*')) {
        text.to_owned()
    } else {
        quoted(text, ampersands)
    }
}

/// The same inside of brackets, where more characters mean something.
pub fn written_in_brackets(text: &str, ampersands: bool) -> String {
    if text.contains([',', '[', ']', '{', '}']) {
        quoted(text, ampersands)
    } else {
        written(text, ampersands)
    }
}

/// Whether a text means itself in YAML without quotation marks.
fn is_plain(text: &str) -> bool {
    text.starts_with(char::is_alphabetic)
        && !text.ends_with([':', ' '])
        && ![": ", " #", " *", " &"].iter().any(|mark| text.contains(mark))
        && text.chars().all(is_printable)
        && !KEYWORDS.contains(&text.to_ascii_lowercase().as_str())
}

/// Whether a character may stand in YAML as it is.
pub(super) fn is_printable(c: char) -> bool {
    !c.is_control() && !matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}') && (c as u32) & 0xfffe != 0xfffe
}

/// Whether a text has several lines and can be written as they are.
pub(super) fn is_literal(text: &str) -> bool {
    text.contains('\n')
        && !text.starts_with([' ', '\n'])
        && !text.ends_with(['\n', ' '])
        && text.chars().all(|c| c == '\n' || is_printable(c))
}

/// A text in double quotation marks without a star or an ampersand.
pub(super) fn quoted_carefully(text: &str) -> String {
    quoted(text, true).replace('&', "\\x26")
}

/// A text in double quotation marks.
fn quoted(text: &str, ampersands: bool) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            '*' if ampersands => out.push_str("\\x2A"),
            '\n' => out.push_str("\\n"),
            c if is_printable(c) => out.push(c),
            c => {
                let _ = write!(out, "\\U{:08X}", c as u32);
            }
        }
    }
    out.push('"');
    out
}

//! Writes texts as YAML scalars that read back as the same text.

use std::fmt::Write;

/// Plain scalars that YAML 1.1 or 1.2 does not read as text.
const KEYWORDS: [&str; 9] = ["null", "true", "false", "yes", "no", "on", "off", "y", "n"];

/// A text as a block scalar, quoted if necessary. `ampersands` says that the document contains `&`: asterisks are
/// then escaped, because the reader would refuse the two as an anchor and its alias.
pub fn write_scalar(text: &str, ampersands: bool) -> String {
    if is_plain(text) && !(ampersands && text.contains('*')) {
        text.to_owned()
    } else {
        quoted(text, ampersands)
    }
}

/// A text as a scalar in a flow collection, where more characters need quotes. `ampersands` as in [`write_scalar`].
pub fn write_flow_scalar(text: &str, ampersands: bool) -> String {
    if text.contains([',', '[', ']', '{', '}']) {
        quoted(text, ampersands)
    } else {
        write_scalar(text, ampersands)
    }
}

fn is_plain(text: &str) -> bool {
    text.starts_with(char::is_alphabetic)
        && !text.ends_with([':', ' '])
        && ![": ", " #", " *", " &"].iter().any(|mark| text.contains(mark))
        && text.chars().all(is_printable)
        && !KEYWORDS.contains(&text.to_ascii_lowercase().as_str())
}

/// Whether a character needs no escape.
pub(super) fn is_printable(c: char) -> bool {
    !c.is_control() && !matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}') && (c as u32) & 0xfffe != 0xfffe
}

/// Whether a text has several lines and can be written as a literal block.
pub(super) fn is_literal(text: &str) -> bool {
    text.contains('\n')
        && !text.starts_with([' ', '\n'])
        && !text.ends_with(['\n', ' '])
        && text.chars().all(|c| c == '\n' || is_printable(c))
}

/// A double-quoted text with `*` and `&` escaped.
pub(super) fn quoted_without_aliases(text: &str) -> String {
    quoted(text, true).replace('&', "\\x26")
}

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

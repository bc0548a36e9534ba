//! HTML that may be printed unescaped.

use std::fmt::Write;

use serde::{Serialize, Serializer};

/// Markup in which every text was escaped.
///
/// **Architecture invariant:** this file is the only place where text becomes markup. There is no
/// way to make a `SafeHtml` of a string; it grows only by escaped text and by elements whose names
/// and attributes the program chose.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SafeHtml(String);

impl SafeHtml {
    pub fn new() -> SafeHtml {
        SafeHtml::default()
    }

    /// Nothing yet, with room for `bytes`.
    pub fn with_capacity(bytes: usize) -> SafeHtml {
        SafeHtml(String::with_capacity(bytes))
    }

    pub fn text(&mut self, text: &str) -> &mut SafeHtml {
        escape_into(&mut self.0, text);
        self
    }

    /// Adds markup that is written in the program.
    pub fn markup(&mut self, markup: &'static str) -> &mut SafeHtml {
        self.0.push_str(markup);
        self
    }

    /// Adds an attribute inside a tag that was begun with [`SafeHtml::markup`].
    pub fn attribute(&mut self, name: &'static str, value: &str) -> &mut SafeHtml {
        self.0.push(' ');
        self.0.push_str(name);
        self.0.push_str("=\"");
        escape_into(&mut self.0, value);
        self.0.push('"');
        self
    }

    pub fn number(&mut self, number: impl Into<i64>) -> &mut SafeHtml {
        // Writing to a string cannot fail.
        let _ = write!(self.0, "{}", number.into());
        self
    }

    /// Data for programs in an element of its own. No character that a parser of HTML looks for is
    /// left in it: JSON can write every character by its number.
    pub fn json_ld(data: &serde_json::Value) -> SafeHtml {
        let mut html = SafeHtml::new();
        html.markup("<script type=\"application/ld+json\">");
        escape_json_into(&mut html.0, &data.to_string());
        html.markup("</script>");
        html
    }

    pub fn append(&mut self, other: &SafeHtml) -> &mut SafeHtml {
        self.0.push_str(&other.0);
        self
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl Serialize for SafeHtml {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

/// Escapes text for element content and for quoted attributes. What HTML forbids is dropped, and
/// so are the characters that turn the direction of everything after them (CVE-2021-42574).
fn escape_into(out: &mut String, text: &str) {
    let mut from = 0;
    for (at, byte) in text.bytes().enumerate() {
        let replacement = match byte {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            b'\'' => "&#39;",
            0..=8 | 0x0B | 0x0C | 0x0E..=0x1F | 0x7F => "",
            0xE2 if is_bidi_override(&text.as_bytes()[at..]) => {
                out.push_str(&text[from..at]);
                from = at + 3;
                continue;
            }
            _ => continue,
        };
        out.push_str(&text[from..at]);
        out.push_str(replacement);
        from = at + 1;
    }
    out.push_str(&text[from..]);
}

/// Copies JSON, with what could end a data block written by its number, and so are the line ends of
/// U+2028 and U+2029. What turns the direction of text is dropped.
fn escape_json_into(out: &mut String, json: &str) {
    let mut from = 0;
    for (at, byte) in json.bytes().enumerate() {
        let length = match byte {
            b'&' | b'<' | b'>' | 0x7F => 1,
            0xE2 if is_line_end(&json.as_bytes()[at..]) => 3,
            0xE2 if is_bidi_override(&json.as_bytes()[at..]) => {
                out.push_str(&json[from..at]);
                from = at + 3;
                continue;
            }
            _ => continue,
        };
        out.push_str(&json[from..at]);
        for unit in json[at..at + length].encode_utf16() {
            // Writing to a string cannot fail.
            let _ = write!(out, "\\u{unit:04x}");
        }
        from = at + length;
    }
    out.push_str(&json[from..]);
}

/// U+2028 and U+2029, in UTF-8.
fn is_line_end(bytes: &[u8]) -> bool {
    matches!(bytes, [0xE2, 0x80, 0xA8 | 0xA9, ..])
}

/// U+202A to U+202E and U+2066 to U+2069, in UTF-8.
fn is_bidi_override(bytes: &[u8]) -> bool {
    matches!(bytes, [0xE2, 0x80, 0xAA..=0xAE, ..] | [0xE2, 0x81, 0xA6..=0xA9, ..])
}

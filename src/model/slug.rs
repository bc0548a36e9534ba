//! Names that are safe in a file name and an address.

use std::fmt;

use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;

/// A name of `a-z`, `0-9` and single `-`, 1 to 100 bytes long, which no file system reserves.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Slug(String);

/// The longest slug, in bytes.
pub const MAX_LENGTH: usize = 100;

const RESERVED: [&str; 4] = ["con", "prn", "aux", "nul"];

impl Slug {
    /// Takes a slug that somebody wrote; `None` if it is not one.
    pub fn parse(text: &str) -> Option<Slug> {
        let shape = !text.is_empty()
            && text.len() <= MAX_LENGTH
            && text
                .bytes()
                .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
            && !text.starts_with('-')
            && !text.ends_with('-')
            && !text.contains("--");
        (shape && !is_reserved(text)).then(|| Slug(text.to_owned()))
    }

    /// Makes a slug of any text, the same for the same text on every machine. German letters are written out (ä → ae, ß
    /// → ss), other scripts are transliterated. `None` if nothing of the text can be written so.
    pub fn of(text: &str) -> Option<Slug> {
        let mut out = String::with_capacity(text.len());
        for c in text.nfc() {
            match c {
                'a'..='z' | '0'..='9' => out.push(c),
                'A'..='Z' => out.push(c.to_ascii_lowercase()),
                'ä' | 'Ä' => out.push_str("ae"),
                'ö' | 'Ö' => out.push_str("oe"),
                'ü' | 'Ü' => out.push_str("ue"),
                'ß' | 'ẞ' => out.push_str("ss"),
                '\'' | '’' | '\u{ad}' => {}
                c if c.is_ascii() => out.push('-'),
                c => match deunicode::deunicode_char(c) {
                    Some(ascii) if c.is_alphanumeric() => {
                        out.extend(ascii.chars().map(|a| {
                            if a.is_ascii_alphanumeric() {
                                a.to_ascii_lowercase()
                            } else {
                                '-'
                            }
                        }));
                    }
                    _ => out.push('-'),
                },
            }
        }
        let mut slug = String::with_capacity(out.len());
        for part in out.split('-').filter(|part| !part.is_empty()) {
            if !slug.is_empty() && slug.len() + 1 + part.len() > MAX_LENGTH {
                break;
            }
            if !slug.is_empty() {
                slug.push('-');
            }
            slug.push_str(&part[..part.len().min(MAX_LENGTH)]);
        }
        if is_reserved(&slug) {
            slug.push_str("-1");
        }
        (!slug.is_empty()).then_some(Slug(slug))
    }

    /// A slug for what no slug can be made of.
    pub fn numbered(number: u32) -> Slug {
        Slug(format!("name-{number}"))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Device names are reserved with any ending, and `com1` to `lpt9` with their digit.
fn is_reserved(text: &str) -> bool {
    RESERVED.contains(&text)
        || (text.len() == 4
            && (text.starts_with("com") || text.starts_with("lpt"))
            && text.ends_with(|c: char| c.is_ascii_digit()))
}

impl Default for Slug {
    /// For a text that has no name.
    fn default() -> Slug {
        Slug("text".to_owned())
    }
}

impl fmt::Display for Slug {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

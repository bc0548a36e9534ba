//! Limits of pages, checked before parsing, which could take hours otherwise.

use std::fmt;

/// The largest page that is read, in bytes.
pub const LARGEST: usize = 16 * 1024 * 1024;
/// The most elements in one page.
pub(super) const MOST_ELEMENTS: usize = 100_000;
/// The deepest nesting.
const DEEPEST: usize = 600;

/// Elements without content, or with an optional end tag.
const UNCOUNTED: [&str; 30] = [
    "area", "base", "br", "col", "colgroup", "dd", "dt", "embed", "hr", "img", "input", "li", "link", "meta", "option",
    "p", "param", "path", "rp", "rt", "source", "tbody", "td", "tfoot", "th", "thead", "tr", "track", "use", "wbr",
];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HtmlError {
    /// The page is too large.
    Size,
    /// It has too many elements.
    Elements,
    /// Nested more than 600 levels deep, first at this line, from 1.
    Depth(usize),
}

impl fmt::Display for HtmlError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            HtmlError::Size => write!(
                f,
                "the page exceeds the limit of {} MiB; paste its text into a .txt file",
                LARGEST >> 20
            ),
            HtmlError::Elements => write!(
                f,
                "the page exceeds the limit of {MOST_ELEMENTS} elements; paste its text into a .txt file"
            ),
            HtmlError::Depth(line) => write!(
                f,
                "line {line}: elements are nested more than {DEEPEST} levels deep; paste the text into a .txt file"
            ),
        }
    }
}

/// Checks the limits roughly, in one pass and without parsing: parsers take time quadratic in the nesting.
/// Errors: the first limit that is exceeded.
pub(super) fn check(text: &str) -> Result<(), HtmlError> {
    if text.len() > LARGEST {
        return Err(HtmlError::Size);
    }
    let (mut depth, mut elements, mut line, mut last) = (0_usize, 0_usize, 1, 0);
    for (at, _) in text.match_indices('<') {
        line += text.as_bytes()[last..at].iter().filter(|byte| **byte == b'\n').count();
        last = at;
        let rest = &text[at + 1..];
        let closing = rest.starts_with('/');
        let name = rest.trim_start_matches('/');
        let end = name.bytes().take(16).take_while(u8::is_ascii_alphanumeric).count();
        let name = name[..end].to_ascii_lowercase();
        if name.is_empty() {
            continue;
        }
        elements += usize::from(!closing);
        if elements > MOST_ELEMENTS {
            return Err(HtmlError::Elements);
        }
        if UNCOUNTED.contains(&name.as_str()) {
            continue;
        }
        depth = if closing { depth.saturating_sub(1) } else { depth + 1 };
        if depth > DEEPEST {
            return Err(HtmlError::Depth(line));
        }
    }
    Ok(())
}

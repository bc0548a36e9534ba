//! Pages that would take hours: looked for before anything is parsed.

use std::fmt;

/// The largest page that is read, in bytes.
pub const LARGEST: usize = 16 * 1024 * 1024;

/// The most elements in one page.
pub(super) const MOST_ELEMENTS: usize = 100_000;

/// The deepest nesting.
const DEEPEST: usize = 600;

/// Elements that are never open for long, or that a page need not close.
const NOT_COUNTED: [&str; 30] = [
    "area", "base", "br", "col", "colgroup", "dd", "dt", "embed", "hr", "img", "input", "li", "link", "meta", "option",
    "p", "param", "path", "rp", "rt", "source", "tbody", "td", "tfoot", "th", "thead", "tr", "track", "use", "wbr",
];

/// Why a page is not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HtmlError {
    /// More than 16 MiB bytes.
    TooLarge,
    /// More elements than any page of text has.
    TooMany,
    /// Nested too deeply, first at this line.
    TooDeep(usize),
}

impl fmt::Display for HtmlError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            HtmlError::TooLarge => write!(
                f,
                "more than {} MiB, which no page of text has; paste its text into a .txt file",
                LARGEST >> 20
            ),
            HtmlError::TooMany => write!(f, "more than {MOST_ELEMENTS} elements; paste its text into a .txt file"),
            HtmlError::TooDeep(line) => write!(
                f,
                "line {line}: elements nested more than {DEEPEST} deep; paste its text into a .txt file"
            ),
        }
    }
}

/// Fails for a page that is too large or nested too deeply. Parsers take time that grows with the square of the
/// depth, so it is counted here without parsing, roughly and in one pass.
pub(super) fn check(text: &str) -> Result<(), HtmlError> {
    if text.len() > LARGEST {
        return Err(HtmlError::TooLarge);
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
            return Err(HtmlError::TooMany);
        }
        if NOT_COUNTED.contains(&name.as_str()) {
            continue;
        }
        depth = if closing { depth.saturating_sub(1) } else { depth + 1 };
        if depth > DEEPEST {
            return Err(HtmlError::TooDeep(line));
        }
    }
    Ok(())
}

//! Finds the front matter of a file: the YAML between two lines of `---`.

use crate::model::span::Span;

/// The line that opens and closes front matter.
pub const FENCE: &str = "---";

/// The YAML between the fences; `None` if the text does not begin with a fence or has no second one.
pub fn front_matter_span(text: &str) -> Option<Span> {
    let start = opening_fence(text)?;
    let mut at = start;
    for line in text[start..].split_inclusive('\n') {
        if line.trim_end() == FENCE {
            return Some(Span::new(start, at));
        }
        at += line.len();
    }
    None
}

/// The byte after the opening fence, which a byte order mark may precede.
pub fn opening_fence(text: &str) -> Option<usize> {
    let content = text.strip_prefix('\u{feff}').unwrap_or(text);
    let line = content.split_inclusive('\n').next()?;
    (line.trim_end() == FENCE).then_some(text.len() - content.len() + line.len())
}

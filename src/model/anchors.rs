//! Where the exact text of an editor's decision stands.

use super::article::Anchor;
use super::span::Span;

/// Marks that may stand around the text of a decision without being part of it.
pub const MARKS: [char; 12] = ['„', '“', '”', '"', '«', '»', '‚', '‘', '’', '\'', '›', '‹'];

/// The span with the quotation marks right around it.
pub fn with_marks(span: Span, plain: &str) -> Span {
    let before = plain[..span.start as usize]
        .chars()
        .next_back()
        .filter(|c| MARKS.contains(c));
    let after = plain[span.end as usize..].chars().next().filter(|c| MARKS.contains(c));
    match (before, after) {
        (Some(before), Some(after)) => Span {
            start: span.start - before.len_utf8() as u32,
            end: span.end + after.len_utf8() as u32,
        },
        _ => span,
    }
}

#[derive(Debug, PartialEq, Eq)]
pub enum AnchorError {
    NotFound,
    /// The text occurs this number of times, but not with its `prefix` and `suffix`, or fewer than `nth` times.
    NotSo(usize),
    /// The text occurs more than once, at these places.
    Ambiguous(Vec<Span>),
}

/// Every place of the anchor that its `prefix`, `suffix` and `nth` allow.
///
/// # Errors
/// Why there is none.
pub fn occurrences(plain: &str, anchor: &Anchor) -> Result<Vec<Span>, AnchorError> {
    let text = anchor.text.trim();
    let all: Vec<Span> = plain
        .match_indices(text)
        .map(|(at, found)| Span::new(at, at + found.len()))
        .collect();
    if all.is_empty() {
        return Err(AnchorError::NotFound);
    }
    let total = all.len();
    let fits = |span: &Span| {
        anchor
            .prefix
            .as_ref()
            .is_none_or(|prefix| plain[..span.start as usize].ends_with(prefix.as_str()))
            && anchor
                .suffix
                .as_ref()
                .is_none_or(|suffix| plain[span.end as usize..].starts_with(suffix.as_str()))
    };
    let fitting: Vec<Span> = all.into_iter().filter(fits).collect();
    let chosen = match anchor.nth {
        Some(nth) => fitting.get(nth - 1).copied().into_iter().collect(),
        None => fitting,
    };
    if chosen.is_empty() {
        Err(AnchorError::NotSo(total))
    } else {
        Ok(chosen)
    }
}

/// The one place of the anchor.
///
/// # Errors
/// Why there is none, or not one only.
pub fn single(plain: &str, anchor: &Anchor) -> Result<Span, AnchorError> {
    match occurrences(plain, anchor)?.as_slice() {
        [span] => Ok(*span),
        several => Err(AnchorError::Ambiguous(several.to_vec())),
    }
}

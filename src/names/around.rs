//! The words around a name.

use super::words;

/// A word beside a name, and what stands between them.
#[derive(Clone, Copy, Debug)]
pub(super) struct Neighbour<'t> {
    pub word: &'t str,
    pub gap: &'t str,
    /// Where it begins.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
}

impl Neighbour<'_> {
    /// Whether only white space stands between.
    pub fn is_adjacent(&self) -> bool {
        !self.gap.is_empty() && self.gap.chars().all(char::is_whitespace)
    }

    /// Whether white space and marks of quotation stand between, or white space alone.
    pub fn is_near(&self) -> bool {
        self.gap.chars().all(|c| c.is_whitespace() || is_quote(c))
    }

    /// Whether it begins with a capital.
    pub fn is_capital(&self) -> bool {
        self.word.starts_with(char::is_uppercase)
    }

    /// Whether it stands in an enumeration beside the name.
    pub fn is_listed(&self) -> bool {
        matches!(self.gap.trim_matches(|c| c == ' ' || is_quote(c)), "," | "/")
    }
}

/// How far a neighbour may be.
const FAR: usize = 48;

/// The word before a place.
pub(super) fn before(text: &str, at: usize) -> Option<Neighbour<'_>> {
    let head = &text[..at];
    let end = last(head, |c| c.is_alphanumeric())?;
    if at - end > FAR {
        return None;
    }
    let start = last(&head[..end], |c| !c.is_alphanumeric()).unwrap_or(0);
    Some(Neighbour {
        word: &text[start..end],
        gap: &text[end..at],
        start,
        end,
    })
}

/// The word behind a place.
pub(super) fn after(text: &str, at: usize) -> Option<Neighbour<'_>> {
    let start = words::word_start(text, at);
    if start >= text.len() || start - at > FAR {
        return None;
    }
    let end = words::word_end(text, start);
    Some(Neighbour {
        word: &text[start..end],
        gap: &text[at..start],
        start,
        end,
    })
}

/// Where the last character ends that is so.
fn last(text: &str, is: impl Fn(char) -> bool) -> Option<usize> {
    let found = text.char_indices().rev().find(|(_, c)| is(*c));
    found.map(|(at, c)| at + c.len_utf8())
}

/// Whether a character is a mark of quotation.
pub(super) fn is_quote(c: char) -> bool {
    matches!(
        c,
        '"' | '„' | '“' | '”' | '«' | '»' | '‹' | '›' | '‚' | '‘' | '’' | '\''
    )
}

/// Whether a name stands alone in quotation marks.
pub(super) fn is_quoted(text: &str, start: usize, end: usize) -> bool {
    text[..start].ends_with(is_quote) && text[end..].starts_with(is_quote)
}

/// Whether a sentence begins at a place.
pub(super) fn begins_sentence(text: &str, at: usize) -> bool {
    let mut before = text[..at].chars().rev().filter(|c| *c != ' ' && !is_quote(*c));
    before
        .next()
        .is_none_or(|c| matches!(c, '.' | '!' | '?' | ':' | '\n' | '–' | '(' | '|'))
}

//! The words before and after a name.

use super::words;

/// A word next to a name; `gap` is the text between them.
#[derive(Clone, Copy, Debug)]
pub(super) struct Neighbour<'t> {
    pub word: &'t str,
    pub gap: &'t str,
    pub start: usize,
    pub end: usize,
}

impl Neighbour<'_> {
    /// Whether only white space separates them.
    pub fn is_adjacent(&self) -> bool {
        !self.gap.is_empty() && self.gap.chars().all(char::is_whitespace)
    }

    /// Whether only white space and quotation marks separate them.
    pub fn is_near(&self) -> bool {
        self.gap.chars().all(|c| c.is_whitespace() || is_quote(c))
    }

    pub fn is_capital(&self) -> bool {
        self.word.starts_with(char::is_uppercase)
    }

    /// Whether it is the next item of an enumeration.
    pub fn is_listed(&self) -> bool {
        matches!(self.gap.trim_matches(|c| c == ' ' || is_quote(c)), "," | "/")
    }
}

/// The longest gap to a neighbour, in bytes.
const LONGEST_GAP: usize = 48;

pub(super) fn before(text: &str, at: usize) -> Option<Neighbour<'_>> {
    let head = &text[..at];
    let end = last_end(head, |c| c.is_alphanumeric())?;
    if at - end > LONGEST_GAP {
        return None;
    }
    let start = last_end(&head[..end], |c| !c.is_alphanumeric()).unwrap_or(0);
    Some(Neighbour {
        word: &text[start..end],
        gap: &text[end..at],
        start,
        end,
    })
}

pub(super) fn after(text: &str, at: usize) -> Option<Neighbour<'_>> {
    let start = words::word_start(text, at);
    if start >= text.len() || start - at > LONGEST_GAP {
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

/// The end of the last character that satisfies a condition.
fn last_end(text: &str, is: impl Fn(char) -> bool) -> Option<usize> {
    let found = text.char_indices().rev().find(|(_, c)| is(*c));
    found.map(|(at, c)| at + c.len_utf8())
}

pub(super) fn is_quote(c: char) -> bool {
    matches!(
        c,
        '"' | '„' | '“' | '”' | '«' | '»' | '‹' | '›' | '‚' | '‘' | '’' | '\''
    )
}

/// Whether a name is in quotation marks by itself.
pub(super) fn is_quoted(text: &str, start: usize, end: usize) -> bool {
    text[..start].ends_with(is_quote) && text[end..].starts_with(is_quote)
}

pub(super) fn begins_sentence(text: &str, at: usize) -> bool {
    let mut before = text[..at].chars().rev().filter(|c| *c != ' ' && !is_quote(*c));
    before
        .next()
        .is_none_or(|c| matches!(c, '.' | '!' | '?' | ':' | '\n' | '–' | '(' | '|'))
}

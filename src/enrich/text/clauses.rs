//! Where clauses begin and end, as far as signs tell.

use super::tokens::{TokenKind, Tokenised};

/// The most tokens of a clause. No sentence that somebody wrote is longer; the limit keeps texts without
/// punctuation fast.
pub const REACH: usize = 250;

/// The first token of the clause that holds `at`: behind a comma, a colon, a dash or a quotation.
pub fn clause_start(text: &Tokenised<'_>, at: usize, first: usize) -> usize {
    let first = first.max(at.saturating_sub(REACH));
    (first..at)
        .rev()
        .find(|n| is_boundary(text, *n))
        .map_or(first, |n| n + 1)
}

/// One past the last token of the clause that holds `at`.
pub fn clause_end(text: &Tokenised<'_>, at: usize, end: usize) -> usize {
    let end = end.min(at + 1 + REACH).max(at + 1);
    (at + 1..end).find(|n| is_boundary(text, *n)).unwrap_or(end)
}

pub fn is_boundary(text: &Tokenised<'_>, at: usize) -> bool {
    match text.tokens[at].kind {
        // A full stop inside of a sentence belongs to a number or to a word that is cut short.
        // A hyphen that hangs on a word ("Fraktions- und Parteivorsitzende") is no dash.
        TokenKind::Sign('-') => at == 0 || text.tokens[at - 1].span.end < text.tokens[at].span.start,
        TokenKind::Sign(sign) => matches!(sign, ',' | ';' | ':' | '–' | '—' | '!' | '?'),
        // What stands in marks ends a clause where it is a sentence of its own; a word or two of it
        // stand inside of the writer's clause.
        TokenKind::Quote(number) => text.closing_marks[number as usize] || at > 0 && text.is_sign(at - 1, ':'),
        TokenKind::Word => false,
    }
}

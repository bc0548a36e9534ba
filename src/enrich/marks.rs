//! What stands in quotation marks.

use super::tokens::{TokenKind, Tokenised};
use crate::model::span::Span;

/// A span in quotation marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Marked {
    /// With its marks.
    pub span: Span,
    /// Numbers of the tokens of its marks.
    pub open: usize,
    /// See `open`.
    pub close: usize,
}

/// Finds the marked spans of a text, outermost only, each inside one block.
pub fn find(text: &Tokenised<'_>) -> Vec<Marked> {
    let mut found = Vec::new();
    let mut open: Option<(usize, char, u32)> = None;
    for (number, token) in text.tokens.iter().enumerate() {
        let TokenKind::Sign(sign) = token.kind else { continue };
        if open.is_some_and(|(_, _, block)| block != token.block) {
            open = None;
        }
        match open {
            Some((start, opening, _)) if closes(opening, sign) => {
                let span = Span {
                    start: text.tokens[start].span.start,
                    end: token.span.end,
                };
                found.push(Marked {
                    span,
                    open: start,
                    close: number,
                });
                open = None;
            }
            Some(_) => {}
            None if opens(text, number, sign) => open = Some((number, sign, token.block)),
            None => {}
        }
    }
    found
}

/// Whether a sign opens, by its form and by what stands around it.
fn opens(text: &Tokenised<'_>, number: usize, sign: char) -> bool {
    let span = text.tokens[number].span;
    let before = text.plain[..span.start as usize].chars().next_back();
    let after = text.plain[span.end as usize..].chars().next();
    let free = before.is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '[' | '–' | '—' | '-'));
    let tight = after.is_some_and(|c| !c.is_whitespace());
    match sign {
        '„' => tight,
        '“' | '"' | '«' | '»' | '”' => free && tight,
        _ => false,
    }
}

/// Whether a sign closes what another opened.
fn closes(opening: char, sign: char) -> bool {
    match opening {
        '„' => matches!(sign, '“' | '”' | '"'),
        '“' => matches!(sign, '”' | '"'),
        '”' => matches!(sign, '”' | '"'),
        '"' => matches!(sign, '"' | '“' | '”'),
        '«' => sign == '»',
        '»' => matches!(sign, '«' | '»'),
        _ => false,
    }
}

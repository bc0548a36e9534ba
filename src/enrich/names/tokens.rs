//! Splits the running text into tokens for names. Unlike in `text::tokens`, quoted text is not a single token.

use crate::enrich::text::tokens::{TokenKind, Tokenised, is_capital};
use crate::language::WordInfo;
use crate::model::span::Span;

#[derive(Clone, Copy, Debug)]
pub struct NameToken {
    pub span: Span,
    pub word: bool,
    pub capital: bool,
    /// Whether it is the first word of a sentence or a quotation, or follows a colon.
    pub sentence_start: bool,
    pub quoted: bool,
    pub info: WordInfo,
    pub block: u32,
    /// Names of the knowledge base at this token: two bits for each class, begins and continues.
    pub known: u8,
}

pub fn tokenise(text: &Tokenised) -> Vec<NameToken> {
    let mut tokens = Vec::with_capacity(text.plain.len() / 5);
    for sentence in &text.sentences {
        let mut start = true;
        for at in sentence.tokens.0..sentence.tokens.1 {
            let outer = &text.tokens[at];
            let token = NameToken {
                span: outer.span,
                word: outer.kind == TokenKind::Word,
                capital: outer.capital,
                sentence_start: false,
                quoted: false,
                info: outer.info,
                block: sentence.block,
                known: 0,
            };
            match outer.kind {
                TokenKind::Word => {
                    tokens.push(NameToken {
                        sentence_start: start,
                        ..token
                    });
                    start = false;
                }
                TokenKind::Sign(sign) => {
                    tokens.push(token);
                    start |= sign == ':';
                }
                TokenKind::Quote(number) => {
                    in_marks(text, &token, text.marks[number as usize].inner, &mut tokens);
                    start = false;
                }
            }
        }
    }
    tokens
}

/// Adds the tokens of a quotation, including its marks.
fn in_marks(text: &Tokenised, outer: &NameToken, inner: Span, tokens: &mut Vec<NameToken>) {
    let sign = |span: Span| NameToken {
        span,
        word: false,
        capital: false,
        ..*outer
    };
    let whole = outer.span;
    let (start, end) = (whole.start, inner.start);
    if start < end {
        tokens.push(sign(Span { start, end }));
    }
    let words = inner.slice(text.plain);
    let mut start = true;
    let mut at = 0;
    while let Some(c) = words[at..].chars().next() {
        let alphanumeric = c.is_alphanumeric();
        let length = if alphanumeric {
            text.word_length(&words[at..])
        } else {
            c.len_utf8()
        };
        let from = inner.start + at as u32;
        let span = Span {
            start: from,
            end: from + length as u32,
        };
        at += length;
        if alphanumeric {
            let word = span.slice(text.plain);
            tokens.push(NameToken {
                span,
                word: true,
                capital: is_capital(word),
                sentence_start: start,
                quoted: true,
                info: text.info(word),
                ..*outer
            });
            start = false;
        } else if !c.is_whitespace() {
            tokens.push(NameToken {
                quoted: true,
                ..sign(span)
            });
            // Abbreviations are ignored: they are rare in quotations.
            start |= matches!(c, '.' | '!' | '?' | ':' | '…');
        }
    }
    let (start, end) = (inner.end, whole.end);
    if start < end {
        tokens.push(sign(Span { start, end }));
    }
}

impl NameToken {
    /// Marks that a known name of this class, a number up to 3, begins or continues here.
    pub fn mark_known(&mut self, class: u8, begins: bool) {
        self.known |= 1 << (2 * class.min(3) + u8::from(!begins));
    }
}

#[derive(Clone, Copy)]
pub(super) struct TokenView<'a> {
    pub text: &'a Tokenised<'a>,
    pub tokens: &'a [NameToken],
}

impl<'a> TokenView<'a> {
    /// The text of a token; empty if there is none.
    pub fn word(&self, at: usize) -> &'a str {
        self.tokens
            .get(at)
            .map_or("", |token| token.span.slice(self.text.plain))
    }

    pub fn is_capital(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| token.word && token.capital)
    }

    /// Whether a token and the next one are in the same sentence.
    pub fn joined(&self, at: usize) -> bool {
        let (Some(left), Some(right)) = (self.tokens.get(at), self.tokens.get(at + 1)) else {
            return false;
        };
        !right.sentence_start && left.block == right.block && left.quoted == right.quoted
    }
}

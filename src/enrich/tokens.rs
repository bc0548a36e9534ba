//! Words and signs, with the sentence that each stands in.

use crate::language::Words;
use crate::model::document::{BlockKind, Document};
use crate::model::span::Span;

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    /// Letters and digits, with hyphens and apostrophes between them.
    Word,
    /// One sign.
    Sign(char),
}

/// A word or a sign.
#[derive(Clone, Copy, Debug)]
pub struct Token {
    /// Where.
    pub span: Span,
    /// What.
    pub kind: TokenKind,
    /// The number of its sentence.
    pub sentence: u32,
    /// The number of its block.
    pub block: u32,
}

/// A text, its tokens and its sentences.
pub struct Tokenised<'a> {
    /// The plain text.
    pub plain: &'a str,
    /// The tokens of its running text.
    pub tokens: Vec<Token>,
    /// The sentences of every block.
    pub sentences: Vec<Span>,
}

impl<'a> Tokenised<'a> {
    /// Cuts a text.
    pub fn new(document: &'a Document, words: &Words) -> Tokenised<'a> {
        let plain = document.plain.as_str();
        let mut tokens = Vec::with_capacity(plain.len() / 5);
        let mut sentences = Vec::new();
        for (number, block) in document.blocks.iter().enumerate() {
            let first = sentences.len();
            super::sentences::split(plain, block.span, words, &mut sentences);
            if matches!(block.kind, BlockKind::Paragraph | BlockKind::Footnote) {
                scan(plain, &sentences[first..], first as u32, number as u32, &mut tokens);
            }
        }
        Tokenised {
            plain,
            tokens,
            sentences,
        }
    }

    /// The text of a token.
    pub fn text(&self, token: &Token) -> &'a str {
        token.span.slice(self.plain)
    }

    /// The number of the first token that begins at or after a byte.
    pub fn first_from(&self, byte: u32) -> usize {
        self.tokens.partition_point(|token| token.span.start < byte)
    }
}

/// Finds the tokens of some sentences of one block.
fn scan(plain: &str, sentences: &[Span], first: u32, block: u32, tokens: &mut Vec<Token>) {
    for (offset, sentence) in sentences.iter().enumerate() {
        let text = sentence.slice(plain);
        let base = sentence.start;
        let mut chars = text.char_indices().peekable();
        while let Some((at, c)) = chars.next() {
            if c.is_whitespace() {
                continue;
            }
            let mut end = at + c.len_utf8();
            let kind = if c.is_alphanumeric() {
                while let Some((next_at, next)) = chars.peek().copied() {
                    let joins = matches!(next, '-' | '‑' | '’' | '\'' | '.')
                        && text[next_at + next.len_utf8()..].starts_with(char::is_alphanumeric)
                        && (next != '.' || text[at..next_at].bytes().all(|b| b.is_ascii_digit() || b == b'.'));
                    if !next.is_alphanumeric() && !joins {
                        break;
                    }
                    end = next_at + next.len_utf8();
                    chars.next();
                }
                TokenKind::Word
            } else {
                TokenKind::Sign(c)
            };
            let span = Span {
                start: base + at as u32,
                end: base + end as u32,
            };
            tokens.push(Token {
                span,
                kind,
                sentence: first + offset as u32,
                block,
            });
        }
    }
}

//! Where sentences end.

use super::quotation_marks::Marked;
use crate::language::{Words, lowered};
use crate::model::span::Span;

/// Signs that can follow the end of a sentence and belong to it.
const CLOSING: [char; 12] = ['"', '“', '”', '«', '»', '‘', '’', '\'', ')', ']', '›', '‹'];

/// Cuts a block into sentences. A full stop ends none after an abbreviation, a single letter, a
/// number (an ordinal in German) or before a lower-case word.
pub fn split(plain: &str, block: Span, marks: &[Marked], words: &Words, out: &mut Vec<Span>) {
    let text = block.slice(plain);
    let mut start = 0;
    let mut at = 0;
    let mut marks = marks.iter().peekable();
    while at < text.len() {
        let byte = block.start + at as u32;
        while marks.peek().is_some_and(|mark| mark.span.end <= byte) {
            marks.next();
        }
        let mark = marks.peek();
        let mark_at = mark.map_or(text.len(), |mark| (mark.span.start.max(byte) - block.start) as usize);
        at = next_sign(text, at, mark_at);
        if let Some(mark) = mark.filter(|_| at == mark_at) {
            at = (mark.span.end - block.start) as usize;
            if ends_with_mark(text, mark.inner.slice(plain), at) {
                push(text, block.start, start, at, out);
                start = at;
            }
            continue;
        }
        let Some(c) = text[at..].chars().next() else { break };
        let mut end = at + c.len_utf8();
        if c == '\n' {
            push(text, block.start, start, at, out);
            start = end;
        } else if matches!(c, '.' | '!' | '?' | '…') {
            let closing = |c: char| CLOSING.contains(&c) || matches!(c, '.' | '!' | '?' | '…');
            end = text.len() - text[end..].trim_start_matches(closing).len();
            if ends(text, at, c, end, words) {
                push(text, block.start, start, end, out);
                start = end;
            }
        }
        at = end;
    }
    push(text, block.start, start, text.len(), out);
}

/// The next place from `at` on, and before `limit`, where a sign can stand that ends a sentence, by
/// its first byte; else `limit`.
fn next_sign(text: &str, at: usize, limit: usize) -> usize {
    let can_end = |byte: &u8| matches!(byte, b'.' | b'!' | b'?' | b'\n' | 0xE2);
    let next = text.as_bytes()[at..limit].iter().position(can_end);
    next.map_or(limit, |next| at + next)
}

/// Whether what stands in marks is a sentence of its own: it ends like one, and a new one follows.
fn ends_with_mark(text: &str, inner: &str, end: usize) -> bool {
    let closed = inner.trim_end().ends_with(['.', '!', '?', '…']);
    let rest = text[end..].trim_start();
    closed
        && rest
            .chars()
            .next()
            .is_none_or(|c| c.is_uppercase() || CLOSING.contains(&c) || matches!(c, '„' | '‚'))
}

/// Whether the sign at `at` (with what closes behind it, up to `end`) ends a sentence.
fn ends(text: &str, at: usize, sign: char, end: usize, words: &Words) -> bool {
    let rest = &text[end..];
    if rest.is_empty() {
        return true;
    }
    if !rest.starts_with(char::is_whitespace) {
        return false;
    }
    let next = rest
        .trim_start()
        .chars()
        .find(|c| !CLOSING.contains(c) && !matches!(c, '„' | '‚' | '(' | '['));
    let lower_follows = next.is_some_and(char::is_lowercase);
    if sign != '.' {
        return !lower_follows;
    }
    let before = text[..at].rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
    let closed = end > at + 1;
    let number = !before.is_empty() && before.chars().all(|c| c.is_ascii_digit()) && before.len() <= 2;
    let short = before.chars().count() == 1 && before.chars().all(char::is_alphabetic);
    let known = words.abbreviations.contains(&*lowered(before));
    !lower_follows && (closed || !(number || short || known))
}

fn push(text: &str, base: u32, start: usize, end: usize, out: &mut Vec<Span>) {
    let piece = &text[start..end];
    let lead = piece.len() - piece.trim_start().len();
    let trimmed = piece.trim();
    if !trimmed.is_empty() {
        let start = base as usize + start + lead;
        out.push(Span::new(start, start + trimmed.len()));
    }
}

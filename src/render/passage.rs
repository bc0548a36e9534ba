//! Passages of a text as pages quote them.

use crate::model::span::Span;

/// The sentence around a span; the span itself where none holds it whole.
pub(super) fn sentence_of(sentences: &[Span], span: Span) -> Span {
    let at = sentences.partition_point(|sentence| sentence.end < span.end);
    sentences
        .get(at)
        .copied()
        .filter(|sentence| sentence.contains(span))
        .unwrap_or(span)
}

pub(super) fn one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    line
}

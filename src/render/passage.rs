//! Passages of a text as pages quote them.

use crate::model::span::Span;

/// Quotation marks that are taken off the words of a quotation before it is shown in marks of the theme's.
const MARKS: [char; 14] = ['„', '“', '”', '"', '«', '»', '‚', '‘', '’', '\'', '›', '‹', '‟', '`'];

/// The words without the marks around them.
pub fn without_marks(text: &str) -> &str {
    let text = text.trim();
    match (text.chars().next(), text.chars().next_back()) {
        (Some(first), Some(last)) if MARKS.contains(&first) && MARKS.contains(&last) && text.chars().count() > 2 => {
            // English sets the comma of the writer's sentence inside the marks.
            text[first.len_utf8()..text.len() - last.len_utf8()]
                .trim()
                .trim_end_matches(',')
        }
        // The first paragraphs of a quotation over several open, and do not close.
        (Some(first), _) if MARKS.contains(&first) && !text[first.len_utf8()..].contains(MARKS) => {
            &text[first.len_utf8()..]
        }
        _ => text,
    }
}

/// The sentence around a span; the span itself where none holds it whole.
pub(super) fn sentence_of(sentences: &[Span], span: Span) -> Span {
    let at = sentences.partition_point(|sentence| sentence.end < span.end);
    sentences
        .get(at)
        .copied()
        .filter(|sentence| sentence.contains(span))
        .unwrap_or(span)
}

/// A text with its white space as single spaces.
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

//! Quotations whose source stands behind a dash: "“We are staying.” — Ute Lamm", on the same line or the next.
//!
//! Cases: `source-line`.

use crate::enrich::finding::Finding;
use crate::enrich::text::tokens::{TokenKind, Tokenised};
use crate::language::Flags;
use crate::model::enrichment::Speaker;
use crate::model::rule::Rule;
use crate::model::span::Span;

/// The most tokens of a line that names a source.
const LONGEST: usize = 14;

/// Names the source of each quotation that a dash and a name follow, and nothing else in their paragraph.
pub fn find(text: &Tokenised<'_>, quotations: &mut [Finding]) {
    for quotation in quotations {
        let framed = quotation.rule.is_framed() && quotation.cue.is_some();
        if let Some(source) = behind(text, quotation.span).filter(|_| !framed) {
            quotation.speaker = Some(Speaker::written(source));
            quotation.cue = None;
            quotation.frame = None;
            quotation.rule = Rule::DirectSourceLine;
        }
    }
}

/// What a name behind a dash adds to the score of a marked span.
pub fn evidence(text: &Tokenised<'_>, mark: Span) -> i32 {
    if behind(text, mark).is_some() { 6 } else { 0 }
}

/// The name behind the dash that follows a quotation, up to a comma or the end of its paragraph.
fn behind(text: &Tokenised<'_>, quotation: Span) -> Option<Span> {
    let dash = text.tokens.partition_point(|token| token.span.start < quotation.end);
    let sign = matches!(text.tokens.get(dash)?.kind, TokenKind::Sign('-' | '–' | '—' | '―'));
    let spaced = text.plain[quotation.end as usize..text.tokens[dash].span.start as usize]
        .contains(char::is_whitespace)
        || text.tokens[dash].span.end < text.tokens.get(dash + 1)?.span.start;
    // A title in a list of references ends with no full stop: "Report found" — The Post, May 1.
    let ends = text
        .marks
        .binary_search_by_key(&quotation, |mark| mark.span)
        .is_ok_and(|mark| text.closing_marks[mark]);
    if !sign || !spaced || !ends {
        return None;
    }
    let number = text.sentence_at(text.tokens[dash].span.start)?;
    let sentence = &text.sentences[number];
    let closes = text
        .sentences
        .get(number + 1)
        .is_none_or(|next| next.block != sentence.block);
    let (from, end) = (dash + 1, sentence.tokens.1);
    if !closes || from >= end || end - from > LONGEST {
        return None;
    }
    let stop = (from..end).find(|at| !is_named(text, *at)).unwrap_or(end);
    let rest = stop == end || matches!(text.tokens[stop].kind, TokenKind::Sign(',' | '.' | '('));
    let verb = Flags::VERB | Flags::AUXILIARY | Flags::PRONOUN;
    let clause = (from..end).any(|at| !text.tokens[at].capital && text.is(at, verb) && !text.is(at, Flags::ARTICLE));
    (rest && stop > from && text.tokens[from].capital && !clause).then(|| text.span(from, stop - 1))
}

/// Whether a token can be part of a name: a word with a capital, or a particle between two.
fn is_named(text: &Tokenised<'_>, at: usize) -> bool {
    let abbreviated = text.is_sign(at, '.') && text.text(at - 1).chars().count() <= 3;
    text.is_word(at) && (text.tokens[at].capital || text.is(at, Flags::NAME_PARTICLE)) || abbreviated
}

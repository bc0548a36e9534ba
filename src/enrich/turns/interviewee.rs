//! Who is asked in an interview whose answers do not say it: whom the introduction names beside a word for talking.

use crate::enrich::text::clauses::is_boundary;
use crate::enrich::text::tokens::Tokenised;
use crate::language::Flags;
use crate::model::document::Document;
use crate::model::span::Span;

/// How many tokens behind the word for an interview a name can stand.
const REACH: usize = 25;

/// Whether a word for an interview stands before a place in the text.
pub(super) fn is_interview(text: &Tokenised<'_>, end: u32) -> bool {
    let mut before = text.tokens.iter().take_while(|token| token.span.end <= end);
    before.any(|token| token.info.flags.any(Flags::INTERVIEW_WORD))
}

/// The words that name the person asked: the name behind a word for an interview in its sentence, else the only full name
/// of the introduction, which ends before the block `first`; `None` where it has several.
pub(super) fn find(text: &Tokenised<'_>, document: &Document, first: usize) -> Option<Span> {
    let end = document.blocks[first].span.start;
    let last = text.tokens.partition_point(|token| token.span.end <= end);
    for sentence in text.sentences.iter().take_while(|sentence| sentence.span.end <= end) {
        let (from, to) = sentence.tokens;
        let word = (from..to).find(|at| text.is(*at, Flags::INTERVIEW_WORD));
        if let Some(name) = word.and_then(|word| name_behind(text, word + 1, to.min(word + REACH))) {
            return Some(name);
        }
    }
    let mut names = (0..last).filter_map(|at| full_name(text, at, last));
    let one = names.next()?;
    let same = |other: Span| other.slice(text.plain) == one.slice(text.plain);
    names.all(same).then_some(one)
}

/// The first words with capitals of a range that are no part of a longer phrase: "interviews Ada Meer on …", and no "New
/// Weidenfurt bar owner".
fn name_behind(text: &Tokenised<'_>, from: usize, to: usize) -> Option<Span> {
    let mut at = from;
    while at < to && !is_boundary(text, at) {
        let stop = end_of_name(text, at, text.tokens.len());
        let lone =
            |n: usize| n >= text.tokens.len() || !text.is_word(n) || text.is(n, Flags::FUNCTION_WORD | Flags::VERB);
        let person = (at..stop).any(|n| text.tokens[n].person) || text.is(at, Flags::FORENAME);
        if stop > at + 1 && lone(stop) && person && !text.is(at, Flags::FUNCTION_WORD) {
            return Some(text.span(at, stop - 1));
        }
        at = stop.max(at + 1);
    }
    None
}

/// The full name that begins at a token: a forename or a title, and what follows with capitals.
fn full_name(text: &Tokenised<'_>, at: usize, last: usize) -> Option<Span> {
    let title = text.is_word(at) && text.tokens[at].capital && text.is(at, Flags::FORENAME | Flags::HONORIFIC);
    let stop = title.then(|| end_of_name(text, at, last))?;
    let month = text.is(at, Flags::MONTH) && !text.tokens[at].person;
    (stop > at + 1 && !month).then(|| text.span(at, stop - 1))
}

/// One past the words with capitals that begin at a token, without days and months.
fn end_of_name(text: &Tokenised<'_>, at: usize, last: usize) -> usize {
    let part = |n: &usize| {
        let particle = text.is(*n, Flags::NAME_PARTICLE) && text.tokens.get(n + 1).is_some_and(|next| next.capital);
        let word = text.is_word(*n) && (text.tokens[*n].capital || particle && *n > at);
        let time = text.is(*n, Flags::WEEKDAY | Flags::MONTH) && !text.is(*n, Flags::FORENAME);
        let stop = *n > at && text.is_sign(*n, '.') && text.text(n - 1).len() < 4;
        word && !time || stop
    };
    let stop = (at..last).find(|n| !part(n)).unwrap_or(last);
    stop - usize::from(stop > at && text.is_sign(stop - 1, '.'))
}

//! Where something was said, as far as the sentence of its cue tells: at a press conference, in an
//! interview with a paper, on the sidelines of a summit.

use crate::enrich::text::phrases::{Phrase, parse};
use crate::enrich::text::tokens::{Sentence, TokenKind, Tokenised};
use crate::language::Flags;
use crate::model::enrichment::Quotation;
use crate::model::span::Span;

/// The most words between a preposition and the noun that it belongs to.
const REACH: usize = 6;

/// The most attributes with a preposition that an occasion takes along.
const ATTRIBUTES: usize = 2;

/// Finds the occasions. The quotations stand in order.
pub fn find(text: &Tokenised<'_>, quotations: &mut [Quotation]) {
    let mut last: Option<(usize, Vec<Span>)> = None;
    for number in 0..quotations.len() {
        let quotation = &quotations[number];
        let Some(sentence) = quotation.cue.and_then(|cue| text.sentence_at(cue.start)) else {
            continue;
        };
        if last.as_ref().is_none_or(|(of, _)| *of != sentence) {
            last = Some((sentence, candidates(text, &text.sentences[sentence], quotations)));
        }
        let sentence = &text.sentences[sentence];
        let starts = anchors(text, sentence, quotation);
        let speaker = quotation.speaker.as_ref().and_then(|speaker| speaker.written);
        let free = |span: &&Span| speaker.is_none_or(|speaker| !speaker.overlaps(**span));
        let said_there = |span: &&Span| is_beside(text, sentence, &starts, span.start);
        let found = last.iter().flat_map(|(_, spans)| spans).filter(free).find(said_there);
        quotations[number].occasion = found.copied();
    }
}

/// Everything in a sentence that looks like an occasion and is no part of what is quoted.
fn candidates(text: &Tokenised<'_>, sentence: &Sentence, quotations: &[Quotation]) -> Vec<Span> {
    let (first, end) = sentence.tokens;
    let mut spans: Vec<Span> = Vec::new();
    let mut at = first;
    while at < end {
        let found = if text.is(at, Flags::OCCASION) {
            start(text, at, first).map(|start| (start, stop(text, start.1, at, end)))
        } else if text.is(at, Flags::ADDRESSEE) && text.grammar.nouns_have_capitals() {
            parse(text, at + 1, end).map(|phrase| ((at, at + 1), phrase.end))
        } else {
            None
        };
        at = found.map_or(at + 1, |(_, stop)| stop.max(at + 1));
        spans.extend(found.map(|((start, _), stop)| text.span(start, stop - 1)));
    }
    if spans.is_empty() {
        return spans;
    }
    let from = quotations.partition_point(|quotation| quotation.span.start < sentence.span.start);
    let until = quotations.partition_point(|quotation| quotation.span.start < sentence.span.end);
    let quoted: Vec<Span> = quotations[from..until].iter().flat_map(words_of).collect();
    spans.retain(|span| !quoted.iter().any(|words| words.overlaps(*span)));
    spans
}

fn words_of(quotation: &Quotation) -> Vec<Span> {
    match quotation.parts.as_slice() {
        [] => vec![quotation.span],
        parts => parts.to_vec(),
    }
}

/// Where the expression begins that makes a noun an occasion, and what follows its preposition: back
/// over articles, adjectives and a noun that takes a genitive ("am Rande des Gipfels").
fn start(text: &Tokenised<'_>, noun: usize, first: usize) -> Option<(usize, usize)> {
    // Before an article that is no genitive there must be a preposition.
    let mut article = false;
    for at in (first..noun).rev().take(REACH) {
        let flags = text.flags(at);
        if !text.is_word(at) {
            return None;
        }
        if let Some(start) = preposition(text, at, first) {
            return (!is_direction(text, at + 1)).then_some((start, at + 1));
        }
        let small = Flags::COMPLEMENTIZER | Flags::CONJUNCTION | Flags::PREPOSITION;
        let verb = Flags::VERB | Flags::VERB_SEPARABLE | Flags::AUXILIARY | Flags::PASSIVE;
        let noun = text.tokens[at].capital && text.grammar.nouns_have_capitals();
        if article || flags.any(small) && !flags.any(Flags::ARTICLE) || flags.any(verb) && !noun {
            return None;
        }
        article = flags.any(Flags::ARTICLE) && !flags.any(Flags::ARTICLE_GENITIVE);
    }
    None
}

/// Whether an article in the accusative shows that a preposition tells a direction, not a place: "in das Parlament".
fn is_direction(text: &Tokenised<'_>, at: usize) -> bool {
    let flags = text.flags(at);
    text.grammar.articles_show_case
        && flags.any(Flags::ARTICLE_NOMINATIVE)
        && !flags.any(Flags::ARTICLE_OBLIQUE | Flags::ARTICLE_GENITIVE)
}

/// Where a preposition of occasions begins that ends at a token.
fn preposition(text: &Tokenised<'_>, last: usize, first: usize) -> Option<usize> {
    text.lexicon.occasion_prepositions.iter().find_map(|words| {
        let start = (last + 1).checked_sub(words.len()).filter(|start| *start >= first)?;
        let fits = |(number, word): (usize, &String)| {
            text.is_word(start + number) && text.lower(start + number) == *word.to_lowercase()
        };
        words.iter().enumerate().all(fits).then_some(start)
    })
}

/// One past the last token of an occasion: its phrase, a name in marks, and what says more of it.
fn stop(text: &Tokenised<'_>, start: usize, noun: usize, end: usize) -> usize {
    let mut at = parse(text, start, end).map_or(noun + 1, |phrase| phrase.end.max(noun + 1));
    for _ in 0..=ATTRIBUTES {
        if at < end && text.is_quote(at) {
            at += 1;
        }
        match attribute(text, at, end) {
            Some(phrase) => at = phrase.end,
            None => break,
        }
    }
    // "at a meeting on Friday" is at a meeting.
    let time = |n: &usize| text.is(*n, Flags::PREPOSITION) && text.is(n + 1, Flags::MONTH | Flags::WEEKDAY);
    (noun + 1..at).find(time).unwrap_or(at)
}

/// An attribute with a preposition, or in the genitive, that is no time of its own.
fn attribute(text: &Tokenised<'_>, at: usize, end: usize) -> Option<Phrase> {
    let flags = text.flags(at);
    if at >= end || !text.is_word(at) || flags.any(Flags::COMPLEMENTIZER | Flags::SOURCE_PREPOSITION) {
        return None;
    }
    let is_time = |phrase: &Phrase| phrase.flags.any(Flags::MONTH | Flags::WEEKDAY);
    if flags.any(Flags::ARTICLE_GENITIVE) && text.grammar.articles_show_case {
        return parse(text, at, end).filter(|phrase| !is_time(phrase));
    }
    let preposition = flags.any(Flags::PREPOSITION | Flags::ATTRIBUTE_PREPOSITION);
    let phrase = preposition.then(|| parse(text, at + 1, end)).flatten()?;
    let number = text.text(at + 1).starts_with(|c: char| c.is_ascii_digit());
    (!phrase.pronoun && !is_time(&phrase) && !number).then_some(phrase)
}

/// The tokens behind which the frame of a quotation goes on.
fn anchors(text: &Tokenised<'_>, sentence: &Sentence, quotation: &Quotation) -> Vec<usize> {
    let (first, end) = sentence.tokens;
    let behind = |span: Span| {
        let tokens = &text.tokens[first..end];
        first + tokens.partition_point(|token| token.span.end <= span.end)
    };
    let mut starts = vec![first];
    // "Speaking at a rally, X said"
    if text.is(first, Flags::VERB | Flags::PARTICIPLE) {
        starts.push(first + 1);
    }
    starts.extend(quotation.cue.map(behind));
    let finite = quotation.cue.map(|cue| Span {
        start: cue.start,
        end: cue.start + 1,
    });
    starts.extend(finite.map(|cue| behind(cue) + 1));
    starts.extend(
        quotation
            .speaker
            .iter()
            .filter_map(|speaker| speaker.written)
            .map(behind),
    );
    starts
}

/// Whether nothing but times, places and addressees stands between the frame and a place.
fn is_beside(text: &Tokenised<'_>, sentence: &Sentence, starts: &[usize], byte: u32) -> bool {
    let (first, end) = sentence.tokens;
    let to = first + text.tokens[first..end].partition_point(|token| token.span.start < byte);
    // In commas or brackets of its own, or opening a clause of the frame.
    if to > first && matches!(text.tokens[to - 1].kind, TokenKind::Sign(',' | '(' | '–' | '—')) {
        return true;
    }
    starts.iter().any(|from| reaches(text, *from, to))
}

fn reaches(text: &Tokenised<'_>, from: usize, to: usize) -> bool {
    let mut at = from;
    if at + 12 < to {
        return false;
    }
    while at < to {
        let flags = text.flags(at);
        if !text.is_word(at) {
            return false;
        }
        let time = Flags::MONTH | Flags::WEEKDAY;
        let number = text.text(at).starts_with(|c: char| c.is_ascii_digit());
        if flags.any(Flags::PREPOSITION | Flags::ADDRESSEE) {
            at = parse(text, at + 1, to).map_or(at + 1, |phrase| phrase.end);
        } else if flags.any(Flags::ADVERB.with(time)) || number {
            at += 1;
        } else {
            match parse(text, at, to) {
                Some(phrase) if phrase.pronoun || phrase.flags.any(Flags::SPEAKER.with(time)) => at = phrase.end,
                _ if flags.any(Flags::FUNCTION_WORD) && !flags.any(Flags::ARTICLE) => at += 1,
                _ => return false,
            }
        }
    }
    at == to
}

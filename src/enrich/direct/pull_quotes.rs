//! Pull quotes: a paragraph of its own in marks that repeats or shortens a statement of the article
//! takes the speaker of that statement, wherever it stands.
//!
//! Words: none. Cases: `pull-quote`.

use std::collections::BTreeMap;

use crate::enrich::finding::Finding;
use crate::enrich::text::quotation_marks::Marked;
use crate::enrich::text::tokens::{TokenKind, Tokenised};
use crate::model::fnv;
use crate::model::rule::Rule;
use crate::model::span::Span;

/// The fewest words of a pull quote; one fewer where it repeats them all.
const WORDS: usize = 4;
/// How many of its pairs of words must stand in the statement, in percent.
const SHARE: usize = 60;
/// In how many statements a pair of words is looked for.
const MOST: usize = 8;

/// Gives pull quotes the speakers of what they repeat; also those that by themselves are not known to be quotations.
pub fn find(text: &Tokenised<'_>, quotations: &mut Vec<Finding>) {
    let alone: Vec<&Marked> = text.marks.iter().filter(|mark| is_alone(text, mark)).collect();
    if alone.is_empty() {
        return;
    }
    let mut pulled: BTreeMap<Span, Option<usize>> = alone.iter().map(|mark| (mark.span, None)).collect();
    for (number, quotation) in quotations.iter().enumerate() {
        if let Some(own) = pulled.get_mut(&quotation.span) {
            *own = Some(number);
        }
    }
    let statements = statements(text, quotations, &pulled);
    for (span, own) in pulled {
        if own.is_some_and(|own| has_frame(&quotations[own])) {
            continue;
        }
        let Some(place) = repeated(&word_pairs(span.slice(text.plain)), &statements) else {
            continue;
        };
        let pull = Finding {
            speaker: quotations[place].continued_speaker(),
            ..Finding::new(Rule::DirectPullQuote, span)
        };
        match own {
            Some(own) => quotations[own] = pull,
            None => quotations.push(pull),
        }
    }
}

/// Whether a quotation has a cue or a speaker of its own.
fn has_frame(quotation: &Finding) -> bool {
    quotation.names_speaker() || quotation.cue.is_some()
}

/// Which statements hold a pair of words: those with a speaker that are not themselves alone.
fn statements(
    text: &Tokenised<'_>,
    quotations: &[Finding],
    pulled: &BTreeMap<Span, Option<usize>>,
) -> BTreeMap<u64, Vec<u32>> {
    let mut pairs: BTreeMap<u64, Vec<u32>> = BTreeMap::new();
    for (number, quotation) in quotations.iter().enumerate() {
        let repeats = pulled.contains_key(&quotation.span) && !has_frame(quotation);
        if quotation.speaker.is_none() || repeats {
            continue;
        }
        for pair in word_pairs(quotation.span.slice(text.plain)) {
            let places = pairs.entry(pair).or_default();
            if places.len() < MOST && places.last() != Some(&(number as u32)) {
                places.push(number as u32);
            }
        }
    }
    pairs
}

/// The statement that holds most of the pairs of words, if it holds enough of them.
fn repeated(own: &[u64], statements: &BTreeMap<u64, Vec<u32>>) -> Option<usize> {
    let mut counts: BTreeMap<u32, usize> = BTreeMap::new();
    for place in own.iter().filter_map(|pair| statements.get(pair)).flatten() {
        *counts.entry(*place).or_default() += 1;
    }
    let best = counts
        .into_iter()
        .max_by_key(|(place, count)| (*count, std::cmp::Reverse(*place)));
    let words = own.len() + 1;
    let enough =
        |count: usize| words >= WORDS && count * 100 >= own.len() * SHARE || words + 1 >= WORDS && count == own.len();
    best.filter(|(_, count)| enough(*count))
        .map(|(place, _)| place as usize)
}

/// Whether a marked span is a paragraph of its own.
fn is_alone(text: &Tokenised<'_>, mark: &Marked) -> bool {
    let Some(number) = text.sentence_at(mark.span.start) else {
        return false;
    };
    let sentence = &text.sentences[number];
    let same_block = |other: Option<usize>| {
        other
            .and_then(|n| text.sentences.get(n))
            .is_some_and(|other| other.block == sentence.block)
    };
    let (first, end) = sentence.tokens;
    let only = end - first <= 3 && (first..end).all(|at| !matches!(text.tokens[at].kind, TokenKind::Word));
    only && !same_block(number.checked_sub(1)) && !same_block(Some(number + 1))
}

/// Every two neighbouring words, without case and signs, as hashes.
fn word_pairs(text: &str) -> Vec<u64> {
    let words = text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty());
    let mut before = None;
    let mut pairs = Vec::new();
    for word in words.map(word_hash) {
        pairs.extend(before.map(|before: u64| before.rotate_left(17) ^ word));
        before = Some(word);
    }
    pairs
}

/// The hash of a word, without case.
fn word_hash(word: &str) -> u64 {
    let letters = word.chars().flat_map(char::to_lowercase);
    fnv::of(letters.map(u64::from))
}

//! Pull quotes: a paragraph of its own in marks that repeats or shortens a statement of the article
//! takes the speaker of that statement, wherever it stands.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use crate::enrich::tokens::{TokenKind, Tokenised};
use crate::model::enrichment::{Quotation, QuotationKind, Speaker};
use crate::model::span::Span;

/// The fewest words of a pull quote.
const WORDS: usize = 4;
/// How many of its pairs of words must stand in the statement, in percent.
const SHARE: usize = 60;
/// In how many statements a pair of words is looked for.
const MOST: usize = 8;

/// The rule of a pull quote.
pub(super) const RULE: &str = "direct-pull-quote";

/// Gives pull quotes the speakers of what they repeat.
pub(super) fn attribute(text: &Tokenised<'_>, quotations: &mut [Quotation]) {
    let alone: Vec<usize> = (0..quotations.len())
        .filter(|n| is_alone(text, &quotations[*n]))
        .collect();
    if alone.is_empty() {
        return;
    }
    let mut pairs: BTreeMap<u64, Vec<u32>> = BTreeMap::new();
    for (number, quotation) in quotations.iter().enumerate() {
        if quotation.speaker.is_some() && alone.binary_search(&number).is_err() {
            for pair in word_pairs(statement(quotation).slice(text.plain)) {
                let places = pairs.entry(pair).or_default();
                if places.len() < MOST && places.last() != Some(&(number as u32)) {
                    places.push(number as u32);
                }
            }
        }
    }
    for number in alone {
        let own = word_pairs(quotations[number].span.slice(text.plain));
        let mut counts: BTreeMap<u32, usize> = BTreeMap::new();
        for pair in &own {
            for place in pairs.get(pair).into_iter().flatten() {
                *counts.entry(*place).or_default() += 1;
            }
        }
        let best = counts
            .iter()
            .max_by_key(|(place, count)| (**count, std::cmp::Reverse(**place)));
        let Some((place, _)) = best.filter(|(_, count)| own.len() + 1 >= WORDS && **count * 100 >= own.len() * SHARE)
        else {
            continue;
        };
        let said = quotations[*place as usize].speaker.as_ref().map(|speaker| Speaker {
            antecedent: speaker.written.or(speaker.antecedent),
            written: None,
            ..speaker.clone()
        });
        let quotation = &mut quotations[number];
        quotation.speaker = said;
        quotation.rule = Cow::Borrowed(RULE);
        quotation.confidence = quotation.confidence.max(900);
    }
}

/// What a statement says: its words, with the gap where its cue stands.
fn statement(quotation: &Quotation) -> Span {
    quotation.span
}

/// Whether a quotation without a cue of its own is a paragraph of its own.
fn is_alone(text: &Tokenised<'_>, quotation: &Quotation) -> bool {
    let own = quotation
        .speaker
        .as_ref()
        .is_some_and(|speaker| speaker.written.is_some());
    if quotation.kind != QuotationKind::Direct || own || quotation.cue.is_some() {
        return false;
    }
    let Some(number) = text.sentence_at(quotation.span.start) else {
        return false;
    };
    let sentence = &text.sentences[number];
    let same_block = |other: Option<usize>| {
        other
            .and_then(|n| text.sentences.get(n))
            .is_some_and(|other| other.block == sentence.block)
    };
    let (first, end) = sentence.tokens;
    let rest = (first..end).all(|at| matches!(text.tokens[at].kind, TokenKind::Quote(_) | TokenKind::Sign(_)));
    rest && !same_block(number.checked_sub(1)) && !same_block(Some(number + 1))
}

/// Every two neighbouring words, without case and signs, as hashes.
fn word_pairs(text: &str) -> Vec<u64> {
    let words: Vec<String> = text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    words
        .windows(2)
        .map(|pair| {
            let mut hasher = DefaultHasher::new();
            pair.hash(&mut hasher);
            hasher.finish()
        })
        .collect()
}

//! Recognises offices and ages next to a name.

use super::names::{Name, TITLE, gender_of, genders_agree, modifiers_start};
use crate::enrich::text::clauses::is_boundary;
use crate::enrich::text::phrases::Gender;
use crate::enrich::text::tokens::Tokenised;
use crate::language::{Flags, begins_with};

/// An office next to a name. Ranges are of tokens.
#[derive(Clone, Debug)]
pub struct Office<'a> {
    pub head: &'a str,
    pub at: usize,
    /// Its modifiers: adjectives, other titles.
    pub before: (usize, usize),
    /// Its complements: "of the council".
    pub behind: (usize, usize),
    pub former: bool,
    pub gender: Gender,
}

/// An office without a name, as token indexes.
#[derive(Clone, Copy, Debug)]
pub(super) struct OfficeDescription {
    pub head: usize,
    /// Its modifiers, without the article.
    pub before: (usize, usize),
    pub behind: (usize, usize),
    pub gender: Gender,
}

/// The largest distance of an office from a name, in tokens.
const REACH: usize = 12;

/// The offices and ages next to a name.
pub(super) fn offices_and_ages<'a>(text: &Tokenised<'a>, name: &Name) -> (Vec<Office<'a>>, Vec<&'a str>) {
    let mut offices = Vec::new();
    for at in name.start..name.first {
        if text.is(at, TITLE) && !text.is(at, Flags::HONORIFIC) {
            offices.push(office(text, at, name.first));
        }
    }
    let Some(number) = text.sentence_at(text.tokens[name.first].span.start) else {
        return (offices, Vec::new());
    };
    let (first, end) = text.sentences[number].tokens;
    let fits = |at: &usize| genders_agree(gender_of(text.flags(*at)), name.gender);
    let found = [
        apposition_after(text, name, end),
        apposition_before(text, name, first, end),
        copula(text, name, end),
    ];
    for at in found.into_iter().flatten().filter(fits) {
        offices.push(office(text, at, end));
    }
    (offices, ages(text, name, first, end))
}

fn is_office(text: &Tokenised<'_>, at: usize) -> bool {
    let capital = text.tokens[at].capital || !text.grammar.nouns_have_capitals();
    text.is_word(at) && capital && text.is(at, TITLE) && !text.is(at, Flags::HONORIFIC)
}

fn office<'a>(text: &Tokenised<'a>, at: usize, end: usize) -> Office<'a> {
    let before = (modifiers_start(text, at), at);
    let behind_end = (at + 1..end.min(at + REACH))
        .find(|n| is_boundary(text, *n))
        .unwrap_or(end.min(at + REACH))
        .max(at + 1);
    let words = &text.lexicon.resolution;
    let is_former = |n: usize| begins_with(&text.lower(n), &words.former);
    Office {
        head: text.without_genitive_apostrophe(text.text(at)),
        at,
        before,
        behind: (at + 1, behind_end),
        former: (before.0..=at).any(is_former),
        gender: gender_of(text.flags(at)),
    }
}

/// ", the mayor of Tarnby," after a name: the noun of the office.
fn apposition_after(text: &Tokenised<'_>, name: &Name, end: usize) -> Option<usize> {
    let mut at = name.last + 1;
    if text.is_sign(at, '(') {
        at = (at..end.min(at + REACH)).find(|n| text.is_sign(*n, ')'))? + 1;
    }
    if !text.is_sign(at, ',') {
        return None;
    }
    let stop = end.min(at + 8);
    let noun = (at + 1..stop).find(|n| is_office(text, *n))?;
    let verb = Flags::VERB | Flags::VERB_SEPARABLE | Flags::AUXILIARY | Flags::RELATIVE;
    let blocked = (at + 1..noun).any(|n| {
        let flags = text.flags(n);
        let preposition = flags.any(Flags::PREPOSITION) && !flags.any(Flags::ARTICLE);
        is_boundary(text, n) || flags.any(verb) && !flags.any(Flags::ARTICLE) || preposition && n + 2 > noun
    });
    let close = (noun + 1..end).find(|n| is_boundary(text, *n)).unwrap_or(end);
    (!blocked && !has_finite_verb(text, noun + 1, close)).then_some(noun)
}

/// Whether words contain a finite verb, so that they are a clause instead of an apposition.
fn has_finite_verb(text: &Tokenised<'_>, from: usize, to: usize) -> bool {
    let verb = Flags::VERB | Flags::VERB_SEPARABLE | Flags::AUXILIARY | Flags::SUBJUNCTIVE;
    (from..to).any(|n| {
        let flags = text.flags(n);
        let lower = text.is_word(n) && !text.tokens[n].capital;
        // In German an adjective precedes its noun; other lower-case words are verbs.
        let next_noun =
            n + 1 < to && text.is_word(n + 1) && (text.tokens[n + 1].capital || !text.is(n + 1, Flags::FUNCTION_WORD));
        lower
            && (flags.any(verb) && !flags.any(Flags::ARTICLE)
                || text.grammar.nouns_have_capitals() && !flags.any(Flags::FUNCTION_WORD.with(TITLE)) && !next_noun)
    })
}

/// "the chairman of the club, NAME,": the noun of the office before a name; and "Minister of State
/// NAME" without a comma.
fn apposition_before(text: &Tokenised<'_>, name: &Name, first: usize, end: usize) -> Option<usize> {
    let before = name.start.checked_sub(1).filter(|n| *n >= first)?;
    let comma = text.is_sign(before, ',');
    let complement = text.is_word(before) && text.tokens[before].capital && !name.has_title();
    if !comma && !complement {
        return None;
    }
    let closed = name.last + 1 >= end || !text.is_word(name.last + 1) || text.is(name.last + 1, Flags::CONJUNCTION);
    if comma && !closed {
        return None;
    }
    let stop = if comma { before } else { name.start };
    let from = first.max(stop.saturating_sub(REACH));
    let verb = Flags::VERB | Flags::VERB_SEPARABLE | Flags::AUXILIARY;
    let start = (from..stop)
        .rfind(|n| is_boundary(text, *n) || text.is(*n, verb) && !text.tokens[*n].capital)
        .map_or(from, |n| n + 1);
    let noun = (start..stop).find(|n| is_office(text, *n))?;
    // A name in between holds the office.
    let other = (noun + 1..stop).any(|n| text.is(n, Flags::FORENAME | Flags::SURNAME) && text.tokens[n].capital);
    let linked = comma || text.is(noun + 1, Flags::ARTICLE_GENITIVE | Flags::ATTRIBUTE_PREPOSITION);
    let named = text.is(noun, Flags::FORENAME) || noun + 1 < stop && text.is(noun + 1, Flags::SURNAME);
    (linked && !other && !named).then_some(noun)
}

/// "NAME is the new coach": the noun of the office.
fn copula(text: &Tokenised<'_>, name: &Name, end: usize) -> Option<usize> {
    let words = &text.lexicon.resolution;
    let verb =
        (name.last + 1..end.min(name.last + 3)).rfind(|n| text.is_word(*n) && words.copulas.contains(text.text(*n)))?;
    if verb == name.last + 2 && !text.is(name.last + 1, Flags::AUXILIARY | Flags::ADVERB) {
        return None;
    }
    let stop = end.min(verb + 6);
    let noun = (verb + 1..stop).find(|n| is_office(text, *n))?;
    let blocked = (verb + 1..noun).any(|n| {
        let flags = text.flags(n);
        !text.is_word(n)
            || flags.any(Flags::PREPOSITION)
            || flags.any(Flags::ARTICLE_OBLIQUE) && !flags.any(Flags::ARTICLE_NOMINATIVE)
            || text.grammar.nouns_have_capitals() && text.tokens[n].capital
    });
    (!blocked).then_some(noun)
}

/// "(29)" or ", 71," after a name, "29-jährige" before it: the numbers.
fn ages<'a>(text: &Tokenised<'a>, name: &Name, first: usize, end: usize) -> Vec<&'a str> {
    let mut ages = Vec::new();
    let at = name.last + 2;
    let is_number = |n: usize| text.text(n).len() <= 3 && text.text(n).bytes().all(|b| b.is_ascii_digit());
    if at < end && (text.is_sign(at - 1, '(') || text.is_sign(at - 1, ',')) && text.is_word(at) && is_number(at) {
        ages.push(text.text(at));
    }
    if let Some(before) = name.start.checked_sub(1).filter(|n| *n >= first) {
        ages.extend(age(text, before));
    }
    ages
}

/// The number in a word for a person by age.
pub(super) fn age<'a>(text: &Tokenised<'a>, at: usize) -> Option<&'a str> {
    let word = text.text(at);
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    if digits == 0 {
        return None;
    }
    let suffix = word.get(digits..).unwrap_or("").to_lowercase();
    let known = text.lexicon.resolution.age_suffixes.contains(&suffix);
    known.then(|| &word[..digits])
}

//! From the words that name a speaker to the fullest name that the article gives.
//!
//! What is not certain stays unresolved: a wrong name beside a statement is the worst error of all.

use super::phrases::{Gender, Phrase, is_name, parse};
use super::tokens::Tokenised;
use crate::language::Flags;
use crate::model::enrichment::Quotation;
use crate::model::span::Span;

/// Somebody whom the article names.
struct Person {
    /// The fullest name.
    name: String,
    /// Where it stands.
    at: Span,
    /// The last word of the name.
    surname: String,
    /// Offices that the article gives.
    offices: Vec<String>,
    gender: Gender,
    /// Every place where the person is named.
    places: Vec<Span>,
}

/// Resolves every speaker.
pub fn resolve(text: &Tokenised<'_>, quotations: &mut [Quotation]) {
    let people = people(text);
    let mut last: Vec<(usize, u32)> = Vec::new();
    for quotation in quotations.iter_mut() {
        let Some(speaker) = &mut quotation.speaker else {
            continue;
        };
        let Some(written) = speaker.written.or(speaker.antecedent) else {
            continue;
        };
        let at = text.tokens.partition_point(|token| token.span.start < written.start);
        let limit = text.tokens.partition_point(|token| token.span.end <= written.end);
        let Some(phrase) = parse(text, at, limit.max(at + 1)) else {
            speaker.resolved = Some(written.slice(text.plain).to_owned());
            continue;
        };
        let person = if phrase.pronoun {
            pronoun(text, &phrase, &people, &last)
        } else {
            named(text, &phrase, &people)
        };
        match person {
            Some(number) => {
                let person = &people[number];
                speaker.resolved = Some(person.name.clone());
                if speaker.written.is_some() {
                    speaker.antecedent = Some(person.at).filter(|at| Some(*at) != speaker.written);
                }
                last.push((number, written.start));
            }
            None if !phrase.pronoun => speaker.resolved = Some(without_article(text, &phrase)),
            None => {}
        }
    }
}

/// The words of a phrase without its article.
fn without_article(text: &Tokenised<'_>, phrase: &Phrase) -> String {
    let start = if text.flags(phrase.start).any(Flags::ARTICLE) && phrase.end > phrase.start + 1 {
        phrase.start + 1
    } else {
        phrase.start
    };
    text.span(start, phrase.end - 1).slice(text.plain).to_owned()
}

/// Everybody whom the article names with forename and surname, or with an office.
fn people(text: &Tokenised<'_>) -> Vec<Person> {
    let mut people: Vec<Person> = Vec::new();
    let mut at = 0;
    while at < text.tokens.len() {
        let Some(phrase) = parse(text, at, text.tokens.len()) else {
            at += 1;
            continue;
        };
        if !phrase.pronoun {
            collect(text, &phrase, &mut people);
        }
        at = phrase.end.max(at + 1);
    }
    people
}

/// Notes the person of a phrase.
fn collect(text: &Tokenised<'_>, phrase: &Phrase, people: &mut Vec<Person>) {
    let Some((first, last, offices)) = name_of(text, phrase) else {
        return;
    };
    let surname = stem(text.text(last)).to_owned();
    let span = text.span(first, last);
    let known = people.iter_mut().find(|person| person.surname == surname);
    match known {
        Some(person) => {
            person.places.push(span);
            person.offices.extend(offices);
            if person.gender == Gender::Unknown {
                person.gender = phrase.gender;
            }
            if last > first && !person.name.contains(' ') {
                person.name = strip(span.slice(text.plain));
                person.at = span;
            }
        }
        None if last > first || !offices.is_empty() => people.push(Person {
            name: strip(span.slice(text.plain)),
            at: span,
            surname,
            offices,
            gender: phrase.gender,
            places: vec![span],
        }),
        None => {}
    }
}

/// The tokens of the name in a phrase, and the offices beside it.
fn name_of(text: &Tokenised<'_>, phrase: &Phrase) -> Option<(usize, usize, Vec<String>)> {
    let (core_first, core_end) = phrase.core;
    if !is_name(text, phrase) || phrase.flags.any(Flags::MONTH.with(Flags::WEEKDAY)) {
        return None;
    }
    let title = |at: usize| {
        let flags = text.flags(at);
        flags.any(
            Flags::OFFICE
                .with(Flags::HONORIFIC)
                .with(Flags::PEOPLE)
                .with(Flags::FAMILY_M)
                .with(Flags::FAMILY_F),
        ) && !flags.any(Flags::FORENAME)
    };
    let mut first = core_first;
    let mut offices = Vec::new();
    // Everything up to the last title is no part of the name.
    if let Some(last_title) = (core_first..core_end).rev().find(|at| title(*at)) {
        offices.extend(
            (core_first..=last_title)
                .filter(|at| text.flags(*at).any(Flags::OFFICE))
                .map(|at| stem(text.text(at)).to_owned()),
        );
        first = last_title + 1;
    }
    // The forename begins the name, whatever stands before it.
    if let Some(forename) = (first..core_end).find(|at| text.flags(*at).any(Flags::FORENAME)) {
        first = forename;
    }
    offices.extend(
        (phrase.start..phrase.end)
            .filter(|at| !(core_first..core_end).contains(at) && text.flags(*at).any(Flags::OFFICE))
            .map(|at| stem(text.text(at)).to_owned()),
    );
    let person = phrase.flags.any(Flags::FORENAME.with(Flags::HONORIFIC)) || !offices.is_empty();
    let last = core_end.checked_sub(1)?;
    let organization = phrase.flags.any(Flags::ORGANIZATION) && !phrase.flags.any(Flags::FORENAME);
    (first <= last && !organization && (person || last > first)).then_some((first, last, offices))
}

/// A name without its genitive ending.
fn strip(name: &str) -> String {
    name.trim_end_matches(['’', '\'']).to_owned()
}

/// A word without a genitive `s`, for comparing.
fn stem(word: &str) -> &str {
    word.strip_suffix("’s")
        .or_else(|| word.strip_suffix("'s"))
        .unwrap_or(word)
        .trim_end_matches(['’', '\''])
}

/// Whether two words are the same name, one perhaps in the genitive.
fn same_name(a: &str, b: &str) -> bool {
    a == b || a.strip_suffix('s') == Some(b) || b.strip_suffix('s') == Some(a)
}

/// The person whom a name or an office means.
fn named(text: &Tokenised<'_>, phrase: &Phrase, people: &[Person]) -> Option<usize> {
    let last = stem(text.text(phrase.core.1 - 1));
    let by_name: Vec<usize> = (0..people.len())
        .filter(|n| same_name(&people[*n].surname, last))
        .collect();
    if let [one] = by_name.as_slice() {
        return Some(*one);
    }
    if let Some((_, name_last, _)) = name_of(text, phrase) {
        let surname = stem(text.text(name_last));
        if let Some(one) = people.iter().position(|person| person.surname == surname) {
            return Some(one);
        }
    }
    let office = phrase.flags.any(Flags::OFFICE) && text.flags(phrase.start).any(Flags::ARTICLE_NOMINATIVE);
    if !office || phrase.end - phrase.core.1 > 3 {
        return None;
    }
    let head = last.rsplit('-').next().unwrap_or(last).to_lowercase();
    let before = |person: &Person| {
        person
            .places
            .first()
            .is_some_and(|place| place.start < text.tokens[phrase.start].span.start)
    };
    let fits = |person: &&Person| {
        before(person)
            && person.offices.iter().any(|office| {
                let office = office.to_lowercase();
                office.ends_with(&head) || head.ends_with(&office)
            })
    };
    let mut holders = people.iter().enumerate().filter(|(_, person)| fits(person));
    let first = holders.next()?.0;
    holders.next().is_none().then_some(first)
}

/// The person whom a pronoun means: who spoke last, or who was named last, and fits; nobody where
/// two people fit equally.
fn pronoun(text: &Tokenised<'_>, phrase: &Phrase, people: &[Person], last: &[(usize, u32)]) -> Option<usize> {
    if !matches!(phrase.gender, Gender::Masculine | Gender::Feminine) {
        return None;
    }
    let at = text.tokens[phrase.start].span.start;
    let fits = |person: &Person| person.gender == phrase.gender || person.gender == Gender::Unknown;
    let sentence = text.sentence_at(at)?;
    let nearest = |from: u32, to: u32| {
        let mut found: Vec<(u32, usize)> = people
            .iter()
            .enumerate()
            .filter(|(_, person)| fits(person))
            .filter_map(|(number, person)| {
                let place = person
                    .places
                    .iter()
                    .rev()
                    .find(|place| place.start >= from && place.start < to)?;
                Some((place.start, number))
            })
            .collect();
        found.sort_unstable();
        found
    };
    for back in 0..=3usize {
        let Some(number) = sentence.checked_sub(back) else {
            break;
        };
        let span = text.sentences[number].span;
        let found = nearest(span.start, at.min(span.end));
        let spoke = last
            .iter()
            .rev()
            .find(|(_, place)| *place >= span.start && *place < at)
            .map(|(number, _)| *number);
        if let Some(spoke) = spoke.filter(|number| fits(&people[*number])) {
            return Some(spoke);
        }
        match found.as_slice() {
            [] => continue,
            [(_, one)] => return Some(*one),
            // The first of a sentence is most often its subject.
            [(_, first), ..] => return (back <= 1).then_some(*first),
        }
    }
    last.last()
        .map(|(number, _)| *number)
        .filter(|number| fits(&people[*number]))
}

//! From the words that name a speaker to the fullest name that the article gives.
//!
//! What is not certain stays unresolved: a wrong name beside a statement is the worst error of all.
//!
//! ```text
//! names → people with their offices → who is spoken of, sentence by sentence → speakers
//! ```

mod discourse;
mod names;
mod nouns;
mod offices;
mod people;
mod pronouns;
mod resolution;
mod roles;

use std::collections::{BTreeMap, BTreeSet};

pub use people::Register;

use discourse::Statements;
use resolution::{Knowledge, Meant};

use crate::enrich::text::tokens::Tokenised;
use crate::model::enrichment::{Quotation, QuotationKind};
use crate::model::span::Span;

/// Everybody whom a text names.
pub struct People<'a> {
    /// Who, and where.
    pub register: Register<'a>,
    /// Who of them is quoted, by number.
    pub speaking: BTreeSet<u32>,
}

/// Resolves every speaker, and tells whom the text names.
pub fn resolve<'a>(text: &Tokenised<'a>, quotations: &mut [Quotation]) -> People<'a> {
    let places = places(text, quotations);
    let tokens: Vec<(usize, usize)> = places.values().copied().collect();
    let register = Register::new(text, &tokens);
    let mut speaking = BTreeSet::new();
    if tokens.is_empty() {
        return People { register, speaking };
    }
    let offices = offices::Offices::new(text, &register);
    let statements = Statements {
        speakers: tokens,
        reported: reported(quotations),
        inherited: inherited(text, quotations),
    };
    let discourse = discourse::read(text, &register, &offices, &statements);
    let knowledge = Knowledge {
        text,
        register: &register,
        offices: &offices,
        discourse: &discourse,
    };
    let meant: BTreeMap<Span, Meant> = places
        .iter()
        .map(|(span, (start, end))| (*span, knowledge.meant(*start, *end)))
        .collect();
    for quotation in quotations {
        let Some(speaker) = &mut quotation.speaker else {
            continue;
        };
        let Some(words) = speaker.written.or(speaker.antecedent) else {
            continue;
        };
        let name = |who: &u32| register.people[*who as usize].name.as_str();
        match meant.get(&words) {
            Some(Meant::Person(who)) => {
                speaking.insert(*who);
                let person = &register.people[*who as usize];
                speaker.resolved = Some(person.name.clone());
                if speaker.written.is_some_and(|written| !written.overlaps(person.at)) {
                    speaker.antecedent = Some(person.at);
                }
            }
            Some(Meant::Both(one, other, joint)) => {
                speaking.extend([*one, *other]);
                speaker.resolved = Some(format!("{} {} {}", name(one), text.text(*joint), name(other)));
            }
            Some(Meant::Named(name)) => speaker.resolved = Some(name.clone()),
            Some(Meant::Office(start, end)) => {
                let office = text.span(*start, *end - 1);
                speaker.resolved = None;
                if speaker.written.is_some_and(|written| !written.overlaps(office)) {
                    speaker.antecedent = Some(office);
                }
            }
            Some(Meant::Nobody) | None => speaker.resolved = None,
        }
    }
    People { register, speaking }
}

/// Where speakers are named, and the tokens of those words, from left to right.
fn places(text: &Tokenised<'_>, quotations: &[Quotation]) -> BTreeMap<Span, (usize, usize)> {
    let speakers = quotations.iter().filter_map(|quotation| quotation.speaker.as_ref());
    let spans = speakers.filter_map(|speaker| speaker.written.or(speaker.antecedent));
    spans
        .filter_map(|span| {
            let start = text.tokens.partition_point(|token| token.span.start < span.start);
            let end = text.tokens.partition_point(|token| token.span.end <= span.end);
            (start < end).then_some((span, (start, end)))
        })
        .collect()
}

/// What is reported without marks, from left to right.
fn reported(quotations: &[Quotation]) -> Vec<Span> {
    let mut spans: Vec<Span> = Vec::new();
    for quotation in quotations.iter().filter(|q| q.kind != QuotationKind::Direct) {
        match quotation.parts.as_slice() {
            [] => spans.push(quotation.span),
            parts => spans.extend(parts),
        }
    }
    spans.sort_unstable();
    spans
}

/// Where statements begin that go on with earlier ones, and the tokens where their speakers are
/// named.
fn inherited(text: &Tokenised<'_>, quotations: &[Quotation]) -> Vec<(usize, usize)> {
    let token = |byte: u32| text.tokens.partition_point(|token| token.span.start < byte);
    let mut places: Vec<(usize, usize)> = quotations
        .iter()
        .filter_map(|quotation| {
            let speaker = quotation.speaker.as_ref().filter(|speaker| speaker.written.is_none())?;
            let named = speaker.antecedent.filter(|named| named.end <= quotation.span.start)?;
            (quotation.rule != crate::enrich::direct::pull_quotes::RULE)
                .then(|| (token(quotation.span.start), token(named.start)))
        })
        .collect();
    places.sort_unstable();
    places
}

//! Resolves the designations of speakers ("the mayor", "she") to the fullest name in the article.
//!
//! Uncertain cases stay unresolved: attributing a statement to the wrong person is the worst error.
//!
//! ```text
//! names → people with their offices → mentions, sentence by sentence → speakers
//! ```

mod class;
mod discourse;
mod holders;
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
use holders::OfficeHolders;
use resolution::{Referent, SpeakerResolver};

use crate::enrich::finding::Finding;
use crate::enrich::text::tokens::Tokenised;
use crate::model::enrichment::{QuotationKind, Speaker, SpeakerClass};
use crate::model::rule::Rule;
use crate::model::span::Span;

pub struct People<'a> {
    pub register: Register<'a>,
    /// The numbers of those who are quoted.
    pub speaking: BTreeSet<u32>,
}

/// Resolves all speakers; returns the people whom the text names.
pub fn resolve<'a>(text: &Tokenised<'a>, quotations: &mut [Finding]) -> People<'a> {
    let designations = designations(text, quotations);
    let tokens: Vec<(usize, usize)> = designations.values().copied().collect();
    let register = Register::new(text, &tokens);
    let mut speaking = BTreeSet::new();
    if tokens.is_empty() {
        return People { register, speaking };
    }
    let offices = OfficeHolders::new(text, &register);
    let statements = Statements {
        speakers: tokens,
        reported: reported(quotations),
        inherited: inherited(text, quotations),
    };
    let discourse = discourse::read(text, &register, &offices, &statements);
    let resolver = SpeakerResolver {
        text,
        register: &register,
        offices: &offices,
        discourse: &discourse,
    };
    let referents: BTreeMap<Span, Referent> = designations
        .iter()
        .map(|(span, (start, end))| (*span, resolver.resolve(*start, *end)))
        .collect();
    for quotation in quotations {
        let Some(speaker) = &mut quotation.speaker else {
            continue;
        };
        let Some(words) = speaker.written.or(speaker.antecedent) else {
            continue;
        };
        let referent = referents.get(&words).unwrap_or(&Referent::Nobody);
        if let Some(tokens) = designations.get(&words) {
            speaker.class = class::of(text, *tokens, referent);
        }
        match referent {
            Referent::Person(who) => speaking.extend([*who]),
            Referent::Both(one, other, _) => speaking.extend([*one, *other]),
            _ => {}
        }
        name(text, &register, speaker, referent);
        // A common noun that cannot speak is no voice, nor is what somebody said.
        let act = designations.get(&words).is_some_and(|at| class::is_act(text, *at));
        if matches!(referent, Referent::Named(_)) && (speaker.class == SpeakerClass::Unknown || act) {
            speaker.resolved = None;
        }
    }
    People { register, speaking }
}

/// Gives a speaker the name of what its words refer to, and the words elsewhere that have it.
fn name(text: &Tokenised<'_>, register: &Register<'_>, speaker: &mut Speaker, referent: &Referent) {
    let name = |who: &u32| register.people[*who as usize].name.as_str();
    let mut elsewhere = |span: Span| {
        if speaker.written.is_some_and(|written| !written.overlaps(span)) {
            speaker.antecedent = Some(span);
        }
    };
    speaker.resolved = match referent {
        Referent::Person(who) => {
            elsewhere(register.people[*who as usize].at);
            Some(name(who).to_owned())
        }
        Referent::Both(one, other, joint) => Some(format!("{} {} {}", name(one), text.text(*joint), name(other))),
        Referent::Named(name) => Some(name.clone()),
        Referent::Office(start, end) => {
            elsewhere(text.span(*start, *end - 1));
            None
        }
        Referent::Nobody => None,
    };
}

/// The designations of speakers and their token ranges, in text order.
fn designations(text: &Tokenised<'_>, quotations: &[Finding]) -> BTreeMap<Span, (usize, usize)> {
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

/// Reported speech without quotation marks, in text order.
fn reported(quotations: &[Finding]) -> Vec<Span> {
    let mut spans: Vec<Span> = Vec::new();
    for quotation in quotations.iter().filter(|q| q.kind() != QuotationKind::Direct) {
        match quotation.parts.as_slice() {
            [] => spans.push(quotation.span),
            parts => spans.extend(parts),
        }
    }
    spans.sort_unstable();
    spans
}

/// The first tokens of statements that continue earlier ones, and the tokens of their speakers.
fn inherited(text: &Tokenised<'_>, quotations: &[Finding]) -> Vec<(usize, usize)> {
    let token = |byte: u32| text.tokens.partition_point(|token| token.span.start < byte);
    let mut places: Vec<(usize, usize)> = quotations
        .iter()
        .filter_map(|quotation| {
            let speaker = quotation.speaker.as_ref().filter(|speaker| speaker.written.is_none())?;
            let named = speaker.antecedent.filter(|named| named.end <= quotation.span.start)?;
            (quotation.rule != Rule::DirectPullQuote).then(|| (token(quotation.span.start), token(named.start)))
        })
        .collect();
    places.sort_unstable();
    places
}

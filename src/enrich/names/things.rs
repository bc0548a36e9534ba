//! From names to whom and what they name.

use std::collections::{BTreeMap, BTreeSet};

use super::forms::Seen;
use super::knowledge::KnownHit;
use super::pieces::{Piece, Sources};
use super::tokens::NameToken;
use crate::enrich::resolve::People;
use crate::enrich::tokens::Tokenised;
use crate::language::Flags;
use crate::model::enrichment::{Evidence, NameForm, NameMention, NamedThing, Quotation};
use crate::model::entity::EntityType;
use crate::model::span::Span;

/// Somebody or something that the text names, in the making.
#[derive(Clone, Debug)]
pub(super) struct Draft {
    /// The fullest name, in the nominative.
    pub name: String,
    pub entity_type: EntityType,
    pub score: u16,
    pub sources: Sources,
    /// The person of the register.
    pub person: Option<u32>,
    /// The hits of the knowledge base that it is made of.
    pub hits: Vec<u32>,
    pub mentions: Vec<NameMention>,
    /// Abbreviations that the text introduces.
    pub acronyms: Vec<String>,
    pub evidence: BTreeSet<Evidence>,
    pub office: Option<Span>,
}

/// Capitals in brackets that belong to no name must be at least so certain.
const FIRM: u16 = 700;

/// What makes two names name the same.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    Person(u32),
    Entry(u32),
    Name(String),
}

/// Groups the pieces that name the same.
pub(super) fn group(
    text: &Tokenised<'_>,
    people: &People<'_>,
    tokens: &[NameToken],
    hits: &[KnownHit],
    pieces: &[Piece],
) -> Vec<Draft> {
    let seen = Seen::new(text, tokens);
    let mut drafts: Vec<Draft> = Vec::new();
    let mut by_key: BTreeMap<Key, usize> = BTreeMap::new();
    let mut by_end: BTreeMap<u32, usize> = BTreeMap::new();
    for piece in pieces {
        let name = written(text, tokens, piece, &seen);
        let entry = piece.hit.map(|hit| hits[hit as usize].entry);
        let own = match (piece.person, entry) {
            (Some(who), _) => Key::Person(who),
            (None, Some(entry)) => Key::Entry(entry),
            (None, None) => Key::Name(name.clone()),
        };
        let by_name = Key::Name(name.clone());
        let expanded = piece.expands.and_then(|end| by_end.get(&end)).copied();
        if let Some(at) = expanded.filter(|at| drafts[*at].entity_type == EntityType::Organization) {
            by_key.entry(by_name).or_insert(at);
            let draft = &mut drafts[at];
            draft.evidence.insert(Evidence::Acronym);
            draft.hits.extend(piece.hit);
            draft.mentions.push(NameMention {
                span: piece.span,
                form: NameForm::Acronym,
            });
            draft.acronyms.push(name);
            continue;
        }
        if piece.expands.is_some() && piece.sources == Sources::PATTERN && piece.score < FIRM {
            continue;
        }
        let at = by_key.get(&own).or_else(|| by_key.get(&by_name)).copied();
        let at = at.unwrap_or_else(|| {
            drafts.push(Draft {
                name: match piece.person {
                    Some(who) => people.register.people[who as usize].name.clone(),
                    None => name.clone(),
                },
                entity_type: piece.entity_type,
                score: piece.score,
                sources: piece.sources,
                person: piece.person,
                hits: Vec::new(),
                mentions: Vec::new(),
                acronyms: Vec::new(),
                evidence: BTreeSet::new(),
                office: None,
            });
            drafts.len() - 1
        });
        by_end.insert(piece.span.end, at);
        by_key.entry(own).or_insert(at);
        by_key.entry(by_name).or_insert(at);
        let draft = &mut drafts[at];
        if piece.score > draft.score {
            draft.score = piece.score;
            draft.entity_type = piece.entity_type;
        }
        draft.sources = draft.sources.with(piece.sources);
        draft.person = draft.person.or(piece.person);
        draft.hits.extend(piece.hit);
        draft.mentions.push(NameMention {
            span: piece.span,
            form: piece.form,
        });
    }
    drafts
}

/// The name of a piece, in the nominative, on one line.
fn written(text: &Tokenised<'_>, tokens: &[NameToken], piece: &Piece, seen: &Seen<'_>) -> String {
    let whole = piece.span.slice(text.plain);
    let last = tokens[piece.tokens.0..piece.tokens.1].last().map_or(whole, |token| {
        let end = token.span.end.min(piece.span.end);
        Span {
            start: token.span.start.max(piece.span.start),
            end,
        }
        .slice(text.plain)
    });
    let nominative = seen.nominative(last);
    let name = &whole[..whole.len() - (last.len() - nominative.len())];
    name.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Collects what speaks for each.
pub(super) fn weigh(text: &Tokenised<'_>, people: &People<'_>, quotations: &[Quotation], things: &mut [Draft]) {
    for thing in things.iter_mut() {
        if let Some(who) = thing.person {
            let person = &people.register.people[who as usize];
            if let Some(office) = person.offices.first() {
                thing.evidence.insert(Evidence::Office);
                thing.office = Some(text.span(office.at, office.at));
            }
            if !person.forenames.is_empty() && person.certain {
                thing.evidence.insert(Evidence::Forename);
            }
            if people.speaking.contains(&who) {
                thing.evidence.insert(Evidence::Speaks);
            }
        }
        for (source, evidence) in [
            (Sources::TAGGER, Evidence::Tagger),
            (Sources::PATTERN, Evidence::Pattern),
        ] {
            if thing.sources.any(source) {
                thing.evidence.insert(evidence);
            }
        }
    }
    speakers(text, quotations, things);
}

/// Whose name stands at the end of the words that name a speaker, speaks.
fn speakers(text: &Tokenised<'_>, quotations: &[Quotation], things: &mut [Draft]) {
    let mut ends: BTreeMap<u32, usize> = BTreeMap::new();
    for (number, thing) in things.iter().enumerate() {
        ends.extend(thing.mentions.iter().map(|mention| (mention.span.end, number)));
    }
    let speakers = quotations
        .iter()
        .filter_map(|quotation| quotation.speaker.as_ref()?.written);
    for words in speakers {
        let number = ends.get(&words.end).copied();
        let own = number.filter(|number| {
            let thing = &things[*number];
            let mention = thing.mentions.iter().find(|mention| mention.span.end == words.end);
            let starts = mention.is_some_and(|mention| mention.span.start >= words.start);
            let before = mention.map_or("", |mention| {
                Span {
                    start: words.start.min(mention.span.start),
                    end: mention.span.start,
                }
                .slice(text.plain)
            });
            starts && (thing.entity_type == EntityType::Person || before.split_whitespace().count() < 2)
        });
        if let Some(number) = own {
            things[number].evidence.insert(Evidence::Speaks);
        }
    }
}

/// The things, in the order in which they are named first.
pub(super) fn finish(text: &Tokenised<'_>, drafts: Vec<Draft>) -> Vec<NamedThing> {
    let mut things: Vec<NamedThing> = drafts
        .into_iter()
        .map(|mut draft| {
            draft.mentions.sort_by_key(|mention| mention.span);
            NamedThing {
                name: draft.name,
                entity_type: draft.entity_type,
                evidence: draft.evidence.into_iter().collect(),
                office: draft.office,
                confidence: draft.score,
                mentions: draft.mentions,
            }
        })
        .collect();
    things.sort_by_key(|thing| thing.mentions.first().map(|mention| mention.span));
    let _ = (text, Flags::NONE, NameForm::Full);
    things
}

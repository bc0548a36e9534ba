//! From names to whom and what they name.

use std::collections::{BTreeMap, BTreeSet};

use ahash::AHashMap;

use super::forms::Seen;
use super::knowledge::KnownHit;
use super::pieces::{Piece, Sources};
use super::tokens::NameToken;
use crate::enrich::speakers::People;
use crate::enrich::text::tokens::Tokenised;
use crate::model::enrichment::{Evidence, KnownMention, NameForm, NameMention, NamedThing, Quotation};
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
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
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
    let mut groups = Groups::default();
    // A single word is perhaps a part of a full name that stands behind it.
    let alone = |piece: &&Piece| piece.tokens.1 - piece.tokens.0 == 1 && piece.person.is_none() && piece.hit.is_none();
    let (single, whole): (Vec<&Piece>, Vec<&Piece>) = pieces.iter().partition(alone);
    for piece in whole.into_iter().chain(single) {
        let name = written(text, tokens, piece, &seen);
        if piece.expands.is_some() && groups.abbreviates(piece, &name) {
            continue;
        }
        if piece.expands.is_some() && piece.sources == Sources::PATTERN && piece.score < FIRM {
            continue;
        }
        if groups.is_part(piece, &name) {
            continue;
        }
        let entry = piece.hit.map(|hit| hits[hit as usize].entry);
        groups.add(piece, name, entry, people);
    }
    groups.drafts
}

/// The things so far, by what names them.
#[derive(Default)]
struct Groups {
    drafts: Vec<Draft>,
    by_key: AHashMap<Key, usize>,
    /// By where a mention ends.
    by_end: BTreeMap<u32, usize>,
    /// By the surname of a person, or the first word of another name; `None` where several have it.
    by_part: AHashMap<String, Option<usize>>,
}

impl Groups {
    /// Gives an abbreviation in brackets to the name before it; whether there is one.
    fn abbreviates(&mut self, piece: &Piece, name: &str) -> bool {
        let before = piece.expands.and_then(|end| self.by_end.get(&end)).copied();
        let Some(at) = before.filter(|at| self.drafts[*at].entity_type == EntityType::Organization) else {
            return false;
        };
        self.by_key.entry(Key::Name(name.to_owned())).or_insert(at);
        let draft = &mut self.drafts[at];
        draft.evidence.insert(Evidence::Acronym);
        draft.hits.extend(piece.hit);
        draft.mentions.push(NameMention {
            span: piece.span,
            form: NameForm::Acronym,
        });
        draft.acronyms.push(name.to_owned());
        true
    }

    /// Gives a surname to the one person of that name, and a first word to the one name that begins so;
    /// whether there is one.
    fn is_part(&mut self, piece: &Piece, name: &str) -> bool {
        let alone = piece.tokens.1 - piece.tokens.0 == 1 && piece.person.is_none() && piece.hit.is_none();
        let owner = self.by_part.get(name).copied().flatten().filter(|_| alone);
        let Some(at) = owner else { return false };
        let draft = &mut self.drafts[at];
        let person = draft.entity_type == EntityType::Person;
        draft.mentions.push(NameMention {
            span: piece.span,
            form: if person { NameForm::Surname } else { NameForm::Short },
        });
        true
    }

    /// Notes the word by which a full name is named again.
    fn note_part(&mut self, at: usize) {
        let draft = &self.drafts[at];
        let mut words = draft.name.split(' ');
        let part = match draft.entity_type {
            EntityType::Person => words.next_back(),
            _ => words.next(),
        };
        if let Some(part) = part.filter(|part| part.len() < draft.name.len()) {
            let owner = self.by_part.entry(part.to_owned()).or_insert(Some(at));
            if *owner != Some(at) {
                *owner = None;
            }
        }
    }

    /// Adds a mention to what it names.
    fn add(&mut self, piece: &Piece, name: String, entry: Option<u32>, people: &People<'_>) {
        let own = match (piece.person, entry) {
            (Some(who), _) => Key::Person(who),
            (None, Some(entry)) => Key::Entry(entry),
            (None, None) => Key::Name(name.clone()),
        };
        let by_name = Key::Name(name.clone());
        let known = self.by_key.get(&own).or_else(|| self.by_key.get(&by_name)).copied();
        let at = known.unwrap_or_else(|| {
            let person = piece
                .person
                .map(|who| people.register.people[who as usize].name.clone());
            self.drafts.push(Draft::new(piece, person.unwrap_or(name)));
            self.drafts.len() - 1
        });
        if known.is_none() {
            self.note_part(at);
        }
        self.by_end.insert(piece.span.end, at);
        self.by_key.entry(own).or_insert(at);
        self.by_key.entry(by_name).or_insert(at);
        let draft = &mut self.drafts[at];
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
}

impl Draft {
    /// What a piece names first.
    fn new(piece: &Piece, name: String) -> Draft {
        Draft {
            name,
            entity_type: piece.entity_type,
            score: piece.score,
            sources: piece.sources,
            person: piece.person,
            hits: Vec::new(),
            mentions: Vec::new(),
            acronyms: Vec::new(),
            evidence: BTreeSet::new(),
            office: None,
        }
    }
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
pub(super) fn finish(drafts: Vec<Draft>) -> Vec<NamedThing> {
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
    things
}

/// The hits that hold: those that something was made of.
pub(super) fn known(hits: &[KnownHit], things: &[Draft]) -> Vec<KnownMention> {
    let held: BTreeSet<u32> = things.iter().flat_map(|thing| thing.hits.iter().copied()).collect();
    let kept = hits
        .iter()
        .enumerate()
        .filter(|(number, _)| held.contains(&(*number as u32)));
    kept.map(|(_, hit)| KnownMention {
        span: hit.span,
        entry: hit.entry,
        form: hit.form,
    })
    .collect()
}

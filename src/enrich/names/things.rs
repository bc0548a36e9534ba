//! Groups names by the people and things that they name.
#![expect(clippy::disallowed_types, reason = "hash maps for look-ups alone")]

use std::collections::{BTreeMap, BTreeSet};

use ahash::{AHashMap, AHashSet};

use super::candidates::{NameCandidate, Sources};
use super::knowledge::KnownHit;
use super::tokens::NameToken;
use crate::enrich::finding::Finding;
use crate::enrich::speakers::People;
use crate::enrich::text::tokens::Tokenised;
use crate::language::Grammar;
use crate::model::enrichment::{Evidence, KnownMention, NameForm, NameMention, NamedThing};
use crate::model::entity::EntityType;
use crate::model::ids::KnowledgeId;
use crate::model::span::Span;

/// A person or thing while its mentions are collected.
#[derive(Clone, Debug)]
pub(super) struct Draft {
    /// The fullest name, in the nominative.
    pub name: String,
    pub entity_type: EntityType,
    pub score: u16,
    pub sources: Sources,
    /// The number of the person in the register.
    pub person: Option<u32>,
    /// The numbers of its hits of the knowledge base.
    pub hits: Vec<u32>,
    pub mentions: Vec<NameMention>,
    /// Abbreviations that the text introduces.
    pub acronyms: Vec<String>,
    pub evidence: BTreeSet<Evidence>,
    pub office: Option<Span>,
}

/// The least confidence of an abbreviation in brackets that abbreviates no name.
const LEAST_ACRONYM: u16 = 700;

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Key {
    Person(u32),
    Entry(KnowledgeId),
    Name(String),
}

pub(super) fn group(
    text: &Tokenised<'_>,
    people: &People<'_>,
    tokens: &[NameToken],
    hits: &[KnownHit],
    candidates: &[NameCandidate],
) -> Vec<Draft> {
    let seen = CapitalisedWords::new(text, tokens);
    let mut groups = Groups::default();
    // Single words come last, because they may be part of a full name that follows later.
    let (single, whole): (Vec<&NameCandidate>, Vec<&NameCandidate>) =
        candidates.iter().partition(|candidate| candidate.is_lone_word());
    for candidate in whole.into_iter().chain(single) {
        let name = written(text, tokens, candidate, &seen);
        if candidate.expands.is_some() && groups.abbreviates(candidate, &name) {
            continue;
        }
        if candidate.expands.is_some() && candidate.sources == Sources::PATTERN && candidate.score < LEAST_ACRONYM {
            continue;
        }
        if groups.is_part(candidate, &name) {
            continue;
        }
        let entry = candidate.hit.map(|hit| hits[hit as usize].entry);
        groups.add(candidate, name, entry, people);
    }
    groups.drafts
}

/// The groups so far, with their indexes.
#[derive(Default)]
struct Groups {
    drafts: Vec<Draft>,
    by_key: AHashMap<Key, usize>,
    by_end: BTreeMap<u32, usize>,
    /// By the surname of a person, or the first word of another name; `None` if it is ambiguous.
    by_part: AHashMap<String, Option<usize>>,
}

impl Groups {
    /// Adds an abbreviation in brackets to the name before it; returns whether there is one.
    fn abbreviates(&mut self, candidate: &NameCandidate, name: &str) -> bool {
        let before = candidate.expands.and_then(|end| self.by_end.get(&end)).copied();
        let Some(at) = before.filter(|at| self.drafts[*at].entity_type == EntityType::Organization) else {
            return false;
        };
        self.by_key.entry(Key::Name(name.to_owned())).or_insert(at);
        let draft = &mut self.drafts[at];
        draft.evidence.insert(Evidence::Acronym);
        draft.hits.extend(candidate.hit);
        draft.mentions.push(NameMention {
            span: candidate.span,
            form: NameForm::Acronym,
        });
        draft.acronyms.push(name.to_owned());
        true
    }

    /// Adds a surname to the only person with it, or a first word to the only name that begins with it; returns whether
    /// there is one.
    fn is_part(&mut self, candidate: &NameCandidate, name: &str) -> bool {
        let owner = self
            .by_part
            .get(name)
            .copied()
            .flatten()
            .filter(|_| candidate.is_lone_word());
        let Some(at) = owner else { return false };
        let draft = &mut self.drafts[at];
        let person = draft.entity_type == EntityType::Person;
        draft.mentions.push(NameMention {
            span: candidate.span,
            form: if person { NameForm::Surname } else { NameForm::Short },
        });
        true
    }

    /// Indexes the short form of a full name.
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

    fn add(&mut self, candidate: &NameCandidate, name: String, entry: Option<KnowledgeId>, people: &People<'_>) {
        let own = match (candidate.person, entry) {
            (Some(who), _) => Key::Person(who),
            (None, Some(entry)) => Key::Entry(entry),
            (None, None) => Key::Name(name.clone()),
        };
        let by_name = Key::Name(name.clone());
        let known = self.by_key.get(&own).or_else(|| self.by_key.get(&by_name)).copied();
        let at = known.unwrap_or_else(|| {
            let person = candidate
                .person
                .map(|who| people.register.people[who as usize].name.clone());
            self.drafts.push(Draft::new(candidate, person.unwrap_or(name)));
            self.drafts.len() - 1
        });
        if known.is_none() {
            self.note_part(at);
        }
        self.by_end.insert(candidate.span.end, at);
        self.by_key.entry(own).or_insert(at);
        self.by_key.entry(by_name).or_insert(at);
        let draft = &mut self.drafts[at];
        if candidate.score > draft.score {
            draft.score = candidate.score;
            draft.entity_type = candidate.entity_type;
        }
        draft.sources = draft.sources.with(candidate.sources);
        draft.person = draft.person.or(candidate.person);
        draft.hits.extend(candidate.hit);
        draft.mentions.push(NameMention {
            span: candidate.span,
            form: candidate.form,
        });
    }
}

impl Draft {
    fn new(candidate: &NameCandidate, name: String) -> Draft {
        Draft {
            name,
            entity_type: candidate.entity_type,
            score: candidate.score,
            sources: candidate.sources,
            person: candidate.person,
            hits: Vec::new(),
            mentions: Vec::new(),
            acronyms: Vec::new(),
            evidence: BTreeSet::new(),
            office: None,
        }
    }
}

/// The capitalised words of a text, without genitive apostrophes.
struct CapitalisedWords<'a> {
    words: AHashSet<&'a str>,
    grammar: &'a Grammar,
}

impl<'a> CapitalisedWords<'a> {
    fn new(text: &Tokenised<'a>, tokens: &[NameToken]) -> CapitalisedWords<'a> {
        let capitals = tokens.iter().filter(|token| token.word && token.capital);
        let words = capitals.map(|token| text.without_genitive_apostrophe(token.span.slice(text.plain)));
        CapitalisedWords {
            words: words.collect(),
            grammar: text.grammar,
        }
    }

    /// The nominative of the last word of a name: without the s of a genitive, if the text also uses the word without.
    fn nominative<'w>(&self, word: &'w str) -> &'w str {
        let short = self.grammar.possessive.without_apostrophe(word);
        if short.len() < word.len() {
            return short;
        }
        let stem = self.grammar.name_stem(word);
        stem.filter(|stem| stem.len() > 2 && self.words.contains(*stem))
            .unwrap_or(word)
    }
}

/// The name of a candidate, in the nominative, on one line.
fn written(
    text: &Tokenised<'_>,
    tokens: &[NameToken],
    candidate: &NameCandidate,
    seen: &CapitalisedWords<'_>,
) -> String {
    let whole = candidate.span.slice(text.plain);
    let last = tokens[candidate.tokens.0..candidate.tokens.1]
        .last()
        .map_or(whole, |token| {
            let end = token.span.end.min(candidate.span.end);
            Span {
                start: token.span.start.max(candidate.span.start),
                end,
            }
            .slice(text.plain)
        });
    let nominative = seen.nominative(last);
    let name = &whole[..whole.len() - (last.len() - nominative.len())];
    name.split_whitespace().collect::<Vec<_>>().join(" ")
}

pub(super) fn add_evidence(text: &Tokenised<'_>, people: &People<'_>, quotations: &[Finding], things: &mut [Draft]) {
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
    mark_speakers(text, quotations, things);
}

/// Marks things whose name is the end of the designation of a speaker.
fn mark_speakers(text: &Tokenised<'_>, quotations: &[Finding], things: &mut [Draft]) {
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

/// The things, in the order of their first mentions.
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

/// The hits of the knowledge base that are part of a thing.
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

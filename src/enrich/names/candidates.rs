//! Candidates for names, and the choice between overlapping ones.

use std::collections::BTreeMap;

use super::tokens::NameToken;
use crate::enrich::speakers::People;
use crate::enrich::text::tokens::Tokenised;
use crate::model::enrichment::NameForm;
use crate::model::entity::EntityType;
use crate::model::span::Span;

#[derive(Clone, Copy, Debug)]
pub(super) struct NameCandidate {
    /// The name with the ending of a genitive.
    pub span: Span,
    pub tokens: (usize, usize),
    pub entity_type: EntityType,
    /// The confidence, from 0 to 1000.
    pub score: u16,
    pub sources: Sources,
    /// The number of the person in the register.
    pub person: Option<u32>,
    /// The number of the hit of the knowledge base.
    pub hit: Option<u32>,
    pub form: NameForm,
    /// For an abbreviation in brackets: the end of the name that it may abbreviate.
    pub expands: Option<u32>,
}

impl NameCandidate {
    /// The candidate that consists of a range of tokens: a full name, without person and without known entry.
    pub fn new(
        all: &[NameToken],
        tokens: (usize, usize),
        entity_type: EntityType,
        score: u16,
        sources: Sources,
    ) -> NameCandidate {
        NameCandidate {
            span: all[tokens.0].span.to(all[tokens.1 - 1].span),
            tokens,
            entity_type,
            score,
            sources,
            person: None,
            hit: None,
            form: NameForm::Full,
            expands: None,
        }
    }

    /// Whether it is a single word that names no known person or entry.
    pub fn is_lone_word(&self) -> bool {
        self.tokens.1 - self.tokens.0 == 1 && self.person.is_none() && self.hit.is_none()
    }
}

/// The passes that found a candidate.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Sources(u8);

impl Sources {
    pub const KNOWLEDGE: Sources = Sources(1);
    pub const REGISTER: Sources = Sources(2);
    pub const TAGGER: Sources = Sources(4);
    pub const PATTERN: Sources = Sources(8);

    #[must_use]
    pub fn with(self, other: Sources) -> Sources {
        Sources(self.0 | other.0)
    }

    pub fn any(self, other: Sources) -> bool {
        self.0 & other.0 != 0
    }
}

/// The confidence of a name with forename or title.
const CERTAIN: u16 = 930;

/// The confidence of a name that is only implied by its position.
const PLACED: u16 = 620;

/// Adds the names of people that the text introduces by forename, title or office.
pub(super) fn of_people(
    text: &Tokenised<'_>,
    people: &People<'_>,
    tokens: &[NameToken],
    candidates: &mut Vec<NameCandidate>,
) {
    for (name, who) in &people.register.names {
        let Some(who) = who else { continue };
        let span = text.span(name.first, name.last);
        let person = &people.register.people[*who as usize];
        let first = tokens.partition_point(|token| token.span.end <= span.start);
        let end = tokens.partition_point(|token| token.span.start < span.end);
        let certain = name.certain || person.certain;
        let score = if certain { CERTAIN } else { PLACED };
        let full = name.is_full();
        let form = if full { NameForm::Full } else { NameForm::Surname };
        candidates.push(NameCandidate {
            span,
            person: Some(*who),
            form,
            ..NameCandidate::new(tokens, (first, end), EntityType::Person, score, Sources::REGISTER)
        });
    }
}

/// The bonus if two passes agree on span and type.
const AGREEMENT: u16 = 300;

/// The least confidence of an accepted candidate.
const ACCEPTED: u16 = 500;

/// Merges candidates of the same span, and keeps the best of overlapping ones; sorted by span.
pub(super) fn accept(candidates: Vec<NameCandidate>) -> Vec<NameCandidate> {
    let mut by_span: BTreeMap<Span, NameCandidate> = BTreeMap::new();
    for candidate in candidates {
        match by_span.get_mut(&candidate.span) {
            Some(other) => merge(other, &candidate),
            None => {
                by_span.insert(candidate.span, candidate);
            }
        }
    }
    let mut all: Vec<NameCandidate> = by_span
        .into_values()
        .filter(|candidate| candidate.score >= ACCEPTED)
        .collect();
    all.sort_by_key(|candidate| {
        let words = candidate.tokens.1 - candidate.tokens.0;
        let weight = u32::from(candidate.score) + 40 * words.min(6) as u32;
        (std::cmp::Reverse(weight), candidate.span)
    });
    let mut taken: BTreeMap<u32, u32> = BTreeMap::new();
    all.retain(|candidate| {
        let before = taken.range(..candidate.span.end).next_back();
        let free = before.is_none_or(|(_, end)| *end <= candidate.span.start);
        if free {
            taken.insert(candidate.span.start, candidate.span.end);
        }
        free
    });
    all.sort_by_key(|candidate| candidate.span);
    all
}

/// Merges two candidates of the same span: the better one, with a bonus if both agree.
fn merge(candidate: &mut NameCandidate, other: &NameCandidate) {
    let agree = candidate.entity_type == other.entity_type;
    let (best, worse) = if other.score > candidate.score {
        (*other, *candidate)
    } else {
        (*candidate, *other)
    };
    let bonus = if agree { AGREEMENT } else { 0 };
    *candidate = NameCandidate {
        score: (best.score + bonus.min(worse.score)).min(1000),
        sources: best.sources.with(worse.sources),
        person: best.person.or(worse.person),
        hit: if agree { best.hit.or(worse.hit) } else { best.hit },
        expands: best.expands.or(worse.expands),
        ..best
    };
}

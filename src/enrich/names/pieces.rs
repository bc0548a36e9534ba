//! Spans that may be names, and those of them that hold.

use std::collections::BTreeMap;

use crate::model::enrichment::NameForm;
use crate::model::entity::EntityType;
use crate::model::span::Span;

/// A span that may be a name.
#[derive(Clone, Copy, Debug)]
pub(super) struct Piece {
    /// The name, with the ending of a genitive.
    pub span: Span,
    /// Its tokens: the first, and one past the last.
    pub tokens: (usize, usize),
    /// What it seems to be.
    pub entity_type: EntityType,
    /// How certain it is, from 0 to 1000.
    pub score: u16,
    /// Who says so.
    pub sources: Sources,
    /// The person of the register whose name it is.
    pub person: Option<u32>,
    /// The number of its hit in the knowledge base.
    pub hit: Option<u32>,
    /// How the name stands there.
    pub form: NameForm,
    /// Of an abbreviation in brackets: where the name ends that it is one of.
    pub expands: Option<u32>,
}

/// Who says that a piece is a name.
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

/// What a second voice for the same span adds.
const AGREEMENT: u16 = 300;

/// The least score of a piece that is believed.
const BELIEVED: u16 = 500;

/// Joins what several say of one span, and keeps the best of what overlaps; by place.
pub(super) fn hold(pieces: Vec<Piece>) -> Vec<Piece> {
    let mut by_span: BTreeMap<Span, Piece> = BTreeMap::new();
    for piece in pieces {
        match by_span.get_mut(&piece.span) {
            Some(other) => join(other, &piece),
            None => {
                by_span.insert(piece.span, piece);
            }
        }
    }
    let mut all: Vec<Piece> = by_span.into_values().filter(|piece| piece.score >= BELIEVED).collect();
    all.sort_by_key(|piece| {
        let words = piece.tokens.1 - piece.tokens.0;
        let weight = u32::from(piece.score) + 40 * words.min(6) as u32;
        (std::cmp::Reverse(weight), piece.span)
    });
    let mut taken: BTreeMap<u32, u32> = BTreeMap::new();
    all.retain(|piece| {
        let before = taken.range(..piece.span.end).next_back();
        let free = before.is_none_or(|(_, end)| *end <= piece.span.start);
        if free {
            taken.insert(piece.span.start, piece.span.end);
        }
        free
    });
    all.sort_by_key(|piece| piece.span);
    all
}

/// Joins what two say of one span: who agrees is believed more, else the better one counts.
fn join(piece: &mut Piece, other: &Piece) {
    let agree = piece.entity_type == other.entity_type;
    let (best, worse) = if other.score > piece.score {
        (*other, *piece)
    } else {
        (*piece, *other)
    };
    let bonus = if agree { AGREEMENT } else { 0 };
    *piece = Piece {
        score: (best.score + bonus.min(worse.score)).min(1000),
        sources: best.sources.with(worse.sources),
        person: best.person.or(worse.person),
        hit: if agree { best.hit.or(worse.hit) } else { best.hit },
        expands: best.expands.or(worse.expands),
        ..best
    };
}

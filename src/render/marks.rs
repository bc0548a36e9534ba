//! What can be marked in the running text of an article, and the colours of its speakers.

use crate::model::article::AnnotationKind;
use crate::model::enrichment::QuotationKind;
use crate::model::entity::EntityType;
use crate::model::site::QuotationId;
use crate::model::span::Span;
use crate::model::statement::{Statement, Voice};

#[derive(Clone, Debug)]
pub struct Mark {
    pub span: Span,
    pub kind: MarkKind,
}

#[derive(Clone, Debug)]
pub enum MarkKind {
    Quotation {
        /// Which, for the `id` of its first part.
        id: QuotationId,
        /// Whether it is the first part of one that is cut, or the whole: that has the `id`.
        first: bool,
        kind: QuotationKind,
        /// Whether only a few words are in the speaker's own.
        partial: bool,
        /// Whether the program is not sure.
        uncertain: bool,
        /// The speaker's colour; 0: none.
        colour: usize,
    },
    /// The words that name a speaker.
    Speaker,
    Mention {
        entity_type: EntityType,
        url: String,
        slug: String,
    },
    /// A name that is no link, because one stands nearby or around it; its entity's slug.
    Named(String),
    /// A text that a note is about; the number of the note, from 1.
    Noted(usize, AnnotationKind),
}

/// How many colours speakers have; those who speak less share none.
pub const COLOURS: usize = 8;

/// The speakers of some statements, who speaks most first, with the number of their statements.
pub fn speakers<'a>(statements: impl Iterator<Item = Statement<'a>>) -> Vec<(Voice<'a>, usize)> {
    let mut counts: Vec<(Voice<'a>, usize)> = Vec::new();
    for voice in statements.filter_map(|statement| statement.voice()) {
        match counts.iter_mut().find(|(other, _)| *other == voice) {
            Some((_, count)) => *count += 1,
            None => counts.push((voice, 1)),
        }
    }
    counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    counts
}

/// The colour of a statement's speaker among the [`speakers`] of its article, from 1; 0: none.
pub fn colour(statement: &Statement<'_>, order: &[(Voice<'_>, usize)]) -> usize {
    let place = |voice| order.iter().position(|(other, _)| *other == voice);
    let place = statement.voice().and_then(place).filter(|at| *at < COLOURS);
    place.map_or(0, |at| at + 1)
}

impl MarkKind {
    pub fn part(&self, position: usize) -> MarkKind {
        let mut part = self.clone();
        if let MarkKind::Quotation { first, .. } = &mut part {
            *first = position == 0;
        }
        part
    }

    /// Which of two marks of the same span is the outer one.
    pub fn depth(&self) -> u8 {
        match self {
            MarkKind::Noted(..) => 0,
            MarkKind::Quotation { .. } => 1,
            MarkKind::Speaker => 2,
            MarkKind::Mention { .. } | MarkKind::Named(_) => 3,
        }
    }
}

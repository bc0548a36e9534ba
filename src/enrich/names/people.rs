//! Names of people that the text introduces by forename, title or office.

use super::pieces::{Piece, Sources};
use super::tokens::NameToken;
use crate::enrich::speakers::People;
use crate::enrich::text::tokens::Tokenised;
use crate::model::enrichment::NameForm;
use crate::model::entity::EntityType;

/// How much a forename or a title counts, and a name that only its place shows.
const CERTAIN: u16 = 930;
const PLACED: u16 = 620;

/// What the register of people holds for names.
pub(super) fn pieces(text: &Tokenised<'_>, people: &People<'_>, tokens: &[NameToken], pieces: &mut Vec<Piece>) {
    for (name, who) in &people.register.names {
        let Some(who) = who else { continue };
        let span = text.span(name.first, name.last);
        let person = &people.register.people[*who as usize];
        let first = tokens.partition_point(|token| token.span.end <= span.start);
        let end = tokens.partition_point(|token| token.span.start < span.end);
        pieces.push(Piece {
            span,
            tokens: (first, end),
            entity_type: EntityType::Person,
            score: if name.certain || person.certain {
                CERTAIN
            } else {
                PLACED
            },
            sources: Sources::REGISTER,
            person: Some(*who),
            hit: None,
            form: if name.is_full() {
                NameForm::Full
            } else {
                NameForm::Surname
            },
            expands: None,
        });
    }
}

//! Names of people that the text introduces by forename, title or office.

use super::candidates::{NameCandidate, Sources};
use super::tokens::NameToken;
use crate::enrich::speakers::People;
use crate::enrich::text::tokens::Tokenised;
use crate::model::enrichment::NameForm;
use crate::model::entity::EntityType;

/// The confidence of a name with forename or title.
const CERTAIN: u16 = 930;
/// The confidence of a name that is only implied by its position.
const PLACED: u16 = 620;

pub(super) fn candidates(
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

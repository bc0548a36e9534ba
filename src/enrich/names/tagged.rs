//! What the statistical tagger takes for names.

use super::pieces::{Piece, Sources};
use super::tagger::{Class, Tagged, tag};
use super::tokens::NameToken;
use crate::enrich::text::tokens::Tokenised;
use crate::language::Words;
use crate::model::enrichment::NameForm;
use crate::model::entity::EntityType;
use crate::model::span::Span;

/// How much a name counts of which the tagger is just certain enough, and how much more its margin
/// can add.
const LEAST: u16 = 430;
const MOST: i32 = 330;

/// What a single word loses of its margin.
const SINGLE: i32 = 120;

/// What the tagger finds.
pub(super) fn find(text: &Tokenised<'_>, words: &Words, tokens: &[NameToken]) -> Vec<Tagged> {
    let mut found = Vec::new();
    tag(text.plain, tokens, &words.name_model, &mut found);
    found
}

/// Whether the tagger has a name anywhere between two tokens.
pub(super) fn seen(found: &[Tagged]) -> impl Fn(usize, usize) -> bool + '_ {
    |first, end| {
        let after = found.partition_point(|name| name.tokens.1 <= first);
        found.get(after).is_some_and(|name| name.tokens.0 < end)
    }
}

/// What the tagger holds for names.
pub(super) fn pieces(text: &Tokenised<'_>, found: &[Tagged], tokens: &[NameToken], pieces: &mut Vec<Piece>) {
    for name in found {
        let (first, end) = name.tokens;
        if name.class == Class::Other && !is_title(text, &tokens[first..end]) {
            continue;
        }
        let margin = name.margin.clamp(0, MOST);
        // A German noun alone looks like a surname; one that nothing else shows must be surer.
        let single = name.class == Class::Person && end - first == 1 && text.lexicon.noun_capitals;
        let doubt = if single { SINGLE } else { 0 };
        pieces.push(Piece {
            span: Span {
                start: tokens[first].span.start,
                end: tokens[end - 1].span.end,
            },
            tokens: (first, end),
            entity_type: entity_type(name.class),
            score: LEAST + (margin - doubt).max(0) as u16,
            sources: Sources::TAGGER,
            person: None,
            hit: None,
            form: NameForm::Full,
            expands: None,
        });
    }
}

/// Whether what is none of people, places and bodies looks like the name of a work or a product: of
/// several words, or with a number; others are currencies, languages and peoples.
fn is_title(text: &Tokenised<'_>, tokens: &[NameToken]) -> bool {
    let capitals = tokens.iter().filter(|token| token.capital).count();
    let digits = |token: &NameToken| token.span.slice(text.plain).contains(|c: char| c.is_ascii_digit());
    capitals > 1 || tokens.iter().any(|token| token.capital && digits(token))
}

fn entity_type(class: Class) -> EntityType {
    match class {
        Class::Person => EntityType::Person,
        Class::Organization => EntityType::Organization,
        Class::Place => EntityType::Place,
        // Which of the others it is, is not told; works are named most.
        Class::Other => EntityType::Work,
    }
}

//! The names that the statistical tagger finds.

use super::candidates::{NameCandidate, Sources};
use super::tagger::{Class, TaggedName, tag};
use super::tokens::NameToken;
use crate::enrich::text::tokens::Tokenised;
use crate::language::Words;
use crate::model::entity::EntityType;

/// The confidence of a name with margin 0.
const LEAST: u16 = 430;
/// The most that the margin adds to the confidence.
const MOST: i32 = 330;

/// The penalty of a single word, in units of the margin.
const SINGLE: i32 = 120;

pub(super) fn find(text: &Tokenised<'_>, words: &Words, tokens: &[NameToken]) -> Vec<TaggedName> {
    let mut found = Vec::new();
    tag(text.plain, tokens, &words.name_model, &mut found);
    found
}

/// A test for whether a range of tokens contains a tagged name.
pub(super) fn is_tagged(found: &[TaggedName]) -> impl Fn(usize, usize) -> bool + '_ {
    |first, end| {
        let after = found.partition_point(|name| name.tokens.1 <= first);
        found.get(after).is_some_and(|name| name.tokens.0 < end)
    }
}

pub(super) fn candidates(
    text: &Tokenised<'_>,
    found: &[TaggedName],
    tokens: &[NameToken],
    candidates: &mut Vec<NameCandidate>,
) {
    for name in found {
        let (first, end) = name.tokens;
        if name.class == Class::Other && !is_title(text, &tokens[first..end]) {
            continue;
        }
        let margin = name.margin.clamp(0, MOST);
        // A single German noun looks like a surname.
        let single = name.class == Class::Person && end - first == 1 && text.grammar.nouns_have_capitals();
        let doubt = if single { SINGLE } else { 0 };
        let score = LEAST + (margin - doubt).max(0) as u16;
        candidates.push(NameCandidate::new(
            tokens,
            name.tokens,
            entity_type(name.class),
            score,
            Sources::TAGGER,
        ));
    }
}

/// Whether a name of the class "other" looks like the title of a work or a product.
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
        // The class does not tell works from events and products; works are the most frequent.
        Class::Other => EntityType::Work,
    }
}

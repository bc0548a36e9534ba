//! Finds the people and things that a text names, by the text, its language and the knowledge base.
//!
//! ```text
//! knowledge base + people of the register + statistical tagger + patterns
//!   → candidates (spans that may be names) → accepted candidates → things and their further mentions
//! ```
//!
//! German capitalises all nouns, so a capital is no evidence of a name: each candidate records its sources.

mod acronyms;
mod candidates;
mod knowledge;
mod patterns;
mod repeats;
mod tagged;
pub mod tagger;
mod things;
pub mod tokens;

use crate::enrich::finding::Finding;
use crate::enrich::speakers::People;
use crate::enrich::text::tokens::Tokenised;
use crate::language::Words;
use crate::model::enrichment::{KnownMention, NamedThing};
use crate::model::entity::EntityType;
use crate::model::span::Span;
use candidates::NameCandidate;
use knowledge::KnownHit;
use tagger::{Class, TaggedName};
use tokens::NameToken;

pub struct Names {
    /// Names of the knowledge base, by position.
    pub known: Vec<KnownMention>,
    pub things: Vec<NamedThing>,
}

/// What is known of names before anything else is: the text's tokens, the names of the knowledge base, and what the
/// tagger takes for names.
pub struct Recognised {
    tokens: Vec<NameToken>,
    hits: Vec<KnownHit>,
    tagged: Vec<TaggedName>,
}

impl Recognised {
    /// Recognises the names of a text.
    pub fn new(text: &Tokenised<'_>, words: &Words) -> Recognised {
        let mut tokens = tokens::tokenise(text);
        let hits = knowledge::find(text, words, &mut tokens);
        let tagged = tagged::find(text, words, &tokens);
        Recognised { tokens, hits, tagged }
    }

    /// Where the names stand, and whether each is a person's; those of the tagger first, each in text order.
    pub fn spans(&self) -> impl Iterator<Item = (Span, bool)> {
        let tagged = self.tagged.iter().map(|name| {
            let (first, end) = name.tokens;
            let span = self.tokens[first].span.to(self.tokens[end - 1].span);
            (span, name.class == Class::Person)
        });
        let known = |hit: &KnownHit| (hit.span, hit.entity_type == EntityType::Person);
        tagged.chain(self.hits.iter().map(known))
    }
}

/// Finds the names of a text, in which `recognised` was.
pub fn find(
    text: &Tokenised<'_>,
    words: &Words,
    people: &People<'_>,
    quotations: &[Finding],
    recognised: &Recognised,
) -> Names {
    let Recognised { tokens, hits, tagged } = recognised;
    let mut candidates: Vec<NameCandidate> = Vec::new();
    knowledge::candidates(hits, tokens, tagged::is_tagged(tagged), &mut candidates);
    candidates::of_people(text, people, tokens, &mut candidates);
    acronyms::candidates(text, tokens, &mut candidates);
    patterns::candidates(text, &words.patterns, tokens, &mut candidates);
    tagged::candidates(text, tagged, tokens, &mut candidates);
    let candidates = candidates::accept(candidates);
    let mut things = things::group(text, people, tokens, hits, &candidates);
    repeats::find(text, tokens, &mut things);
    things::add_evidence(text, people, quotations, &mut things);
    Names {
        known: things::known(hits, &things),
        things: things::finish(things),
    }
}

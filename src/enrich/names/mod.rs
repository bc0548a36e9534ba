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
use candidates::NameCandidate;

pub struct Names {
    /// Names of the knowledge base, by position.
    pub known: Vec<KnownMention>,
    pub things: Vec<NamedThing>,
}

pub fn find(text: &Tokenised<'_>, words: &Words, people: &People<'_>, quotations: &[Finding]) -> Names {
    let mut tokens = tokens::tokenise(text);
    let hits = knowledge::find(text, words, &mut tokens);
    let tagged = tagged::find(text, words, &tokens);
    let mut candidates: Vec<NameCandidate> = Vec::new();
    knowledge::candidates(&hits, &tokens, tagged::is_tagged(&tagged), &mut candidates);
    candidates::of_people(text, people, &tokens, &mut candidates);
    acronyms::candidates(text, &tokens, &mut candidates);
    patterns::candidates(text, &words.patterns, &tokens, &mut candidates);
    tagged::candidates(text, &tagged, &tokens, &mut candidates);
    let candidates = candidates::accept(candidates);
    let mut things = things::group(text, people, &tokens, &hits, &candidates);
    repeats::find(text, &tokens, &mut things);
    things::add_evidence(text, people, quotations, &mut things);
    Names {
        known: things::known(&hits, &things),
        things: things::finish(things),
    }
}

//! Whom and what a text names, as far as the text, its language and the knowledge base tell.
//!
//! ```text
//! knowledge base + people of the register + statistical tagger + patterns
//!   → pieces (spans that may be names) → those that hold → things and their further mentions
//! ```
//!
//! German writes every noun with a capital, so a name is never believed for its capital alone: each
//! piece keeps what speaks for it.

mod acronyms;
mod forms;
mod knowledge;
mod patterns;
mod people;
mod pieces;
mod repeats;
mod tagged;
pub mod tagger;
mod things;
pub mod tokens;

use crate::enrich::speakers::People;
use crate::enrich::text::tokens::Tokenised;
use crate::language::Words;
use crate::model::enrichment::{KnownMention, NamedThing, Quotation};
use pieces::Piece;

/// What was found.
pub struct Names {
    /// Names of the knowledge base, by place.
    pub known: Vec<KnownMention>,
    /// Who and what the text names, in the order in which they are named first.
    pub things: Vec<NamedThing>,
}

/// Finds the names of a text.
pub fn find(text: &Tokenised<'_>, words: &Words, people: &People<'_>, quotations: &[Quotation]) -> Names {
    let mut tokens = tokens::all(text);
    let hits = knowledge::find(text, words, &mut tokens);
    let tagged = tagged::find(text, words, &tokens);
    let mut pieces: Vec<Piece> = Vec::new();
    knowledge::pieces(&hits, &tokens, tagged::seen(&tagged), &mut pieces);
    people::pieces(text, people, &tokens, &mut pieces);
    acronyms::pieces(text, &tokens, &mut pieces);
    patterns::pieces(text, &words.patterns, &tokens, &mut pieces);
    tagged::pieces(text, &tagged, &tokens, &mut pieces);
    let pieces = pieces::hold(pieces);
    let mut things = things::group(text, people, &tokens, &hits, &pieces);
    repeats::find(text, &tokens, &mut things);
    things::weigh(text, people, quotations, &mut things);
    Names {
        known: things::known(&hits, &things),
        things: things::finish(things),
    }
}

//! Which words are names, as weights tell that were learnt from annotated texts.
//!
//! ```text
//! words → facts (one look-up a word) → runs of words that can be names → features → best path
//! ```
//!
//! Only runs of words with a capital, and what joins them, are looked at: a name without one is
//! rare in German and in English. What is seen of a word is a list of hashes (`features`), each the
//! number of a row of weights ([`NameModel`]); the best path through a run is exact. The trainer
//! (`scripts/train_names.rs`) calls [`prepare`], so that it sees what is seen here.

mod decode;
mod facts;
mod features;
mod runs;

use crate::enrich::names::knowledge;
use crate::enrich::names::tokens::{NameToken, all};
use crate::enrich::text::tokens::Tokenised;
use crate::language::{LANES, NameModel, WordTable, Words};
use crate::model::document::Document;
use crate::model::span::Span;

pub use facts::word_hash;

/// What a name names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class {
    /// A person.
    Person,
    /// An organization.
    Organization,
    /// A place.
    Place,
    /// A work, an event, a product, a people.
    Other,
}

impl Class {
    /// Every class, in the order of the weights.
    pub const ALL: [Class; 4] = [Class::Person, Class::Organization, Class::Place, Class::Other];
}

/// A name that was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tagged {
    /// Its first token, and one past its last.
    pub tokens: (usize, usize),
    /// What it names.
    pub class: Class,
    /// How much better the best reading is than the best one without a name of this class here, in
    /// hundredths of natural log odds.
    pub margin: i32,
}

/// Finds names, in order.
pub fn tag(plain: &str, tokens: &[NameToken], model: &NameModel, out: &mut Vec<Tagged>) {
    if model.is_empty() {
        return;
    }
    let facts = facts::of(plain, tokens, &model.words);
    let mut lattice = decode::Lattice::default();
    let mut seen: Vec<u32> = Vec::new();
    runs::each(tokens, &facts, |first, end| {
        lattice.clear();
        for at in first..end {
            seen.clear();
            features::of_word(&facts[at], |hash| seen.push(hash));
            let of_word = sum(&seen, [0; LANES], model);
            if end - first == 1 && decode::is_hopeless(&of_word, model) {
                return;
            }
            seen.clear();
            features::of_place(&facts, at, |hash| seen.push(hash));
            lattice.push(sum(&seen, of_word, model));
        }
        lattice.best(model, first, out);
    });
}

/// Adds the weights of what is seen. Rows are fetched one after the other, with nothing in between:
/// most of the time goes into waiting for them.
fn sum(seen: &[u32], sums: [i16; LANES], model: &NameModel) -> [i16; LANES] {
    let mut sums = sums;
    for hash in seen {
        let row = model.row(*hash);
        for lane in 0..LANES {
            sums[lane] += i16::from(row[lane]);
        }
    }
    sums
}

/// A run of words that can be names, as the trainer sees it.
#[derive(Clone, Debug)]
pub struct Run {
    /// Where the tokens stand.
    pub spans: Vec<Span>,
    /// What is seen of each.
    pub features: Vec<Vec<u32>>,
}

/// The runs of a text, as [`tag`] would look at them.
pub fn prepare(document: &Document, words: &Words, table: &WordTable) -> Vec<Run> {
    let text = Tokenised::new(document, words);
    let mut tokens = all(&text);
    knowledge::find(&text, words, &mut tokens);
    let facts = facts::of(text.plain, &tokens, table);
    let mut found = Vec::new();
    runs::each(&tokens, &facts, |first, end| {
        let mut run = Run {
            spans: Vec::new(),
            features: Vec::new(),
        };
        for at in first..end {
            run.spans.push(tokens[at].span);
            let mut seen = Vec::new();
            features::of_word(&facts[at], |hash| seen.push(hash));
            features::of_place(&facts, at, |hash| seen.push(hash));
            run.features.push(seen);
        }
        found.push(run);
    });
    found
}

/// The names of a text, found by a model: where they stand, what they name, how certain that is.
pub fn names(document: &Document, words: &Words, model: &NameModel) -> Vec<(Span, Class, i32)> {
    let text = Tokenised::new(document, words);
    let mut tokens = all(&text);
    knowledge::find(&text, words, &mut tokens);
    let mut found = Vec::new();
    tag(text.plain, &tokens, model, &mut found);
    let span = |name: &Tagged| Span {
        start: tokens[name.tokens.0].span.start,
        end: tokens[name.tokens.1 - 1].span.end,
    };
    found.iter().map(|name| (span(name), name.class, name.margin)).collect()
}

/// Lists and tags the words of a text some times over, for whoever measures how long that takes; how
/// many words and signs there are.
pub fn tag_again(document: &Document, words: &Words, times: u32) -> usize {
    let text = Tokenised::new(document, words);
    let mut found = Vec::new();
    let mut count = 0;
    for _ in 0..times {
        let tokens = all(&text);
        found.clear();
        tag(text.plain, &tokens, &words.name_model, &mut found);
        count = tokens.len();
    }
    count
}

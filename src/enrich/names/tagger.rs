//! A statistical name tagger: a linear-chain conditional random field (Lafferty and others, ICML 2001) with hashed
//! features.
//!
//! ```text
//! tokens → attributes (one lookup per word) → runs of words that may be names → features → best path
//! ```
//!
//! Only runs of capitalised words, and the words that join them, are tagged. Each feature is a hash, which selects a row
//! of weights ([`NameModel`]); decoding (Viterbi) is exact. The trainer (`scripts/train_names`) uses [`prepare`], so that
//! training and tagging have the same features.

mod attributes;
mod class;
mod decode;
mod features;
mod runs;

use crate::enrich::names::knowledge;
use crate::enrich::names::tokens::{NameToken, tokenise};
use crate::enrich::text::tokens::Tokenised;
use crate::language::{LANES, NameModel, WordTable, Words};
use crate::model::document::Document;
use crate::model::span::Span;

pub use attributes::word_hash;
pub use class::{Class, TaggedName};

/// Finds the names in text order.
pub fn tag(plain: &str, tokens: &[NameToken], model: &NameModel, out: &mut Vec<TaggedName>) {
    if model.is_empty() {
        return;
    }
    let facts = attributes::of(plain, tokens, &model.words);
    let mut lattice = decode::Lattice::default();
    let mut features: Vec<u32> = Vec::new();
    runs::each(tokens, &facts, |first, end| {
        lattice.clear();
        for at in first..end {
            features.clear();
            features::of_word(&facts[at], |hash| features.push(hash));
            let of_word = sum(&features, [0; LANES], model);
            if end - first == 1 && decode::is_hopeless(&of_word, model) {
                return;
            }
            features.clear();
            features::of_place(&facts, at, |hash| features.push(hash));
            lattice.push(sum(&features, of_word, model));
        }
        lattice.best(model, first, out);
    });
}

/// Adds the weights of features. Most of the time is spent on fetching the rows, so nothing else is done in between.
fn sum(features: &[u32], sums: [i16; LANES], model: &NameModel) -> [i16; LANES] {
    let mut sums = sums;
    for hash in features {
        let row = model.row(*hash);
        for lane in 0..LANES {
            sums[lane] += i16::from(row[lane]);
        }
    }
    sums
}

/// A run of words that may be names, for the trainer.
#[derive(Clone, Debug)]
pub struct Run {
    /// The spans of the tokens.
    pub spans: Vec<Span>,
    /// The features of each token.
    pub features: Vec<Vec<u32>>,
}

/// The runs of a text, with the features that [`tag`] uses.
pub fn prepare(document: &Document, words: &Words, table: &WordTable) -> Vec<Run> {
    let text = Tokenised::new(document, words);
    let mut tokens = tokenise(&text);
    knowledge::find(&text, words, &mut tokens);
    let facts = attributes::of(text.plain, &tokens, table);
    let mut found = Vec::new();
    runs::each(&tokens, &facts, |first, end| {
        let mut run = Run {
            spans: Vec::new(),
            features: Vec::new(),
        };
        for at in first..end {
            run.spans.push(tokens[at].span);
            let mut features = Vec::new();
            features::of_word(&facts[at], |hash| features.push(hash));
            features::of_place(&facts, at, |hash| features.push(hash));
            run.features.push(features);
        }
        found.push(run);
    });
    found
}

/// The names in a text by a model: span, class and margin.
pub fn names(document: &Document, words: &Words, model: &NameModel) -> Vec<(Span, Class, i32)> {
    let text = Tokenised::new(document, words);
    let mut tokens = tokenise(&text);
    knowledge::find(&text, words, &mut tokens);
    let mut found = Vec::new();
    tag(text.plain, &tokens, model, &mut found);
    let span = |name: &TaggedName| Span {
        start: tokens[name.tokens.0].span.start,
        end: tokens[name.tokens.1 - 1].span.end,
    };
    found.iter().map(|name| (span(name), name.class, name.margin)).collect()
}

/// Tags a text repeatedly, for benchmarks; returns the number of tokens.
pub fn tag_again(document: &Document, words: &Words, times: u32) -> usize {
    let text = Tokenised::new(document, words);
    let mut found = Vec::new();
    let mut count = 0;
    for _ in 0..times {
        let tokens = tokenise(&text);
        found.clear();
        tag(text.plain, &tokens, &words.name_model, &mut found);
        count = tokens.len();
    }
    count
}

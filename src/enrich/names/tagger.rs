//! A statistical name tagger: a linear-chain conditional random field (Lafferty and others, ICML 2001) with hashed
//! features.
//!
//! ```text
//! tokens → attributes (one lookup per word) → runs of words that may be names → features → best path
//! ```
//!
//! Only runs of capitalised words, and the words that join them, are tagged. Each feature is a hash, which selects a row
//! of weights ([`NameModel`]); decoding (Viterbi) is exact. The trainer (`scripts/train_names`) uses `training::prepare`, so that
//! training and tagging have the same features.

mod attributes;
mod decode;
mod features;
mod runs;
#[cfg(feature = "internals")]
pub mod training;

use crate::enrich::names::tokens::NameToken;
use crate::language::{LANES, NameModel};

pub use decode::{Class, TaggedName};

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

//! The tagger as its trainer and its tests see it.

use super::{Class, TaggedName, attributes, features, runs, tag};
use crate::enrich::names::knowledge;
use crate::enrich::names::tokens::{NameToken, tokenise};
use crate::enrich::text::tokens::Tokenised;
use crate::language::{NameModel, WordTable, Words};
use crate::model::document::Document;
use crate::model::span::Span;

pub use super::attributes::word_hash;

/// A run of words that may be names, for the trainer.
#[derive(Clone, Debug)]
pub struct Run {
    pub spans: Vec<Span>,
    pub features: Vec<Vec<u32>>,
}

/// The runs of a text, with the features that `tag` uses.
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

/// The words and signs of a text.
pub fn tokens(document: &Document, words: &Words) -> Vec<NameToken> {
    tokenise(&Tokenised::new(document, words))
}

/// The names in a text by a model: span, class and margin.
pub fn names(document: &Document, words: &Words, model: &NameModel) -> Vec<(Span, Class, i32)> {
    let text = Tokenised::new(document, words);
    let mut tokens = tokenise(&text);
    knowledge::find(&text, words, &mut tokens);
    let mut found = Vec::new();
    tag(text.plain, &tokens, model, &mut found);
    let span = |name: &TaggedName| tokens[name.tokens.0].span.to(tokens[name.tokens.1 - 1].span);
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

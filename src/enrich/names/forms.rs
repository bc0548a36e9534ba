//! The nominative of names.

use ahash::AHashSet;

use super::tokens::NameToken;
use crate::enrich::text::tokens::Tokenised;
use crate::language::Grammar;

/// The capitalised words of a text, without genitive apostrophes.
pub(super) struct CapitalisedWords<'a> {
    words: AHashSet<&'a str>,
    grammar: &'a Grammar,
}

impl<'a> CapitalisedWords<'a> {
    pub fn new(text: &Tokenised<'a>, tokens: &[NameToken]) -> CapitalisedWords<'a> {
        let capitals = tokens.iter().filter(|token| token.word && token.capital);
        let words = capitals.map(|token| text.without_genitive_apostrophe(token.span.slice(text.plain)));
        CapitalisedWords {
            words: words.collect(),
            grammar: &text.lexicon.grammar,
        }
    }

    /// The nominative of the last word of a name: without the s of a genitive, if the text also uses the word without.
    pub fn nominative<'w>(&self, word: &'w str) -> &'w str {
        let short = self.grammar.possessive.without_apostrophe(word);
        if short.len() < word.len() {
            return short;
        }
        let stem = self.grammar.name_stem(word);
        stem.filter(|stem| stem.len() > 2 && self.words.contains(*stem))
            .unwrap_or(word)
    }
}

//! The nominative of names.

use ahash::AHashSet;

use super::tokens::NameToken;
use crate::enrich::speakers::without_genitive_apostrophe;
use crate::enrich::text::tokens::Tokenised;

/// The capitalised words of a text, without genitive apostrophes.
pub(super) struct CapitalisedWords<'a>(AHashSet<&'a str>);

impl<'a> CapitalisedWords<'a> {
    pub fn new(text: &Tokenised<'a>, tokens: &[NameToken]) -> CapitalisedWords<'a> {
        let capitals = tokens.iter().filter(|token| token.word && token.capital);
        CapitalisedWords(
            capitals
                .map(|token| without_genitive_apostrophe(token.span.slice(text.plain)))
                .collect(),
        )
    }

    /// The nominative of the last word of a name: without the s of a genitive, if the text also uses the word without.
    pub fn nominative<'w>(&self, word: &'w str) -> &'w str {
        let short = without_genitive_apostrophe(word);
        if short.len() < word.len() {
            return short;
        }
        let stem = word
            .strip_suffix('s')
            .filter(|stem| stem.len() > 2 && self.0.contains(*stem));
        stem.unwrap_or(word)
    }
}

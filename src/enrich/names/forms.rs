//! The nominative of names as they stand in a text.

use ahash::AHashSet;

use super::tokens::NameToken;
use crate::enrich::text::tokens::Tokenised;

/// A word without what marks a possessor in any language: an apostrophe, with or without s.
pub(super) fn bare(word: &str) -> &str {
    word.strip_suffix("’s")
        .or_else(|| word.strip_suffix("'s"))
        .unwrap_or(word)
        .trim_end_matches(['’', '\''])
}

/// The words with a capital that the text holds, without what marks a possessor.
pub(super) struct Seen<'a>(AHashSet<&'a str>);

impl<'a> Seen<'a> {
    pub fn new(text: &Tokenised<'a>, tokens: &[NameToken]) -> Seen<'a> {
        let capitals = tokens.iter().filter(|token| token.word && token.capital);
        Seen(capitals.map(|token| bare(token.span.slice(text.plain))).collect())
    }

    /// The nominative of the last word of a name: without the s of a genitive, where the text has
    /// the word without it as well.
    pub fn nominative<'w>(&self, word: &'w str) -> &'w str {
        let short = bare(word);
        if short.len() < word.len() {
            return short;
        }
        let stem = word
            .strip_suffix('s')
            .filter(|stem| stem.len() > 2 && self.0.contains(*stem));
        stem.unwrap_or(word)
    }
}

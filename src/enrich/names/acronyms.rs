//! Finds abbreviations that a text introduces in brackets.

use super::candidates::{NameCandidate, Sources};
use super::tokens::{NameToken, TokenView};
use crate::enrich::text::tokens::Tokenised;
use crate::model::enrichment::NameForm;
use crate::model::entity::EntityType;

/// The confidence of an abbreviation of the words before it.
const ACRONYM: u16 = 860;
/// The confidence of upper-case letters in brackets.
const UNEXPLAINED_ACRONYM: u16 = 560;

/// The most words of an abbreviated name.
const LONGEST: usize = 9;

/// The abbreviations in brackets, and the names that they abbreviate.
pub(super) fn candidates(text: &Tokenised<'_>, tokens: &[NameToken], candidates: &mut Vec<NameCandidate>) {
    let brackets = Brackets(TokenView { text, tokens });
    for (at, token) in tokens.iter().enumerate() {
        if !token.word && brackets.0.word(at) == "(" {
            brackets.at_bracket(at, candidates);
        }
    }
}

struct Brackets<'a>(TokenView<'a>);

impl Brackets<'_> {
    /// "Verein der Seilbahner (VdS)": the capitals of the bracket are the first letters of the words before it.
    fn at_bracket(&self, at: usize, candidates: &mut Vec<NameCandidate>) {
        let word = self.0.word(at + 1);
        let closes = self.0.word(at + 2) == ")";
        let capitals = word.chars().filter(|c| c.is_uppercase()).count();
        let length = word.chars().count();
        let short = (2..=10).contains(&length) && word.starts_with(char::is_uppercase);
        if !closes || !short || at == 0 || !self.0.joined(at) && self.0.tokens[at].block != self.0.tokens[at + 1].block
        {
            return;
        }
        let from = self.expansion(at, word);
        if let Some(from) = from {
            candidates.push(self.candidate((from, at), ACRONYM));
        }
        // Without expansion, grouping checks whether a name precedes them.
        if from.is_some() || capitals >= 2 && capitals + 1 >= length {
            let score = if from.is_some() { ACRONYM } else { UNEXPLAINED_ACRONYM };
            candidates.push(NameCandidate {
                form: NameForm::Acronym,
                expands: Some(self.0.tokens[at - 1].span.end),
                ..self.candidate((at + 1, at + 2), score)
            });
        }
    }

    fn candidate(&self, tokens: (usize, usize), score: u16) -> NameCandidate {
        NameCandidate::new(self.0.tokens, tokens, EntityType::Organization, score, Sources::PATTERN)
    }

    /// The first of the words before a bracket that it abbreviates.
    fn expansion(&self, bracket: usize, acronym: &str) -> Option<usize> {
        let letters: Vec<char> = acronym.chars().flat_map(char::to_lowercase).collect();
        let first = *letters.first()?;
        let mut from = bracket;
        let mut words = 0;
        let mut best = None;
        while from > 0 && words < LONGEST && self.0.joined(from - 1) {
            from -= 1;
            let word = self.0.word(from);
            words += 1;
            let begins = word
                .chars()
                .next()
                .is_some_and(|c| c.to_lowercase().eq(std::iter::once(first)));
            if begins && self.0.is_capital(from) && self.spells(from, bracket, &letters) {
                best = Some(from);
            }
        }
        best.filter(|from| bracket - from > 1)
    }

    /// Whether the letters occur in order in the words of a phrase, and each capitalised word begins with one of them.
    fn spells(&self, from: usize, end: usize, letters: &[char]) -> bool {
        let mut left = letters;
        for at in from..end {
            let word: Vec<char> = self.0.word(at).chars().flat_map(char::to_lowercase).collect();
            let mut begun = false;
            for c in &word {
                if left.first() == Some(c) && (begun || word.first() == Some(c)) {
                    left = &left[1..];
                    begun = true;
                }
            }
            if !begun && self.0.is_capital(at) {
                return false;
            }
        }
        left.is_empty()
    }
}

//! Abbreviations that a text introduces in brackets.

use super::pieces::{Piece, Sources};
use super::tokens::{Line, NameToken};
use crate::enrich::text::tokens::Tokenised;
use crate::model::enrichment::NameForm;
use crate::model::entity::EntityType;
use crate::model::span::Span;

/// How much an abbreviation counts whose words stand before it, and capitals in brackets alone.
const ACRONYM: u16 = 860;
const BARE_ACRONYM: u16 = 560;

/// The most words of a name that is abbreviated.
const LONGEST: usize = 9;

/// What stands in brackets and abbreviates what stands before them, and that.
pub(super) fn pieces(text: &Tokenised<'_>, tokens: &[NameToken], pieces: &mut Vec<Piece>) {
    let brackets = Brackets(Line { text, tokens });
    for (at, token) in tokens.iter().enumerate() {
        if !token.word && brackets.0.word(at) == "(" {
            brackets.at_bracket(at, pieces);
        }
    }
}

/// Where the rule looks.
struct Brackets<'a>(Line<'a>);

impl Brackets<'_> {
    /// "Verein der Seilbahner (VdS)": the capitals of the bracket are the first letters of the words
    /// before it.
    fn at_bracket(&self, at: usize, pieces: &mut Vec<Piece>) {
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
            pieces.push(self.piece((from, at), ACRONYM));
        }
        // Capitals alone say less: whether a name stands before them, is seen when names are grouped.
        if from.is_some() || capitals >= 2 && capitals + 1 >= length {
            let score = if from.is_some() { ACRONYM } else { BARE_ACRONYM };
            pieces.push(Piece {
                form: NameForm::Acronym,
                expands: Some(self.0.tokens[at - 1].span.end),
                ..self.piece((at + 1, at + 2), score)
            });
        }
    }

    fn piece(&self, tokens: (usize, usize), score: u16) -> Piece {
        Piece {
            span: Span {
                start: self.0.tokens[tokens.0].span.start,
                end: self.0.tokens[tokens.1 - 1].span.end,
            },
            tokens,
            entity_type: EntityType::Organization,
            score,
            sources: Sources::PATTERN,
            person: None,
            hit: None,
            form: NameForm::Full,
            expands: None,
        }
    }

    /// The first of the words before a bracket whose first letters are its letters.
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

    /// Whether each letter, in order, begins a word of a phrase or stands in it, and every word with a
    /// capital begins with one of the letters.
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

//! Finds names of organizations and places by patterns. Each rule is tried at every capitalised word.

use super::candidates::{NameCandidate, Sources};
use super::tokens::{NameToken, TokenView};
use crate::enrich::text::tokens::Tokenised;
use crate::language::{Flags, NamePatterns, NameRole, ends_in, lowered};
use crate::model::entity::EntityType;

/// The confidence of each rule.
const LEGAL_FORM: u16 = 870;
const BODY: u16 = 820;
const INSTITUTION: u16 = 800;
const KIND: u16 = 640;
const ENDING: u16 = 720;

/// The most words of a name.
const LONGEST: usize = 9;

struct PatternMatcher<'a> {
    text: &'a Tokenised<'a>,
    tokens: &'a [NameToken],
    patterns: &'a NamePatterns,
    /// The role of each token in names.
    roles: Vec<NameRole>,
}

pub(super) fn candidates(
    text: &Tokenised<'_>,
    patterns: &NamePatterns,
    tokens: &[NameToken],
    candidates: &mut Vec<NameCandidate>,
) {
    // One lookup per word; the rules test bits.
    let role = |token: &NameToken| match token.word {
        true => patterns.role(token.span.slice(text.plain)),
        false => NameRole::NONE,
    };
    let matcher = PatternMatcher {
        text,
        tokens,
        patterns,
        roles: tokens.iter().map(role).collect(),
    };
    for (at, token) in tokens.iter().enumerate() {
        if token.word && token.capital {
            let found = [
                matcher.legal_form(at),
                matcher.body(at),
                matcher.institution(at),
                matcher.kind(at),
                matcher.ending(at),
                matcher.last_word(at),
                matcher.of_head(at),
            ];
            candidates.extend(found.into_iter().flatten());
        }
    }
}

impl<'a> PatternMatcher<'a> {
    fn word(&self, at: usize) -> &'a str {
        self.line().word(at)
    }

    fn found(&self, from: usize, end: usize, entity_type: EntityType, score: u16) -> NameCandidate {
        NameCandidate::new(self.tokens, (from, end), entity_type, score, Sources::PATTERN)
    }

    fn is(&self, at: usize, role: NameRole) -> bool {
        self.roles.get(at).is_some_and(|own| own.any(role))
    }

    /// The type that the role of a word gives: one of two roles.
    fn type_of(&self, at: usize, organization: NameRole, place: NameRole) -> Option<EntityType> {
        let organization = self.is(at, organization).then_some(EntityType::Organization);
        organization.or_else(|| self.is(at, place).then_some(EntityType::Place))
    }

    fn is_capital(&self, at: usize) -> bool {
        self.line().is_capital(at)
    }

    fn joined(&self, at: usize) -> bool {
        self.line().joined(at)
    }

    fn line(&self) -> TokenView<'a> {
        TokenView {
            text: self.text,
            tokens: self.tokens,
        }
    }

    /// "Reederei Quast & Söhne AG": capitalised words before a legal form.
    fn legal_form(&self, at: usize) -> Option<NameCandidate> {
        if !self.is(at, NameRole::LEGAL_FORM) || at == 0 {
            return None;
        }
        let mut from = at;
        while from > 0 && at - from < LONGEST && self.joined(from - 1) {
            let before = self.word(from - 1);
            let fits = self.is_name_word(from - 1) || from < at && matches!(before, "&" | "+" | "-");
            if !fits {
                break;
            }
            from -= 1;
        }
        let kind = |at: usize| self.is(at, NameRole::ORGANIZATION_KIND);
        while from < at && (!self.is_capital(from) || kind(from)) {
            from += 1;
        }
        (from < at).then_some(self.found(from, at + 1, EntityType::Organization, LEGAL_FORM))
    }

    /// Whether a word may belong to a name: capitalised, and not a function word.
    fn is_name_word(&self, at: usize) -> bool {
        self.is_capital(at) && !self.tokens[at].info.flags.any(Flags::FUNCTION_WORD)
    }

    /// The end of the at most three capitalised words that begin at a token.
    fn capitals_end(&self, from: usize) -> usize {
        let mut end = from + 1;
        while end < from + 3 && self.joined(end - 1) && self.is_name_word(end) {
            end += 1;
        }
        end
    }

    /// The end of a phrase of capitalised words with connectors in between.
    fn phrase_end(&self, from: usize) -> usize {
        let mut end = from;
        let mut at = from;
        while at < from + LONGEST && at < self.tokens.len() && (at == from || self.joined(at - 1)) {
            if self.is_capital(at) {
                at += 1;
                end = at;
            } else if end == at && (self.is_inner(at) || self.word(at) == "-" && self.is_inner(at + 1)) {
                // Luft- und Raumfahrt
                at += 1 + usize::from(!self.is_inner(at));
            } else {
                break;
            }
        }
        end
    }

    fn is_inner(&self, at: usize) -> bool {
        self.is(at, NameRole::INNER_CONNECTOR)
    }

    /// "Verband der Seilbahnen", "Institut für Moorkunde".
    fn body(&self, at: usize) -> Option<NameCandidate> {
        if !self.joined(at) || !self.tokens[at + 1].word {
            return None;
        }
        let patterns = self.patterns;
        let for_what = self.is(at + 1, NameRole::BODY_CONNECTOR);
        let whose = self.is(at + 1, NameRole::UNION_CONNECTOR);
        let own = for_what && patterns.is_one(&patterns.bodies, self.word(at))
            || whose && patterns.is_one(&patterns.unions, self.word(at));
        if !own || !self.joined(at + 1) || !self.is_capital(at + 2) || self.is_indefinite(at) {
            return None;
        }
        let (from, end) = (self.with_adjective(at), self.phrase_end(at + 2));
        Some(self.found(from, end, EntityType::Organization, BODY))
    }

    /// Whether an indefinite article or a possessive precedes: then it is not a name.
    fn is_indefinite(&self, at: usize) -> bool {
        let before = at.checked_sub(1).filter(|before| self.joined(*before));
        before.is_some_and(|before| {
            let resolution = &self.text.lexicon.resolution;
            let word = lowered(self.word(before));
            resolution.indefinite_articles.contains(&*word) || resolution.possessives.contains(&*word)
        })
    }

    /// The first word of a name, including a capitalised adjective before it.
    fn with_adjective(&self, at: usize) -> usize {
        let before = at
            .checked_sub(1)
            .filter(|before| self.joined(*before) && self.is_name_word(*before));
        let fits = |before: &usize| {
            let token = &self.tokens[*before];
            let adjective = ends_in(self.word(*before), &self.text.grammar.adjective_endings);
            adjective && !token.sentence_start && !token.info.flags.any(Flags::SPEAKER)
        };
        before.filter(fits).unwrap_or(at)
    }

    /// "Landgericht Haffelde", "Flughafen Tarnsund".
    fn institution(&self, at: usize) -> Option<NameCandidate> {
        if !self.joined(at) || !self.is_name_word(at + 1) {
            return None;
        }
        let entity_type = self.type_of(at, NameRole::INSTITUTION, NameRole::SITE)?;
        // It is not named after an office or a date.
        let other = Flags::OFFICE | Flags::HONORIFIC | Flags::MONTH | Flags::WEEKDAY;
        (!self.tokens[at + 1].info.flags.any(other))
            .then(|| self.found(at, self.capitals_end(at + 1), entity_type, INSTITUTION))
    }

    /// "die Stadt Haffelde", "der Konzern Quastrup": the noun gives the type.
    fn kind(&self, at: usize) -> Option<NameCandidate> {
        let before = at
            .checked_sub(1)
            .filter(|before| self.joined(*before) && self.tokens[*before].word)?;
        let entity_type = self.type_of(before, NameRole::ORGANIZATION_KIND, NameRole::PLACE_KIND)?;
        let other = Flags::SPEAKER | Flags::MONTH | Flags::WEEKDAY | Flags::FUNCTION_WORD;
        if self.tokens[at].info.flags.any(other) {
            return None;
        }
        Some(self.found(at, self.capitals_end(at), entity_type, KIND))
    }

    /// "Bernhardstraße", "Brandgansplate": the ending of a place.
    fn ending(&self, at: usize) -> Option<NameCandidate> {
        let word = self.word(at);
        let patterns = self.patterns;
        let last = word.as_bytes().last();
        let ends = |ending: &String| {
            // The last byte rules out nearly all words.
            ending.as_bytes().last() == last && word.strip_suffix(ending.as_str()).is_some_and(|stem| stem.len() > 2)
        };
        let fits = patterns.place_endings.iter().any(ends) && !patterns.is_one(&patterns.no_places, word);
        fits.then_some(self.found(at, at + 1, EntityType::Place, ENDING))
    }

    /// "Tarnsund Harbour Authority": the last word of such names.
    fn last_word(&self, at: usize) -> Option<NameCandidate> {
        let entity_type = self.type_of(at, NameRole::ORGANIZATION_END, NameRole::PLACE_END)?;
        // Only the last such word counts.
        if self.joined(at) && self.is_name_word(at + 1) {
            return None;
        }
        let mut from = at;
        while from > 0 && at - from < LONGEST && self.joined(from - 1) && self.is_name_word(from - 1) {
            from -= 1;
        }
        if from < at && self.tokens[from].info.flags.any(Flags::OFFICE | Flags::HONORIFIC) {
            return None;
        }
        (from < at).then_some(self.found(from, at + 1, entity_type, ENDING))
    }

    /// "Ministry of Defence".
    fn of_head(&self, at: usize) -> Option<NameCandidate> {
        if !self.is(at, NameRole::OF_HEAD) || !self.joined(at) || !self.joined(at + 1) {
            return None;
        }
        let connector = self.is(at + 1, NameRole::INNER_CONNECTOR);
        (connector && self.is_capital(at + 2))
            .then(|| self.found(at, self.phrase_end(at + 2), EntityType::Organization, BODY))
    }
}

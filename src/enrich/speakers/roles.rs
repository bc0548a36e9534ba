//! Grammatical roles of phrases, by word order, case and prepositions.

use super::names::is_capital;
use crate::enrich::text::clauses::is_boundary;
use crate::enrich::text::tokens::Tokenised;
use crate::language::Flags;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum GrammaticalRole {
    Subject,
    Object,
    Oblique,
    /// Part of another phrase: "the council's".
    Attribute,
}

impl GrammaticalRole {
    pub fn salience(self) -> u32 {
        match self {
            GrammaticalRole::Subject => 100,
            GrammaticalRole::Object => 50,
            GrammaticalRole::Oblique => 40,
            GrammaticalRole::Attribute => 25,
        }
    }
}

/// The clause that is being read.
pub(super) struct ClauseTracker {
    /// The first token of the clause.
    start: usize,
    /// Whether its subject has been read.
    subject: bool,
    /// The last token and the role of the previous phrase.
    last: Option<(usize, GrammaticalRole)>,
}

impl ClauseTracker {
    pub fn new(start: usize) -> ClauseTracker {
        ClauseTracker {
            start,
            subject: false,
            last: None,
        }
    }

    /// Advances to a token.
    pub fn pass(&mut self, text: &Tokenised<'_>, at: usize) {
        if is_boundary(text, at) || at > self.start && joins_verb(text, at) {
            self.start = at + 1;
            self.subject = false;
        }
    }

    pub fn role(&mut self, text: &Tokenised<'_>, first: usize, last: usize) -> GrammaticalRole {
        let role = self.find(text, first, last);
        self.subject |= role == GrammaticalRole::Subject;
        self.last = Some((last, role));
        role
    }

    fn find(&self, text: &Tokenised<'_>, first: usize, last: usize) -> GrammaticalRole {
        let before = first.checked_sub(1).filter(|n| *n >= self.start);
        // "X and Y" have the same role.
        if let (Some(before), Some((end, role))) = (before, self.last)
            && text.is(before, Flags::CONJUNCTION)
            && end + 1 == before
        {
            return role;
        }
        if text.grammar.articles_show_case {
            // A genitive before or after another noun: "Torviks Rat", "der Rat Torviks".
            let genitive = text.grammar.possessive.has_ending(text.text(last));
            let behind_noun = before.is_some_and(|n| is_capital(text, n)) && genitive;
            let before_noun = is_capital(text, last + 1) && (genitive || text.text(last).ends_with(['’', '\'']));
            if behind_noun || before_noun {
                return GrammaticalRole::Attribute;
            }
        } else if text.without_genitive_apostrophe(text.text(last)).len() < text.text(last).len() {
            return GrammaticalRole::Attribute;
        }
        let article = text.flags(first);
        if article.any(Flags::ARTICLE_GENITIVE) && before.is_some_and(|n| is_capital(text, n)) {
            return GrammaticalRole::Attribute;
        }
        if before.is_some_and(|n| text.is_word(n) && text.is(n, Flags::PREPOSITION) && !text.is(n, Flags::AUXILIARY)) {
            return GrammaticalRole::Oblique;
        }
        let oblique = article.any(Flags::ARTICLE_OBLIQUE) && !article.any(Flags::ARTICLE_NOMINATIVE);
        if oblique || self.subject {
            GrammaticalRole::Object
        } else {
            GrammaticalRole::Subject
        }
    }

    /// Whether two tokens are in the same clause.
    pub fn same(text: &Tokenised<'_>, from: usize, to: usize) -> bool {
        let sentence = |at: usize| text.sentence_at(text.tokens[at].span.start);
        if sentence(from) != sentence(to) {
            return false;
        }
        !(from + 1..to).any(|n| is_boundary(text, n) || joins_verb(text, n) || text.is_quote(n))
    }
}

/// Whether a token is a conjunction before a finite verb, which begins a clause without subject.
fn joins_verb(text: &Tokenised<'_>, at: usize) -> bool {
    let verb = Flags::VERB | Flags::VERB_SEPARABLE | Flags::AUXILIARY;
    text.is(at, Flags::CONJUNCTION) && text.is(at + 1, verb)
}

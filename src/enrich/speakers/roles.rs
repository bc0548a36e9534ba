//! What a phrase does in its clause, as far as word order, case and prepositions tell.

use super::names::{bare, is_capital};
use crate::enrich::text::clauses::is_boundary;
use crate::enrich::text::tokens::{TokenKind, Tokenised};
use crate::language::Flags;

/// What a phrase does in its clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// Who acts.
    Subject,
    /// Whom it concerns.
    Object,
    /// Behind a preposition.
    Oblique,
    /// A part of another phrase: "the council's".
    Attribute,
}

impl Role {
    /// How much a mention in this role weighs.
    pub fn weight(self) -> u32 {
        match self {
            Role::Subject => 100,
            Role::Object => 50,
            Role::Oblique => 40,
            Role::Attribute => 25,
        }
    }
}

/// The clause that is being read.
pub(super) struct Clauses {
    /// Its first token.
    start: usize,
    /// Whether its subject has been read.
    subject: bool,
    /// The last phrase: its last token, and what it does.
    last: Option<(usize, Role)>,
}

impl Clauses {
    pub fn new(start: usize) -> Clauses {
        Clauses {
            start,
            subject: false,
            last: None,
        }
    }

    /// Goes on to a token.
    pub fn pass(&mut self, text: &Tokenised<'_>, at: usize) {
        let verb = at > self.start
            && text.flags(at).any(Flags::CONJUNCTION)
            && text
                .flags(at + 1)
                .any(Flags::VERB.with(Flags::VERB_SEPARABLE).with(Flags::AUXILIARY));
        if is_boundary(text, at) || verb {
            self.start = at + 1;
            self.subject = false;
        }
    }

    /// What the phrase from one token to another does.
    pub fn role(&mut self, text: &Tokenised<'_>, first: usize, last: usize) -> Role {
        let role = self.find(text, first, last);
        self.subject |= role == Role::Subject;
        self.last = Some((last, role));
        role
    }

    fn find(&self, text: &Tokenised<'_>, first: usize, last: usize) -> Role {
        let before = first.checked_sub(1).filter(|n| *n >= self.start);
        // "X and Y" do the same.
        if let (Some(before), Some((end, role))) = (before, self.last)
            && text.flags(before).any(Flags::CONJUNCTION)
            && end + 1 == before
        {
            return role;
        }
        if text.lexicon.noun_capitals {
            // In a genitive before or behind another noun: "Torviks Rat", "der Rat Torviks".
            let behind_noun = before.is_some_and(|n| is_capital(text, n)) && text.text(last).ends_with('s');
            let before_noun = is_capital(text, last + 1) && text.text(last).ends_with(['s', '’', '\'']);
            if behind_noun || before_noun {
                return Role::Attribute;
            }
        } else if bare(text.text(last)).len() < text.text(last).len() {
            return Role::Attribute;
        }
        let article = text.flags(first);
        if article.any(Flags::ARTICLE_GENITIVE) && before.is_some_and(|n| is_capital(text, n)) {
            return Role::Attribute;
        }
        if before.is_some_and(|n| {
            text.is_word(n) && text.flags(n).any(Flags::PREPOSITION) && !text.flags(n).any(Flags::AUXILIARY)
        }) {
            return Role::Oblique;
        }
        let oblique = article.any(Flags::ARTICLE_OBLIQUE) && !article.any(Flags::ARTICLE_NOMINATIVE);
        if oblique || self.subject {
            Role::Object
        } else {
            Role::Subject
        }
    }

    /// Whether two tokens stand in one clause.
    pub fn same(text: &Tokenised<'_>, from: usize, to: usize) -> bool {
        let sentence = |at: usize| text.sentence_at(text.tokens[at].span.start);
        if sentence(from) != sentence(to) {
            return false;
        }
        let verb = |n: usize| {
            text.flags(n).any(Flags::CONJUNCTION)
                && text
                    .flags(n + 1)
                    .any(Flags::VERB.with(Flags::VERB_SEPARABLE).with(Flags::AUXILIARY))
        };
        !(from + 1..to).any(|n| is_boundary(text, n) || verb(n) || matches!(text.tokens[n].kind, TokenKind::Quote(_)))
    }
}

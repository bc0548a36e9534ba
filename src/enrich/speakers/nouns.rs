//! Nouns that can speak: whom an office means, and what a pronoun can stand for though it has no
//! name.

use super::discourse::{Fits, Noun, Reader, Who};
use super::names::{TITLE, is_capital, is_plain, modifiers_start};
use super::offices::Description;
use super::roles::{Clauses, Role};
use crate::enrich::text::phrases::Gender;
use crate::enrich::text::tokens::Tokenised;
use crate::language::Flags;

impl Reader<'_, '_> {
    /// Notes a noun that can speak: the person whom an office means, or the noun itself.
    pub(super) fn noun(&mut self, at: usize, end: usize, clauses: &mut Clauses) -> Option<usize> {
        let text = self.text;
        let flags = text.flags(at);
        let capital = text.tokens[at].capital;
        let aged = super::offices::age(text, at).is_some();
        let speaks = flags.any(
            TITLE
                .with(Flags::ORGANIZATION)
                .with(Flags::DOCUMENT)
                .with(Flags::PEOPLE),
        );
        // Abbreviations, and two words that look like a name: who they are is not known, but they
        // can be whom a pronoun means.
        let letters = capital && text.text(at).chars().filter(|c| c.is_uppercase()).count() >= 2 && is_plain(text, at);
        let unknown = !speaks
            && at + 1 < end
            && is_plain(text, at)
            && is_plain(text, at + 1)
            && !text.flags(at + 1).any(Flags::FORENAME)
            && !text.text(at + 1).ends_with('s');
        // What stands in brackets is another name of what stands before them.
        if at > 0 && text.is_sign(at - 1, '(') {
            return None;
        }
        if unknown && !letters {
            return Some(self.unknown(at, clauses));
        }
        if !(aged || letters || speaks && (capital || !text.lexicon.noun_capitals)) || flags.any(Flags::HONORIFIC) {
            return None;
        }
        let role_of = |first: usize| clauses.role(text, first, at);
        self.speaking(at, end, role_of)
    }

    /// Notes a noun that can speak; `role_of` tells what the phrase does that begins at a token.
    fn speaking(&mut self, at: usize, end: usize, role_of: impl FnOnce(usize) -> Role) -> Option<usize> {
        let text = self.text;
        let flags = text.flags(at);
        let aged = super::offices::age(text, at).is_some();
        let start = modifiers_start(text, at);
        let article = start
            .checked_sub(1)
            .filter(|n| text.is_word(*n) && text.flags(*n).any(Flags::ARTICLE));
        let word = article.map_or(std::borrow::Cow::Borrowed(""), |n| text.lower(n));
        let first = article.unwrap_or(start);
        let role = role_of(first);
        let words = &text.lexicon.resolution;
        let definite = words.definite_articles.contains(&*word);
        let fits = self.fits_noun(flags, &word, role);
        let office = flags.any(TITLE) || aged;
        if office && definite {
            let what = describe(text, at, end, role == Role::Subject);
            if let Some(who) = self.offices.holder(text, &what, self.register) {
                self.note(Who::Person(who), self.fits_person(who), role, (first, at));
                return Some(at);
            }
        }
        // ", a lawyer" behind a name is the same person.
        let bare_office = office && article.is_none() && text.lexicon.noun_capitals;
        let apposed = first >= 1
            && text.is_sign(first - 1, ',')
            && self
                .mentions
                .last()
                .is_some_and(|m| m.last + 1 >= first - 1 && matches!(m.who, Who::Person(_)));
        if apposed && office || bare_office {
            return Some(at);
        }
        let stem = words.stem(text.text(at));
        let next = self.found.nouns.len() as u32;
        let number = if definite || article.is_none() {
            *self.stems.entry(stem).or_insert(next)
        } else {
            next
        };
        if number == next {
            self.found.nouns.push(Noun {
                start: first,
                head: at,
                person: office || flags.any(Flags::PEOPLE),
            });
        }
        self.note(Who::Noun(number), fits, role, (first, at));
        Some(at)
    }

    /// Notes two words that look like the name of somebody of whom nothing is known.
    fn unknown(&mut self, at: usize, clauses: &mut Clauses) -> usize {
        let role = clauses.role(self.text, at, at + 1);
        let number = self.found.nouns.len() as u32;
        self.found.nouns.push(Noun {
            start: at,
            head: at + 1,
            person: true,
        });
        let fits = Fits {
            masculine: true,
            feminine: true,
            neuter: true,
            plural: false,
        };
        self.note(Who::Noun(number), fits, role, (at, at + 1));
        at + 1
    }

    fn fits_noun(&self, flags: Flags, article: &str, role: Role) -> Fits {
        let words = &self.text.lexicon.resolution;
        let body = flags.any(Flags::ORGANIZATION.with(Flags::DOCUMENT)) || !flags.any(TITLE.with(Flags::PEOPLE));
        if !self.text.lexicon.noun_capitals {
            let open = !flags.any(
                Flags::OFFICE_M
                    .with(Flags::OFFICE_F)
                    .with(Flags::FAMILY_M)
                    .with(Flags::FAMILY_F),
            );
            let person = flags.any(TITLE);
            return Fits {
                masculine: person && (open || flags.any(Flags::OFFICE_M.with(Flags::FAMILY_M))),
                feminine: person && (open || flags.any(Flags::OFFICE_F.with(Flags::FAMILY_F))),
                plural: flags.any(Flags::PEOPLE),
                neuter: body,
            };
        }
        let known = flags.any(Flags::FEMININE.with(Flags::MASCULINE));
        let by_article = !known && role == Role::Subject;
        Fits {
            masculine: flags.any(Flags::MASCULINE) || by_article && words.masculine_articles.contains(article),
            feminine: flags.any(Flags::FEMININE) || by_article && words.feminine_articles.contains(article),
            plural: flags.any(Flags::PEOPLE),
            neuter: false,
        }
    }
}

/// An office, a relation or an age that stands without a name.
pub(super) fn describe(text: &Tokenised<'_>, head: usize, end: usize, subject: bool) -> Description {
    let start = modifiers_start(text, head);
    let mut behind = head + 1;
    let genitive = text
        .flags(behind)
        .any(Flags::ARTICLE_GENITIVE.with(Flags::ATTRIBUTE_PREPOSITION));
    if behind < end && (genitive || is_capital(text, behind)) {
        let attributive = |n: &usize| {
            text.is_word(*n) && (text.tokens[*n].capital || text.flags(*n).any(Flags::ARTICLE) || *n == head + 1)
        };
        behind = (behind..end.min(head + 6))
            .take_while(attributive)
            .last()
            .map_or(behind, |n| n + 1);
    }
    let flags = text.flags(head);
    let article = start
        .checked_sub(1)
        .map_or(std::borrow::Cow::Borrowed(""), |n| text.lower(n));
    let words = &text.lexicon.resolution;
    let gender = match super::names::gender_of(flags) {
        Gender::Unknown if subject && words.masculine_articles.contains(&*article) => Gender::Masculine,
        Gender::Unknown if words.feminine_articles.contains(&*article) => Gender::Feminine,
        known => known,
    };
    Description {
        head,
        before: (start, head),
        behind: (head + 1, behind),
        gender,
    }
}

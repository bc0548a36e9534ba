//! Mentions of nouns that can be speakers: offices, which refer to people, and other antecedents of pronouns.

use super::discourse::{Agreement, Antecedent, DiscourseReader, Noun};
use super::names::{TITLE, gender_of, is_capital, is_name_like, modifiers_start};
use super::offices::{OfficeDescription, age};
use super::roles::{ClauseTracker, GrammaticalRole};
use crate::enrich::text::phrases::Gender;
use crate::enrich::text::tokens::Tokenised;
use crate::language::Flags;

impl DiscourseReader<'_, '_> {
    /// Adds the mention of a noun that can be a speaker: of the holder of an office, or of the noun itself.
    pub(super) fn noun(&mut self, at: usize, end: usize, clauses: &mut ClauseTracker) -> Option<usize> {
        let text = self.text;
        let flags = text.flags(at);
        let capital = text.tokens[at].capital;
        let aged = age(text, at).is_some();
        let speaks = flags.any(
            TITLE
                .with(Flags::ORGANIZATION)
                .with(Flags::DOCUMENT)
                .with(Flags::PERSON_PLURAL),
        );
        // Abbreviations and unknown names of two words can be antecedents.
        let letters =
            capital && text.text(at).chars().filter(|c| c.is_uppercase()).count() >= 2 && is_name_like(text, at);
        let unknown = !speaks
            && at + 1 < end
            && is_name_like(text, at)
            && is_name_like(text, at + 1)
            && !text.is(at + 1, Flags::FORENAME)
            && text.grammar.name_stem(text.text(at + 1)).is_none();
        // A word in brackets is another name of the word before.
        if at > 0 && text.is_sign(at - 1, '(') {
            return None;
        }
        if unknown && !letters {
            return Some(self.unknown(at, clauses));
        }
        if !(aged || letters || speaks && (capital || !text.grammar.nouns_have_capitals()))
            || flags.any(Flags::HONORIFIC)
        {
            return None;
        }
        let role_of = |first: usize| clauses.role(text, first, at);
        self.speaking(at, end, role_of)
    }

    /// Adds the mention of such a noun; `role_of` gives the role of the phrase that begins at a token.
    fn speaking(&mut self, at: usize, end: usize, role_of: impl FnOnce(usize) -> GrammaticalRole) -> Option<usize> {
        let text = self.text;
        let flags = text.flags(at);
        let aged = age(text, at).is_some();
        let start = modifiers_start(text, at);
        let article = start
            .checked_sub(1)
            .filter(|n| text.is_word(*n) && text.is(*n, Flags::ARTICLE));
        let word = article.map_or(std::borrow::Cow::Borrowed(""), |n| text.lower(n));
        let first = article.unwrap_or(start);
        let role = role_of(first);
        let words = &text.lexicon.resolution;
        let definite = words.definite_articles.contains(&*word);
        let fits = self.agreement_of_noun(flags, &word, role);
        let office = flags.any(TITLE) || aged;
        if office && definite {
            let what = describe(text, at, end, role == GrammaticalRole::Subject);
            if let Some(who) = self.offices.holder(text, &what, self.register) {
                self.add_mention(
                    Antecedent::Person(who),
                    self.agreement_of_person(who),
                    role,
                    (first, at),
                );
                return Some(at);
            }
        }
        // ", a lawyer" after a name is an apposition.
        let titular = office && article.is_none() && text.grammar.nouns_have_capitals();
        let apposed = first >= 1
            && text.is_sign(first - 1, ',')
            && self
                .mentions
                .last()
                .is_some_and(|m| m.last + 1 >= first - 1 && matches!(m.who, Antecedent::Person(_)));
        if apposed && office || titular {
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
                person: office || flags.any(Flags::PERSON_PLURAL),
            });
        }
        self.add_mention(Antecedent::Noun(number), fits, role, (first, at));
        Some(at)
    }

    /// Adds the mention of an unknown name of two words.
    fn unknown(&mut self, at: usize, clauses: &mut ClauseTracker) -> usize {
        let role = clauses.role(self.text, at, at + 1);
        let number = self.found.nouns.len() as u32;
        self.found.nouns.push(Noun {
            start: at,
            head: at + 1,
            person: true,
        });
        let fits = Agreement {
            masculine: true,
            feminine: true,
            neuter: true,
            plural: false,
        };
        self.add_mention(Antecedent::Noun(number), fits, role, (at, at + 1));
        at + 1
    }

    fn agreement_of_noun(&self, flags: Flags, article: &str, role: GrammaticalRole) -> Agreement {
        let words = &self.text.lexicon.resolution;
        let body = flags.any(Flags::ORGANIZATION | Flags::DOCUMENT) || !flags.any(TITLE.with(Flags::PERSON_PLURAL));
        if !self.text.grammar.nouns_have_gender {
            let open = !flags.any(Flags::OFFICE_M | Flags::OFFICE_F | Flags::FAMILY_M | Flags::FAMILY_F);
            let person = flags.any(TITLE);
            return Agreement {
                masculine: person && (open || flags.any(Flags::OFFICE_M | Flags::FAMILY_M)),
                feminine: person && (open || flags.any(Flags::OFFICE_F | Flags::FAMILY_F)),
                plural: flags.any(Flags::PERSON_PLURAL),
                neuter: body,
            };
        }
        let known = flags.any(Flags::FEMININE | Flags::MASCULINE);
        let by_article = !known && role == GrammaticalRole::Subject;
        Agreement {
            masculine: flags.any(Flags::MASCULINE) || by_article && words.masculine_articles.contains(article),
            feminine: flags.any(Flags::FEMININE) || by_article && words.feminine_articles.contains(article),
            plural: flags.any(Flags::PERSON_PLURAL),
            neuter: false,
        }
    }
}

/// The description of an office, a relation or an age without a name.
pub(super) fn describe(text: &Tokenised<'_>, head: usize, end: usize, subject: bool) -> OfficeDescription {
    let start = modifiers_start(text, head);
    let mut after = head + 1;
    let genitive = text.is(after, Flags::ARTICLE_GENITIVE | Flags::ATTRIBUTE_PREPOSITION);
    if after < end && (genitive || is_capital(text, after)) {
        let attributive =
            |n: &usize| text.is_word(*n) && (text.tokens[*n].capital || text.is(*n, Flags::ARTICLE) || *n == head + 1);
        after = (after..end.min(head + 6))
            .take_while(attributive)
            .last()
            .map_or(after, |n| n + 1);
    }
    let flags = text.flags(head);
    let article = start
        .checked_sub(1)
        .map_or(std::borrow::Cow::Borrowed(""), |n| text.lower(n));
    let words = &text.lexicon.resolution;
    let gender = match gender_of(flags) {
        Gender::Unknown if subject && words.masculine_articles.contains(&*article) => Gender::Masculine,
        Gender::Unknown if words.feminine_articles.contains(&*article) => Gender::Feminine,
        known => known,
    };
    OfficeDescription {
        head,
        before: (start, head),
        behind: (head + 1, after),
        gender,
    }
}

//! Tracks the entities that a text mentions, sentence by sentence, to resolve pronouns.
//!
//! Each mention has a salience, which depends on its grammatical role, its distance, and whether it is in reported
//! speech. The antecedent of a pronoun is the most salient entity that agrees in gender and number (after Lappin and
//! Leass, *An Algorithm for Pronominal Anaphora Resolution*, 1994).

use std::collections::BTreeMap;

use super::holders::OfficeHolders;
use super::names::{TITLE, is_capital, is_name_like};
use super::people::Register;
use super::roles::{ClauseTracker, GrammaticalRole};
use crate::enrich::text::phrases::Gender;
use crate::enrich::text::tokens::{Sentence, Tokenised};
use crate::language::Flags;
use crate::model::span::Span;

/// The entity that a mention refers to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Antecedent {
    /// The number of a named person.
    Person(u32),
    /// The number of a noun without name.
    Noun(u32),
}

/// The pronouns that can refer to an entity.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Agreement {
    pub masculine: bool,
    pub feminine: bool,
    pub plural: bool,
    pub neuter: bool,
}

/// A mention; `last` is its last token, `clock` the number of its sentence.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mention {
    pub who: Antecedent,
    pub fits: Agreement,
    pub salience: u32,
    pub last: usize,
    pub clock: u32,
    pub role: GrammaticalRole,
}

/// A noun that refers to an entity without name, at its first mention.
#[derive(Clone, Copy, Debug)]
pub(super) struct Noun {
    /// The first token of the phrase.
    pub start: usize,
    pub head: usize,
    pub person: bool,
}

pub(super) struct Statements {
    /// The token ranges of the designations of speakers.
    pub speakers: Vec<(usize, usize)>,
    /// Reported speech without quotation marks.
    pub reported: Vec<Span>,
    /// The first token of a statement that continues an earlier one, and the token of its speaker.
    pub inherited: Vec<(usize, usize)>,
}

#[derive(Default)]
pub(super) struct Discourse {
    /// The antecedents of the pronouns that could be resolved, by token.
    pub pronouns: BTreeMap<usize, Antecedent>,
    pub nouns: Vec<Noun>,
}

/// Reads a text up to its last speaker.
pub(super) fn read(
    text: &Tokenised<'_>,
    register: &Register<'_>,
    offices: &OfficeHolders,
    statements: &Statements,
) -> Discourse {
    let mut reader = DiscourseReader {
        text,
        register,
        offices,
        speakers: &statements.speakers,
        reported: &statements.reported,
        inherited: &statements.inherited,
        mentions: Vec::new(),
        stems: BTreeMap::new(),
        clock: 0,
        found: Discourse::default(),
    };
    let last = statements.speakers.last().map_or(0, |(_, end)| *end);
    for sentence in text.sentences.iter().take_while(|sentence| sentence.tokens.0 < last) {
        reader.sentence(sentence);
    }
    reader.found
}

pub(super) struct DiscourseReader<'t, 'a> {
    pub text: &'t Tokenised<'a>,
    pub register: &'t Register<'a>,
    pub offices: &'t OfficeHolders,
    pub speakers: &'t [(usize, usize)],
    pub reported: &'t [Span],
    pub inherited: &'t [(usize, usize)],
    pub mentions: Vec<Mention>,
    pub stems: BTreeMap<String, u32>,
    pub clock: u32,
    pub found: Discourse,
}

impl DiscourseReader<'_, '_> {
    fn sentence(&mut self, sentence: &Sentence) {
        let (mut at, end) = sentence.tokens;
        // Very short sentences do not reduce the salience of earlier mentions.
        let words = (at..end).filter(|n| self.text.is_word(*n)).count();
        self.clock += u32::from(words >= 4);
        let mut clauses = ClauseTracker::new(at);
        while at < end {
            clauses.pass(self.text, at);
            self.inherit(at);
            let last = self.mention(at, end, &mut clauses).unwrap_or(at);
            at = last + 1;
        }
    }

    /// Repeats the mention of the speaker where a statement continues.
    fn inherit(&mut self, at: usize) {
        while let Some((begin, named)) = self.inherited.first().copied().filter(|(begin, _)| *begin <= at) {
            self.inherited = &self.inherited[1..];
            let from = self.mentions.partition_point(|mention| mention.last < named);
            if let Some(mention) = self.mentions.get(from).copied() {
                self.mentions.push(Mention {
                    salience: 100,
                    last: begin,
                    clock: self.clock,
                    role: GrammaticalRole::Subject,
                    ..mention
                });
            }
        }
    }

    /// Adds the mention that begins at a token; returns its last token.
    fn mention(&mut self, at: usize, end: usize, clauses: &mut ClauseTracker) -> Option<usize> {
        let text = self.text;
        if !text.is_word(at) {
            return None;
        }
        let named = self
            .register
            .name_over(at)
            .filter(|(name, _)| name.start == at)
            .copied();
        if let Some((name, who)) = named {
            let role = clauses.role(text, name.start, name.last);
            if let Some(who) = who {
                self.add_mention(
                    Antecedent::Person(who),
                    self.agreement_of_person(who),
                    role,
                    (at, name.last),
                );
            }
            return Some(name.last);
        }
        let flags = text.flags(at);
        if flags.any(Flags::PRONOUN) {
            self.pronoun(at, end, clauses);
            return None;
        }
        if let Some(who) = self.surname(at) {
            let role = clauses.role(text, at, at);
            self.add_mention(Antecedent::Person(who), self.agreement_of_person(who), role, (at, at));
            return Some(at);
        }
        self.noun(at, end, clauses)
    }

    /// The only person with the surname at a token.
    fn surname(&self, at: usize) -> Option<u32> {
        let text = self.text;
        if !is_capital(text, at) || text.is(at, Flags::MONTH | Flags::WEEKDAY) {
            return None;
        }
        let article = at > 0 && text.is(at - 1, Flags::ARTICLE) && text.is_word(at - 1);
        if !is_name_like(text, at)
            && (article
                || text.is(at, TITLE)
                    && at > 0
                    && text.is_word(at - 1)
                    && !text.tokens[at - 1].capital
                    && !text.is(at - 1, Flags::FUNCTION_WORD | Flags::VERB))
        {
            return None;
        }
        let bearers = self.register.bearers(text, text.text(at));
        match bearers.as_slice() {
            [one] if !article || !text.grammar.nouns_have_capitals() => Some(*one),
            _ => None,
        }
    }

    pub(super) fn agreement_of_person(&self, who: u32) -> Agreement {
        let person = &self.register.people[who as usize];
        let open = person.gender == Gender::Unknown;
        Agreement {
            masculine: open || person.gender == Gender::Masculine,
            feminine: open || person.gender == Gender::Feminine,
            neuter: open && !person.certain,
            plural: false,
        }
    }

    pub(super) fn add_mention(
        &mut self,
        who: Antecedent,
        fits: Agreement,
        role: GrammaticalRole,
        (first, last): (usize, usize),
    ) {
        let text = self.text;
        let speaks = {
            let after = self.speakers.partition_point(|(start, _)| *start <= last);
            self.speakers[..after]
                .last()
                .is_some_and(|(start, end)| *start <= last && first < *end)
        };
        let mut salience = role.salience();
        if speaks && role != GrammaticalRole::Attribute {
            salience = salience.max(100) + 40;
        }
        if self.is_reported(first) {
            salience = salience * 35 / 100;
        }
        if matches!(who, Antecedent::Noun(_)) && text.is(last, Flags::ORGANIZATION | Flags::DOCUMENT) {
            salience = salience * 70 / 100;
        }
        self.mentions.push(Mention {
            who,
            fits,
            salience,
            last,
            clock: self.clock,
            role,
        });
    }

    pub(super) fn is_reported(&self, token: usize) -> bool {
        let byte = self.text.tokens[token].span.start;
        let after = self.reported.partition_point(|span| span.start <= byte);
        self.reported[..after].last().is_some_and(|span| byte < span.end)
    }
}

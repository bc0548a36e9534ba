//! Who is spoken of, sentence by sentence, and so whom a pronoun means.
//!
//! Every mention of somebody weighs: as subject more than as object, near more than far, outside
//! of reported words more than inside. A pronoun means who weighs most and fits in gender and
//! number, if nobody else comes close.

use std::collections::BTreeMap;

use super::names::{TITLE, is_capital, is_plain};
use super::offices::Offices;
use super::people::Register;
use super::roles::{Clauses, Role};
use crate::enrich::text::phrases::Gender;
use crate::enrich::text::tokens::{Sentence, Tokenised};
use crate::language::Flags;
use crate::model::span::Span;

/// Whom a mention means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Who {
    /// Somebody with a name, by number.
    Person(u32),
    /// Somebody or something without, by number.
    Noun(u32),
}

/// Which pronouns can stand for somebody.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Fits {
    pub masculine: bool,
    pub feminine: bool,
    pub plural: bool,
    pub neuter: bool,
}

/// One mention.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mention {
    pub who: Who,
    pub fits: Fits,
    pub weight: u32,
    pub last: usize,
    pub clock: u32,
    pub role: Role,
}

/// A noun that names somebody or something without a name: its first words.
#[derive(Clone, Copy, Debug)]
pub(super) struct Noun {
    /// The first word of the phrase, and its noun.
    pub start: usize,
    /// See `start`.
    pub head: usize,
    /// Whether it is a person, of whom only a name would say who it is.
    pub person: bool,
}

/// Where somebody speaks.
pub(super) struct Statements {
    /// The tokens at which the words that name a speaker begin and end.
    pub speakers: Vec<(usize, usize)>,
    /// What is in others' words without marks.
    pub reported: Vec<Span>,
    /// Where a statement begins that goes on with an earlier one, and where its speaker is named.
    pub inherited: Vec<(usize, usize)>,
}

/// What is known of who is spoken of.
pub(super) struct Discourse {
    /// Whom each pronoun means that stands for somebody certain, by token.
    pub pronouns: BTreeMap<usize, Who>,
    /// The nouns.
    pub nouns: Vec<Noun>,
}

/// Reads a text from its beginning to its end.
pub(super) fn read(
    text: &Tokenised<'_>,
    register: &Register<'_>,
    offices: &Offices,
    statements: &Statements,
) -> Discourse {
    let mut reader = Reader {
        text,
        register,
        offices,
        speakers: &statements.speakers,
        reported: &statements.reported,
        inherited: &statements.inherited,
        mentions: Vec::new(),
        stems: BTreeMap::new(),
        clock: 0,
        found: Discourse {
            pronouns: BTreeMap::new(),
            nouns: Vec::new(),
        },
    };
    // Behind the last speaker nobody asks.
    let last = statements.speakers.last().map_or(0, |(_, end)| *end);
    for sentence in text.sentences.iter().take_while(|sentence| sentence.tokens.0 < last) {
        reader.sentence(sentence);
    }
    reader.found
}

pub(super) struct Reader<'t, 'a> {
    pub text: &'t Tokenised<'a>,
    pub register: &'t Register<'a>,
    pub offices: &'t Offices,
    pub speakers: &'t [(usize, usize)],
    pub reported: &'t [Span],
    pub inherited: &'t [(usize, usize)],
    pub mentions: Vec<Mention>,
    pub stems: BTreeMap<String, u32>,
    pub clock: u32,
    pub found: Discourse,
}

impl Reader<'_, '_> {
    fn sentence(&mut self, sentence: &Sentence) {
        let (mut at, end) = sentence.tokens;
        // What is hardly more than a quotation does not take the reader's mind off anybody.
        let words = (at..end).filter(|n| self.text.is_word(*n)).count();
        self.clock += u32::from(words >= 4);
        let mut clauses = Clauses::new(at);
        while at < end {
            clauses.pass(self.text, at);
            self.inherit(at);
            let last = self.mention(at, end, &mut clauses).unwrap_or(at);
            at = last + 1;
        }
    }

    /// Where a statement goes on, its speaker is on the reader's mind.
    fn inherit(&mut self, at: usize) {
        while let Some((begin, named)) = self.inherited.first().copied().filter(|(begin, _)| *begin <= at) {
            self.inherited = &self.inherited[1..];
            let from = self.mentions.partition_point(|mention| mention.last < named);
            if let Some(mention) = self.mentions.get(from).copied() {
                self.mentions.push(Mention {
                    weight: 100,
                    last: begin,
                    clock: self.clock,
                    role: Role::Subject,
                    ..mention
                });
            }
        }
    }

    /// Notes the mention that begins at a token, and says where it ends.
    fn mention(&mut self, at: usize, end: usize, clauses: &mut Clauses) -> Option<usize> {
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
                self.note(Who::Person(who), self.fits_person(who), role, (at, name.last));
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
            self.note(Who::Person(who), self.fits_person(who), role, (at, at));
            return Some(at);
        }
        self.noun(at, end, clauses)
    }

    /// The one person whose surname stands alone at a token.
    fn surname(&self, at: usize) -> Option<u32> {
        let text = self.text;
        if !is_capital(text, at) || text.flags(at).any(Flags::MONTH.with(Flags::WEEKDAY)) {
            return None;
        }
        let article = at > 0 && text.flags(at - 1).any(Flags::ARTICLE) && text.is_word(at - 1);
        if !is_plain(text, at)
            && (article
                || text.flags(at).any(TITLE)
                    && at > 0
                    && text.is_word(at - 1)
                    && !text.tokens[at - 1].capital
                    && !text.flags(at - 1).any(Flags::SMALL.with(Flags::VERB)))
        {
            return None;
        }
        let bearers = self.register.bearers(text.text(at));
        match bearers.as_slice() {
            [one] if !article || !text.lexicon.noun_capitals => Some(*one),
            _ => None,
        }
    }

    pub(super) fn fits_person(&self, who: u32) -> Fits {
        let person = &self.register.people[who as usize];
        let open = person.gender == Gender::Unknown;
        Fits {
            masculine: open || person.gender == Gender::Masculine,
            feminine: open || person.gender == Gender::Feminine,
            neuter: open && !person.certain,
            plural: false,
        }
    }

    pub(super) fn note(&mut self, who: Who, fits: Fits, role: Role, (first, last): (usize, usize)) {
        let text = self.text;
        let speaks = {
            let after = self.speakers.partition_point(|(start, _)| *start <= last);
            self.speakers[..after]
                .last()
                .is_some_and(|(start, end)| *start <= last && first < *end)
        };
        let mut weight = role.weight();
        if speaks && role != Role::Attribute {
            weight = weight.max(100) + 40;
        }
        if self.is_reported(first) {
            weight = weight * 35 / 100;
        }
        if matches!(who, Who::Noun(_)) && text.flags(last).any(Flags::ORGANIZATION.with(Flags::DOCUMENT)) {
            weight = weight * 70 / 100;
        }
        self.mentions.push(Mention {
            who,
            fits,
            weight,
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

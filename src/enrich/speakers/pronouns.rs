//! Whom a pronoun means: who weighs most, and fits in gender and number, if nobody else comes
//! close.

use super::discourse::{Fits, Reader, Who};
use super::roles::{Clauses, Role};
use crate::enrich::text::tokens::{TokenKind, Tokenised};
use crate::language::{Flags, ResolutionWords};

/// How much a mention still weighs after so many sentences, in percent.
const FADING: [u32; 5] = [100, 60, 25, 15, 9];
/// The least that somebody must weigh.
const LEAST: u32 = 8;
/// How much more than the next one, in percent.
const MARGIN: u32 = 135;
/// How many mentions back a pronoun looks.
const WINDOW: usize = 60;

impl Reader<'_, '_> {
    /// Finds whom a pronoun means, and notes it as a mention.
    pub(super) fn pronoun(&mut self, at: usize, end: usize, clauses: &mut Clauses) {
        let text = self.text;
        let words = &text.lexicon.resolution;
        let word = text.lower(at);
        let speaks = self.speakers.binary_search_by_key(&at, |(start, _)| *start).is_ok();
        // Inside of reported words only who speaks there is asked for.
        if !speaks && self.is_reported(at) {
            return;
        }
        let flags = text.flags(at);
        if !speaks && (flags.any(Flags::ARTICLE.with(Flags::RELATIVE)) || words.near_pronouns.contains(&*word)) {
            return;
        }
        let wanted = if flags.any(Flags::PRONOUN_F) && flags.any(Flags::PRONOUN_P) {
            let plural = is_plural(text, at, end);
            Fits {
                feminine: plural != Some(true),
                plural: plural != Some(false),
                ..Fits::default()
            }
        } else {
            Fits {
                masculine: flags.any(Flags::PRONOUN_M),
                feminine: flags.any(Flags::PRONOUN_F),
                plural: flags.any(Flags::PRONOUN_P),
                neuter: flags.any(Flags::PRONOUN_OTHER)
                    && !text.lexicon.noun_capitals
                    && !flags.any(Flags::FIRST_PERSON),
            }
        };
        if wanted == Fits::default() {
            return;
        }
        let near = words.near_pronouns.contains(&*word);
        let role = clauses.role(text, at, at);
        let who = if near {
            self.nearest(wanted)
        } else {
            self.heaviest(wanted, at)
        };
        let Some(who) = who else { return };
        self.found.pronouns.insert(at, who);
        let fits = match who {
            Who::Person(person) => self.fits_person(person),
            Who::Noun(_) => wanted,
        };
        self.note(who, fits, role, (at, at));
        if let (false, Some(last)) = (speaks, self.mentions.last_mut()) {
            last.weight = last.weight * 80 / 100;
        }
    }

    /// Who was named last, and fits: "the latter".
    fn nearest(&self, wanted: Fits) -> Option<Who> {
        let last = self
            .mentions
            .iter()
            .rev()
            .take(4)
            .take_while(|m| m.clock + 1 >= self.clock)
            .find(|m| m.role != Role::Attribute && overlap(m.fits, wanted))?;
        Some(last.who)
    }

    /// Who weighs most, and fits.
    fn heaviest(&self, wanted: Fits, at: usize) -> Option<Who> {
        let mut scores: Vec<(Who, u32)> = Vec::new();
        for mention in self.mentions.iter().rev().take(WINDOW) {
            let Some(fading) = FADING.get((self.clock - mention.clock) as usize) else {
                break;
            };
            if !overlap(mention.fits, wanted)
                || mention.clock == self.clock && Clauses::same(self.text, mention.last, at)
            {
                continue;
            }
            let score = mention.weight * fading / 100;
            match scores.iter_mut().find(|(who, _)| *who == mention.who) {
                // Who is named often weighs a little more, but never as much as who was named last.
                Some((_, sum)) => *sum = (*sum).max(score) + (*sum).min(score) / 4,
                None => scores.push((mention.who, score)),
            }
        }
        scores.sort_by_key(|(who, score)| (std::cmp::Reverse(*score), *who));
        let (who, best) = *scores.first()?;
        let second = scores.get(1).map_or(0, |(_, score)| *score);
        // A name of which nothing says that it is a person's can be meant, but is never certain.
        let person = match who {
            Who::Person(person) => wanted.neuter || self.register.people[person as usize].certain,
            Who::Noun(_) => true,
        };
        (person && best >= LEAST && best * 100 >= second * MARGIN).then_some(who)
    }
}

fn overlap(a: Fits, b: Fits) -> bool {
    a.masculine && b.masculine || a.feminine && b.feminine || a.plural && b.plural || a.neuter && b.neuter
}

/// Whether the verb of a pronoun that can be singular or plural is in the plural; nothing where no
/// verb is known.
fn is_plural(text: &Tokenised<'_>, at: usize, end: usize) -> Option<bool> {
    let verb = Flags::VERB
        .with(Flags::VERB_SEPARABLE)
        .with(Flags::AUXILIARY)
        .with(Flags::SUBJUNCTIVE)
        .with(Flags::SUBJUNCTIVE_WEAK);
    let is_verb = |n: usize| text.is_word(n) && !text.tokens[n].capital && text.flags(n).any(verb);
    let words = &text.lexicon.resolution;
    let plural = |n: usize| {
        let word = text.lower(n);
        ResolutionWords::ends(&word, &words.plural_verb_endings) && !words.singular_verbs.contains(&*word)
    };
    if let Some(before) = at.checked_sub(1).filter(|n| is_verb(*n)) {
        return Some(plural(before));
    }
    if at + 1 < end && is_verb(at + 1) {
        return Some(plural(at + 1));
    }
    let stop = crate::enrich::text::clauses::clause_end(text, at, end);
    if let Some(last) = (at + 1..stop).rfind(|n| is_verb(*n)) {
        return Some(plural(last));
    }
    // Any other word of lower case beside it that is no small word.
    let other = |n: usize| {
        n < end
            && matches!(text.tokens[n].kind, TokenKind::Word)
            && !text.tokens[n].capital
            && !text.flags(n).any(Flags::SMALL)
    };
    if other(at + 1) {
        return Some(plural(at + 1));
    }
    at.checked_sub(1).filter(|n| other(*n)).map(plural)
}

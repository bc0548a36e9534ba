//! Resolves pronouns: the antecedent is the most salient entity that agrees in gender and number, if it is clearly more
//! salient than the next one.

use super::discourse::{Agreement, Antecedent, DiscourseReader};
use super::roles::{ClauseTracker, GrammaticalRole};
use crate::enrich::text::tokens::{TokenKind, Tokenised};
use crate::language::{Flags, ends_in};

/// The remaining salience of a mention after 0, 1, … sentences, in percent.
const DECAY: [u32; 5] = [100, 60, 25, 15, 9];
/// The least salience of an antecedent.
const LEAST_SALIENCE: u32 = 8;
/// The least ratio to the salience of the next candidate, in percent.
const MARGIN: u32 = 135;
/// The number of preceding mentions that are considered.
const WINDOW: usize = 60;

impl DiscourseReader<'_, '_> {
    pub(super) fn pronoun(&mut self, at: usize, end: usize, clauses: &mut ClauseTracker) {
        let text = self.text;
        let words = &text.lexicon.resolution;
        let word = text.lower(at);
        let speaks = self.speakers.binary_search_by_key(&at, |(start, _)| *start).is_ok();
        // In reported speech only speakers are resolved.
        if !speaks && self.is_reported(at) {
            return;
        }
        let flags = text.flags(at);
        if !speaks && (flags.any(Flags::ARTICLE | Flags::RELATIVE) || words.near_pronouns.contains(&*word)) {
            return;
        }
        let wanted = if flags.any(Flags::PRONOUN_F) && flags.any(Flags::PRONOUN_P) {
            let plural = is_plural(text, at, end);
            Agreement {
                feminine: plural != Some(true),
                plural: plural != Some(false),
                ..Agreement::default()
            }
        } else {
            Agreement {
                masculine: flags.any(Flags::PRONOUN_M),
                feminine: flags.any(Flags::PRONOUN_F),
                plural: flags.any(Flags::PRONOUN_P),
                neuter: flags.any(Flags::PRONOUN_OTHER)
                    && !text.grammar.nouns_have_gender
                    && !flags.any(Flags::FIRST_PERSON),
            }
        };
        if wanted == Agreement::default() {
            return;
        }
        let near = words.near_pronouns.contains(&*word);
        let role = clauses.role(text, at, at);
        let who = if near {
            self.nearest(wanted)
        } else {
            self.most_salient(wanted, at)
        };
        let Some(who) = who else { return };
        self.found.pronouns.insert(at, who);
        let fits = match who {
            Antecedent::Person(person) => self.agreement_of_person(person),
            Antecedent::Noun(_) => wanted,
        };
        self.add_mention(who, fits, role, (at, at));
        if let (false, Some(last)) = (speaks, self.mentions.last_mut()) {
            last.salience = last.salience * 80 / 100;
        }
    }

    /// The last mentioned entity that agrees: "the latter".
    fn nearest(&self, wanted: Agreement) -> Option<Antecedent> {
        let last = self
            .mentions
            .iter()
            .rev()
            .take(4)
            .take_while(|m| m.clock + 1 >= self.clock)
            .find(|m| m.role != GrammaticalRole::Attribute && overlap(m.fits, wanted))?;
        Some(last.who)
    }

    /// The most salient entity that agrees.
    fn most_salient(&self, wanted: Agreement, at: usize) -> Option<Antecedent> {
        let mut scores: Vec<(Antecedent, u32)> = Vec::new();
        for mention in self.mentions.iter().rev().take(WINDOW) {
            let Some(decay) = DECAY.get((self.clock - mention.clock) as usize) else {
                break;
            };
            if !overlap(mention.fits, wanted)
                || mention.clock == self.clock && ClauseTracker::same(self.text, mention.last, at)
            {
                continue;
            }
            let score = mention.salience * decay / 100;
            match scores.iter_mut().find(|(who, _)| *who == mention.who) {
                // Repeated mentions add a little, but recency dominates.
                Some((_, sum)) => *sum = (*sum).max(score) + (*sum).min(score) / 4,
                None => scores.push((mention.who, score)),
            }
        }
        scores.sort_by_key(|(who, score)| (std::cmp::Reverse(*score), *who));
        let (who, best) = *scores.first()?;
        let second = scores.get(1).map_or(0, |(_, score)| *score);
        // A name that may not be a person's can be an antecedent, but never a certain one.
        let person = match who {
            Antecedent::Person(person) => wanted.neuter || self.register.people[person as usize].certain,
            Antecedent::Noun(_) => true,
        };
        (person && best >= LEAST_SALIENCE && best * 100 >= second * MARGIN).then_some(who)
    }
}

fn overlap(a: Agreement, b: Agreement) -> bool {
    a.masculine && b.masculine || a.feminine && b.feminine || a.plural && b.plural || a.neuter && b.neuter
}

/// Whether the verb of a pronoun is in the plural; `None` if no verb is found.
fn is_plural(text: &Tokenised<'_>, at: usize, end: usize) -> Option<bool> {
    let verb = Flags::VERB | Flags::VERB_SEPARABLE | Flags::AUXILIARY | Flags::SUBJUNCTIVE | Flags::SUBJUNCTIVE_WEAK;
    let is_verb = |n: usize| text.is_word(n) && !text.tokens[n].capital && text.is(n, verb);
    let words = &text.lexicon.resolution;
    let plural = |n: usize| {
        let word = text.lower(n);
        ends_in(&word, &words.plural_verb_endings) && !words.singular_verbs.contains(&*word)
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
    // Otherwise an adjacent lower-case word that is not a function word.
    let other = |n: usize| {
        n < end
            && matches!(text.tokens[n].kind, TokenKind::Word)
            && !text.tokens[n].capital
            && !text.is(n, Flags::FUNCTION_WORD)
    };
    if other(at + 1) {
        return Some(plural(at + 1));
    }
    at.checked_sub(1).filter(|n| other(*n)).map(plural)
}

//! Resolves offices, relations and ages without a name to the people who hold them.

use std::collections::BTreeMap;

use super::names::genders_agree;
use super::offices::{Office, OfficeDescription, age};
use super::people::Register;
use crate::enrich::text::tokens::{TokenKind, Tokenised};
use crate::language::{Flags, begins_with, ends_in};

#[derive(Default)]
pub(super) struct OfficeHolders {
    /// The numbers of a person and of their office, by the stem of its noun.
    holders: BTreeMap<String, Vec<(u32, u32)>>,
    /// The people of an age, by its digits.
    ages: BTreeMap<String, Vec<u32>>,
}

/// The most people under one key: an office that more people hold identifies nobody.
const MOST_HOLDERS: usize = 24;

impl OfficeHolders {
    pub fn new(text: &Tokenised<'_>, register: &Register<'_>) -> OfficeHolders {
        let mut offices = OfficeHolders::default();
        for (who, person) in register.people.iter().enumerate() {
            for (number, office) in person.offices.iter().enumerate().take(MOST_HOLDERS) {
                for key in keys(text, office.head, true) {
                    let holders = offices.holders.entry(key).or_default();
                    if holders.len() < 4 * MOST_HOLDERS {
                        holders.push((who as u32, number as u32));
                    }
                }
            }
            for age in &person.ages {
                let of_age = offices.ages.entry((*age).to_owned()).or_default();
                if of_age.len() < MOST_HOLDERS && !of_age.contains(&(who as u32)) {
                    of_age.push(who as u32);
                }
            }
        }
        offices
    }

    /// The only person who fits an office, a relation or an age.
    pub fn holder(&self, text: &Tokenised<'_>, what: &OfficeDescription, register: &Register<'_>) -> Option<u32> {
        if let Some(age) = age(text, what.head) {
            let fits = |who: &&u32| genders_agree(register.people[**who as usize].gender, what.gender);
            return only(self.ages.get(age)?.iter().filter(fits).copied());
        }
        let words = &text.lexicon.resolution;
        let before = |n: usize| text.lower(n);
        let other = |n: usize| begins_with(&before(n), &words.others);
        let former = (what.before.0..=what.head).any(|n| begins_with(&before(n), &words.former));
        if (what.before.0..what.before.1).any(other) {
            return None;
        }
        let head = text.without_genitive_apostrophe(text.text(what.head));
        let mut fitting: Vec<(u32, &Office<'_>)> = Vec::new();
        for key in keys(text, head, false) {
            for (who, number) in self.holders.get(&key).into_iter().flatten() {
                let person = &register.people[*who as usize];
                let office = &person.offices[*number as usize];
                if office.former == former
                    && genders_agree(person.gender, what.gender)
                    && same_rank(text, office, what)
                    && complements_agree(text, office, what)
                {
                    fitting.push((*who, office));
                }
            }
        }
        let exact = |office: &Office<'_>| words.stem(office.head) == words.stem(head);
        let earlier: Vec<&(u32, &Office<'_>)> = fitting.iter().filter(|(_, office)| office.at < what.head).collect();
        only(earlier.iter().map(|(who, _)| *who))
            .or_else(|| only(earlier.iter().filter(|(_, office)| exact(office)).map(|(who, _)| *who)))
            .or_else(|| {
                let later = fitting.iter().filter(|(_, office)| exact(office)).map(|(who, _)| *who);
                only(later).filter(|_| earlier.is_empty())
            })
    }
}

fn only(mut all: impl Iterator<Item = u32>) -> Option<u32> {
    let first = all.next()?;
    all.all(|other| other == first).then_some(first)
}

/// The stems under which an office is indexed, or searched for: the noun, the noun without hyphenated or national prefix,
/// and, when indexed, the general noun with which it ends.
fn keys(text: &Tokenised<'_>, head: &str, indexed: bool) -> Vec<String> {
    let words = &text.lexicon.resolution;
    let stem = words.stem(head);
    let base = stem.rsplit('-').next().unwrap_or(&stem);
    let base = words
        .office_prefixes
        .iter()
        .find_map(|prefix| base.strip_prefix(prefix.as_str()).filter(|rest| rest.len() > 3))
        .unwrap_or(base)
        .to_owned();
    let mut keys = Vec::new();
    let deputy = begins_with(&stem, &words.deputies) || begins_with(&stem, &words.former);
    if indexed && !deputy {
        let general = words.general_offices.iter().map(|office| words.stem(office));
        let general = general.filter(|office| base.ends_with(office.as_str()) && *office != base);
        keys.extend(general.max_by_key(String::len));
    }
    if base != stem && !deputy {
        keys.push(base);
    }
    keys.push(stem);
    keys
}

/// Whether both or neither are deputies, and distinguishing modifiers agree.
fn same_rank(text: &Tokenised<'_>, office: &Office<'_>, what: &OfficeDescription) -> bool {
    let words = &text.lexicon.resolution;
    let lower = |n: usize| text.lower(n);
    let is_deputy = |n: usize| begins_with(&lower(n), &words.deputies);
    let a = (office.before.0..office.before.1).any(is_deputy);
    let b = (what.before.0..what.before.1).any(is_deputy);
    let known = |n: usize| {
        let word = lower(n);
        let stem = words.stem(&word);
        (office.before.0..office.behind.1).any(|m| words.stem_of(&text.lower(m)) == stem)
    };
    let is_distinguishing = |n: usize| {
        let word = lower(n);
        !begins_with(&word, &words.former)
            && (!text.grammar.articles_show_case || ends_in(&word, &words.distinguishing_endings))
    };
    let prefix = |word: &str| word.rsplit_once('-').map(|(prefix, _)| prefix.to_lowercase());
    let prefixes = match (
        prefix(office.head),
        prefix(text.without_genitive_apostrophe(text.text(what.head))),
    ) {
        (Some(a), Some(b)) => a == b,
        (None, Some(_)) => office.behind.1 <= office.behind.0 + 1 || !text.is(office.behind.0, Flags::ARTICLE_GENITIVE),
        _ => true,
    };
    a == b && prefixes && (what.before.0..what.before.1).all(|n| !is_distinguishing(n) || known(n))
}

/// Whether all complements ("of the council") also occur where the office was introduced.
fn complements_agree(text: &Tokenised<'_>, office: &Office<'_>, what: &OfficeDescription) -> bool {
    let words = &text.lexicon.resolution;
    (what.behind.0..what.behind.1)
        .filter(|n| {
            let content =
                text.tokens[*n].capital || !text.grammar.nouns_have_capitals() && !text.is(*n, Flags::FUNCTION_WORD);
            text.tokens[*n].kind == TokenKind::Word && content
        })
        .all(|n| {
            let stem = words.stem(text.text(n));
            (office.before.0..office.behind.1)
                .any(|m| text.lower(m).starts_with(&stem) || words.stem_of(&text.lower(m)) == stem)
        })
}

//! Offices: which ones stand beside a name, and whom an office without a name means.

use std::collections::BTreeMap;

use super::names::{Name, TITLE, gender_of, modifiers_start};
use super::people::{Register, genders_agree};
use crate::enrich::text::clauses::is_boundary;
use crate::enrich::text::phrases::Gender;
use crate::enrich::text::tokens::{TokenKind, Tokenised};
use crate::language::{Flags, ResolutionWords};

/// An office beside a name.
#[derive(Clone, Debug)]
pub struct Office<'a> {
    /// The noun as written.
    pub head: &'a str,
    /// Its token.
    pub at: usize,
    /// What stands before it: adjectives, other titles.
    pub before: (usize, usize),
    /// What stands behind it: "of the council".
    pub behind: (usize, usize),
    /// Whether it says that the person no longer holds it.
    pub former: bool,
    /// What the noun says.
    pub gender: Gender,
}

/// An office that stands without a name. Numbers are of tokens.
#[derive(Clone, Copy, Debug)]
pub(super) struct Description {
    /// The noun.
    pub head: usize,
    /// What stands before it, without the article.
    pub before: (usize, usize),
    /// What stands behind it.
    pub behind: (usize, usize),
    /// What article and noun say.
    pub gender: Gender,
}

/// How far beside a name an office is looked for, in tokens.
const REACH: usize = 12;

/// The offices and the age that stand beside a name.
pub(super) fn beside<'a>(text: &Tokenised<'a>, name: &Name) -> (Vec<Office<'a>>, Vec<&'a str>) {
    let mut offices = Vec::new();
    for at in name.start..name.first {
        if text.flags(at).any(TITLE) && !text.flags(at).any(Flags::HONORIFIC) {
            offices.push(office(text, at, name.first));
        }
    }
    let Some(number) = text.sentence_at(text.tokens[name.first].span.start) else {
        return (offices, Vec::new());
    };
    let (first, end) = text.sentences[number].tokens;
    let fits = |at: &usize| genders_agree(gender_of(text.flags(*at)), name.gender);
    let found = [
        apposition_behind(text, name, end),
        apposition_before(text, name, first, end),
        copula(text, name, end),
    ];
    for at in found.into_iter().flatten().filter(fits) {
        offices.push(office(text, at, end));
    }
    (offices, ages(text, name, first, end))
}

fn is_office(text: &Tokenised<'_>, at: usize) -> bool {
    let capital = text.tokens[at].capital || !text.lexicon.noun_capitals;
    text.is_word(at) && capital && text.flags(at).any(TITLE) && !text.flags(at).any(Flags::HONORIFIC)
}

fn office<'a>(text: &Tokenised<'a>, at: usize, end: usize) -> Office<'a> {
    let before = (modifiers_start(text, at), at);
    let behind_end = (at + 1..end.min(at + REACH))
        .find(|n| is_boundary(text, *n))
        .unwrap_or(end.min(at + REACH))
        .max(at + 1);
    let words = &text.lexicon.resolution;
    let is_former = |n: usize| ResolutionWords::begins(&text.lower(n), &words.former);
    Office {
        head: super::names::bare(text.text(at)),
        at,
        before,
        behind: (at + 1, behind_end),
        former: (before.0..=at).any(is_former),
        gender: gender_of(text.flags(at)),
    }
}

/// ", the mayor of Tarnby," behind a name: the noun of the office.
fn apposition_behind(text: &Tokenised<'_>, name: &Name, end: usize) -> Option<usize> {
    let mut at = name.last + 1;
    if text.is_sign(at, '(') {
        at = (at..end.min(at + REACH)).find(|n| text.is_sign(*n, ')'))? + 1;
    }
    if !text.is_sign(at, ',') {
        return None;
    }
    let stop = end.min(at + 8);
    let noun = (at + 1..stop).find(|n| is_office(text, *n))?;
    let verb = Flags::VERB
        .with(Flags::VERB_SEPARABLE)
        .with(Flags::AUXILIARY)
        .with(Flags::RELATIVE);
    let blocked = (at + 1..noun).any(|n| {
        let flags = text.flags(n);
        let preposition = flags.any(Flags::PREPOSITION) && !flags.any(Flags::ARTICLE);
        is_boundary(text, n) || flags.any(verb) && !flags.any(Flags::ARTICLE) || preposition && n + 2 > noun
    });
    let close = (noun + 1..end).find(|n| is_boundary(text, *n)).unwrap_or(end);
    (!blocked && !holds_verb(text, noun + 1, close)).then_some(noun)
}

/// Whether words hold a finite verb, so that they are a clause and no apposition.
fn holds_verb(text: &Tokenised<'_>, from: usize, to: usize) -> bool {
    let verb = Flags::VERB
        .with(Flags::VERB_SEPARABLE)
        .with(Flags::AUXILIARY)
        .with(Flags::SUBJUNCTIVE);
    (from..to).any(|n| {
        let flags = text.flags(n);
        let lower = text.is_word(n) && !text.tokens[n].capital;
        // In German an adjective stands before its noun; another word of lower case is a verb.
        let next_noun =
            n + 1 < to && text.is_word(n + 1) && (text.tokens[n + 1].capital || !text.flags(n + 1).any(Flags::SMALL));
        lower
            && (flags.any(verb) && !flags.any(Flags::ARTICLE)
                || text.lexicon.noun_capitals && !flags.any(Flags::SMALL.with(TITLE)) && !next_noun)
    })
}

/// "the chairman of the club, NAME,": the noun of the office before a name; and "Minister of State
/// NAME" without a comma.
fn apposition_before(text: &Tokenised<'_>, name: &Name, first: usize, end: usize) -> Option<usize> {
    let before = name.start.checked_sub(1).filter(|n| *n >= first)?;
    let comma = text.is_sign(before, ',');
    let complement = text.is_word(before) && text.tokens[before].capital && !name.has_title();
    if !comma && !complement {
        return None;
    }
    let closed =
        name.last + 1 >= end || !text.is_word(name.last + 1) || text.flags(name.last + 1).any(Flags::CONJUNCTION);
    if comma && !closed {
        return None;
    }
    let stop = if comma { before } else { name.start };
    let from = first.max(stop.saturating_sub(REACH));
    let verb = Flags::VERB.with(Flags::VERB_SEPARABLE).with(Flags::AUXILIARY);
    let start = (from..stop)
        .rfind(|n| is_boundary(text, *n) || text.flags(*n).any(verb) && !text.tokens[*n].capital)
        .map_or(from, |n| n + 1);
    let noun = (start..stop).find(|n| is_office(text, *n))?;
    // A name between: the office is that one's.
    let other =
        (noun + 1..stop).any(|n| text.flags(n).any(Flags::FORENAME.with(Flags::SURNAME)) && text.tokens[n].capital);
    let linked = comma
        || text
            .flags(noun + 1)
            .any(Flags::ARTICLE_GENITIVE.with(Flags::ATTRIBUTE_PREPOSITION));
    let named = text.flags(noun).any(Flags::FORENAME) || noun + 1 < stop && text.flags(noun + 1).any(Flags::SURNAME);
    (linked && !other && !named).then_some(noun)
}

/// "NAME is the new coach": the noun of the office.
fn copula(text: &Tokenised<'_>, name: &Name, end: usize) -> Option<usize> {
    let words = &text.lexicon.resolution;
    let verb =
        (name.last + 1..end.min(name.last + 3)).rfind(|n| text.is_word(*n) && words.copulas.contains(text.text(*n)))?;
    if verb == name.last + 2 && !text.flags(name.last + 1).any(Flags::AUXILIARY.with(Flags::ADVERB)) {
        return None;
    }
    let stop = end.min(verb + 6);
    let noun = (verb + 1..stop).find(|n| is_office(text, *n))?;
    let blocked = (verb + 1..noun).any(|n| {
        let flags = text.flags(n);
        !text.is_word(n)
            || flags.any(Flags::PREPOSITION)
            || flags.any(Flags::ARTICLE_OBLIQUE) && !flags.any(Flags::ARTICLE_NOMINATIVE)
            || text.lexicon.noun_capitals && text.tokens[n].capital
    });
    (!blocked).then_some(noun)
}

/// "(29)", ", 71," behind a name, "29-jährige" before it: the number.
fn ages<'a>(text: &Tokenised<'a>, name: &Name, first: usize, end: usize) -> Vec<&'a str> {
    let mut ages = Vec::new();
    let at = name.last + 2;
    let is_number = |n: usize| text.text(n).len() <= 3 && text.text(n).bytes().all(|b| b.is_ascii_digit());
    if at < end && (text.is_sign(at - 1, '(') || text.is_sign(at - 1, ',')) && text.is_word(at) && is_number(at) {
        ages.push(text.text(at));
    }
    if let Some(before) = name.start.checked_sub(1).filter(|n| *n >= first) {
        ages.extend(age(text, before));
    }
    ages
}

/// The number of a word that names somebody by age.
pub(super) fn age<'a>(text: &Tokenised<'a>, at: usize) -> Option<&'a str> {
    let word = text.text(at);
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    if digits == 0 {
        return None;
    }
    let suffix = word.get(digits..).unwrap_or("").to_lowercase();
    let known = text.lexicon.resolution.age_suffixes.contains(&suffix);
    known.then(|| &word[..digits])
}

/// Who holds which office, by the stem of its noun.
pub(super) struct Offices {
    holders: BTreeMap<String, Vec<(u32, u32)>>,
    ages: BTreeMap<String, Vec<u32>>,
}

/// What more people than that have in common tells nobody apart.
const MOST: usize = 24;

impl Offices {
    pub fn new(text: &Tokenised<'_>, register: &Register<'_>) -> Offices {
        let mut offices = Offices {
            holders: BTreeMap::new(),
            ages: BTreeMap::new(),
        };
        for (who, person) in register.people.iter().enumerate() {
            for (number, office) in person.offices.iter().enumerate().take(MOST) {
                for key in keys(text, office.head, true) {
                    let holders = offices.holders.entry(key).or_default();
                    if holders.len() < 4 * MOST {
                        holders.push((who as u32, number as u32));
                    }
                }
            }
            for age in &person.ages {
                let of_age = offices.ages.entry((*age).to_owned()).or_default();
                if of_age.len() < MOST && !of_age.contains(&(who as u32)) {
                    of_age.push(who as u32);
                }
            }
        }
        offices
    }

    /// The person whom an office, a relation or an age means; nobody where two fit.
    pub fn holder(&self, text: &Tokenised<'_>, what: &Description, register: &Register<'_>) -> Option<u32> {
        if let Some(age) = age(text, what.head) {
            let fits = |who: &&u32| genders_agree(register.people[**who as usize].gender, what.gender);
            return only(self.ages.get(age)?.iter().filter(fits).copied());
        }
        let words = &text.lexicon.resolution;
        let before = |n: usize| text.lower(n);
        let other = |n: usize| ResolutionWords::begins(&before(n), &words.others);
        let former = (what.before.0..=what.head).any(|n| ResolutionWords::begins(&before(n), &words.former));
        if (what.before.0..what.before.1).any(other) {
            return None;
        }
        let head = super::names::bare(text.text(what.head));
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

/// The one that all of these are.
fn only(mut all: impl Iterator<Item = u32>) -> Option<u32> {
    let first = all.next()?;
    all.all(|other| other == first).then_some(first)
}

/// Under which stems an office is kept, and looked for: itself, without a part before a hyphen or
/// one that only names the state; kept also under a general noun in which it ends.
fn keys(text: &Tokenised<'_>, head: &str, keep: bool) -> Vec<String> {
    let words = &text.lexicon.resolution;
    let stem = words.stem(head);
    let bare = stem.rsplit('-').next().unwrap_or(&stem);
    let bare = words
        .office_prefixes
        .iter()
        .find_map(|prefix| bare.strip_prefix(prefix.as_str()).filter(|rest| rest.len() > 3))
        .unwrap_or(bare)
        .to_owned();
    let mut keys = Vec::new();
    let deputy = ResolutionWords::begins(&stem, &words.deputies) || ResolutionWords::begins(&stem, &words.former);
    if keep && !deputy {
        let general = words.general_offices.iter().map(|office| words.stem(office));
        let general = general.filter(|office| bare.ends_with(office.as_str()) && *office != bare);
        keys.extend(general.max_by_key(String::len));
    }
    if bare != stem && !deputy {
        keys.push(bare);
    }
    keys.push(stem);
    keys
}

/// Whether one is not the deputy of the other, and what tells two offices apart is the same.
fn same_rank(text: &Tokenised<'_>, office: &Office<'_>, what: &Description) -> bool {
    let words = &text.lexicon.resolution;
    let lower = |n: usize| text.lower(n);
    let is_deputy = |n: usize| ResolutionWords::begins(&lower(n), &words.deputies);
    let a = (office.before.0..office.before.1).any(is_deputy);
    let b = (what.before.0..what.before.1).any(is_deputy);
    let known = |n: usize| {
        let word = lower(n);
        let stem = words.stem(&word);
        (office.before.0..office.behind.1).any(|m| words.stem_of(&text.lower(m)) == stem)
    };
    let telling = |n: usize| {
        let word = lower(n);
        !ResolutionWords::begins(&word, &words.former)
            && (!text.lexicon.noun_capitals || ResolutionWords::ends(&word, &words.distinguishing_endings))
    };
    let prefix = |word: &str| word.rsplit_once('-').map(|(prefix, _)| prefix.to_lowercase());
    let prefixes = match (prefix(office.head), prefix(super::names::bare(text.text(what.head)))) {
        (Some(a), Some(b)) => a == b,
        (None, Some(_)) => {
            office.behind.1 <= office.behind.0 + 1 || !text.flags(office.behind.0).any(Flags::ARTICLE_GENITIVE)
        }
        _ => true,
    };
    a == b && prefixes && (what.before.0..what.before.1).all(|n| !telling(n) || known(n))
}

/// Whether what stands behind an office, "of the council", also stands where it was introduced.
fn complements_agree(text: &Tokenised<'_>, office: &Office<'_>, what: &Description) -> bool {
    let words = &text.lexicon.resolution;
    (what.behind.0..what.behind.1)
        .filter(|n| {
            let content = text.tokens[*n].capital || !text.lexicon.noun_capitals && !text.flags(*n).any(Flags::SMALL);
            text.tokens[*n].kind == TokenKind::Word && content
        })
        .all(|n| {
            let stem = words.stem(text.text(n));
            (office.before.0..office.behind.1)
                .any(|m| text.lower(m).starts_with(&stem) || words.stem_of(&text.lower(m)) == stem)
        })
}

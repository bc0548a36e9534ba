//! The people whom an article names.

use std::collections::{BTreeMap, BTreeSet};

use super::names::{Name, free_words, genders_agree, name_at, untitled_name};
use super::offices::{Office, offices_and_ages};
use crate::enrich::text::phrases::Gender;
use crate::enrich::text::tokens::{TokenKind, Tokenised};
use crate::language::Flags;
use crate::model::span::Span;

#[derive(Debug)]
pub struct Person<'a> {
    pub name: String,
    pub at: Span,
    /// The words before the surname.
    pub forenames: Vec<&'a str>,
    pub offices: Vec<Office<'a>>,
    /// Numbers that may be the age.
    pub ages: Vec<&'a str>,
    pub gender: Gender,
    /// Whether a forename, a title or an office shows that it is a person.
    pub certain: bool,
}

impl<'a> Person<'a> {
    fn new(text: &Tokenised<'_>, name: &Name, surname: &str, forenames: Vec<&'a str>) -> Person<'a> {
        Person {
            name: written(text, name, surname),
            at: text.span(name.first, name.last),
            forenames,
            offices: Vec::new(),
            ages: Vec::new(),
            gender: name.gender,
            certain: name.certain,
        }
    }
}

/// The most people with the same name: more cannot be told apart.
const MOST_BEARERS: usize = 24;

/// The people whom an article names, and their names.
#[derive(Default)]
pub struct Register<'a> {
    /// In the order of their first full names.
    pub people: Vec<Person<'a>>,
    /// The names with forename or title, by position, and the number of their bearer.
    pub names: Vec<(Name, Option<u32>)>,
    /// For each word of names: its kind (0: surname, 2: forename) and the number of the bearer.
    words: BTreeMap<&'a str, Vec<(u8, u32)>>,
    /// See [`free_words`].
    pub free: BTreeSet<&'a str>,
}

impl<'a> Register<'a> {
    /// Collects the names of a text. `speakers` are the token ranges of the designations of speakers.
    pub fn new(text: &Tokenised<'a>, speakers: &[(usize, usize)]) -> Register<'a> {
        let mut register = Register {
            free: free_words(text),
            ..Register::default()
        };
        let found = all_names(text, speakers, &register.free);
        for name in found.iter().filter(|name| name.is_full() && name.certain) {
            register.add(text, name);
        }
        for name in found.iter().filter(|name| name.is_full() && !name.certain) {
            if !register.ends_a_name(text, name) {
                register.add(text, name);
            }
        }
        register.index();
        for name in &found {
            let who = register.owner(text, name);
            register.names.push((*name, who));
        }
        let mut next = 0;
        while let Some((name, who)) = register.names.get(next).copied() {
            let (offices, ages) = offices_and_ages(text, &name);
            if let Some(person) = who.and_then(|who| register.people.get_mut(who as usize)) {
                let known = gender_by_offices(&offices);
                person.certain |= !offices.is_empty() || name.certain;
                person.offices.extend(offices);
                person.ages.extend(ages);
                if person.gender == Gender::Unknown {
                    let unknown = name.gender == Gender::Unknown;
                    person.gender = if unknown { known } else { name.gender };
                }
            }
            next += 1;
        }
        register
    }

    /// Adds a full name. The same surname with compatible forenames is the same person.
    fn add(&mut self, text: &Tokenised<'a>, name: &Name) {
        let surname = self.nominative(text, name);
        let forenames: Vec<&str> = (name.first..name.surname).map(|at| text.text(at)).collect();
        let same = self.words.get(surname).and_then(|bearers| {
            bearers
                .iter()
                .map(|(_, person)| *person)
                .find(|person| agree(&self.people[*person as usize].forenames, &forenames))
        });
        let longer = |person: &Person<'_>| forenames.len() > person.forenames.len();
        match same {
            Some(person) => {
                let person = &mut self.people[person as usize];
                if longer(person) || is_initials(&person.forenames) && !is_initials(&forenames) {
                    person.name = written(text, name, surname);
                    person.at = text.span(name.first, name.last);
                    person.forenames = forenames;
                }
                if person.gender == Gender::Unknown {
                    person.gender = name.gender;
                }
            }
            None => {
                let bearers = self.words.entry(surname).or_default();
                if bearers.len() >= MOST_BEARERS {
                    return;
                }
                bearers.push((0, self.people.len() as u32));
                self.people.push(Person::new(text, name, surname, forenames));
            }
        }
    }

    /// Whether a name is the end of a longer full name: a double surname.
    fn ends_a_name(&self, text: &Tokenised<'_>, name: &Name) -> bool {
        let words = text.span(name.first, name.last).slice(text.plain);
        let bearers = self.words.get(text.without_genitive_apostrophe(text.text(name.last)));
        let ends = |who: &u32| self.people[*who as usize].name.ends_with(words);
        bearers.is_some_and(|bearers| bearers.iter().any(|(_, who)| ends(who)))
    }

    /// The surname of a name, without the ending of a genitive if the text also uses it without.
    fn nominative(&self, text: &Tokenised<'a>, name: &Name) -> &'a str {
        let word = text.text(name.last);
        let surname = text.without_genitive_apostrophe(word);
        let stem = text.grammar.name_stem(surname).filter(|stem| stem.len() > 2);
        let known = |stem: &&str| self.words.contains_key(*stem) || self.free.contains(*stem);
        let before_noun = text
            .tokens
            .get(name.last + 1)
            .is_some_and(|token| token.kind == TokenKind::Word && token.capital && text.grammar.nouns_have_capitals());
        match stem.filter(known) {
            Some(stem) if !self.free.contains(surname) || before_noun => stem,
            _ => surname,
        }
    }

    fn index(&mut self) {
        for (number, person) in self.people.iter().enumerate() {
            for word in &person.forenames {
                push(&mut self.words, word, (2, number as u32));
            }
        }
    }

    /// The bearer of a name; an unknown surname with a title adds a person.
    fn owner(&mut self, text: &Tokenised<'a>, name: &Name) -> Option<u32> {
        let bearers = self.bearers(text, text.text(name.last));
        let double = !name.certain && self.ends_a_name(text, name);
        let forenames: Vec<&str> = match double {
            true => Vec::new(),
            false => (name.first..name.surname).map(|at| text.text(at)).collect(),
        };
        let fitting: Vec<u32> = bearers
            .iter()
            .copied()
            .filter(|who| {
                let person = &self.people[*who as usize];
                agree(&person.forenames, &forenames) && genders_agree(person.gender, name.gender)
            })
            .collect();
        match fitting.as_slice() {
            [one] => return Some(*one),
            [] => {}
            several => return self.by_title(text, name, several),
        }
        if name.is_full() || !name.has_title() {
            return None;
        }
        let surname = self.nominative(text, name);
        let number = self.people.len() as u32;
        push(&mut self.words, surname, (0, number));
        self.people.push(Person {
            certain: true,
            ..Person::new(text, name, surname, Vec::new())
        });
        Some(number)
    }

    /// The only one of several people of one surname who has the office before this name.
    fn by_title(&self, text: &Tokenised<'a>, name: &Name, several: &[u32]) -> Option<u32> {
        let title = (name.start..name.first).rfind(|at| text.is(*at, Flags::OFFICE))?;
        let mut holders = several.iter().copied().filter(|who| {
            self.people[*who as usize]
                .offices
                .iter()
                .any(|o| o.head == text.text(title))
        });
        let first = holders.next()?;
        holders.next().is_none().then_some(first)
    }

    /// The people with a word as surname, else as forename.
    pub fn bearers(&self, text: &Tokenised<'_>, word: &str) -> Vec<u32> {
        let word = text.without_genitive_apostrophe(word);
        let stem = || text.grammar.name_stem(word).filter(|stem| stem.len() > 2);
        let found = self.words.get(word).or_else(|| self.words.get(stem()?));
        let Some(found) = found else { return Vec::new() };
        let best = found.iter().map(|(kind, _)| *kind).min().unwrap_or(0);
        let bearers = found.iter().filter(|(kind, _)| *kind == best);
        bearers.map(|(_, who)| *who).collect()
    }

    /// The name that contains a token.
    pub fn name_over(&self, token: usize) -> Option<&(Name, Option<u32>)> {
        let after = self.names.partition_point(|(name, _)| name.start <= token);
        self.names[..after].last().filter(|(name, _)| token <= name.last)
    }
}

fn push<'a>(words: &mut BTreeMap<&'a str, Vec<(u8, u32)>>, word: &'a str, entry: (u8, u32)) {
    let bearers = words.entry(word).or_default();
    if bearers.len() < MOST_BEARERS && !bearers.contains(&entry) {
        bearers.push(entry);
    }
}

/// The name as written, with the surname in the nominative.
fn written(text: &Tokenised<'_>, name: &Name, surname: &str) -> String {
    let whole = text.span(name.first, name.last).slice(text.plain);
    let last = text.text(name.last);
    format!("{}{surname}", &whole[..whole.len() - last.len()])
}

/// Whether forenames are compatible: each of the shorter list equals one of the longer, or is its initial.
fn agree(a: &[&str], b: &[&str]) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let same = |x: &str, y: &str| {
        x == y || x.trim_end_matches('.').chars().count() == 1 && y.starts_with(x.trim_end_matches('.'))
    };
    let one = |x: &str| long.iter().any(|y| same(x, y) || same(y, x));
    short.iter().all(|x| one(x))
}

fn is_initials(forenames: &[&str]) -> bool {
    forenames.iter().all(|name| name.ends_with('.'))
}

fn gender_by_offices(offices: &[Office<'_>]) -> Gender {
    offices
        .iter()
        .map(|office| office.gender)
        .find(|gender| *gender != Gender::Unknown)
        .unwrap_or(Gender::Unknown)
}

/// The names with forename or title, and the designations of speakers that look like full names, in text order.
fn all_names(text: &Tokenised<'_>, speakers: &[(usize, usize)], free: &BTreeSet<&str>) -> Vec<Name> {
    let mut names = Vec::new();
    let mut next_speaker = 0;
    for sentence in &text.sentences {
        let (mut at, end) = sentence.tokens;
        while at < end {
            while speakers.get(next_speaker).is_some_and(|(start, _)| *start < at) {
                next_speaker += 1;
            }
            let speaker = speakers.get(next_speaker).filter(|(start, _)| *start == at);
            let name = name_at(text, at, end, free)
                .or_else(|| speaker.and_then(|(start, stop)| untitled_name(text, *start, *stop)));
            match name {
                Some(name) => {
                    at = name.last + 1;
                    names.push(name);
                }
                None => at += 1,
            }
        }
    }
    names
}

//! Resolves the designation of a speaker to a person or a name.

use super::discourse::{Antecedent, Discourse};
use super::holders::OfficeHolders;
use super::names::{Name, TITLE, gender_of, genders_agree, is_capital};
use super::nouns::describe;
use super::offices::age;
use super::people::Register;
use crate::enrich::text::tokens::Tokenised;
use crate::language::Flags;

/// What a designation refers to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Referent {
    /// The number of a named person.
    Person(u32),
    /// The numbers of two people, and the token of the conjunction.
    Both(u32, u32, usize),
    /// A name that is not a person's: an organization, a document, a country.
    Named(String),
    /// A person known by an office only; the range of its tokens.
    Office(usize, usize),
    Nobody,
}

pub(super) struct SpeakerResolver<'t, 'a> {
    pub text: &'t Tokenised<'a>,
    pub register: &'t Register<'a>,
    pub offices: &'t OfficeHolders,
    pub discourse: &'t Discourse,
}

impl SpeakerResolver<'_, '_> {
    /// Resolves the designation from one token to another.
    pub fn resolve(&self, start: usize, end: usize) -> Referent {
        let text = self.text;
        if end == start + 1 && text.is(start, Flags::PRONOUN) || self.discourse.pronouns.contains_key(&start) {
            return self.pronoun(start);
        }
        if let Some(several) = self.several(start, end) {
            return several;
        }
        // Appositions follow after a comma.
        let stop = (start..end).find(|n| text.is_sign(*n, ',')).unwrap_or(end);
        let first = self.segment(start, stop);
        match first {
            Referent::Person(_) => first,
            _ => self.apposed(start, stop, end).map_or(first, Referent::Person),
        }
    }

    fn pronoun(&self, at: usize) -> Referent {
        match self.discourse.pronouns.get(&at) {
            Some(Antecedent::Person(who)) => Referent::Person(*who),
            Some(Antecedent::Noun(number)) => {
                let noun = self.discourse.nouns[*number as usize];
                let sentence = self.text.sentence_at(self.text.tokens[noun.head].span.start);
                let end = sentence.map_or(noun.head + 1, |n| self.text.sentences[n].tokens.1);
                let phrase = crate::enrich::text::phrases::parse(self.text, noun.start, end);
                match phrase.filter(|phrase| phrase.core.1 > noun.head) {
                    Some(phrase) if noun.person => Referent::Office(noun.start, phrase.end),
                    Some(phrase) => self.named(noun.start, phrase.end),
                    None => Referent::Nobody,
                }
            }
            None => Referent::Nobody,
        }
    }

    /// Resolves "X and Y".
    fn several(&self, start: usize, end: usize) -> Option<Referent> {
        let text = self.text;
        let joint = (start + 1..end).find(|n| text.is(*n, Flags::CONJUNCTION) && text.is_word(*n))?;
        let left = (start..joint).find(|n| text.is_sign(*n, ',')).unwrap_or(joint);
        let right = (joint + 1..end).find(|n| text.is_sign(*n, ',')).unwrap_or(end);
        if right <= joint + 1 {
            return None;
        }
        let first = self.segment(start, left);
        let second = self.segment(joint + 1, right);
        match (first, second) {
            (Referent::Person(a), Referent::Person(b)) if a != b => Some(Referent::Both(a, b, joint)),
            // One of them has no name.
            (Referent::Person(_), _) if text.is(joint + 1, Flags::ARTICLE) || is_capital(text, joint + 1) => {
                let indefinite = self.is_indefinite(joint + 1);
                Some(if indefinite {
                    Referent::Nobody
                } else {
                    self.named(start, end)
                })
            }
            (_, Referent::Person(_)) => Some(Referent::Nobody),
            _ => None,
        }
    }

    /// Resolves a phrase without its appositions.
    fn segment(&self, start: usize, end: usize) -> Referent {
        let text = self.text;
        let end = (start..end)
            .find(|n| text.is_sign(*n, '('))
            .filter(|n| *n > start)
            .unwrap_or(end);
        if let Some(meant) = self.by_name(start, end) {
            return meant;
        }
        let Some(head) = self.head(start, end) else {
            return Referent::Nobody;
        };
        let flags = text.flags(head);
        let article = text.lower(start);
        let definite = text.lexicon.resolution.definite_articles.contains(&*article);
        if (flags.any(TITLE) || age(text, head).is_some()) && !flags.any(Flags::HONORIFIC) {
            if !definite {
                return Referent::Nobody;
            }
            let subject = text.is(start, Flags::ARTICLE_NOMINATIVE);
            let what = describe(text, head, end, subject);
            return self
                .offices
                .holder(text, &what, self.register)
                .map_or(Referent::Nobody, Referent::Person);
        }
        let people = flags.any(Flags::PERSON_PLURAL);
        let body = flags.any(Flags::ORGANIZATION | Flags::DOCUMENT | Flags::MEDIUM);
        let name = is_capital(text, head) && (head > start || !flags.any(Flags::FUNCTION_WORD));
        if people && !body || self.is_indefinite(start) || !(body || name) {
            return Referent::Nobody;
        }
        self.named(start, end)
    }

    /// Whether a phrase begins with an indefinite article or a possessive.
    fn is_indefinite(&self, start: usize) -> bool {
        let word = self.text.lower(start);
        let words = &self.text.lexicon.resolution;
        words.indefinite_articles.contains(&*word) || words.possessives.contains(&*word)
    }

    /// Resolves a phrase whose head is a name; `None` if it is not.
    fn by_name(&self, start: usize, end: usize) -> Option<Referent> {
        let text = self.text;
        let from = self.register.names.partition_point(|(name, _)| name.start < start);
        let inside = self.register.names[from..]
            .iter()
            .take_while(|(name, _)| name.last < end);
        for (name, who) in inside {
            if self.is_head(start, end, name) {
                return Some(who.map_or_else(|| self.unknown_name(name), Referent::Person));
            }
        }
        // A surname alone, with its particles.
        let mut first = start;
        while first < end
            && text.is_word(first)
            && !text.tokens[first].capital
            && text.is(first, Flags::NAME_PARTICLE)
            && (first > start || !text.is(first, Flags::ARTICLE))
        {
            first += 1;
        }
        let capitals = (first..end).take_while(|n| is_capital(text, *n)).count();
        let after = first + capitals;
        let complement = text.is(after, Flags::PREPOSITION) && capitals == 1;
        if capitals == 0 || after < end && text.is_word(after) && !complement {
            return None;
        }
        let bearers = self.register.bearers(text, text.text(first + capitals - 1));
        match bearers.as_slice() {
            [] => None,
            [one] => {
                let person = &self.register.people[*one as usize];
                let rest_fits = (first..first + capitals - 1).all(|n| person.name.contains(text.text(n)));
                rest_fits.then_some(Referent::Person(*one))
            }
            _ if capitals == 1 => Some(Referent::Nobody),
            _ => None,
        }
    }

    /// Resolves a name without known bearer: as written, or not at all if several people may bear it.
    fn unknown_name(&self, name: &Name) -> Referent {
        let known = self.register.bearers(self.text, self.text.text(name.last));
        let fits = |who: &u32| genders_agree(self.register.people[*who as usize].gender, name.gender);
        if known.iter().any(fits) {
            return Referent::Nobody;
        }
        self.named(name.first, name.last + 1)
    }

    /// Whether a name is the head of a phrase: not a complement of another noun, and not a possessor.
    fn is_head(&self, start: usize, end: usize, name: &Name) -> bool {
        let text = self.text;
        let after = name.last + 1;
        let possessor = after < end
            && (is_capital(text, after) || text.is_word(after) && !text.grammar.nouns_have_capitals())
            || text.without_genitive_apostrophe(text.text(name.last)).len() < text.text(name.last).len() && after < end;
        if possessor {
            return false;
        }
        let mut at = name.start;
        while at > start {
            let flags = text.flags(at - 1);
            let article = flags.any(Flags::ARTICLE);
            if !text.is_word(at - 1) || flags.any(Flags::PREPOSITION | Flags::CONJUNCTION) && !flags.any(TITLE) {
                return false;
            }
            if article {
                return at - 1 == start;
            }
            let noun = text.tokens[at - 1].capital || flags.any(TITLE.with(Flags::PERSON_PLURAL));
            if noun {
                // "the spokesman of the police NAME": the office before its complement is the person's.
                return !name.has_title() || at - 1 == start || !text.grammar.articles_show_case;
            }
            at -= 1;
        }
        true
    }

    /// The head noun of a phrase without name.
    fn head(&self, start: usize, end: usize) -> Option<usize> {
        let text = self.text;
        let mut at = start;
        if text.is(at, Flags::ARTICLE) && at + 1 < end {
            at += 1;
        }
        if text.grammar.nouns_have_capitals() {
            return (at..end)
                .take_while(|n| {
                    text.is_word(*n) && (*n == at || !text.is(*n, Flags::ARTICLE_GENITIVE | Flags::PREPOSITION))
                })
                .find(|n| text.tokens[*n].capital);
        }
        // Otherwise the last word before a preposition, a clause or a punctuation mark.
        let stops = Flags::PREPOSITION | Flags::RELATIVE | Flags::CONJUNCTION | Flags::VERB;
        let stop = (at..end)
            .find(|n| !text.is_word(*n) || *n > at && text.is(*n, stops) && !text.is(*n, TITLE))
            .unwrap_or(end);
        let known = TITLE
            .with(Flags::PERSON_PLURAL)
            .with(Flags::ORGANIZATION)
            .with(Flags::DOCUMENT);
        (at..stop)
            .rfind(|n| text.is(*n, known))
            .or_else(|| stop.checked_sub(1).filter(|n| *n >= at))
    }

    /// The person in an apposition after an office: "the chairman of the club, NAME".
    fn apposed(&self, start: usize, stop: usize, end: usize) -> Option<u32> {
        let head = self.head(start, stop)?;
        let office = self.text.is(head, TITLE.with(Flags::PERSON_PLURAL)) || age(self.text, head).is_some();
        if !office || stop + 1 >= end {
            return None;
        }
        let next = (stop + 1..end).find(|n| self.text.is_sign(*n, ',')).unwrap_or(end);
        match self.by_name(stop + 1, next)? {
            Referent::Person(who) => {
                let gender = gender_of(self.text.flags(head));
                genders_agree(self.register.people[who as usize].gender, gender).then_some(who)
            }
            _ => None,
        }
    }

    /// The words themselves, in the nominative and without article.
    fn named(&self, start: usize, end: usize) -> Referent {
        let text = self.text;
        let article = text.is(start, Flags::ARTICLE) && end > start + 1 && !is_proper_article(text, start);
        let mut first = start + usize::from(article);
        // Adverbs before the name do not belong to it.
        while first + 1 < end && !text.tokens[first].capital && text.is(first, Flags::ADVERB) {
            first += 1;
        }
        // "das Gericht in der Begründung": where and about what it speaks is no part of its name.
        let apart = (first + 1..end).find(|at| !text.tokens[*at].capital && self.is_apart(*at));
        let mut last = apart.unwrap_or(end) - 1;
        while last > first && !text.is_word(last) && matches!(text.text(last), "," | ";" | ":") {
            last -= 1;
        }
        if let Some(name) = self.in_nominative(first, last) {
            return Referent::Named(name);
        }
        let words = text.span(first, last).slice(text.plain);
        let genitive = article && text.is(start, Flags::ARTICLE_GENITIVE) && !text.is(start, Flags::ARTICLE_NOMINATIVE);
        let head = text.text(first);
        let rest = &words[head.len()..];
        if genitive || text.without_genitive_apostrophe(head).len() < head.len() {
            let base = self.nominative(head);
            return Referent::Named(format!("{base}{rest}"));
        }
        Referent::Named(words.to_owned())
    }

    /// Whether a preposition opens something that describes no name: a place or a matter that no name has in it.
    fn is_apart(&self, at: usize) -> bool {
        let text = self.text;
        let inside = text.tokens[at].named || text.tokens.get(at + 1).is_some_and(|next| next.named);
        let names = &text.lexicon.resolution.name_prepositions;
        let attribute = names.is_empty() || names.contains(text.text(at));
        text.is(at, Flags::PREPOSITION) && !attribute && !inside
    }

    /// Words that begin with adjectives, with the endings that these have before a noun of this gender without an article:
    /// "argentinische Zentralbank" of "der argentinischen Zentralbank". `None` where there are none, or where nothing
    /// tells the gender.
    fn in_nominative(&self, first: usize, last: usize) -> Option<String> {
        let text = self.text;
        let words = &text.lexicon.resolution;
        let noun = (first..=last).find(|at| !text.is_word(*at) || text.tokens[*at].capital)?;
        if noun == first || !text.grammar.articles_show_case {
            return None;
        }
        let flags = text.flags(noun);
        let ending = if flags.any(Flags::FEMININE) {
            &words.feminine_ending
        } else if flags.any(Flags::ORGANIZATION_N | Flags::DOCUMENT_N) {
            &words.neuter_ending
        } else if flags.any(Flags::MASCULINE) {
            &words.masculine_ending
        } else {
            return None;
        };
        let adjective = |at: usize| {
            let word = text.text(at);
            let mut endings = text
                .grammar
                .adjective_endings
                .iter()
                .filter_map(|ending| word.strip_suffix(ending.as_str()));
            let stem = endings.by_ref().min_by_key(|stem| stem.len())?;
            Some(format!("{stem}{ending}"))
        };
        let mut name: Vec<String> = (first..noun).map(adjective).collect::<Option<_>>()?;
        let rest = text.span(noun, last).slice(text.plain);
        let head = text.text(noun);
        name.push(format!("{}{}", self.nominative(head), &rest[head.len()..]));
        Some(name.join(" "))
    }

    /// A noun without the ending of a genitive, if the text or the vocabulary has it without.
    fn nominative<'w>(&self, word: &'w str) -> &'w str {
        let base = self.text.without_genitive_apostrophe(word);
        let known = |stem: &&str| {
            stem.chars().count() > 2
                && (self.register.free.contains(stem)
                    || self.text.lexicon.word(stem).flags == self.text.lexicon.word(base).flags
                        && self.text.lexicon.word(stem).flags.any(Flags::SPEAKER))
        };
        let endings = &self.text.lexicon.resolution.genitive_endings;
        endings
            .iter()
            .filter_map(|ending| base.strip_suffix(ending.as_str()))
            .find(known)
            .unwrap_or(base)
    }
}

/// Whether an article is part of a name: capitalised within a sentence.
fn is_proper_article(text: &Tokenised<'_>, at: usize) -> bool {
    text.tokens[at].capital && !crate::enrich::text::phrases::is_sentence_start(text, at)
}

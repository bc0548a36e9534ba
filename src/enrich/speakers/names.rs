//! Recognises names of people in a text: titles, forenames, particles, surname.

use std::collections::BTreeSet;

use crate::enrich::text::phrases::Gender;
use crate::enrich::text::tokens::{TokenKind, Tokenised};
use crate::language::{Flags, begins_with};

/// A name with its titles, as token indexes.
#[derive(Clone, Copy, Debug)]
pub struct Name {
    /// The first title, or the first word of the name.
    pub start: usize,
    /// The first word of the name itself.
    pub first: usize,
    pub last: usize,
    /// The token after the last forename; `first` if there is none.
    pub surname: usize,
    pub gender: Gender,
    /// Whether a title or a forename shows that it is a person.
    pub certain: bool,
}

impl Name {
    /// Whether it has a forename and a surname.
    pub fn is_full(&self) -> bool {
        self.surname > self.first && self.surname <= self.last
    }

    pub fn has_title(&self) -> bool {
        self.start < self.first
    }
}

/// Nouns that can be speakers.
const SPEAKING: Flags = Flags::OFFICE
    .with(Flags::ORGANIZATION)
    .with(Flags::DOCUMENT)
    .with(Flags::PERSON_PLURAL)
    .with(Flags::FAMILY_M)
    .with(Flags::FAMILY_F)
    .with(Flags::SPEECH_NOUN)
    .with(Flags::SOURCE_NOUN);

/// Nouns that are surnames only after a title or a forename.
const NOUN: Flags = SPEAKING
    .with(Flags::NAMED_THING)
    .with(Flags::MEDIUM)
    .with(Flags::OCCASION)
    .with(Flags::FUNCTION_WORD);

/// A title, an office or a relation.
pub(super) const TITLE: Flags = Flags::OFFICE
    .with(Flags::HONORIFIC)
    .with(Flags::FAMILY_M)
    .with(Flags::FAMILY_F);

/// The capitalised words that the text uses outside of longer names. A word after a surname that never occurs alone is
/// probably the next noun.
pub(super) fn free_words<'a>(text: &Tokenised<'a>) -> BTreeSet<&'a str> {
    let words = text.tokens.iter().enumerate().filter(|(at, token)| {
        let candidate = token.kind == TokenKind::Word && token.capital && !token.info.flags.any(Flags::FUNCTION_WORD);
        candidate && (*at == 0 || !is_capital(text, at - 1) || text.is(at - 1, TITLE))
    });
    // Collecting sorts at once, which is faster than inserting one by one.
    words
        .map(|(at, _)| text.without_genitive_apostrophe(text.text(at)))
        .collect()
}

pub(super) fn is_capital(text: &Tokenised<'_>, at: usize) -> bool {
    text.tokens
        .get(at)
        .is_some_and(|token| token.kind == TokenKind::Word && token.capital)
}

/// Whether a token is the initial of a forename, with its full stop.
fn is_initial(text: &Tokenised<'_>, at: usize) -> bool {
    let word = text.text(at);
    word.ends_with('.') && word.chars().count() == 2 && word.starts_with(char::is_uppercase)
}

fn is_forename(text: &Tokenised<'_>, at: usize) -> bool {
    is_capital(text, at) && (text.is(at, Flags::FORENAME) || is_initial(text, at))
}

/// Whether a token is a title: an office before a name, or an honorific.
fn is_title(text: &Tokenised<'_>, at: usize) -> bool {
    let flags = text.flags(at);
    let written = is_capital(text, at) || !text.grammar.nouns_have_capitals() && text.is_word(at);
    written && flags.any(TITLE) && (!flags.any(Flags::FORENAME) || flags.any(Flags::HONORIFIC))
}

/// Whether a token may be a name without further evidence: capitalised, and not a known noun.
pub(super) fn is_name_like(text: &Tokenised<'_>, at: usize) -> bool {
    let other = Flags::MONTH | Flags::WEEKDAY;
    is_capital(text, at) && !text.is(at, NOUN.with(other)) && !text.text(at).contains(|c: char| c.is_ascii_digit())
}

/// Whether a word after a title can be a surname: capitalised, and not a noun that can be a speaker.
fn can_follow_title(text: &Tokenised<'_>, at: usize) -> bool {
    let things = Flags::NAMED_THING | Flags::MEDIUM | Flags::OCCASION;
    let flags = text.flags(at);
    is_name_like(text, at)
        || is_capital(text, at) && flags.any(things) && !flags.any(SPEAKING.with(Flags::FUNCTION_WORD))
}

/// The name that begins at a token, including its titles, and ends before `end`.
pub(super) fn name_at(text: &Tokenised<'_>, at: usize, end: usize, free: &BTreeSet<&str>) -> Option<Name> {
    let mut first = at;
    while first < end && is_title(text, first) {
        first += 1;
        // Dr.
        if text.is(first - 1, Flags::HONORIFIC) && text.is_sign(first, '.') {
            first += 1;
        }
    }
    let titled = first > at;
    if first >= end || !is_capital(text, first) {
        return None;
    }
    let honoured = titled && (at..first).any(|n| text.is(n, Flags::HONORIFIC));
    let name = if is_forename(text, first) {
        with_forename(text, first, end, free, titled)
    } else if honoured || titled && can_follow_title(text, first) {
        let genitive = genitive_complement(text, at, first) && !honoured;
        (!genitive).then(|| titled_surname(text, first, end, free))
    } else {
        None
    };
    let (last, surname) = name?;
    Some(Name {
        start: at,
        first,
        last,
        surname,
        gender: gender(text, (at, first, surname)),
        certain: true,
    })
}

/// The last token and the surname of a name that begins with a forename.
fn with_forename(
    text: &Tokenised<'_>,
    first: usize,
    end: usize,
    free: &BTreeSet<&str>,
    titled: bool,
) -> Option<(usize, usize)> {
    let mut at = first;
    while at < end && is_forename(text, at) {
        at += 1;
    }
    // A nickname in quotation marks: Hans „Hansi“ Meer.
    let nickname = text
        .tokens
        .get(at)
        .is_some_and(|token| matches!(token.kind, TokenKind::Quote(_)))
        && at + 1 < end
        && is_name_like(text, at + 1);
    if nickname {
        at += 1;
    }
    let begun = particles(text, at, end, false);
    let other = Flags::MONTH | Flags::WEEKDAY;
    let fits = begun < end
        && is_capital(text, begun)
        && !text.is(begun, other)
        && (is_name_like(text, begun) || at == first + 1 && !text.is(begun, Flags::PERSON_PLURAL));
    if fits {
        return Some((surname_end(text, begun, end, free), at));
    }
    // If all words are forenames, the last is the surname.
    if at >= first + 2 && !is_initial(text, at - 1) {
        return Some((at - 1, at - 1));
    }
    titled.then_some((at - 1, at - 1))
}

/// Skips particles such as "von der" and "de la" before a capitalised word.
fn particles(text: &Tokenised<'_>, from: usize, end: usize, pure: bool) -> usize {
    let mut at = from;
    while at < end && at < from + 3 && text.is_word(at) && !text.tokens[at].capital {
        let flags = text.flags(at);
        let article = flags.any(Flags::ARTICLE) && at == from;
        let other = pure && flags != Flags::NAME_PARTICLE | Flags::FUNCTION_WORD;
        if !flags.any(Flags::NAME_PARTICLE) || article || other {
            break;
        }
        at += 1;
    }
    if at > from && !is_capital(text, at) { from } else { at }
}

/// The last word of a surname that begins at a token.
fn surname_end(text: &Tokenised<'_>, surname: usize, end: usize, free: &BTreeSet<&str>) -> usize {
    let mut last = surname;
    while last + 1 < end && last < surname + 3 {
        let word = text.text(last);
        if text.without_genitive_apostrophe(word).len() < word.len() {
            break;
        }
        let next = particles(text, last + 1, end, true);
        let known = text.is(next, Flags::SURNAME | Flags::FORENAME);
        let seen = next < end && free.contains(text.without_genitive_apostrophe(text.text(next)));
        let capitals = text.grammar.nouns_have_capitals();
        let alone = free.contains(word);
        let fits = next < end
            && is_name_like(text, next)
            && (next > last + 1 || !capitals || seen && !alone || known && !alone && text.text(next).len() > 2);
        if !fits {
            break;
        }
        last = next;
    }
    last
}

/// The surname after a title: one word, or two of which the first is an unknown forename.
fn titled_surname(text: &Tokenised<'_>, first: usize, end: usize, free: &BTreeSet<&str>) -> (usize, usize) {
    let next = particles(text, first + 1, end, false);
    let two = next < end
        && is_name_like(text, next)
        && text.without_genitive_apostrophe(text.text(first)) == text.text(first)
        && (!is_free_surname(text, first, free) || free.contains(text.without_genitive_apostrophe(text.text(next))));
    if two {
        (surname_end(text, next, end, free), first + 1)
    } else {
        (first, first)
    }
}

/// Whether a word after a title is a known surname that also occurs by itself.
fn is_free_surname(text: &Tokenised<'_>, at: usize, free: &BTreeSet<&str>) -> bool {
    free.contains(text.text(at)) && text.is(at, Flags::SURNAME)
}

/// Whether a word is a genitive complement of an office with article: "der Präsident Torviks".
fn genitive_complement(text: &Tokenised<'_>, at: usize, first: usize) -> bool {
    let article = (at.saturating_sub(3)..at).any(|n| text.is(n, Flags::ARTICLE));
    article && text.grammar.possessive.has_ending(text.text(first))
}

/// The gender of a name, by its forenames, else by its titles.
fn gender(text: &Tokenised<'_>, (start, first, surname): (usize, usize, usize)) -> Gender {
    let all = |from: usize, to: usize| (from..to).fold(Flags::NONE, |flags, at| flags.with(text.flags(at)));
    match gender_of(all(first, surname)) {
        Gender::Unknown => gender_of(all(start, first)),
        known => known,
    }
}

pub(super) fn gender_of(flags: Flags) -> Gender {
    let feminine = Flags::FORENAME_F | Flags::OFFICE_F | Flags::HONORIFIC_F | Flags::FAMILY_F;
    let masculine = Flags::FORENAME_M | Flags::OFFICE_M | Flags::HONORIFIC_M | Flags::FAMILY_M;
    match (flags.any(feminine), flags.any(masculine)) {
        (true, false) => Gender::Feminine,
        (false, true) => Gender::Masculine,
        _ => Gender::Unknown,
    }
}

/// The first modifier before a noun, without the article.
pub(super) fn modifiers_start(text: &Tokenised<'_>, noun: usize) -> usize {
    let mut at = noun;
    while at > 0 && at + 6 > noun {
        let before = at - 1;
        let flags = text.flags(before);
        let small = flags.any(Flags::FUNCTION_WORD | Flags::VERB | Flags::PARTICIPLE) && !flags.any(TITLE);
        let words = &text.lexicon.resolution;
        let lower = text.lower(before);
        let ordinal = begins_with(&lower, &words.former) || begins_with(&lower, &words.others);
        let noun_before = text.grammar.nouns_have_capitals() && text.tokens[before].capital;
        if !text.is_word(before) || small && !ordinal || noun_before {
            break;
        }
        at = before;
    }
    at
}

pub(super) fn genders_agree(a: Gender, b: Gender) -> bool {
    a == b || a == Gender::Unknown || b == Gender::Unknown
}

/// A name of two to four capitalised words that make up the whole designation of a speaker, without known nouns.
pub(super) fn untitled_name(text: &Tokenised<'_>, start: usize, end: usize) -> Option<Name> {
    let stop = (start..end)
        .find(|n| text.is_sign(*n, ',') || text.is_sign(*n, '('))
        .unwrap_or(end);
    let small = |n: usize| text.is(n, Flags::NAME_PARTICLE) && !text.is(n, Flags::ARTICLE);
    let plain = (start..stop).all(|n| is_name_like(text, n) || n > start && n + 1 < stop && small(n));
    let words = stop - start;
    // A later forename begins the actual name: "Mieterin Gerda Hoyer".
    let plain = plain && !(start + 1..stop).any(|n| text.is(n, Flags::FORENAME));
    (plain && (2..=4).contains(&words)).then_some(Name {
        start,
        first: start,
        last: stop - 1,
        surname: start + 1,
        gender: Gender::Unknown,
        certain: false,
    })
}

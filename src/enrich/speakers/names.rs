//! Names as they stand in the text: titles, forenames, particles, surname.

use std::collections::BTreeSet;

use crate::enrich::text::phrases::Gender;
use crate::enrich::text::tokens::{TokenKind, Tokenised};
use crate::language::{Flags, ResolutionWords};

/// A name with its titles. Numbers are of tokens.
#[derive(Clone, Copy, Debug)]
pub struct Name {
    /// The first title, or the first word of the name.
    pub start: usize,
    /// The first word of the name itself, and its last.
    pub first: usize,
    /// See `first`.
    pub last: usize,
    /// One past the last forename; `first` where there is none.
    pub surname: usize,
    /// What the titles and forenames say.
    pub gender: Gender,
    /// Whether a title or a forename says that it is a person's.
    pub certain: bool,
}

impl Name {
    /// Whether it has a forename and a surname.
    pub fn is_full(&self) -> bool {
        self.surname > self.first && self.surname <= self.last
    }

    /// Whether titles stand before it.
    pub fn has_title(&self) -> bool {
        self.start < self.first
    }
}

/// Nouns of who or what can speak.
const SPEAKING: Flags = Flags::OFFICE
    .with(Flags::ORGANIZATION)
    .with(Flags::DOCUMENT)
    .with(Flags::PEOPLE)
    .with(Flags::FAMILY_M)
    .with(Flags::FAMILY_F)
    .with(Flags::SPEECH_NOUN)
    .with(Flags::SOURCE_NOUN);

/// What cannot be a surname where nothing before it says that a name follows.
const NOUN: Flags = SPEAKING
    .with(Flags::NAMED_THING)
    .with(Flags::MEDIUM)
    .with(Flags::OCCASION)
    .with(Flags::SMALL);

/// A title, an office or a relation.
pub(super) const TITLE: Flags = Flags::OFFICE
    .with(Flags::HONORIFIC)
    .with(Flags::FAMILY_M)
    .with(Flags::FAMILY_F);

/// The words that the text uses by themselves, not as part of a longer name: what follows a
/// surname and is never seen alone is rather the next noun.
pub(super) fn free_words<'a>(text: &Tokenised<'a>) -> BTreeSet<&'a str> {
    let words = text.tokens.iter().enumerate().filter(|(at, token)| {
        let candidate = token.kind == TokenKind::Word && token.capital && !token.info.flags.any(Flags::SMALL);
        candidate && (*at == 0 || !is_capital(text, at - 1) || text.flags(at - 1).any(TITLE))
    });
    // Sorted at once, which is faster than one by one.
    words.map(|(at, _)| bare(text.text(at))).collect()
}

/// A word without what marks a possessor.
pub(super) fn bare(word: &str) -> &str {
    word.strip_suffix("’s")
        .or_else(|| word.strip_suffix("'s"))
        .unwrap_or(word)
        .trim_end_matches(['’', '\''])
}

/// Whether a token is a word with a capital.
pub(super) fn is_capital(text: &Tokenised<'_>, at: usize) -> bool {
    text.tokens
        .get(at)
        .is_some_and(|token| token.kind == TokenKind::Word && token.capital)
}

/// Whether a token is a capital of somebody's forename, with its full stop.
fn is_initial(text: &Tokenised<'_>, at: usize) -> bool {
    let word = text.text(at);
    word.ends_with('.') && word.chars().count() == 2 && word.starts_with(char::is_uppercase)
}

fn is_forename(text: &Tokenised<'_>, at: usize) -> bool {
    is_capital(text, at) && (text.flags(at).any(Flags::FORENAME) || is_initial(text, at))
}

/// Whether a token is a title: an office before a name, or an honorific.
fn is_title(text: &Tokenised<'_>, at: usize) -> bool {
    let flags = text.flags(at);
    let written = is_capital(text, at) || !text.lexicon.noun_capitals && text.is_word(at);
    written && flags.any(TITLE) && (!flags.any(Flags::FORENAME) || flags.any(Flags::HONORIFIC))
}

/// Whether a token looks like a name where nothing says so: a capital that is no known noun.
pub(super) fn is_plain(text: &Tokenised<'_>, at: usize) -> bool {
    let other = Flags::MONTH.with(Flags::WEEKDAY);
    is_capital(text, at)
        && !text.flags(at).any(NOUN.with(other))
        && !text.text(at).contains(|c: char| c.is_ascii_digit())
}

/// Whether a word behind a title is a surname: any capital that is not itself who or what can speak.
fn can_follow_title(text: &Tokenised<'_>, at: usize) -> bool {
    let things = Flags::NAMED_THING.with(Flags::MEDIUM).with(Flags::OCCASION);
    let flags = text.flags(at);
    is_plain(text, at) || is_capital(text, at) && flags.any(things) && !flags.any(SPEAKING.with(Flags::SMALL))
}

/// The name that begins at a token, titles included, before `end`.
pub(super) fn name_at(text: &Tokenised<'_>, at: usize, end: usize, free: &BTreeSet<&str>) -> Option<Name> {
    let mut first = at;
    while first < end && is_title(text, first) {
        first += 1;
        // Dr.
        if text.flags(first - 1).any(Flags::HONORIFIC) && text.is_sign(first, '.') {
            first += 1;
        }
    }
    let titled = first > at;
    if first >= end || !is_capital(text, first) {
        return None;
    }
    let honoured = titled && (at..first).any(|n| text.flags(n).any(Flags::HONORIFIC));
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

/// Forenames, initials, particles, surname.
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
    // A nickname in marks or brackets: Hans „Hansi“ Meer.
    let nickname = text
        .tokens
        .get(at)
        .is_some_and(|token| matches!(token.kind, TokenKind::Quote(_)))
        && at + 1 < end
        && is_plain(text, at + 1);
    if nickname {
        at += 1;
    }
    let begun = particles(text, at, end, false);
    let other = Flags::MONTH.with(Flags::WEEKDAY);
    let fits = begun < end
        && is_capital(text, begun)
        && !text.flags(begun).any(other)
        && (is_plain(text, begun) || at == first + 1 && !text.flags(begun).any(Flags::PEOPLE));
    if fits {
        return Some((extended(text, begun, end, free), at));
    }
    // All are known as forenames: the last is the surname.
    if at >= first + 2 && !is_initial(text, at - 1) {
        return Some((at - 1, at - 1));
    }
    titled.then_some((at - 1, at - 1))
}

/// Skips "von der", "de la" and the like; where it leads to no name, nothing is skipped.
fn particles(text: &Tokenised<'_>, from: usize, end: usize, pure: bool) -> usize {
    let mut at = from;
    while at < end && at < from + 3 && text.is_word(at) && !text.tokens[at].capital {
        let flags = text.flags(at);
        let article = flags.any(Flags::ARTICLE) && at == from;
        let other = pure && flags != Flags::NAME_PARTICLE.with(Flags::SMALL);
        if !flags.any(Flags::NAME_PARTICLE) || article || other {
            break;
        }
        at += 1;
    }
    if at > from && !is_capital(text, at) { from } else { at }
}

/// The last word of a surname that begins at a token.
fn extended(text: &Tokenised<'_>, surname: usize, end: usize, free: &BTreeSet<&str>) -> usize {
    let mut last = surname;
    while last + 1 < end && last < surname + 3 {
        let word = text.text(last);
        if bare(word).len() < word.len() {
            break;
        }
        let next = particles(text, last + 1, end, true);
        let known = text.flags(next).any(Flags::SURNAME.with(Flags::FORENAME));
        let seen = next < end && free.contains(bare(text.text(next)));
        let capitals = text.lexicon.noun_capitals;
        let alone = free.contains(word);
        let fits = next < end
            && is_plain(text, next)
            && (next > last + 1 || !capitals || seen && !alone || known && !alone && text.text(next).len() > 2);
        if !fits {
            break;
        }
        last = next;
    }
    last
}

/// The surname behind a title: one word, or two of which the first is a forename that nobody knows.
fn titled_surname(text: &Tokenised<'_>, first: usize, end: usize, free: &BTreeSet<&str>) -> (usize, usize) {
    let next = particles(text, first + 1, end, false);
    let two = next < end
        && is_plain(text, next)
        && bare(text.text(first)) == text.text(first)
        && (!free_alone(text, first, free) || free.contains(bare(text.text(next))));
    if two {
        (extended(text, next, end, free), first + 1)
    } else {
        (first, first)
    }
}

/// Whether a word that stands behind a title here is also used by itself elsewhere. What stands
/// behind a title counts as free, so this looks only at short texts' chance: a word that is a
/// known surname.
fn free_alone(text: &Tokenised<'_>, at: usize, free: &BTreeSet<&str>) -> bool {
    free.contains(text.text(at)) && text.flags(at).any(Flags::SURNAME)
}

/// "der Präsident Torviks": behind article and office a genitive is no name.
fn genitive_complement(text: &Tokenised<'_>, at: usize, first: usize) -> bool {
    let article = (at.saturating_sub(3)..at).any(|n| text.flags(n).any(Flags::ARTICLE));
    text.lexicon.noun_capitals && article && text.text(first).ends_with('s')
}

/// The gender of a name: by its forename, else by its titles.
fn gender(text: &Tokenised<'_>, (start, first, surname): (usize, usize, usize)) -> Gender {
    let all = |from: usize, to: usize| (from..to).fold(Flags::NONE, |flags, at| flags.with(text.flags(at)));
    match gender_of(all(first, surname)) {
        Gender::Unknown => gender_of(all(start, first)),
        known => known,
    }
}

/// What the flags of titles and forenames say of the gender.
pub(super) fn gender_of(flags: Flags) -> Gender {
    let feminine = Flags::FORENAME_F
        .with(Flags::OFFICE_F)
        .with(Flags::HONORIFIC_F)
        .with(Flags::FAMILY_F);
    let masculine = Flags::FORENAME_M
        .with(Flags::OFFICE_M)
        .with(Flags::HONORIFIC_M)
        .with(Flags::FAMILY_M);
    match (flags.any(feminine), flags.any(masculine)) {
        (true, false) => Gender::Feminine,
        (false, true) => Gender::Masculine,
        _ => Gender::Unknown,
    }
}

/// The first of the words before a noun that belong to it, without the article.
pub(super) fn modifiers_start(text: &Tokenised<'_>, noun: usize) -> usize {
    let mut at = noun;
    while at > 0 && at + 6 > noun {
        let before = at - 1;
        let flags = text.flags(before);
        let small = flags.any(Flags::SMALL.with(Flags::VERB).with(Flags::PARTICIPLE)) && !flags.any(TITLE);
        let words = &text.lexicon.resolution;
        let lower = text.lower(before);
        let ordinal = ResolutionWords::begins(&lower, &words.former) || ResolutionWords::begins(&lower, &words.others);
        let noun_before = text.lexicon.noun_capitals && text.tokens[before].capital;
        if !text.is_word(before) || small && !ordinal || noun_before {
            break;
        }
        at = before;
    }
    at
}

//! Finds further mentions of named things: surnames, and repeated names.
#![expect(clippy::disallowed_types, reason = "hash maps for look-ups alone")]

use std::collections::BTreeMap;

use ahash::AHashMap;

use super::things::Draft;
use super::tokens::NameToken;
use crate::enrich::text::tokens::Tokenised;
use crate::language::{Flags, ends_in};
use crate::model::enrichment::{NameForm, NameMention};
use crate::model::entity::EntityType;

/// A name to search for; `thing` is the number of its owner.
struct SearchedName<'a> {
    words: Vec<&'a str>,
    thing: usize,
    form: NameForm,
    /// Whether the knowledge base contains its owner.
    known: bool,
}

/// The index of the first part of a compound among the lookup keys of a word.
const COMPOUND: usize = 3;

pub(super) fn find(text: &Tokenised<'_>, tokens: &[NameToken], things: &mut [Draft]) {
    let names: Vec<(String, Vec<String>)> = things
        .iter()
        .map(|thing| (thing.name.clone(), thing.acronyms.clone()))
        .collect();
    let sought = sought(text, things, &names);
    let mut taken: BTreeMap<u32, u32> = BTreeMap::new();
    for mention in things.iter().flat_map(|thing| &thing.mentions) {
        taken.insert(mention.span.start, mention.span.end);
    }
    let mut at = 0;
    while at < tokens.len() {
        let token = &tokens[at];
        at += 1;
        if !token.word || !token.capital {
            continue;
        }
        let before = taken.range(..token.span.end).next_back();
        if before.is_some_and(|(_, end)| *end > token.span.start) {
            continue;
        }
        if let Some((thing, mention, words)) = at_token(text, tokens, at - 1, &sought) {
            things[thing].mentions.push(mention);
            at += words - 1;
        }
    }
}

/// The names to search for by their first word, the longest first.
fn sought<'a>(
    text: &Tokenised<'_>,
    things: &[Draft],
    names: &'a [(String, Vec<String>)],
) -> AHashMap<&'a str, Vec<SearchedName<'a>>> {
    let mut sought: AHashMap<&str, Vec<SearchedName<'_>>> = AHashMap::new();
    for (number, (thing, (name, acronyms))) in things.iter().zip(names).enumerate() {
        let words: Vec<&str> = name.split(' ').collect();
        let (Some(first), Some(last)) = (words.first().copied(), words.last().copied()) else {
            continue;
        };
        let several = words.len() > 1;
        let mut all: Vec<(Vec<&str>, NameForm)> = acronyms
            .iter()
            .map(|short| (vec![short.as_str()], NameForm::Acronym))
            .collect();
        match thing.entity_type {
            EntityType::Person if several => all.push((vec![last], NameForm::Surname)),
            EntityType::Organization if several && stands_alone(text, first) => {
                all.push((vec![first], NameForm::Short));
            }
            _ => {}
        }
        all.push((words, NameForm::Full));
        for (words, form) in all {
            sought.entry(words[0]).or_default().push(SearchedName {
                words,
                thing: number,
                form,
                known: !thing.hits.is_empty(),
            });
        }
    }
    #[expect(clippy::disallowed_methods, reason = "each list is sorted by itself")]
    for list in sought.values_mut() {
        list.sort_by_key(|name| (std::cmp::Reverse(name.words.len()), name.thing));
    }
    sought
}

/// Whether the first word of a name can be its short form: not an adjective, and not a common noun.
fn stands_alone(text: &Tokenised<'_>, word: &str) -> bool {
    let adjective = ends_in(word, &text.grammar.adjective_endings);
    word.chars().count() >= 4 && !adjective && text.info(word).flags == Flags::NONE
}

/// The mention at a token: the number of the thing, the mention, and its number of tokens.
fn at_token(
    text: &Tokenised<'_>,
    tokens: &[NameToken],
    at: usize,
    sought: &AHashMap<&str, Vec<SearchedName<'_>>>,
) -> Option<(usize, NameMention, usize)> {
    let word = tokens[at].span.slice(text.plain);
    let genitive = text.grammar.name_stem(word).filter(|stem| stem.len() > 2);
    let lead = word.split_once('-').map(|(lead, _)| lead);
    let stems = [Some(word), Some(text.without_genitive_apostrophe(word)), genitive, lead];
    for (kind, stem) in stems.into_iter().enumerate() {
        let Some(list) = stem.and_then(|stem| sought.get(stem)) else {
            continue;
        };
        let single = kind > 0;
        let fits = |name: &&SearchedName<'_>| {
            let more = &name.words[1..];
            more.is_empty() || !single && follows(text, tokens, at + 1, more)
        };
        let mut fitting = list.iter().filter(fits);
        let Some(first) = fitting.next() else { continue };
        // Compounds of known names were found by the scan for the knowledge base.
        if kind == COMPOUND && first.known {
            return None;
        }
        // A surname of two people is ambiguous.
        let shared = fitting.any(|other| other.words.len() == first.words.len() && other.thing != first.thing);
        if shared {
            return None;
        }
        let last = at + first.words.len() - 1;
        let mut span = tokens[at].span.to(tokens[last].span);
        let form = match kind {
            0 => first.form,
            COMPOUND => {
                span.end = span.start + stem.map_or(0, str::len) as u32;
                NameForm::Compound
            }
            _ if first.form == NameForm::Surname => NameForm::Surname,
            _ => NameForm::Genitive,
        };
        return Some((first.thing, NameMention { span, form }, first.words.len()));
    }
    None
}

/// Whether words follow from a token on; the last may be in the genitive.
fn follows(text: &Tokenised<'_>, tokens: &[NameToken], at: usize, words: &[&str]) -> bool {
    words.iter().enumerate().all(|(n, wanted)| {
        let Some(token) = tokens.get(at + n) else { return false };
        let word = token.span.slice(text.plain);
        let last = n + 1 == words.len();
        word == *wanted
            || last
                && (text.without_genitive_apostrophe(word) == *wanted || text.grammar.name_stem(word) == Some(*wanted))
    })
}

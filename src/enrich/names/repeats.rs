//! Further mentions of what the text names: surnames alone, the same name once more.

use std::collections::BTreeMap;

use ahash::AHashMap;

use super::forms::bare;
use super::things::Draft;
use super::tokens::NameToken;
use crate::enrich::text::tokens::Tokenised;
use crate::language::Flags;
use crate::model::enrichment::{NameForm, NameMention};
use crate::model::entity::EntityType;
use crate::model::span::Span;

/// A name to look for: its words, whose it is, and how it stands there.
struct Sought<'a> {
    words: Vec<&'a str>,
    thing: usize,
    form: NameForm,
    /// Whether the knowledge base has the name.
    known: bool,
}

/// The number of the first part of a compound among what a word is looked up by.
const LEAD: usize = 3;

/// Finds what is named once more.
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

/// What is looked for, by its first word: the longest name first.
fn sought<'a>(
    text: &Tokenised<'_>,
    things: &[Draft],
    names: &'a [(String, Vec<String>)],
) -> AHashMap<&'a str, Vec<Sought<'a>>> {
    let mut sought: AHashMap<&str, Vec<Sought<'_>>> = AHashMap::new();
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
            sought.entry(words[0]).or_default().push(Sought {
                words,
                thing: number,
                form,
                known: !thing.hits.is_empty(),
            });
        }
    }
    for list in sought.values_mut() {
        list.sort_by_key(|name| (std::cmp::Reverse(name.words.len()), name.thing));
    }
    sought
}

/// Whether the first word of a name can stand for all of it: no adjective, no common noun.
fn stands_alone(text: &Tokenised<'_>, word: &str) -> bool {
    let adjective = text.lexicon.noun_capitals && {
        let endings = text.lexicon.adjective_endings.iter();
        endings.clone().any(|ending| word.ends_with(ending.as_str()))
    };
    word.chars().count() >= 4 && !adjective && text.info(word).flags == Flags::NONE
}

/// The name that stands at a token, whose it is, and how many tokens it has.
fn at_token(
    text: &Tokenised<'_>,
    tokens: &[NameToken],
    at: usize,
    sought: &AHashMap<&str, Vec<Sought<'_>>>,
) -> Option<(usize, NameMention, usize)> {
    let word = tokens[at].span.slice(text.plain);
    let genitive = word.strip_suffix('s').filter(|stem| stem.len() > 2);
    let lead = word.split_once('-').map(|(lead, _)| lead);
    let stems = [Some(word), Some(bare(word)), genitive, lead];
    for (kind, stem) in stems.into_iter().enumerate() {
        let Some(list) = stem.and_then(|stem| sought.get(stem)) else {
            continue;
        };
        let single = kind > 0;
        let fits = |name: &&Sought<'_>| {
            let more = &name.words[1..];
            more.is_empty() || !single && follows(text, tokens, at + 1, more)
        };
        let mut fitting = list.iter().filter(fits);
        let Some(first) = fitting.next() else { continue };
        // A surname of two people is nobody's.
        // The table of the knowledge base has seen to the compounds of its names.
        if kind == LEAD && first.known {
            return None;
        }
        let shared = fitting.any(|other| other.words.len() == first.words.len() && other.thing != first.thing);
        if shared {
            return None;
        }
        let last = at + first.words.len() - 1;
        let mut span = Span {
            start: tokens[at].span.start,
            end: tokens[last].span.end,
        };
        let form = match kind {
            0 => first.form,
            LEAD => {
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

/// Whether words stand at a token and behind it; the last may have the ending of a genitive.
fn follows(text: &Tokenised<'_>, tokens: &[NameToken], at: usize, words: &[&str]) -> bool {
    words.iter().enumerate().all(|(n, wanted)| {
        let Some(token) = tokens.get(at + n) else { return false };
        let word = token.span.slice(text.plain);
        let last = n + 1 == words.len();
        word == *wanted || last && (bare(word) == *wanted || word.strip_suffix('s') == Some(*wanted))
    })
}

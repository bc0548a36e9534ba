//! Offices that an article leaves unexplained: "the mayor", where the registry knows which of the people named
//! before holds the office.
//!
//! The article itself is heard first (`enrich`). Here the offices of the registry and of the
//! knowledge base are compared with the words; nobody is meant unless exactly one person fits.

use super::mentions::ArticleMentions;
use super::placed::ParsedArticle;
use super::registry::{Registry, Target};
use crate::language::{Flags, Languages, Words, begins_with, lowered};
use crate::model::entity::EntityType;
use crate::model::span::Span;

/// The one person named before `words` who holds the office that they name.
pub(super) fn holder(
    article: &ParsedArticle,
    registry: &Registry<'_>,
    resolved: &ArticleMentions,
    words: Span,
) -> Option<Target> {
    let vocabulary = &Languages::embedded().get(&article.placement.lang).words;
    let office = Office::of_phrase(words.slice(&article.article.body.plain), vocabulary)?;
    let before = resolved
        .mentions
        .iter()
        .take_while(|mention| mention.span.start < words.start);
    let mut people: Vec<Target> = before
        .map(|mention| mention.target)
        .filter(|target| !matches!(target, Target::Thing(_)) && registry.entity_type(*target) == EntityType::Person)
        .collect();
    people.sort_unstable();
    people.dedup();
    let mut holders = people.into_iter().filter(|target| {
        let titles = registry.titles_at(*target, article.article.date.as_ref(), &article.placement.lang.0);
        titles.iter().any(|title| office.is_one(title, registry, vocabulary))
            || office.is_told(*target, registry, vocabulary)
    });
    holders.next().filter(|_| holders.next().is_none())
}

/// An office as words name it: the noun, and what tells it from others of its kind.
struct Office<'t> {
    /// In a compound with a hyphen its last part.
    head: &'t str,
    /// What stands before it in the compound.
    prefix: Option<&'t str>,
    /// The stems of all other words but function words.
    others: Vec<String>,
    text: &'t str,
}

impl<'t> Office<'t> {
    /// The office that a speaker's words name: with a definite article, held now, by a single person.
    fn of_phrase(text: &'t str, words: &Words) -> Option<Office<'t>> {
        let resolution = &words.lexicon.resolution;
        let first = text.split_whitespace().next()?;
        let rest = &text[first.len()..];
        let changed = |word: &str| {
            let lower = lowered(word);
            [&resolution.former, &resolution.others, &resolution.deputies]
                .into_iter()
                .any(|list| begins_with(&lower, list))
        };
        if !resolution.definite_articles.contains(&*lowered(first)) || rest.split_whitespace().any(changed) {
            return None;
        }
        let office = Office::read(rest, words)?;
        let flags = words.lexicon.word(office.head).flags;
        let one = flags.any(Flags::OFFICE) && !flags.any(Flags::ORGANIZATION);
        one.then_some(office)
    }

    /// Noun and qualifiers of a phrase, up to its first sign.
    fn read(text: &'t str, words: &Words) -> Option<Office<'t>> {
        let lexicon = &words.lexicon;
        let text = text.split([',', '(', ';', ':']).next()?;
        let small = Flags::ARTICLE.with(Flags::PREPOSITION).with(Flags::CONJUNCTION);
        let mut head = None;
        let mut closed = false;
        let mut others: Vec<String> = Vec::new();
        for word in text.split_whitespace() {
            if lexicon.word(word).flags.any(small)
                && (!lexicon.grammar.nouns_have_capitals() || !word.starts_with(char::is_uppercase))
            {
                closed |= head.is_some();
            } else if lexicon.grammar.nouns_have_capitals() && !word.starts_with(char::is_uppercase) {
                // An adjective.
            } else if head.is_none() || !closed && !lexicon.grammar.nouns_have_capitals() {
                others.extend(head.replace(word).map(|word| stem(word, words)));
            } else {
                others.push(stem(word, words));
            }
        }
        let (prefix, head) = match head?.rsplit_once('-') {
            Some((prefix, head)) => (Some(prefix), head),
            None => (None, head?),
        };
        Some(Office {
            head,
            prefix,
            others,
            text,
        })
    }

    /// Whether a title names this office, as fully or more so.
    fn is_one(&self, title: &str, registry: &Registry<'_>, words: &Words) -> bool {
        let Some(title) = Office::read(title, words) else {
            return false;
        };
        let known = |word: &str| {
            title.others.contains(&stem(word, words)) || title.prefix == Some(word) || registry.share(word, title.text)
        };
        self.is_head_of(&title, words)
            && self.prefix.is_none_or(known)
            && self.others.iter().all(|word| title.others.contains(word))
    }

    /// Whether an entity's short names ("Councillor Ohrt") or its description say that it holds this
    /// office. Where its dated offices name it, these decide.
    fn is_told(&self, target: Target, registry: &Registry<'_>, words: &Words) -> bool {
        let Target::Entity(id) = target else {
            return false;
        };
        let entity = registry.get(id);
        let same = |title: &str| Office::read(title, words).is_some_and(|title| self.is_head_of(&title, words));
        if entity.roles.iter().any(|role| same(&role.title)) {
            return false;
        }
        let surname = entity.header.title.rsplit(' ').next();
        let titled = entity.names.iter().filter_map(|name| {
            let (before, last) = name.rsplit_once(' ')?;
            (Some(last) == surname).then_some(before)
        });
        let mut told = titled.chain(entity.description.as_deref());
        told.any(|title| self.is_one(title, registry, words))
    }

    /// Whether the nouns are the same, or this one stands for longer ones and ends it.
    fn is_head_of(&self, title: &Office<'_>, words: &Words) -> bool {
        let resolution = &words.lexicon.resolution;
        let (own, full) = (stem(self.head, words), stem(title.head, words));
        let general = || {
            let listed = resolution
                .general_offices
                .iter()
                .any(|office| stem(office, words) == own);
            listed && words.lexicon.grammar.nouns_have_capitals() && full.ends_with(&own)
        };
        own == full || general()
    }
}

fn stem(word: &str, words: &Words) -> String {
    words.lexicon.resolution.stem(word)
}

//! Reads a noun phrase with all that belongs to it behind its noun.

use super::noun_group::{
    Case, Gender, Phrase, begins_noun, case_of, gender_of, is_name, nouns, pronoun, skip_adjectives,
};
use crate::enrich::text::tokens::{TokenKind, Tokenised};
use crate::language::Flags;

/// The phrase that begins at a token, none of it at or past `limit`.
pub fn parse(text: &Tokenised<'_>, start: usize, limit: usize) -> Option<Phrase> {
    parse_at_depth(text, start, limit.min(text.tokens.len()), 0)
}

fn parse_at_depth(text: &Tokenised<'_>, start: usize, limit: usize, depth: usize) -> Option<Phrase> {
    if start >= limit || matches!(text.tokens[start].kind, TokenKind::Sign(_)) {
        return None;
    }
    let flags = text.flags(start);
    if flags.any(Flags::PRONOUN) && !begins_noun(text, start, limit) {
        // "diese „…“": marked words are its noun.
        let quote = start + 1 < limit && text.is_quote(start + 1);
        if quote && flags.any(Flags::ARTICLE) {
            return None;
        }
        return Some(pronoun(text, start));
    }
    if depth == 0
        && let Some(phrase) = one_of(text, start, limit)
    {
        return Some(phrase);
    }
    let after_article = start + usize::from(flags.any(Flags::ARTICLE));
    let mut at = skip_adjectives(text, after_article, limit);
    let mut case = case_of(text, start, after_article, at);
    let feminine_oblique = flags.any(Flags::ARTICLE_NOMINATIVE) && flags.any(Flags::ARTICLE_FEMININE_OBLIQUE);
    let core_start = at;
    let (core_end, core_flags) = nouns(text, at, limit, start < at)?;
    at = core_end;
    if start == core_start
        && let Some(owned) = owned(text, (start, at), limit, depth)
    {
        return Some(owned);
    }
    let gender = gender_of(text, (core_start, core_end), core_flags);
    if feminine_oblique && gender == Gender::Feminine {
        case = Case::Oblique;
    }
    let mut phrase = Phrase {
        start,
        end: at,
        core: (core_start, core_end),
        case,
        pronoun: false,
        flags: core_flags,
        gender,
    };
    if depth < 3 {
        attributes(text, &mut phrase, limit, depth);
    }
    Some(phrase)
}

/// "Meers neuer Sprecher Jan Voss": a name in the genitive, adjectives, and what is owned.
fn owned(text: &Tokenised<'_>, (start, end): (usize, usize), limit: usize, depth: usize) -> Option<Phrase> {
    let adjective = end < limit && text.is_word(end) && !text.tokens[end].capital;
    if end != start + 1 || !adjective || !text.grammar.possessive.has_ending(text.text(start)) {
        return None;
    }
    let after = skip_adjectives(text, end, limit);
    let adjectives = after > end && after < limit && text.is_word(after) && text.tokens[after].capital;
    let inner = parse_at_depth(text, end, limit, depth).filter(|inner| adjectives && inner.core.0 == after)?;
    Some(Phrase {
        start,
        case: Case::Unknown,
        ..inner
    })
}

/// "einer der Männer": the article stands for the noun, a genitive follows.
fn one_of(text: &Tokenised<'_>, start: usize, limit: usize) -> Option<Phrase> {
    let genitive = start + 1 < limit && text.is(start + 1, Flags::ARTICLE_GENITIVE);
    // "…, die der Firma …" is a relative pronoun and its dative.
    if !genitive || !text.is(start, Flags::ARTICLE) || text.is(start, Flags::RELATIVE) {
        return None;
    }
    let inner = parse_at_depth(text, start + 1, limit, 1)?;
    let nominative = text.is(start, Flags::ARTICLE_NOMINATIVE) || inner.case == Case::Nominative;
    let case = if nominative { Case::Nominative } else { Case::Unknown };
    Some(Phrase {
        start,
        case,
        gender: Gender::Unknown,
        ..inner
    })
}

/// Adds what belongs to a phrase: genitives, "of …", what is in brackets, an apposition, and "and …".
fn attributes(text: &Tokenised<'_>, phrase: &mut Phrase, limit: usize, depth: usize) {
    loop {
        let at = phrase.end;
        if at >= limit {
            return;
        }
        let flags = text.flags(at);
        let others = Flags::SPEAKER.without(Flags::FORENAME | Flags::SURNAME | Flags::HONORIFIC);
        let surname = phrase.flags.any(Flags::SURNAME) && !phrase.flags.any(others);
        let named = phrase.flags.any(Flags::FORENAME) || surname;
        let inner = if flags.any(Flags::ARTICLE_GENITIVE) && !named {
            parse_at_depth(text, at, limit, depth + 1)
        } else if flags.any(Flags::ATTRIBUTE_PREPOSITION) && !named && phrase.flags.any(Flags::SPEAKER) {
            parse_at_depth(text, at + 1, limit, depth + 1).filter(|inner| describes(text, at, inner))
        } else {
            None
        };
        if let Some(inner) = inner {
            phrase.end = inner.end;
            if is_name(text, &inner) && inner.flags.any(Flags::FORENAME) && flags.any(Flags::ARTICLE_GENITIVE) {
                return;
            }
            continue;
        }
        if text.is_sign(at, '(') {
            let close = (at + 1..limit.min(at + 10)).find(|n| text.is_sign(*n, ')'));
            if let Some(close) = close {
                phrase.end = close + 1;
                continue;
            }
        }
        if depth == 0 && apposition(text, phrase, limit) {
            continue;
        }
        if depth == 0 && coordination(text, phrase, limit) {
            continue;
        }
        return;
    }
}

/// Whether a phrase behind a preposition says whose or where somebody is, and not what happens: "in den
/// Saal", "auf Anfrage".
fn describes(text: &Tokenised<'_>, preposition: usize, inner: &Phrase) -> bool {
    let word = text.text(preposition);
    let two_way = text.grammar.two_way_prepositions.iter().any(|other| other == word);
    let mut articles = text.grammar.direction_articles.iter();
    let direction = two_way && articles.any(|article| article == text.text(inner.start));
    let time = inner.flags.any(Flags::MONTH | Flags::WEEKDAY);
    let act = time || two_way && inner.start == inner.core.0 && inner.flags.any(Flags::SPEECH_NOUN | Flags::OCCASION);
    !direction && !act
}

/// ", Konrad Freiberg" behind an office, ", the mayor of X," behind a name.
fn apposition(text: &Tokenised<'_>, phrase: &mut Phrase, limit: usize) -> bool {
    if !text.is_sign(phrase.end, ',') {
        return false;
    }
    let Some(other) = parse_at_depth(text, phrase.end + 1, limit, 1) else {
        return false;
    };
    let offices = Flags::OFFICE | Flags::PERSON_PLURAL | Flags::FAMILY_M | Flags::FAMILY_F;
    let office = phrase.flags.any(offices);
    let name = |p: &Phrase| {
        p.start == p.core.0 && is_name(text, p) && (p.core.1 - p.core.0 >= 2 || p.flags.any(Flags::FORENAME))
    };
    let fits = office && !phrase.flags.any(Flags::FORENAME) && name(&other)
        || name(phrase) && other.flags.any(offices) && other.case != Case::Oblique;
    let closed = text.is_sign(other.end, ',')
        || other.end >= limit
        || !text.is_word(other.end)
        || text.is(other.end, Flags::VERB | Flags::AUXILIARY | Flags::VERB_SEPARABLE);
    if !fits || !closed || other.pronoun {
        return false;
    }
    phrase.flags = phrase.flags.with(other.flags);
    if office {
        phrase.core = other.core;
    }
    if phrase.gender == Gender::Unknown {
        phrase.gender = other.gender;
    }
    phrase.end = other.end;
    if text.is_sign(phrase.end, ',')
        && phrase.end + 1 < limit
        && text.is(phrase.end + 1, Flags::VERB | Flags::AUXILIARY | Flags::VERB_SEPARABLE)
    {
        phrase.end += 1;
    }
    true
}

/// "and Y" behind X, where Y can speak as X can.
fn coordination(text: &Tokenised<'_>, phrase: &mut Phrase, limit: usize) -> bool {
    if !text.is(phrase.end, Flags::CONJUNCTION) || !phrase.can_speak(text) {
        return false;
    }
    let Some(other) = parse_at_depth(text, phrase.end + 1, limit, 1) else {
        return false;
    };
    let capital = text.is_word(phrase.end + 1)
        && (text.tokens[phrase.end + 1].capital || text.is(phrase.end + 1, Flags::ARTICLE));
    // A verb right behind the second phrase means that a new clause begins with it.
    let clause =
        other.end < limit && text.is(other.end, Flags::VERB | Flags::AUXILIARY) && preceded_by_verb(text, phrase.start);
    if other.pronoun || !capital || !other.can_speak(text) || clause {
        return false;
    }
    phrase.end = other.end;
    phrase.gender = Gender::Plural;
    true
}

fn preceded_by_verb(text: &Tokenised<'_>, at: usize) -> bool {
    at > 0 && text.is(at - 1, Flags::VERB | Flags::VERB_SEPARABLE | Flags::AUXILIARY)
}

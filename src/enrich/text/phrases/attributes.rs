//! What belongs to a phrase behind its noun.

use super::{Case, Gender, Phrase, is_name, parse_at_depth};
use crate::enrich::text::tokens::Tokenised;
use crate::language::Flags;

/// Adds what belongs to a phrase: genitives, "of …", what is in brackets, an apposition, and "and …".
pub(super) fn attributes(text: &Tokenised<'_>, phrase: &mut Phrase, limit: usize, depth: usize) {
    loop {
        let at = phrase.end;
        if at >= limit {
            return;
        }
        let flags = text.flags(at);
        let others = Flags::SPEAKER.without(Flags::FORENAME.with(Flags::SURNAME).with(Flags::HONORIFIC));
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
    let two_way = text
        .lexicon
        .grammar
        .two_way_prepositions
        .iter()
        .any(|other| other == word);
    let direction = two_way
        && text
            .lexicon
            .grammar
            .direction_articles
            .iter()
            .any(|article| article == text.text(inner.start));
    let act = two_way && inner.start == inner.core.0 && inner.flags.any(Flags::SPEECH_NOUN.with(Flags::OCCASION));
    !direction && !act
}

/// ", Konrad Freiberg" behind an office, ", the mayor of X," behind a name.
pub(super) fn apposition(text: &Tokenised<'_>, phrase: &mut Phrase, limit: usize) -> bool {
    if !text.is_sign(phrase.end, ',') {
        return false;
    }
    let Some(other) = parse_at_depth(text, phrase.end + 1, limit, 1) else {
        return false;
    };
    let offices = Flags::OFFICE
        .with(Flags::PERSON_PLURAL)
        .with(Flags::FAMILY_M)
        .with(Flags::FAMILY_F);
    let office = phrase.flags.any(offices);
    let name = |p: &Phrase| {
        p.start == p.core.0 && is_name(text, p) && (p.core.1 - p.core.0 >= 2 || p.flags.any(Flags::FORENAME))
    };
    let fits = office && !phrase.flags.any(Flags::FORENAME) && name(&other)
        || name(phrase) && other.flags.any(offices) && other.case != Case::Oblique;
    let closed = text.is_sign(other.end, ',')
        || other.end >= limit
        || !text.is_word(other.end)
        || text
            .flags(other.end)
            .any(Flags::VERB.with(Flags::AUXILIARY).with(Flags::VERB_SEPARABLE));
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
        && text
            .flags(phrase.end + 1)
            .any(Flags::VERB.with(Flags::AUXILIARY).with(Flags::VERB_SEPARABLE))
    {
        phrase.end += 1;
    }
    true
}

/// "and Y" behind X, where Y can speak as X can.
pub(super) fn coordination(text: &Tokenised<'_>, phrase: &mut Phrase, limit: usize) -> bool {
    if !text.flags(phrase.end).any(Flags::CONJUNCTION) || !phrase.can_speak(text) {
        return false;
    }
    let Some(other) = parse_at_depth(text, phrase.end + 1, limit, 1) else {
        return false;
    };
    let capital = text.is_word(phrase.end + 1)
        && (text.tokens[phrase.end + 1].capital || text.flags(phrase.end + 1).any(Flags::ARTICLE));
    // A verb right behind the second phrase means that a new clause begins with it.
    let clause = other.end < limit
        && text.flags(other.end).any(Flags::VERB.with(Flags::AUXILIARY))
        && preceded_by_verb(text, phrase.start);
    if other.pronoun || !capital || !other.can_speak(text) || clause {
        return false;
    }
    phrase.end = other.end;
    phrase.gender = Gender::Plural;
    true
}

pub(super) fn preceded_by_verb(text: &Tokenised<'_>, at: usize) -> bool {
    at > 0
        && text
            .flags(at - 1)
            .any(Flags::VERB.with(Flags::VERB_SEPARABLE).with(Flags::AUXILIARY))
}

//! What a speaker is, by the noun or the name that the article calls it by.
//!
//! Words: `person_plural`, `medium`. Cases: `speaker-class`.

use super::names::TITLE;
use super::offices::age;
use super::resolution::Referent;
use crate::enrich::text::phrases::is_acronym;
use crate::enrich::text::tokens::Tokenised;
use crate::language::Flags;
use crate::model::enrichment::SpeakerClass;

/// The class of what the tokens from `start` to `end` name, of which `referent` is known.
pub(super) fn of(text: &Tokenised<'_>, (start, end): (usize, usize), referent: &Referent) -> SpeakerClass {
    match referent {
        Referent::Person(_) | Referent::Both(..) | Referent::Office(..) => return SpeakerClass::Person,
        // A pronoun stands for a body that the text has named.
        Referent::Named(_) if end == start + 1 && text.is(start, Flags::PRONOUN) => return SpeakerClass::Organization,
        Referent::Named(_) | Referent::Nobody => {}
    }
    // What belongs to the noun behind a preposition or a comma is not what speaks.
    let stop = (start + 1..end).find(|at| ends_head(text, *at)).unwrap_or(end);
    let words = || (start..stop).filter(|at| text.is_word(*at));
    let noun = |flags: Flags| words().any(|at| text.is(at, flags));
    let definite = text.lexicon.resolution.definite_articles.contains(&*text.lower(start));
    // "Mr. Trent tries to turn": what holds a verb is no name of anybody.
    let clause = Flags::INFINITIVE_MARKER | Flags::FINITE | Flags::AUXILIARY;
    let verb =
        |at: usize| !text.tokens[at].capital && text.is(at, clause) && !text.is(at, Flags::ARTICLE | Flags::OFFICE);
    if !text.grammar.nouns_have_capitals() && words().any(verb) {
        return SpeakerClass::Unknown;
    }
    if noun(Flags::HONORIFIC) {
        return SpeakerClass::Person;
    }
    if noun(Flags::PERSON_PLURAL) {
        return if definite {
            SpeakerClass::Group
        } else {
            SpeakerClass::Anonymous
        };
    }
    if noun(TITLE) || words().any(|at| age(text, at).is_some()) {
        return if definite {
            SpeakerClass::Person
        } else {
            SpeakerClass::Anonymous
        };
    }
    if noun(Flags::MEDIUM) {
        return SpeakerClass::Medium;
    }
    if noun(Flags::ORGANIZATION) || words().any(|at| is_acronym(text.text(at))) {
        return SpeakerClass::Organization;
    }
    if noun(Flags::DOCUMENT | Flags::SPEECH_NOUN | Flags::SOURCE_NOUN) || (start..stop).any(|at| text.is_quote(at)) {
        return SpeakerClass::Document;
    }
    if words().any(|at| text.tokens[at].person) {
        return SpeakerClass::Person;
    }
    let name = |at: usize| text.tokens[at].named || text.tokens[at].capital && !text.grammar.nouns_have_capitals();
    match words().any(name) {
        true => SpeakerClass::Organization,
        false => SpeakerClass::Unknown,
    }
}

/// Whether the head of a phrase ends before a token.
fn ends_head(text: &Tokenised<'_>, at: usize) -> bool {
    let small = Flags::PREPOSITION | Flags::ARTICLE_GENITIVE | Flags::RELATIVE;
    !text.is_word(at) && !text.is_quote(at) && !text.is_sign(at, '.') && !text.is_sign(at, '&')
        || text.is(at, small) && !text.tokens[at].capital
}

/// Whether a phrase names an act of speaking and nobody whose it is: "ersten Angaben", "Ansicht"; or, in a language that
/// writes common nouns small, a body by such a noun and an article: "the company".
pub(super) fn is_act(text: &Tokenised<'_>, (start, end): (usize, usize)) -> bool {
    let act = Flags::SPEECH_NOUN | Flags::SOURCE_NOUN;
    let owned = (start + 1..end).any(|at| text.is(at, Flags::ARTICLE_GENITIVE | Flags::PREPOSITION));
    let words = || (start..end).filter(|at| text.is_word(*at));
    let own = words().any(|at| text.is(at, act) && !text.is(at, Flags::DOCUMENT | Flags::ORGANIZATION | Flags::MEDIUM));
    let named = words().any(|at| text.tokens[at].named);
    let common = !text.grammar.nouns_have_capitals()
        && text.is(start, Flags::ARTICLE)
        && !words().any(|at| text.tokens[at].capital && at > start);
    !owned && own && !named || common
}

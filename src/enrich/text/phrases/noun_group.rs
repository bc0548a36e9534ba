//! Noun phrases and the words that they are made of: articles, adjectives, nouns, names.

use crate::enrich::text::tokens::{TokenKind, Tokenised};
use crate::language::{Flags, ends_behind, ends_in};
use crate::model::span::Span;

/// What a phrase can do in its sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Case {
    /// Its article says: subject.
    Nominative,
    /// Its article says: not the subject.
    Oblique,
    /// No article shows the case.
    Unknown,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gender {
    Masculine,
    Feminine,
    Plural,
    Unknown,
}

/// A noun phrase, from token `start` to before token `end`.
#[derive(Clone, Copy, Debug)]
pub struct Phrase {
    pub start: usize,
    pub end: usize,
    /// The first of its own noun or name, and one past the last: without article and attributes.
    pub core: (usize, usize),
    /// Whether it can be the subject.
    pub case: Case,
    pub pronoun: bool,
    /// Everything that is known of its words.
    pub flags: Flags,
    pub gender: Gender,
}

impl Phrase {
    pub fn span(&self, text: &Tokenised<'_>) -> Span {
        let span = text.span(self.start, self.end - 1);
        if !text.is(self.end - 1, Flags::CONTRACTED) {
            return span;
        }
        // "he’d": the auxiliary is no part of who it is.
        let pronoun = text.grammar.without_contraction(span.slice(text.plain));
        Span {
            end: span.start + pronoun.len() as u32,
            ..span
        }
    }

    /// Whether it names somebody or something that can speak.
    pub fn can_speak(&self, text: &Tokenised<'_>) -> bool {
        self.pronoun || self.flags.any(Flags::SPEAKER) || is_name(text, self) || is_acronym(text.text(self.core.1 - 1))
    }
}

/// Whether a word is an abbreviation of capitals, as bodies have for names.
pub fn is_acronym(word: &str) -> bool {
    (2..=6).contains(&word.len()) && word.chars().all(|c| c.is_ascii_uppercase())
}

/// Whether a phrase looks like a name: a forename, or capitals that are no known noun.
pub fn is_name(text: &Tokenised<'_>, phrase: &Phrase) -> bool {
    let (first, last) = phrase.core;
    let capitals = (first..last)
        .filter(|at| text.is_word(*at) && text.tokens[*at].capital)
        .count();
    // Where every noun has a capital, one alone is a name only if something says so.
    let told = !text.grammar.nouns_have_capitals() || text.tokens[first..last].iter().any(|token| token.named);
    phrase.flags.any(Flags::FORENAME | Flags::HONORIFIC)
        || capitals >= 2
        || phrase.start == first && capitals == 1 && told
}

/// The case that an article says, or the adjective behind it; `noun` is the first token behind both.
pub(super) fn case_of(text: &Tokenised<'_>, start: usize, after_article: usize, noun: usize) -> Case {
    let flags = text.flags(start);
    let adjective = noun > after_article;
    let oblique = |word: &str| ends_in(word, &text.grammar.oblique_adjective_endings);
    if after_article == start {
        // "langen Gesprächen": without an article such an adjective is no subject's.
        return if adjective && oblique(text.text(start)) {
            Case::Oblique
        } else {
            Case::Unknown
        };
    }
    let feminine_oblique = flags.any(Flags::ARTICLE_FEMININE_OBLIQUE);
    if !flags.any(Flags::ARTICLE_NOMINATIVE) || feminine_oblique && adjective && oblique(text.text(after_article)) {
        Case::Oblique
    } else {
        Case::Nominative
    }
}

/// Whether an article-like pronoun stands before a noun.
pub(super) fn begins_noun(text: &Tokenised<'_>, start: usize, limit: usize) -> bool {
    if !text.is(start, Flags::ARTICLE) {
        return false;
    }
    let at = skip_adjectives(text, start + 1, limit);
    at < limit && nouns(text, at, limit, true).is_some()
}

/// A pronoun that can be the subject.
pub fn pronoun(text: &Tokenised<'_>, at: usize) -> Phrase {
    let flags = text.flags(at);
    let gender = if flags.any(Flags::PRONOUN_M) {
        Gender::Masculine
    } else if flags.any(Flags::PRONOUN_F) {
        Gender::Feminine
    } else if flags.any(Flags::PRONOUN_P) {
        Gender::Plural
    } else {
        Gender::Unknown
    };
    Phrase {
        start: at,
        end: at + 1,
        core: (at, at + 1),
        case: Case::Nominative,
        pronoun: true,
        flags: Flags::NONE,
        gender,
    }
}

/// Skips lower-case words that can be adjectives.
pub(super) fn skip_adjectives(text: &Tokenised<'_>, start: usize, limit: usize) -> usize {
    let mut at = start;
    while at < limit && at < start + 6 && text.is_word(at) && !text.tokens[at].capital {
        let word = text.text(at);
        let flags = text.flags(at);
        let known = Flags::FUNCTION_WORD | Flags::VERB | Flags::VERB_SEPARABLE | Flags::VERB_PARTICLE;
        let number = word.starts_with(|c: char| c.is_ascii_digit());
        let adjective = number || ends_in(word, &text.grammar.adjective_endings);
        // "die beiden Abgeordneten", "einer gestern verbreiteten Erklärung".
        let article = at > 0 && at == start && text.is(at - 1, Flags::ARTICLE);
        let quantity =
            article && flags.any(Flags::ARTICLE_OBLIQUE) && !flags.any(Flags::ARTICLE_GENITIVE) && word.len() > 4;
        let next = at + 1 < limit && text.is_word(at + 1) && !text.tokens[at + 1].capital;
        let adverb = article && next && flags.any(Flags::ADVERB) && !flags.any(Flags::PREPOSITION | Flags::VERB);
        if text.grammar.nouns_have_capitals() && (quantity && adjective || adverb && skips_to_noun(text, at + 1, limit))
        {
            at += 1;
            continue;
        }
        let small = flags.any(known) && !(flags.any(Flags::ARTICLE_NOMINATIVE) && adjective);
        if small || !(adjective || text.grammar.adjective_endings.is_empty()) {
            break;
        }
        at += 1;
    }
    // Without capitals the last word is the noun itself.
    if !text.grammar.nouns_have_capitals() && at > start && !(at < limit && text.is_word(at) && text.tokens[at].capital)
    {
        at -= 1;
    }
    at
}

/// Whether a single adjective and a noun follow.
fn skips_to_noun(text: &Tokenised<'_>, at: usize, limit: usize) -> bool {
    let word = text.text(at);
    let adjective = ends_in(word, &text.grammar.adjective_endings);
    adjective && at + 1 < limit && text.is_word(at + 1) && text.tokens[at + 1].capital
}

/// The nouns and names from a token on.
pub(super) fn nouns(text: &Tokenised<'_>, start: usize, limit: usize, has_article: bool) -> Option<(usize, Flags)> {
    let mut at = start;
    let mut flags = Flags::NONE;
    while at < limit {
        let token = &text.tokens[at];
        let own = token.info.flags;
        match token.kind {
            TokenKind::Word if token.capital => {
                // A sentence begins with a capital, whatever its first word is.
                if at == start && !has_article && own.any(Flags::FUNCTION_WORD) && is_sentence_start(text, at) {
                    return None;
                }
                if own.any(Flags::PRONOUN) && at == start && !has_article {
                    return None;
                }
                flags = flags.with(own);
            }
            TokenKind::Word if at == start && own == Flags::NAME_PARTICLE | Flags::SURNAME => {
                flags = flags.with(Flags::SURNAME);
            }
            TokenKind::Word if at == start && !text.grammar.nouns_have_capitals() => {
                let noun = own.any(Flags::SPEAKER | Flags::SPEECH_NOUN | Flags::SOURCE_NOUN);
                let small = own.any(Flags::FUNCTION_WORD | Flags::VERB | Flags::PARTICIPLE);
                if small || !(noun || has_article) {
                    return None;
                }
                flags = flags.with(own);
            }
            TokenKind::Word if at > start && own.any(Flags::NAME_PARTICLE) => {
                let next = (at + 1..limit.min(at + 3)).find(|n| !text.is(*n, Flags::NAME_PARTICLE));
                // "Ada Meer der Zeitung": an article is part of a name only behind another small word.
                let follows = text.is(at - 1, Flags::NAME_PARTICLE) && !text.tokens[at - 1].capital;
                let article = own.any(Flags::ARTICLE) && !follows && !own.any(Flags::SURNAME);
                let name = flags.any(Flags::FORENAME) || own == Flags::NAME_PARTICLE || own.any(Flags::SURNAME);
                let name = name && !(text.grammar.articles_show_case && article);
                if !next.is_some_and(|n| text.is_word(n) && text.tokens[n].capital) || !name {
                    break;
                }
            }
            TokenKind::Word
                if at > start
                    && !text.grammar.nouns_have_capitals()
                    && own.any(Flags::OFFICE | Flags::PERSON_PLURAL) =>
            {
                flags = flags.with(own);
            }
            // The full stop of "Dr." and of "Elisabeth II."
            TokenKind::Sign('.') if at > start && is_abbreviated(text, at - 1) && at + 1 < limit => {}
            TokenKind::Quote(number) if at > start || has_article || is_title(text, number) => {
                let inner = text.marks[number as usize].inner.slice(text.plain);
                if inner.split_whitespace().count() > 4 || !inner.starts_with(char::is_uppercase) {
                    break;
                }
            }
            _ => break,
        }
        at += 1;
    }
    (at > start).then_some((at, flags))
}

/// Whether a full stop behind a word belongs to it: a title that is cut short, or a number of kings.
fn is_abbreviated(text: &Tokenised<'_>, at: usize) -> bool {
    let word = text.text(at);
    let numeral = word.len() <= 5 && word.chars().all(|c| matches!(c, 'I' | 'V' | 'X'));
    let touches = text.tokens[at].span.end == text.tokens[at + 1].span.start;
    touches && (numeral || text.is(at, Flags::HONORIFIC) && word.chars().count() <= 4)
}

/// Whether what stands in marks is the name of a medium or a text: few words, all but the small ones with a capital.
fn is_title(text: &Tokenised<'_>, number: u32) -> bool {
    let inner = text.marks[number as usize].inner.slice(text.plain);
    inner.split_whitespace().count() <= 4
        && inner
            .split_whitespace()
            .all(|word| word.starts_with(char::is_uppercase) || text.lexicon.word(word).flags.any(Flags::FUNCTION_WORD))
        && inner.starts_with(char::is_uppercase)
        && !inner.ends_with(['.', '!', '?', ','])
}

/// Whether a token is the first word of its sentence, or follows a colon or an opening mark.
pub fn is_sentence_start(text: &Tokenised<'_>, at: usize) -> bool {
    at == 0
        || text.is_sign(at - 1, ':')
        || text.sentence_at(text.tokens[at].span.start) != text.sentence_at(text.tokens[at - 1].span.start)
        || (matches!(text.tokens[at - 1].kind, TokenKind::Sign('-' | '–' | '—' | '('))
            && at >= 2
            && is_sentence_start(text, at - 1))
}

pub fn gender_of(text: &Tokenised<'_>, core: (usize, usize), flags: Flags) -> Gender {
    let feminine = flags.any(Flags::FEMININE | Flags::FORENAME_F | Flags::HONORIFIC_F);
    let masculine = flags.any(Flags::MASCULINE | Flags::FORENAME_M | Flags::HONORIFIC_M);
    match (feminine, masculine) {
        (true, false) => Gender::Feminine,
        (false, true) => Gender::Masculine,
        _ if flags.any(Flags::PERSON_PLURAL) => Gender::Plural,
        _ => {
            let last = text.text(core.1 - 1);
            let common = flags == Flags::NONE && core.1 - core.0 == 1;
            if common && ends_behind(last, &text.grammar.feminine_noun_endings, 2) {
                Gender::Feminine
            } else {
                Gender::Unknown
            }
        }
    }
}

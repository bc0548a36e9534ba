//! Phrases and finite verbs, in a language whose endings tell little, as English.

use crate::enrich::text::tokens::{TokenKind, Tokenised};
use crate::language::Flags;

/// Whether a word can be the infinitive behind "to": a small word that opens no phrase, or words in marks.
pub fn is_base(text: &Tokenised<'_>, at: usize) -> bool {
    if at >= text.tokens.len() {
        return false;
    }
    let other = Flags::ARTICLE | Flags::PRONOUN | Flags::PRONOUN_OBLIQUE | Flags::PREPOSITION | Flags::SPEAKER;
    let small = text.is_word(at)
        && !text.tokens[at].capital
        && text.text(at).starts_with(char::is_alphabetic)
        && !text.is(at, other)
        && !text.grammar.looks_singular(text.text(at));
    small || text.is(at, Flags::COPULA) || text.is_quote(at)
}

/// "the army “will not fire”": the verb stands in marks.
pub fn finite_quote(text: &Tokenised<'_>, at: usize, end: usize) -> Option<usize> {
    let inner = text.quoted(at).filter(|_| at < end)?;
    let first = inner.split_whitespace().next()?;
    let flags = text.lexicon.word(first).flags;
    flags.any(Flags::AUXILIARY | Flags::FINITE | Flags::VERB).then_some(at)
}

/// Whether something between a subject and its verb says that they do not belong together: a
/// conjunction right before the verb, a relative clause that nothing closes.
pub fn breaks(text: &Tokenised<'_>, from: usize, verb: usize) -> bool {
    let joined = verb > from && text.is(verb - 1, Flags::CONJUNCTION);
    let commas = (from..verb).filter(|n| text.is_sign(*n, ',')).count();
    let inner = (from..verb).any(|n| {
        matches!(text.tokens[n].kind, TokenKind::Sign(';' | ':' | '—' | '–'))
            || text.is(n, Flags::SUBORDINATOR) && !text.is(n, Flags::PREPOSITION)
            || n > from && text.is(n, Flags::PRONOUN) && !text.is(n, Flags::ARTICLE | Flags::RELATIVE)
    });
    joined || commas == 1 || inner || text.is(from, Flags::INFINITIVE_MARKER)
}

/// Where the clause begins and its subject: behind a place or an addressee, where one stands before it.
pub fn subject(text: &Tokenised<'_>, mut start: usize, end: usize, addressed: bool) -> Option<(usize, (usize, usize))> {
    // "said on Friday the bridge", "said in a statement it would"
    if text.is(start, Flags::PREPOSITION) && !text.is(start, Flags::ARTICLE) {
        let close = phrase_end(text, start + 1, end)?;
        if !opens_subject(text, close, end) {
            return None;
        }
        start = close;
    }
    if !opens_subject(text, start, end) {
        return None;
    }
    let first = phrase_end(text, start, end)?;
    // An addressee: what follows it is no verb but a subject of its own.
    if addressed && !is_finite(text, first) && opens_subject(text, first, end) {
        let second = phrase_end(text, first, end)?;
        return Some((first, (first, second)));
    }
    Some((start, (start, first)))
}

/// One past the phrase that begins at a token: articles, then words that are no small words, up to
/// a finite verb. Behind an article a word that can be a verb is a noun ("the report").
pub fn phrase_end(text: &Tokenised<'_>, start: usize, end: usize) -> Option<usize> {
    let flags = text.flags(start);
    let pronoun = Flags::PRONOUN | Flags::PRONOUN_OBLIQUE | Flags::EXPLETIVE;
    if flags.any(pronoun) && !flags.any(Flags::ARTICLE) {
        return Some(start + 1);
    }
    let mut at = start;
    while at < end && text.is(at, Flags::ARTICLE) {
        at += 1;
    }
    let first = at;
    while at < end.min(first + 12) {
        let own = text.flags(at);
        let name = text.tokens[at].capital && own.any(Flags::NAME_PARTICLE | Flags::SPEAKER);
        let inner = at > first && own.any(Flags::NAME_PARTICLE) && text.tokens[at - 1].capital;
        let mark = matches!(
            text.tokens[at].kind,
            TokenKind::Quote(_) | TokenKind::Sign('’' | '\'' | '-' | '.')
        );
        let word = text.is_word(at) && (!own.any(Flags::FUNCTION_WORD) || name || inner);
        let said = at > first && finite_quote(text, at, end).is_some();
        let verb = said || at > first && !text.tokens[at].capital && (is_finite(text, at) || own.any(Flags::AUXILIARY));
        if verb || !(word || mark && at > first || mark && text.is_quote(at)) {
            break;
        }
        at += 1;
    }
    (at > start).then_some(at)
}

/// Whether a subject can begin here: a pronoun, an article, a name, a number, a noun in the plural.
pub fn opens_subject(text: &Tokenised<'_>, at: usize, end: usize) -> bool {
    if at >= end {
        return false;
    }
    let flags = text.flags(at);
    let opens = Flags::PRONOUN | Flags::ARTICLE | Flags::EXPLETIVE | Flags::SPEAKER;
    let never = Flags::PREPOSITION
        | Flags::INFINITIVE_MARKER
        | Flags::COMPLEMENTIZER
        | Flags::AUXILIARY
        | Flags::CONJUNCTION
        | Flags::SUBORDINATOR;
    if flags.any(opens) && !flags.any(Flags::INFINITIVE_MARKER) {
        return true;
    }
    text.is_word(at)
        && !flags.any(never)
        && (text.tokens[at].capital || !flags.any(Flags::FUNCTION_WORD) || flags.any(Flags::IMPERSONAL_PRONOUN))
}

pub fn finite(text: &Tokenised<'_>, start: usize, end: usize) -> Option<usize> {
    (start..end).find(|at| is_finite(text, *at))
}

/// Whether a word is a finite verb, as far as its form tells: an auxiliary, a frequent form, a verb
/// of speech, or the past of a regular verb that is no participle.
pub fn is_finite(text: &Tokenised<'_>, at: usize) -> bool {
    if !text.is_word(at) || text.tokens[at].capital {
        return false;
    }
    let flags = text.flags(at);
    let before = at.checked_sub(1).map_or(Flags::NONE, |n| text.flags(n));
    if before.any(Flags::INFINITIVE_MARKER) {
        return false;
    }
    let nominal = before.any(Flags::ARTICLE | Flags::PREPOSITION) && !before.any(Flags::PRONOUN);
    if flags.any(Flags::AUXILIARY) {
        return !text.is(at, Flags::NONFINITE);
    }
    if nominal {
        return false;
    }
    let word = text.text(at);
    flags.any(Flags::FINITE)
        || flags.any(Flags::VERB)
            && !flags.any(Flags::SPEECH_NOUN | Flags::PREPOSITION)
            && !text.grammar.is_progressive(word)
            && !is_lemma(text, at)
        || !flags.any(Flags::FUNCTION_WORD) && text.grammar.is_past(word)
}

pub fn is_lemma(text: &Tokenised<'_>, at: usize) -> bool {
    let verb = text.verb(at);
    verb.is_some_and(|verb| verb.lemma == text.text(at))
}

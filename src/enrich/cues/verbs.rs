//! Verbs that report: finite, apart from their particle, or a participle with its auxiliary; and
//! forms that only look like one.

use super::cue::{Cue, CueKind};
use crate::enrich::text::clauses::{REACH, is_boundary};
use crate::enrich::text::tokens::{TokenKind, Tokenised};
use crate::language::Flags;

/// A verb: finite, apart from its particle, or a participle with its auxiliary.
pub(super) fn verb(text: &Tokenised<'_>, at: usize, first: usize, end: usize) -> Option<Cue> {
    let flags = text.flags(at);
    if !flags.any(Flags::VERB | Flags::VERB_SEPARABLE | Flags::PARTICIPLE) {
        return None;
    }
    // A noun with a capital is none; without such nouns, a capital makes a name.
    let opener = !text.grammar.nouns_have_capitals() && opens_with_verb(text, at, first);
    if text.tokens[at].capital && (at > first || !text.grammar.nouns_have_capitals() && !opener) {
        return None;
    }
    let cue = |kind, first, last, finite, verb| {
        Some(Cue {
            kind,
            first,
            last,
            finite,
            verb,
        })
    };
    if flags.any(Flags::VERB_SEPARABLE)
        && let Some((number, last)) = separated(text, at, end)
    {
        return cue(CueKind::Verb, at, last, at, Some(number));
    }
    if let Some(cue) = particle_before(text, at, first, end) {
        return Some(cue);
    }
    let number = text.tokens[at].info.verb?;
    if !text.grammar.nouns_have_capitals()
        && (is_noun(text, at, first)
            || is_bare(text, at, first)
            || is_attribute(text, at, first, end)
            || flags.any(Flags::PREPOSITION))
    {
        return None;
    }
    if text.grammar.nouns_have_capitals() && modifies_noun(text, at, first, end) {
        return None;
    }
    // "zu sehen sind": what can be done, not what is said.
    let marked = at > first && text.is(at - 1, Flags::INFINITIVE_MARKER);
    if text.grammar.verb_closes_clause() && marked && at + 1 < end && text.is(at + 1, Flags::AUXILIARY) {
        return None;
    }
    if flags.any(Flags::PARTICIPLE)
        && let Some(auxiliary) = auxiliary(text, at, first, end)
    {
        let after = at + 1 < end && text.is(at + 1, Flags::PASSIVE);
        let passive = text.is(auxiliary, Flags::PASSIVE) || text.grammar.verb_closes_clause() && after;
        let kind = if passive { CueKind::Passive } else { CueKind::Verb };
        return cue(kind, at.min(auxiliary), at.max(auxiliary), auxiliary, Some(number));
    }
    if flags.any(Flags::VERB) {
        return cue(CueKind::Verb, at, at, at, Some(number));
    }
    None
}

/// "die als „Hexe“ bezeichnete Nachbarin": a participle between an article and its noun.
fn modifies_noun(text: &Tokenised<'_>, at: usize, first: usize, end: usize) -> bool {
    let noun = at + 1 < end && text.is_word(at + 1) && text.tokens[at + 1].capital;
    if !noun || !text.grammar.looks_adjective(text.text(at)) {
        return false;
    }
    let mut before = (first.max(at.saturating_sub(12))..at).rev();
    let article = before.find(|n| !text.is_quote(*n) && (is_boundary(text, *n) || text.is(*n, Flags::ARTICLE)));
    article.is_some_and(|n| {
        let opens = text.is(n, Flags::ARTICLE) && !text.is(n, Flags::PRONOUN.without(Flags::PRONOUN_OTHER));
        let next = n + 1;
        // "der „Zeit“ sagte": the words in marks are the noun.
        let noun = text.is_quote(next)
            || (next..at).any(|n| text.is_word(n) && text.tokens[n].capital && !text.is(n - 1, Flags::PREPOSITION));
        opens && next < at && !noun
    })
}

/// "bekannt gab", "bekannt gegeben": a particle apart, before a verb that closes its clause.
fn particle_before(text: &Tokenised<'_>, at: usize, first: usize, end: usize) -> Option<Cue> {
    if at == first || !text.is(at - 1, Flags::VERB_PARTICLE) || !text.grammar.verb_closes_clause() {
        return None;
    }
    let joined = text.lexicon.word(&format!("{}{}", text.text(at - 1), text.text(at)));
    joined.verb?;
    let closes = at + 1 >= end || is_boundary(text, at + 1);
    let (kind, auxiliary) = if joined.flags.any(Flags::VERB) && closes {
        (CueKind::Verb, at)
    } else if joined.flags.any(Flags::PARTICIPLE) {
        let auxiliary = auxiliary(text, at, first, end)?;
        let passive = text.is(auxiliary, Flags::PASSIVE);
        (if passive { CueKind::Passive } else { CueKind::Verb }, auxiliary)
    } else {
        return None;
    };
    Some(Cue {
        kind,
        first: auxiliary.min(at - 1),
        last: at.max(auxiliary),
        finite: auxiliary,
        verb: joined.verb,
    })
}

/// "Asked whether …", "Answering a question, …": a form that opens a sentence, before what it takes.
fn opens_with_verb(text: &Tokenised<'_>, at: usize, first: usize) -> bool {
    let takes = Flags::COMPLEMENTIZER | Flags::AGENT | Flags::INFINITIVE_MARKER;
    at == first
        && !text.is(at, Flags::SPEECH_NOUN)
        && (is_announced(text, at) || text.is(at + 1, takes) || text.grammar.is_progressive(text.text(at)))
}

/// "Continued Stone: “…”": a verb before its subject and a colon.
fn is_announced(text: &Tokenised<'_>, at: usize) -> bool {
    let past = text.is(at, Flags::FINITE) || text.grammar.is_past(text.text(at));
    let mut name = (at + 1..text.tokens.len().min(at + 8)).skip_while(|n| text.is_word(*n) && text.tokens[*n].capital);
    past && text.tokens.get(at + 1).is_some_and(|token| token.capital)
        && name
            .next()
            .is_some_and(|n| text.is_sign(n, ':') && text.is_quote(n + 1))
}

/// The verb of a finite form and of a particle that closes its clause: "gab … bekannt". Quotations
/// and appositions stand between them.
fn separated(text: &Tokenised<'_>, at: usize, end: usize) -> Option<(u16, usize)> {
    let verbs = text.lexicon.separable(text.text(at));
    let stop = end.min(at + 60);
    let prefix = |n: usize, number: u16| {
        let verb = text.lexicon.verbs.get(number as usize);
        verb.and_then(|verb| verb.prefix.as_deref()) == Some(text.text(n))
    };
    let mut found = None;
    let mut n = at + 1;
    while n < stop {
        match text.tokens[n].kind {
            TokenKind::Word if text.is(n, Flags::VERB_PARTICLE) => {
                let closes = n + 1 >= end
                    || !text.is_word(n + 1)
                    || text.is(n + 1, Flags::CONJUNCTION | Flags::COMPLEMENTIZER)
                    || !text.grammar.verb_closes_clause() && n == at + 1
                    || !text.is(n, Flags::PREPOSITION | Flags::INFINITIVE_MARKER);
                let number = verbs.iter().find(|number| prefix(n, **number));
                found = number.filter(|_| closes).map(|number| (*number, n)).or(found);
            }
            TokenKind::Sign(',') if !closed_apposition(text, n, stop) => break,
            TokenKind::Sign(',') => n = closing_comma(text, n, stop).unwrap_or(n),
            TokenKind::Sign(';' | ':' | '–' | '—' | '!' | '?') => break,
            _ => {}
        }
        n += 1;
    }
    found
}

/// The comma that closes what the comma at `at` opens, a few words on.
fn closing_comma(text: &Tokenised<'_>, at: usize, stop: usize) -> Option<usize> {
    (at + 2..stop.min(at + 14)).find(|n| text.is_sign(*n, ','))
}

/// Whether an apposition stands between the comma at `at` and the next one: no verb, no clause.
fn closed_apposition(text: &Tokenised<'_>, at: usize, stop: usize) -> bool {
    let opens = Flags::COMPLEMENTIZER | Flags::SUBORDINATOR;
    let verbs = Flags::VERB | Flags::AUXILIARY | Flags::SUBJUNCTIVE | Flags::INFINITIVE_MARKER;
    closing_comma(text, at, stop).is_some_and(|close| {
        !text.is(at + 1, opens) && !(at + 1..close).any(|n| !text.tokens[n].capital && text.is(n, verbs))
    })
}

/// The auxiliary of a participle: in its clause, where the language closes the clause with the
/// participle; else right before it, behind adverbs at most.
fn auxiliary(text: &Tokenised<'_>, at: usize, first: usize, end: usize) -> Option<usize> {
    if !text.grammar.verb_closes_clause() {
        let near = (first.max(at.saturating_sub(4))..at).rev();
        return near
            .take_while(|n| text.is(*n, Flags::AUXILIARY | Flags::PASSIVE | Flags::ADVERB))
            .filter(|n| text.is(*n, Flags::AUXILIARY | Flags::PASSIVE))
            .find(|n| !text.is(*n, Flags::ADVERB));
    }
    let before = (first.max(at.saturating_sub(REACH))..at)
        .rev()
        .take_while(|n| !is_boundary(text, *n) || text.is_quote(*n))
        .find(|n| text.is(*n, Flags::AUXILIARY));
    let after = at + 1;
    before.or((after < end && text.is(after, Flags::AUXILIARY)).then_some(after))
}

/// Whether the base form of a verb cannot be finite here: no subject stands before it ("State
/// television", "Judge Castell").
fn is_bare(text: &Tokenised<'_>, at: usize, first: usize) -> bool {
    let verb = text.verb(at);
    let base = verb.is_some_and(|verb| verb.lemma.eq_ignore_ascii_case(text.text(at)));
    let opens = at == first || is_boundary(text, at - 1) && text.is_word(at + 1);
    base && (opens
        || text.is(at - 1, Flags::ARTICLE | Flags::PREPOSITION) && !text.is(at - 1, Flags::INFINITIVE_MARKER))
}

/// Whether a participle stands before a noun or behind one without its auxiliary: "the disputed
/// islands", "a cob known as …".
fn is_attribute(text: &Tokenised<'_>, at: usize, first: usize, end: usize) -> bool {
    let flags = text.flags(at);
    if !flags.any(Flags::PARTICIPLE) || auxiliary(text, at, first, end).is_some() {
        return false;
    }
    let before = at
        .checked_sub(1)
        .filter(|n| *n >= first)
        .map_or(Flags::NONE, |n| text.flags(n));
    let opens = Flags::ARTICLE | Flags::PREPOSITION | Flags::FINITE;
    let inside = before.any(opens) && !before.any(Flags::PRONOUN | Flags::AUXILIARY);
    // A form that is no past: known, written, seen.
    let unfinished = !flags.any(Flags::FINITE) && !text.grammar.is_past(text.text(at));
    inside || unfinished
}

/// Whether a form that can be a verb is a noun here, in a language that writes both alike: "the
/// minister's claim", "a new report".
fn is_noun(text: &Tokenised<'_>, at: usize, first: usize) -> bool {
    if !text.is(at, Flags::SPEECH_NOUN | Flags::SOURCE_NOUN) || at == first {
        return false;
    }
    let before = at - 1;
    let word = text.text(before);
    let genitive = text.grammar.possessive.without_suffix(word).is_some();
    let sign = matches!(text.tokens[before].kind, TokenKind::Sign('’' | '\''));
    let small = text.flags(before);
    let opens = small.any(Flags::ARTICLE | Flags::PREPOSITION) && !small.any(Flags::PRONOUN);
    // "a new claim that": what is unknown behind an article is an adjective, unless the verb agrees.
    let adjective = before > first
        && text.is(before - 1, Flags::ARTICLE)
        && small == Flags::NONE
        && text.grammar.name_stem(word).is_none()
        && !text.grammar.looks_singular(text.text(at));
    genitive || sign || opens && !small.any(Flags::INFINITIVE_MARKER) || adjective
}

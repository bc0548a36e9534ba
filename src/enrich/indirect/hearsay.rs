//! Sentences of hearsay: "soll … haben", "angeblich", "allegedly".
//!
//! Words: `hearsay`, `hearsay_adverb`, `copula`, `perfect`. Cases: `hearsay-sollen`, `hearsay`.

use super::clauses::{has, opens_inside};
use super::content::content_limit;
use crate::enrich::text::clauses::clause_start;
use crate::enrich::text::phrases::is_sentence_start;
use crate::enrich::text::tokens::{Sentence, TokenKind, Tokenised};
use crate::language::Flags;
use crate::model::rule::Rule;

/// The rule of a sentence of hearsay. `reported`: the sentence before it was
/// itself reported, and this one goes on with it.
pub(super) fn hearsay(text: &Tokenised<'_>, sentence: &Sentence, reported: bool) -> Option<Rule> {
    let (first, end) = (sentence.tokens.0, content_limit(text, sentence));
    if let Some(at) = (first..end).find(|at| text.is(*at, Flags::HEARSAY_ADVERB)) {
        return adverb(text, (first, end), at).then_some(Rule::HearsayAdverb);
    }
    let at = main_verb(text, first, end)?;
    let clause = (at + 1..end)
        .find(|n| matches!(text.tokens[*n].kind, TokenKind::Sign(',' | ';' | ':')))
        .unwrap_or(end);
    let question = text.is_sign(end, '?');
    if question || text.is(first, Flags::QUESTION) {
        return None;
    }
    if perfect(text, at, clause)
        || perfect(text, at, end) && !has(text, clause, end, Flags::AUXILIARY | Flags::SUBJUNCTIVE)
    {
        return Some(Rule::HearsayPerfect);
    }
    let state = clause > at + 2
        && text.is(clause - 1, Flags::COPULA)
        && text.is_word(clause - 2)
        && !text.tokens[clause - 2].capital;
    if state {
        return Some(Rule::HearsayState);
    }
    reported.then_some(Rule::HearsayChain)
}

/// The adverb stands for the sentence: not inside of an attribute or of a clause inside.
fn adverb(text: &Tokenised<'_>, (first, end): (usize, usize), at: usize) -> bool {
    let clause = clause_start(text, at, first);
    let inside = clause > first && opens_inside(text, clause);
    let attribute = at > first && text.is(at - 1, Flags::ARTICLE);
    let question = text.is_sign(end, '?');
    !inside && !attribute && !question && clause <= first + 30
}

/// sollen as the finite verb of the main clause: second in it, with its infinitive at the end.
fn main_verb(text: &Tokenised<'_>, first: usize, end: usize) -> Option<usize> {
    let at = (first..end.min(first + 40)).find(|at| text.is(*at, Flags::HEARSAY) && !text.tokens[*at].capital)?;
    let clause = clause_start(text, at, first);
    let inside =
        opens_inside(text, clause) && !text.is(clause, Flags::ARTICLE) || at == first && is_sentence_start(text, at);
    let near = first.max(at.saturating_sub(1))..end.min(at + 2);
    let impersonal = near.into_iter().any(|n| text.is(n, Flags::IMPERSONAL_PRONOUN));
    let finite = Flags::AUXILIARY | Flags::SUBJUNCTIVE;
    let last = at + 1 >= end || !text.is_word(at + 1);
    (!inside && !impersonal && !last && !has(text, clause, at, finite)).then_some(at)
}

/// Whether a clause ends with an infinitive of the past: "gestohlen haben", "gewesen sein", "worden sein".
fn perfect(text: &Tokenised<'_>, at: usize, end: usize) -> bool {
    if end < at + 3 || !text.is(end - 1, Flags::COPULA | Flags::PERFECT) {
        return false;
    }
    let flags = text.flags(end - 2);
    let participle = flags.any(Flags::PARTICIPLE | Flags::PASSIVE) || text.lexicon.is_participle(text.text(end - 2));
    text.is_word(end - 2) && !text.tokens[end - 2].capital && participle
}

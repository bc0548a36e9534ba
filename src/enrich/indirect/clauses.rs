//! How clauses follow each other: where one is inside of another, and where it ends.

use crate::enrich::cues::{Cue, CueKind};
use crate::enrich::text::clauses::{clause_start, is_boundary};
use crate::enrich::text::phrases::parse;
use crate::enrich::text::tokens::{Sentence, TokenKind, Tokenised};
use crate::language::{Flags, ends_in};

/// Whether one of the words of a range can be this; nouns are passed over but for the first word.
pub(super) fn has(text: &Tokenised<'_>, start: usize, end: usize, flags: Flags) -> bool {
    (start..end).any(|at| text.is_word(at) && (at == start || !text.tokens[at].capital) && text.is(at, flags))
}

/// Whether a word that follows a comma opens a clause inside of the one before it.
pub(super) fn opens_inside(text: &Tokenised<'_>, at: usize) -> bool {
    let flags = text.flags(at);
    let inner = Flags::RELATIVE | Flags::SUBORDINATOR | Flags::COMPLEMENTIZER | Flags::PURPOSE;
    flags.any(inner) || flags.any(Flags::PREPOSITION) && text.is(at + 1, Flags::RELATIVE)
}

/// Whether a word that follows a comma is the finite verb of the clause around: a small letter, no
/// small word but an auxiliary, and no adjective before its noun.
pub(super) fn goes_on(text: &Tokenised<'_>, at: usize, end: usize) -> bool {
    if at >= end || !text.is_word(at) || text.tokens[at].capital {
        return false;
    }
    let flags = text.flags(at);
    if flags.any(Flags::AUXILIARY | Flags::VERB | Flags::VERB_SEPARABLE | Flags::SUBJUNCTIVE | Flags::SUBJUNCTIVE_WEAK)
    {
        return !flags.any(Flags::PREPOSITION | Flags::CONJUNCTION);
    }
    if flags.any(Flags::FUNCTION_WORD | Flags::PARTICIPLE) || infinitive_inside(text, at) {
        return false;
    }
    let word = text.text(at);
    let adjective = ends_in(word, &text.grammar.adjective_endings);
    let noun = at + 1 < end && text.is_word(at + 1) && text.tokens[at + 1].capital;
    word.chars().all(char::is_alphabetic) && !(adjective && noun)
}

/// Where the clause around goes on behind a reported one that begins at `start`: the comma before
/// its finite verb. `subordinate`: the reported clause has its own verb at its end.
pub(super) fn end_before_main(text: &Tokenised<'_>, start: usize, end: usize, subordinate: bool) -> Option<usize> {
    let mut depth = 0_usize;
    for at in start + 2..end {
        if !text.is_sign(at, ',') {
            continue;
        }
        if opens_inside(text, at + 1) {
            depth += 1;
        } else if goes_on(text, at + 1, end) {
            if depth == 0 || !subordinate {
                return Some(at);
            }
            depth -= 1;
        }
    }
    None
}

/// Where the clause around closes behind a reported one: "…, zurück", "…, gefunden".
pub(super) fn end_before_rest(text: &Tokenised<'_>, start: usize, end: usize) -> Option<usize> {
    let from = end.saturating_sub(7).max(start + 2);
    let comma = (from..end).rev().find(|at| text.is_sign(*at, ','))?;
    let last = text.flags(end - 1);
    let closes = last.any(Flags::VERB_PARTICLE | Flags::PARTICIPLE);
    let one = comma + 2 == end;
    let inner = has(
        text,
        comma + 1,
        end,
        Flags::SUBJUNCTIVE | Flags::CONJUNCTION | Flags::AUXILIARY | Flags::INFINITIVE_MARKER,
    );
    (text.is_word(end - 1)
        && !text.tokens[end - 1].capital
        && (closes || one)
        && !inner
        && !opens_inside(text, comma + 1))
    .then_some(comma)
}

/// Whether a word is an infinitive with its marker inside: "anzugreifen", "zurückzukehren".
pub(super) fn infinitive_inside(text: &Tokenised<'_>, at: usize) -> bool {
    let word = text.text(at);
    if text.tokens[at].capital || !text.grammar.looks_infinitive(word) {
        return false;
    }
    (2..word.len().saturating_sub(4)).rev().any(|cut| {
        word.is_char_boundary(cut)
            && text.lexicon.marks_infinitive(&word[cut..])
            && text.lexicon.word(&word[..cut]).flags.any(Flags::VERB_PARTICLE)
    })
}

/// "…, das Gesetz zu ändern": the marker before a word, or inside of it.
pub(super) fn infinitive(text: &Tokenised<'_>, start: usize, end: usize) -> bool {
    (start..end).any(|at| {
        let marker = text.is(at, Flags::INFINITIVE_MARKER)
            && at + 1 < end
            && text.is_word(at + 1)
            && !text.tokens[at + 1].capital
            && text.grammar.looks_infinitive(text.text(at + 1))
            && (text.is(at + 1, Flags::COPULA) || !text.is(at + 1, Flags::ARTICLE | Flags::PREPOSITION));
        marker || infinitive_inside(text, at)
    })
}

/// "der gestern …" with its verb at the end: a relative clause, not what is said.
pub(super) fn relative_clause(text: &Tokenised<'_>, start: usize, limit: usize) -> bool {
    let first = text.flags(start);
    let behind_preposition = first.any(Flags::PREPOSITION)
        && text.is(start + 1, Flags::RELATIVE)
        && parse(text, start + 1, limit).is_none_or(|p| p.end == limit);
    if !first.any(Flags::RELATIVE) {
        return behind_preposition;
    }
    // An article begins a phrase and the verb stands second; a relative pronoun has it last.
    let verb_last = limit > start
        && text.is(
            limit - 1,
            Flags::SUBJUNCTIVE | Flags::SUBJUNCTIVE_WEAK | Flags::AUXILIARY | Flags::VERB,
        );
    let second = parse(text, start, limit)
        .is_some_and(|p| text.is(p.end, Flags::SUBJUNCTIVE | Flags::SUBJUNCTIVE_WEAK | Flags::AUXILIARY));
    verb_last && !second
}

/// Where a later cue of the same sentence begins a frame of its own: "…, und fügte hinzu, …".
pub(super) fn new_frame(text: &Tokenised<'_>, sentence: &Sentence, other: &Cue, start: usize) -> Option<usize> {
    if other.kind != CueKind::Verb || other.finite <= start {
        return None;
    }
    let clause = clause_start(text, other.finite, sentence.tokens.0);
    let conjunction = (clause.max(start)..other.finite)
        .rev()
        .take(3)
        .find(|at| text.is(*at, Flags::CONJUNCTION));
    let adjacent = conjunction.filter(|at| *at + 2 >= other.finite && *at > start)?;
    let indicative = !text.is(other.finite, Flags::SUBJUNCTIVE);
    let boundary = adjacent
        .checked_sub(1)
        .filter(|at| is_boundary(text, *at))
        .unwrap_or(adjacent);
    indicative.then_some(boundary)
}

/// Whether the main clause that begins at `first` has no finite verb before `until`.
pub(super) fn before_verb(text: &Tokenised<'_>, first: usize, until: usize) -> bool {
    let finite = Flags::AUXILIARY | Flags::VERB | Flags::VERB_SEPARABLE | Flags::SUBJUNCTIVE | Flags::SUBJUNCTIVE_WEAK;
    until - first <= 12
        && !(first..until).any(|at| {
            let flags = text.flags(at);
            let word = text.is_word(at) && !text.tokens[at].capital;
            word && flags.any(finite)
                || word && flags == Flags::NONE && at == first + 1
                || matches!(text.tokens[at].kind, TokenKind::Sign(':' | ';'))
        })
}

/// Whether a fixed expression begins at a token that reports nothing: "es sei denn".
pub(super) fn is_idiom(text: &Tokenised<'_>, at: usize) -> bool {
    text.lexicon.not_reported.iter().any(|words| {
        words
            .iter()
            .enumerate()
            .all(|(n, word)| text.is_word(at + n) && text.lower(at + n) == *word)
    })
}

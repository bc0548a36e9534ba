//! Finds the runs of words that may be names.

use super::attributes::{DIGITS, INITIAL, LOWER, SIGN, TokenAttributes};
use crate::enrich::names::tokens::NameToken;

/// The most words between two parts of a name: of the, von der.
const BETWEEN: usize = 3;

/// Calls back with the token range of each run.
pub fn each(tokens: &[NameToken], facts: &[TokenAttributes], mut call: impl FnMut(usize, usize)) {
    let mut at = 0;
    while at < facts.len() {
        if !facts[at].capital {
            at += 1;
            continue;
        }
        let first = with_words_before(tokens, facts, at);
        let mut end = at + 1;
        while let Some(next) = next_part(facts, end) {
            end = next + 1;
        }
        // Airbus A 380, or the year after an event.
        if facts
            .get(end)
            .is_some_and(|next| next.shape == DIGITS && next.block == facts[at].block)
        {
            end += 1;
        }
        call(first, end);
        at = end;
    }
}

/// The next capitalised word that may belong to the same name.
fn next_part(facts: &[TokenAttributes], from: usize) -> Option<usize> {
    let block = facts[from - 1].block;
    for (next, fact) in facts.iter().enumerate().skip(from).take(BETWEEN + 1) {
        if fact.block != block || fact.start && next > from {
            return None;
        }
        if fact.capital {
            return (!fact.start).then_some(next);
        }
        let joins = match fact.shape {
            SIGN => matches!(fact.text, "-" | "–" | "&" | "." | "/" | "'" | "’" | "+" | "‘"),
            LOWER => fact.text.len() <= 5,
            DIGITS => true,
            _ => false,
        };
        if !joins || fact.start {
            return None;
        }
    }
    None
}

/// The start of a name including lower-case words and numbers before it: von Haffelde, 1. FC Haffelde.
fn with_words_before(tokens: &[NameToken], facts: &[TokenAttributes], at: usize) -> usize {
    let mut at = at;
    while at > 0 && facts[at - 1].particle && facts[at - 1].block == facts[at].block && !facts[at].start {
        at -= 1;
    }
    let is_number = |at: usize| facts[at].shape == DIGITS && facts[at].block == facts[at + 1].block;
    if facts[at].start || facts[at].shape == INITIAL {
        return at;
    }
    if at >= 2 && facts[at - 1].text == "." && is_number(at - 2) && tokens[at - 2].span.end == tokens[at - 1].span.start
    {
        return at - 2;
    }
    if at >= 1 && is_number(at - 1) {
        return at - 1;
    }
    at
}

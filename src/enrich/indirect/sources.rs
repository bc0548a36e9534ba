//! Sentences that name their source: laut X, nach Angaben von X, X zufolge, according to X.
//!
//! Words: `source_prepositions`, `source_postposition`, `source_noun`, `source_noun_preposition`.
//! Cases: `laut-zufolge`, `nach-angaben`, `according-to`.

use super::around_frame::dateline;
use super::clauses::{before_verb, end_before_main, goes_on, opens_inside};
use super::content::{Content, content_limit, only_quote};
use crate::enrich::cues::{Cue, CueKind};
use crate::enrich::frames;
use crate::enrich::grammar::finite_verbs;
use crate::enrich::text::clauses::{clause_end, clause_start};
use crate::enrich::text::phrases::{Phrase, parse};
use crate::enrich::text::tokens::{Sentence, Tokenised};
use crate::language::Flags;
use crate::model::rule::Rule;

/// The sentence without the words that name its source.
pub(super) fn around(text: &Tokenised<'_>, sentence: &Sentence, cue: &Cue) -> Option<Content> {
    let (first, _) = sentence.tokens;
    let end = content_limit(text, sentence);
    if let Some(content) = relative(text, cue, (first, end)) {
        return Some(content);
    }
    let phrase = frames::speaker(text, cue, sentence);
    let start = clause_start(text, cue.first, first);
    let opens = cue.kind == CueKind::Source && before_verb(text, start, cue.first) && cue.first <= start + 1;
    let verb = opens.then(|| verb_behind(text, cue.last + 1, end)).flatten();
    let known = phrase.map(|phrase| named(text, cue, &phrase, (first, end)));
    let out = match (known, verb) {
        // The source opens its clause: all up to the finite verb belongs to it.
        (Some(out), Some(verb)) if !text.is(cue.last, Flags::SPEECH_NOUN) || !text.is_sign(out.1, ',') => {
            (out.0, verb.max(out.1))
        }
        (Some(out), _) => out,
        (None, Some(verb)) => (cue.first, verb),
        (None, None) => return None,
    };
    // "Nach der Ankündigung von X, dass …": the noun reports its clause.
    if text.is_sign(out.1, ',') && text.is(cue.last, Flags::SPEECH_NOUN) {
        let noun = Cue {
            kind: CueKind::Noun,
            first: cue.last,
            finite: cue.last,
            ..*cue
        };
        if text.is(out.1 + 1, Flags::COMPLEMENTIZER) {
            return super::following_clause::behind(text, sentence, &noun, &[]);
        }
    }
    let (start, end) = held(text, out, (first, end));
    let mut parts = Vec::new();
    let head_end = if out.0 > start && text.is_sign(out.0 - 1, ',') {
        out.0 - 1
    } else {
        out.0
    };
    if head_end > start {
        parts.push((start, head_end));
    }
    let tail = if text.is_sign(out.1, ',') && parts.is_empty() {
        out.1 + 1
    } else {
        out.1
    };
    if tail < end {
        parts.push((tail, end));
    }
    if parts.is_empty() || parts.iter().all(|(a, b)| only_quote(text, *a, *b)) {
        return None;
    }
    Some(Content::new(Rule::IndirectSource, parts))
}

/// The words that name the source: cue and phrase, and the commas on both sides of them.
fn named(text: &Tokenised<'_>, cue: &Cue, phrase: &Phrase, (first, end): (usize, usize)) -> (usize, usize) {
    let mut from = cue.first.min(phrase.start);
    let mut to = (cue.last + 1).max(phrase.end);
    // "laut Paragraf 12 der Satzung"
    if text.is_word(to) && text.text(to).starts_with(|c: char| c.is_ascii_digit()) && to + 2 < end {
        to = parse(text, to + 1, end)
            .filter(|_| text.is(to + 1, Flags::ARTICLE_GENITIVE))
            .map_or(to + 1, |phrase| phrase.end);
    }
    // "Angaben von Augenzeugen zufolge": what the phrase depends on belongs to it.
    if cue.kind == CueKind::SourceAfter {
        let clause = clause_start(text, cue.first, first);
        let noun = (clause..from).find(|at| text.is(*at, Flags::SOURCE_NOUN));
        let joined = |noun: usize| {
            noun + 1 == from || noun + 2 == from && text.is(noun + 1, Flags::ATTRIBUTE_PREPOSITION | Flags::ARTICLE)
        };
        from = noun.filter(|noun| joined(*noun)).unwrap_or(from);
        let article = from > clause && text.is(from - 1, Flags::ARTICLE);
        from -= usize::from(article);
    }
    // "Ersten Angaben vom Mittwoch zufolge": all that stands before the verb.
    if cue.kind == CueKind::SourceAfter && before_verb(text, first, cue.first) && goes_on(text, cue.last + 1, end) {
        from = first;
    }
    let commas = text.is_sign(to, ',') && from > first && text.is_sign(from - 1, ',') && to < end;
    (from, if commas { to + 1 } else { to })
}

/// The clause that holds the source: not what another main clause says before it or behind it.
fn held(text: &Tokenised<'_>, out: (usize, usize), (first, end): (usize, usize)) -> (usize, usize) {
    let clause = clause_start(text, out.0, first);
    let flags = text.flags(clause);
    // "Eines ist klar: Nach Ansicht von X …"
    let colon = clause > first && text.is_sign(clause - 1, ':');
    let subordinate = clause > first
        && (flags.any(Flags::SUBORDINATOR | Flags::COMPLEMENTIZER) || flags.any(Flags::RELATIVE) && clause < out.0);
    let mut start = if subordinate || colon { clause } else { first };
    // "…, und laut X …", "…; laut X …": a main clause of its own.
    if !subordinate && clause > first && clause + 2 >= out.0 {
        let joined = text.is(clause, Flags::CONJUNCTION) && clause + 1 == out.0;
        let semicolon = clause > 0 && text.is_sign(clause - 1, ';');
        if (joined || semicolon && clause == out.0) && goes_on(text, out.1, end) {
            start = out.0;
        }
    }
    let stop = (out.1..end).find(|at| text.is_sign(*at, ';')).unwrap_or(end);
    let main = (subordinate && out.1 + 2 < stop).then(|| end_before_main(text, out.1, stop, true));
    (start, main.flatten().unwrap_or(stop))
}

/// "…, according to X" and "According to X, …": without the words that name the source.
pub(super) fn according(text: &Tokenised<'_>, sentence: &Sentence, cue: &Cue) -> Option<Content> {
    let first = dateline(text, sentence);
    let end = content_limit(text, sentence);
    let phrase = frames::speaker(text, cue, sentence);
    let possessed = cue.last > cue.first + 1 && text.is(cue.last, Flags::SOURCE_NOUN);
    if !(possessed || speaks(text, cue.last + 1, end)) {
        return None;
    }
    let out_end = phrase
        .map_or(cue.last + 2, |phrase| phrase.end.max(cue.last + 1))
        .min(end);
    let next = clause_end(text, out_end - 1, end);
    let mut parts = Vec::new();
    if cue.first > first {
        let comma = text.is_sign(cue.first - 1, ',');
        parts.push((first, cue.first - usize::from(comma)));
        // The rest of the sentence belongs to the source, unless a comma closes it and a verb follows.
        if comma
            && text.is_sign(next, ',')
            && finite_verbs::finite(text, next + 1, end).is_some_and(|at| at <= next + 4)
        {
            parts.push((next + 1, end));
        }
    } else if text.is_sign(next, ',') && next + 1 < end {
        // An apposition of the source has no verb: what is said follows the next comma.
        let second = (next + 1..end).find(|at| text.is_sign(*at, ','));
        let apposition = second.filter(|second| finite_verbs::finite(text, next + 1, *second).is_none());
        parts.push((apposition.unwrap_or(next) + 1, end));
    } else if text.is_word(out_end) && out_end < end {
        parts.push((out_end, end));
    }
    let apart = cue.first > first && text.is_sign(cue.first - 1, ',');
    let verb = parts
        .iter()
        .any(|(a, b)| finite_verbs::finite(text, *a, *b).is_some() || apart && *b > *a + 3);
    let quote_only = parts.iter().any(|(a, b)| b <= a || only_quote(text, *a, *b));
    if !verb || quote_only {
        return None;
    }
    Some(Content::new(Rule::IndirectSource, parts))
}

/// Whether the phrase that begins at a token names somebody or something that says things: a
/// person, a body, a text, a pronoun; not a plan, a rule or a size.
fn speaks(text: &Tokenised<'_>, start: usize, end: usize) -> bool {
    let oblique = text.is(start, Flags::PRONOUN_OBLIQUE) && !text.is_word(start + 1);
    let Some(close) = finite_verbs::phrase_end(text, start, end).map(|close| if oblique { start + 1 } else { close })
    else {
        return oblique;
    };
    let pronoun = Flags::PRONOUN | Flags::PRONOUN_OBLIQUE;
    let alone = text.is(start, pronoun) && (!text.is(start, Flags::ARTICLE) || close == start + 1);
    alone || !text.is(close - 1, Flags::MEASURE)
}

/// The finite verb of a main clause whose first place the source takes: behind its attributes, what
/// is in commas behind it, and relative clauses.
fn verb_behind(text: &Tokenised<'_>, from: usize, end: usize) -> Option<usize> {
    let finite = Flags::AUXILIARY | Flags::SUBJUNCTIVE | Flags::SUBJUNCTIVE_WEAK | Flags::VERB | Flags::VERB_SEPARABLE;
    let mut inside = false;
    for at in from..end.min(from + 50) {
        if text.is_sign(at, ',') {
            inside = at + 1 < end && opens_inside(text, at + 1);
            if !inside && goes_on(text, at + 1, end) {
                return Some(at + 1);
            }
        } else if !inside && text.is_word(at) && !text.tokens[at].capital {
            let flags = text.flags(at);
            let known = flags.any(finite) && !flags.any(Flags::PREPOSITION | Flags::ARTICLE);
            let before = at > from && (text.tokens[at - 1].capital || !text.is_word(at - 1));
            let unknown = flags == Flags::NONE && before && goes_on(text, at, end);
            if known || unknown {
                return Some(at);
            }
        }
    }
    None
}

/// "Gerüchte, nach denen …", "ein Gutachten, laut dem …": a relative clause that names its noun as the source.
fn relative(text: &Tokenised<'_>, cue: &Cue, (first, end): (usize, usize)) -> Option<Content> {
    let pronoun = cue.first + 1;
    let opens = cue.first > first && text.is_sign(cue.first - 1, ',');
    let bare = pronoun < end && text.is(pronoun, Flags::RELATIVE) && pronoun >= cue.last;
    if !opens || !bare || text.is(cue.last, Flags::SOURCE_NOUN) {
        return None;
    }
    let start = pronoun + 1;
    let stop = end_before_main(text, start, end, true).unwrap_or(end);
    (stop > start + 1).then(|| Content::one(start, stop, Rule::IndirectSourceRelative))
}

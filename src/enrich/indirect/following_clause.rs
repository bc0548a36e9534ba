//! What is reported behind a comma or a colon, in languages that set reported clauses off by commas.
//!
//! Words: `verbs`, `nouns`, `complementizer`, `subjunctive`, `subjunctive_weak`, `question`, `infinitive_marker`,
//! `source_relative`, `not_reported`. Cases: `indirect-dass`, `indirect-verb-second`, `indirect-infinitive`,
//! `indirect-question`, `noun-cues`, `passive`, `hiess-es`.

use super::clauses::{
    before_verb, end_before_main, end_before_rest, has, infinitive, is_idiom, new_frame, opens_inside, relative_clause,
};
use super::content::{Content, content_limit, only_quote};
use super::plain_clause;
use crate::enrich::cues::{Cue, CueKind};
use crate::enrich::frames;
use crate::enrich::text::clauses::{clause_end, clause_start};
use crate::enrich::text::phrases::parse;
use crate::enrich::text::tokens::{Sentence, TokenKind, Tokenised};
use crate::language::Flags;
use crate::model::enrichment::SpeechAct;
use crate::model::rule::Rule;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Sort {
    /// dass, ob, wie: its verb stands last.
    Subordinate,
    /// Its verb stands second, in the subjunctive.
    Second,
    Infinitive,
}

/// The clause behind the cue's.
pub(super) fn behind(text: &Tokenised<'_>, sentence: &Sentence, cue: &Cue, later: &[Cue]) -> Option<Content> {
    let end = content_limit(text, sentence);
    let comma = comma_behind(text, sentence, cue, end)?;
    let start = comma + 1;
    let colon = text.is_sign(comma, ':');
    // A noun before another cue: "In dem Bericht heißt es, …".
    let other = later.iter().take_while(|other| other.first < comma);
    if cue.kind == CueKind::Noun
        && other
            .into_iter()
            .any(|other| other.kind != CueKind::Noun && other.last < comma)
    {
        return None;
    }
    let plain = || plain_clause::rule(text, sentence, cue, (start, end), colon).map(|rule| (Sort::Second, rule));
    let (sort, rule) = sort_of(text, cue, start, end, colon).or_else(plain)?;
    if is_idiom(text, start) {
        return None;
    }
    let stop = stop_of(text, sentence, cue, later, (start, end), sort);
    let start = start + usize::from(text.is(start, Flags::SOURCE_RELATIVE));
    if stop <= start || only_quote(text, start, stop) {
        return None;
    }
    Some(Content::one(start, stop, rule))
}

/// The comma or the colon that opens what is reported. An apposition of the subject stands between
/// its verb and what is said.
fn comma_behind(text: &Tokenised<'_>, sentence: &Sentence, cue: &Cue, end: usize) -> Option<usize> {
    let mut comma = clause_end(text, cue.last.max(cue.finite), end);
    let phrase = frames::speaker(text, cue, sentence);
    if let Some(phrase) = phrase
        && phrase.start > cue.first
        && phrase.end > comma
    {
        comma = clause_end(text, phrase.end - 1, end);
    }
    // A name in marks can stand in the cue's clause: "warf der „Zeit“ vor, …".
    while comma + 1 < end && text.is_quote(comma) {
        comma = clause_end(text, comma, end);
    }
    let sign = comma + 1 < end && matches!(text.tokens[comma].kind, TokenKind::Sign(',' | ':'));
    sign.then_some(comma)
}

fn stop_of(
    text: &Tokenised<'_>,
    sentence: &Sentence,
    cue: &Cue,
    later: &[Cue],
    (start, end): (usize, usize),
    sort: Sort,
) -> usize {
    let frame = later.iter().filter_map(|other| new_frame(text, sentence, other, start));
    let end = frame.min().unwrap_or(end).min(end);
    let clause = clause_start(text, cue.first, sentence.tokens.0);
    let inside = clause < cue.first && opens_inside(text, clause) && !text.is(clause, Flags::CONJUNCTION);
    let noun_first = cue.kind == CueKind::Noun && before_verb(text, clause, cue.first);
    let main = if noun_first || inside && clause > sentence.tokens.0 {
        end_before_main(text, start, end, sort == Sort::Subordinate)
    } else {
        None
    };
    let semicolon = (start..end).find(|at| text.is_sign(*at, ';') && sort != Sort::Second);
    // What is quoted behind a colon is a quotation of its own.
    let quote = (start..end).find(|at| text.is_sign(*at, ':') && text.is_quote(at + 1));
    main.or_else(|| end_before_rest(text, start, end))
        .unwrap_or(end)
        .min(semicolon.unwrap_or(end))
        .min(quote.unwrap_or(end))
}

/// What sort of reported clause begins at a token, if any.
fn sort_of(text: &Tokenised<'_>, cue: &Cue, start: usize, end: usize, colon: bool) -> Option<(Sort, Rule)> {
    let verb = cue.verb(text);
    let open = cue.verb.is_none();
    let takes_clause = open || verb.is_some_and(|verb| verb.clause);
    let takes_infinitive = open || verb.is_some_and(|verb| verb.infinitive);
    let flags = text.flags(start);
    let limit = clause_end(text, start, end);
    let noun = cue.kind == CueKind::Noun;
    let speech = verb.is_none_or(|verb| verb.speech);
    if flags.any(Flags::COMPLEMENTIZER) && !colon {
        let rule = takes_clause.then(|| subordinate(text, cue, start, limit)).flatten()?;
        return Some((Sort::Subordinate, rule));
    }
    if takes_infinitive
        && !colon
        && opens_infinitive(text, start, limit)
        && !has(text, start, limit, Flags::SUBJUNCTIVE)
    {
        let rule = match (noun, speech) {
            (true, _) if !adjacent(text, cue, start) || !text.is(cue.last, Flags::URGING_NOUN) => return None,
            (true, _) => Rule::IndirectNounInfinitive,
            (false, true) if cue.kind == CueKind::Passive => Rule::IndirectPassiveInfinitive,
            (false, true) => Rule::IndirectInfinitive,
            (false, false) => Rule::IndirectThoughtInfinitive,
        };
        return Some((Sort::Infinitive, rule));
    }
    if flags.any(Flags::RELATIVE | Flags::SUBORDINATOR | Flags::PURPOSE) && !flags.any(Flags::ARTICLE) {
        return None;
    }
    let strong = has(text, start, limit, Flags::SUBJUNCTIVE);
    let weak = has(text, start, limit, Flags::SUBJUNCTIVE_WEAK);
    if !takes_clause || !(strong || weak) || relative_clause(text, start, limit) {
        return None;
    }
    if noun && !adjacent(text, cue, start) || flags.any(Flags::CONJUNCTION) {
        return None;
    }
    let rule = match (noun, strong) {
        (true, _) => Rule::IndirectNounVerbSecond,
        (false, true) => Rule::IndirectVerbSecond,
        (false, false) => Rule::IndirectVerbSecondWeak,
    };
    Some((Sort::Second, rule))
}

/// dass, ob, and question words.
fn subordinate(text: &Tokenised<'_>, cue: &Cue, start: usize, limit: usize) -> Option<Rule> {
    let flags = text.flags(start);
    let noun = cue.kind == CueKind::Noun;
    let verb = cue.verb(text);
    let speech = verb.is_none_or(|verb| verb.speech);
    if flags.any(Flags::SOURCE_RELATIVE) {
        return Some(Rule::IndirectNounThat);
    }
    if flags.any(Flags::QUESTION | Flags::RELATIVE | Flags::SUBORDINATOR) {
        let asks = verb.is_some_and(|verb| verb.class == SpeechAct::Question);
        let closing = text.tokens[limit - 1].info.verb;
        let closing = closing.and_then(|number| text.lexicon.verbs.get(number as usize));
        let frame = flags.any(Flags::FRAME_CONJUNCTION) && closing.is_some_and(|verb| verb.speech && verb.clause);
        let unclear = Flags::SUBORDINATOR | Flags::RELATIVE | Flags::FREE_RELATIVE;
        let clear = flags.any(Flags::QUESTION) && !flags.any(unclear);
        // wie, was, wo also compare and refer: only verbs that ask, and wie behind speech.
        let taken = match cue.kind {
            CueKind::Noun => clear && adjacent(text, cue, start) && text.is(cue.last + 1, Flags::ARTICLE_GENITIVE),
            CueKind::Verb => verb.is_some() && (asks || clear || speech && flags.any(Flags::FRAME_CONJUNCTION)),
            _ => asks && clear,
        };
        return (taken && !frame && flags.any(Flags::QUESTION)).then_some(Rule::IndirectQuestion);
    }
    if noun {
        return adjacent(text, cue, start).then_some(Rule::IndirectNounThat);
    }
    Some(match (cue.kind, speech) {
        (CueKind::Passive, _) => Rule::IndirectPassiveThat,
        (_, true) => Rule::IndirectThat,
        (_, false) => Rule::IndirectThoughtThat,
    })
}

/// Whether nothing but what belongs to a noun stands between it and its clause: a genitive, "von X",
/// and what closes the clause ("wies den Vorwurf zurück, …").
fn adjacent(text: &Tokenised<'_>, cue: &Cue, start: usize) -> bool {
    let comma = start - 1;
    let mut at = cue.last + 1;
    let mut words = 0;
    while at < comma {
        let flags = text.flags(at);
        if flags.any(Flags::PREPOSITION) && !flags.any(Flags::ARTICLE_GENITIVE) {
            at = parse(text, at + 1, comma).map_or(at + 1, |phrase| phrase.end);
        } else if let Some(phrase) = parse(text, at, comma).filter(|_| words == 0) {
            at = phrase.end;
        } else if text.is_word(at) && !flags.any(Flags::AUXILIARY | Flags::CONJUNCTION) && words < 2 {
            words += 1;
            at += 1;
        } else {
            return false;
        }
    }
    true
}

/// Whether a clause is an infinitive with zu: no finite verb stands in it before.
fn opens_infinitive(text: &Tokenised<'_>, start: usize, limit: usize) -> bool {
    let flags = text.flags(start);
    if flags.any(Flags::PURPOSE | Flags::COMPLEMENTIZER)
        || flags.any(Flags::SUBORDINATOR | Flags::CONJUNCTION) && !flags.any(Flags::PREPOSITION)
    {
        return false;
    }
    let relative =
        flags.any(Flags::PREPOSITION) && text.is(start + 1, Flags::RELATIVE) && parse(text, start + 1, limit).is_none();
    let finite = Flags::SUBJUNCTIVE_WEAK;
    // The infinitive closes its clause; what a list or a relative clause cuts off may hold it.
    !relative && infinitive_clause(text, start, limit) && !has(text, start, start + 2, finite)
}

/// Whether the infinitive stands in the clause itself, or behind a list or a clause inside of it.
fn infinitive_clause(text: &Tokenised<'_>, start: usize, limit: usize) -> bool {
    let finite = Flags::AUXILIARY | Flags::VERB;
    if infinitive(text, start, limit) {
        return true;
    }
    // "…, Soldaten, die verletzt sind, zu helfen": no finite verb before the first comma.
    let next = limit + 1;
    let far = clause_end(
        text,
        clause_end(text, next.min(text.tokens.len()), text.tokens.len()),
        text.tokens.len(),
    );
    let same = text.is_sign(limit, ',') || matches!(text.tokens.get(limit).map(|t| t.kind), Some(TokenKind::Quote(_)));
    same && !has(text, start, limit, finite) && infinitive(text, next, far.min(text.tokens.len()))
}

//! Paragraphs that begin with who speaks: "Meer: …", "SMITH: …", "Frage: …".
//!
//! Words: `question_label`, `answer_label`. Cases: `interview`, `transcript`.

use std::collections::BTreeMap;

use super::found::{Turns, asks};
use super::interviewee;
use crate::enrich::text::tokens::{TokenKind, Tokenised};
use crate::language::Flags;
use crate::model::document::{BlockKind, Document, TextBlock};
use crate::model::enrichment::Speaker;
use crate::model::rule::Rule;
use crate::model::span::Span;

/// The most tokens of a label.
const LONGEST: usize = 6;

/// The fewest turns of an interview.
const FEWEST: usize = 3;

/// The share of labelled paragraphs between the first and the last, in a hundred.
const DENSITY: usize = 50;

/// The most tokens before the first turn in which the name of initials is looked for.
const INTRODUCTION: usize = 3000;

/// A paragraph with a label before it.
struct Labelled {
    block: usize,
    label: Span,
    said: Span,
    role: Role,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    /// Known by a name.
    Named,
    Question,
    Answer,
}

/// What is known of all turns under one label.
#[derive(Default)]
struct Share {
    turns: usize,
    asking: usize,
}

pub(super) fn find(document: &Document, text: &Tokenised<'_>) -> Turns {
    let blocks = document.blocks.iter().enumerate();
    let labelled: Vec<Labelled> = blocks.filter_map(|(number, block)| read(text, number, block)).collect();
    let mut shares: BTreeMap<&str, Share> = BTreeMap::new();
    for turn in &labelled {
        let share = shares.entry(turn.label.slice(text.plain)).or_default();
        share.turns += 1;
        share.asking += usize::from(asks(turn.said.slice(text.plain)));
    }
    // A list of headings ("Ort: …", "Datum: …") has each of them once.
    let recurs = |turn: &&Labelled| turn.role != Role::Named || shares[turn.label.slice(text.plain)].turns > 1;
    let mut turns: Vec<&Labelled> = labelled.iter().collect();
    turns.retain(|turn| recurs(turn) || is_person(text, turn.label));
    let (Some(first), Some(last)) = (turns.first(), turns.last()) else {
        return Turns::default();
    };
    let length = last.block - first.block + 1;
    let recurring = turns.iter().filter(|turn| recurs(turn)).count();
    if turns.len() < FEWEST || recurring < 2 || turns.len() * 100 < length * DENSITY {
        return Turns::default();
    }
    let mut names: BTreeMap<&str, Option<Span>> = BTreeMap::new();
    for turn in &turns {
        let label = turn.label.slice(text.plain);
        names
            .entry(label)
            .or_insert_with(|| initials(text, document, first.block, turn.label));
    }
    let known = |turn: &&Labelled| {
        turn.role != Role::Named || is_person(text, turn.label) || names[turn.label.slice(text.plain)].is_some()
    };
    if !turns.iter().any(known) {
        return Turns::default();
    }
    let asked = interviewee::find(text, document, first.block);
    let speaker = |turn: &Labelled| {
        let label = turn.label.slice(text.plain);
        let share = &shares[label];
        let asks = share.turns > 1 && share.asking * 2 > share.turns && shares.len() > 1;
        match turn.role {
            Role::Question => None,
            Role::Answer => asked.map(Speaker::elsewhere),
            Role::Named if asks => None,
            Role::Named => Some(names[label].map_or(Speaker::written(turn.label), Speaker::elsewhere)),
        }
    };
    said(document, &turns, speaker)
}

/// The paragraphs from the first turn to the last, each with who says it; what has no label goes on with the one before.
fn said(document: &Document, turns: &[&Labelled], speaker: impl Fn(&Labelled) -> Option<Speaker>) -> Turns {
    let mut found = Turns::default();
    let mut next = turns.iter().peekable();
    let mut current: Option<Speaker> = None;
    let (Some(first), Some(last)) = (turns.first(), turns.last()) else {
        return found;
    };
    for (number, block) in document
        .blocks
        .iter()
        .enumerate()
        .take(last.block + 1)
        .skip(first.block)
    {
        if block.kind == BlockKind::Heading {
            current = None;
        } else if let Some(turn) = next.next_if(|turn| turn.block == number) {
            current = speaker(turn);
            let said = current.clone().map(|who| (Rule::DirectTurn, turn.said, who));
            found.push(block.span, said);
        } else if block.kind == BlockKind::Paragraph {
            let who = current.as_ref().map(Speaker::continued);
            found.push(block.span, who.map(|who| (Rule::DirectTurn, block.span, who)));
        }
    }
    found
}

/// The label of a paragraph: a few words with capitals, or a word for question or answer, before a colon.
fn read(text: &Tokenised<'_>, number: usize, block: &TextBlock) -> Option<Labelled> {
    if block.kind != BlockKind::Paragraph {
        return None;
    }
    let first = text.tokens.partition_point(|token| token.span.start < block.span.start);
    // Signs of another markup: "::R. Meer: …".
    let first = first
        + text.tokens[first..]
            .iter()
            .take_while(|token| token.kind == TokenKind::Sign(':'))
            .count();
    let limit = text.tokens.len().min(first + LONGEST + 1);
    let colon = (first..limit).find(|at| text.is_sign(*at, ':'))?;
    let end = text.tokens[colon].span.end;
    if colon == first || end >= block.span.end || text.tokens.get(colon + 1)?.span.start <= end {
        return None;
    }
    let label = match text.tokens[first].kind {
        TokenKind::Quote(number) if colon == first + 1 => text.marks[number as usize].inner,
        _ => text.span(first, colon - 1),
    };
    let role = match colon - first {
        1 if text.is(first, Flags::QUESTION_LABEL) => Role::Question,
        1 if text.is(first, Flags::ANSWER_LABEL) => Role::Answer,
        _ => Role::Named,
    };
    let word = |at: usize| match text.tokens[at].kind {
        TokenKind::Word => text.tokens[at].capital || text.is(at, Flags::NAME_PARTICLE),
        TokenKind::Sign(sign) => matches!(sign, '.' | '(' | ')' | '-'),
        TokenKind::Quote(_) => false,
    };
    let marked = text.is_quote(first) && colon == first + 1 && label.slice(text.plain).split(' ').count() <= LONGEST;
    let named = marked || (first..colon).all(word) && text.is_word(first);
    if role == Role::Named && !named || label.end > block.span.end {
        return None;
    }
    let rest = Span::new(end as usize, block.span.end as usize).slice(text.plain);
    let lead = rest.len() - rest.trim_start().len();
    let said = Span::new(end as usize + lead, block.span.end as usize);
    Some(Labelled {
        block: number,
        label,
        said,
        role,
    })
}

/// Whether a label names a person.
fn is_person(text: &Tokenised<'_>, label: Span) -> bool {
    let first = text.tokens.partition_point(|token| token.span.start < label.start);
    let mut words = text.tokens[first..]
        .iter()
        .take_while(|token| token.span.end <= label.end);
    let person = Flags::FORENAME | Flags::SURNAME | Flags::HONORIFIC;
    words.any(|token| token.named || token.info.flags.any(person))
}

/// The name before the interview to which initials belong: "AM" and "A. M." of Anna Meer.
fn initials(text: &Tokenised<'_>, document: &Document, first: usize, label: Span) -> Option<Span> {
    let letters: Vec<char> = label.slice(text.plain).chars().filter(|c| c.is_alphabetic()).collect();
    let short = (2..=3).contains(&letters.len()) && letters.iter().all(|c| c.is_uppercase());
    if !short {
        return None;
    }
    let end = document.blocks[first].span.start;
    let tokens = text.tokens.partition_point(|token| token.span.end <= end);
    let capital = |at: usize, letter: char| text.is_word(at) && text.text(at).starts_with(letter);
    let fits = |at: &usize| letters.iter().enumerate().all(|(n, letter)| capital(at + n, *letter));
    let last = (tokens + 1).saturating_sub(letters.len());
    let at = (last.saturating_sub(INTRODUCTION)..last).find(fits)?;
    Some(text.span(at, at + letters.len() - 1))
}

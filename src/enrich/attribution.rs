//! Who said what stands in quotation marks.

use std::borrow::Cow;

use super::marks::Marked;
use super::tokens::{TokenKind, Tokenised};
use crate::language::Words;
use crate::model::enrichment::{Origin, Quotation, QuotationKind, Speaker};
use crate::model::span::Span;

/// How far from the marks a cue is looked for, in tokens.
const REACH: usize = 30;

/// The most words of a quotation that counts as partial.
const PARTIAL_WORDS: usize = 4;

/// A cue and the speaker beside it.
struct Attribution {
    cue: Span,
    speaker: Option<Span>,
    rule: &'static str,
    confidence: u16,
}

/// Attributes the marked spans that have a cue, or that go on where the one before them ended.
pub fn attribute(text: &Tokenised<'_>, marked: &[Marked], words: &Words) -> Vec<Quotation> {
    let mut quotations: Vec<Quotation> = Vec::new();
    for mark in marked {
        let count = text.tokens[mark.open..mark.close]
            .iter()
            .filter(|t| t.kind == TokenKind::Word)
            .count();
        let found = after(text, mark, words).or_else(|| before(text, mark, words));
        let partial = count <= PARTIAL_WORDS && !ends_sentence(text, mark);
        let quotation = match found {
            Some(found) => make(mark, partial, found),
            None if continues(text, mark, count, &quotations) => continuation(mark, partial, &quotations),
            None => continue,
        };
        quotations.push(quotation);
    }
    resolve(text, words, &mut quotations);
    quotations
}

fn make(mark: &Marked, partial: bool, found: Attribution) -> Quotation {
    let speaker = found.speaker.map(|written| Speaker {
        written: Some(written),
        ..Speaker::default()
    });
    let ends = [Some(found.cue), found.speaker];
    let start = ends.iter().flatten().map(|s| s.start).min().unwrap_or(found.cue.start);
    let end = ends.iter().flatten().map(|s| s.end).max().unwrap_or(found.cue.end);
    Quotation {
        kind: QuotationKind::Direct,
        partial,
        span: mark.span,
        speaker,
        cue: Some(found.cue),
        frame: Some(Span { start, end }),
        confidence: found.confidence,
        rule: Cow::Borrowed(found.rule),
        origin: Origin::Found,
    }
}

/// `„…“, sagte X`, `„…“, so X`, `“…,” X said`.
fn after(text: &Tokenised<'_>, mark: &Marked, words: &Words) -> Option<Attribution> {
    let sentence = text.tokens[mark.close].sentence;
    let rest: Vec<usize> = (mark.close + 1..(mark.close + 1 + REACH).min(text.tokens.len()))
        .take_while(|n| text.tokens[*n].sentence == sentence)
        .skip_while(|n| matches!(text.tokens[*n].kind, TokenKind::Sign(',' | '–' | '-' | '—')))
        .collect();
    let first = *rest.first()?;
    let lower = text.text(&text.tokens[first]).to_lowercase();
    if is_verb(&lower, words) || words.reporting_particles.contains(&lower) {
        let speaker = phrase(text, first + 1, words);
        let rule = if is_verb(&lower, words) {
            "direct-verb-after"
        } else {
            "direct-particle-after"
        };
        speaker?;
        return Some(Attribution {
            cue: text.tokens[first].span,
            speaker,
            rule,
            confidence: 930,
        });
    }
    let speaker = phrase(text, first, words)?;
    let verb = text.first_from(speaker.end);
    let lower = text.tokens.get(verb).map(|t| text.text(t).to_lowercase())?;
    let same = text.tokens[verb].sentence == sentence;
    (same && is_verb(&lower, words)).then(|| Attribution {
        cue: text.tokens[verb].span,
        speaker: Some(speaker),
        rule: "direct-speaker-verb-after",
        confidence: 930,
    })
}

/// `X sagte: „…“`, `sagte X, er sei „…“`.
fn before(text: &Tokenised<'_>, mark: &Marked, words: &Words) -> Option<Attribution> {
    let sentence = text.tokens[mark.open].sentence;
    let first = (mark.open.saturating_sub(REACH)..mark.open).find(|n| text.tokens[*n].sentence == sentence)?;
    let verb = (first..mark.open)
        .rev()
        .find(|n| is_verb(&text.text(&text.tokens[*n]).to_lowercase(), words))?;
    let colon = matches!(text.tokens[mark.open - 1].kind, TokenKind::Sign(':'));
    let subject = phrase_before(text, first, verb, words).or_else(|| phrase(text, verb + 1, words));
    let subject = subject.filter(|span| span.end <= mark.span.start);
    subject?;
    Some(Attribution {
        cue: text.tokens[verb].span,
        speaker: subject,
        rule: if colon { "direct-colon" } else { "direct-verb-before" },
        confidence: if colon { 930 } else { 780 },
    })
}

fn is_verb(lower: &str, words: &Words) -> bool {
    words.reporting_verbs.contains_key(lower)
}

/// A noun phrase or pronoun that begins at a token: determiners, capitalised words, particles of names.
fn phrase(text: &Tokenised<'_>, start: usize, words: &Words) -> Option<Span> {
    let first = text.tokens.get(start)?;
    let sentence = first.sentence;
    let lower = text.text(first).to_lowercase();
    if words.pronouns.contains(&lower) && !next_is_name(text, start + 1, sentence) {
        return Some(first.span);
    }
    let mut end = None;
    let mut at = start;
    while let Some(token) = text
        .tokens
        .get(at)
        .filter(|t| t.sentence == sentence && t.kind == TokenKind::Word)
    {
        let word = text.text(token);
        let capital = word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
        let joins =
            words.name_particles.contains(word) || (at == start && words.determiners.contains(&word.to_lowercase()));
        if capital {
            end = Some(token.span.end);
        } else if !joins {
            break;
        }
        at += 1;
    }
    end.map(|end| Span {
        start: first.span.start,
        end,
    })
}

fn next_is_name(text: &Tokenised<'_>, at: usize, sentence: u32) -> bool {
    text.tokens.get(at).is_some_and(|t| {
        t.sentence == sentence && t.kind == TokenKind::Word && text.text(t).starts_with(char::is_uppercase)
    })
}

/// The noun phrase that ends right before the verb.
fn phrase_before(text: &Tokenised<'_>, first: usize, verb: usize, words: &Words) -> Option<Span> {
    (first..verb)
        .filter_map(|at| phrase(text, at, words))
        .find(|span| text.first_from(span.end) == verb)
}

/// Whether the words in the marks end like a sentence.
fn ends_sentence(text: &Tokenised<'_>, mark: &Marked) -> bool {
    matches!(text.tokens[mark.close - 1].kind, TokenKind::Sign('.' | '!' | '?' | '…'))
}

/// Whether a whole sentence in marks follows a quotation in the same paragraph.
fn continues(text: &Tokenised<'_>, mark: &Marked, count: usize, quotations: &[Quotation]) -> bool {
    let block = |byte: u32| text.tokens.get(text.first_from(byte)).map(|t| t.block);
    count > PARTIAL_WORDS
        && ends_sentence(text, mark)
        && quotations
            .last()
            .is_some_and(|last| last.speaker.is_some() && block(last.span.start) == block(mark.span.start))
}

fn continuation(mark: &Marked, partial: bool, quotations: &[Quotation]) -> Quotation {
    let previous = quotations.last().and_then(|q| q.speaker.clone());
    let speaker = previous.map(|s| Speaker {
        antecedent: s.written.or(s.antecedent),
        written: None,
        ..s
    });
    Quotation {
        kind: QuotationKind::Direct,
        partial,
        span: mark.span,
        speaker,
        cue: None,
        frame: None,
        confidence: 800,
        rule: Cow::Borrowed("direct-continued"),
        origin: Origin::Found,
    }
}

/// Gives each speaker a name: the words themselves, or for a pronoun nothing yet.
fn resolve(text: &Tokenised<'_>, words: &Words, quotations: &mut [Quotation]) {
    for quotation in quotations {
        let Some(speaker) = &mut quotation.speaker else {
            continue;
        };
        let Some(written) = speaker.written.or(speaker.antecedent) else {
            continue;
        };
        let name = written.slice(text.plain);
        let is_pronoun = words.pronouns.contains(&name.to_lowercase());
        if !is_pronoun {
            let without = name
                .split_once(' ')
                .filter(|(first, _)| words.determiners.contains(&first.to_lowercase()));
            speaker.resolved = Some(without.map_or(name, |(_, rest)| rest).to_owned());
        }
    }
}

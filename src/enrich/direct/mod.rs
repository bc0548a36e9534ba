//! Which marked spans are quotations, and whose.
//!
//! Words: `naming`, `named_thing`, `medium`, `example_words`. Cases: `not-a-quotation-names`, `not-a-quotation-terms`,
//! `not-a-quotation-titles`, `scare-quotes`, `mixed-reports`, `direct-split`.

mod attribution;
mod by_position;
mod evidence;
mod following;
pub mod pull_quotes;
pub mod source_line;

use attribution::{Found, attribute, quotation};
use evidence::{Inside, PARTIAL_WORDS, inside, naming_evidence, shape_evidence};

pub use following::{follow, precede};

use crate::enrich::cues::{self, Cue};
use crate::enrich::finding::{Evidence, Finding};
use crate::enrich::text::phrases::{Case, Phrase, parse};
use crate::enrich::text::quotation_marks::Marked;
use crate::enrich::text::tokens::{Sentence, TokenKind, Tokenised};
use crate::language::Flags;
use crate::model::enrichment::Speaker;
use crate::model::rule::Rule;
use crate::model::span::Span;

/// The weight from which a cue calls something by the marked words.
const PREDICATE: i32 = 14;

/// The evidence for a name from which no verb outweighs it.
const NAMED: i32 = 12;

/// The most words of a sentence that is no more than a quotation and its frame.
const FRAME_WORDS: usize = 8;

pub fn find(text: &Tokenised<'_>, all_cues: &[Vec<Cue>]) -> Vec<Finding> {
    if text.grammar.subject_is_told_by_position() {
        return by_position::find(text, all_cues);
    }
    let mut quotations: Vec<Finding> = Vec::new();
    let mut last_rank: Option<(u32, usize)> = None;
    let mut neighbour: Option<(usize, bool)> = None;
    for (number, mark) in text.marks.iter().enumerate() {
        let Some((sentence_number, at)) = text.place_of_mark(number) else {
            continue;
        };
        let sentence = &text.sentences[sentence_number];
        let own_cues = &all_cues[sentence_number];
        let inner = inside(text, mark);
        if inner.words == 0 {
            continue;
        }
        let found = attribute(text, at, sentence, own_cues, &inner);
        let listed = neighbour.filter(|(before, _)| is_listed(text, *before, at));
        let score = score(text, (mark, at), sentence, &inner, found.as_ref())
            + list_evidence(listed)
            + source_line::evidence(text, mark.span);
        let continues = continues(text, mark, &quotations, sentence_number, last_rank);
        let accepted = match &found {
            Some(_) => score >= 11,
            // A word or two in marks go on with nothing.
            None => {
                score
                    + if continues && (inner.words > 3 || inner.ends) {
                        6
                    } else {
                        0
                    }
                    >= 12
            }
        };
        neighbour = Some((at, accepted));
        if !accepted {
            continue;
        }
        let mut quotation = quotation(text, mark, &inner, found.as_ref(), score, continues);
        if found.is_none_or(|found| found.speaker.is_none()) {
            quotation.speaker = if continues {
                quotation.rule = Rule::DirectContinued;
                quotations.last().and_then(Finding::continued_speaker)
            } else {
                nearest_subject(text, sentence_number, at)
            };
        }
        last_rank = Some((mark.block, sentence_number));
        quotations.push(quotation);
    }
    quotations
}

/// Marked words inside of what is reported without marks are the speaker's own, unless they name
/// something. `indirect` is what is reported, in order; so are the direct quotations.
pub fn find_inside(text: &Tokenised<'_>, indirect: &[Finding], quotations: &mut Vec<Finding>) {
    // Where marks mean speech, every marked span has been weighed already.
    if text.grammar.subject_is_told_by_position() {
        return;
    }
    let mut found = Vec::new();
    for (number, mark) in text.marks.iter().enumerate() {
        let after = indirect.partition_point(|q| q.span.start <= mark.span.start);
        let near = &indirect[after.saturating_sub(3)..after];
        let Some(around) = near.iter().find(|q| q.span.contains(mark.span)) else {
            continue;
        };
        if let Ok(known) = quotations.binary_search_by_key(&mark.span, |q| q.span) {
            // What nobody says by itself belongs to who says what is around it.
            let known = &mut quotations[known];
            if known.rule == Rule::DirectBare && around.speaker.is_some() {
                known.speaker.clone_from(&around.speaker);
                known.rule = Rule::DirectInsideIndirect;
            }
            continue;
        }
        let Some((sentence, at)) = text.place_of_mark(number) else {
            continue;
        };
        let inner = inside(text, mark);
        let naming = naming_evidence(text, at, &text.sentences[sentence], &inner);
        let score = shape_evidence(&inner, mark) + 8 - naming;
        if inner.words == 0 || score < 10 {
            continue;
        }
        found.push(Finding {
            partial: !inner.ends && inner.words <= PARTIAL_WORDS,
            speaker: around.speaker.clone(),
            cue: around.cue,
            frame: around.frame,
            evidence: Evidence::Score(score),
            ..Finding::new(Rule::DirectInsideIndirect, mark.span)
        });
    }
    quotations.append(&mut found);
    quotations.sort_by_key(|q| q.span);
}

/// Of nested reports the outermost decides who speaks: marked words inside of an indirect quotation are its speaker's,
/// unless somebody else says them there. Both lists are in order.
pub fn arbitrate(text: &Tokenised<'_>, all_cues: &[Vec<Cue>], indirect: &[Finding], quotations: &mut [Finding]) {
    for inner in quotations {
        if !matches!(inner.rule, Rule::DirectInSentence | Rule::DirectBare) {
            continue;
        }
        let after = indirect.partition_point(|outer| outer.span.start <= inner.span.start);
        let near = &indirect[after.saturating_sub(3)..after];
        let Some(outer) = near.iter().find(|outer| outer.span.contains(inner.span)) else {
            continue;
        };
        let said_there = |cue: Span| {
            let found = cues::at(text, all_cues, cue);
            outer.span.contains(cue) && found.is_some_and(|(cue, _)| cue.verb(text).is_none_or(|verb| verb.speech))
        };
        let own = inner.cue.is_some_and(said_there) && inner.speaker.as_ref().is_some_and(|who| speaks(text, who));
        if !own && outer.names_speaker() {
            inner.speaker.clone_from(&outer.speaker);
            inner.cue = outer.cue;
            inner.frame = outer.frame;
        }
    }
}

/// Whether the words that name a speaker hold a name, a pronoun or a noun that can speak.
fn speaks(text: &Tokenised<'_>, speaker: &Speaker) -> bool {
    let Some(written) = speaker.written else {
        return false;
    };
    let first = text.tokens.partition_point(|token| token.span.end <= written.start);
    let inside = text.tokens[first..]
        .iter()
        .take_while(|token| token.span.start < written.end);
    let can = Flags::SPEAKER | Flags::PRONOUN;
    let mut inside = inside.filter(|token| token.kind == TokenKind::Word);
    let determined = text.is(first, Flags::ARTICLE_NOMINATIVE);
    determined || inside.any(|token| token.named || token.info.flags.any(can) && !token.info.flags.any(Flags::ARTICLE))
}

/// The evidence that a marked span is a quotation: its words, its cue, its place, and not a name.
fn score(
    text: &Tokenised<'_>,
    (mark, at): (&Marked, usize),
    sentence: &Sentence,
    inner: &Inside,
    found: Option<&Found>,
) -> i32 {
    let naming = naming_evidence(text, at, sentence, inner);
    // "warf der Stadt „Geiz“ vor": behind a verb that calls something something, a noun is its object.
    let object = found.is_some_and(|f| f.rule == Rule::DirectInSentence && f.weight >= PREDICATE);
    let naming = if object && naming < NAMED {
        naming.min(6)
    } else {
        naming
    };
    let alone = match is_paragraph(text, at, sentence) {
        true => 8,
        false if inner.ends && at == sentence.tokens.0 && at + 1 == sentence.tokens.1 => 5,
        false => 0,
    };
    shape_evidence(inner, mark) + found.map_or(0, |f| f.weight) - naming + alone
}

/// What stands in one list is of one kind: what is known of the one before.
fn list_evidence(before: Option<(usize, bool)>) -> i32 {
    before.map_or(0, |(_, accepted)| if accepted { 4 } else { -6 })
}

/// Nobody says it: who its sentence is about, or the one before.
fn nearest_subject(text: &Tokenised<'_>, number: usize, at: usize) -> Option<Speaker> {
    let sentence = &text.sentences[number];
    if let Some(phrase) = subject_of(text, sentence).filter(|phrase| phrase.end <= at) {
        return Some(Speaker::written(phrase.span(text)));
    }
    let before = number.checked_sub(1).map(|before| &text.sentences[before]);
    let subject = before
        .filter(|before| before.block == sentence.block)
        .and_then(|before| subject_of(text, before))?;
    Some(Speaker::elsewhere(subject.span(text)))
}

/// Whether a marked span is a paragraph of its own, as pull quotes are.
fn is_paragraph(text: &Tokenised<'_>, at: usize, sentence: &Sentence) -> bool {
    let (first, end) = sentence.tokens;
    let block = |n: usize| {
        text.sentence_at(text.tokens[n].span.start)
            .map(|number| text.sentences[number].block)
    };
    let starts = at == first && (at == 0 || block(at - 1) != Some(sentence.block));
    let ends =
        (at + 1..end).all(|n| !text.is_word(n)) && (end >= text.tokens.len() || block(end) != Some(sentence.block));
    starts && ends
}

/// Whether two marked spans stand in one list: nothing but commas, "and" and articles between them.
fn is_listed(text: &Tokenised<'_>, before: usize, at: usize) -> bool {
    let small = Flags::CONJUNCTION | Flags::ARTICLE | Flags::PREPOSITION | Flags::ADVERB;
    before + 1 < at
        && at - before <= 4
        && (before + 1..at).all(|n| text.is_sign(n, ',') || text.is_word(n) && text.is(n, small))
        && text.sentence_at(text.tokens[before].span.start) == text.sentence_at(text.tokens[at].span.start)
}

/// Who the sentence is about: its first phrase that can be the subject and can speak.
fn subject_of(text: &Tokenised<'_>, sentence: &Sentence) -> Option<Phrase> {
    let (mut at, end) = sentence.tokens;
    while at < end {
        if text.is(at, Flags::PREPOSITION) {
            at = parse(text, at + 1, end).map_or(at + 1, |phrase| phrase.end);
            continue;
        }
        match parse(text, at, end) {
            Some(phrase)
                if phrase.case != Case::Oblique
                    && (phrase.flags.any(Flags::SPEAKER)
                        || phrase.pronoun && !text.is(phrase.start, Flags::PRONOUN_OTHER)) =>
            {
                return Some(phrase);
            }
            Some(phrase) => at = phrase.end,
            None => at += 1,
        }
    }
    None
}

/// Whether a marked span goes on where the quotation before ended: in the same paragraph, or as the
/// next paragraph of one that is still open.
fn continues(
    text: &Tokenised<'_>,
    mark: &Marked,
    quotations: &[Finding],
    sentence: usize,
    last: Option<(u32, usize)>,
) -> bool {
    let Some((block, last_sentence)) = last else {
        return false;
    };
    let Some(previous) = quotations.last() else {
        return false;
    };
    let own = text.marks.binary_search_by_key(&previous.span, |m| m.span);
    let unclosed = own.is_ok_and(|own| !text.marks[own].closed);
    let next = mark.block == block + 1;
    // A paragraph of its own right behind one that ends with a quotation and its frame.
    let paragraph = next && sentence == last_sentence + 1 && ends_alone(text, sentence);
    (block == mark.block && sentence - last_sentence <= 2) || next && unclosed || paragraph
}

/// Whether a sentence holds nothing but a marked span, and the one before no more than such a span and its frame.
fn ends_alone(text: &Tokenised<'_>, sentence: usize) -> bool {
    let words = |number: usize| {
        let (first, end) = text.sentences[number].tokens;
        (first..end).filter(|at| text.is_word(*at)).count()
    };
    words(sentence) == 0 && words(sentence - 1) <= FRAME_WORDS
}

//! Direct quotations of a language in which most of what stands in marks was said: a span is one
//! unless what stands around it makes it a title, a name or a term.

mod continuation;
mod framing;
mod said;

use super::attribution::quotation;
use super::evidence::inside;
use super::source_line;
use crate::enrich::cues::Cue;
use crate::enrich::finding::Finding;
use crate::enrich::text::tokens::Tokenised;
use crate::language::Flags;
use crate::model::rule::Rule;
use continuation::{Place, Previous};

/// The score from which a span is a quotation.
const ACCEPTED: i32 = 6;

pub(super) fn find(text: &Tokenised<'_>, all_cues: &[Vec<Cue>]) -> Vec<Finding> {
    let mut quotations: Vec<Finding> = Vec::new();
    let mut previous: Option<Previous> = None;
    let mut rejected: Option<usize> = None;
    let mut waiting: Vec<usize> = Vec::new();
    for (number, mark) in text.marks.iter().enumerate() {
        let Some((sentence, at)) = text.place_of_mark(number) else {
            continue;
        };
        let place = Place { sentence, at };
        let inner = inside(text, mark);
        if inner.words == 0 {
            continue;
        }
        let found = framing::attribute(text, place.at, place.sentence, all_cues, &inner);
        let goes_on = continuation::goes_on(mark, &place, previous.as_ref());
        let listed = rejected.is_some_and(|before| is_listed(text, before, place.at));
        let score =
            said::score(text, &place, mark, &inner, found.as_ref(), goes_on) + source_line::evidence(text, mark.span);
        if score < ACCEPTED || listed {
            rejected = Some(place.at);
            continue;
        }
        let mut quotation = quotation(text, mark, &inner, found.as_ref(), score, false);
        if quotation.speaker.is_none() {
            quotation.speaker = continuation::speaker(text, all_cues, mark, &place, previous.as_ref(), &quotations);
            if goes_on || found.is_none() && quotation.speaker.is_some() {
                quotation.rule = Rule::DirectContinued;
            }
            if quotation.speaker.is_none() {
                waiting.push(quotations.len());
            }
        } else {
            continuation::settle(&mut quotations, &mut waiting, &quotation, mark, previous.as_ref());
        }
        previous = Some(Previous {
            block: mark.block,
            sentence: place.sentence,
            closed: mark.closed,
        });
        quotations.push(quotation);
    }
    quotations
}

/// Whether two marked spans stand in one list: nothing but a comma and "and" between them.
fn is_listed(text: &Tokenised<'_>, before: usize, at: usize) -> bool {
    before + 1 < at
        && at - before <= 3
        && (before + 1..at).all(|n| text.is_sign(n, ',') || text.is(n, Flags::CONJUNCTION))
}

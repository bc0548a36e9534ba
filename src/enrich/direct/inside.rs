//! Marked words inside of what is reported without marks.
//!
//! Words: `naming`, `named_thing`, `medium`.
//! Cases: `mixed-reports`, `direct-split`.

use super::evidence::{PARTIAL_WORDS, inside, naming_evidence, shape_evidence};
use crate::enrich::finding::{Evidence, Finding};
use crate::enrich::text::tokens::Tokenised;
use crate::model::rule::Rule;

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

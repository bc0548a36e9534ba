//! Sentences that refer to what the sentence before says: "Das teilte X mit.", "Demnach …".
//!
//! Words: `demonstrative`, `source_adverb`, `verbs`. Cases: `mixed-reports`.

use super::content::{Content, content_limit, only_quote};
use crate::enrich::cues::{Cue, CueKind};
use crate::enrich::finding::Finding;
use crate::enrich::frames;
use crate::enrich::text::tokens::{Sentence, Tokenised};
use crate::language::Flags;
use crate::model::enrichment::{Speaker, SpeechAct};
use crate::model::rule::Rule;

/// Classes of verbs that say what the sentence before says; who criticises, demands or denies it does not.
const SAYING: [SpeechAct; 5] = [
    SpeechAct::Neutral,
    SpeechAct::Announcement,
    SpeechAct::Emphasis,
    SpeechAct::Claim,
    SpeechAct::Admission,
];

/// "X schließt. Das teilte Y mit.": the sentence before is what Y says.
pub(super) fn back(text: &Tokenised<'_>, previous: &Sentence, sentence: &Sentence, cues: &[Cue]) -> Option<Finding> {
    let (first, end) = (sentence.tokens.0, content_limit(text, sentence));
    let near = previous.block == sentence.block || previous.block + 1 == sentence.block;
    if !near || !text.grammar.verb_closes_clause() || !text.is(first, Flags::DEMONSTRATIVE) {
        return None;
    }
    let cue = cues.iter().find(|cue| cue.finite == first + 1)?;
    let verb = cue.verb(text);
    let saying = match cue.kind {
        CueKind::Verb | CueKind::Passive => {
            verb.is_some_and(|verb| verb.speech && verb.clause && SAYING.contains(&verb.class))
        }
        CueKind::Impersonal => true,
        _ => false,
    };
    let (start, stop) = (previous.tokens.0, content_limit(text, previous));
    let quotes = (start..stop).any(|at| text.is_quote(at));
    let content = (first..end).any(|at| text.is_sign(at, ':'));
    if !saying || content || only_quote(text, start, stop) || quotes && stop < start + 8 {
        return None;
    }
    let speaker = frames::speaker(text, cue, sentence).filter(|phrase| phrase.start > first);
    Some(Finding {
        speaker: speaker.map(|phrase| Speaker::written(phrase.span(text))),
        cue: Some(text.span(cue.first, cue.last)),
        frame: Some(sentence.span),
        ..Finding::new(Rule::IndirectReferring, previous.span)
    })
}

/// "Demnach sind drei Menschen verletzt.": the rest of the sentence.
pub(super) fn adverb(text: &Tokenised<'_>, sentence: &Sentence) -> Option<Content> {
    let (first, end) = (sentence.tokens.0, content_limit(text, sentence));
    let opens = text.is(first, Flags::SOURCE_ADVERB) && first + 3 < end;
    opens.then(|| Content::one(first + 1, end, Rule::IndirectByThat))
}

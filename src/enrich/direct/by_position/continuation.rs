//! Who speaks where a quotation has no frame of its own.

use crate::enrich::cues::{Cue, CueKind};
use crate::enrich::finding::Finding;
use crate::enrich::frames;
use crate::enrich::frames::by_position as position;
use crate::enrich::text::phrases::Phrase;
use crate::enrich::text::quotation_marks::Marked;
use crate::enrich::text::tokens::{Sentence, Tokenised};
use crate::model::enrichment::Speaker;

/// How many sentences of the writer's own can stand between two quotations of one speaker.
const GAP: usize = 3;

/// Where a marked span stands.
pub(super) struct Place {
    pub(super) sentence: usize,
    /// The number of its token.
    pub(super) at: usize,
}

/// Where the quotation before stands.
pub(super) struct Previous {
    pub(super) block: u32,
    pub(super) sentence: usize,
    pub(super) closed: bool,
}

/// Whether a span can go on where the quotation before ended.
pub(super) fn goes_on(mark: &Marked, place: &Place, previous: Option<&Previous>) -> bool {
    previous.is_some_and(|previous| {
        previous.block == mark.block && place.sentence - previous.sentence <= GAP
            || !previous.closed && mark.block == previous.block + 1
    })
}

/// The speaker of a quotation without a frame.
pub(super) fn speaker(
    text: &Tokenised<'_>,
    all_cues: &[Vec<Cue>],
    mark: &Marked,
    place: &Place,
    previous: Option<&Previous>,
    quotations: &[Finding],
) -> Option<Speaker> {
    let sentence = &text.sentences[place.sentence];
    let inherited = || quotations.last().and_then(Finding::continued_speaker);
    let Some(previous) = previous else {
        return sentence_before(text, all_cues, place).or_else(|| own_opening(text, place, sentence));
    };
    if !previous.closed && mark.block == previous.block + 1 {
        return inherited();
    }
    if previous.block == mark.block && place.sentence - previous.sentence <= GAP {
        let between = previous.sentence + 1 < place.sentence;
        let other = between.then(|| another(text, all_cues, place)).flatten();
        return other.or_else(inherited);
    }
    let before = sentence_before(text, all_cues, place);
    if before.is_some() {
        return before;
    }
    let alone = place.at == sentence.tokens.0;
    let adjoins = mark.block == previous.block + 1 && is_last_of_block(text, previous);
    if alone && adjoins {
        return inherited();
    }
    own_opening(text, place, sentence)
}

/// Whether nothing but its frame stands behind a quotation in its paragraph.
fn is_last_of_block(text: &Tokenised<'_>, previous: &Previous) -> bool {
    let next = text.sentences.get(previous.sentence + 1);
    next.is_none_or(|next| next.block != previous.block)
        || text
            .sentences
            .get(previous.sentence + 2)
            .is_none_or(|next| next.block != previous.block)
}

/// Somebody else whom the sentence before is about, named with a name.
fn another(text: &Tokenised<'_>, all_cues: &[Vec<Cue>], place: &Place) -> Option<Speaker> {
    let number = place.sentence.checked_sub(1)?;
    let named = |phrase: &Phrase| !phrase.pronoun && text.tokens[phrase.core.0].capital;
    let phrase = subject_of(text, all_cues, number).filter(named)?;
    Some(Speaker::elsewhere(phrase.span(text)))
}

/// Whom the sentence before is about, in the same paragraph.
fn sentence_before(text: &Tokenised<'_>, all_cues: &[Vec<Cue>], place: &Place) -> Option<Speaker> {
    let number = place.sentence.checked_sub(1)?;
    if text.sentences[number].block != text.sentences[place.sentence].block {
        return None;
    }
    subject_of(text, all_cues, number).map(|phrase| Speaker::elsewhere(phrase.span(text)))
}

/// Who speaks in a sentence, or else whom it is about.
fn subject_of(text: &Tokenised<'_>, all_cues: &[Vec<Cue>], number: usize) -> Option<Phrase> {
    let sentence = &text.sentences[number];
    let (first, end) = sentence.tokens;
    let speaks = |cue: &&Cue| {
        matches!(cue.kind, CueKind::Verb | CueKind::Source)
            && cue.verb(text).is_none_or(|verb| verb.speech && verb.direct)
    };
    let cue = all_cues[number].iter().find(speaks);
    cue.and_then(|cue| frames::speaker(text, cue, sentence))
        .filter(|phrase| phrase.can_speak(text))
        .or_else(|| position::opening(text, end, first))
}

/// Whom the words before a quotation in its own sentence are about.
fn own_opening(text: &Tokenised<'_>, place: &Place, sentence: &Sentence) -> Option<Speaker> {
    let phrase = position::opening(text, place.at, sentence.tokens.0)?;
    Some(Speaker::elsewhere(phrase.span(text)))
}

/// Quotations that open a text or a paragraph without a frame have the speaker of the one that goes
/// on from them: in the same paragraph, or where the paragraph before was left open.
pub(super) fn settle(
    quotations: &mut [Finding],
    waiting: &mut Vec<usize>,
    next: &Finding,
    mark: &Marked,
    previous: Option<&Previous>,
) {
    let joined = previous
        .is_some_and(|previous| previous.block == mark.block || !previous.closed && mark.block == previous.block + 1);
    let mut last = quotations.len();
    while let Some(number) = waiting.pop() {
        if !joined || number + 1 != last {
            break;
        }
        quotations[number].speaker = next.continued_speaker();
        last = number;
    }
    waiting.clear();
}

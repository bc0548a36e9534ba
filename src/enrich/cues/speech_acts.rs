//! What a speaker does with the words: the class of the verb, expression or noun that introduces them.

use super::cue::{Cue, CueKind, in_order};
use crate::enrich::text::tokens::{Sentence, Tokenised};
use crate::language::Flags;
use crate::model::enrichment::{Quotation, SpeechAct};

/// Says of every quotation with a cue what it is.
pub fn find(text: &Tokenised<'_>, all_cues: &[Vec<Cue>], quotations: &mut [Quotation]) {
    for quotation in quotations {
        let Some(span) = quotation.cue else { continue };
        let cue = super::at(text, all_cues, span);
        quotation.cue_kind = Some(cue.map_or(SpeechAct::Neutral, |(cue, sentence)| act(text, cue, sentence)));
    }
}

fn act(text: &Tokenised<'_>, cue: &Cue, sentence: &Sentence) -> SpeechAct {
    if cue.kind == CueKind::Noun {
        return text.lexicon.noun_act(text.text(cue.first)).unwrap_or_default();
    }
    let own = cue.verb(text).map(|verb| verb.class);
    expression(text, cue, sentence).or(own).unwrap_or_default()
}

/// The act of the longest fixed expression that the cue is; `None` where it is none.
pub fn expression(text: &Tokenised<'_>, cue: &Cue, sentence: &Sentence) -> Option<SpeechAct> {
    if !text.is(cue.first, Flags::EXPRESSION) {
        return None;
    }
    let phrases = text.lexicon.phrases.get(&*text.lower(cue.first))?.iter();
    let fitting =
        phrases.filter(|phrase| in_order(text, cue.first, sentence.tokens.1, &phrase.words, 12) == Some(cue.last));
    let longest = fitting.max_by_key(|phrase| phrase.words.len());
    longest.map(|phrase| phrase.class)
}

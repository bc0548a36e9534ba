//! Which rules are tried for which cue.

use super::content::Content;
use super::{following_clause, parenthetical_frame, sources, unmarked_clause};
use crate::enrich::cues::{Cue, CueKind};
use crate::enrich::text::tokens::{Sentence, Tokenised};
use crate::model::rule::Rule;

/// What a cue reports in its sentence.
pub(super) fn reported(text: &Tokenised<'_>, sentence: &Sentence, cue: &Cue, later: &[Cue]) -> Option<Content> {
    let commas = text.lexicon.clause_commas;
    match cue.kind {
        CueKind::Source | CueKind::SourceAfter if commas => sources::around(text, sentence, cue),
        CueKind::Source | CueKind::SourceAfter => sources::according(text, sentence, cue),
        CueKind::Particle => parenthetical_frame::before(text, sentence, cue, Rule::IndirectParticle),
        _ if !commas => unmarked_clause::reported(text, sentence, cue, later),
        CueKind::Noun => following_clause::behind(text, sentence, cue, later),
        CueKind::Verb | CueKind::Passive | CueKind::Impersonal => parenthetical_frame::inside(text, sentence, cue)
            .or_else(|| following_clause::behind(text, sentence, cue, later))
            .or_else(|| parenthetical_frame::as_frame(text, sentence, cue))
            .or_else(|| parenthetical_frame::inverted(text, sentence, cue)),
    }
}

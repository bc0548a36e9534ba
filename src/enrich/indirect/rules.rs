//! Which rules are tried for which cue.

use super::content::Content;
use super::{behind, framed, open, sources};
use crate::enrich::cues::{Cue, CueKind};
use crate::enrich::tokens::{Sentence, Tokenised};

/// What a cue reports in its sentence.
pub(super) fn reported(text: &Tokenised<'_>, sentence: &Sentence, cue: &Cue, later: &[Cue]) -> Option<Content> {
    let commas = text.lexicon.clause_commas;
    match cue.kind {
        CueKind::Source | CueKind::SourceAfter if commas => sources::around(text, sentence, cue),
        CueKind::Source | CueKind::SourceAfter => sources::according(text, sentence, cue),
        CueKind::Particle => framed::before(text, sentence, cue, "indirect-particle"),
        _ if !commas => open::reported(text, sentence, cue, later),
        CueKind::Noun => behind::behind(text, sentence, cue, later),
        CueKind::Verb | CueKind::Passive | CueKind::Impersonal => framed::inside(text, sentence, cue)
            .or_else(|| behind::behind(text, sentence, cue, later))
            .or_else(|| framed::as_frame(text, sentence, cue))
            .or_else(|| framed::inverted(text, sentence, cue)),
    }
}

//! What a cue reports in its sentence.

use crate::enrich::cues::{Cue, CueKind, clause_end, clause_start, is_boundary};
use crate::enrich::frames;
use crate::enrich::phrases::parse;
use crate::enrich::tokens::{Sentence, TokenKind, Tokenised};
use crate::language::Flags;

/// What is reported, as ranges of tokens.
pub(super) struct Content {
    pub(super) parts: Vec<(usize, usize)>,
    pub(super) rule: &'static str,
    pub(super) confidence: u16,
}

/// What a cue reports in its sentence.
pub(super) fn reported(text: &Tokenised<'_>, sentence: &Sentence, cue: &Cue, later: &[Cue]) -> Option<Content> {
    match cue.kind {
        CueKind::Source | CueKind::SourceAfter => source(text, sentence, cue),
        CueKind::Particle => before(text, sentence, cue, "indirect-particle"),
        CueKind::Noun => behind(text, sentence, cue, later),
        CueKind::Verb | CueKind::Passive | CueKind::Impersonal => {
            behind(text, sentence, cue, later).or_else(|| inverted(text, sentence, cue))
        }
    }
}

/// The clause behind the cue's.
pub(super) fn behind(text: &Tokenised<'_>, sentence: &Sentence, cue: &Cue, later: &[Cue]) -> Option<Content> {
    let end = content_limit(text, sentence);
    let mut comma = clause_end(text, cue.last.max(cue.finite), end);
    // An apposition of the subject stands between its verb and what is said.
    if let Some(phrase) = frames::speaker(text, cue, sentence)
        && phrase.start > cue.first
        && phrase.end > comma
        && cue.kind != CueKind::Noun
    {
        comma = clause_end(text, phrase.end - 1, end);
    }
    if comma + 1 >= end || !matches!(text.tokens[comma].kind, TokenKind::Sign(',' | ':')) {
        return None;
    }
    let start = comma + 1;
    let (rule, confidence) = clause_kind(text, cue, start, end, text.is_sign(comma, ':'))?;
    let stop = later
        .iter()
        .filter_map(|other| new_frame(text, sentence, other, start))
        .min()
        .unwrap_or(end)
        .min(end);
    if stop <= start || only_quote(text, start, stop) {
        return None;
    }
    Some(Content {
        parts: vec![(start, stop)],
        rule,
        confidence,
    })
}

/// What sort of reported clause begins at a token, if any.
pub(super) fn clause_kind(
    text: &Tokenised<'_>,
    cue: &Cue,
    start: usize,
    end: usize,
    colon: bool,
) -> Option<(&'static str, u16)> {
    let verb = cue.verb(text);
    let open = cue.verb.is_none();
    let takes_clause = open || verb.is_some_and(|verb| verb.clause);
    let takes_infinitive = open || verb.is_some_and(|verb| verb.infinitive);
    let flags = text.flags(start);
    let limit = clause_end(text, start, end);
    let noun = cue.kind == CueKind::Noun;
    let speech = verb.is_none_or(|verb| verb.speech);
    if flags.any(Flags::COMPLEMENTIZER) && !colon {
        if !takes_clause {
            return None;
        }
        let question = flags.any(Flags::QUESTION.with(Flags::RELATIVE).with(Flags::SUBORDINATOR));
        return match (noun, question) {
            (true, true) => None,
            (true, false) => Some(("indirect-noun-that", 720)),
            (false, true) => None,
            (false, false) if cue.kind == CueKind::Passive => Some(("indirect-passive-that", 760)),
            (false, false) => Some(if speech {
                ("indirect-that", 880)
            } else {
                ("indirect-thought-that", 740)
            }),
        };
    }
    if flags.any(Flags::RELATIVE.with(Flags::SUBORDINATOR)) && !flags.any(Flags::ARTICLE) {
        return None;
    }
    let strong = has(text, start, limit, Flags::SUBJUNCTIVE);
    let weak = has(text, start, limit, Flags::SUBJUNCTIVE_WEAK);
    if takes_clause && (strong || weak) && !relative_clause(text, start, limit) {
        return Some(match (noun, strong) {
            (true, true) => ("indirect-noun-verb-second", 800),
            (true, false) => ("indirect-noun-verb-second", 650),
            (false, true) => ("indirect-verb-second", 920),
            (false, false) => ("indirect-verb-second-weak", 760),
        });
    }
    if takes_infinitive && infinitive(text, start, end) && !strong {
        return match (noun, speech) {
            (true, _) => None,
            (false, true) if cue.kind == CueKind::Passive => Some(("indirect-passive-infinitive", 640)),
            (false, true) => Some(("indirect-infinitive", 780)),
            (false, false) => Some(("indirect-thought-infinitive", 640)),
        };
    }
    None
}

/// "der gestern …" with its verb at the end: a relative clause, not what is said.
pub(super) fn relative_clause(text: &Tokenised<'_>, start: usize, limit: usize) -> bool {
    let first = text.flags(start);
    let behind_preposition = first.any(Flags::PREPOSITION)
        && text.flags(start + 1).any(Flags::RELATIVE)
        && parse(text, start + 1, limit).is_none_or(|p| p.end == limit);
    if !first.any(Flags::RELATIVE) {
        return behind_preposition;
    }
    // An article begins a phrase and the verb stands second; a relative pronoun has it last.
    let verb_last = limit > start
        && text.flags(limit - 1).any(
            Flags::SUBJUNCTIVE
                .with(Flags::SUBJUNCTIVE_WEAK)
                .with(Flags::AUXILIARY)
                .with(Flags::VERB),
        );
    let second = parse(text, start, limit).is_some_and(|p| {
        text.flags(p.end)
            .any(Flags::SUBJUNCTIVE.with(Flags::SUBJUNCTIVE_WEAK).with(Flags::AUXILIARY))
    });
    verb_last && !second
}

pub(super) fn has(text: &Tokenised<'_>, start: usize, end: usize, flags: Flags) -> bool {
    (start..end).any(|at| {
        text.is_word(at) && !text.tokens[at].capital && text.flags(at).any(flags)
            || at == start && text.flags(at).any(flags)
    })
}

/// "…, das Gesetz zu ändern": the marker before a word, or inside of it (anzugreifen).
pub(super) fn infinitive(text: &Tokenised<'_>, start: usize, end: usize) -> bool {
    (start..end).any(|at| {
        let marker = text.flags(at).any(Flags::INFINITIVE_MARKER)
            && at + 1 < end
            && text.is_word(at + 1)
            && !text.tokens[at + 1].capital
            && !text.flags(at + 1).any(Flags::ARTICLE);
        let word = text.text(at);
        let inside = text.lexicon.noun_capitals
            && !text.tokens[at].capital
            && word.len() > 8
            && word.ends_with('n')
            && word.contains("zu")
            && !word.starts_with("zu");
        marker && text.lexicon.noun_capitals || inside
    })
}

/// Where a later cue of the same sentence begins a frame of its own: "…, und fügte hinzu, …".
pub(super) fn new_frame(text: &Tokenised<'_>, sentence: &Sentence, other: &Cue, start: usize) -> Option<usize> {
    if other.kind != CueKind::Verb || other.finite <= start {
        return None;
    }
    let clause = clause_start(text, other.finite, sentence.tokens.0);
    let conjunction = (clause.max(start)..other.finite)
        .rev()
        .take(3)
        .find(|at| text.flags(*at).any(Flags::CONJUNCTION));
    let adjacent = conjunction.filter(|at| *at + 2 >= other.finite && *at > start)?;
    let indicative = !text.flags(other.finite).any(Flags::SUBJUNCTIVE);
    let boundary = adjacent
        .checked_sub(1)
        .filter(|at| is_boundary(text, *at))
        .unwrap_or(adjacent);
    indicative.then_some(boundary)
}

/// "Die Lage sei ernst, sagte X." and "Die Lage, sagte X, sei ernst."
pub(super) fn inverted(text: &Tokenised<'_>, sentence: &Sentence, cue: &Cue) -> Option<Content> {
    let first = sentence.tokens.0;
    let start = clause_start(text, cue.finite, first);
    let speech = cue.verb(text).is_none_or(|verb| verb.speech || verb.clause);
    if start == first
        || start != cue.first
        || !matches!(text.tokens[start - 1].kind, TokenKind::Sign(',' | '–' | '—' | '-'))
        || !speech
    {
        return None;
    }
    before(text, sentence, cue, "indirect-verb-after")
}

/// What stands before a cue that follows it, and behind it where it goes on.
pub(super) fn before(text: &Tokenised<'_>, sentence: &Sentence, cue: &Cue, rule: &'static str) -> Option<Content> {
    let (first, _) = sentence.tokens;
    let end = content_limit(text, sentence);
    let stop = cue.first.checked_sub(1)?;
    if stop <= first || only_quote(text, first, stop) {
        return None;
    }
    let mut parts = vec![(first, stop)];
    let frame_end = frames::speaker(text, cue, sentence).map_or(cue.last + 1, |phrase| phrase.end.max(cue.last + 1));
    let next = clause_end(text, frame_end - 1, end);
    if next + 2 < end && text.is_sign(next, ',') && !text.flags(next + 1).any(Flags::RELATIVE.with(Flags::SUBORDINATOR))
    {
        parts.push((next + 1, end));
    }
    let subjunctive = parts
        .iter()
        .any(|(a, b)| has(text, *a, *b, Flags::SUBJUNCTIVE.with(Flags::SUBJUNCTIVE_WEAK)));
    let particle = cue.kind == CueKind::Particle;
    let plain = !text.lexicon.noun_capitals || particle;
    if !subjunctive && !plain {
        return None;
    }
    Some(Content {
        parts,
        rule,
        confidence: if subjunctive { 910 } else { 780 },
    })
}

/// The sentence without the words that name its source.
pub(super) fn source(text: &Tokenised<'_>, sentence: &Sentence, cue: &Cue) -> Option<Content> {
    let (first, _) = sentence.tokens;
    let end = content_limit(text, sentence);
    let phrase = frames::speaker(text, cue, sentence)?;
    let out = (cue.first.min(phrase.start), (cue.last + 1).max(phrase.end));
    let out = (
        out.0,
        if text.is_sign(out.1, ',') && out.0 > first && text.is_sign(out.0 - 1, ',') {
            out.1 + 1
        } else {
            out.1
        },
    );
    let clause = clause_start(text, out.0, first);
    let flags = text.flags(clause);
    let subordinate = clause > first
        && (flags.any(Flags::SUBORDINATOR.with(Flags::COMPLEMENTIZER)) || flags.any(Flags::RELATIVE) && clause < out.0);
    let start = if subordinate { clause } else { first };
    let mut parts = Vec::new();
    let head_end = if out.0 > start && text.is_sign(out.0 - 1, ',') {
        out.0 - 1
    } else {
        out.0
    };
    if head_end > start {
        parts.push((start, head_end));
    }
    let tail = if text.is_sign(out.1, ',') && parts.is_empty() {
        out.1 + 1
    } else {
        out.1
    };
    if tail < end {
        parts.push((tail, end));
    }
    if parts.is_empty() || parts.iter().all(|(a, b)| only_quote(text, *a, *b)) {
        return None;
    }
    Some(Content {
        parts,
        rule: "indirect-source",
        confidence: 880,
    })
}

/// Whether there is nothing but a direct quotation.
pub(super) fn only_quote(text: &Tokenised<'_>, start: usize, end: usize) -> bool {
    !(start..end).any(|at| text.is_word(at))
}

/// One past the last token of a sentence, without its final sign.
pub(super) fn content_limit(text: &Tokenised<'_>, sentence: &Sentence) -> usize {
    let (first, mut end) = sentence.tokens;
    while end > first && matches!(text.tokens[end - 1].kind, TokenKind::Sign('.' | '!' | '?' | '…')) {
        end -= 1;
    }
    end
}

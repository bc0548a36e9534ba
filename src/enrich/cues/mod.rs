//! The words that introduce somebody's words.

mod cue;
pub mod speech_acts;
mod verbs;

pub use cue::{Cue, CueKind};

use cue::in_order;
use verbs::verb;

use crate::enrich::text::tokens::{Sentence, TokenKind, Tokenised};
use crate::language::Flags;
use crate::model::span::Span;

/// The most cues of a sentence. None that somebody wrote has more; the limit keeps lists of verbs fast.
const MOST: usize = 12;

/// The cues of a sentence, by place.
pub fn find(text: &Tokenised<'_>, sentence: &Sentence) -> Vec<Cue> {
    let (first, end) = sentence.tokens;
    let mut cues = Vec::new();
    for at in first..end {
        if cues.len() >= MOST {
            break;
        }
        let flags = text.flags(at);
        if text.tokens[at].kind != TokenKind::Word {
            continue;
        }
        let expression = flags.any(Flags::EXPRESSION);
        if let Some(cue) = expression.then(|| impersonal(text, at, end)).flatten() {
            cues.push(cue);
        } else if let Some(cue) = expression.then(|| phrase(text, at, end)).flatten() {
            cues.push(cue);
        } else if let Some(cue) = source(text, at, end) {
            cues.push(cue);
        } else if flags.any(Flags::SOURCE_POSTPOSITION) || behind_source(text, at, first, end) {
            cues.push(Cue::word(CueKind::SourceAfter, at));
        } else if let Some(cue) = verb(text, at, first, end) {
            cues.push(cue);
        } else if flags.any(Flags::SPEECH_NOUN)
            && (text.tokens[at].capital == text.grammar.nouns_have_capitals() || at == first)
        {
            cues.push(Cue::word(CueKind::Noun, at));
        }
    }
    cues.dedup_by(|b, a| a.first <= b.first && b.last <= a.last && a.kind != CueKind::Noun && a.finite == b.finite);
    cues
}

/// The cue of a span, and its sentence; `None` where the span is not that of a cue.
pub fn at<'c, 't>(text: &'t Tokenised<'_>, all_cues: &'c [Vec<Cue>], span: Span) -> Option<(&'c Cue, &'t Sentence)> {
    let number = text.sentence_at(span.start)?;
    let mut cues = all_cues[number].iter().rev();
    let cue = cues.find(|cue| text.span(cue.first, cue.last) == span)?;
    Some((cue, &text.sentences[number]))
}

fn impersonal(text: &Tokenised<'_>, at: usize, end: usize) -> Option<Cue> {
    let known = text.lexicon.impersonal.get(&*text.lower(at))?;
    known.iter().find_map(|words| {
        let mut last = in_order(text, at, end, words, 4)?;
        // "it was said that": the clause begins with its own word.
        if last > at && !text.grammar.comma_opens_clauses() && text.is(last, Flags::COMPLEMENTIZER) {
            last -= 1;
        }
        Some(Cue::words(CueKind::Impersonal, at, last))
    })
}

fn phrase(text: &Tokenised<'_>, at: usize, end: usize) -> Option<Cue> {
    let phrases = text.lexicon.phrases.get(&*text.lower(at))?;
    let best = phrases
        .iter()
        .filter_map(|phrase| in_order(text, at, end, &phrase.words, 12).map(|last| (phrase.words.len(), last)));
    let (_, last) = best.max()?;
    Some(Cue {
        verb: text.tokens[at].info.verb,
        ..Cue::words(CueKind::Verb, at, last)
    })
}

/// "Der Ansicht der Opposition nach wird …": a preposition behind the noun that names a source, right before the verb.
fn behind_source(text: &Tokenised<'_>, at: usize, first: usize, end: usize) -> bool {
    let verb = Flags::AUXILIARY | Flags::VERB | Flags::SUBJUNCTIVE;
    text.is(at, Flags::SOURCE_NOUN_PREPOSITION)
        && text.is(first, Flags::ARTICLE_OBLIQUE | Flags::ARTICLE_FEMININE_OBLIQUE)
        && at + 1 < end
        && !text.tokens[at + 1].capital
        && text.is(at + 1, verb)
        && at < first + 8
        && (first..at).any(|n| text.is(n, Flags::SOURCE_NOUN))
}

/// laut X; according to X; nach Angaben von X; so X.
fn source(text: &Tokenised<'_>, at: usize, end: usize) -> Option<Cue> {
    let flags = text.flags(at);
    let cue = |last| Some(Cue::words(CueKind::Source, at, last));
    // "seiner Ansicht nach"
    if text.grammar.articles_show_case
        && flags.any(Flags::ARTICLE_OBLIQUE)
        && at + 2 < end
        && text.is(at + 1, Flags::SOURCE_NOUN)
        && text.is(at + 2, Flags::SOURCE_NOUN_PREPOSITION)
        && !(at + 3 < end && text.is_word(at + 3) && text.tokens[at + 3].capital)
    {
        return cue(at + 2);
    }
    if flags.any(Flags::SOURCE_PREPOSITION) {
        return cue(at);
    }
    let phrases = flags
        .any(Flags::EXPRESSION)
        .then(|| text.lexicon.source_phrases.get(&*text.lower(at)))
        .flatten();
    for words in phrases.into_iter().flatten() {
        if let Some(last) = in_order(text, at, end, words, 1) {
            return cue(last);
        }
    }
    if flags.any(Flags::SOURCE_NOUN_PREPOSITION) {
        // "…, nach denen …"
        let relative = at > 0 && text.is_sign(at - 1, ',') && text.is(at + 1, Flags::RELATIVE);
        if relative
            && text.grammar.comma_opens_clauses()
            && crate::enrich::text::phrases::parse(text, at + 1, end).is_none_or(|p| p.pronoun)
        {
            return cue(at + 1);
        }
        // nach (den) (ersten) Angaben
        let reach = end.min(at + 5);
        let idiom = text.is(at + 1, Flags::FRAME_CONJUNCTION);
        // A capital makes a name, where nouns have none: "in Mountain View".
        let common = |n: usize| text.grammar.nouns_have_capitals() || !text.tokens[n].capital;
        let noun = (at + 1..reach).find(|n| text.is(*n, Flags::SOURCE_NOUN) && common(*n) && !idiom);
        if let Some(noun) = noun.filter(|noun| (at + 1..*noun).all(|n| text.is_word(n))) {
            return cue(noun);
        }
    }
    let particle = flags.any(Flags::SOURCE_PARTICLE) && !text.tokens[at].capital;
    particle.then(|| source_particle(text, at, end)).flatten()
}

/// so X: a boundary stands before it, a name or an article behind it.
fn source_particle(text: &Tokenised<'_>, at: usize, end: usize) -> Option<Cue> {
    let next = at + 1;
    let subject =
        next < end && text.is_word(next) && (text.tokens[next].capital || text.is(next, Flags::ARTICLE_NOMINATIVE));
    let boundary = at > 0 && !text.is_word(at - 1);
    let particle = subject && boundary && !text.is(next, Flags::VERB);
    particle.then(|| Cue::word(CueKind::Particle, at))
}

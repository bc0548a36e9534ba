//! Whose words a cue introduces: the subject, by word order, agreement and case.

pub mod by_position;
mod conditions;
mod verb_second;

use conditions::{is_known, is_time};
use verb_second::subject;

pub use conditions::clause_is_subordinate;

use crate::enrich::cues::{Cue, CueKind};
use crate::enrich::text::clauses::{clause_end, clause_start};
use crate::enrich::text::phrases::{Case, Phrase, parse};

use crate::enrich::text::tokens::{Sentence, Tokenised};
use crate::language::Flags;
use crate::model::span::Span;

/// What words stand in: "in den Medien wurde es „…“ genannt".
const MEDIA: Flags = Flags::DOCUMENT.with(Flags::MEDIUM).with(Flags::ORGANIZATION);

pub fn speaker(text: &Tokenised<'_>, cue: &Cue, sentence: &Sentence) -> Option<Phrase> {
    let phrase = candidate(text, cue, sentence).map(|phrase| antecedent(text, phrase, sentence.tokens.0));
    phrase.filter(|phrase| {
        // "25 million" says nothing, "25 deputies" do.
        let number = text.text(phrase.core.0).starts_with(|c: char| c.is_ascii_digit());
        !number || phrase.flags.any(Flags::SPEAKER)
    })
}

/// "ein Kommentar, der … bezeichnet": a relative pronoun stands for the phrase right before its comma.
fn antecedent(text: &Tokenised<'_>, phrase: Phrase, first: usize) -> Phrase {
    let at = phrase.start;
    let relative = phrase.pronoun && text.is(at, Flags::RELATIVE) && at > first + 1 && text.is_sign(at - 1, ',');
    if !relative || text.grammar.subject_is_told_by_position() {
        return phrase;
    }
    let from = clause_start(text, at - 2, first);
    ending_before(text, at - 1, from)
        .filter(|noun| noun.can_speak(text))
        .unwrap_or(phrase)
}

fn candidate(text: &Tokenised<'_>, cue: &Cue, sentence: &Sentence) -> Option<Phrase> {
    let (first, end) = sentence.tokens;
    if text.grammar.subject_is_told_by_position()
        && matches!(cue.kind, CueKind::Verb | CueKind::Passive | CueKind::Source)
    {
        return by_position::speaker(text, cue, sentence);
    }
    match cue.kind {
        CueKind::Particle => parse(text, cue.last + 1, end).filter(|phrase| phrase.case != Case::Oblique),
        CueKind::Source => source(text, cue, end),
        CueKind::SourceAfter => ending_before(text, cue.first, clause_start(text, cue.first, first)),
        CueKind::Impersonal => impersonal_source(text, cue, sentence),
        CueKind::Noun => possessor(text, cue, sentence).or_else(|| carrier(text, cue, sentence)),
        CueKind::Passive => passive_subject(text, cue, sentence)
            .or_else(|| agent(text, cue, sentence))
            .or_else(|| impersonal_source(text, cue, sentence).filter(|phrase| phrase.flags.any(MEDIA))),
        CueKind::Verb if cue.verb(text).is_some_and(|verb| verb.quoting) => quoted(text, cue, sentence),
        CueKind::Verb if cue.verb(text).is_some_and(|verb| verb.stating) => {
            impersonal_source(text, cue, sentence).or_else(|| subject(text, cue, sentence))
        }
        CueKind::Verb => subject(text, cue, sentence),
    }
}

/// laut X; nach Angaben von X, der X, X'.
fn source(text: &Tokenised<'_>, cue: &Cue, end: usize) -> Option<Phrase> {
    // "seiner Ansicht nach"
    if cue.last == cue.first + 2 && text.is(cue.last - 1, Flags::SOURCE_NOUN) {
        return parse(text, cue.first, cue.last);
    }
    if cue.last > cue.first && text.is(cue.last, Flags::SOURCE_NOUN) {
        let at = cue.last + 1;
        let owner = if text.is(at, Flags::ATTRIBUTE_PREPOSITION) && !text.is(at, Flags::ARTICLE_GENITIVE) {
            parse(text, at + 1, end)
        } else if text.is(at, Flags::ARTICLE_GENITIVE) || at < end && text.is_word(at) && text.tokens[at].capital {
            parse(text, at, end)
        } else {
            None
        };
        // Without an owner the noun itself is the source: "nach ersten Angaben".
        return owner.filter(|p| !p.pronoun).or_else(|| parse(text, cue.first + 1, end));
    }
    parse(text, cue.last + 1, end)
}

/// The phrase that ends right before a token and begins no earlier than `from`.
pub fn ending_before(text: &Tokenised<'_>, at: usize, from: usize) -> Option<Phrase> {
    (from..at)
        .filter_map(|start| parse(text, start, at))
        .find(|phrase| phrase.end == at)
}

/// "aus dem Rathaus hieß es", "in dem Schreiben heißt es", "hieß es von der Polizei".
fn impersonal_source(text: &Tokenised<'_>, cue: &Cue, sentence: &Sentence) -> Option<Phrase> {
    let (first, end) = sentence.tokens;
    let own = clause_start(text, cue.first, first);
    // "In dem Brief, der …, heißt es": the clause of the verb begins with it.
    let start = if own == cue.first && text.is(first, Flags::PREPOSITION) {
        first
    } else {
        own
    };
    let stop = clause_end(text, cue.last, end);
    let named = |from: usize, to: usize| {
        let at = (from..to).find(|n| text.is(*n, Flags::PREPOSITION))?;
        let phrase = parse(text, at + 1, to)?;
        // "von Seiten der Feuerwehr": the noun stands for whose side it is.
        let side = text.is(phrase.core.0, Flags::SIDE) && text.is(phrase.core.1, Flags::ARTICLE_GENITIVE);
        let phrase = if side { parse(text, phrase.core.1, to)? } else { phrase };
        let time = phrase.flags.any(Flags::MONTH | Flags::WEEKDAY);
        let occasion = phrase.start == phrase.core.0 && phrase.flags.any(Flags::SPEECH_NOUN | Flags::OCCASION);
        (!time && !occasion).then_some(phrase)
    };
    named(start, cue.first).or_else(|| named(cue.last + 1, stop))
}

/// "Moskaus Vorwurf, …", "der Vorwurf Moskaus, …", "die Forderung der Partei, …".
fn possessor(text: &Tokenised<'_>, cue: &Cue, sentence: &Sentence) -> Option<Phrase> {
    let (first, end) = sentence.tokens;
    let at = cue.last + 1;
    if at < end && text.is(at, Flags::ARTICLE_GENITIVE | Flags::AGENT) {
        let start = if text.is(at, Flags::ARTICLE_GENITIVE) {
            at
        } else {
            at + 1
        };
        return parse(text, start, end);
    }
    let before = cue
        .first
        .checked_sub(1)
        .filter(|n| *n >= first && text.is_word(*n) && text.tokens[*n].capital)?;
    let word = text.text(before);
    let genitive = text.grammar.name_stem(word).is_some() || word.ends_with(['’', '\'']);
    genitive.then(|| parse(text, before, before + 1)).flatten()
}

/// "X lehnte mit der Begründung ab, …": where a noun names no owner, whoever carries it in its
/// clause; not whoever denies it.
fn carrier(text: &Tokenised<'_>, cue: &Cue, sentence: &Sentence) -> Option<Phrase> {
    let (first, end) = sentence.tokens;
    if text.grammar.subject_is_told_by_position() {
        return None;
    }
    let start = clause_start(text, cue.first, first);
    let stop = clause_end(text, cue.last, end);
    let finite = Flags::AUXILIARY | Flags::VERB | Flags::VERB_SEPARABLE;
    let verbs = || (start..stop).filter(|n| !text.tokens[*n].capital && text.is(*n, finite));
    let denies = verbs().any(|n| {
        let verb = text.verb(n);
        verb.is_some_and(|verb| text.lexicon.denials.contains(&verb.class))
    });
    let verb = verbs().next().filter(|_| !denies)?;
    let carried = Cue::word(CueKind::Verb, verb);
    subject(text, &carried, sentence)
        .filter(|phrase| is_known(text, phrase) && (cue.first < phrase.start || phrase.end <= cue.first))
}

/// The agent of a passive: "von X", "by X".
fn agent(text: &Tokenised<'_>, cue: &Cue, sentence: &Sentence) -> Option<Phrase> {
    let (first, end) = sentence.tokens;
    let start = clause_start(text, cue.finite, first);
    let stop = clause_end(text, cue.last, end);
    let agents = || {
        (start..stop)
            .filter(|n| text.is(*n, Flags::AGENT))
            .filter_map(|n| parse(text, n + 1, stop))
            .filter(|phrase| !is_time(phrase))
    };
    let known = agents().find(|phrase| is_known(text, phrase));
    known.or_else(|| agents().rfind(|phrase| !phrase.flags.any(Flags::SPEECH_NOUN)))
}

/// "zitiert der Sender den Minister": who is quoted is the object, and where there is none the subject.
fn quoted(text: &Tokenised<'_>, cue: &Cue, sentence: &Sentence) -> Option<Phrase> {
    let subject = subject(text, cue, sentence)?;
    let from = if subject.start > cue.finite {
        subject.end
    } else {
        cue.finite + 1
    };
    let object = parse(text, from, sentence.tokens.1).filter(|phrase| !phrase.pronoun && phrase.can_speak(text));
    object.or(Some(subject))
}

/// The subject of a passive of a verb that only takes people: "X wird mit den Worten zitiert".
fn passive_subject(text: &Tokenised<'_>, cue: &Cue, sentence: &Sentence) -> Option<Phrase> {
    let verb = cue.verb(text)?;
    verb.quoting.then(|| subject(text, cue, sentence)).flatten()
}

/// The clause that holds a cue and its speaker; `None` where there is neither.
pub fn span(text: &Tokenised<'_>, cue: Option<&Cue>, speaker: Option<&Phrase>) -> Option<Span> {
    let cue = cue.map(|cue| text.span(cue.first, cue.last));
    let both = [cue, speaker.map(|phrase| phrase.span(text))];
    let start = both.iter().flatten().map(|span| span.start).min()?;
    let end = both.iter().flatten().map(|span| span.end).max()?;
    Some(Span { start, end })
}

//! Whose words a cue introduces: the subject, by word order, agreement and case.

pub mod by_position;
mod verb_second;

use verb_second::subject;

use crate::enrich::cues::{Cue, CueKind};
use crate::enrich::text::clauses::{clause_end, clause_start, is_boundary};
use crate::enrich::text::phrases::{Case, Phrase, is_acronym, is_name, parse};

use crate::enrich::text::tokens::{Sentence, TokenKind, Tokenised};
use crate::language::Flags;

/// What words stand in: "in den Medien wurde es „…“ genannt".
const MEDIA: Flags = Flags::DOCUMENT.with(Flags::MEDIUM).with(Flags::ORGANIZATION);

/// The speaker of a cue.
pub fn speaker(text: &Tokenised<'_>, cue: &Cue, sentence: &Sentence) -> Option<Phrase> {
    candidate(text, cue, sentence).filter(|phrase| {
        // "25 million" says nothing, "25 deputies" do.
        let number = text.text(phrase.core.0).starts_with(|c: char| c.is_ascii_digit());
        !number || phrase.flags.any(Flags::SPEAKER)
    })
}

fn candidate(text: &Tokenised<'_>, cue: &Cue, sentence: &Sentence) -> Option<Phrase> {
    let (first, end) = sentence.tokens;
    if text.lexicon.grammar.subject_is_told_by_position()
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
    if cue.last == cue.first + 2 && text.flags(cue.last - 1).any(Flags::SOURCE_NOUN) {
        return parse(text, cue.first, cue.last);
    }
    if cue.last > cue.first && text.flags(cue.last).any(Flags::SOURCE_NOUN) {
        let at = cue.last + 1;
        let owner = if text.flags(at).any(Flags::ATTRIBUTE_PREPOSITION) && !text.flags(at).any(Flags::ARTICLE_GENITIVE)
        {
            parse(text, at + 1, end)
        } else if text.flags(at).any(Flags::ARTICLE_GENITIVE) || at < end && text.is_word(at) && text.tokens[at].capital
        {
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
    let start = if own == cue.first && text.flags(first).any(Flags::PREPOSITION) {
        first
    } else {
        own
    };
    let before = (start..cue.first)
        .find(|n| text.flags(*n).any(Flags::PREPOSITION))
        .and_then(|n| parse(text, n + 1, cue.first));
    let after = || {
        let stop = clause_end(text, cue.last, end);
        (cue.last + 1..stop)
            .find(|n| text.flags(*n).any(Flags::PREPOSITION))
            .and_then(|n| parse(text, n + 1, stop))
    };
    before
        .or_else(after)
        .filter(|phrase| !phrase.flags.any(Flags::MONTH.with(Flags::WEEKDAY)))
        .filter(|phrase| phrase.start != phrase.core.0 || !phrase.flags.any(Flags::SPEECH_NOUN))
}

/// "Moskaus Vorwurf, …", "der Vorwurf Moskaus, …", "die Forderung der Partei, …".
fn possessor(text: &Tokenised<'_>, cue: &Cue, sentence: &Sentence) -> Option<Phrase> {
    let (first, end) = sentence.tokens;
    let at = cue.last + 1;
    if at < end && text.flags(at).any(Flags::ARTICLE_GENITIVE.with(Flags::AGENT)) {
        let start = if text.flags(at).any(Flags::ARTICLE_GENITIVE) {
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
    let genitive = text.lexicon.grammar.name_stem(word).is_some() || word.ends_with(['’', '\'']);
    genitive.then(|| parse(text, before, before + 1)).flatten()
}

/// "X lehnte mit der Begründung ab, …": where a noun names no owner, whoever carries it in its
/// clause; not whoever denies it.
fn carrier(text: &Tokenised<'_>, cue: &Cue, sentence: &Sentence) -> Option<Phrase> {
    let (first, end) = sentence.tokens;
    if text.lexicon.grammar.subject_is_told_by_position() {
        return None;
    }
    let start = clause_start(text, cue.first, first);
    let stop = clause_end(text, cue.last, end);
    let finite = Flags::AUXILIARY.with(Flags::VERB).with(Flags::VERB_SEPARABLE);
    let verbs = || (start..stop).filter(|n| !text.tokens[*n].capital && text.flags(*n).any(finite));
    let denies = verbs().any(|n| {
        let verb = text.tokens[n]
            .info
            .verb
            .and_then(|verb| text.lexicon.verbs.get(verb as usize));
        verb.is_some_and(|verb| text.lexicon.denials.contains(&verb.class))
    });
    let verb = verbs().next().filter(|_| !denies)?;
    let carried = Cue {
        kind: CueKind::Verb,
        first: verb,
        last: verb,
        finite: verb,
        verb: None,
    };
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
            .filter(|n| text.flags(*n).any(Flags::AGENT))
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

/// Whether a phrase certainly names somebody or something that can speak.
fn is_known(text: &Tokenised<'_>, phrase: &Phrase) -> bool {
    phrase.pronoun
        || phrase.flags.any(Flags::SPEAKER)
        || phrase.core.1 - phrase.core.0 >= 2 && is_name(text, phrase)
        || is_acronym(text.text(phrase.core.1 - 1))
}

/// Whether a word that can also be a conjunction is a preposition here: its phrase reaches the verb.
fn prepositional(text: &Tokenised<'_>, at: usize, verb: usize) -> bool {
    if at + 2 == verb && matches!(text.tokens[at + 1].kind, TokenKind::Quote(_)) {
        return true;
    }
    let own = parse(text, at + 1, verb).is_some_and(|phrase| phrase.end == verb && !phrase.pronoun);
    // "Als Antwort auf den Brief sagte X": what describes the noun may follow it.
    let mut next = verb_second::behind_preposition(text, at, verb);
    while next < verb && text.flags(next).any(Flags::PREPOSITION) {
        next = verb_second::behind_preposition(text, next, verb);
    }
    (own || next == verb && at + 1 < verb)
        && parse(text, verb + 1, verb + 12).is_some_and(|phrase| phrase.case != Case::Oblique)
}

/// Whether a clause that begins at a token and holds a verb is subordinate: a conjunction, a
/// question word or a relative pronoun begins it.
pub(super) fn clause_is_subordinate(text: &Tokenised<'_>, start: usize, verb: usize) -> bool {
    if start >= verb {
        return false;
    }
    let mut at = start;
    if text.flags(at).any(Flags::CONJUNCTION) && at + 1 < verb {
        at += 1;
    }
    let flags = text.flags(at);
    let comma = at > 0 && text.is_sign(at - 1, ',');
    if flags.any(Flags::RELATIVE) && flags.any(Flags::ARTICLE) {
        // An article begins a phrase and the verb stands second; a relative pronoun has it last.
        let second = parse(text, at, verb).is_some_and(|phrase| phrase.end == verb);
        return comma && !second && verb_is_last(text, verb);
    }
    let behind_preposition = flags.any(Flags::PREPOSITION) && text.flags(at + 1).any(Flags::RELATIVE);
    if behind_preposition && verb_is_last(text, verb) && at > 0 && text.is_sign(at - 1, ',') {
        return parse(text, at + 1, verb).is_none_or(|phrase| phrase.end < verb);
    }
    let opens = Flags::SUBORDINATOR.with(Flags::COMPLEMENTIZER).with(Flags::QUESTION);
    if !(flags.any(opens) || comma && flags.any(Flags::RELATIVE)) {
        return false;
    }
    verb_is_last(text, verb) || !(flags.any(Flags::PREPOSITION) && prepositional(text, at, verb))
}

/// Whether a clause ends with its verb.
fn verb_is_last(text: &Tokenised<'_>, verb: usize) -> bool {
    verb + 1 >= text.tokens.len()
        || is_boundary(text, verb + 1)
        || !text.is_word(verb + 1)
        || text.flags(verb + 1).any(Flags::AUXILIARY.with(Flags::CONJUNCTION))
}

fn is_time(phrase: &Phrase) -> bool {
    phrase.flags.any(Flags::MONTH.with(Flags::WEEKDAY)) && !phrase.flags.any(Flags::FORENAME.with(Flags::SPEAKER))
}

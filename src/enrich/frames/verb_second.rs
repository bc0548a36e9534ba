//! The subject of a verb where the finite verb stands second, as in German: whoever can be it is
//! weighed by place, case, agreement and meaning, and the best is taken.

use super::conditions::{behind_preposition, clause_is_subordinate, is_known, is_time};
use crate::enrich::cues::Cue;
use crate::enrich::text::clauses::{clause_start, is_boundary};
use crate::enrich::text::phrases::{Case, Gender, Phrase, is_acronym, is_sentence_start, parse, pronoun};
use crate::enrich::text::tokens::{Sentence, TokenKind, Tokenised};
use crate::language::{Flags, ends_behind};

/// The least weight of a subject.
const ENOUGH: i32 = 18;

/// How many tokens behind a verb are searched.
const REACH: usize = 40;

struct Weighing<'t, 'a> {
    text: &'t Tokenised<'a>,
    verb: usize,
    /// The tokens of the cue, both ends included.
    cue: (usize, usize),
    best: Option<(i32, Phrase)>,
}

impl Weighing<'_, '_> {
    /// Weighs a phrase that stands where a subject can, with the weight of its place.
    fn offer(&mut self, phrase: Phrase, place: i32) {
        // "ist der Meinung": the noun of the cue is nobody.
        let head = phrase.core.1 - 1;
        let own = Flags::SPEECH_NOUN | Flags::SOURCE_NOUN;
        if (self.cue.0..=self.cue.1).contains(&head) && self.text.is(head, own) {
            return;
        }
        let weight = place + meaning(self.text, &phrase) + agreement(self.text, self.verb, &phrase);
        if weight >= ENOUGH && self.best.is_none_or(|(best, _)| weight > best) {
            self.best = Some((weight, phrase));
        }
    }
}

pub(super) fn subject(text: &Tokenised<'_>, cue: &Cue, sentence: &Sentence) -> Option<Phrase> {
    let (first, end) = sentence.tokens;
    let verb = cue.finite;
    let mut start = clause_start(text, verb, first);
    // "Als er kam sagte sie": two finite verbs side by side are two clauses, comma or not.
    if verb > start && cue.first == verb && text.is(verb - 1, Flags::AUXILIARY) {
        start = verb;
    }
    let mut weighing = Weighing {
        text,
        verb,
        cue: (cue.first, cue.last),
        best: None,
    };
    if clause_is_subordinate(text, start, verb) {
        middle_field(text, start, verb, &mut weighing);
    } else {
        let gapped = is_gapped(text, start, verb);
        if gapped {
            earlier(text, start, verb, first, &mut weighing);
        }
        let inserted = verb == start && start > first && closed(text, start, first, &mut weighing);
        let taken = gapped || inserted || prefield(text, start, verb, &mut weighing);
        behind(text, verb, end, taken, &mut weighing);
    }
    if weighing.best.is_none() {
        earlier(text, start, verb, first, &mut weighing);
    }
    weighing.best.map(|(_, phrase)| phrase)
}

/// Whether a verb follows "and": its subject stands in the clause before. "X kritisierte A und sagte, …"
fn is_gapped(text: &Tokenised<'_>, start: usize, verb: usize) -> bool {
    let mut at = verb;
    while at > start && text.is(at - 1, Flags::ADVERB) && !text.is(at - 1, Flags::CONJUNCTION) {
        at -= 1;
    }
    at > 0 && at + 2 > start && text.is(at - 1, Flags::CONJUNCTION)
}

/// Before the verb of a main clause: what begins the clause and reaches the verb is most often the
/// subject. Says whether there was something that can be it.
fn prefield(text: &Tokenised<'_>, start: usize, verb: usize, weighing: &mut Weighing<'_, '_>) -> bool {
    let mut at = start;
    let mut number = 0;
    let mut inside = false;
    let mut taken = false;
    while at < verb {
        if text.is(at, Flags::PREPOSITION) {
            inside |= number == 0;
            at = behind_preposition(text, at, verb);
        } else if let Some(phrase) = parse(text, at, verb) {
            if phrase.case != Case::Oblique && !is_time(&phrase) {
                let vague = is_vague(text, &phrase);
                let place = match (number, inside) {
                    // "Verraten habe sie nichts": a verb form that begins its sentence.
                    (0, false) if vague && text.tokens[phrase.start].info.verb.is_some() => 4,
                    (0, false) if vague => 16,
                    (0, false) => 30,
                    (0, true) => 8,
                    // A sentence that was not cut before it.
                    _ if phrase.end == verb && phrase.case == Case::Nominative => 34,
                    _ => 4,
                };
                weighing.offer(phrase, place);
                taken |= number == 0 && !inside && !vague;
                number += 1;
            }
            at = phrase.end;
        } else {
            at += 1;
        }
    }
    taken
}

/// A single word at the start of a sentence, of which nothing is known, can be anything: every
/// sentence begins with a capital.
fn is_vague(text: &Tokenised<'_>, phrase: &Phrase) -> bool {
    !phrase.pronoun
        && phrase.end == phrase.start + 1
        && phrase.flags == Flags::NONE
        && !is_acronym(text.text(phrase.start))
        && is_sentence_start(text, phrase.start)
}

/// In a subordinate clause the subject follows the word that begins it; a relative pronoun can be it itself.
fn middle_field(text: &Tokenised<'_>, start: usize, verb: usize, weighing: &mut Weighing<'_, '_>) {
    let mut at = start;
    let mut number = 0;
    let relative = text.is(start, Flags::RELATIVE) && text.is(start, Flags::ARTICLE_NOMINATIVE);
    if text.is(
        at,
        Flags::SUBORDINATOR | Flags::COMPLEMENTIZER | Flags::QUESTION | Flags::RELATIVE,
    ) {
        at += 1;
    }
    while at < verb {
        if let Some(phrase) = parse(text, at, verb) {
            if phrase.case != Case::Oblique && !is_time(&phrase) {
                weighing.offer(phrase, 30 - 10 * number);
                number += 1;
            }
            at = phrase.end;
        } else if text.is(at, Flags::PREPOSITION) {
            at = behind_preposition(text, at, verb);
        } else {
            at += 1;
        }
    }
    if relative && start > 0 && text.is_sign(start - 1, ',') {
        let relative = relative_pronoun(text, start);
        let place = if relative.gender == Gender::Masculine { 26 } else { 14 };
        weighing.offer(relative, place);
    }
}

/// "…, der …, sagte": the pronoun that stands for somebody in a relative clause.
fn relative_pronoun(text: &Tokenised<'_>, at: usize) -> Phrase {
    let gender = if text.is(at, Flags::ARTICLE_FEMININE_OBLIQUE) {
        Gender::Masculine
    } else {
        Gender::Unknown
    };
    Phrase {
        gender,
        ..pronoun(text, at)
    }
}

/// Behind the verb: adverbs, reflexives, addressees and places are passed over.
fn behind(text: &Tokenised<'_>, verb: usize, end: usize, taken: bool, weighing: &mut Weighing<'_, '_>) {
    let mut at = verb + 1;
    let stop = end.min(verb + REACH);
    let mut number = 0;
    let mut weight = if taken { 20 } else { 32 };
    while at < stop {
        let flags = text.flags(at);
        if let Some(phrase) = parse(text, at, end) {
            if phrase.case != Case::Oblique && !is_time(&phrase) {
                let nominative = phrase.pronoun && at == verb + 1;
                let place = if nominative && !taken { 12 } else { 0 };
                let sure = phrase.case == Case::Nominative && text.is(at, Flags::ARTICLE_FEMININE_OBLIQUE);
                weighing.offer(phrase, weight + place - 8 * number + if sure { 8 } else { 0 });
                number += 1;
            }
            at = phrase.end;
        } else if flags.any(Flags::PREPOSITION | Flags::ADDRESSEE) {
            at = behind_preposition(text, at, end);
            weight -= 1;
        } else if flags.any(Flags::COMPLEMENTIZER) && !flags.any(Flags::PREPOSITION) || is_boundary(text, at) {
            return;
        } else {
            at += 1;
        }
    }
}

/// "Konrad Freiberg, der Vorsitzende der GdP, sagte", "X, der …, sagte": an apposition or a
/// relative clause is closed by a comma right before the verb.
fn closed(text: &Tokenised<'_>, verb: usize, first: usize, weighing: &mut Weighing<'_, '_>) -> bool {
    if !text.is_sign(verb - 1, ',') {
        return false;
    }
    let mut stop = verb - 1;
    for _ in 0..4 {
        let start = clause_start(text, stop, first);
        if !clause_is_inserted(text, start, stop) || start == first || !text.is_sign(start - 1, ',') {
            return false;
        }
        stop = start - 1;
        let before = clause_start(text, stop, first);
        let Some(phrase) = last_phrase(text, before, stop) else {
            continue;
        };
        let whole = phrase.start == before && before > first;
        if whole && clause_is_inserted(text, before, stop) && !phrase.can_speak(text) {
            continue;
        }
        let main = whole || !clause_is_subordinate(text, before, stop);
        if main && is_known(text, &phrase) {
            let phrase = parse(text, phrase.start, verb).unwrap_or(phrase);
            weighing.offer(phrase, 28);
            return true;
        }
    }
    false
}

/// Whether a clause is put into another one: a relative clause, or an apposition.
fn clause_is_inserted(text: &Tokenised<'_>, start: usize, verb: usize) -> bool {
    let flags = text.flags(start);
    let relative = flags.any(Flags::RELATIVE) || flags.any(Flags::PREPOSITION) && text.is(start + 1, Flags::RELATIVE);
    relative || parse(text, start, verb).is_some_and(|phrase| !phrase.pronoun)
}

fn last_phrase(text: &Tokenised<'_>, start: usize, stop: usize) -> Option<Phrase> {
    let mut at = start;
    let mut last = None;
    while at < stop {
        if let Some(phrase) = parse(text, at, stop) {
            if phrase.end == stop && phrase.case != Case::Oblique {
                last = Some(phrase);
            }
            at = phrase.end;
        } else if text.is(at, Flags::PREPOSITION) {
            at = behind_preposition(text, at, stop);
        } else {
            at += 1;
        }
    }
    last
}

/// The subject of an earlier clause of the sentence: the one right before, unless it is reported
/// itself; else the one that begins the sentence.
fn earlier(text: &Tokenised<'_>, start: usize, verb: usize, first: usize, weighing: &mut Weighing<'_, '_>) {
    let reported = |from: usize, to: usize| (from..to).any(|at| text.is(at, Flags::SUBJUNCTIVE));
    let own = if start < verb {
        (start, verb)
    } else {
        (clause_start(text, start.max(1) - 1, first), start)
    };
    if own.0 == first {
        first_phrases(text, own.0, own.1, 20, weighing);
    }
    if own.0 < own.1 && !reported(own.0, own.1) && !clause_is_subordinate(text, own.0, own.1) {
        first_phrases(text, own.0, own.1, 28, weighing);
    }
    first_phrases(text, first, start, 22, weighing);
}

/// Offers the phrases of a stretch of words that certainly can speak, the first before the others.
fn first_phrases(text: &Tokenised<'_>, from: usize, to: usize, mut place: i32, weighing: &mut Weighing<'_, '_>) {
    let mut at = from;
    while at < to && place > 0 {
        if text.is(at, Flags::PREPOSITION) {
            at = behind_preposition(text, at, to);
        } else if matches!(text.tokens[at].kind, TokenKind::Word)
            && let Some(phrase) = parse(text, at, to)
        {
            let sure = text.is(phrase.start, Flags::ARTICLE_FEMININE_OBLIQUE) || is_known(text, &phrase);
            if phrase.case != Case::Oblique && sure && !is_time(&phrase) {
                weighing.offer(phrase, place);
                place -= 8;
            }
            at = phrase.end;
        } else {
            at += 1;
        }
    }
}

/// How well a phrase speaks by what it means.
fn meaning(text: &Tokenised<'_>, phrase: &Phrase) -> i32 {
    if phrase.pronoun {
        let man = text.is(phrase.start, Flags::PRONOUN_OTHER) && !text.is(phrase.start, Flags::FIRST_PERSON);
        return if man { -4 } else { 10 };
    }
    let mut flags = phrase.flags;
    // "Meers Wahlsieg": what has an owner is what its last word says.
    let head = text.flags(phrase.core.1 - 1);
    if !head.any(Flags::SPEAKER) && is_owner(text, phrase.core.0) && phrase.core.0 + 1 < phrase.core.1 {
        flags = head;
    }
    let person = Flags::FORENAME | Flags::SURNAME | Flags::HONORIFIC | Flags::OFFICE;
    if flags.any(person) {
        12
    } else if flags.any(Flags::SPEAKER) {
        9
    } else if flags.any(Flags::SPEECH_NOUN | Flags::SOURCE_NOUN | Flags::NAMED_THING) {
        -10
    } else if is_abstract(text, phrase) {
        -8
    } else if is_known(text, phrase) {
        7
    } else if phrase.can_speak(text) {
        4
    } else {
        -7
    }
}

/// Whether a word is a name in the genitive.
fn is_owner(text: &Tokenised<'_>, at: usize) -> bool {
    let word = text.text(at);
    text.grammar.name_stem(word).is_some() && text.is(at, Flags::SURNAME) && !text.is(at, Flags::FORENAME)
}

/// Whether a noun is one of action or quality by its ending: those do not speak.
fn is_abstract(text: &Tokenised<'_>, phrase: &Phrase) -> bool {
    ends_behind(text.text(phrase.core.1 - 1), &text.grammar.abstract_noun_endings, 3)
}

/// A subject agrees with its verb in number.
fn agreement(text: &Tokenised<'_>, verb: usize, phrase: &Phrase) -> i32 {
    let plural_verb = text.grammar.is_plural_verb(text.text(verb));
    let first = text.flags(phrase.start);
    let plural = phrase.gender == Gender::Plural;
    let one = Flags::FORENAME | Flags::HONORIFIC | Flags::SURNAME;
    let singular = !plural
        && (phrase.flags.any(one) && !phrase.flags.any(Flags::ORGANIZATION)
            || first.any(Flags::ARTICLE_FEMININE_OBLIQUE)
            || matches!(phrase.gender, Gender::Masculine | Gender::Feminine) && phrase.flags.any(Flags::OFFICE)
            || phrase.pronoun && phrase.gender == Gender::Masculine);
    match plural_verb {
        true if singular => -12,
        false if plural && phrase.flags.any(Flags::PERSON_PLURAL) => -8,
        _ => 0,
    }
}

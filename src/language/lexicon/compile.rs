//! From the data files to one table.

use super::files::{GrammarFile, Kind, PeopleFile, SpeechFile, VerbEntry};
use super::{Expressions, Flags, Lexicon, Phrase, Verb};
use crate::model::enrichment::SpeechAct;

/// Classes of nouns that take an infinitive as what is said: what somebody shall do, or did.
const URGING: [SpeechAct; 7] = [
    SpeechAct::Demand,
    SpeechAct::Promise,
    SpeechAct::Criticism,
    SpeechAct::Warning,
    SpeechAct::Claim,
    SpeechAct::Denial,
    SpeechAct::Hope,
];

impl Lexicon {
    fn add(&mut self, words: &[String], flags: Flags) {
        for word in words {
            let info = self.words.entry(word.as_str().into()).or_default();
            info.flags = info.flags.with(flags);
        }
    }

    /// Nouns, which compounds can end in where nouns are written with a capital.
    fn add_nouns(&mut self, words: &[String], flags: Flags) {
        self.add(words, flags);
        for word in words
            .iter()
            .filter(|word| word.chars().count() >= 4 && word.starts_with(char::is_uppercase))
        {
            let lower = word.to_lowercase();
            self.tails.extend(super::tail(&lower));
            let head = self.heads.entry(lower.into()).or_default();
            *head = head.with(flags);
        }
    }

    pub(super) fn add_grammar(&mut self, grammar: &GrammarFile) {
        for (words, flags) in [
            (&grammar.articles_nominative, Flags::ARTICLE_NOMINATIVE),
            (&grammar.articles_other, Flags::ARTICLE_OBLIQUE),
            (&grammar.articles_feminine_oblique, Flags::ARTICLE_FEMININE_OBLIQUE),
            (&grammar.genitive_articles, Flags::ARTICLE_GENITIVE),
            (&grammar.pronouns_m, Flags::PRONOUN_M),
            (&grammar.pronouns_f, Flags::PRONOUN_F),
            (&grammar.pronouns_p, Flags::PRONOUN_P),
            (&grammar.pronouns_other, Flags::PRONOUN_OTHER),
            (&grammar.pronouns_oblique, Flags::PRONOUN_OBLIQUE),
            (&grammar.relative_pronouns, Flags::RELATIVE),
            (&grammar.prepositions, Flags::PREPOSITION),
            (&grammar.attribute_prepositions, Flags::ATTRIBUTE_PREPOSITION),
            (&grammar.conjunctions, Flags::CONJUNCTION),
            (&grammar.subordinators, Flags::SUBORDINATOR),
            (&grammar.adverbs, Flags::ADVERB),
            (&grammar.auxiliaries, Flags::AUXILIARY),
            (&grammar.infinitive_marker, Flags::INFINITIVE_MARKER),
            (&grammar.question_words, Flags::QUESTION),
            (&grammar.first_person, Flags::FIRST_PERSON),
            (&grammar.months, Flags::MONTH),
            (&grammar.weekdays, Flags::WEEKDAY),
            (&grammar.passive_agents, Flags::AGENT),
            (&grammar.name_particles, Flags::NAME_PARTICLE),
            (&grammar.source_noun_prepositions, Flags::SOURCE_NOUN_PREPOSITION),
            (&grammar.purpose_markers, Flags::PURPOSE),
            (&grammar.demonstratives, Flags::DEMONSTRATIVE),
            (&grammar.copulas, Flags::COPULA),
            (&grammar.perfect_infinitives, Flags::PERFECT),
            (&grammar.generic_pronouns, Flags::GENERIC),
            (&grammar.backshifts, Flags::BACKSHIFT),
            (&grammar.nonfinite, Flags::NONFINITE),
            (&grammar.negations, Flags::NEGATION),
            (&grammar.expletives, Flags::EXPLETIVE),
            (&grammar.contrasts, Flags::CONTRAST),
            (&grammar.conditions, Flags::CONDITION),
            (&grammar.free_relatives, Flags::FREE_RELATIVE),
        ] {
            self.add(words, flags.with(Flags::SMALL));
        }
        self.add(&grammar.finite_verbs, Flags::FINITE);
        self.add(&grammar.verb_particles, Flags::VERB_PARTICLE);
    }

    pub(super) fn add_speech(&mut self, speech: &SpeechFile) {
        for (words, flags) in [
            (&speech.source_postpositions, Flags::SOURCE_POSTPOSITION),
            (&speech.source_particles, Flags::SOURCE_PARTICLE),
            (&speech.passive_auxiliaries, Flags::PASSIVE),
            (&speech.subjunctive, Flags::SUBJUNCTIVE),
            (&speech.subjunctive_weak, Flags::SUBJUNCTIVE_WEAK),
            (&speech.hearsay, Flags::HEARSAY),
            (&speech.hearsay_adverbs, Flags::HEARSAY_ADVERB),
            (&speech.frame_conjunctions, Flags::FRAME_CONJUNCTION),
            (&speech.source_adverbs, Flags::SOURCE_ADVERB),
            (&speech.source_relatives, Flags::SOURCE_RELATIVE),
            (&speech.complementizers, Flags::COMPLEMENTIZER),
        ] {
            self.add(words, flags.with(Flags::SMALL));
        }
        self.add_nouns(&speech.source_nouns, Flags::SOURCE_NOUN);
        self.add(&speech.light_verbs, Flags::LIGHT_VERB);
        for noun in &speech.nouns {
            let urging = URGING.contains(&noun.class);
            let flags = if urging { Flags::URGING_NOUN } else { Flags::NONE };
            self.add_nouns(&noun.forms, Flags::SPEECH_NOUN.with(flags));
            let acts = noun.forms.iter().map(|form| (form.to_lowercase().into(), noun.class));
            self.noun_acts.extend(acts);
        }
        self.add_expressions(speech);
        for entry in &speech.verbs {
            self.add_verb(entry);
            if let Some(verb) = self.verbs.last_mut() {
                verb.predicative = speech.predicative.contains(&verb.lemma);
                verb.stating = speech.stating.contains(&verb.lemma);
                verb.quoting = speech.quoting.contains(&verb.lemma);
            }
        }
    }

    /// Expressions of several words, and what opens them.
    fn add_expressions(&mut self, speech: &SpeechFile) {
        let split = |words: &String| words.split(' ').map(str::to_owned).collect();
        for phrase in &speech.source_prepositions {
            if phrase.contains(' ') {
                add_expression(&mut self.source_phrases, phrase);
            } else {
                self.add(
                    std::slice::from_ref(phrase),
                    Flags::SOURCE_PREPOSITION.with(Flags::SMALL),
                );
            }
        }
        self.addressing.clone_from(&speech.addressing);
        self.not_reported = speech.not_reported.iter().map(split).collect();
        for cue in &speech.impersonal_cues {
            add_expression(&mut self.impersonal, cue);
        }
        self.add_phrases(speech);
        let phrases = speech.phrases.iter().filter_map(|phrase| phrase.words.first());
        let firsts = phrases
            .filter_map(|words| words.split(' ').next())
            .map(str::to_lowercase);
        let others = self.impersonal.keys().chain(self.source_phrases.keys());
        let firsts: Vec<String> = firsts.chain(others.map(|first| first.to_string())).collect();
        self.add(&firsts, Flags::EXPRESSION);
    }

    fn add_verb(&mut self, entry: &VerbEntry) {
        let number = self.verbs.len() as u16;
        let has = |letter| entry.frames.contains(letter);
        self.verbs.push(Verb {
            lemma: entry.lemma.clone(),
            prefix: entry.prefix.clone(),
            class: entry.class,
            speech: entry.kind == Kind::Speech,
            direct: has('d'),
            clause: has('c'),
            infinitive: has('z'),
            addressed: self.addressing.contains(&entry.lemma),
            predicative: false,
            quoting: false,
            stating: false,
        });
        // Where the forms do not name the participle apart, the last of them is one.
        let last = entry.forms.last().filter(|_| entry.participle.is_none());
        for form in &entry.forms {
            let is_participle = Some(form) == last && entry.forms.len() > 4;
            if is_participle {
                self.add_form(form, Flags::PARTICIPLE, number);
            } else if entry.prefix.is_some() {
                // The same form can belong to many verbs: their particle tells which.
                self.add(std::slice::from_ref(form), Flags::VERB_SEPARABLE);
                self.separable.entry(form.as_str().into()).or_default().push(number);
            } else {
                self.add_form(form, Flags::VERB, number);
            }
            if let Some(prefix) = entry.prefix.as_ref().filter(|_| self.noun_capitals) {
                self.add_form(&format!("{prefix}{form}"), Flags::VERB, number);
            }
        }
        if let Some(participle) = &entry.participle {
            self.add_form(participle, Flags::PARTICIPLE, number);
        }
        if let Some(prefix) = &entry.prefix {
            self.add(std::slice::from_ref(prefix), Flags::VERB_PARTICLE);
        }
    }

    fn add_form(&mut self, form: &str, flags: Flags, verb: u16) {
        let info = self.words.entry(form.into()).or_default();
        info.flags = info.flags.with(flags);
        info.verb.get_or_insert(verb);
    }

    pub(super) fn add_people(&mut self, people: &PeopleFile) {
        for (words, flags) in [
            (&people.offices_m, Flags::OFFICE_M),
            (&people.offices_f, Flags::OFFICE_F),
            (&people.offices_any, Flags::OFFICE_ANY),
            (&people.family_m, Flags::FAMILY_M),
            (&people.family_f, Flags::FAMILY_F),
            (&people.people_plural, Flags::PEOPLE),
            (&people.organizations_f, Flags::ORGANIZATION_F),
            (&people.organizations_m, Flags::ORGANIZATION_M),
            (&people.organizations_n, Flags::ORGANIZATION_N),
            (&people.organizations_any, Flags::ORGANIZATION_N),
            (&people.documents_f, Flags::DOCUMENT_F),
            (&people.documents_m, Flags::DOCUMENT_M),
            (&people.documents_n, Flags::DOCUMENT_N),
            (&people.documents_any, Flags::DOCUMENT_N),
            (&people.media, Flags::MEDIUM),
            (&people.named_things, Flags::NAMED_THING),
            (&people.occasions, Flags::OCCASION),
        ] {
            self.add_nouns(words, flags);
        }
        let split = |words: &String| words.split(' ').map(str::to_owned).collect::<Vec<_>>();
        self.occasion_prepositions = people.occasion_prepositions.iter().map(split).collect();
        self.occasion_prepositions
            .sort_by_key(|words| std::cmp::Reverse(words.len()));
        for (words, flags) in [
            (&people.honorifics_m, Flags::HONORIFIC_M),
            (&people.honorifics_f, Flags::HONORIFIC_F),
            (&people.honorifics_any, Flags::HONORIFIC_ANY),
            (&people.forenames_m, Flags::FORENAME_M),
            (&people.forenames_f, Flags::FORENAME_F),
            (&people.forenames_any, Flags::FORENAME_ANY),
            (&people.naming_words, Flags::NAMING),
            (&people.addressees, Flags::ADDRESSEE),
            (&people.occasions_alone, Flags::OCCASION),
        ] {
            self.add(words, flags);
        }
    }

    fn add_phrases(&mut self, speech: &SpeechFile) {
        for phrase in &speech.phrases {
            let words: Vec<String> = phrase
                .words
                .iter()
                .flat_map(|w| w.split(' '))
                .map(str::to_owned)
                .collect();
            if let Some(first) = words.first().cloned() {
                let entry = Phrase {
                    words,
                    class: phrase.class,
                };
                self.phrases.entry(first.into()).or_default().push(entry);
            }
        }
    }
}

fn add_expression(expressions: &mut Expressions, text: &str) {
    let words: Vec<String> = text.split(' ').map(str::to_owned).collect();
    let first = words[0].to_lowercase();
    expressions.entry(first.into()).or_default().push(words);
}

//! From the data files to one table.

use super::files::{FunctionWordsFile, Kind, Lists, PeopleFile, SpeechFile, VerbEntry};
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
    fn add(&mut self, word: &str, flags: Flags) {
        let info = self.words.entry(word.into()).or_default();
        info.flags = info.flags.with(flags);
    }

    /// Adds words of what each list says, and of `also`.
    fn add_lists(&mut self, lists: &Lists, also: Flags) {
        for (flags, words) in lists {
            words.iter().for_each(|word| self.add(word, flags.with(also)));
            if flags.any(Flags::PRONOUN | Flags::EXPLETIVE) {
                words
                    .iter()
                    .for_each(|word| self.add_contracted(word, flags.with(also)));
            }
        }
    }

    /// Adds what a pronoun becomes with the auxiliaries behind it: he'd, it’s.
    fn add_contracted(&mut self, pronoun: &str, flags: Flags) {
        for number in 0..self.grammar.contractions.len() {
            let word = format!("{pronoun}{}", self.grammar.contractions[number]);
            self.add(&word, flags.without(Flags::ARTICLE).with(Flags::CONTRACTED));
        }
    }

    /// Adds a noun, which compounds can end in where it is written with a capital.
    fn add_noun(&mut self, word: &str, flags: Flags) {
        self.add(word, flags);
        if word.chars().count() >= 4 && word.starts_with(char::is_uppercase) {
            let lower = word.to_lowercase();
            self.tails.extend(super::tail(&lower));
            let head = self.heads.entry(lower.into()).or_default();
            *head = head.with(flags);
        }
    }

    fn add_nouns(&mut self, lists: &Lists) {
        for (flags, words) in lists {
            words.iter().for_each(|word| self.add_noun(word, *flags));
        }
    }

    pub(super) fn add_function_words(&mut self, mut file: FunctionWordsFile) {
        self.add_lists(&file.function_words, Flags::FUNCTION_WORD);
        self.add_lists(&file.words, Flags::NONE);
        let markers = file.function_words.remove(&Flags::INFINITIVE_MARKER);
        self.infinitive_markers = markers.unwrap_or_default();
    }

    pub(super) fn add_speech(&mut self, speech: SpeechFile) {
        self.add_lists(&speech.function_words, Flags::FUNCTION_WORD);
        self.add_lists(&speech.words, Flags::NONE);
        self.add_nouns(&speech.compound_nouns);
        for noun in &speech.nouns {
            let urging = URGING.contains(&noun.class);
            let flags = Flags::SPEECH_NOUN.with(if urging { Flags::URGING_NOUN } else { Flags::NONE });
            for form in &noun.forms {
                self.add_noun(form, flags);
                self.noun_acts.insert(form.to_lowercase().into(), noun.class);
            }
        }
        self.add_expressions(&speech);
        for entry in &speech.verbs {
            self.add_verb(entry, &speech);
        }
        self.denials = speech.denials;
    }

    /// Adds expressions of several words, and marks what opens them.
    fn add_expressions(&mut self, speech: &SpeechFile) {
        for phrase in &speech.source_prepositions {
            if phrase.contains(' ') {
                add_expression(&mut self.source_phrases, phrase);
            } else {
                self.add(phrase, Flags::SOURCE_PREPOSITION | Flags::FUNCTION_WORD);
            }
        }
        self.not_reported = speech.not_reported.iter().map(|text| words_of(text)).collect();
        for cue in &speech.impersonal_cues {
            add_expression(&mut self.impersonal, cue);
        }
        for phrase in &speech.phrases {
            let words: Vec<String> = phrase.words.iter().flat_map(|text| words_of(text)).collect();
            let Some(first) = words.first().cloned() else {
                continue;
            };
            self.add(&first.to_lowercase(), Flags::EXPRESSION);
            let class = phrase.class;
            let phrases = self.phrases.entry(first.into()).or_default();
            phrases.push(Phrase { words, class });
        }
        #[expect(clippy::disallowed_methods, reason = "each gets the same flag")]
        let others = self.impersonal.keys().chain(self.source_phrases.keys());
        let firsts: Vec<Box<str>> = others.cloned().collect();
        firsts.iter().for_each(|first| self.add(first, Flags::EXPRESSION));
    }

    fn add_verb(&mut self, entry: &VerbEntry, speech: &SpeechFile) {
        let number = self.verbs.len() as u16;
        self.verbs.push(Verb {
            lemma: entry.lemma.clone(),
            prefix: entry.prefix.clone(),
            class: entry.class,
            speech: entry.kind == Kind::Speech,
            direct: entry.frames.direct,
            clause: entry.frames.clause,
            infinitive: entry.frames.infinitive,
            object: entry.frames.object,
            object_prepositions: speech
                .object_prepositions
                .get(&entry.lemma)
                .cloned()
                .unwrap_or_default(),
            addressed: speech.addressing.contains(&entry.lemma),
            predicative: speech.predicative.contains(&entry.lemma),
            quoting: speech.quoting.contains(&entry.lemma),
            stating: speech.stating.contains(&entry.lemma),
        });
        // Where the forms do not name the participle apart, the last of them is one.
        let last = entry.forms.last().filter(|_| entry.participle.is_none());
        for form in &entry.forms {
            let is_participle = Some(form) == last && entry.forms.len() > 4;
            if is_participle {
                self.add_form(form, Flags::PARTICIPLE, number);
            } else if entry.prefix.is_some() {
                // The same form can belong to many verbs: their particle tells which.
                self.add(form, Flags::VERB_SEPARABLE);
                self.separable.entry(form.as_str().into()).or_default().push(number);
            } else {
                self.add_form(form, Flags::VERB, number);
            }
            // Where the verb closes its clause, it is joined to its particle.
            if let Some(prefix) = entry.prefix.as_ref().filter(|_| self.grammar.verb_closes_clause()) {
                self.add_form(&format!("{prefix}{form}"), Flags::VERB, number);
            }
        }
        if let Some(participle) = &entry.participle {
            self.add_form(participle, Flags::PARTICIPLE, number);
        }
        if let Some(prefix) = &entry.prefix {
            self.add(prefix, Flags::VERB_PARTICLE);
        }
    }

    fn add_form(&mut self, form: &str, flags: Flags, verb: u16) {
        let info = self.words.entry(form.into()).or_default();
        info.flags = info.flags.with(flags);
        info.verb.get_or_insert(verb);
    }

    pub(super) fn add_people(&mut self, people: PeopleFile) {
        self.add_nouns(&people.compound_nouns);
        self.add_lists(&people.words, Flags::NONE);
        self.occasion_prepositions = people.occasion_prepositions.iter().map(|text| words_of(text)).collect();
        self.occasion_prepositions
            .sort_by_key(|words| std::cmp::Reverse(words.len()));
    }
}

fn words_of(text: &str) -> Vec<String> {
    text.split(' ').map(str::to_owned).collect()
}

fn add_expression(expressions: &mut Expressions, text: &str) {
    let words = words_of(text);
    let first = words[0].to_lowercase();
    expressions.entry(first.into()).or_default().push(words);
}

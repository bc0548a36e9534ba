//! The data files of the vocabulary.

use serde::Deserialize;

use crate::model::enrichment::SpeechAct;
use crate::model::rule::Rule;

/// `grammar.yaml`
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct GrammarFile {
    pub articles_nominative: Vec<String>,
    pub articles_other: Vec<String>,
    pub articles_feminine_oblique: Vec<String>,
    pub genitive_articles: Vec<String>,
    pub pronouns_m: Vec<String>,
    pub pronouns_f: Vec<String>,
    pub pronouns_p: Vec<String>,
    pub pronouns_other: Vec<String>,
    pub pronouns_oblique: Vec<String>,
    pub relative_pronouns: Vec<String>,
    pub prepositions: Vec<String>,
    pub attribute_prepositions: Vec<String>,
    pub conjunctions: Vec<String>,
    pub subordinators: Vec<String>,
    pub adverbs: Vec<String>,
    pub auxiliaries: Vec<String>,
    pub infinitive_marker: Vec<String>,
    pub question_words: Vec<String>,
    pub first_person: Vec<String>,
    pub months: Vec<String>,
    pub weekdays: Vec<String>,
    pub noun_capitals: bool,
    pub two_way_prepositions: Vec<String>,
    pub direction_articles: Vec<String>,
    pub finite_endings: Vec<String>,
    pub example_words: Vec<String>,
    pub reflexive_pronouns: Vec<String>,
    pub plural_verb_endings: Vec<String>,
    pub irregular_plural_verbs: Vec<String>,
    pub irregular_singular_verbs: Vec<String>,
    pub subject_by_position: bool,
    pub adverb_endings: Vec<String>,
    pub singular_verb_endings: Vec<String>,
    pub participle_endings: Vec<String>,
    pub adjective_endings: Vec<String>,
    pub oblique_adjective_endings: Vec<String>,
    pub feminine_noun_endings: Vec<String>,
    pub abstract_noun_endings: Vec<String>,
    pub passive_agents: Vec<String>,
    pub name_particles: Vec<String>,
    pub source_noun_prepositions: Vec<String>,
    pub clause_commas: bool,
    pub verb_particles: Vec<String>,
    pub purpose_markers: Vec<String>,
    pub demonstratives: Vec<String>,
    pub finite_verbs: Vec<String>,
    pub copulas: Vec<String>,
    pub perfect_infinitives: Vec<String>,
    pub generic_pronouns: Vec<String>,
    pub past_participle_beginnings: Vec<String>,
    pub past_participle_endings: Vec<String>,
    pub backshifts: Vec<String>,
    pub nonfinite: Vec<String>,
    pub negations: Vec<String>,
    pub expletives: Vec<String>,
    pub contrasts: Vec<String>,
    pub conditions: Vec<String>,
    pub free_relatives: Vec<String>,
    pub progressive_endings: Vec<String>,
    pub past_endings: Vec<String>,
    pub manner_endings: Vec<String>,
}

/// `confidence.yaml`: for each rule how often it is right in a hundred, with the speaker that it names, and where it names
/// none.
pub(super) type ConfidenceFile = std::collections::BTreeMap<Rule, (u16, u16)>;

/// `speech.yaml`
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct SpeechFile {
    pub verbs: Vec<VerbEntry>,
    pub phrases: Vec<PhraseEntry>,
    pub nouns: Vec<NounEntry>,
    pub source_prepositions: Vec<String>,
    pub source_postpositions: Vec<String>,
    pub source_particles: Vec<String>,
    pub source_nouns: Vec<String>,
    pub impersonal_cues: Vec<String>,
    pub passive_auxiliaries: Vec<String>,
    pub subjunctive: Vec<String>,
    pub subjunctive_weak: Vec<String>,
    pub hearsay: Vec<String>,
    pub predicative: Vec<String>,
    pub quoting: Vec<String>,
    pub denials: Vec<SpeechAct>,
    pub stating: Vec<String>,
    pub hearsay_adverbs: Vec<String>,
    pub frame_conjunctions: Vec<String>,
    pub source_adverbs: Vec<String>,
    pub source_relatives: Vec<String>,
    pub light_verbs: Vec<String>,
    pub addressing: Vec<String>,
    pub not_reported: Vec<String>,
    pub complementizers: Vec<String>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct VerbEntry {
    pub lemma: String,
    pub prefix: Option<String>,
    pub class: SpeechAct,
    pub kind: Kind,
    pub frames: String,
    pub forms: Vec<String>,
    pub participle: Option<String>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[allow(dead_code)]
pub(super) struct PhraseEntry {
    pub words: Vec<String>,
    pub class: SpeechAct,
    pub frames: String,
    pub kind: Kind,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct NounEntry {
    pub forms: Vec<String>,
    pub class: SpeechAct,
}

/// `people.yaml`
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct PeopleFile {
    pub offices_m: Vec<String>,
    pub offices_f: Vec<String>,
    pub offices_any: Vec<String>,
    pub honorifics_m: Vec<String>,
    pub honorifics_f: Vec<String>,
    pub honorifics_any: Vec<String>,
    pub forenames_m: Vec<String>,
    pub forenames_f: Vec<String>,
    pub forenames_any: Vec<String>,
    pub family_m: Vec<String>,
    pub family_f: Vec<String>,
    pub people_plural: Vec<String>,
    pub organizations_f: Vec<String>,
    pub organizations_m: Vec<String>,
    pub organizations_n: Vec<String>,
    pub organizations_any: Vec<String>,
    pub documents_f: Vec<String>,
    pub documents_m: Vec<String>,
    pub documents_n: Vec<String>,
    pub documents_any: Vec<String>,
    pub media: Vec<String>,
    pub named_things: Vec<String>,
    pub naming_words: Vec<String>,
    pub addressees: Vec<String>,
    pub occasions: Vec<String>,
    pub occasions_alone: Vec<String>,
    pub occasion_prepositions: Vec<String>,
}

/// What sort of verb reports.
#[derive(Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Kind {
    /// Somebody says something.
    #[default]
    Speech,
    /// Somebody thinks, hopes or fears something.
    Thought,
    /// Somebody decides something.
    Decision,
    /// Somebody hears or learns something.
    Perception,
}

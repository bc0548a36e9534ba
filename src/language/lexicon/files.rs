//! The data files of the vocabulary.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::flags::Flags;
use crate::model::enrichment::SpeechAct;

/// Words by what they can be.
pub(super) type Lists = BTreeMap<Flags, Vec<String>>;

/// `function_words.yaml`
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct FunctionWordsFile {
    pub function_words: Lists,
    pub words: Lists,
}

/// `speech.yaml`
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct SpeechFile {
    pub verbs: Vec<VerbEntry>,
    pub phrases: Vec<PhraseEntry>,
    pub nouns: Vec<NounEntry>,
    pub source_prepositions: Vec<String>,
    pub impersonal_cues: Vec<String>,
    pub predicative: Vec<String>,
    pub quoting: Vec<String>,
    pub denials: Vec<SpeechAct>,
    pub stating: Vec<String>,
    pub addressing: Vec<String>,
    /// By lemma, what stands between the object of a verb and what is said of it.
    pub object_prepositions: BTreeMap<String, Vec<String>>,
    pub not_reported: Vec<String>,
    pub function_words: Lists,
    pub words: Lists,
    pub compound_nouns: Lists,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct VerbEntry {
    pub lemma: String,
    pub prefix: Option<String>,
    pub class: SpeechAct,
    pub kind: Kind,
    pub frames: Frames,
    pub forms: Vec<String>,
    pub participle: Option<String>,
}

/// What a verb can stand with, as letters: d beside direct speech, c with a clause, z with an infinitive, o with a
/// phrase that is what is said.
#[derive(Clone, Copy, Default, Deserialize)]
#[serde(try_from = "String")]
pub(super) struct Frames {
    pub direct: bool,
    pub clause: bool,
    pub infinitive: bool,
    pub object: bool,
}

impl TryFrom<String> for Frames {
    type Error = String;

    fn try_from(letters: String) -> Result<Frames, String> {
        let mut frames = Frames::default();
        for letter in letters.chars() {
            match letter {
                'd' => frames.direct = true,
                'c' => frames.clause = true,
                'z' => frames.infinitive = true,
                'o' => frames.object = true,
                _ => return Err(format!("`{letter}` is not a frame")),
            }
        }
        Ok(frames)
    }
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct PhraseEntry {
    pub words: Vec<String>,
    pub class: SpeechAct,
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
    pub occasion_prepositions: Vec<String>,
    pub compound_nouns: Lists,
    pub words: Lists,
}

/// What a verb reports.
#[derive(Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Kind {
    #[default]
    Speech,
    /// Somebody thinks, hopes or fears something.
    Thought,
    Decision,
    /// Somebody hears or learns something.
    Perception,
}

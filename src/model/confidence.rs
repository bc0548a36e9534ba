//! What the confidence of a quotation is made of.

use serde::{Deserialize, Serialize};

use super::named::named;

named! {
    /// What speaks for or against a result of the quotation engine.
    Feature {
        /// How often its rule is right.
        Rule = "rule",
        /// The score of a marked span: of its words, its cue and its place.
        MarkedScore = "marked-score",
        /// Nobody is named.
        NoSpeaker = "no-speaker",
        Person = "speaker-person",
        Organization = "speaker-organization",
        Document = "speaker-document",
        Medium = "speaker-medium",
        Group = "speaker-group",
        Anonymous = "speaker-anonymous",
        Unknown = "speaker-unknown",
        /// The words that name the speaker stand in another sentence.
        Elsewhere = "speaker-elsewhere",
        /// One or two words.
        Words2 = "words-1-2",
        Words5 = "words-3-5",
        Words12 = "words-6-12",
        Words25 = "words-13-25",
        WordsMore = "words-26-more",
    }
}

/// A feature of a result, and what it adds to the logarithm of the odds, in hundredths.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Reason {
    pub feature: Feature,
    pub weight: i16,
}

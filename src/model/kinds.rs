//! What quotations and entities can be: classes that several parts of the model share.

use serde::{Deserialize, Serialize};

use super::named::named;

named! {
    /// How somebody's words are reported, in the classes of the literature on speech, thought and writing
    /// representation (Brunner et al., Redewiedergabe; Petersen-Frey and Biemann).
    QuotationKind {
        /// In the speaker's own words, in quotation marks.
        Direct = "direct",
        /// In the writer's words, with a cue.
        Indirect = "indirect",
        /// In the writer's words, without a cue of its own: in the subjunctive or in the shifted tense.
        IndirectFree = "indirect_free",
        /// Hearsay: “soll”, “reportedly”.
        FreeIndirect = "free_indirect",
        /// That something was said, not what.
        Reported = "reported",
    }
}

/// What an entity is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EntityType {
    /// A human being.
    Person,
    /// A body of people: a state organ, a company, a party, a medium.
    Organization,
    /// A place, a country included.
    Place,
    /// Something that happened.
    Event,
    /// A text, a film, a law.
    Work,
    /// A thing that is made: a weapon, a ship, a medicine.
    Product,
    /// An idea.
    Concept,
}

impl EntityType {
    /// Every type: its name in the front matter, and the folder of its pages.
    pub const ALL: [(EntityType, &'static str, &'static str); 7] = [
        (EntityType::Person, "person", "people"),
        (EntityType::Organization, "organization", "organizations"),
        (EntityType::Place, "place", "places"),
        (EntityType::Event, "event", "events"),
        (EntityType::Work, "work", "works"),
        (EntityType::Product, "product", "products"),
        (EntityType::Concept, "concept", "concepts"),
    ];

    /// The name in the front matter and in data.
    pub fn name(self) -> &'static str {
        EntityType::ALL
            .iter()
            .find(|(kind, _, _)| *kind == self)
            .map_or("", |(_, name, _)| name)
    }

    /// The folder of the pages of this type.
    pub fn folder(self) -> &'static str {
        EntityType::ALL
            .iter()
            .find(|(kind, _, _)| *kind == self)
            .map_or("", |(_, _, folder)| folder)
    }
}

//! The result of the tagger.

/// The class of a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class {
    Person,
    Organization,
    Place,
    /// A work, an event, a product, a people.
    Other,
}

impl Class {
    /// All classes, in the order of the weights.
    pub const ALL: [Class; 4] = [Class::Person, Class::Organization, Class::Place, Class::Other];
}

/// A name that the tagger found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TaggedName {
    pub tokens: (usize, usize),
    /// The most probable class.
    pub class: Class,
    /// The difference to the best labelling without a name of this class here, in hundredths of a nat.
    pub margin: i32,
}

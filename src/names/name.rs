//! Names to search for, and names that are found.

use crate::model::enrichment::NameForm;
use crate::model::entity::EntityType;
use crate::model::span::Span;

#[derive(Clone, Copy, Debug)]
pub struct NameEntry<'a> {
    /// The number of its owner, chosen by the caller.
    pub owner: u32,
    /// The name, in the nominative.
    pub text: &'a str,
    /// The type of its owner, which determines its forms.
    pub entity_type: EntityType,
    /// How reliably it identifies its owner.
    pub kind: NameKind,
}

/// How reliably a name identifies its owner.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum NameKind {
    Name,
    /// It is also a common word or the name of others: it needs evidence in the context.
    Doubtful,
    /// Not at all: a string that never refers to anybody.
    Never,
}

/// Whether surnames are searched for without forenames.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Surnames {
    /// Surnames without a forename, too.
    Alone,
    /// Only with forenames or initials.
    WithForenames,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NameHit<'a> {
    /// The name with the ending of a genitive.
    pub span: Span,
    /// Its possible owners, sorted; empty for [`NameKind::Never`].
    pub owners: &'a [u32],
    pub form: NameForm,
    /// Whether the name needs evidence, and the context has none.
    pub doubtful: bool,
}

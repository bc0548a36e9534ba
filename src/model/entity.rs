//! People, organizations, places and other things that have a page.

use super::article::{Header, Keyed};
use super::date::PartialDate;
use super::document::Document;
use super::named::named;
use super::url::SafeUrl;

pub use super::kinds::EntityType;

named! {
    #[derive(Default)]
    EntityOrigin {
        /// An editor, in the site's registry.
        #[default]
        Registry = "registry",
        /// The embedded knowledge base.
        Knowledge = "knowledge",
        /// The program, from what the articles say.
        Found = "found",
    }
}

/// A person or thing with a page: as an editor keeps it, as the knowledge base has it, or as the articles introduce it.
#[derive(Clone, Debug, Hash)]
pub struct Entity {
    pub header: Header,
    pub entity_type: EntityType,
    pub names: Vec<String>,
    /// The id in Wikidata (`Q` and a number).
    pub wikidata: Option<String>,
    pub description: Option<String>,
    pub roles: Vec<Role>,
    /// The entity that speaks when this one does.
    pub represents: Option<Keyed<String>>,
    /// Strings that never mean it.
    pub not: Vec<String>,
    pub links: Vec<EntityLink>,
    /// Slugs of entities that turned out to be this one; their pages lead here.
    pub same_as: Vec<Keyed<String>>,
    pub origin: EntityOrigin,
    pub body: Document,
}

/// An office or function, with the time it was held.
#[derive(Clone, Debug, Hash)]
pub struct Role {
    pub title: String,
    /// When it began; `None` where that is not known.
    pub from: Option<PartialDate>,
    /// When it ended; `None` where it goes on, or the end is not known.
    pub to: Option<PartialDate>,
}

impl Role {
    /// Whether it was held at a date for certain. A role of which neither beginning nor end is known
    /// is not, nor one that began or ended in the very month that is all that is known of the date.
    pub fn held_at(&self, date: &PartialDate) -> bool {
        Role::is_held(self.from.as_ref(), self.to.as_ref(), date)
    }

    /// Whether an office with this term was held at a date, as [`Role::held_at`] decides.
    pub fn is_held(from: Option<&PartialDate>, to: Option<&PartialDate>, date: &PartialDate) -> bool {
        let begun = from.is_none_or(|from| from.ends_by(date));
        let goes_on = to.is_none_or(|to| date.ends_by(to));
        (from.is_some() || to.is_some()) && begun && goes_on
    }
}

#[derive(Clone, Debug, Hash)]
pub struct EntityLink {
    pub title: String,
    pub url: SafeUrl,
}

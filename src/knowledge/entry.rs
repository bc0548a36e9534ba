//! One entry, and the lists of names that it is made of.

use crate::model::date::PartialDate;
use crate::model::entity::EntityType;

/// The language whose words stand in where another has none.
const FALLBACK: &str = "en";

/// Somebody or something that the program knows.
#[derive(Clone, Debug)]
pub struct Known {
    /// The name in addresses; an entity of the site with this slug stands in its place.
    pub slug: &'static str,
    /// What it is.
    pub entity_type: EntityType,
    /// The id in Wikidata, where a source vouches for it.
    pub wikidata: Option<&'static str>,
    /// The slug of the entry that speaks when this one does: a capital's government.
    pub represents: Option<&'static str>,
    /// Offices, in the order of their beginning.
    pub roles: Vec<KnownRole>,
    /// Whether it is only known as a place on the map: one of very many towns, of which no more is said.
    pub gazetteer_only: bool,
    pub(super) titles: Tagged,
    pub(super) others: Tagged,
    pub(super) descriptions: Tagged,
}

/// A name, and whose it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KnownName {
    /// The number of the entry.
    pub owner: u32,
    /// The name, in the nominative.
    pub text: &'static str,
    /// How far it stands for its owner.
    pub kind: KnownKind,
    /// What its owner is.
    pub entity_type: EntityType,
}

/// How far a name stands for its owner.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum KnownKind {
    /// It does.
    Name,
    /// It is a common word, a surname or the name of others too: something else must speak for it.
    Doubtful,
    /// An adjective or a demonym: it tells of its owner, and is never a mention of it.
    Related,
}

/// An office that somebody held.
#[derive(Clone, Debug)]
pub struct KnownRole {
    pub(super) titles: Tagged,
    /// Since when.
    pub from: Option<PartialDate>,
    /// Until when; `None` too where it is held.
    pub to: Option<PartialDate>,
}

impl KnownRole {
    /// The title of the office.
    pub fn title(&self, lang: &str) -> &'static str {
        self.titles.choose(lang).unwrap_or_default()
    }
}

impl Known {
    /// Its name on pages of a language.
    pub fn title(&self, lang: &str) -> &'static str {
        self.titles.choose(lang).unwrap_or(self.slug)
    }

    /// One line about it.
    pub fn description(&self, lang: &str) -> Option<&'static str> {
        self.descriptions.choose(lang)
    }

    /// Its other names in texts of a language, without adjectives and demonyms.
    pub fn aliases<'a>(&'a self, lang: &'a str) -> impl Iterator<Item = &'static str> + 'a {
        let title = self.title(lang);
        self.names(lang)
            .filter(move |(text, kind)| *kind != KnownKind::Related && *text != title)
            .map(|(text, _)| text)
    }

    /// Adjectives and demonyms: russisch, Russe.
    pub fn related<'a>(&'a self, lang: &'a str) -> impl Iterator<Item = &'static str> + 'a {
        let names = self.names(lang).filter(|(_, kind)| *kind == KnownKind::Related);
        names.map(|(text, _)| text)
    }

    /// Every name that counts in texts of a language.
    pub(super) fn names<'a>(&'a self, lang: &'a str) -> impl Iterator<Item = (&'static str, KnownKind)> + 'a {
        let of = |list: Tagged| list.items().filter(move |item| item.counts_in(lang));
        of(self.titles)
            .chain(of(self.others))
            .filter_map(|item| Some((item.text, item.kind?)))
    }
}

/// A list of texts, `|` between them. Before a text may stand the language that it belongs to (`de:`),
/// then `?` where it is doubtful, `~` where it is related, `-` where it is only shown and never looked
/// for in texts.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Tagged(pub(super) &'static str);

/// A text of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Item {
    /// The language it belongs to; `None` where it belongs to all.
    pub(super) lang: Option<&'static str>,
    /// Nothing where it is not looked for.
    pub(super) kind: Option<KnownKind>,
    /// The text itself.
    pub(super) text: &'static str,
}

impl Item {
    fn of(written: &'static str) -> Item {
        let (lang, rest) = match written.split_at_checked(3) {
            Some((tag, rest)) if is_tag(tag) => (Some(&tag[..2]), rest),
            _ => (None, written),
        };
        let (kind, text) = match rest.as_bytes().first() {
            Some(b'?') => (Some(KnownKind::Doubtful), &rest[1..]),
            Some(b'~') => (Some(KnownKind::Related), &rest[1..]),
            Some(b'-') => (None, &rest[1..]),
            _ => (Some(KnownKind::Name), rest),
        };
        Item { lang, kind, text }
    }

    fn counts_in(&self, lang: &str) -> bool {
        self.lang.is_none_or(|own| own == lang)
    }
}

/// Two small letters and a colon.
fn is_tag(text: &str) -> bool {
    matches!(text.as_bytes(), [a, b, b':'] if a.is_ascii_lowercase() && b.is_ascii_lowercase())
}

impl Tagged {
    /// The texts, in order.
    pub(super) fn items(self) -> impl Iterator<Item = Item> {
        self.0.split('|').filter(|item| !item.is_empty()).map(Item::of)
    }

    /// The text for a language: its own, one for all, that of the language that stands in, any.
    fn choose(self, lang: &str) -> Option<&'static str> {
        let find = |wanted: Option<&str>| self.items().find(|item| item.lang == wanted);
        let item = find(Some(lang)).or_else(|| find(None)).or_else(|| find(Some(FALLBACK)));
        item.or_else(|| self.items().next()).map(|item| item.text)
    }
}

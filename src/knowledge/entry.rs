//! An entry of the knowledge base, and the lists of names in it.

use crate::model::date::PartialDate;
use crate::model::entity::EntityType;
use crate::model::ids::KnowledgeId;

/// The language whose names are used where another has none.
const FALLBACK: &str = "en";

/// A person, organization, place or other thing in the knowledge base.
#[derive(Clone, Debug)]
pub struct KnowledgeEntry {
    /// The slug of its page; an entity of the site with this slug replaces it.
    pub slug: &'static str,
    pub entity_type: EntityType,
    /// The Wikidata id, if a source confirms it.
    pub wikidata: Option<&'static str>,
    /// The slug of the entry that speaks through this one: the government of a capital.
    pub represents: Option<&'static str>,
    /// Offices, sorted by their start.
    pub roles: Vec<KnownRole>,
    /// Whether it is one of the many towns that are known only as places on the map.
    #[cfg(feature = "internals")]
    pub gazetteer_only: bool,
    pub(super) titles: NameList,
    pub(super) others: NameList,
    pub(super) descriptions: NameList,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KnownName {
    /// The entry that it names.
    pub owner: KnowledgeId,
    pub text: &'static str,
    /// How reliably it identifies its owner.
    pub kind: KnownKind,
    pub entity_type: EntityType,
}

/// How reliably a name identifies its owner.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum KnownKind {
    Name,
    /// It is also a common word, a surname or the name of others: it needs evidence in the text.
    Doubtful,
    /// An adjective or a demonym: it refers to its owner, but is never a mention.
    Related,
}

#[derive(Clone, Debug)]
pub struct KnownRole {
    pub(super) titles: NameList,
    /// The start of the term; `None` if unknown.
    pub from: Option<PartialDate>,
    /// The end of the term; `None` if unknown or not over.
    pub to: Option<PartialDate>,
}

impl KnownRole {
    pub fn title(&self, lang: &str) -> &'static str {
        self.titles.choose(lang).unwrap_or_default()
    }
}

impl KnowledgeEntry {
    pub fn title(&self, lang: &str) -> &'static str {
        self.titles.choose(lang).unwrap_or(self.slug)
    }

    pub fn description(&self, lang: &str) -> Option<&'static str> {
        self.descriptions.choose(lang)
    }

    /// Its other names in texts of a language, except adjectives and demonyms.
    pub fn aliases<'a>(&'a self, lang: &'a str) -> impl Iterator<Item = &'static str> + 'a {
        let title = self.title(lang);
        self.names(lang)
            .filter(move |(text, kind)| *kind != KnownKind::Related && *text != title)
            .map(|(text, _)| text)
    }

    /// All names that apply to texts in a language.
    pub fn names<'a>(&'a self, lang: &'a str) -> impl Iterator<Item = (&'static str, KnownKind)> + 'a {
        let of = |list: NameList| list.items().filter(move |item| item.applies_to(lang));
        of(self.titles)
            .chain(of(self.others))
            .filter_map(|item| Some((item.text, item.kind?)))
    }
}

/// A list of names, separated by `|`. A name may be preceded by its language (`de:`), then by `?` if it is doubtful, `~`
/// if it is related, or `-` if it is only displayed and never searched for.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct NameList(pub(super) &'static str);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Item {
    /// `None` if it applies to all languages.
    pub(super) lang: Option<&'static str>,
    /// `None` if it is only displayed.
    pub(super) kind: Option<KnownKind>,
    pub(super) text: &'static str,
}

impl Item {
    fn parse(written: &'static str) -> Item {
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

    fn applies_to(&self, lang: &str) -> bool {
        self.lang.is_none_or(|own| own == lang)
    }
}

/// Whether a text is a language tag: two lower-case letters and a colon.
fn is_tag(text: &str) -> bool {
    matches!(text.as_bytes(), [a, b, b':'] if a.is_ascii_lowercase() && b.is_ascii_lowercase())
}

impl NameList {
    pub(super) fn items(self) -> impl Iterator<Item = Item> {
        self.0.split('|').filter(|item| !item.is_empty()).map(Item::parse)
    }

    /// The name for a language, else one for all languages, that of the fallback language, or any.
    fn choose(self, lang: &str) -> Option<&'static str> {
        let find = |wanted: Option<&str>| self.items().find(|item| item.lang == wanted);
        let item = find(Some(lang)).or_else(|| find(None)).or_else(|| find(Some(FALLBACK)));
        item.or_else(|| self.items().next()).map(|item| item.text)
    }
}

//! What a page is about, in the words of schema.org, for search engines and other programs.
//!
//! A node names what it tells of by its full address, as JSON-LD from different pages is put together
//! by it. Where no base URL is configured nobody knows that address: it is left out, and so is what
//! says nothing without it.

mod article;
mod collection;
mod entity;

pub(super) use article::article;
pub(super) use collection::{dossier, home, list, page};
pub(super) use entity::entity;

use serde_json::{Map, Value};

use super::inputs::PageInputs;
use super::view_builder::absolute;
use crate::model::entity::EntityType;
use crate::model::output_path::OutputPath;
use crate::model::site::{ArticleId, EntityId};

/// The most quotations, mentions or parts that one page tells of: search engines read some dozens,
/// the page's own data (`.json`) has them all, and a page of hundreds would be twice as heavy.
const LISTED: usize = 50;

/// The types of schema.org that the site speaks of.
#[derive(Clone, Copy, serde::Serialize)]
enum Kind {
    BreadcrumbList,
    CollectionPage,
    CorrectionComment,
    CreativeWork,
    Event,
    ItemList,
    ListItem,
    NewsArticle,
    Occupation,
    Organization,
    Person,
    Place,
    Product,
    Quotation,
    Role,
    Thing,
    WebPage,
    WebSite,
}

/// A node of the graph: what is not known is left out, never empty.
struct Node(Map<String, Value>);

impl Node {
    fn of(kind: Kind) -> Node {
        Node(Map::new()).with("@type", serde_json::json!(kind))
    }

    fn with(mut self, key: &'static str, value: impl Into<Value>) -> Node {
        self.0.insert(key.to_owned(), value.into());
        self
    }

    fn maybe(self, key: &'static str, value: Option<impl Into<Value>>) -> Node {
        match value {
            Some(value) => self.with(key, value),
            None => self,
        }
    }

    /// A property with several values: one stands alone.
    fn each(self, key: &'static str, values: impl IntoIterator<Item = impl Into<Value>>) -> Node {
        let mut values: Vec<Value> = values.into_iter().map(Into::into).collect();
        match values.len() {
            0 => self,
            1 => self.maybe(key, values.pop()),
            _ => self.with(key, values),
        }
    }
}

impl From<Node> for Value {
    fn from(node: Node) -> Value {
        Value::Object(node.0)
    }
}

/// Makes nodes that name each other.
struct Writer<'a> {
    inputs: &'a PageInputs<'a>,
    base: Option<String>,
}

impl<'a> Writer<'a> {
    fn new(inputs: &'a PageInputs<'a>) -> Writer<'a> {
        Writer {
            inputs,
            base: inputs.config.base(),
        }
    }

    /// The full address of a page.
    fn url(&self, path: &OutputPath) -> Option<String> {
        self.base.as_ref().map(|base| absolute(base, path))
    }

    /// The name of what stands at a place of a page.
    fn id(&self, path: &OutputPath, fragment: &str) -> Option<String> {
        self.url(path).map(|url| format!("{url}#{fragment}"))
    }

    /// The site, as other nodes name it.
    fn site(&self) -> Value {
        Node::of(Kind::WebSite)
            .maybe("@id", self.base.as_ref().map(|base| format!("{base}#website")))
            .with("name", self.inputs.config.title.as_str())
            .maybe("url", self.base.clone())
            .into()
    }

    /// Who publishes the site.
    fn publisher(&self) -> Value {
        let config = self.inputs.config;
        let name = config.author.as_deref().unwrap_or(&config.title);
        let id = self.base.as_ref().map(|base| format!("{base}#publisher"));
        Node::of(Kind::Organization)
            .maybe("@id", id)
            .with("name", name)
            .maybe("url", self.base.clone())
            .into()
    }

    /// An article, as other nodes name it.
    fn article(&self, id: ArticleId) -> Value {
        let article = self.inputs.article(id);
        let path = &article.placement.output;
        Node::of(Kind::NewsArticle)
            .maybe("@id", self.id(path, "article"))
            .with("headline", article.article.header.title.as_str())
            .with("inLanguage", article.placement.lang.0.as_str())
            .maybe("url", self.url(path))
            .maybe("datePublished", article.article.date.map(|date| date.to_string()))
            .into()
    }

    /// An entity, as other nodes name it.
    fn entity(&self, id: EntityId) -> Value {
        self.entity_node(id).into()
    }

    fn entity_node(&self, id: EntityId) -> Node {
        let entity = self.inputs.entity(id);
        let path = &entity.placement.output;
        let own = &entity.entity;
        Node::of(kind(own.entity_type))
            .maybe("@id", self.id(path, "entity"))
            .with("name", own.header.title.as_str())
            .maybe("url", self.url(path))
            .each("sameAs", entity::same_as(own))
    }
}

/// What an entity is called by schema.org.
fn kind(kind: EntityType) -> Kind {
    match kind {
        EntityType::Person => Kind::Person,
        EntityType::Organization => Kind::Organization,
        EntityType::Place => Kind::Place,
        EntityType::Event => Kind::Event,
        EntityType::Work => Kind::CreativeWork,
        EntityType::Product => Kind::Product,
        EntityType::Concept => Kind::Thing,
    }
}

/// Somebody who is known by name alone: a person has more than one, a desk or an agency one.
fn by_name(name: &str) -> Value {
    let kind = if name.trim().contains(' ') {
        Kind::Person
    } else {
        Kind::Organization
    };
    Node::of(kind).with("name", name).into()
}

/// The way to a page from the home page: each step's name and page. Every step needs its address.
pub(super) fn breadcrumbs(inputs: &PageInputs<'_>, steps: &[(&str, &OutputPath)]) -> Option<Value> {
    let base = inputs.config.base()?;
    let items: Vec<Value> = steps
        .iter()
        .enumerate()
        .map(|(at, (name, path))| {
            Node::of(Kind::ListItem)
                .with("position", at + 1)
                .with("name", *name)
                .with("item", absolute(&base, path))
                .into()
        })
        .collect();
    Some(Node::of(Kind::BreadcrumbList).with("itemListElement", items).into())
}

//! Nodes of the graph, and how they refer to each other.

use serde_json::{Map, Value};

use crate::model::entity::{Entity, EntityType};
use crate::model::output_path::OutputPath;
use crate::model::site::{ArticleId, EntityId};
use crate::render::inputs::PageInputs;
use crate::render::view_builder::absolute;

/// The most quotations, mentions or parts that one page tells of: search engines read some dozens,
/// the page's own data (`.json`) has them all, and a page of hundreds would be twice as heavy.
pub(super) const LISTED: usize = 50;

#[derive(Clone, Copy, serde::Serialize)]
pub(super) enum Kind {
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
pub(super) struct Node(Map<String, Value>);

impl Node {
    pub fn of(kind: Kind) -> Node {
        Node(Map::new()).with("@type", serde_json::json!(kind))
    }

    pub fn with(mut self, key: &'static str, value: impl Into<Value>) -> Node {
        self.0.insert(key.to_owned(), value.into());
        self
    }

    pub fn maybe(self, key: &'static str, value: Option<impl Into<Value>>) -> Node {
        match value {
            Some(value) => self.with(key, value),
            None => self,
        }
    }

    /// A property with several values: one stands alone.
    pub fn each(self, key: &'static str, values: impl IntoIterator<Item = impl Into<Value>>) -> Node {
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

pub(super) struct Writer<'a> {
    pub inputs: &'a PageInputs<'a>,
    pub base: Option<String>,
}

impl<'a> Writer<'a> {
    pub fn new(inputs: &'a PageInputs<'a>) -> Writer<'a> {
        Writer {
            inputs,
            base: inputs.config.base(),
        }
    }

    pub fn url(&self, path: &OutputPath) -> Option<String> {
        self.base.as_ref().map(|base| absolute(base, path))
    }

    pub fn id(&self, path: &OutputPath, fragment: &str) -> Option<String> {
        self.url(path).map(|url| format!("{url}#{fragment}"))
    }

    pub fn site(&self) -> Value {
        Node::of(Kind::WebSite)
            .maybe("@id", self.base.as_ref().map(|base| format!("{base}#website")))
            .with("name", self.inputs.config.title.as_str())
            .maybe("url", self.base.clone())
            .into()
    }

    pub fn publisher(&self) -> Value {
        let config = self.inputs.config;
        let name = config.author.as_deref().unwrap_or(&config.title);
        let id = self.base.as_ref().map(|base| format!("{base}#publisher"));
        Node::of(Kind::Organization)
            .maybe("@id", id)
            .with("name", name)
            .maybe("url", self.base.clone())
            .into()
    }

    pub fn article(&self, id: ArticleId) -> Value {
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

    pub fn entity(&self, id: EntityId) -> Value {
        self.entity_node(id).into()
    }

    pub fn entity_node(&self, id: EntityId) -> Node {
        let entity = self.inputs.entity(id);
        let path = &entity.placement.output;
        let own = &entity.entity;
        Node::of(kind(own.entity_type))
            .maybe("@id", self.id(path, "entity"))
            .with("name", own.header.title.as_str())
            .maybe("url", self.url(path))
            .each("sameAs", same_as(own))
    }
}

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

/// An author known by name alone: several words are taken for a person, one word for an organization.
pub(super) fn by_name(name: &str) -> Value {
    let kind = if name.trim().contains(' ') {
        Kind::Person
    } else {
        Kind::Organization
    };
    Node::of(kind).with("name", name).into()
}

fn same_as(entity: &Entity) -> Vec<String> {
    let wikidata = entity.wikidata.as_ref();
    let mut pages: Vec<String> = wikidata
        .map(|id| format!("https://www.wikidata.org/wiki/{id}"))
        .into_iter()
        .collect();
    let links = entity.links.iter().map(|link| &link.url);
    let encyclopedia = links.filter(|url| url.host().ends_with(".wikipedia.org"));
    pages.extend(encyclopedia.map(|url| url.to_string()));
    pages
}

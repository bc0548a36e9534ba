//! The JSON-LD of collections: the home page, dossiers, lists.

use serde_json::Value;

use super::node::{Kind, LISTED, Node, Writer};
use crate::model::article::Lang;
use crate::model::output_path::OutputPath;
use crate::model::site::{DossierId, EntityId, SiteDossier};
use crate::render::inputs::PageInputs;
use crate::render::tally::tally;

/// The most entities that a dossier is said to be about.
const ABOUT: usize = 20;

pub(in crate::render) fn home(inputs: &PageInputs<'_>) -> Vec<Value> {
    let writer = Writer::new(inputs);
    let config = inputs.config;
    let node = Node::of(Kind::WebSite)
        .maybe("@id", writer.base.as_ref().map(|base| format!("{base}#website")))
        .maybe("url", writer.base.clone())
        .with("name", config.title.as_str())
        .with("inLanguage", config.lang.0.as_str())
        .maybe("description", config.description.as_deref())
        .with("publisher", writer.publisher());
    vec![node.into()]
}

/// A page of a dossier: its articles, and whom and what most of them name.
pub(in crate::render) fn dossier(inputs: &PageInputs<'_>, id: DossierId, path: &OutputPath) -> Vec<Value> {
    let writer = Writer::new(inputs);
    let dossier = inputs.dossier(id);
    let header = &dossier.dossier.header;
    let node = collection(&writer, path, &header.title, &dossier.placement.lang);
    if *path != dossier.placement.output {
        return vec![node.into()];
    }
    // Newest first, which is what a reader of fifty out of many looks for.
    let articles = dossier.articles.iter().rev().take(LISTED);
    let dates = || {
        let articles = dossier.articles.iter();
        articles.filter_map(|id| inputs.article(*id).article.date)
    };
    let span = dates()
        .min()
        .zip(dates().max())
        .map(|(from, to)| format!("{from}/{to}"));
    let node = node
        .maybe("description", header.summary.as_deref())
        .maybe("temporalCoverage", span)
        .each("about", about(inputs, dossier).into_iter().map(|id| writer.entity(id)))
        .each("hasPart", articles.map(|id| writer.article(*id)));
    vec![node.into()]
}

/// What more than one article of a dossier names, that of most articles first.
fn about(inputs: &PageInputs<'_>, dossier: &SiteDossier) -> Vec<EntityId> {
    let named = dossier.articles.iter().flat_map(|id| inputs.article_entities(*id));
    let shared = tally(named.copied()).into_iter().filter(|(_, count)| *count > 1);
    shared.take(ABOUT).map(|(id, _)| id).collect()
}

/// A page of a list of `total` things, of which it shows `items`: each one's name and page.
pub(in crate::render) fn list<'i>(
    inputs: &PageInputs<'_>,
    path: &OutputPath,
    title: &str,
    total: usize,
    items: impl IntoIterator<Item = (&'i str, &'i OutputPath)>,
) -> Vec<Value> {
    let writer = Writer::new(inputs);
    let element = |(position, (name, path)): (usize, (&str, &OutputPath))| {
        Node::of(Kind::ListItem)
            .with("position", position + 1)
            .with("name", name)
            .maybe("url", writer.url(path))
    };
    let list = Node::of(Kind::ItemList).with("numberOfItems", total).each(
        "itemListElement",
        items.into_iter().take(LISTED).enumerate().map(element),
    );
    let node = collection(&writer, path, title, &inputs.config.lang).with("mainEntity", Value::from(list));
    vec![node.into()]
}

pub(in crate::render) fn page(inputs: &PageInputs<'_>, path: &OutputPath, title: &str, lang: &Lang) -> Vec<Value> {
    let writer = Writer::new(inputs);
    vec![web_page(&writer, Kind::WebPage, path, title, lang).into()]
}

fn collection(writer: &Writer<'_>, path: &OutputPath, title: &str, lang: &Lang) -> Node {
    web_page(writer, Kind::CollectionPage, path, title, lang)
}

fn web_page(writer: &Writer<'_>, kind: Kind, path: &OutputPath, title: &str, lang: &Lang) -> Node {
    Node::of(kind)
        .maybe("@id", writer.url(path))
        .maybe("url", writer.url(path))
        .with("name", title)
        .with("inLanguage", lang.0.as_str())
        .with("isPartOf", writer.site())
}

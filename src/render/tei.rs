//! Export of articles as TEI P5: one document each, or a corpus.
//!
//! Entities are listed once, in a `standOff`, and the text refers to them. Elements that would overlap
//! are split into parts that refer to each other (`prev`, `next`).

mod body;
mod header;
mod lists;
mod marks;
mod xml;

use std::collections::BTreeSet;

use super::inputs::PageInputs;
use crate::model::site::{ArticleId, EntityId, SiteArticle};
use lists::article_id;
use lists::speakers_without_page;
use xml::Xml;

const NAMESPACE: &str = "http://www.tei-c.org/ns/1.0";

pub fn document(inputs: &PageInputs<'_>, id: ArticleId) -> Vec<u8> {
    let mut xml = Xml::new();
    let article = inputs.article(id);
    article_start(&mut xml, article, true);
    header::of_article(&mut xml, inputs, article, true);
    let entities = entities(inputs, &[id]);
    lists::entities(&mut xml, inputs, &entities, &speakers_without_page(inputs, id));
    body::write(&mut xml, inputs, id);
    xml.end();
    xml.finish()
}

/// Several articles as a corpus with a title of its own.
pub fn corpus(inputs: &PageInputs<'_>, title: &str, articles: &[ArticleId]) -> Vec<u8> {
    let mut xml = Xml::new();
    xml.start("teiCorpus", &[("xmlns", NAMESPACE)]);
    header::of_corpus(&mut xml, inputs, title);
    lists::entities(&mut xml, inputs, &entities(inputs, articles), &[]);
    for id in articles {
        let article = inputs.article(*id);
        article_start(&mut xml, article, false);
        header::of_article(&mut xml, inputs, article, false);
        lists::entities(&mut xml, inputs, &BTreeSet::new(), &speakers_without_page(inputs, *id));
        body::write(&mut xml, inputs, *id);
        xml.end();
    }
    xml.end();
    xml.finish()
}

fn article_start(xml: &mut Xml, article: &SiteArticle, root: bool) {
    let id = article_id(article);
    let mut attributes = vec![("xml:id", id.as_str()), ("xml:lang", &article.placement.lang.0)];
    if root {
        attributes.insert(0, ("xmlns", NAMESPACE));
    }
    xml.start("TEI", &attributes);
}

/// Who and what articles name, and who speaks in them.
fn entities(inputs: &PageInputs<'_>, articles: &[ArticleId]) -> BTreeSet<EntityId> {
    let of_one = |id: &ArticleId| {
        let named = inputs.article(*id).mentions.iter().map(|mention| mention.entity);
        let speak = inputs.shown_statements(*id).filter_map(|statement| statement.entity);
        named.chain(speak.map(|(id, _)| id))
    };
    articles.iter().flat_map(of_one).collect()
}

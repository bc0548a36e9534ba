//! The JSON-LD of an article: source, quotations, mentions, corrections.

use serde_json::Value;

use super::node::{Kind, LISTED, Node, Writer, by_name};
use crate::model::article::{Correction, Provenance};
use crate::model::enrichment::QuotationKind;
use crate::model::site::{ArticleId, EntityId, SiteArticle};
use crate::render::inputs::PageInputs;
use crate::render::tally::tally;

/// The most entities that an article is `about`; it `mentions` the others.
const ABOUT: usize = 5;
/// How often the article must name each of these.
const OFTEN: usize = 3;

pub(in crate::render) fn article(inputs: &PageInputs<'_>, id: ArticleId) -> Vec<Value> {
    let writer = Writer::new(inputs);
    let article = inputs.article(id);
    let own = &article.article;
    let path = &article.placement.output;
    let (about, mentions) = entities(article);
    let dossiers = article.dossiers.iter().map(|id| inputs.dossier(*id));
    let source = own.provenance.as_ref();
    // The first of several languages is the original.
    let (original, translations) = match article.translations.split_first() {
        Some((first, others)) if *first == id => (None, others),
        Some((first, _)) => (Some(*first), [].as_slice()),
        None => (None, [].as_slice()),
    };
    let node = Node::of(Kind::NewsArticle)
        .maybe("@id", writer.id(path, "article"))
        .maybe("url", writer.url(path))
        .maybe("mainEntityOfPage", writer.url(path))
        .with("headline", own.header.title.as_str())
        .with("inLanguage", article.placement.lang.0.as_str())
        .maybe("description", own.header.summary.as_deref())
        .maybe("datePublished", own.date.map(|date| date.to_string()))
        .maybe("dateModified", own.updated.map(|date| date.to_string()))
        .each("author", own.authors.iter().map(|name| by_name(name)))
        .with("publisher", writer.publisher())
        .with("isPartOf", writer.site())
        .each("articleSection", dossiers.map(|d| d.dossier.header.title.as_str()))
        .each("keywords", own.tags.iter().map(String::as_str))
        .maybe("isBasedOn", source.and_then(based_on))
        .maybe("license", source.and_then(|source| licence(source.licence.as_deref()?)))
        .each("about", about.iter().map(|id| writer.entity(*id)))
        .each("mentions", mentions.iter().map(|id| writer.entity(*id)))
        .each("correction", own.corrections.iter().map(correction))
        .maybe("translationOfWork", original.map(|id| writer.article(id)))
        .each("workTranslation", translations.iter().map(|id| writer.article(*id)))
        .each("hasPart", spoken(&writer, id));
    vec![node.into()]
}

/// The entities that the article is about, and the others that it names; most frequent first.
fn entities(article: &SiteArticle) -> (Vec<EntityId>, Vec<EntityId>) {
    let mut counts = tally(article.mentions.iter().map(|mention| mention.entity));
    counts.truncate(LISTED);
    let split = counts
        .iter()
        .take(ABOUT)
        .take_while(|(_, count)| *count >= OFTEN)
        .count();
    let mut about: Vec<EntityId> = counts.into_iter().map(|(id, _)| id).collect();
    let mentions = about.split_off(split);
    (about, mentions)
}

fn based_on(source: &Provenance) -> Option<Node> {
    let says = source.url.is_some() || source.archive_url.is_some() || source.name.is_some();
    let publisher = source
        .name
        .as_deref()
        .map(|name| Value::from(Node::of(Kind::Organization).with("name", name)));
    says.then(|| {
        Node::of(Kind::CreativeWork)
            .maybe("url", source.url.as_ref().map(|url| url.to_string()))
            .maybe("archivedAt", source.archive_url.as_ref().map(|url| url.to_string()))
            .maybe("publisher", publisher)
            .maybe("author", source.author.as_deref().map(by_name))
            .maybe("license", source.licence.as_deref().and_then(licence))
    })
}

/// The licence: its URL, or else its name.
fn licence(text: &str) -> Option<Value> {
    let text = text.trim();
    let is_address = text.starts_with("https://") || text.starts_with("http://");
    match text {
        "" => None,
        _ if is_address => Some(text.into()),
        _ => Some(Node::of(Kind::CreativeWork).with("name", text).into()),
    }
}

fn correction(correction: &Correction) -> Node {
    Node::of(Kind::CorrectionComment)
        .with("text", correction.note.plain.as_str())
        .maybe("datePublished", correction.date.map(|date| date.to_string()))
        .maybe("author", correction.by.as_deref().map(by_name))
}

/// The quotations in the speakers' own words. A program takes the text of a `Quotation` for what was
/// said, so what is told in the writer's words is none, and neither is what the program doubts. Who
/// has no page is not named: nobody knows whether "the director" is a person of this or that name.
fn spoken(writer: &Writer<'_>, id: ArticleId) -> impl Iterator<Item = Node> {
    let inputs = writer.inputs;
    let path = &inputs.article(id).placement.output;
    let whole = writer.id(path, "article");
    let own = inputs
        .shown_statements(id)
        .filter(|statement| statement.quotation.kind == QuotationKind::Direct && !inputs.is_uncertain(statement));
    own.take(LISTED).map(move |statement| {
        let address = writer.id(path, &statement.id.anchor());
        Node::of(Kind::Quotation)
            .maybe("@id", address.clone())
            .maybe("url", address)
            .with("text", &*statement.bare_words())
            .with("inLanguage", statement.article.placement.lang.0.as_str())
            .maybe("spokenByCharacter", statement.entity.map(|(id, _)| writer.entity(id)))
            .maybe("isPartOf", whole.as_ref().map(|id| serde_json::json!({"@id": id})))
    })
}

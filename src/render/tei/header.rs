//! The TEI header: metadata, publication and source.

use super::xml::Xml;
use crate::model::article::{Article, Provenance};
use crate::model::date::PartialDate;
use crate::model::enrichment::QuotationKind;
use crate::model::site::SiteArticle;
use crate::render::inputs::PageInputs;
use crate::render::json_data::address;

/// The header of an article; `whole` where no corpus tells how it was encoded.
pub fn of_article(xml: &mut Xml, inputs: &PageInputs<'_>, site_article: &SiteArticle, whole: bool) {
    let article = &site_article.article;
    xml.line().start("teiHeader", &[]);
    xml.line().start("fileDesc", &[]);
    xml.line()
        .start("titleStmt", &[])
        .element("title", &[], &article.header.title);
    for author in &article.authors {
        xml.element("author", &[], author);
    }
    xml.end();
    publication(xml, inputs);
    let url = address(inputs.config.base().as_deref(), &site_article.placement.output);
    xml.empty("ptr", &[("target", &url)]).end();
    source(xml, article);
    xml.line().end();
    if whole {
        encoding(xml);
    }
    profile(xml, inputs, site_article);
    if !article.corrections.is_empty() {
        xml.line().start("revisionDesc", &[]);
        for correction in &article.corrections {
            let when = correction.date.map(|date| date.to_string());
            let when: Vec<(&str, &str)> = when.iter().map(|date| ("when", date.as_str())).collect();
            xml.line().start("change", &when);
            if let Some(by) = &correction.by {
                xml.element("name", &[], by).text(" ");
            }
            xml.text(&correction.note.plain).end();
        }
        xml.line().end();
    }
    xml.line().end();
}

pub fn of_corpus(xml: &mut Xml, inputs: &PageInputs<'_>, title: &str) {
    xml.line().start("teiHeader", &[]);
    xml.line().start("fileDesc", &[]);
    xml.line().start("titleStmt", &[]).element("title", &[], title).end();
    publication(xml, inputs);
    xml.end();
    xml.line().start("sourceDesc", &[]);
    xml.start("bibl", &[]).element("title", &[], &inputs.config.title);
    if let Some(base) = inputs.config.base() {
        xml.empty("ptr", &[("target", &base)]);
    }
    xml.end().end();
    xml.line().end();
    encoding(xml);
    xml.line().end();
}

fn publication(xml: &mut Xml, inputs: &PageInputs<'_>) {
    let config = inputs.config;
    let publisher = config.author.as_deref().unwrap_or(&config.title);
    xml.line()
        .start("publicationStmt", &[])
        .element("publisher", &[], publisher);
}

fn source(xml: &mut Xml, article: &Article) {
    xml.line().start("sourceDesc", &[]).start("bibl", &[]);
    xml.element("title", &[("level", "a")], &article.header.title);
    let nothing = Provenance::default();
    let source = article.provenance.as_ref().unwrap_or(&nothing);
    xml.maybe("author", &[], source.author.as_deref());
    xml.maybe("title", &[("level", "j")], source.name.as_deref());
    date(xml, "issue", article.date);
    date(xml, "accessed", source.accessed);
    for (kind, url) in [("original", &source.url), ("archive", &source.archive_url)] {
        if let Some(url) = url {
            xml.empty("ptr", &[("type", kind), ("target", url.as_str())]);
        }
    }
    if let Some(licence) = &source.licence {
        xml.start("availability", &[]).element("licence", &[], licence).end();
    }
    xml.end().end();
}

fn date(xml: &mut Xml, kind: &str, date: Option<PartialDate>) {
    if let Some(date) = date {
        let date = date.to_string();
        xml.element("date", &[("type", kind), ("when", &date)], &date);
    }
}

/// What made the file, and the kinds of quotations that it points to.
fn encoding(xml: &mut Xml) {
    xml.line().start("encodingDesc", &[]);
    xml.line().start("appInfo", &[]);
    xml.start(
        "application",
        &[
            ("xml:id", "dossier"),
            ("ident", "dossier"),
            ("version", env!("CARGO_PKG_VERSION")),
        ],
    );
    xml.element("label", &[], "dossier").end().end();
    xml.line().start("classDecl", &[]);
    xml.start("taxonomy", &[("xml:id", "quotations")]);
    for (name, _) in QuotationKind::ALL {
        xml.start("category", &[("xml:id", &format!("kind-{name}"))]);
        xml.element("catDesc", &[], name).end();
    }
    xml.end().end();
    xml.line().end();
}

fn profile(xml: &mut Xml, inputs: &PageInputs<'_>, article: &SiteArticle) {
    xml.line().start("profileDesc", &[]);
    if let Some(summary) = &article.article.header.summary {
        xml.line().start("abstract", &[]).element("p", &[], summary).end();
    }
    let lang = &article.placement.lang.0;
    xml.line().start("langUsage", &[]);
    xml.element("language", &[("ident", lang)], lang).end();
    let (tags, dossiers) = (&article.article.tags, &article.dossiers);
    if !tags.is_empty() || !dossiers.is_empty() {
        xml.line().start("textClass", &[]);
        if !tags.is_empty() {
            xml.start("keywords", &[("n", "tags")]);
            for tag in tags {
                xml.element("term", &[], tag);
            }
            xml.end();
        }
        if !dossiers.is_empty() {
            xml.start("keywords", &[("n", "dossiers")]);
            for id in dossiers {
                let dossier = inputs.dossier(*id);
                let url = address(inputs.config.base().as_deref(), &dossier.placement.output);
                xml.element("term", &[("ref", &url)], &dossier.dossier.header.title);
            }
            xml.end();
        }
        xml.end();
    }
    xml.line().end();
}

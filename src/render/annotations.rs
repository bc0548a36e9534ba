//! Quotations and editors' notes as W3C Web Annotations.
//!
//! The collection is one file that holds its first page; a large site's further pages lie beside
//! it, each leading to the next, as the data model has it. Positions count in Unicode code points of
//! the article's plain text, which its data holds as `text`; the quoted text is that slice.

use serde::Serialize;

use super::inputs::PageInputs;
use super::json_data::to_json;
use super::rendered::Rendered;
use super::view_builder::{absolute, page_count};
use crate::model::article::AnnotationKind;
use crate::model::output_path::OutputPath;
use crate::model::site::{ArticleId, SiteArticle};
use crate::model::span::{CodePoints, Span};
use crate::model::statement::Statement;

/// How many articles one page covers.
const ARTICLES: usize = 250;

/// How many characters of context are given before and after a text, to tell it from the same text elsewhere.
const CONTEXT: usize = 32;

const ANNOTATION: &str = "Annotation";

const VOCABULARY: &str = "http://www.w3.org/ns/anno.jsonld";

#[derive(Serialize)]
struct Collection<'a> {
    #[serde(rename = "@context")]
    context: &'static str,
    id: &'a str,
    #[serde(rename = "type")]
    kind: &'static str,
    label: &'a str,
    generator: Generator,
    total: usize,
    first: Page<'a>,
    last: String,
}

#[derive(Serialize)]
struct Page<'a> {
    /// On a page with a file of its own.
    #[serde(rename = "@context", skip_serializing_if = "Option::is_none")]
    context: Option<&'static str>,
    id: String,
    #[serde(rename = "type")]
    kind: &'static str,
    #[serde(rename = "partOf")]
    part_of: PartOf<'a>,
    #[serde(rename = "startIndex")]
    start_index: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    prev: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    next: Option<String>,
    items: Vec<Annotation<'a>>,
}

#[derive(Serialize)]
struct PartOf<'a> {
    id: &'a str,
    label: &'a str,
    total: usize,
}

#[derive(Serialize)]
struct Generator {
    #[serde(rename = "type")]
    kind: &'static str,
    name: &'static str,
}

#[derive(Serialize)]
struct Annotation<'a> {
    id: String,
    #[serde(rename = "type")]
    kind: &'static str,
    motivation: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    creator: Option<Creator<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    created: Option<String>,
    body: Vec<Body<'a>>,
    target: Target<'a>,
}

#[derive(Serialize)]
struct Creator<'a> {
    name: &'a str,
}

#[derive(Serialize)]
#[serde(tag = "type")]
enum Body<'a> {
    TextualBody {
        purpose: &'static str,
        value: &'a str,
        #[serde(skip_serializing_if = "Option::is_none")]
        format: Option<&'static str>,
        #[serde(skip_serializing_if = "Option::is_none")]
        language: Option<&'a str>,
    },
    SpecificResource {
        purpose: &'static str,
        source: String,
    },
}

#[derive(Serialize)]
struct Target<'a> {
    source: String,
    selector: [Selector<'a>; 2],
}

#[derive(Serialize)]
#[serde(tag = "type")]
enum Selector<'a> {
    TextQuoteSelector {
        exact: &'a str,
        prefix: &'a str,
        suffix: &'a str,
    },
    TextPositionSelector {
        start: u32,
        end: u32,
    },
}

/// The file of a page, from 1.
pub(super) fn path_of(number: usize) -> OutputPath {
    let first = OutputPath::fixed("data/annotations.jsonld");
    first.numbered(number)
}

pub(super) fn file_count(inputs: &PageInputs<'_>) -> usize {
    page_count(inputs.article_ids().len(), ARTICLES)
}

struct Writer<'a> {
    inputs: &'a PageInputs<'a>,
    base: Option<String>,
    collection: String,
}

pub(super) fn render(inputs: &PageInputs<'_>, number: usize) -> Rendered {
    let base = inputs.config.base();
    let writer = Writer {
        inputs,
        collection: iri(base.as_deref(), &path_of(1)),
        base,
    };
    let (pages, before) = (file_count(inputs), inputs.annotations_before());
    let total = before.last().copied().unwrap_or_default();
    let begin = (number - 1) * ARTICLES;
    let articles = inputs.article_ids().skip(begin).take(ARTICLES);
    let items = articles.flat_map(|article| writer.of_article(article)).collect();
    let page = writer.page(number, pages, before[begin], total, items);
    let bytes = if number == 1 {
        to_json(&writer.collection(total, pages, page))
    } else {
        to_json(&page)
    };
    Rendered {
        files: vec![(path_of(number), bytes)],
        diagnostics: Vec::new(),
    }
}

pub(super) fn of_articles(inputs: &PageInputs<'_>, articles: &[ArticleId]) -> Vec<u8> {
    let base = inputs.config.base();
    let writer = Writer {
        inputs,
        collection: iri(base.as_deref(), &path_of(1)),
        base,
    };
    let items: Vec<Annotation<'_>> = articles.iter().flat_map(|id| writer.of_article(*id)).collect();
    let total = items.len();
    let page = writer.page(1, 1, 0, total, items);
    to_json(&writer.collection(total, 1, page))
}

/// The URL of a file: absolute where the site has a base URL, else relative to the annotations.
fn iri(base: Option<&str>, path: &OutputPath) -> String {
    base.map_or_else(|| path_of(1).link_to(path), |base| absolute(base, path))
}

impl<'a> Writer<'a> {
    /// A page's name. The first is part of the collection's file.
    fn page_id(&self, number: usize) -> String {
        if number == 1 {
            format!("{}#page-1", self.collection)
        } else {
            iri(self.base.as_deref(), &path_of(number))
        }
    }

    fn collection(&'a self, total: usize, pages: usize, first: Page<'a>) -> Collection<'a> {
        Collection {
            context: VOCABULARY,
            id: &self.collection,
            kind: "AnnotationCollection",
            label: &self.inputs.config.title,
            generator: Generator {
                kind: "Software",
                name: "dossier",
            },
            total,
            first,
            last: self.page_id(pages),
        }
    }

    /// A page, whose first annotation is number `start` of all, from 0.
    fn page(&'a self, number: usize, pages: usize, start: usize, total: usize, items: Vec<Annotation<'a>>) -> Page<'a> {
        Page {
            context: (number > 1).then_some(VOCABULARY),
            id: self.page_id(number),
            kind: "AnnotationPage",
            part_of: PartOf {
                id: &self.collection,
                label: &self.inputs.config.title,
                total,
            },
            start_index: start,
            prev: (number > 1).then(|| self.page_id(number - 1)),
            next: (number < pages).then(|| self.page_id(number + 1)),
            items,
        }
    }

    fn of_article(&'a self, id: ArticleId) -> Vec<Annotation<'a>> {
        let inputs = self.inputs;
        let article = inputs.article(id);
        let text = Text {
            source: iri(self.base.as_deref(), &article.placement.output),
            plain: &article.article.body.plain,
            points: CodePoints::new(&article.article.body.plain),
        };
        let quotations = self.inputs.shown_statements(id).map(|statement| Annotation {
            id: self.name(article, &statement.id.anchor()),
            kind: ANNOTATION,
            motivation: "highlighting",
            creator: None,
            created: None,
            body: self.speech(&statement),
            target: text.target(statement.quotation.span),
        });
        let notes = article.annotations.iter().enumerate();
        let notes = notes.map(|(position, placed)| {
            let note = article.article.annotation(placed.annotation);
            Annotation {
                id: self.name(article, &format!("n-{}", position + 1)),
                kind: ANNOTATION,
                motivation: motivation(note.kind),
                creator: note.by.as_deref().map(|name| Creator { name }),
                created: note.date.and_then(|date| date.to_utc()),
                body: vec![
                    Body::TextualBody {
                        purpose: motivation(note.kind),
                        value: &note.note.plain,
                        format: Some("text/plain"),
                        language: Some(&article.placement.lang.0),
                    },
                    Body::class(note.kind.name()),
                ],
                target: text.target(placed.span),
            }
        });
        quotations.chain(notes).collect()
    }

    /// The name of an annotation; it stays when the site grows and pages change.
    fn name(&self, article: &SiteArticle, part: &str) -> String {
        format!("{}#{}.{part}", self.collection, article.article.header.slug)
    }

    fn speech(&self, statement: &Statement<'a>) -> Vec<Body<'a>> {
        let mut bodies = vec![Body::class(statement.quotation.kind.name())];
        bodies.extend(statement.speaker_name().map(|value| Body::TextualBody {
            purpose: "tagging",
            value,
            format: None,
            language: None,
        }));
        bodies.extend(statement.entity.map(|(_, entity)| Body::SpecificResource {
            purpose: "identifying",
            source: iri(self.base.as_deref(), &entity.placement.output),
        }));
        bodies
    }
}

impl<'a> Body<'a> {
    fn class(value: &'a str) -> Body<'a> {
        Body::TextualBody {
            purpose: "classifying",
            value,
            format: None,
            language: None,
        }
    }
}

struct Text<'a> {
    source: String,
    plain: &'a str,
    points: CodePoints<'a>,
}

impl<'a> Text<'a> {
    fn target(&self, span: Span) -> Target<'a> {
        let before = &self.plain[..span.start as usize];
        let after = &self.plain[span.end as usize..];
        let prefix = before.char_indices().rev().take(CONTEXT).last();
        let suffix = after.char_indices().nth(CONTEXT);
        Target {
            source: self.source.clone(),
            selector: [
                Selector::TextQuoteSelector {
                    exact: span.slice(self.plain),
                    prefix: prefix.map_or("", |(at, _)| &before[at..]),
                    suffix: suffix.map_or(after, |(at, _)| &after[..at]),
                },
                Selector::TextPositionSelector {
                    start: self.points.at(span.start),
                    end: self.points.at(span.end),
                },
            ],
        }
    }
}

/// The motivation of an editor's note, in the terms of the data model.
fn motivation(kind: AnnotationKind) -> &'static str {
    match kind {
        AnnotationKind::Context => "commenting",
        AnnotationKind::Correction => "editing",
        AnnotationKind::Question => "questioning",
        AnnotationKind::Verdict => "assessing",
    }
}

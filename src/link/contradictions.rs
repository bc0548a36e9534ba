//! Statements that contradict each other, as editors say.

use super::index::{Index, PageRef};
use crate::diagnostics::anchors::{explain, explain_elsewhere};
use crate::diagnostics::{Code, Diagnostic, Place, did_you_mean};
use crate::model::anchors::single;
use crate::model::article::{Contrary, Keyed, QuotationVerdict};
use crate::model::site::{ArticleId, QuotationId};
use crate::model::span::Span;

/// Every pair once, the older statement first.
pub(super) fn resolve(index: &Index<'_>) -> (Vec<(QuotationId, QuotationId)>, Vec<Diagnostic>) {
    let (mut pairs, mut diagnostics) = (Vec::new(), Vec::new());
    for (id, article) in index.named.articles.iter() {
        for decision in &article.article.quotations {
            let QuotationVerdict::Quotation { contradicts, .. } = &decision.verdict else {
                continue;
            };
            // An anchor of the quotation itself that has no place was reported with its article.
            let Ok(span) = single(&article.article.body.plain, &decision.anchor) else {
                continue;
            };
            let Some(own) = quotation_at(index, id, span) else {
                continue;
            };
            for contrary in contradicts {
                match find(index, id, contrary) {
                    Ok(Some(other)) if other == own => {
                        let message = "a statement cannot contradict itself".to_owned();
                        let place = Place::Value(contrary.anchor.key.clone());
                        let diagnostic = Diagnostic::new(Code::InvalidValue, message);
                        let diagnostic =
                            diagnostic.help("name the other statement, and its article where it is another");
                        diagnostics.push(diagnostic.at(&article.placement.file, place));
                    }
                    Ok(Some(other)) => pairs.push(in_order(index, own, other)),
                    Ok(None) => {}
                    Err(mut diagnostic) => {
                        if let Some(location) = &mut diagnostic.location {
                            location.file = article.placement.file.clone();
                        }
                        diagnostics.push(*diagnostic);
                    }
                }
            }
        }
    }
    pairs.sort_by_key(|pair| key(index, *pair));
    pairs.dedup();
    (pairs, diagnostics)
}

/// The quotation that is meant; nothing where its article is not part of this build.
fn find(index: &Index<'_>, own: ArticleId, contrary: &Contrary) -> Result<Option<QuotationId>, Box<Diagnostic>> {
    let id = match &contrary.article {
        None => own,
        Some(name) => match article(index, name)? {
            Some(id) => id,
            None => return Ok(None),
        },
    };
    let other = &index.named.articles[id];
    let body = &other.article.body;
    let span = single(&body.plain, &contrary.anchor).map_err(|error| {
        Box::new(if id == own {
            explain(body, &contrary.anchor, &error)
        } else {
            explain_elsewhere(other.placement.file.as_str(), &contrary.anchor, &error)
        })
    })?;
    quotation_at(index, id, span).map(Some).ok_or_else(|| {
        let message = format!("no quotation of {} holds this text", other.placement.file);
        let help = "add it under `quotations` there";
        Box::new(
            Diagnostic::new(Code::AnchorNotFound, message)
                .help(help)
                .at(&other.placement.file, Place::Value(contrary.anchor.key.clone())),
        )
    })
}

/// The article of a slug; nothing where it is left out of this build, or has errors of its own.
fn article(index: &Index<'_>, name: &Keyed<String>) -> Result<Option<ArticleId>, Box<Diagnostic>> {
    let articles = |pages: &Vec<PageRef>| {
        pages.iter().find_map(|page| match page {
            PageRef::Article(id) => Some(*id),
            _ => None,
        })
    };
    if let Some(id) = index.by_slug.get(name.value.as_str()).and_then(articles) {
        return Ok(Some(id));
    }
    if index.content.absent.is_left_out(&name.value) || index.content.absent.is_unparsed(&name.value, Some("articles"))
    {
        return Ok(None);
    }
    let known = index.by_slug.iter().filter(|(_, pages)| articles(pages).is_some());
    let help = did_you_mean(&name.value, known.map(|(slug, _)| *slug))
        .unwrap_or_else(|| format!("add content/articles/{}.md", name.value));
    let diagnostic = Diagnostic::new(Code::UnknownArticle, format!("there is no article `{}`", name.value));
    let place = Place::Value(name.key.clone());
    Err(Box::new(diagnostic.help(help).at(camino::Utf8Path::new(""), place)))
}

/// The smallest shown quotation around a span.
fn quotation_at(index: &Index<'_>, id: ArticleId, span: Span) -> Option<QuotationId> {
    let around = index
        .quotations(id)
        .filter(|(_, quotation)| quotation.span.contains(span));
    let smallest = around.min_by_key(|(_, quotation)| quotation.span.len());
    smallest.map(|(id, _)| id)
}

/// The older one first.
fn in_order(index: &Index<'_>, one: QuotationId, other: QuotationId) -> (QuotationId, QuotationId) {
    if age(index, one) <= age(index, other) {
        (one, other)
    } else {
        (other, one)
    }
}

/// The order of the pairs: by the younger statement, which makes it a contradiction.
fn key(index: &Index<'_>, (first, second): (QuotationId, QuotationId)) -> impl Ord {
    (age(index, second), age(index, first))
}

/// The order of statements, the oldest first. Articles stand newest first.
fn age(index: &Index<'_>, id: QuotationId) -> impl Ord {
    let date = index.named.articles[id.article].article.date;
    (date, std::cmp::Reverse(id.article), id)
}

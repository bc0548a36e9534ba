//! The anchors of a page: its headings, and the numbered ones that the program makes.

use super::index::{Index, PageRef};
use crate::diagnostics::{Code, Diagnostic, did_you_mean};
use crate::model::document::{Document, Node, Tag};

/// What is put before the anchors of headings.
const HEADING_PREFIX: &str = "s-";

/// The numbered anchors: their prefix, and what they number.
const NUMBERED: [(&str, &str); 6] = [
    ("p-", "paragraph"),
    ("q-", "quotation"),
    ("n-", "annotation"),
    ("nref-", "annotation"),
    ("fn-", "footnote"),
    ("fnref-", "footnote"),
];

/// The `id` that a fragment means on a page: a heading's, with or without its prefix, or one of the numbered ones.
///
/// # Errors
/// The page has no such anchor.
pub(super) fn find(index: &Index<'_>, page: PageRef, fragment: &str) -> Result<String, Box<Diagnostic>> {
    if let Some((prefix, noun)) = NUMBERED
        .iter()
        .find(|(prefix, _)| fragment.strip_prefix(prefix).is_some_and(is_number))
    {
        let ids = numbered(index, page, prefix);
        return if ids.iter().any(|id| id == fragment) {
            Ok(fragment.to_owned())
        } else {
            Err(Box::new(no_number(index, page, fragment, noun, ids.last())))
        };
    }
    index
        .headings(page)
        .find(|id| *id == fragment || id.strip_prefix(HEADING_PREFIX) == Some(fragment))
        .map(str::to_owned)
        .ok_or_else(|| Box::new(no_heading(index, page, fragment)))
}

/// `3`, or `3-2` for the second reference to a footnote.
fn is_number(text: &str) -> bool {
    text.split('-')
        .all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit()))
}

/// Every anchor of one kind, as the page has them.
fn numbered(index: &Index<'_>, page: PageRef, prefix: &str) -> Vec<String> {
    let body = index.body(page);
    let article = match page {
        PageRef::Article(id) => Some(&index.named.articles[id]),
        _ => None,
    };
    let count = |n: usize| (1..=n).map(|n| format!("{prefix}{n}")).collect();
    match (prefix, article) {
        ("p-", Some(_)) => paragraphs(body).map(|n| format!("p-{}", n + 1)).collect(),
        ("q-", Some(_)) => quotations(index, page),
        ("n-" | "nref-", Some(article)) => count(article.annotations.len()),
        ("fn-", _) => footnotes(body).map(|(n, _)| format!("fn-{n}")).collect(),
        ("fnref-", _) => footnotes(body)
            .flat_map(|(n, references)| {
                let later = (2..=references).map(move |r| format!("fnref-{n}-{r}"));
                std::iter::once(format!("fnref-{n}")).chain(later)
            })
            .collect(),
        _ => Vec::new(),
    }
}

/// Quotations that are too uncertain keep their numbers, and are shown nowhere.
fn quotations(index: &Index<'_>, page: PageRef) -> Vec<String> {
    let PageRef::Article(id) = page else {
        return Vec::new();
    };
    index.quotations(id).map(|(id, _)| id.anchor()).collect()
}

fn paragraphs(body: &Document) -> impl Iterator<Item = u32> {
    body.nodes.iter().filter_map(|node| match node {
        Node::Start(Tag::Paragraph(number)) => Some(*number),
        _ => None,
    })
}

fn footnotes(body: &Document) -> impl Iterator<Item = (u32, u32)> {
    body.nodes.iter().filter_map(|node| match node {
        Node::Start(Tag::Footnote(number, references)) => Some((*number, *references)),
        _ => None,
    })
}

fn no_number(index: &Index<'_>, page: PageRef, fragment: &str, noun: &str, last: Option<&String>) -> Diagnostic {
    let file = &index.placement(page).file;
    let help = match last {
        Some(last) => format!("the last {noun} of that page is `#{last}`"),
        None => format!("that page has no {noun}s"),
    };
    Diagnostic::new(Code::BrokenAnchor, format!("{file} has no {noun} `#{fragment}`")).help(help)
}

fn no_heading(index: &Index<'_>, page: PageRef, fragment: &str) -> Diagnostic {
    let file = &index.placement(page).file;
    let names: Vec<String> = index
        .headings(page)
        .filter_map(|id| id.strip_prefix(HEADING_PREFIX))
        .map(|name| format!("#{name}"))
        .collect();
    let written = format!("#{fragment}");
    let near = did_you_mean(&written, names.iter().map(String::as_str));
    let help = near.unwrap_or_else(|| match names.as_slice() {
        [] => "the page has no headings".to_owned(),
        [only] => format!("its only heading is `{only}`"),
        names => format!("its headings are `{}`", names.join("`, `")),
    });
    Diagnostic::new(Code::BrokenAnchor, format!("{file} has no heading `{written}`")).help(help)
}

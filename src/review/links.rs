//! Reports links whose text does not name their target. Screen readers list the links of a page by their texts.

use super::context::ReviewContext;
use super::texts::{self, Text};
use crate::diagnostics::{Code, Diagnostic};
use crate::model::document::{Link, LinkTarget, Node, Tag};

/// Links without text, and links with a vague text.
pub fn link_texts(context: &ReviewContext<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for text in texts::of(context.site) {
        let vague = &context.languages.get(text.lang).words.vague_links;
        for (number, link) in text.document.links.iter().enumerate() {
            let words = words(&text, link);
            if words.is_empty() {
                found.extend(without_text(&text, link, number));
            } else if vague.contains(&words.to_lowercase()) {
                let message = format!("the link text `{words}` does not name the target");
                let help = "link the words that name the target";
                found.push(text.problem(Code::VagueLink, message, link.source).help(help));
            }
        }
    }
    found
}

/// The text of a link without surrounding punctuation.
fn words<'a>(text: &Text<'a>, link: &Link) -> &'a str {
    let shown = text.document.plain.get(link.text.range()).unwrap_or("");
    shown.trim_matches(|c: char| !c.is_alphanumeric())
}

/// The problem of a link without text and without image. An image without alternative text is reported by itself.
fn without_text(text: &Text<'_>, link: &Link, number: usize) -> Option<Diagnostic> {
    let shown = text.document.plain.get(link.text.range()).unwrap_or("");
    let labelled = matches!(link.target, LinkTarget::Wiki { labelled: false, .. });
    if labelled || link.target == LinkTarget::Refused || !shown.trim().is_empty() {
        return None;
    }
    let mut inside = text.document.nodes.iter();
    inside.find(|node| **node == Node::Start(Tag::Link(number as u32)));
    let images: Vec<u32> = inside
        .take_while(|node| **node != Node::End)
        .filter_map(|node| match node {
            Node::Image(image) => Some(*image),
            _ => None,
        })
        .collect();
    if !images.is_empty() {
        return None;
    }
    let message = "this link has no text: it is invisible, and screen readers spell out its URL";
    let help = "write words that name the target: `[…](…)`";
    Some(text.problem(Code::EmptyLink, message, link.source).help(help))
}

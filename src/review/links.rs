//! Links whose text does not say where they lead: who hears the links of a page one by one hears
//! nothing else.

use super::Desk;
use super::texts::{self, Text};
use crate::diagnostics::{Code, Diagnostic};
use crate::model::document::{Link, LinkTarget, Node, Tag};

/// Looks at the links of every text.
pub fn look(desk: &Desk<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for text in texts::of(desk.site) {
        let vague = &desk.languages.get(text.lang).words.vague_links;
        for (number, link) in text.document.links.iter().enumerate() {
            let words = words(&text, link);
            if words.is_empty() {
                found.extend(without_text(&text, link, number));
            } else if vague.contains(&words.to_lowercase()) {
                let message = format!("the text of this link, `{words}`, does not say where it leads");
                let help = "make a link of the words that name what is there";
                found.push(text.problem(Code::VagueLink, message, link.source).help(help));
            }
        }
    }
    found
}

/// The text of a link, without what stands around words.
fn words<'a>(text: &Text<'a>, link: &Link) -> &'a str {
    let shown = text.document.plain.get(link.text.range()).unwrap_or("");
    shown.trim_matches(|c: char| !c.is_alphanumeric())
}

/// A link of which nothing can be read. Where an image stands for the words, its text does.
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
        // An image without words is reported as such.
        return None;
    }
    let message = "this link has no text: readers do not see it, and a screen reader spells out its address";
    let help = "write words that name what is there: `[…](…)`";
    Some(text.problem(Code::EmptyLink, message, link.source).help(help))
}

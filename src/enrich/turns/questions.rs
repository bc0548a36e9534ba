//! Answers below questions that are paragraphs of their own: set in bold or italics, as headings, or told by their
//! question mark alone.
//!
//! Words: `interview_word`. Cases: `interview`.

use super::found::{Turns, asks};
use super::interviewee;
use crate::enrich::text::tokens::Tokenised;
use crate::model::document::{BlockKind, Document, Node, Tag, TextBlock};
use crate::model::enrichment::Speaker;
use crate::model::rule::Rule;

/// The fewest questions of an interview, where they are set apart, and where only their mark tells them.
const SET_APART: usize = 2;
const PLAIN: usize = 3;

pub(super) fn find(document: &Document, text: &Tokenised<'_>) -> Turns {
    let apart = set_apart(document);
    let blocks = &document.blocks;
    let asking = |number: usize| asks(blocks[number].span.slice(text.plain));
    let answered = |number: usize| {
        let next = blocks.get(number + 1);
        next.is_some_and(|next| next.kind == BlockKind::Paragraph) && !asking(number + 1)
    };
    let all = |wanted: &dyn Fn(usize) -> bool| -> Vec<usize> {
        (0..blocks.len())
            .filter(|number| wanted(*number) && asking(*number) && answered(*number))
            .collect()
    };
    let mut questions = all(&|number| apart[number]);
    let plain = questions.len() < SET_APART;
    if plain {
        questions = all(&|number| blocks[number].kind == BlockKind::Paragraph);
    }
    // An article in which people are quoted is no interview.
    let quoted = |number: usize| {
        blocks[number]
            .span
            .slice(text.plain)
            .starts_with(['„', '“', '"', '«', '»', '‚', '‘'])
    };
    questions.retain(|number| !quoted(*number) && !quoted(number + 1));
    let least = if plain { PLAIN } else { SET_APART };
    let Some(first) = questions.first().copied().filter(|_| questions.len() >= least) else {
        return Turns::default();
    };
    let announced = interviewee::is_interview(text, blocks[first].span.start);
    let Some(who) = interviewee::find(text, document, first).filter(|_| announced || !plain) else {
        return Turns::default();
    };
    let mut found = Turns::default();
    for (place, question) in questions.iter().enumerate() {
        found.push(blocks[*question].span, None);
        // Below the last question only one paragraph is certain to be its answer.
        let end = questions.get(place + 1).copied().unwrap_or(question + 2);
        for (number, block) in blocks.iter().enumerate().take(end).skip(question + 1) {
            if block.kind == BlockKind::Heading || apart[number] {
                break;
            }
            if asking(number) && block.span.slice(text.plain).len() < 200 {
                found.push(block.span, None);
            } else if block.kind == BlockKind::Paragraph {
                let said = (Rule::DirectAnswer, block.span, Speaker::elsewhere(who));
                found.push(block.span, Some(said));
            }
        }
    }
    found
}

/// Which blocks are headings, or set in bold or italics as a whole; in plain text by the signs of Markdown.
fn set_apart(document: &Document) -> Vec<bool> {
    let apart = |block: &TextBlock| {
        let words = block.span.slice(&document.plain).trim();
        let signs = |sign: char| words.len() > 2 && words.starts_with(sign) && words.ends_with(sign);
        block.kind == BlockKind::Heading || signs('*') || signs('_')
    };
    let mut apart: Vec<bool> = document.blocks.iter().map(apart).collect();
    let mut open: Vec<Option<usize>> = Vec::new();
    let mut marked = 0_usize;
    let mut paragraph: Option<(usize, bool)> = None;
    for node in &document.nodes {
        match node {
            Node::Start(Tag::Paragraph(number)) => {
                paragraph = Some((*number as usize, true));
                open.push(Some(*number as usize));
            }
            Node::Start(tag) => {
                let emphasis = matches!(tag, Tag::Strong | Tag::Emphasis);
                marked += usize::from(emphasis);
                open.push(if emphasis { Some(usize::MAX) } else { None });
            }
            Node::End => match open.pop().flatten() {
                Some(usize::MAX) => marked -= 1,
                Some(number) => {
                    let whole = paragraph.take().is_some_and(|(_, whole)| whole);
                    if let Some(block) = apart.get_mut(number) {
                        *block |= whole;
                    }
                }
                None => {}
            },
            Node::Text(span) if marked == 0 => {
                if let Some((_, whole)) = &mut paragraph {
                    *whole &= span.slice(&document.plain).trim().is_empty();
                }
            }
            _ => {}
        }
    }
    apart
}

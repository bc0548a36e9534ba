//! A document in parts: each ends where a note or a footnote belongs, so that the note can follow
//! the paragraph that refers to it.

use std::ops::Range;

use super::{BodyContext, Pending, Reference, Writer};
use crate::model::document::{Document, Node, Tag};
use crate::model::span::Span;
use crate::model::text::Text;
use crate::render::marks::{Mark, MarkKind};
use crate::render::safe_html::SafeHtml;

/// A piece of a document, and what is noted on it.
pub struct Part {
    pub html: SafeHtml,
    /// Notes on its last block, in the order of the text.
    pub notes: Vec<Placed>,
}

pub struct Placed {
    /// Which of its part's notes it is, from 1, by which a style sheet finds its line; 0 where the
    /// text does not refer to it itself.
    pub rank: usize,
    pub note: PlacedNote,
}

pub enum PlacedNote {
    Annotation(usize),
    /// A footnote: its number, how often it is referred to, its text.
    Footnote(u32, u32, SafeHtml),
}

/// How many notes on one block have a line of their own; those beyond stand below them.
pub const RANKS: usize = 12;

/// Turns a document into parts. Where a list, a table or a block quote refers to a note, it stands
/// after the whole of it.
pub fn render_parts(text: Text<'_>, marks: &[Mark], context: &BodyContext<'_>) -> Vec<Part> {
    let document = text.document;
    let mut writer = Writer::new(text, marks, context);
    let footnotes = Footnotes::find(document);
    writer.pending = Some(Pending::default());
    let mut done = Done::new(document, marks);
    let mut parts = Vec::new();
    for node in &document.nodes[..footnotes.first] {
        writer.node(node);
        if writer.closers.is_empty() && writer.pending.as_ref().is_some_and(|pending| !pending.0.is_empty()) {
            parts.push(writer.finish_part(&footnotes, &mut done));
        }
    }
    writer.close_marks(0);
    let last = writer.finish_part(&footnotes, &mut done);
    if !last.html.is_empty() || parts.is_empty() {
        parts.push(last);
    }
    if let Some(part) = parts.last_mut() {
        part.notes.extend(done.left());
    }
    parts
}

struct Footnotes {
    /// The first node of the first one.
    first: usize,
    /// For each footnote, from 1, how often it is referred to and the nodes of its text.
    texts: Vec<(u32, Range<usize>)>,
}

impl Footnotes {
    /// They stand at the end of a document, in the order of their numbers.
    fn find(document: &Document) -> Footnotes {
        let nodes = &document.nodes;
        let is_footnote = |node: &Node| matches!(node, Node::Start(Tag::Footnote(..)));
        let first = nodes.iter().position(is_footnote).unwrap_or(nodes.len());
        let mut texts = Vec::new();
        let mut depth = 0_usize;
        let mut open = None;
        for (at, node) in nodes.iter().enumerate().skip(first) {
            match node {
                Node::Start(Tag::Footnote(_, count)) if depth == 0 => {
                    open = Some((*count, at + 1));
                    depth = 1;
                }
                Node::Start(_) => depth += 1,
                Node::End => {
                    depth = depth.saturating_sub(1);
                    if depth == 0
                        && let Some((count, start)) = open.take()
                    {
                        texts.push((count, start..at));
                    }
                }
                _ => {}
            }
        }
        Footnotes { first, texts }
    }
}

struct Done {
    annotations: Vec<bool>,
    footnotes: Vec<bool>,
}

impl Done {
    fn new(document: &Document, marks: &[Mark]) -> Done {
        let annotations = marks.iter().filter_map(|mark| match mark.kind {
            MarkKind::Noted(number, _) => Some(number),
            _ => None,
        });
        let footnotes = document.nodes.iter().filter_map(|node| match node {
            Node::Start(Tag::Footnote(number, _)) => Some(*number as usize),
            _ => None,
        });
        Done {
            annotations: vec![false; annotations.max().unwrap_or(0)],
            footnotes: vec![false; footnotes.max().unwrap_or(0)],
        }
    }

    /// Records a reference; `true` if it is the first.
    fn first(&mut self, reference: Reference) -> bool {
        let (list, number) = match reference {
            Reference::Annotation(number) => (&mut self.annotations, number),
            Reference::Footnote(number) => (&mut self.footnotes, number as usize),
        };
        let known = number.checked_sub(1).and_then(|at| list.get_mut(at));
        known.is_some_and(|known| !std::mem::replace(known, true))
    }

    /// Notes whose words end where nothing is printed.
    fn left(self) -> impl Iterator<Item = Placed> {
        let left = self.annotations.into_iter().enumerate().filter(|(_, done)| !done);
        left.map(|(at, _)| Placed {
            rank: 0,
            note: PlacedNote::Annotation(at + 1),
        })
    }
}

impl<'a> Writer<'a> {
    /// Notes that the block refers to an editor's note; the rank that the reference has.
    pub(super) fn refer_to_annotation(&mut self, number: usize) -> usize {
        self.refer(Reference::Annotation(number))
    }

    /// Notes that the block refers to a footnote, at its first reference only; the rank that the reference has.
    pub(super) fn refer_to_footnote(&mut self, number: u32, count: u32) -> usize {
        if count == 1 {
            self.refer(Reference::Footnote(number))
        } else {
            0
        }
    }

    fn refer(&mut self, reference: Reference) -> usize {
        let Some(pending) = &mut self.pending else {
            return 0;
        };
        pending.0.push(reference);
        if self.in_footnotes {
            0
        } else {
            pending.0.len().min(RANKS)
        }
    }

    /// What was written since the last part, with the notes that it refers to.
    fn finish_part(&mut self, footnotes: &Footnotes, done: &mut Done) -> Part {
        let pending = self.pending.replace(Pending::default()).unwrap_or_default();
        let own = pending.0.len();
        let mut queue = pending.0;
        let mut notes = Vec::new();
        let mut at = 0;
        // A footnote may refer to others, which stand behind it.
        while let Some(reference) = queue.get(at).copied() {
            at += 1;
            if !done.first(reference) {
                continue;
            }
            let note = match reference {
                Reference::Annotation(number) => PlacedNote::Annotation(number),
                Reference::Footnote(number) => {
                    let Some((count, nodes)) = footnotes.texts.get(number as usize - 1) else {
                        continue;
                    };
                    let (html, more) = self.footnote(nodes.clone());
                    queue.extend(more.0);
                    PlacedNote::Footnote(number, *count, html)
                }
            };
            let rank = if at <= own { at.min(RANKS) } else { 0 };
            notes.push(Placed { rank, note });
        }
        Part {
            html: std::mem::take(&mut self.html),
            notes,
        }
    }

    /// The text of a footnote, and what it refers to.
    fn footnote(&self, nodes: Range<usize>) -> (SafeHtml, Pending) {
        let nodes = &self.document.nodes[nodes];
        let spans = nodes.iter().filter_map(text_of);
        let (start, end) = spans.fold((u32::MAX, 0), |(start, end), span| {
            (start.min(span.start), end.max(span.end))
        });
        let first = self.marks.partition_point(|mark| mark.span.start < start);
        let after = self.marks.partition_point(|mark| mark.span.start < end);
        let mut writer = Writer::new(self.text, &self.marks[first..after.max(first)], self.context);
        writer.pending = Some(Pending::default());
        writer.in_footnotes = true;
        nodes.iter().for_each(|node| writer.node(node));
        writer.close_marks(0);
        (writer.html, writer.pending.unwrap_or_default())
    }
}

fn text_of(node: &Node) -> Option<Span> {
    match node {
        Node::Text(span) | Node::Code(span) => Some(*span),
        _ => None,
    }
}

/// The letter of an editor's note: a to z, aa, ab … Footnotes have numbers, as authors give them.
pub fn letter(number: usize) -> String {
    let mut rest = number;
    let mut letters = Vec::new();
    while rest > 0 {
        letters.push(char::from(b'a' + ((rest - 1) % 26) as u8));
        rest = (rest - 1) / 26;
    }
    letters.iter().rev().collect()
}

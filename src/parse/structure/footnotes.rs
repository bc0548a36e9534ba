//! Footnotes: numbered by their first reference, set at the end.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::ops::Range;

use super::Builder;
use crate::diagnostics::Code;
use crate::model::document::{Document, Node, Tag};
use crate::model::span::Span;

/// Footnotes are numbered in the order of their first reference and stand at the end.
#[derive(Default)]
pub(super) struct Footnotes {
    numbers: BTreeMap<String, (u32, u32)>,
    /// The nodes of each text and where it stands, by label.
    texts: BTreeMap<String, (Vec<Node>, Range<usize>)>,
    /// The label of the text that is being read, where its nodes begin, and where it stands.
    pub(super) open: Option<(String, usize, Range<usize>)>,
}

impl Builder<'_, '_> {
    pub(super) fn footnote_reference(&mut self, label: &str) {
        let next = self.footnotes.numbers.len() as u32 + 1;
        let entry = self.footnotes.numbers.entry(label.to_owned()).or_insert((next, 0));
        entry.1 += 1;
        let (number, count) = *entry;
        self.document.nodes.push(Node::FootnoteReference(number, count));
    }

    /// Keeps the text of a footnote until the end.
    pub(super) fn end_footnote(&mut self) {
        let Some((label, start, range)) = self.footnotes.open.take() else {
            return;
        };
        let nodes = self.document.nodes.split_off(start);
        match self.footnotes.texts.entry(label) {
            Entry::Vacant(entry) => {
                entry.insert((nodes, range));
            }
            Entry::Occupied(entry) => {
                let message = format!("there is another footnote `{}`", entry.key());
                self.unused(&range, message, "keep one of them, or give the other another name");
            }
        }
    }

    /// Reports a text that is not shown, at its first line.
    fn unused(&mut self, range: &Range<usize>, message: String, help: &str) {
        let text = &self.source.text[range.clone()];
        let line = text.lines().next().unwrap_or("").trim_end();
        let span = Span::new(range.start, range.start + line.len());
        let diagnostic = self.source.diagnostic(Code::UnusedFootnote, span, message);
        self.diagnostics.push(diagnostic.help(help));
    }

    /// Puts the footnotes at the end, in the order of their numbers.
    pub fn finish(mut self) -> Document {
        self.close_block();
        let mut texts = std::mem::take(&mut self.footnotes.texts);
        let mut numbered: Vec<(u32, u32, String)> = self
            .footnotes
            .numbers
            .iter()
            .map(|(label, (number, count))| (*number, *count, label.clone()))
            .collect();
        numbered.sort();
        for (number, count, label) in numbered {
            if let Some((nodes, _)) = texts.remove(&label) {
                self.document.nodes.push(Node::Start(Tag::Footnote(number, count)));
                self.document.nodes.extend(nodes);
                self.document.nodes.push(Node::End);
            }
        }
        for (label, (_, range)) in texts {
            let help = format!("write `[^{label}]` where it belongs, or remove it");
            self.unused(
                &range,
                format!("nothing refers to the footnote `{label}`, so it is not shown"),
                &help,
            );
        }
        self.missing_footnotes();
        self.document.plain.shrink_to_fit();
        self.document.nodes.shrink_to_fit();
        self.document
    }

    /// The parser leaves a reference without a footnote as text.
    fn missing_footnotes(&mut self) {
        let plain = &self.document.plain;
        for (at, _) in plain.match_indices("[^") {
            let Some(length) = plain[at..].find(']') else { continue };
            let span = Span::new(at, at + length + 1);
            let label = &plain[at + 2..at + length];
            let is_label = !label.is_empty() && !label.contains(char::is_whitespace);
            let Some(file) = self.document.map.to_file(span).filter(|_| is_label) else {
                continue;
            };
            let start = file.start as usize - self.source.offset;
            // Escaped brackets are meant as text.
            if !self.source.text[start..].starts_with("[^") || self.source.text[..start].ends_with('\\') {
                continue;
            }
            let message = format!("there is no footnote `{label}`");
            let local = Span::new(start, file.end as usize - self.source.offset);
            let diagnostic = self.source.diagnostic(Code::MissingFootnote, local, message);
            self.diagnostics
                .push(diagnostic.help(format!("add a line that begins with `[^{label}]:`")));
        }
    }
}

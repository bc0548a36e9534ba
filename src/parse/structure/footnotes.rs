//! Footnotes: numbered by their first reference, set at the end.

use std::collections::BTreeMap;

use super::Builder;
use crate::diagnostics::Code;
use crate::model::document::{Document, Node, Tag};
use crate::model::span::Span;

/// Footnotes are numbered in the order of their first reference and stand at the end.
#[derive(Default)]
pub(super) struct Footnotes {
    numbers: BTreeMap<String, (u32, u32)>,
    /// The nodes of each text, by label.
    pub(super) texts: BTreeMap<String, Vec<Node>>,
    /// The label of the text that is being read, and where its nodes begin.
    pub(super) open: Option<(String, usize)>,
}

impl Builder<'_, '_> {
    pub(super) fn footnote_reference(&mut self, label: &str) {
        let next = self.footnotes.numbers.len() as u32 + 1;
        let entry = self.footnotes.numbers.entry(label.to_owned()).or_insert((next, 0));
        entry.1 += 1;
        let (number, count) = *entry;
        self.document.nodes.push(Node::FootnoteReference(number, count));
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
            if let Some(nodes) = texts.remove(&label) {
                self.document.nodes.push(Node::Start(Tag::Footnote(number, count)));
                self.document.nodes.extend(nodes);
                self.document.nodes.push(Node::End);
            }
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

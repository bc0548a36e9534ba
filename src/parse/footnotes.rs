//! Collects footnotes: numbered in the order of their first reference, and appended to the document.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::ops::Range;

use super::markdown_source::MarkdownSource;
use crate::diagnostics::{Code, Diagnostic};
use crate::model::document::{Document, Node, Tag};
use crate::model::span::Span;

#[derive(Default)]
pub(super) struct Footnotes {
    /// Number and count of references, by label.
    numbers: BTreeMap<String, (u32, u32)>,
    /// The nodes of each definition and its bytes in the text, by label.
    definitions: BTreeMap<String, (Vec<Node>, Range<usize>)>,
    /// The label of the definition that is being read, the number of its first node, and its bytes in the text.
    open: Option<(String, usize, Range<usize>)>,
}

impl Footnotes {
    pub fn reference(&mut self, label: &str) -> Node {
        let next = self.numbers.len() as u32 + 1;
        let (number, count) = self.numbers.entry(label.to_owned()).or_insert((next, 0));
        *count += 1;
        Node::FootnoteReference(*number, *count)
    }

    /// Begins a definition at the node `first`.
    pub fn begin(&mut self, label: String, first: usize, range: Range<usize>) {
        self.open = Some((label, first, range));
    }

    /// Ends a definition, whose nodes are taken out of the document. A second definition of a label is reported.
    pub fn end(&mut self, source: &MarkdownSource<'_>, document: &mut Document) -> Option<Diagnostic> {
        let (label, first, range) = self.open.take()?;
        let nodes = document.nodes.split_off(first);
        match self.definitions.entry(label) {
            Entry::Vacant(entry) => {
                entry.insert((nodes, range));
                None
            }
            Entry::Occupied(entry) => {
                let message = format!("the footnote `{}` is defined twice", entry.key());
                Some(unused(source, &range, message, "remove one of the two, or rename it"))
            }
        }
    }

    /// Appends the definitions to the document; reports unused and missing ones.
    pub fn append(mut self, source: &MarkdownSource<'_>, document: &mut Document, diagnostics: &mut Vec<Diagnostic>) {
        let mut numbered: Vec<_> = self.numbers.into_iter().collect();
        numbered.sort_by_key(|(_, (number, _))| *number);
        for (label, (number, count)) in numbered {
            if let Some((nodes, _)) = self.definitions.remove(&label) {
                document.nodes.push(Node::Start(Tag::Footnote(number, count)));
                document.nodes.extend(nodes);
                document.nodes.push(Node::End);
            }
        }
        for (label, (_, range)) in self.definitions {
            let help = format!("add `[^{label}]` to the text, or remove the footnote");
            let message = format!("nothing refers to the footnote `{label}`, so it is not shown");
            diagnostics.push(unused(source, &range, message, &help));
        }
        report_missing(source, document, diagnostics);
    }
}

/// A definition that is not shown, at its first line.
fn unused(source: &MarkdownSource<'_>, range: &Range<usize>, message: String, help: &str) -> Diagnostic {
    let line = source.text[range.clone()].lines().next().unwrap_or("").trim_end();
    let span = Span::new(range.start, range.start + line.len());
    source.diagnostic(Code::UnusedFootnote, span, message).help(help)
}

/// Reports references without a definition, which the parser leaves as text.
fn report_missing(source: &MarkdownSource<'_>, document: &Document, diagnostics: &mut Vec<Diagnostic>) {
    let plain = &document.plain;
    for (at, _) in plain.match_indices("[^") {
        let Some(length) = plain[at..].find(']') else { continue };
        let span = Span::new(at, at + length + 1);
        let label = &plain[at + 2..at + length];
        let is_label = !label.is_empty() && !label.contains(char::is_whitespace);
        let Some(file) = document.map.to_file(span).filter(|_| is_label) else {
            continue;
        };
        let start = file.start as usize - source.offset;
        // Escaped brackets are meant as text.
        if !source.text[start..].starts_with("[^") || source.text[..start].ends_with('\\') {
            continue;
        }
        let message = format!("the footnote `{label}` is not defined");
        let local = Span::new(start, file.end as usize - source.offset);
        let diagnostic = source.diagnostic(Code::MissingFootnote, local, message);
        diagnostics.push(diagnostic.help(format!("add a line that begins with `[^{label}]:`")));
    }
}

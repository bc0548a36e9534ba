//! Markdown to [`Document`]: the only place that knows pulldown-cmark.

use pulldown_cmark::{Options, Parser};

use super::nesting;
use super::structure::Builder;
use crate::diagnostics::{Code, Diagnostic, Location, Place};
use crate::model::document::{BlockKind, Document, TextBlock};
use crate::model::key_path::KeyPath;
use crate::model::span::Span;

/// A text in Markdown and where it stands.
pub struct MarkdownSource<'a> {
    /// The text.
    pub text: &'a str,
    /// The byte of the file at which it begins.
    pub offset: usize,
    /// Its place in the front matter, if it is not the body.
    pub key: Option<KeyPath>,
}

impl MarkdownSource<'_> {
    /// A diagnostic at a span of the text.
    pub(super) fn diagnostic(&self, code: Code, span: Span, message: impl Into<String>) -> Diagnostic {
        let place = match &self.key {
            Some(key) => Place::Value(key.clone()),
            None => Place::Bytes(Span::new(
                self.offset + span.start as usize,
                self.offset + span.end as usize,
            )),
        };
        let mut diagnostic = Diagnostic::new(code, message);
        diagnostic.location = Some(Location {
            file: Default::default(),
            place,
        });
        diagnostic
    }
}

/// Everything that users of the neighbours know, except heading attributes: those would let a
/// text set attributes of its own.
fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_WIKILINKS
}

/// Parses a text.
pub fn parse_markdown(source: &MarkdownSource<'_>, diagnostics: &mut Vec<Diagnostic>) -> Document {
    if let Some(at) = nesting::too_deep(source.text) {
        let message = format!("nested deeper than {} levels", nesting::LIMIT);
        let diagnostic = source.diagnostic(Code::NestingTooDeep, Span::new(at, at + 1), message);
        diagnostics.push(diagnostic.help("a line that should begin with such marks as text needs a `\\` before them"));
        return Document::default();
    }
    let mut builder = Builder::new(source, diagnostics);
    for (event, range) in Parser::new_ext(source.text, options()).into_offset_iter() {
        builder.event(event, range);
    }
    builder.finish()
}

/// Plain text as a document: paragraphs are separated by blank lines, nothing is a mark. A line end
/// of two characters counts as one, so that line ends make no difference.
pub fn plain_text(text: &str) -> Document {
    let mut document = Document::default();
    let mut plain = String::with_capacity(text.len());
    let mut paragraph: Option<Span> = None;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let start = plain.len();
        let content = line.strip_suffix("\r\n").unwrap_or(line);
        document.map.push(start, content.len(), at, content.len());
        plain.push_str(content);
        if content.len() < line.len() {
            document.map.push(plain.len(), 1, at + content.len(), 2);
            plain.push('\n');
        }
        at += line.len();
        let words = line.trim();
        if words.is_empty() {
            push_paragraph(&mut document, paragraph.take());
        } else {
            let start = start + line.len() - line.trim_start().len();
            let first = paragraph.map_or(start, |span| span.start as usize);
            paragraph = Some(Span::new(first, start + words.len()));
        }
    }
    push_paragraph(&mut document, paragraph);
    document.plain = without_line_ends(&plain, &document);
    document
}

/// A line end inside a paragraph is a space.
fn without_line_ends(text: &str, document: &Document) -> String {
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for block in &document.blocks {
        out.push_str(&text[at..block.span.start as usize]);
        out.push_str(&block.span.slice(text).replace(['\n', '\r'], " "));
        at = block.span.end as usize;
    }
    out.push_str(&text[at..]);
    out
}

fn push_paragraph(document: &mut Document, span: Option<Span>) {
    document.blocks.extend(span.map(|span| TextBlock {
        span,
        kind: BlockKind::Paragraph,
        section: 0,
    }));
}

//! Parses Markdown with pulldown-cmark.

use pulldown_cmark::{Options, Parser};

use super::markdown_source::MarkdownSource;
use super::nesting;
use super::structure::Builder;
use crate::diagnostics::{Code, Diagnostic};
use crate::model::document::{BlockKind, Document, TextBlock};
use crate::model::span::Span;

/// The extensions of similar generators, except heading attributes, with which a text could set HTML attributes.
fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_WIKILINKS
}

/// Parses Markdown. Text that is nested too deeply is reported and yields an empty document.
pub fn parse_markdown(source: &MarkdownSource<'_>, diagnostics: &mut Vec<Diagnostic>) -> Document {
    if let Some(at) = nesting::too_deep(source.text) {
        let message = format!("nested more than {} levels deep", nesting::LIMIT);
        let diagnostic = source.diagnostic(Code::NestingTooDeep, Span::new(at, at + 1), message);
        diagnostics.push(diagnostic.help("escape list and quotation marks that are meant as text with `\\`"));
        return Document::default();
    }
    let mut builder = Builder::new(source, diagnostics);
    for (event, range) in Parser::new_ext(source.text, options()).into_offset_iter() {
        builder.event(event, range);
    }
    builder.finish()
}

/// The share of lines that end like a sentence, in a hundred, from which each line is a paragraph.
const CLOSED_LINES: usize = 60;

/// The fewest lines from which it is told.
const FEWEST_LINES: usize = 5;

/// Plain text as a document: paragraphs are separated by blank lines, or by line ends where most lines end like a
/// sentence, as none that were broken for their length do; nothing is markup. CRLF counts as one
/// character, so that line ends make no difference.
pub fn plain_text(text: &str) -> Document {
    let mut document = Document::default();
    let mut plain = String::with_capacity(text.len());
    let mut paragraph: Option<Span> = None;
    let mut at = 0;
    let each_line = lines_are_paragraphs(text);
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
            if each_line {
                push_paragraph(&mut document, paragraph.take());
            }
        }
    }
    push_paragraph(&mut document, paragraph);
    document.plain = without_line_ends(&plain, &document);
    document
}

/// Whether most lines of a text end like a sentence.
fn lines_are_paragraphs(text: &str) -> bool {
    let closes = |line: &str| {
        let line = line.trim_end_matches(['"', '“', '”', '«', '»', '‘', '’', '\'', ')', ']']);
        line.ends_with(['.', '!', '?', '…', ':'])
    };
    let (mut lines, mut closed) = (0_usize, 0_usize);
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        lines += 1;
        closed += usize::from(closes(line));
    }
    lines >= FEWEST_LINES && closed * 100 >= lines * CLOSED_LINES
}

/// Replaces line ends in paragraphs by spaces.
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

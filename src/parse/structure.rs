//! Builds a [`Document`] from the events of the Markdown parser.

use std::collections::BTreeSet;
use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, CowStr, Event, LinkType, Tag as Md, TagEnd};

use super::footnotes::Footnotes;
use super::markdown_source::MarkdownSource;
use crate::diagnostics::{Code, Diagnostic, shortened};
use crate::model::document::{
    Alignment, BlockKind, CodeBlock, Document, Heading, Image, Link, LinkTarget, Node, Tag, TextBlock,
};
use crate::model::slug::Slug;
use crate::model::span::Span;
use crate::model::url::Destination;

/// The prefix of the anchors of headings, which keeps them apart from the ids of the theme.
pub const HEADING_PREFIX: &str = "s-";

/// The separator between two blocks of the plain text.
const BLOCK_GAP: &str = "\n\n";

/// Collects the events of the parser into a document.
pub(super) struct Builder<'a, 'd> {
    source: &'a MarkdownSource<'a>,
    diagnostics: &'d mut Vec<Diagnostic>,
    document: Document,
    /// The start of the current block in the plain text, and its kind.
    block: Option<(usize, BlockKind)>,
    /// The kinds of the open elements, innermost last.
    kinds: Vec<BlockKind>,
    section: u32,
    heading_ids: BTreeSet<String>,
    footnotes: Footnotes,
    /// The open image; its content becomes the alternative text.
    image: Option<Image>,
    code: Option<CodeBlock>,
    /// Whether the next line of raw HTML is the first of its block.
    html_begins: bool,
}

impl<'a, 'd> Builder<'a, 'd> {
    pub fn new(source: &'a MarkdownSource<'a>, diagnostics: &'d mut Vec<Diagnostic>) -> Builder<'a, 'd> {
        let document = Document {
            plain: String::with_capacity(source.text.len()),
            ..Document::default()
        };
        Builder {
            source,
            diagnostics,
            document,
            block: None,
            kinds: Vec::new(),
            section: 0,
            heading_ids: BTreeSet::new(),
            footnotes: Footnotes::default(),
            image: None,
            code: None,
            html_begins: false,
        }
    }

    /// Processes one event; `range` is its bytes in the text.
    pub fn event(&mut self, event: Event<'a>, range: Range<usize>) {
        if let Some(code) = &mut self.code {
            match event {
                Event::Text(text) => code.code.push_str(&text),
                Event::End(TagEnd::CodeBlock) => self.end_code(),
                _ => {}
            }
            return;
        }
        if self.image.is_some() {
            self.image_event(event);
            return;
        }
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => self.text(&text, range),
            Event::Code(text) => self.inline_code(&text, range),
            Event::Html(text) => {
                // The parser reports an HTML block line by line.
                let first = std::mem::take(&mut self.html_begins);
                self.raw_html(&text, range, first);
            }
            Event::InlineHtml(text) => self.raw_html(&text, range, !text.starts_with("</")),
            Event::InlineMath(text) | Event::DisplayMath(text) => self.text(&text, range),
            Event::SoftBreak => self.line_break(" ", Node::SoftBreak, range),
            Event::HardBreak => self.line_break("\n", Node::HardBreak, range),
            Event::Rule => {
                self.close_block();
                self.document.nodes.push(Node::Rule);
            }
            Event::FootnoteReference(label) => {
                let node = self.footnotes.reference(&label);
                self.document.nodes.push(node);
            }
            Event::TaskListMarker(done) => self.document.nodes.push(Node::Task(done)),
        }
    }

    fn image_event(&mut self, event: Event<'a>) {
        let Some(image) = &mut self.image else { return };
        match event {
            Event::Text(text) | Event::Code(text) => image.alt.push_str(&text),
            Event::SoftBreak | Event::HardBreak => image.alt.push(' '),
            Event::End(TagEnd::Image) => {
                let number = self.document.images.len() as u32;
                self.document.images.extend(self.image.take());
                self.document.nodes.push(Node::Image(number));
            }
            _ => {}
        }
    }

    fn start(&mut self, tag: Md<'a>, range: Range<usize>) {
        match tag {
            Md::Emphasis => self.push(Tag::Emphasis),
            Md::Strong => self.push(Tag::Strong),
            Md::Strikethrough => self.push(Tag::Strikethrough),
            Md::Superscript | Md::Subscript => self.push(Tag::Emphasis),
            Md::Link {
                link_type,
                dest_url,
                title,
                ..
            } => self.start_link(link_type, &dest_url, &title, range),
            Md::Image { dest_url, title, .. } => {
                self.open_block();
                self.image = Some(Image {
                    path: dest_url.to_string(),
                    alt: String::new(),
                    title: title.to_string(),
                    source: self.file_span(&range),
                });
            }
            block => {
                self.close_block();
                self.start_block(block, range);
            }
        }
    }

    fn start_block(&mut self, tag: Md<'a>, range: Range<usize>) {
        match tag {
            Md::Paragraph | Md::HtmlBlock => {
                self.html_begins = true;
                let number = self.document.blocks.len() as u32;
                self.push(Tag::Paragraph(number));
                self.open_block();
            }
            Md::Heading { level, .. } => {
                let number = self.document.headings.len() as u32;
                let span = Span::new(self.document.plain.len(), self.document.plain.len());
                // The title of the page is its only heading of level 1.
                let level = (level as u8).max(2);
                self.document.headings.push(Heading {
                    level,
                    id: String::new(),
                    span,
                });
                self.kinds.push(BlockKind::Heading);
                self.push(Tag::Heading(number));
                self.open_block();
            }
            Md::BlockQuote(_) => self.push(Tag::BlockQuote),
            Md::CodeBlock(kind) => {
                let language = match kind {
                    CodeBlockKind::Fenced(info) => info.split([' ', ',', '\t']).next().unwrap_or("").to_owned(),
                    CodeBlockKind::Indented => String::new(),
                };
                self.code = Some(CodeBlock {
                    language,
                    code: String::new(),
                    source: self.file_span(&range),
                });
            }
            Md::List(first) => self.push(Tag::List(first)),
            Md::Item => self.push(Tag::Item),
            Md::FootnoteDefinition(label) => {
                self.footnotes
                    .begin(label.to_string(), self.document.nodes.len(), range);
                self.kinds.push(BlockKind::Footnote);
            }
            Md::DefinitionList => self.push(Tag::DefinitionList),
            Md::DefinitionListTitle => self.push_cell(Tag::Term),
            Md::DefinitionListDefinition => self.push_cell(Tag::Definition),
            Md::Table(columns) => self.push(Tag::Table(columns.into_iter().map(alignment).collect())),
            Md::TableHead => self.push(Tag::TableHead),
            Md::TableRow => self.push(Tag::TableRow),
            Md::TableCell => self.push_cell(Tag::TableCell),
            _ => self.push(Tag::BlockQuote),
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Link => {
                let end = self.document.plain.len();
                if let Some(link) = self
                    .document
                    .links
                    .iter_mut()
                    .rev()
                    .find(|link| link.text.end == u32::MAX)
                {
                    link.text.end = end as u32;
                }
            }
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Superscript | TagEnd::Subscript => {}
            TagEnd::Heading(_) => {
                self.close_block();
                self.kinds.pop();
                self.end_heading();
            }
            TagEnd::FootnoteDefinition => {
                self.close_block();
                self.kinds.pop();
                let problem = self.footnotes.end(self.source, &mut self.document);
                self.diagnostics.extend(problem);
                return;
            }
            TagEnd::DefinitionListTitle | TagEnd::DefinitionListDefinition | TagEnd::TableCell => {
                self.close_block();
                self.kinds.pop();
            }
            _ => self.close_block(),
        }
        self.document.nodes.push(Node::End);
    }

    /// Makes the anchor of a heading from its text; a repeated one gets a number.
    fn end_heading(&mut self) {
        self.section += 1;
        let end = self.document.plain.len() as u32;
        let Some(heading) = self.document.headings.last_mut() else {
            return;
        };
        heading.span.start = heading.span.start.min(end);
        heading.span.end = end;
        let text = heading.span.slice(&self.document.plain).trim_start();
        heading.span.start = end - text.len() as u32;
        let stem = Slug::of(text).map_or_else(|| format!("{}", self.section), |slug| slug.to_string());
        let mut id = format!("{HEADING_PREFIX}{stem}");
        let mut number = 2;
        while !self.heading_ids.insert(id.clone()) {
            id = format!("{HEADING_PREFIX}{stem}-{number}");
            number += 1;
        }
        heading.id = id;
    }

    pub fn finish(mut self) -> Document {
        self.close_block();
        let mut document = self.document;
        self.footnotes.append(self.source, &mut document, self.diagnostics);
        document.plain.shrink_to_fit();
        document.nodes.shrink_to_fit();
        document
    }

    fn end_code(&mut self) {
        let number = self.document.code_blocks.len() as u32;
        self.document.code_blocks.extend(self.code.take());
        self.document.nodes.push(Node::CodeBlock(number));
    }

    fn start_link(&mut self, link_type: LinkType, destination: &CowStr<'_>, title: &CowStr<'_>, range: Range<usize>) {
        self.open_block();
        let target = match link_type {
            LinkType::WikiLink { has_pothole } => LinkTarget::Wiki {
                target: destination.trim().to_owned(),
                labelled: has_pothole,
            },
            LinkType::Email => classify(&format!("mailto:{destination}")),
            _ => classify(destination),
        };
        if target == LinkTarget::Refused {
            let span = Span::new(range.start, range.end);
            let message = format!("the scheme of `{}` is not allowed in a link", shortened(destination));
            let diagnostic = self.source.diagnostic(Code::RefusedLink, span, message);
            self.diagnostics
                .push(diagnostic.help("use http, https, mailto or a path inside the site; the link is shown as text"));
        }
        let number = self.document.links.len() as u32;
        let start = self.document.plain.len() as u32;
        self.document.links.push(Link {
            target,
            title: title.to_string(),
            text: Span { start, end: u32::MAX },
            source: self.file_span(&range),
        });
        self.push(Tag::Link(number));
    }

    fn text(&mut self, text: &str, range: Range<usize>) {
        self.open_block();
        let span = self.append(text, range);
        // The parser splits text at every character that could be markup.
        match self.document.nodes.last_mut() {
            Some(Node::Text(last)) if last.end == span.start => last.end = span.end,
            _ => self.document.nodes.push(Node::Text(span)),
        }
    }

    fn inline_code(&mut self, text: &str, range: Range<usize>) {
        self.open_block();
        let span = self.append(text, range);
        self.document.nodes.push(Node::Code(span));
    }

    /// Raw HTML is kept as text, which is escaped: unlike cleaning, that cannot be circumvented.
    fn raw_html(&mut self, text: &str, range: Range<usize>, warn: bool) {
        if warn {
            let span = Span::new(range.start, range.start + text.trim_end().len());
            let diagnostic = self.source.diagnostic(Code::RawHtml, span, "raw HTML is shown as text");
            self.diagnostics
                .push(diagnostic.help("use Markdown, or write `\\<` for a literal `<`"));
        }
        let line = text.trim_end_matches(['\n', '\r']);
        self.text(line, range.start..range.start + line.len());
        if line.len() < text.len() {
            self.line_break(" ", Node::SoftBreak, range.start + line.len()..range.end);
        }
    }

    fn line_break(&mut self, plain: &str, node: Node, range: Range<usize>) {
        self.append(plain, range);
        self.document.nodes.push(node);
    }

    /// Appends to the plain text and maps it to its source.
    fn append(&mut self, text: &str, range: Range<usize>) -> Span {
        let start = self.document.plain.len();
        self.document.plain.push_str(text);
        self.document
            .map
            .push(start, text.len(), self.source.offset + range.start, range.len());
        Span::new(start, self.document.plain.len())
    }

    /// Begins a block of text, if none is open. Items of tight lists have no paragraphs.
    fn open_block(&mut self) {
        if self.block.is_some() {
            return;
        }
        if !self.document.plain.is_empty() {
            self.document.plain.push_str(BLOCK_GAP);
        }
        let kind = self.kinds.last().copied().unwrap_or(BlockKind::Paragraph);
        self.block = Some((self.document.plain.len(), kind));
    }

    fn close_block(&mut self) {
        if let Some((start, kind)) = self.block.take() {
            let span = Span::new(start, self.document.plain.len());
            self.document.blocks.push(TextBlock {
                span,
                kind,
                section: self.section,
            });
        }
    }

    fn push(&mut self, tag: Tag) {
        self.document.nodes.push(Node::Start(tag));
    }

    fn push_cell(&mut self, tag: Tag) {
        self.kinds.push(BlockKind::Cell);
        self.push(tag);
    }

    fn file_span(&self, range: &Range<usize>) -> Span {
        Span::new(self.source.offset + range.start, self.source.offset + range.end)
    }
}

fn classify(destination: &str) -> LinkTarget {
    match Destination::classify(destination) {
        Destination::External(url) => LinkTarget::External(url),
        Destination::Internal(path) => LinkTarget::Path(path),
        Destination::Refused(_) => LinkTarget::Refused,
    }
}

fn alignment(alignment: pulldown_cmark::Alignment) -> Alignment {
    match alignment {
        pulldown_cmark::Alignment::None => Alignment::None,
        pulldown_cmark::Alignment::Left => Alignment::Left,
        pulldown_cmark::Alignment::Center => Alignment::Center,
        pulldown_cmark::Alignment::Right => Alignment::Right,
    }
}

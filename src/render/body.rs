//! A document as HTML, with its marks.

mod marking;
pub mod notes;

use super::highlight::highlight;
use super::marks::Mark;
use super::safe_html::SafeHtml;
use crate::language::Interface;
use crate::model::document::{Alignment, Document, Node, Tag};
use crate::model::output_path::OutputPath;
use crate::model::text::{ResolvedTarget, Text};

pub struct BodyContext<'a> {
    /// The page that shows it; links are relative to it.
    pub page: &'a OutputPath,
    /// The page that the text's own places are on.
    pub home: &'a OutputPath,
    pub interface: &'a Interface,
    /// Whether paragraphs get an `id`.
    pub paragraph_ids: bool,
}

/// Turns a document into HTML. `marks` are sorted by start, the outer before the inner.
pub fn render(text: Text<'_>, marks: &[Mark], context: &BodyContext<'_>) -> SafeHtml {
    let mut writer = Writer::new(text, marks, context);
    for node in &text.document.nodes {
        writer.node(node);
    }
    writer.close_marks(0);
    if writer.in_footnotes {
        writer.html.markup("</ol></section>");
    }
    writer.html
}

struct Writer<'a> {
    text: Text<'a>,
    document: &'a Document,
    marks: &'a [Mark],
    context: &'a BodyContext<'a>,
    html: SafeHtml,
    closers: Vec<Closer>,
    /// The numbers of the marks that are open, outermost first.
    open: Vec<usize>,
    next: usize,
    /// Whether a mark was begun before: only its first part has the `id`.
    seen: Vec<bool>,
    in_link: usize,
    links: Vec<u32>,
    in_table_head: bool,
    column: usize,
    alignments: Vec<Alignment>,
    in_footnotes: bool,
    /// What the block refers to, where notes stand behind their blocks.
    pending: Option<Pending>,
}

/// What the block that is being written refers to: rank and number.
#[derive(Default)]
struct Pending(Vec<Reference>);

#[derive(Clone, Copy)]
enum Reference {
    Annotation(usize),
    Footnote(u32),
}

enum Closer {
    Markup(&'static str),
    Link(&'static str),
    TableHead,
    Paragraph(u32),
    Heading(u32),
    Footnote(u32, u32),
}

impl<'a> Writer<'a> {
    fn new(text: Text<'a>, marks: &'a [Mark], context: &'a BodyContext<'a>) -> Writer<'a> {
        Writer {
            text,
            document: text.document,
            marks,
            context,
            html: SafeHtml::with_capacity(text.document.plain.len() * 2),
            closers: Vec::new(),
            open: Vec::new(),
            next: 0,
            seen: vec![false; marks.len()],
            in_link: 0,
            links: Vec::new(),
            in_table_head: false,
            column: 0,
            alignments: Vec::new(),
            in_footnotes: false,
            pending: None,
        }
    }

    fn node(&mut self, node: &'a Node) {
        match node {
            Node::Text(span) => self.text(*span),
            Node::SoftBreak => {
                self.html.markup("\n");
            }
            Node::HardBreak => {
                self.html.markup("<br>\n");
            }
            Node::Code(span) => self.code(*span),
            other => {
                self.close_marks(0);
                self.structure(other);
            }
        }
    }

    fn structure(&mut self, node: &'a Node) {
        match node {
            Node::Start(tag) => self.start(tag),
            Node::End => self.end(),
            Node::Rule => {
                self.html.markup("<hr>\n");
            }
            Node::FootnoteReference(number, count) => self.footnote_reference(*number, *count),
            Node::Task(done) => {
                let markup = if *done {
                    "<input type=\"checkbox\" disabled checked> "
                } else {
                    "<input type=\"checkbox\" disabled> "
                };
                self.html.markup(markup);
            }
            Node::Image(number) => self.image(*number),
            Node::CodeBlock(number) => {
                let block = &self.document.code_blocks[*number as usize];
                highlight(block, &mut self.html);
            }
            Node::Text(_) | Node::Code(_) | Node::SoftBreak | Node::HardBreak => {}
        }
    }

    fn start(&mut self, tag: &'a Tag) {
        let simple = match tag {
            Tag::BlockQuote => ("<blockquote>\n", "</blockquote>\n"),
            Tag::List(None) => ("<ul>\n", "</ul>\n"),
            Tag::Item => ("<li>", "</li>\n"),
            Tag::DefinitionList => ("<dl>\n", "</dl>\n"),
            Tag::Term => ("<dt>", "</dt>\n"),
            Tag::Definition => ("<dd>", "</dd>\n"),
            Tag::TableRow => ("<tr>", "</tr>\n"),
            Tag::Emphasis => ("<em>", "</em>"),
            Tag::Strong => ("<strong>", "</strong>"),
            Tag::Strikethrough => ("<del>", "</del>"),
            other => return self.start_special(other),
        };
        if *tag == Tag::TableRow {
            self.column = 0;
        }
        self.html.markup(simple.0);
        self.closers.push(Closer::Markup(simple.1));
    }

    fn start_special(&mut self, tag: &'a Tag) {
        match tag {
            Tag::Paragraph(number) => self.paragraph(*number),
            Tag::Heading(number) => {
                let heading = &self.document.headings[*number as usize];
                self.in_link += 1;
                self.html
                    .markup(HEADING_OPEN[usize::from(heading.level.clamp(2, 6)) - 2]);
                self.html.attribute("id", &heading.id).markup(">");
                self.closers.push(Closer::Heading(*number));
            }
            Tag::List(first) => {
                self.html.markup("<ol");
                if let Some(first) = first.filter(|first| *first != 1) {
                    self.html.attribute("start", &first.to_string());
                }
                self.html.markup(">\n");
                self.closers.push(Closer::Markup("</ol>\n"));
            }
            Tag::Footnote(number, count) => {
                let opening = if self.in_footnotes {
                    ""
                } else {
                    "<section class=\"footnotes\"><ol>\n"
                };
                self.in_footnotes = true;
                self.html
                    .markup(opening)
                    .markup("<li")
                    .attribute("id", &format!("fn-{number}"))
                    .markup(">");
                self.closers.push(Closer::Footnote(*number, *count));
            }
            Tag::Table(alignments) => {
                self.alignments.clone_from(alignments);
                self.html.markup("<div class=\"table-scroll\" tabindex=\"0\"><table>\n");
                self.closers.push(Closer::Markup("</tbody></table></div>\n"));
            }
            Tag::TableHead => {
                self.in_table_head = true;
                self.column = 0;
                self.html.markup("<thead><tr>");
                self.closers.push(Closer::TableHead);
            }
            Tag::TableCell => self.cell(),
            Tag::Link(number) => self.link(*number),
            _ => self.closers.push(Closer::Markup("")),
        }
    }

    fn paragraph(&mut self, number: u32) {
        self.html.markup("<p");
        // All have an `id`; a link to it stands at those of the text itself, not in lists.
        let linked = self.context.paragraph_ids && self.closers.is_empty() && !self.in_footnotes;
        if self.context.paragraph_ids {
            self.html.attribute("id", &format!("p-{}", number + 1));
        }
        self.html.markup(">");
        self.closers.push(if linked {
            Closer::Paragraph(number + 1)
        } else {
            Closer::Markup("</p>\n")
        });
    }

    fn cell(&mut self) {
        let class = match self.alignments.get(self.column) {
            Some(Alignment::Left) => Some("align-left"),
            Some(Alignment::Center) => Some("align-center"),
            Some(Alignment::Right) => Some("align-right"),
            _ => None,
        };
        self.column += 1;
        self.html
            .markup(if self.in_table_head { "<th scope=\"col\"" } else { "<td" });
        if let Some(class) = class {
            self.html.attribute("class", class);
        }
        self.html.markup(">");
        self.closers
            .push(Closer::Markup(if self.in_table_head { "</th>" } else { "</td>" }));
    }

    fn link(&mut self, number: u32) {
        let link = &self.document.links[number as usize];
        let resolved = self.text.link(number as usize);
        let (href, class, closer) = match &resolved.target {
            ResolvedTarget::External(url) => (url.as_str().to_owned(), Some("external"), "</a>"),
            ResolvedTarget::Internal(output, None) => (self.context.page.link_to(output), None, "</a>"),
            ResolvedTarget::Internal(output, Some(fragment)) => (
                format!("{}#{fragment}", self.context.page.link_to(output)),
                None,
                "</a>",
            ),
            ResolvedTarget::Fragment(fragment) => (self.place(fragment), None, "</a>"),
            ResolvedTarget::None => (String::new(), None, ""),
        };
        self.in_link += 1;
        self.links.push(number);
        if !closer.is_empty() {
            self.html.markup("<a").attribute("href", &href);
            if let Some(class) = class {
                self.html
                    .attribute("class", class)
                    .attribute("rel", "noopener noreferrer");
            }
            if !link.title.is_empty() {
                self.html.attribute("title", &link.title);
            }
            self.html.markup(">");
        }
        if let Some(label) = &resolved.label {
            self.html.text(label);
        }
        self.closers.push(Closer::Link(closer));
    }

    fn end(&mut self) {
        match self.closers.pop() {
            Some(Closer::Markup(markup)) => {
                self.html.markup(markup);
            }
            Some(Closer::Link(markup)) => {
                self.in_link -= 1;
                self.links.pop();
                self.html.markup(markup);
            }
            Some(Closer::Paragraph(number)) => {
                let label = self.context.interface.text("paragraph_anchor");
                self.html
                    .markup("<a class=\"anchor\"")
                    .attribute("href", &format!("#p-{number}"));
                self.html
                    .attribute("aria-label", &label.replace("{n}", &number.to_string()))
                    .markup("></a></p>\n");
            }
            Some(Closer::TableHead) => {
                self.in_table_head = false;
                self.html.markup("</tr></thead>\n<tbody>");
            }
            Some(Closer::Heading(number)) => {
                self.in_link -= 1;
                let heading = &self.document.headings[number as usize];
                let label = self.context.interface.text("heading_anchor");
                self.html
                    .markup(" <a class=\"anchor\"")
                    .attribute("href", &format!("#{}", heading.id));
                self.html.attribute("aria-label", label).markup("></a>");
                self.html
                    .markup(HEADING_CLOSE[usize::from(heading.level.clamp(2, 6)) - 2]);
            }
            Some(Closer::Footnote(number, count)) => {
                for reference in 1..=count.min(20) {
                    let target = footnote_reference_id(number, reference);
                    self.html
                        .markup(" <a class=\"fn-back\"")
                        .attribute("href", &format!("#{target}"));
                    self.html
                        .attribute("aria-label", self.context.interface.text("footnote_back"))
                        .markup(">↩</a>");
                }
                self.html.markup("</li>\n");
            }
            None => {}
        }
    }

    /// A place on the page that the text belongs to.
    fn place(&self, fragment: &str) -> String {
        let (page, home) = (self.context.page, self.context.home);
        let other = if page == home {
            String::new()
        } else {
            page.link_to(home)
        };
        format!("{other}#{fragment}")
    }

    fn footnote_reference(&mut self, number: u32, count: u32) {
        let rank = self.refer_to_footnote(number, count);
        self.html
            .markup("<sup")
            .attribute("class", &ranked("fn-ref", rank))
            .markup("><a")
            .attribute("id", &footnote_reference_id(number, count));
        self.html
            .attribute("href", &format!("#fn-{number}"))
            .markup(">")
            .number(number)
            .markup("</a></sup>");
    }

    fn image(&mut self, number: u32) {
        let image = &self.document.images[number as usize];
        let Some(output) = self.text.image(number as usize) else {
            self.html.text(&image.alt);
            return;
        };
        self.html
            .markup("<img class=\"figure\"")
            .attribute("src", &self.context.page.link_to(output));
        self.html.attribute("alt", &image.alt);
        if !image.title.is_empty() {
            self.html.attribute("title", &image.title);
        }
        self.html.markup(" loading=\"lazy\">");
    }
}

const HEADING_OPEN: [&str; 5] = ["<h2", "<h3", "<h4", "<h5", "<h6"];
const HEADING_CLOSE: [&str; 5] = ["</h2>\n", "</h3>\n", "</h4>\n", "</h5>\n", "</h6>\n"];

fn ranked(class: &str, rank: usize) -> String {
    if rank == 0 {
        class.to_owned()
    } else {
        format!("{class} r-{rank}")
    }
}

/// The `id` of a reference to a footnote: which footnote, and which of its references, from 1.
pub fn footnote_reference_id(number: u32, count: u32) -> String {
    if count == 1 {
        format!("fnref-{number}")
    } else {
        format!("fnref-{number}-{count}")
    }
}

//! A document as HTML, with its marks.

use super::highlight::highlight;
use super::marks::{Mark, MarkKind};
use super::safe_html::SafeHtml;
use crate::language::Interface;
use crate::model::document::{Alignment, Document, Node, ResolvedTarget, Tag};
use crate::model::output_path::OutputPath;
use crate::model::span::Span;

/// Where and how a document is shown.
pub struct BodyContext<'a> {
    /// The page that shows it; links are relative to it.
    pub page: &'a OutputPath,
    /// The strings of the page.
    pub interface: &'a Interface,
    /// Whether paragraphs get an `id`.
    pub paragraph_ids: bool,
}

/// Turns a document into HTML. `marks` are sorted by start, the outer before the inner.
pub fn render(document: &Document, marks: &[Mark], context: &BodyContext<'_>) -> SafeHtml {
    let mut writer = Writer {
        document,
        marks,
        context,
        html: SafeHtml::with_capacity(document.plain.len() * 2),
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
    };
    for node in &document.nodes {
        writer.node(node);
    }
    writer.close_marks(0);
    if writer.in_footnotes {
        writer.html.markup("</ol></section>");
    }
    writer.html
}

struct Writer<'a> {
    document: &'a Document,
    marks: &'a [Mark],
    context: &'a BodyContext<'a>,
    html: SafeHtml,
    /// What closes each open element.
    closers: Vec<Closer>,
    /// The numbers of the marks that are open, outermost first.
    open: Vec<usize>,
    /// The first mark that was not yet reached.
    next: usize,
    /// Whether a mark was begun before: only its first part has the `id`.
    seen: Vec<bool>,
    in_link: usize,
    /// The links that are open.
    links: Vec<u32>,
    in_table_head: bool,
    column: usize,
    alignments: Vec<Alignment>,
    in_footnotes: bool,
}

/// What happens at the end of an element.
enum Closer {
    Markup(&'static str),
    Link(&'static str),
    TableHead,
    Heading(u32),
    Footnote(u32, u32),
}

impl<'a> Writer<'a> {
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
        self.column = 0;
        self.html.markup(simple.0);
        self.closers.push(Closer::Markup(simple.1));
    }

    fn start_special(&mut self, tag: &'a Tag) {
        match tag {
            Tag::Paragraph(number) => {
                self.html.markup("<p");
                if self.context.paragraph_ids {
                    self.html.attribute("id", &format!("p-{}", number + 1));
                }
                self.html.markup(">");
                self.closers.push(Closer::Markup("</p>\n"));
            }
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
        let (href, class, closer) = match &link.resolved {
            ResolvedTarget::External(url) => (url.as_str().to_owned(), Some("external"), "</a>"),
            ResolvedTarget::Internal(output, None) => (self.context.page.link_to(output), None, "</a>"),
            ResolvedTarget::Internal(output, Some(fragment)) => (
                format!("{}#{fragment}", self.context.page.link_to(output)),
                None,
                "</a>",
            ),
            ResolvedTarget::Fragment(fragment) => (format!("#{fragment}"), None, "</a>"),
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
        if let Some(label) = &link.label {
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
                self.html.attribute("aria-label", label).markup(">#</a>");
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

    fn footnote_reference(&mut self, number: u32, count: u32) {
        self.html
            .markup("<sup class=\"fn-ref\"><a")
            .attribute("id", &footnote_reference_id(number, count));
        self.html
            .attribute("href", &format!("#fn-{number}"))
            .markup(">")
            .number(number)
            .markup("</a></sup>");
    }

    fn image(&mut self, number: u32) {
        let image = &self.document.images[number as usize];
        let Some(output) = &image.resolved else {
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

    /// Text, cut where marks begin and end.
    fn text(&mut self, span: Span) {
        if self.replaced_by_label(span) {
            return;
        }
        let mut at = span.start;
        while at < span.end {
            self.update_marks(at);
            let next_start = self.marks[self.next..].first().map_or(u32::MAX, |mark| mark.span.start);
            let next_end = self
                .open
                .iter()
                .map(|number| self.marks[*number].span.end)
                .min()
                .unwrap_or(u32::MAX);
            let until = span.end.min(next_start).min(next_end);
            self.html
                .text(Span { start: at, end: until }.slice(&self.document.plain));
            at = until;
        }
        self.end_marks_at(at);
    }

    /// Inline code stands inside the marks around it, but no name in it becomes a link.
    fn code(&mut self, span: Span) {
        self.in_link += 1;
        self.update_marks(span.start);
        self.html
            .markup("<code>")
            .text(span.slice(&self.document.plain))
            .markup("</code>");
        self.in_link -= 1;
        while self.marks.get(self.next).is_some_and(|mark| mark.span.end <= span.end) {
            self.next += 1;
        }
        self.end_marks_at(span.end);
    }

    /// The text of a `[[slug]]` is the slug; readers see the page's title instead.
    fn replaced_by_label(&self, span: Span) -> bool {
        let link = self.links.last().map(|number| &self.document.links[*number as usize]);
        link.is_some_and(|link| link.label.is_some() && link.text.contains(span))
    }

    /// Closes the marks that end at `at`, opens those that begin there or go on.
    fn update_marks(&mut self, at: u32) {
        self.end_marks_at(at);
        self.resume_marks(at);
        while let Some(mark) = self.marks.get(self.next).filter(|mark| mark.span.start <= at) {
            let number = self.next;
            self.next += 1;
            if mark.span.end > at {
                self.open_mark(number);
            }
        }
    }

    /// Marks that an element interrupted go on behind it. No more than some dozens overlap, so
    /// looking at a bounded number keeps the pass linear.
    fn resume_marks(&mut self, at: u32) {
        if !self.open.is_empty() {
            return;
        }
        for number in self.next.saturating_sub(64)..self.next {
            let span = self.marks[number].span;
            if span.start < at && span.end > at && self.seen[number] {
                self.open_mark(number);
            }
        }
    }

    fn end_marks_at(&mut self, at: u32) {
        while let Some(position) = self.open.iter().position(|number| self.marks[*number].span.end <= at) {
            // What was opened inside is closed with it and opened again behind it.
            let inner: Vec<usize> = self.open[position + 1..]
                .iter()
                .copied()
                .filter(|n| self.marks[*n].span.end > at)
                .collect();
            let ended = self.open[position];
            self.close_marks(position);
            self.after_mark(ended);
            for number in inner {
                self.open_mark(number);
            }
        }
    }

    fn open_mark(&mut self, number: usize) {
        let mark = &self.marks[number];
        if matches!(mark.kind, MarkKind::Mention { .. }) && self.in_link > 0 {
            return;
        }
        let first = !std::mem::replace(&mut self.seen[number], true);
        write_open(&mut self.html, &mark.kind, first);
        self.open.push(number);
    }

    /// Closes the innermost marks until only `keep` are open.
    fn close_marks(&mut self, keep: usize) {
        while self.open.len() > keep {
            if let Some(number) = self.open.pop() {
                let mention = matches!(self.marks[number].kind, MarkKind::Mention { .. });
                self.html.markup(if mention { "</a>" } else { "</span>" });
            }
        }
    }

    /// A noted text is followed by the number of its note.
    fn after_mark(&mut self, number: usize) {
        if let MarkKind::Noted(note, _) = self.marks[number].kind
            && self.in_link == 0
        {
            let label = self
                .context
                .interface
                .text("note_number")
                .replace("{n}", &note.to_string());
            self.html
                .markup("<a class=\"note-ref\"")
                .attribute("href", &format!("#n-{note}"));
            self.html
                .attribute("aria-label", &label)
                .markup("><sup>")
                .number(note as i64)
                .markup("</sup></a>");
        }
    }
}

const HEADING_OPEN: [&str; 5] = ["<h2", "<h3", "<h4", "<h5", "<h6"];
const HEADING_CLOSE: [&str; 5] = ["</h2>\n", "</h3>\n", "</h4>\n", "</h5>\n", "</h6>\n"];

fn footnote_reference_id(number: u32, count: u32) -> String {
    if count == 1 {
        format!("fnref-{number}")
    } else {
        format!("fnref-{number}-{count}")
    }
}

/// The tag that begins a mark; only its first part has the `id`.
fn write_open(html: &mut SafeHtml, kind: &MarkKind, first: bool) {
    match kind {
        MarkKind::Quotation {
            number,
            kind,
            partial,
            uncertain,
            colour,
        } => {
            let mut class = format!("q q-{} sp-{colour}", kind.name());
            for (on, name) in [(*partial, " q-partial"), (*uncertain, " q-uncertain")] {
                class.push_str(if on { name } else { "" });
            }
            html.markup("<span").attribute("class", &class);
            if first {
                html.attribute("id", &format!("q-{number}"));
            }
        }
        MarkKind::Speaker => {
            html.markup("<span class=\"speaker\"");
        }
        MarkKind::Mention { entity_type, url } => {
            html.markup("<a")
                .attribute("class", &format!("mention mention-{}", entity_type.name()));
            html.attribute("href", url);
        }
        MarkKind::Noted(number, kind) => {
            html.markup("<span")
                .attribute("class", &format!("noted noted-{}", kind.name()));
            if first {
                html.attribute("id", &format!("nref-{number}"));
            }
        }
    }
    html.markup(">");
}

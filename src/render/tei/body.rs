//! The text of an article with its marks.

use super::lists::speakers_without_page;
use super::marks::{Marks, NAME};
use super::xml::Xml;
use crate::model::document::{Document, Node, Tag};
use crate::model::site::{ArticleId, SiteArticle};
use crate::model::span::Span;
use crate::model::text::ResolvedTarget;
use crate::render::inputs::PageInputs;
use crate::render::json_data::address;

pub fn write(xml: &mut Xml, inputs: &PageInputs<'_>, id: ArticleId) {
    let article = inputs.article(id);
    let marks = Marks::of(inputs, id, &speakers_without_page(inputs, id));
    // Written twice: where one thing becomes several elements, each must know whether another follows.
    let unknown = vec![0; marks.things.len()];
    let parts = Writer::new(&mut Xml::new(), inputs, article, &marks, &unknown).text_of();
    Writer::new(xml, inputs, article, &marks, &parts).text_of();
}

struct Writer<'w, 'a> {
    xml: &'w mut Xml,
    inputs: &'a PageInputs<'a>,
    article: &'a SiteArticle,
    document: &'a Document,
    marks: &'a Marks,
    /// In how many elements each thing will stand; zeros as long as that is not known.
    known: &'a [usize],
    /// In how many elements each thing stands so far.
    written: Vec<usize>,
    next: usize,
    /// The marks that the current place lies in, in the order in which they are nested.
    active: Vec<usize>,
    /// Those of them whose elements are open.
    open: Vec<usize>,
    /// For each open node, the number of its elements, and whether it is a link.
    closers: Vec<(usize, bool)>,
    /// The levels of the headings whose divisions are open.
    divisions: Vec<u8>,
    links: Vec<u32>,
    prefix: String,
}

impl<'w, 'a> Writer<'w, 'a> {
    fn new(
        xml: &'w mut Xml,
        inputs: &'a PageInputs<'a>,
        article: &'a SiteArticle,
        marks: &'a Marks,
        known: &'a [usize],
    ) -> Writer<'w, 'a> {
        Writer {
            xml,
            inputs,
            article,
            document: &article.article.body,
            marks,
            known,
            written: vec![0; marks.things.len()],
            next: 0,
            active: Vec::new(),
            open: Vec::new(),
            closers: Vec::new(),
            divisions: Vec::new(),
            links: Vec::new(),
            prefix: super::article_id(article),
        }
    }

    /// Writes the text, and says in how many elements each thing stands.
    fn text_of(mut self) -> Vec<usize> {
        self.xml.line().start("text", &[]).start("body", &[]);
        let document = self.document;
        for node in &document.nodes {
            self.node(node);
        }
        self.close_marks(0);
        for _ in 0..self.divisions.len() {
            self.xml.line().end();
        }
        if document.nodes.is_empty() {
            self.xml.empty("p", &[]);
        }
        self.xml.line().end().end().line();
        self.written
    }

    fn node(&mut self, node: &Node) {
        match node {
            Node::Text(span) => self.text(*span),
            Node::SoftBreak => _ = self.xml.line(),
            Node::HardBreak => _ = self.xml.empty("lb", &[]),
            Node::Code(span) => {
                self.open_marks(span.start);
                self.xml.element("code", &[], span.slice(&self.document.plain));
                self.end_marks(span.end);
            }
            other => {
                self.close_marks(0);
                self.structure(other);
            }
        }
    }

    fn structure(&mut self, node: &Node) {
        match node {
            Node::Start(tag) => self.start(tag),
            Node::End => self.end(),
            Node::Rule => {
                _ = self
                    .xml
                    .line()
                    .empty("milestone", &[("unit", "section"), ("rend", "rule")])
            }
            Node::FootnoteReference(number, _) => {
                let target = format!("#{}.fn-{number}", self.prefix);
                let attributes = [("type", "footnote"), ("target", target.as_str())];
                self.xml.element("ref", &attributes, &number.to_string());
            }
            Node::Task(done) => _ = self.xml.text(if *done { "[x] " } else { "[ ] " }),
            Node::Image(number) => self.image(*number),
            Node::CodeBlock(number) => {
                let block = &self.document.code_blocks[*number as usize];
                self.xml.line().start("p", &[]);
                self.xml.element("code", &[("rend", "block")], &block.code).end();
            }
            Node::Text(_) | Node::Code(_) | Node::SoftBreak | Node::HardBreak => {}
        }
    }

    fn start(&mut self, tag: &Tag) {
        let elements = match tag {
            Tag::Paragraph(number) => {
                let id = format!("{}.p-{}", self.prefix, number + 1);
                self.xml.line().start("p", &[("xml:id", &id)]);
                1
            }
            Tag::Heading(number) => self.heading(*number),
            Tag::Footnote(number, _) => {
                let (id, number) = (format!("{}.fn-{number}", self.prefix), number.to_string());
                let attributes = [("xml:id", id.as_str()), ("place", "bottom"), ("n", &number)];
                self.xml.line().start("note", &attributes);
                1
            }
            Tag::Link(number) => {
                self.links.push(*number);
                self.link(*number)
            }
            Tag::List(first) => {
                let rend = if first.is_some() { "numbered" } else { "bulleted" };
                self.xml.line().start("list", &[("rend", rend)]);
                1
            }
            simple => self.simple(simple),
        };
        self.closers.push((elements, matches!(tag, Tag::Link(_))));
    }

    /// Elements that need nothing but their name; says how many were begun.
    fn simple(&mut self, tag: &Tag) -> usize {
        let (name, attributes): (&'static str, &[(&str, &str)]) = match tag {
            Tag::BlockQuote => ("quote", &[("rend", "block")]),
            Tag::Item => ("item", &[]),
            Tag::DefinitionList => ("list", &[("rend", "definitions")]),
            Tag::Table(_) => ("table", &[]),
            Tag::TableHead => ("row", &[("role", "label")]),
            Tag::TableRow => ("row", &[]),
            Tag::TableCell => ("cell", &[]),
            Tag::Definition => ("item", &[]),
            Tag::Term => {
                self.xml.line().start("item", &[("rend", "term")]).start("term", &[]);
                return 2;
            }
            Tag::Emphasis => ("hi", &[("rend", "italic")]),
            Tag::Strong => ("hi", &[("rend", "bold")]),
            Tag::Strikethrough => ("hi", &[("rend", "strikethrough")]),
            _ => return 0,
        };
        if !matches!(name, "hi" | "cell") {
            self.xml.line();
        }
        self.xml.start(name, attributes);
        1
    }

    /// A heading begins a division, which lasts to the next of its level; within a list or a quotation
    /// there are no divisions.
    fn heading(&mut self, number: u32) -> usize {
        let heading = &self.document.headings[number as usize];
        let id = format!("{}.{}", self.prefix, heading.id);
        if !self.closers.is_empty() {
            self.xml.line().start("p", &[("xml:id", &id), ("rend", "heading")]);
            return 1;
        }
        while self.divisions.last().is_some_and(|level| *level >= heading.level) {
            self.divisions.pop();
            self.xml.line().end();
        }
        self.divisions.push(heading.level);
        self.xml.line().start("div", &[("xml:id", &id)]);
        self.xml.line().start("head", &[]);
        1
    }

    fn link(&mut self, number: u32) -> usize {
        let base = self.inputs.config.base();
        let target = match &self.article.body().link(number as usize).target {
            ResolvedTarget::External(url) => url.to_string(),
            ResolvedTarget::Internal(output, None) => address(base.as_deref(), output),
            ResolvedTarget::Internal(output, Some(fragment)) => {
                format!("{}#{fragment}", address(base.as_deref(), output))
            }
            ResolvedTarget::Fragment(fragment) if self.document.headings.iter().any(|h| h.id == *fragment) => {
                format!("#{}.{fragment}", self.prefix)
            }
            ResolvedTarget::Fragment(fragment) => {
                let page = address(base.as_deref(), &self.article.placement.output);
                format!("{page}#{fragment}")
            }
            ResolvedTarget::None => return 0,
        };
        self.xml.start("ref", &[("target", &target)]);
        1
    }

    fn end(&mut self) {
        let Some((elements, link)) = self.closers.pop() else {
            return;
        };
        (0..elements).for_each(|_| _ = self.xml.end());
        if link {
            self.links.pop();
        }
    }

    fn image(&mut self, number: u32) {
        let image = &self.document.images[number as usize];
        match self.article.body().image(number as usize) {
            Some(output) => {
                let url = address(self.inputs.config.base().as_deref(), output);
                self.xml.start("figure", &[]).empty("graphic", &[("url", &url)]);
                self.xml.element("figDesc", &[], &image.alt).end();
            }
            None => _ = self.xml.text(&image.alt),
        }
    }

    fn text(&mut self, span: Span) {
        let label = |number: &u32| {
            Some((
                *number as usize,
                self.article.body().link(*number as usize).label.as_ref()?,
            ))
        };
        if let Some((number, label)) = self.links.last().and_then(label) {
            if self.document.links[number].text.start == span.start {
                self.open_marks(span.start);
                self.xml.text(label);
            }
            self.end_marks(span.end);
            return;
        }
        let mut at = span.start;
        while at < span.end {
            self.open_marks(at);
            let begins = self.marks.marks.get(self.next).map_or(u32::MAX, |mark| mark.span.start);
            let ends = self
                .active
                .iter()
                .map(|number| self.marks.marks[*number].span.end)
                .min();
            let until = span.end.min(begins).min(ends.unwrap_or(u32::MAX));
            self.xml
                .text(Span { start: at, end: until }.slice(&self.document.plain));
            at = until;
        }
        self.end_marks(at);
    }

    /// Opens the elements of everything that `at` lies in, and ends all others.
    fn open_marks(&mut self, at: u32) {
        let marks = &self.marks.marks;
        while let Some(mark) = marks.get(self.next).filter(|mark| mark.span.start <= at) {
            if mark.span.end > at {
                self.active.push(self.next);
            }
            self.next += 1;
        }
        self.active.retain(|number| marks[*number].span.end > at);
        // What begins further left stands further out, but nothing stands in a name.
        self.active
            .sort_by_key(|number| (self.marks.things[marks[*number].thing].depth == NAME, *number));
        let same = self.open.iter().zip(&self.active).take_while(|(a, b)| a == b).count();
        self.close_marks(same);
        for position in same..self.active.len() {
            let number = self.active[position];
            self.open_mark(marks[number].thing);
            self.open.push(number);
        }
    }

    /// Ends the elements of what ends at `at`, and of what stands inside them.
    fn end_marks(&mut self, at: u32) {
        let ended = |number: &usize| self.marks.marks[*number].span.end <= at;
        if let Some(position) = self.open.iter().position(ended) {
            self.close_marks(position);
        }
    }

    fn open_mark(&mut self, thing: usize) {
        self.written[thing] += 1;
        let (part, parts) = (self.written[thing], self.known[thing]);
        let about = &self.marks.things[thing];
        let name = |part: usize| {
            if part == 1 {
                about.id.clone()
            } else {
                format!("{}.{part}", about.id)
            }
        };
        let mut attributes: Vec<(&str, String)> = Vec::new();
        if about.named || parts > 1 {
            attributes.push(("xml:id", name(part)));
        }
        if part > 1 {
            attributes.push(("prev", format!("#{}", name(part - 1))));
        }
        if part < parts {
            attributes.push(("next", format!("#{}", name(part + 1))));
        }
        attributes.extend(about.attributes.iter().cloned());
        let attributes: Vec<(&str, &str)> = attributes.iter().map(|(name, value)| (*name, value.as_str())).collect();
        self.xml.start(about.element, &attributes);
    }

    /// Ends the innermost marks until only `keep` are open.
    fn close_marks(&mut self, keep: usize) {
        while self.open.len() > keep {
            let Some(number) = self.open.pop() else { return };
            self.xml.end();
            let thing = self.marks.marks[number].thing;
            if self.written[thing] == self.known[thing]
                && let Some(note) = self.marks.things[thing].note
            {
                self.note(note, thing);
            }
        }
    }

    /// A note, right behind the words that it is about.
    fn note(&mut self, position: usize, thing: usize) {
        let placed = self.article.annotations[position];
        let note = self.article.article.annotation(placed.annotation);
        let (id, target) = (
            format!("{}.n-{}", self.prefix, position + 1),
            format!("#{}", self.marks.things[thing].id),
        );
        let attributes = [
            ("xml:id", id.as_str()),
            ("type", note.kind.name()),
            ("place", "margin"),
            ("target", &target),
        ];
        self.xml.start("note", &attributes);
        for paragraph in note.note.plain.split("\n\n") {
            self.xml.element("p", &[], paragraph);
        }
        let date = note.date.map(|date| date.to_string());
        if note.by.is_some() || date.is_some() {
            self.xml.start("p", &[("rend", "signature")]);
            self.xml.maybe("name", &[], note.by.as_deref());
            if let Some(date) = &date {
                self.xml.text(" ").element("date", &[("when", date)], date);
            }
            self.xml.end();
        }
        self.xml.end();
    }
}

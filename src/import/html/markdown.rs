//! Elements as Markdown that means the same.

mod inline;

use dom_query::{Document, NodeRef};

use super::super::{clean, escape};
use crate::model::url::SafeUrl;
use inline::Line;

/// Elements whose content no reader reads as text.
const LEFT_OUT: [&str; 28] = [
    "script", "style", "noscript", "template", "iframe", "object", "embed", "svg", "math", "canvas", "audio", "video",
    "picture", "img", "figure", "form", "button", "input", "select", "textarea", "nav", "aside", "footer", "dialog",
    "head", "title", "link", "meta",
];

/// Elements that begin a block of their own.
const BLOCKS: [&str; 32] = [
    "html",
    "body",
    "p",
    "div",
    "section",
    "article",
    "main",
    "header",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "ul",
    "ol",
    "li",
    "dl",
    "dt",
    "dd",
    "blockquote",
    "pre",
    "table",
    "thead",
    "tbody",
    "tfoot",
    "tr",
    "td",
    "th",
    "hr",
    "address",
    "center",
];

/// How deep lists and quotations may be nested; deeper ones go on at this depth. The parser of articles refuses
/// more than 40.
const DEEPEST: usize = 12;

/// How deep elements are followed.
const DEEPEST_ELEMENT: usize = 700;

/// The blocks of a document: paragraphs, headings, lists, quotations, tables. A heading that only repeats the title
/// is left out.
pub(super) fn blocks(document: &Document, address: Option<&str>, title: Option<&str>) -> Vec<String> {
    let mut writer = Writer {
        address,
        blocks: Vec::new(),
        line: Line::default(),
        level: 1,
        title: title.map(str::to_lowercase),
        stamp: Stamp::default(),
    };
    writer.children(&document.root(), Place::default());
    writer.end();
    if writer.stamp.last.is_some_and(|at| at + 1 == writer.blocks.len()) {
        writer.blocks.pop();
    }
    writer.blocks
}

/// Where the writer is.
#[derive(Clone, Copy, Default)]
struct Place {
    depth: usize,
    nested: usize,
}

struct Writer<'a> {
    address: Option<&'a str>,
    blocks: Vec<String>,
    line: Line,
    /// The level of the heading before.
    level: usize,
    title: Option<String>,
    stamp: Stamp,
}

/// When a page was published often stands alone above or below its text, in a `time` element. That is told in the
/// front matter and is no paragraph; between paragraphs, as in a live blog, it is one.
#[derive(Default)]
struct Stamp {
    /// In how many `time` elements, and in how many blocks within blocks, the writer is.
    open: usize,
    inside: usize,
    /// Whether the line holds text of such an element, and other text.
    dated: bool,
    other: bool,
    /// The last block that holds nothing else.
    last: Option<usize>,
}

impl Writer<'_> {
    fn children(&mut self, node: &NodeRef<'_>, place: Place) {
        let place = Place {
            depth: place.depth + 1,
            ..place
        };
        if place.depth < DEEPEST_ELEMENT {
            node.children_it(false).for_each(|child| self.node(&child, place));
        }
    }

    fn node(&mut self, node: &NodeRef<'_>, place: Place) {
        if node.is_text() {
            let text = node.text();
            if text.chars().any(char::is_alphanumeric) {
                match self.stamp.open {
                    0 => self.stamp.other = true,
                    _ => self.stamp.dated = true,
                }
            }
            self.line.text(&text);
            return;
        }
        let Some(name) = node.node_name() else { return };
        let name = name.as_ref();
        if LEFT_OUT.contains(&name) || node.has_attr("hidden") {
            return;
        }
        if !BLOCKS.contains(&name) {
            self.inline(name, node, place);
            return;
        }
        self.end();
        match name {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => self.heading(name, node, place),
            "ul" | "ol" if place.nested < DEEPEST => self.list(name == "ol", node, place),
            "blockquote" if place.nested < DEEPEST => {
                let inner = self.inner(node, place);
                if !inner.is_empty() {
                    self.blocks.push(prefixed(&inner.join("\n\n"), "> ", "> "));
                }
            }
            "pre" => self.code(node),
            "table" if is_table(node) => self.table(node, place),
            _ => self.children(node, place),
        }
        self.end();
    }

    fn inline(&mut self, name: &str, node: &NodeRef<'_>, place: Place) {
        match name {
            "br" => self.line.line_end(),
            "time" => {
                self.stamp.open += 1;
                self.children(node, place);
                self.stamp.open -= 1;
            }
            "em" | "i" | "cite" => self.marked("*", node, place),
            "strong" | "b" => self.marked("**", node, place),
            "a" => match node.attr("href").and_then(|href| self.link(&href)) {
                Some(url) => {
                    let open = self.line.open_link(url);
                    self.children(node, place);
                    self.line.close(open);
                }
                None => self.children(node, place),
            },
            _ => self.children(node, place),
        }
    }

    fn marked(&mut self, mark: &'static str, node: &NodeRef<'_>, place: Place) {
        let open = self.line.open(mark);
        self.children(node, place);
        self.line.close(open);
    }

    /// Where a link leads; `None` where no page may link there, or nobody knows where it is.
    fn link(&self, href: &str) -> Option<String> {
        let href = href.trim();
        let whole = match self.address.and_then(|address| address.split_once("://")) {
            Some((scheme, _)) if href.starts_with("//") => format!("{scheme}:{href}"),
            Some((scheme, rest)) if href.starts_with('/') => {
                let host = rest.split(['/', '?', '#']).next()?;
                format!("{scheme}://{host}{href}")
            }
            _ => href.to_owned(),
        };
        let url = SafeUrl::parse(&whole)?;
        // A link to a place in the page itself leads nowhere here.
        let page = |url: &str| url.split('#').next().map(str::to_owned);
        let own = self.address.and_then(page);
        if url.as_str().contains('#') && own.is_some() && page(url.as_str()) == own {
            return None;
        }
        Some(url.as_str().replace('(', "%28").replace(')', "%29"))
    }

    /// Ends the line that is being written, as a paragraph.
    fn end(&mut self) {
        let text = std::mem::take(&mut self.line).write();
        let (dated, other) = (
            std::mem::take(&mut self.stamp.dated),
            std::mem::take(&mut self.stamp.other),
        );
        if text.is_empty() {
            return;
        }
        if dated && !other && self.stamp.inside == 0 {
            if self.blocks.iter().all(|block| block.starts_with('#')) {
                return;
            }
            self.stamp.last = Some(self.blocks.len());
        }
        self.blocks.push(text);
    }

    /// The blocks inside of an element.
    fn inner(&mut self, node: &NodeRef<'_>, place: Place) -> Vec<String> {
        let outer = std::mem::take(&mut self.blocks);
        self.stamp.inside += 1;
        self.children(
            node,
            Place {
                nested: place.nested + 1,
                ..place
            },
        );
        self.end();
        self.stamp.inside -= 1;
        std::mem::replace(&mut self.blocks, outer)
    }

    /// Headings begin at the second level, below the title, and leave none out.
    fn heading(&mut self, name: &str, node: &NodeRef<'_>, place: Place) {
        let text = self.inner(node, place).join(" ").replace("\\\n", " ");
        let plain = clean::one_line(&node.text()).to_lowercase();
        if text.is_empty() || self.title.as_ref() == Some(&plain) {
            return;
        }
        if place.nested > 0 {
            self.blocks.push(text);
            return;
        }
        let own = name[1..].parse().unwrap_or(2);
        self.level = usize::clamp(own, 2, self.level + 1);
        // Signs of numbers at the end of a heading would be taken for its closing.
        let text = match text.strip_suffix('#') {
            Some(rest) => format!("{rest}\\#"),
            None => text,
        };
        self.blocks.push(format!("{} {text}", "#".repeat(self.level)));
    }

    fn list(&mut self, numbered: bool, node: &NodeRef<'_>, place: Place) {
        let start = node.attr("start").and_then(|start| start.parse::<u32>().ok());
        let mut number = start.unwrap_or(1).min(99_999_999);
        let mut items = Vec::new();
        for child in node.children_it(false).filter(NodeRef::is_element) {
            if child.node_name().is_some_and(|name| LEFT_OUT.contains(&name.as_ref())) {
                continue;
            }
            let inner = self.inner(&child, place);
            if inner.is_empty() {
                continue;
            }
            let mark = if numbered {
                format!("{number}. ")
            } else {
                "- ".to_owned()
            };
            number += 1;
            items.push(prefixed(&inner.join("\n\n"), &mark, &" ".repeat(mark.len())));
        }
        if !items.is_empty() {
            self.blocks.push(items.join("\n"));
        }
    }

    /// Text with its line ends, in a fence that is longer than any in it.
    fn code(&mut self, node: &NodeRef<'_>) {
        let text = node.text().replace('\r', "");
        let text = text.trim_matches('\n');
        if text.trim().is_empty() {
            return;
        }
        let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
        let fence = "`".repeat(3.max(longest + 1));
        self.blocks.push(format!("{fence}\n{text}\n{fence}"));
    }

    fn table(&mut self, node: &NodeRef<'_>, place: Place) {
        let mut rows: Vec<Vec<String>> = Vec::new();
        for row in node.descendants_it().filter(|node| node.has_name("tr")) {
            let is_cell = |node: &NodeRef<'_>| node.has_name("td") || node.has_name("th");
            let cells: Vec<NodeRef<'_>> = row.children_it(false).filter(is_cell).collect();
            let texts = cells.iter().map(|cell| {
                let text = self
                    .inner(cell, place)
                    .join(" ")
                    .replace("\\\n", " ")
                    .replace('\n', " ");
                text.replace("\\|", "|").replace('|', "\\|")
            });
            rows.push(texts.collect());
        }
        rows.retain(|row| row.iter().any(|cell| !cell.is_empty()));
        let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
        let mut lines = Vec::new();
        for (at, mut row) in rows.into_iter().enumerate() {
            row.resize(columns, String::new());
            lines.push(format!("| {} |", row.join(" | ")));
            if at == 0 {
                lines.push(format!("|{}", " --- |".repeat(columns)));
            }
        }
        if !lines.is_empty() {
            self.blocks.push(lines.join("\n"));
        }
    }
}

/// Whether a table holds data: rows of several cells, no blocks. Others hold the page together.
fn is_table(node: &NodeRef<'_>) -> bool {
    let cells = |row: NodeRef<'_>| row.element_children().len();
    let rows: Vec<usize> = node
        .descendants_it()
        .filter(|node| node.has_name("tr"))
        .map(cells)
        .collect();
    let holds_blocks = ["table", "p", "ul", "ol", "blockquote", "pre", "div"];
    let plain = !node
        .descendants_it()
        .any(|node| holds_blocks.iter().any(|name| node.has_name(name)));
    plain && rows.len() > 1 && rows.iter().all(|cells| *cells > 1 && *cells <= 30)
}

/// Every line with something before it.
fn prefixed(text: &str, first: &str, rest: &str) -> String {
    let lines = text.split('\n').enumerate().map(|(at, line)| match (at, line) {
        (0, line) => format!("{first}{line}"),
        (_, "") => rest.trim_end().to_owned(),
        (_, line) => format!("{rest}{line}"),
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// A text of several paragraphs, as blocks.
pub(in crate::import) fn paragraphs(text: &str) -> Vec<String> {
    let paragraphs = clean::paragraphs(text);
    paragraphs
        .into_iter()
        .map(|lines| escape::paragraph(&lines.join(" ")))
        .collect()
}

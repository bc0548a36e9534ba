//! Converts HTML to Markdown.

mod inline;

use dom_query::{Document, NodeRef};

use crate::import::{clean, escape};
use crate::model::url::SafeUrl;
use inline::Line;

const OMITTED: [&str; 28] = [
    "script", "style", "noscript", "template", "iframe", "object", "embed", "svg", "math", "canvas", "audio", "video",
    "picture", "img", "figure", "form", "button", "input", "select", "textarea", "nav", "aside", "footer", "dialog",
    "head", "title", "link", "meta",
];

const BLOCKS: &str = "html body p div section article main header h1 h2 h3 h4 h5 h6 ul ol li dl dt dd blockquote pre table \
    thead tbody tfoot tr td th hr address center";

/// The deepest nesting of lists and quotations; deeper ones are flattened. The Markdown parser accepts 40 levels.
const DEEPEST_BLOCK: usize = 12;
/// The deepest nesting of elements; deeper ones are omitted.
const DEEPEST_ELEMENT: usize = 700;

/// The Markdown blocks of a document. A heading that repeats the title is omitted. `address` is the URL of the page,
/// against which links are resolved.
pub(super) fn blocks(document: &Document, address: Option<&str>, title: Option<&str>) -> Vec<String> {
    let mut writer = Writer {
        address,
        blocks: Vec::new(),
        line: Line::default(),
        level: 1,
        title: title.map(str::to_lowercase),
        timestamp: Timestamps::default(),
    };
    writer.children(&document.root(), Nesting::default());
    writer.end();
    if writer.timestamp.last.is_some_and(|at| at + 1 == writer.blocks.len()) {
        writer.blocks.pop();
    }
    writer.blocks
}

/// The nesting of elements, and of lists and quotations.
#[derive(Clone, Copy, Default)]
struct Nesting {
    depth: usize,
    nested: usize,
}

struct Writer<'a> {
    address: Option<&'a str>,
    blocks: Vec<String>,
    line: Line,
    /// The level of the previous heading.
    level: usize,
    title: Option<String>,
    timestamp: Timestamps,
}

/// Tracks paragraphs that consist of a `time` element. Above and below the text they are omitted, because they repeat the
/// publication date; between paragraphs, as in a live blog, they are kept.
#[derive(Default)]
struct Timestamps {
    /// The number of open `time` elements, and of open nested blocks.
    open: usize,
    inside: usize,
    /// Whether the line contains text in such an element, and other text.
    dated: bool,
    other: bool,
    /// The index of the last block that is a timestamp.
    last: Option<usize>,
}

impl Writer<'_> {
    fn children(&mut self, node: &NodeRef<'_>, nesting: Nesting) {
        let nesting = Nesting {
            depth: nesting.depth + 1,
            ..nesting
        };
        if nesting.depth < DEEPEST_ELEMENT {
            node.children_it(false).for_each(|child| self.node(&child, nesting));
        }
    }

    fn node(&mut self, node: &NodeRef<'_>, nesting: Nesting) {
        if node.is_text() {
            let text = node.text();
            if text.chars().any(char::is_alphanumeric) {
                match self.timestamp.open {
                    0 => self.timestamp.other = true,
                    _ => self.timestamp.dated = true,
                }
            }
            self.line.text(&text);
            return;
        }
        let Some(name) = node.node_name() else { return };
        let name = name.as_ref();
        if OMITTED.contains(&name) || node.has_attr("hidden") {
            return;
        }
        if !BLOCKS.split(' ').any(|block| block == name) {
            self.inline(name, node, nesting);
            return;
        }
        self.end();
        match name {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => self.heading(name, node, nesting),
            "ul" | "ol" if nesting.nested < DEEPEST_BLOCK => self.list(name == "ol", node, nesting),
            "blockquote" if nesting.nested < DEEPEST_BLOCK => {
                let inner = self.inner(node, nesting);
                if !inner.is_empty() {
                    self.blocks.push(prefixed(&inner.join("\n\n"), "> ", "> "));
                }
            }
            "pre" => self.code(node),
            "table" if is_table(node) => self.table(node, nesting),
            _ => self.children(node, nesting),
        }
        self.end();
    }

    fn inline(&mut self, name: &str, node: &NodeRef<'_>, nesting: Nesting) {
        match name {
            "br" => self.line.line_end(),
            "time" => {
                self.timestamp.open += 1;
                self.children(node, nesting);
                self.timestamp.open -= 1;
            }
            "em" | "i" | "cite" => self.marked("*", node, nesting),
            "strong" | "b" => self.marked("**", node, nesting),
            "a" => match node.attr("href").and_then(|href| self.link(&href)) {
                Some(url) => {
                    let open = self.line.open_link(url);
                    self.children(node, nesting);
                    self.line.close(open);
                }
                None => self.children(node, nesting),
            },
            _ => self.children(node, nesting),
        }
    }

    fn marked(&mut self, mark: &'static str, node: &NodeRef<'_>, nesting: Nesting) {
        let open = self.line.open(mark);
        self.children(node, nesting);
        self.line.close(open);
    }

    /// The absolute URL of a link; `None` if it cannot be resolved, or is not allowed.
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
        // Anchors of the page itself do not exist in the article.
        let page = |url: &str| url.split('#').next().map(str::to_owned);
        let own = self.address.and_then(page);
        if url.as_str().contains('#') && own.is_some() && page(url.as_str()) == own {
            return None;
        }
        Some(url.as_str().replace('(', "%28").replace(')', "%29"))
    }

    /// Ends the current line, which becomes a paragraph.
    fn end(&mut self) {
        let text = std::mem::take(&mut self.line).write();
        let (dated, other) = (
            std::mem::take(&mut self.timestamp.dated),
            std::mem::take(&mut self.timestamp.other),
        );
        if text.is_empty() {
            return;
        }
        if dated && !other && self.timestamp.inside == 0 {
            if self.blocks.iter().all(|block| block.starts_with('#')) {
                return;
            }
            self.timestamp.last = Some(self.blocks.len());
        }
        self.blocks.push(text);
    }

    fn inner(&mut self, node: &NodeRef<'_>, nesting: Nesting) -> Vec<String> {
        let outer = std::mem::take(&mut self.blocks);
        self.timestamp.inside += 1;
        self.children(
            node,
            Nesting {
                nested: nesting.nested + 1,
                ..nesting
            },
        );
        self.end();
        self.timestamp.inside -= 1;
        std::mem::replace(&mut self.blocks, outer)
    }

    /// Headings begin at level 2, below the title, and skip no level.
    fn heading(&mut self, name: &str, node: &NodeRef<'_>, nesting: Nesting) {
        let text = self.inner(node, nesting).join(" ").replace("\\\n", " ");
        let plain = clean::one_line(&node.text()).to_lowercase();
        if text.is_empty() || self.title.as_ref() == Some(&plain) {
            return;
        }
        if nesting.nested > 0 {
            self.blocks.push(text);
            return;
        }
        let own = name[1..].parse().unwrap_or(2);
        self.level = usize::clamp(own, 2, self.level + 1);
        // Markdown would read `#` at the end of a heading as its closing sequence.
        let text = match text.strip_suffix('#') {
            Some(rest) => format!("{rest}\\#"),
            None => text,
        };
        self.blocks.push(format!("{} {text}", "#".repeat(self.level)));
    }

    fn list(&mut self, numbered: bool, node: &NodeRef<'_>, nesting: Nesting) {
        let start = node.attr("start").and_then(|start| start.parse::<u32>().ok());
        let mut number = start.unwrap_or(1).min(99_999_999);
        let mut items = Vec::new();
        for child in node.children_it(false).filter(NodeRef::is_element) {
            if child.node_name().is_some_and(|name| OMITTED.contains(&name.as_ref())) {
                continue;
            }
            let inner = self.inner(&child, nesting);
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

    /// A fenced code block; the fence is longer than any in the text.
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

    fn table(&mut self, node: &NodeRef<'_>, nesting: Nesting) {
        let mut rows: Vec<Vec<String>> = Vec::new();
        for row in node.descendants_it().filter(|node| node.has_name("tr")) {
            let is_cell = |node: &NodeRef<'_>| node.has_name("td") || node.has_name("th");
            let cells: Vec<NodeRef<'_>> = row.children_it(false).filter(is_cell).collect();
            let texts = cells.iter().map(|cell| {
                let text = self
                    .inner(cell, nesting)
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

/// Whether a table contains data (several rows and columns, no blocks) and is not used for layout.
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

fn prefixed(text: &str, first: &str, rest: &str) -> String {
    let lines = text.split('\n').enumerate().map(|(at, line)| match (at, line) {
        (0, line) => format!("{first}{line}"),
        (_, "") => rest.trim_end().to_owned(),
        (_, line) => format!("{rest}{line}"),
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// The Markdown blocks of a plain text.
pub(in crate::import) fn paragraphs(text: &str) -> Vec<String> {
    let paragraphs = clean::paragraphs(text);
    paragraphs
        .into_iter()
        .map(|lines| escape::paragraph(&lines.join(" ")))
        .collect()
}

//! The text of a Markdown file: its structure, its plain text, and the way back to the source.

use super::span::Span;
use super::url::SafeUrl;

/// A parsed body. Structure and text are apart: `nodes` says how the page is built, `plain` is
/// what a reader reads, and every text node is a span of `plain`.
#[derive(Clone, Debug, Default, Hash)]
pub struct Document {
    /// The text that readers see, without marks. Blocks are separated by one blank line; code
    /// blocks are not part of it.
    pub plain: String,
    /// The structure, in the order of the text.
    pub nodes: Vec<Node>,
    /// The pieces of `plain`, each a paragraph, heading, item, cell …
    pub blocks: Vec<TextBlock>,
    /// Where `plain` stands in the source.
    pub map: SourceMap,
    /// Links, by the number in [`Tag::Link`].
    pub links: Vec<Link>,
    /// Images, by the number in [`Node::Image`].
    pub images: Vec<Image>,
    /// Fenced and indented code, by the number in [`Node::CodeBlock`].
    pub code_blocks: Vec<CodeBlock>,
    /// Headings, for anchors and contents.
    pub headings: Vec<Heading>,
}

#[derive(Clone, Debug, PartialEq, Hash)]
pub enum Node {
    /// An element begins; the matching [`Node::End`] closes it.
    Start(Tag),
    /// The innermost open element ends.
    End,
    Text(Span),
    /// Inline code, a span of the plain text.
    Code(Span),
    /// A line end inside a paragraph; one byte of the plain text.
    SoftBreak,
    /// A forced line end; one byte of the plain text.
    HardBreak,
    Rule,
    /// A number that leads to a footnote: its number, and which of its references this is, from 1.
    FootnoteReference(u32, u32),
    Task(bool),
    Image(u32),
    CodeBlock(u32),
}

#[derive(Clone, Debug, PartialEq, Hash)]
pub enum Tag {
    /// A paragraph, with its number among the blocks.
    Paragraph(u32),
    /// A heading, with its number among the headings.
    Heading(u32),
    /// Somebody else's text, set apart.
    BlockQuote,
    /// A list; the first number where it is numbered.
    List(Option<u64>),
    Item,
    /// The text of a footnote: its number and how often it is referred to.
    Footnote(u32, u32),
    DefinitionList,
    Term,
    Definition,
    /// A table, with the alignment of its columns.
    Table(Vec<Alignment>),
    TableHead,
    TableRow,
    TableCell,
    Emphasis,
    Strong,
    Strikethrough,
    /// A link, by number.
    Link(u32),
}

/// How a column of a table is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Alignment {
    /// As the browser aligns text.
    None,
    Left,
    Center,
    Right,
}

/// What a piece of the plain text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum BlockKind {
    Paragraph,
    Heading,
    /// A table cell, a term, the text of a definition.
    Cell,
    Footnote,
}

/// A piece of the plain text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct TextBlock {
    /// Where it stands in the plain text.
    pub span: Span,
    pub kind: BlockKind,
    /// How many headings come before it: texts under one heading share this number.
    pub section: u32,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Link {
    pub target: LinkTarget,
    /// Its title; empty where there is none.
    pub title: String,
    /// The linked text, a span of the plain text.
    pub text: Span,
    /// The whole link in the file, for messages.
    pub source: Span,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum LinkTarget {
    External(SafeUrl),
    /// A path inside the site or beside the file, perhaps with a `#fragment`; still to be resolved.
    Path(String),
    /// `[[slug]]`, perhaps with a `#fragment`; `labelled` where a text of its own was given.
    Wiki {
        /// What stands in the brackets, before `|`.
        target: String,
        /// Whether a text follows after `|`.
        labelled: bool,
    },
    /// A destination that no page may link to; shown as text.
    Refused,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Image {
    pub path: String,
    /// What it shows, for those who do not see it.
    pub alt: String,
    /// Its title; empty where there is none.
    pub title: String,
    /// The whole image in the file, for messages.
    pub source: Span,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct CodeBlock {
    /// The language named behind the fence; empty where there is none.
    pub language: String,
    pub code: String,
    /// The block in the file, for messages.
    pub source: Span,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Heading {
    /// From 1.
    pub level: u8,
    /// The `id` on the page, with the prefix of the program's own ids.
    pub id: String,
    /// Its text in the plain text.
    pub span: Span,
}

/// Where the plain text stands in the file.
#[derive(Clone, Debug, Default, Hash)]
pub struct SourceMap {
    /// Ascending and apart in the plain text.
    runs: Vec<Run>,
}

/// A piece of the plain text and the bytes of the file that it stands for. Where both are equally
/// long they agree byte for byte; else the piece is one thing, such as a decoded entity.
#[derive(Clone, Copy, Debug, Hash)]
struct Run {
    plain: u32,
    file: u32,
    plain_length: u32,
    file_length: u32,
}

impl SourceMap {
    /// Notes that `plain_length` bytes at `plain` stand for `file_length` bytes at `file`.
    pub fn push(&mut self, plain: usize, plain_length: usize, file: usize, file_length: usize) {
        if plain_length == 0 {
            return;
        }
        let (plain, file) = (plain as u32, file as u32);
        let (plain_length, file_length) = (plain_length as u32, file_length as u32);
        if let Some(last) = self.runs.last_mut()
            && last.plain_length == last.file_length
            && plain_length == file_length
            && last.plain + last.plain_length == plain
            && last.file + last.file_length == file
        {
            last.plain_length += plain_length;
            last.file_length += file_length;
            return;
        }
        self.runs.push(Run {
            plain,
            file,
            plain_length,
            file_length,
        });
    }

    /// The span in the file that covers a span of the plain text: from what its first byte stands
    /// for to what its last byte stands for, marks between them included.
    pub fn to_file(&self, span: Span) -> Option<Span> {
        let first = self
            .runs
            .partition_point(|run| run.plain + run.plain_length <= span.start);
        let after = self.runs.partition_point(|run| run.plain < span.end);
        let run = self.runs.get(first)?;
        let inside = span.start.saturating_sub(run.plain);
        let start = if run.plain_length == run.file_length {
            run.file + inside
        } else {
            run.file
        };
        let run = self.runs.get(after.checked_sub(1)?)?;
        let inside = (span.end - run.plain).min(run.plain_length);
        let end = if run.plain_length == run.file_length {
            run.file + inside
        } else {
            run.file + run.file_length
        };
        (start <= end).then_some(Span { start, end })
    }
}

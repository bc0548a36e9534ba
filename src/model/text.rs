//! Documents with their links resolved: what the link stage adds to what was parsed.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::document::Document;
use super::ids::{AnnotationId, CorrectionId, EventId};
use super::output_path::OutputPath;
use super::span::Span;
use super::url::SafeUrl;

/// One of the documents of a content file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DocumentKey {
    /// The text below the front matter.
    Body,
    Annotation(AnnotationId),
    /// The note of a correction.
    Correction(CorrectionId),
    /// The note of an event of a timeline.
    Event(EventId),
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub enum ResolvedTarget {
    External(SafeUrl),
    /// A file of the site, perhaps with a fragment (without `#`).
    Internal(OutputPath, Option<String>),
    /// A place on the page of the document itself (without `#`).
    Fragment(String),
    /// Nowhere: only the text is shown.
    #[default]
    None,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct ResolvedLink {
    pub target: ResolvedTarget,
    /// The title of the page, which is shown instead of the text of a `[[slug]]` without one.
    pub label: Option<String>,
}

/// Where the links and images of a document lead, in their order.
#[derive(Debug, Default, Hash)]
pub struct ResolvedLinks {
    /// As many as [`Document::links`], or none.
    pub links: Vec<ResolvedLink>,
    /// For each of [`Document::images`] the file that it shows; `None` where there is no such file.
    pub images: Vec<Option<OutputPath>>,
}

/// Where the links and images of the documents of a content file lead.
#[derive(Debug, Default, Hash)]
pub struct LinkTable(BTreeMap<DocumentKey, ResolvedLinks>);

impl LinkTable {
    /// The links of a document, which are none where it has none.
    fn of(&self, key: DocumentKey) -> &ResolvedLinks {
        static NONE: ResolvedLinks = ResolvedLinks {
            links: Vec::new(),
            images: Vec::new(),
        };
        self.0.get(&key).unwrap_or(&NONE)
    }

    pub fn text<'a>(&'a self, key: DocumentKey, document: &'a Document) -> Text<'a> {
        Text {
            document,
            links: self.of(key),
        }
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Every resolved link and image, document after document.
    pub fn iter(&self) -> impl Iterator<Item = &ResolvedLinks> {
        self.0.values()
    }
}

impl FromIterator<(DocumentKey, ResolvedLinks)> for LinkTable {
    fn from_iter<I: IntoIterator<Item = (DocumentKey, ResolvedLinks)>>(all: I) -> LinkTable {
        let all = all.into_iter();
        LinkTable(
            all.filter(|(_, of)| !of.links.is_empty() || !of.images.is_empty())
                .collect(),
        )
    }
}

#[derive(Clone, Copy, Debug)]
pub struct Text<'a> {
    pub document: &'a Document,
    links: &'a ResolvedLinks,
}

impl<'a> Text<'a> {
    /// Where a link leads, by its number in the document.
    pub fn link(self, number: usize) -> &'a ResolvedLink {
        &self.links.links[number]
    }

    /// The file that an image shows, by the image's number in the document.
    pub fn image(self, number: usize) -> Option<&'a OutputPath> {
        self.links.images[number].as_ref()
    }

    /// A part of the text as readers see it: where an editor wrote `[[slug]]`, the title of its page stands.
    pub fn as_read(self, span: Span) -> Cow<'a, str> {
        let plain = self.document.plain.as_str();
        let links = &self.document.links;
        let first = links.partition_point(|link| link.text.start < span.start);
        let inside = links[first..].iter().take_while(|link| link.text.end <= span.end);
        let mut labels = inside
            .zip(first..)
            .filter_map(|(link, number)| Some((link.text, self.link(number).label.as_deref()?)))
            .peekable();
        if labels.peek().is_none() {
            return Cow::Borrowed(span.slice(plain));
        }
        let between = |start, end| Span { start, end }.slice(plain);
        let mut text = String::with_capacity(span.len() + 32);
        let mut at = span.start;
        for (link, label) in labels {
            if link.start >= at {
                text.push_str(between(at, link.start));
                text.push_str(label);
                at = link.end;
            }
        }
        text.push_str(between(at, span.end));
        Cow::Owned(text)
    }
}

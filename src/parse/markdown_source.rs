//! A Markdown text that knows its position in the file.

use crate::diagnostics::{Code, Diagnostic, Place};
use crate::model::key_path::KeyPath;
use crate::model::span::Span;

/// A Markdown text and its position in a file.
pub struct MarkdownSource<'a> {
    pub text: &'a str,
    /// The byte of the file at which it begins; 0 in front matter.
    pub offset: usize,
    /// Its key in the front matter; `None` for the body.
    pub key: Option<KeyPath>,
}

impl MarkdownSource<'_> {
    /// A diagnostic at a span of the text; in front matter at the whole value.
    pub(super) fn diagnostic(&self, code: Code, span: Span, message: impl Into<String>) -> Diagnostic {
        let place = match &self.key {
            Some(key) => Place::Value(key.clone()),
            None => Place::Bytes(Span::new(
                self.offset + span.start as usize,
                self.offset + span.end as usize,
            )),
        };
        Diagnostic::new(code, message).placed(place)
    }
}

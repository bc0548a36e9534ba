//! A problem, its place and its remedy.

use camino::{Utf8Path, Utf8PathBuf};

use super::code::{Code, Severity};
use crate::model::key_path::KeyPath;
use crate::model::span::Span;

/// A problem of a site, with its place and its remedy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// The stable name of the problem.
    pub code: Code,
    /// The severity after the levels of the configuration are applied.
    pub severity: Severity,
    /// `None` if the problem concerns the whole site.
    pub location: Option<Location>,
    /// What is wrong.
    pub message: String,
    /// The remedy.
    pub help: Option<String>,
    /// Places in the file whose line numbers are appended to the message.
    pub places: Vec<Span>,
}

/// A file and a place in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Location {
    /// Relative to the site's root; empty until the caller knows the file.
    pub file: Utf8PathBuf,
    /// The part of the file.
    pub place: Place,
}

/// A place in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// The file as a whole.
    File,
    /// A byte range of the file.
    Bytes(Span),
    /// A value in the front matter or in a YAML file.
    Value(KeyPath),
    /// The key of such a value, in place of the value.
    Key(KeyPath),
    /// Line and column, both from 1; columns count characters.
    LineColumn(u32, u32),
}

impl Diagnostic {
    /// A problem with the default severity of its code.
    pub fn new(code: Code, message: impl Into<String>) -> Diagnostic {
        Diagnostic {
            code,
            severity: code.severity(),
            location: None,
            message: message.into(),
            help: None,
            places: Vec::new(),
        }
    }

    /// Sets file and place.
    #[must_use]
    pub fn at(mut self, file: &Utf8Path, place: Place) -> Diagnostic {
        self.location = Some(Location {
            file: file.to_owned(),
            place,
        });
        self
    }

    /// Sets the place in a file that the caller fills in.
    #[must_use]
    pub fn placed(self, place: Place) -> Diagnostic {
        self.at(Utf8Path::new(""), place)
    }

    /// Sets the remedy.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Diagnostic {
        self.help = Some(help.into());
        self
    }
}

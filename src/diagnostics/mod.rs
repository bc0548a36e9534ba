//! What the program has to say about a site: typed problems, each with its place and its remedy.
//!
//! No stage prints and none stops at the first problem: each returns its value and a list of
//! [`Diagnostic`]s. The pipeline [locates](locate) them in the files, the command line prints them.

pub mod anchors;
mod code;
mod explain;
mod human;
pub mod json;
mod levels;
pub mod locate;
mod passage;
pub mod sarif;
mod seen;

pub use code::{Code, Severity};
pub use explain::Explanation;
pub use human::Printer;
pub use levels::{Level, Levels};
pub use seen::seen_from;

use camino::{Utf8Path, Utf8PathBuf};

use crate::model::key_path::KeyPath;
use crate::model::span::Span;

/// One problem.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// Which problem.
    pub code: Code,
    /// How bad it is.
    pub severity: Severity,
    /// The file, relative to the site's root, and the place in it.
    pub location: Option<Location>,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: Option<String>,
    /// Places of the file that the message speaks of: their lines are named at its end.
    pub places: Vec<Span>,
}

/// A file and a place in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Location {
    /// Relative to the site's root.
    pub file: Utf8PathBuf,
    /// Where.
    pub place: Place,
}

/// A place in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// The file as a whole.
    File,
    /// These bytes of the file.
    Bytes(Span),
    /// A value of the front matter or of a YAML file.
    Value(KeyPath),
    /// The key of such a value.
    Key(KeyPath),
    /// A line and a column, both from 1, in characters.
    LineColumn(u32, u32),
}

impl Diagnostic {
    /// A problem with the severity that its code has by default.
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

    /// The same, at a place.
    #[must_use]
    pub fn at(mut self, file: &Utf8Path, place: Place) -> Diagnostic {
        self.location = Some(Location {
            file: file.to_owned(),
            place,
        });
        self
    }

    /// The same, with a remedy.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Diagnostic {
        self.help = Some(help.into());
        self
    }
}

/// How many slips of the pen lie between two words.
pub fn distance(one: &str, other: &str) -> usize {
    strsim::damerau_levenshtein(one, other)
}

/// "did you mean `x`?", where one of the known words is near enough.
pub fn did_you_mean<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<String> {
    nearest(word, known).map(|word| format!("did you mean `{word}`?"))
}

/// The known word that is meant, where one is near enough.
pub fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let lower = word.to_lowercase();
    let best = known
        .into_iter()
        .map(|candidate| (distance(&lower, &candidate.to_lowercase()), candidate))
        .min_by_key(|(distance, candidate)| (*distance, candidate.len()))?;
    let limit = (word.chars().count() / 3).max(1);
    (best.0 <= limit).then_some(best.1)
}

/// The first characters of what is too long for a message.
pub fn shortened(text: &str) -> String {
    const LONGEST: usize = 60;
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

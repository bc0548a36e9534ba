//! Writes new files without overwriting.

use std::fs::{self, OpenOptions};
use std::io::{ErrorKind, Write};

use camino::Utf8Path;

use super::args::shown;
use crate::model::slug::{MAX_LENGTH, Slug};

pub(super) enum WriteError {
    Exists,
    /// The operating system failed; the message contains the path.
    Failed(String),
}

/// Writes a new file and creates its parent folders. A partially written file is removed.
pub(super) fn write_new(path: &Utf8Path, text: &str) -> Result<(), WriteError> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)
            .map_err(|error| WriteError::Failed(format!("cannot create {}: {error}", shown(folder))))?;
    }
    let failed = |error: std::io::Error| WriteError::Failed(format!("cannot write {}: {error}", shown(path)));
    let mut file = OpenOptions::new()
        .write(true)
        .create_new(true)
        .open(path)
        .map_err(|error| match error.kind() {
            ErrorKind::AlreadyExists => WriteError::Exists,
            _ => failed(error),
        })?;
    file.write_all(text.as_bytes()).map_err(|error| {
        let _ = fs::remove_file(path);
        failed(error)
    })
}

/// Similar slugs: `x-2`, `x-3` …
pub(super) fn numbered(slug: &Slug) -> impl Iterator<Item = Slug> {
    (2..1000).filter_map(move |number| {
        let end = format!("-{number}");
        let stem: String = slug.as_str().chars().take(MAX_LENGTH - end.len()).collect();
        Slug::parse(&format!("{}{end}", stem.trim_end_matches('-')))
    })
}

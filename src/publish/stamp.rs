//! When a file of the site was written, and how long it is: by this a build sees that nobody touched it since.

use std::fs;
use std::time::UNIX_EPOCH;

use camino::Utf8Path;
use serde::{Deserialize, Serialize};

/// The size of a file and the moment at which it was changed last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamp {
    /// In bytes.
    size: u64,
    /// In seconds since 1970, and nanoseconds.
    changed: (u64, u32),
}

impl Stamp {
    /// The stamp of a file; `None` where there is none, or the file system does not tell.
    pub fn of(file: &Utf8Path) -> Option<Stamp> {
        let data = fs::symlink_metadata(file).ok().filter(fs::Metadata::is_file)?;
        let since = data.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
        Some(Stamp {
            size: data.len(),
            changed: (since.as_secs(), since.subsec_nanos()),
        })
    }
}

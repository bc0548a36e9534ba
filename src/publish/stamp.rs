//! Size and modification time of a file: equal stamps mean that nobody has changed it since.

use std::fs;
use std::time::UNIX_EPOCH;

use camino::Utf8Path;
use serde::{Deserialize, Serialize};

/// The size and the modification time of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamp {
    /// In bytes.
    size: u64,
    /// In seconds since 1970 and nanoseconds.
    changed: (u64, u32),
}

impl Stamp {
    /// The stamp of a file; `None` if it does not exist, or the file system has no modification times.
    pub fn of(file: &Utf8Path) -> Option<Stamp> {
        let data = fs::symlink_metadata(file).ok().filter(fs::Metadata::is_file)?;
        let since = data.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
        Some(Stamp {
            size: data.len(),
            changed: (since.as_secs(), since.subsec_nanos()),
        })
    }
}

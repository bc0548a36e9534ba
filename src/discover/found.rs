//! A file before it is read.

use camino::Utf8PathBuf;

use crate::diagnostics::{Code, Diagnostic, Place};

/// The maximum size of a content file, in bytes.
pub const FILE_LIMIT: u64 = 16 * 1024 * 1024;

/// A file that was found.
pub(super) struct Found {
    pub path: Utf8PathBuf,
    /// In bytes.
    pub size: u64,
}

impl Found {
    pub fn too_large(&self) -> Diagnostic {
        let (size, limit) = (self.size >> 20, FILE_LIMIT >> 20);
        let message = format!("the file is larger than {limit} MiB ({size} MiB)");
        Diagnostic::new(Code::FileTooLarge, message)
            .at(&self.path, Place::File)
            .help("split the text into several files")
    }
}

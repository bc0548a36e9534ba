//! The paths in an output folder, and what is found at them.

use std::fs;
use std::io;
use std::path::Path;

use camino::{Utf8Path, Utf8PathBuf};

use crate::diagnostics::Diagnostic;
use crate::model::output_path::OutputPath;

use super::problem;

/// The folder in the output for everything that is not part of the site.
pub const OWN: &str = ".dossier";

/// The folder of a Git repository.
pub const GIT: &str = ".git";

/// An output folder that the guard has accepted.
pub struct Target {
    /// The path with symbolic links resolved.
    root: Utf8PathBuf,
    own: Utf8PathBuf,
    staging: Utf8PathBuf,
}

/// What exists at a path. Symbolic links are not followed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    Missing,
    File,
    Folder,
    Symlink,
    /// A device, pipe or socket.
    Special,
}

impl Target {
    pub fn new(root: Utf8PathBuf) -> Target {
        let own = root.join(OWN);
        let staging = own.join("staging");
        Target { root, own, staging }
    }

    pub fn root(&self) -> &Utf8Path {
        &self.root
    }

    /// The folder `.dossier`.
    pub fn own(&self) -> &Utf8Path {
        &self.own
    }

    /// Locked by the build that writes to the output.
    pub fn lock(&self) -> Utf8PathBuf {
        self.own.join("lock")
    }

    /// The list of the site's files; its presence marks the output as ours.
    pub fn manifest(&self) -> Utf8PathBuf {
        self.own.join("manifest")
    }

    /// The manifest of the site that is being put in place.
    pub fn next_manifest(&self) -> Utf8PathBuf {
        self.own.join("manifest.next")
    }

    /// The journal of a committed publication.
    pub fn journal(&self) -> Utf8PathBuf {
        self.own.join("journal")
    }

    /// The journal of a publication that is not committed yet.
    pub fn next_journal(&self) -> Utf8PathBuf {
        self.own.join("journal.next")
    }

    /// The folder of new files that are not in place yet.
    pub fn staging(&self) -> &Utf8Path {
        &self.staging
    }

    /// The new file with this number.
    pub fn staged(&self, number: u64) -> Utf8PathBuf {
        self.staging.join(number.to_string())
    }

    /// A file or folder of the site.
    pub fn place(&self, path: &str) -> Utf8PathBuf {
        self.root.join(path)
    }
}

/// What exists at `path`. A path through something that is not a folder is missing.
///
/// # Errors
/// The operating system cannot tell.
pub fn kind(path: impl AsRef<Path>) -> io::Result<Kind> {
    match fs::symlink_metadata(path) {
        Ok(data) => Ok(kind_of(data.file_type())),
        Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {
            Ok(Kind::Missing)
        }
        Err(error) => Err(error),
    }
}

/// [`kind`], with the error as a diagnostic.
pub fn look(path: &Utf8Path) -> Result<Kind, Diagnostic> {
    kind(path).map_err(|error| problem::failed("access", path, &error))
}

pub fn kind_of(file: fs::FileType) -> Kind {
    if file.is_symlink() {
        Kind::Symlink
    } else if file.is_dir() {
        Kind::Folder
    } else if file.is_file() {
        Kind::File
    } else {
        Kind::Special
    }
}

/// The bytes of a file; `None` if it does not exist.
pub fn read(path: &Utf8Path) -> io::Result<Option<Vec<u8>>> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// A path that a file of the site may have; `None` for paths in `.dossier` and `.git`.
pub fn own_path(path: &str) -> Option<OutputPath> {
    let first = path.split('/').next().unwrap_or("");
    let kept = first.eq_ignore_ascii_case(OWN) || first.eq_ignore_ascii_case(GIT);
    (!kept).then(|| OutputPath::new(path)).flatten()
}

/// The parent folders of a path, the outermost first.
pub fn folders_of(path: &str) -> impl Iterator<Item = &str> {
    path.match_indices('/').map(|(at, _)| &path[..at])
}

/// The parent folder of a path; empty for the root.
pub fn parent_of(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(parent, _)| parent)
}

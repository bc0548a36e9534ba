//! The diagnostics of this stage.

use std::io;

use camino::Utf8Path;

use crate::diagnostics::{Code, Diagnostic};

/// For a symbolic link inside the output.
pub(super) const LINKED: &str = "is a symbolic link, and dossier does not write through symbolic links";

/// For a file where a page belongs.
pub(super) const NOT_OURS: &str = "is where a page belongs, but dossier did not create it";

/// An output that must not be written to.
pub(super) fn refused(message: impl Into<String>, help: impl Into<String>) -> Diagnostic {
    Diagnostic::new(Code::OutputRefused, message).help(help)
}

/// Something of the user's is where a file of the site belongs.
pub(super) fn foreign(path: &Utf8Path, what: &str) -> Diagnostic {
    Diagnostic::new(Code::OutputForeignFile, format!("`{path}` {what}"))
        .help("move it out of the output, or give the page another address; nothing was changed")
}

/// The operating system failed before the commit point.
pub(super) fn failed(action: &str, path: &Utf8Path, error: &io::Error) -> Diagnostic {
    Diagnostic::new(Code::OutputFailed, format!("cannot {action} `{path}`: {error}"))
        .help(format!("{}; the existing site is unchanged", remedy(error)))
}

/// The operating system failed after the commit point.
pub(super) fn failed_after_commit(action: &str, path: &Utf8Path, error: &io::Error) -> Diagnostic {
    Diagnostic::new(Code::OutputFailed, format!("cannot {action} `{path}`: {error}")).help(format!(
        "{}, then build again: the next build first completes this site",
        remedy(error)
    ))
}

/// A file to be copied cannot be read.
pub(super) fn unreadable(path: &Utf8Path, error: &io::Error) -> Diagnostic {
    Diagnostic::new(Code::Unreadable, format!("cannot read `{path}`: {error}"))
        .help("make the file readable, or remove it from the site")
}

fn remedy(error: &io::Error) -> &'static str {
    if too_many_open_files(error) {
        return "close other programs, or raise the limit on open files (`ulimit -n 4096`)";
    }
    match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => "free up disk space",
        io::ErrorKind::ReadOnlyFilesystem | io::ErrorKind::PermissionDenied => {
            "make the folder writable, or choose another one with `--output`"
        }
        _ => "fix the cause, or choose another folder with `--output`",
    }
}

#[cfg(unix)]
fn too_many_open_files(error: &io::Error) -> bool {
    use rustix::io::Errno;
    matches!(Errno::from_io_error(error), Some(Errno::MFILE | Errno::NFILE))
}

#[cfg(not(unix))]
fn too_many_open_files(_: &io::Error) -> bool {
    false
}

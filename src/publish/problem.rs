//! What goes wrong while a site is written, in words.

use std::io;

use camino::Utf8Path;

use crate::diagnostics::{Code, Diagnostic};

/// Said of a symbolic link inside the output.
pub(super) const LINKED: &str = "is a symbolic link, and nothing is written through those";

/// An output that must not be written to.
pub(super) fn refused(message: impl Into<String>, help: impl Into<String>) -> Diagnostic {
    Diagnostic::new(Code::OutputRefused, message).help(help)
}

/// Something of the user's lies where a file of the site belongs.
pub(super) fn foreign(path: &Utf8Path, what: &str) -> Diagnostic {
    Diagnostic::new(Code::OutputForeignFile, format!("`{path}` {what}"))
        .help("move it out of the output, or give the page another address; nothing was changed")
}

/// The operating system could not do something before the commit point.
pub(super) fn failed(action: &str, path: &Utf8Path, error: &io::Error) -> Diagnostic {
    Diagnostic::new(Code::OutputFailed, format!("cannot {action} `{path}`: {error}"))
        .help(format!("{}; the site that was there is unharmed", remedy(error)))
}

/// The operating system could not do something after the commit point.
pub(super) fn half_way(action: &str, path: &Utf8Path, error: &io::Error) -> Diagnostic {
    Diagnostic::new(Code::OutputFailed, format!("cannot {action} `{path}`: {error}")).help(format!(
        "{}, and build again: the next build puts the rest of this site in place first",
        remedy(error)
    ))
}

/// A file that is to be copied cannot be read.
pub(super) fn unreadable(path: &Utf8Path, error: &io::Error) -> Diagnostic {
    Diagnostic::new(Code::Unreadable, format!("cannot read `{path}`: {error}"))
        .help("make the file readable, or remove it from the site")
}

fn remedy(error: &io::Error) -> &'static str {
    if too_many_open_files(error) {
        return "close other programs or raise the limit of open files (`ulimit -n 4096`)";
    }
    match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => "make room on the disk",
        io::ErrorKind::ReadOnlyFilesystem | io::ErrorKind::PermissionDenied => {
            "make the folder writable, or choose another one with `--output`"
        }
        _ => "mend this, or choose another folder with `--output`",
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

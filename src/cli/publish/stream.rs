//! A commit in the format of `git fast-import`, which bypasses all filters and hooks.

use std::fs;
use std::io::{self, Write};

use camino::{Utf8Path, Utf8PathBuf};

pub struct Commit<'a> {
    /// The files, relative to the folder, sorted.
    pub files: &'a [Utf8PathBuf],
    pub folder: &'a Utf8Path,
    pub parent: Option<&'a str>,
    /// Name, email and time of the committer, in the format of Git.
    pub identity: &'a str,
    pub message: &'a str,
}

impl Commit<'_> {
    /// Writes the commit, to be stored under a reference. Errors: a file cannot be read, or git has closed the pipe.
    pub fn write(&self, reference: &str, out: &mut impl Write) -> io::Result<()> {
        writeln!(out, "commit {reference}\ncommitter {}", self.identity)?;
        data(self.message.as_bytes(), out)?;
        if let Some(parent) = self.parent {
            writeln!(out, "from {parent}")?;
        }
        writeln!(out, "deleteall")?;
        for file in self.files {
            let bytes = fs::read(self.folder.join(file))?;
            // Paths of a site contain neither quotes nor line breaks.
            writeln!(out, "M 100644 inline {file}")?;
            data(&bytes, out)?;
        }
        // Without it, a truncated stream would become a commit with fewer files.
        writeln!(out, "done")
    }
}

fn data(bytes: &[u8], out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "data {}", bytes.len())?;
    out.write_all(bytes)?;
    writeln!(out)
}

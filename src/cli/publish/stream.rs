//! A commit as `git fast-import` reads it: the bytes of the files, past every filter and hook.

use std::fs;
use std::io::{self, Write};

use camino::{Utf8Path, Utf8PathBuf};

/// A commit to be made.
pub struct Commit<'a> {
    /// The files, relative to the folder, sorted.
    pub files: &'a [Utf8PathBuf],
    /// Where they lie.
    pub folder: &'a Utf8Path,
    /// The commit before it.
    pub parent: Option<&'a str>,
    /// Who commits and when, as git writes it.
    pub identity: &'a str,
    /// What it says.
    pub message: &'a str,
}

impl Commit<'_> {
    /// Writes the commit as the only one of a reference.
    ///
    /// # Errors
    /// A file cannot be read, or git does not listen any more.
    pub fn write(&self, reference: &str, out: &mut impl Write) -> io::Result<()> {
        writeln!(out, "commit {reference}\ncommitter {}", self.identity)?;
        data(self.message.as_bytes(), out)?;
        if let Some(parent) = self.parent {
            writeln!(out, "from {parent}")?;
        }
        writeln!(out, "deleteall")?;
        for file in self.files {
            let bytes = fs::read(self.folder.join(file))?;
            // The addresses of the site hold neither quotes nor line ends.
            writeln!(out, "M 100644 inline {file}")?;
            data(&bytes, out)?;
        }
        // Without it a stream that breaks off would be a commit with fewer files.
        writeln!(out, "done")
    }
}

fn data(bytes: &[u8], out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "data {}", bytes.len())?;
    out.write_all(bytes)?;
    writeln!(out)
}

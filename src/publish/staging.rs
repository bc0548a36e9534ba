//! The staging folder: new files, until all of them are complete.

use std::fs::{self, File};
use std::io::{self, Read, Seek};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, OnceLock, PoisonError};

use camino::Utf8Path;

use crate::diagnostics::{Code, Diagnostic};
use crate::model::output_path::OutputPath;

use super::io::{CopyError, Io};
use super::layout::{self, Kind, Target};
use super::locked::LockedTarget;
use super::manifest::{Digest, Entry, Manifest};
use super::plan::Staged;
use super::problem;
use super::stamp::Stamp;

/// Files up to this size, in bytes, are copied through memory.
const SMALL: u64 = 1024 * 1024;

/// Receives files from many threads. No lock is held during disk access.
pub(super) struct Staging {
    old: Manifest,
    files: Mutex<Files>,
    numbers: AtomicU64,
    /// The first file that could not be staged: a site without it is not published.
    failure: OnceLock<Diagnostic>,
}

/// The files received so far.
#[derive(Default)]
pub(super) struct Files {
    /// All files of the site.
    pub entries: Vec<Entry>,
    /// Those that are new or changed, in the staging folder.
    pub staged: Vec<Staged>,
    /// The total size of the staged files, in bytes.
    pub bytes: u64,
}

impl Staging {
    /// A staging folder for an output whose site has this manifest.
    pub fn new(old: Manifest) -> Staging {
        Staging {
            old,
            files: Mutex::default(),
            numbers: AtomicU64::new(0),
            failure: OnceLock::new(),
        }
    }

    /// The files of the previous site.
    pub fn old(&self) -> &Manifest {
        &self.old
    }

    pub fn write(&self, locked: &LockedTarget, path: &OutputPath, bytes: &[u8]) -> Result<(), Diagnostic> {
        self.remember(self.stage_bytes(locked, path, bytes))
    }

    /// Keeps files of the previous site, if all of them still have these stamps.
    pub fn keep(&self, locked: &LockedTarget, files: &[(OutputPath, Stamp)]) -> bool {
        let entry = |(path, stamp): &(OutputPath, Stamp)| {
            let entry = self.old.get(path.as_str())?;
            (Stamp::of(&locked.target.place(path.as_str())).as_ref() == Some(stamp)).then(|| entry.clone())
        };
        let Some(entries) = files.iter().map(entry).collect::<Option<Vec<Entry>>>() else {
            return false;
        };
        entries.into_iter().for_each(|entry| self.add(entry, None));
        true
    }

    pub fn copy(&self, locked: &LockedTarget, path: &OutputPath, from: &Utf8Path) -> Result<(), Diagnostic> {
        self.remember(self.stage_copy(locked, path, from))
    }

    /// Takes out all files; the error is that of the first file that could not be staged.
    pub fn take(&mut self) -> Result<Files, Diagnostic> {
        match self.failure.get() {
            Some(failure) => Err(failure.clone()),
            None => Ok(std::mem::take(
                self.files.get_mut().unwrap_or_else(PoisonError::into_inner),
            )),
        }
    }

    fn remember(&self, result: Result<(), Diagnostic>) -> Result<(), Diagnostic> {
        if let Err(diagnostic) = &result {
            let _ = self.failure.set(diagnostic.clone());
        }
        result
    }

    fn stage_bytes(&self, locked: &LockedTarget, path: &OutputPath, bytes: &[u8]) -> Result<(), Diagnostic> {
        let entry = Entry {
            path: checked(path)?,
            digest: Digest::of(bytes),
            size: bytes.len() as u64,
        };
        if self.is_listed(&entry) && is_on_disk(&locked.target, path, bytes) {
            self.add(entry, None);
            return Ok(());
        }
        let number = self.next_number();
        let place = locked.target.staged(number);
        locked
            .io
            .write_new(&place, bytes)
            .map_err(|error| problem::failed("write", &place, &error))?;
        self.add(entry, Some(number));
        Ok(())
    }

    fn stage_copy(&self, locked: &LockedTarget, path: &OutputPath, from: &Utf8Path) -> Result<(), Diagnostic> {
        let unreadable = |error: io::Error| problem::unreadable(from, &error);
        match layout::kind(from).map_err(unreadable)? {
            Kind::File => {}
            Kind::Missing => return Err(unreadable(io::ErrorKind::NotFound.into())),
            Kind::Symlink => {
                return Err(Diagnostic::new(Code::Symlink, format!("`{from}` is a symbolic link"))
                    .help("put the file itself there"));
            }
            Kind::Folder | Kind::Special => return Err(unreadable(io::Error::other("it is not a regular file"))),
        }
        let mut file = File::open(from).map_err(unreadable)?;
        let size = file.metadata().map_err(unreadable)?.len();
        if size <= SMALL {
            let mut bytes = Vec::new();
            file.read_to_end(&mut bytes).map_err(unreadable)?;
            return self.stage_bytes(locked, path, &bytes);
        }
        let path = checked(path)?;
        if self.old.get(path.as_str()).is_some_and(|old| old.size == size) {
            let entry = Entry {
                path: path.clone(),
                digest: hash(&mut file).map_err(unreadable)?,
                size,
            };
            if self.is_listed(&entry) && has_digest(&locked.target, &entry) {
                self.add(entry, None);
                return Ok(());
            }
            file.rewind().map_err(unreadable)?;
        }
        let number = self.next_number();
        let place = locked.target.staged(number);
        let (hash, size) = locked.io.copy_new(&place, &mut file).map_err(|error| match error {
            CopyError::Source(error) => unreadable(error),
            CopyError::Target(error) => problem::failed("write", &place, &error),
        })?;
        self.add(
            Entry {
                path,
                digest: hash.into(),
                size,
            },
            Some(number),
        );
        Ok(())
    }

    fn next_number(&self) -> u64 {
        self.numbers.fetch_add(1, Ordering::Relaxed)
    }

    fn add(&self, entry: Entry, staged: Option<u64>) {
        let mut files = self.files.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(number) = staged {
            files.staged.push(Staged {
                number,
                path: entry.path.clone(),
            });
            files.bytes += entry.size;
        }
        files.entries.push(entry);
    }

    fn is_listed(&self, entry: &Entry) -> bool {
        self.old.get(entry.path.as_str()) == Some(entry)
    }
}

/// Removes the staged files and their folder, and nothing else.
pub(super) fn clear_staging(target: &Target, io: &Io) -> Result<(), Diagnostic> {
    let staging = target.staging();
    if layout::look(staging)? != Kind::Folder {
        return Ok(());
    }
    let failed = |error| problem::failed("empty", staging, &error);
    for entry in fs::read_dir(staging).map_err(failed)? {
        let entry = entry.map_err(failed)?;
        let name = entry.file_name();
        let numbered = name
            .to_str()
            .is_some_and(|name| name.bytes().all(|b| b.is_ascii_digit()));
        if numbered && layout::kind_of(entry.file_type().map_err(failed)?) == Kind::File {
            io.remove_file(&staging.join(name.to_string_lossy().as_ref()))
                .map_err(failed)?;
        }
    }
    io.remove_dir_if_empty(staging).map(drop).map_err(failed)
}

/// Whether the file in the output has exactly these bytes; if it was changed or damaged, it is written again.
fn is_on_disk(target: &Target, path: &OutputPath, bytes: &[u8]) -> bool {
    let place = target.place(path.as_str());
    is_file(&place, bytes.len() as u64) && fs::read(&place).is_ok_and(|there| there == bytes)
}

/// [`is_on_disk`] for a file too large for memory.
fn has_digest(target: &Target, entry: &Entry) -> bool {
    let place = target.place(entry.path.as_str());
    is_file(&place, entry.size)
        && File::open(&place)
            .and_then(|mut file| hash(&mut file))
            .is_ok_and(|there| there == entry.digest)
}

/// The path, unless it is reserved: the manifest would be refused otherwise.
fn checked(path: &OutputPath) -> Result<OutputPath, Diagnostic> {
    layout::own_path(path.as_str()).ok_or_else(|| {
        problem::refused(
            format!("a file of the site has the reserved address `{path}`"),
            "give the file another name",
        )
    })
}

fn is_file(path: &Utf8Path, size: u64) -> bool {
    fs::symlink_metadata(path).is_ok_and(|data| data.is_file() && data.len() == size)
}

fn hash(file: &mut File) -> io::Result<Digest> {
    let mut hasher = blake3::Hasher::new();
    hasher.update_reader(file)?;
    Ok(hasher.finalize().into())
}

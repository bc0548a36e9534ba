//! New files, until all are there.

use std::fs::{self, File};
use std::io::{self, Read, Seek};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, OnceLock, PoisonError};

use camino::Utf8Path;

use crate::diagnostics::{Code, Diagnostic};
use crate::model::output_path::OutputPath;

use super::ground::Ground;
use super::io::CopyError;
use super::layout::{self, Kind, Target};
use super::manifest::{Digest, Entry, Manifest};
use super::plan::Staged;
use super::problem;
use super::stamp::Stamp;

/// A file up to this size, in bytes, is copied through memory.
const SMALL: u64 = 1024 * 1024;

/// Takes files from many threads. No lock is held while the disk is busy.
pub(super) struct Staging {
    old: Manifest,
    files: Mutex<Files>,
    numbers: AtomicU64,
    /// The first file that could not be staged: a site without it is not published.
    failure: OnceLock<Diagnostic>,
}

/// What was handed over so far.
#[derive(Default)]
pub(super) struct Files {
    /// All files of the site.
    pub entries: Vec<Entry>,
    /// Those that are not in their place yet.
    pub staged: Vec<Staged>,
    /// The size of these, in bytes.
    pub bytes: u64,
}

impl Staging {
    /// Stages for an output that holds a site with this manifest.
    pub fn new(old: Manifest) -> Staging {
        Staging {
            old,
            files: Mutex::default(),
            numbers: AtomicU64::new(0),
            failure: OnceLock::new(),
        }
    }

    /// The files of the site that is there.
    pub fn old(&self) -> &Manifest {
        &self.old
    }

    /// Stages a file.
    pub fn write(&self, ground: &Ground, path: &OutputPath, bytes: &[u8]) -> Result<(), Diagnostic> {
        self.remember(self.stage_bytes(ground, path, bytes))
    }

    /// Keeps files of the former site as they are, if all of them are there as they were left.
    pub fn keep(&self, ground: &Ground, files: &[(OutputPath, Stamp)]) -> bool {
        let entry = |(path, stamp): &(OutputPath, Stamp)| {
            let entry = self.old.get(path.as_str())?;
            (Stamp::of(&ground.target.place(path.as_str())).as_ref() == Some(stamp)).then(|| entry.clone())
        };
        let Some(entries) = files.iter().map(entry).collect::<Option<Vec<Entry>>>() else {
            return false;
        };
        entries.into_iter().for_each(|entry| self.add(entry, None));
        true
    }

    /// Stages a copy of a file.
    pub fn copy(&self, ground: &Ground, path: &OutputPath, from: &Utf8Path) -> Result<(), Diagnostic> {
        self.remember(self.stage_copy(ground, path, from))
    }

    /// Hands out all files; the error is the one of the first that could not be staged.
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

    fn stage_bytes(&self, ground: &Ground, path: &OutputPath, bytes: &[u8]) -> Result<(), Diagnostic> {
        let entry = Entry {
            path: checked(path)?,
            digest: Digest::of(bytes),
            size: bytes.len() as u64,
        };
        if self.is_listed(&entry) && is_on_disk(&ground.target, path, bytes) {
            self.add(entry, None);
            return Ok(());
        }
        let number = self.next_number();
        let place = ground.target.staged(number);
        ground
            .io
            .write_new(&place, bytes)
            .map_err(|error| problem::failed("write", &place, &error))?;
        self.add(entry, Some(number));
        Ok(())
    }

    fn stage_copy(&self, ground: &Ground, path: &OutputPath, from: &Utf8Path) -> Result<(), Diagnostic> {
        let unreadable = |error: io::Error| problem::unreadable(from, &error);
        match layout::kind(from).map_err(unreadable)? {
            Kind::File => {}
            Kind::Missing => return Err(unreadable(io::ErrorKind::NotFound.into())),
            Kind::Symlink => {
                return Err(Diagnostic::new(Code::Symlink, format!("`{from}` is a symbolic link"))
                    .help("put the file itself there"));
            }
            Kind::Folder | Kind::Special => return Err(unreadable(io::Error::other("it is not a file"))),
        }
        let mut file = File::open(from).map_err(unreadable)?;
        let size = file.metadata().map_err(unreadable)?.len();
        if size <= SMALL {
            let mut bytes = Vec::new();
            file.read_to_end(&mut bytes).map_err(unreadable)?;
            return self.stage_bytes(ground, path, &bytes);
        }
        let path = checked(path)?;
        if self.old.get(path.as_str()).is_some_and(|old| old.size == size) {
            let entry = Entry {
                path: path.clone(),
                digest: hash(&mut file).map_err(unreadable)?,
                size,
            };
            if self.is_listed(&entry) && has_digest(&ground.target, &entry) {
                self.add(entry, None);
                return Ok(());
            }
            file.rewind().map_err(unreadable)?;
        }
        let number = self.next_number();
        let place = ground.target.staged(number);
        let (hash, size) = ground.io.copy_new(&place, &mut file).map_err(|error| match error {
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

/// Whether the output holds these very bytes, so that a file that somebody or a power cut
/// changed is mended.
fn is_on_disk(target: &Target, path: &OutputPath, bytes: &[u8]) -> bool {
    let place = target.place(path.as_str());
    is_file(&place, bytes.len() as u64) && fs::read(&place).is_ok_and(|there| there == bytes)
}

/// The same for a file that is too large to be held.
fn has_digest(target: &Target, entry: &Entry) -> bool {
    let place = target.place(entry.path.as_str());
    is_file(&place, entry.size)
        && File::open(&place)
            .and_then(|mut file| hash(&mut file))
            .is_ok_and(|there| there == entry.digest)
}

/// A path that a site may have, and that will be read back from the manifest.
fn checked(path: &OutputPath) -> Result<OutputPath, Diagnostic> {
    layout::own_path(path.as_str()).ok_or_else(|| {
        problem::refused(
            format!("no file of the site can have the address `{path}`"),
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

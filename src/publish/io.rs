//! All changes that this stage makes to the disk.
//!
//! Every changing operation is a numbered step. Tests inject a [`Fault`] at each step in turn, to see
//! what happens when the process is killed or the disk fails there.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Write};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use blake3::Hasher;
use camino::Utf8Path;

/// A fault to inject, and the step at which it occurs, counted from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(not(feature = "internals"), expect(dead_code, reason = "made by tests"))]
pub enum Fault {
    /// The process is killed: the step is not performed (a write is half performed), nor is any later one.
    Die(u64),
    /// The step fails as on a full disk; later ones work.
    FailOnce(u64),
    /// The step fails as on a full disk, and so does every one after it.
    FailFrom(u64),
}

#[derive(Debug, Default)]
pub struct Io {
    fault: Option<Fault>,
    steps: AtomicU64,
    fired: AtomicBool,
    dead: AtomicBool,
}

/// Which side of a copy failed.
pub(super) enum CopyError {
    Source(io::Error),
    Target(io::Error),
}

/// How many bytes of a large file are copied at once.
const CHUNK: usize = 256 * 1024;

impl Io {
    /// Access to the disk with a fault injected.
    #[cfg(feature = "internals")]
    pub fn faulty(fault: Fault) -> Io {
        Io {
            fault: Some(fault),
            ..Io::default()
        }
    }

    /// Whether the step of the fault was reached.
    #[cfg(feature = "internals")]
    pub fn fired(&self) -> bool {
        self.fired.load(Ordering::SeqCst)
    }

    fn dead(&self) -> bool {
        self.dead.load(Ordering::SeqCst)
    }

    fn step(&self) -> io::Result<()> {
        let Some(fault) = self.fault else { return Ok(()) };
        if self.dead() {
            return Err(io::Error::other("killed"));
        }
        let now = self.steps.fetch_add(1, Ordering::SeqCst);
        let hit = match fault {
            Fault::Die(at) | Fault::FailOnce(at) => now == at,
            Fault::FailFrom(at) => now >= at,
        };
        if !hit {
            return Ok(());
        }
        self.fired.store(true, Ordering::SeqCst);
        if matches!(fault, Fault::Die(_)) {
            self.dead.store(true, Ordering::SeqCst);
            return Err(io::Error::other("killed"));
        }
        Err(io::ErrorKind::StorageFull.into())
    }

    /// Creates a folder whose parent exists.
    pub(super) fn create_dir(&self, path: &Utf8Path) -> io::Result<()> {
        self.step()?;
        fs::create_dir(path)
    }

    /// Opens the lock file, creating it if it is missing.
    pub(super) fn open_lock(&self, path: &Utf8Path) -> io::Result<File> {
        self.step()?;
        OpenOptions::new()
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .open(path)
    }

    /// Writes a new file; fails if the path exists, so that nothing is overwritten and no link is followed.
    pub(super) fn write_new(&self, path: &Utf8Path, bytes: &[u8]) -> io::Result<()> {
        self.create_and_write(path, bytes).map(drop)
    }

    /// Writes a new file and syncs it to the disk.
    pub(super) fn write_new_synced(&self, path: &Utf8Path, bytes: &[u8]) -> io::Result<()> {
        let file = self.create_and_write(path, bytes)?;
        self.step()?;
        file.sync_all()
    }

    fn create_and_write(&self, path: &Utf8Path, bytes: &[u8]) -> io::Result<File> {
        let was_dead = self.dead();
        if let Err(error) = self.step() {
            if !was_dead && let Ok(mut file) = File::create_new(path) {
                let _ = file.write_all(&bytes[..bytes.len() / 2]);
            }
            return Err(error);
        }
        let mut file = File::create_new(path)?;
        file.write_all(bytes)?;
        Ok(file)
    }

    /// Copies `from` to a new file; returns the hash and the number of bytes written.
    pub(super) fn copy_new(&self, path: &Utf8Path, from: &mut impl Read) -> Result<(blake3::Hash, u64), CopyError> {
        self.step().map_err(CopyError::Target)?;
        let mut file = File::create_new(path).map_err(CopyError::Target)?;
        let mut hasher = Hasher::new();
        let mut chunk = vec![0; CHUNK];
        loop {
            let length = match from.read(&mut chunk) {
                Ok(0) => return Ok((hasher.finalize(), hasher.count())),
                Ok(length) => length,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(CopyError::Source(error)),
            };
            hasher.update(&chunk[..length]);
            file.write_all(&chunk[..length]).map_err(CopyError::Target)?;
        }
    }

    /// Renames a file, atomically replacing a file that has the new name.
    pub(super) fn rename(&self, from: &Utf8Path, to: &Utf8Path) -> io::Result<()> {
        self.step()?;
        fs::rename(from, to)
    }

    /// Removes a file, never a folder.
    pub(super) fn remove_file(&self, path: &Utf8Path) -> io::Result<()> {
        self.step()?;
        fs::remove_file(path)
    }

    /// Removes an empty folder.
    pub(super) fn remove_dir(&self, path: &Utf8Path) -> io::Result<()> {
        self.step()?;
        fs::remove_dir(path)
    }

    /// Removes a folder if it is empty. `false`: it is not empty, does not exist, or is not a folder.
    pub(super) fn remove_dir_if_empty(&self, path: &Utf8Path) -> io::Result<bool> {
        use io::ErrorKind::{DirectoryNotEmpty, NotADirectory, NotFound, ResourceBusy};
        match self.remove_dir(path) {
            Ok(()) => Ok(true),
            Err(error) => match error.kind() {
                DirectoryNotEmpty | NotADirectory | NotFound | ResourceBusy => Ok(false),
                _ => Err(error),
            },
        }
    }

    /// Syncs the entries of a folder to the disk, where the system supports it.
    pub(super) fn sync_dir(&self, path: &Utf8Path) -> io::Result<()> {
        self.step()?;
        if cfg!(unix) {
            File::open(path)?.sync_all()
        } else {
            Ok(())
        }
    }
}

//! The one door through which this stage changes the disk.
//!
//! Every operation that changes something is a step. In a test a [`Fault`] can be put at any step,
//! so that what happens when the process dies or the disk fails is tried at all of them, not at
//! those that chance hits.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Write};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use blake3::Hasher;
use camino::Utf8Path;

/// What goes wrong, and at which step, counted from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The process is killed: the step is not done (of a write, half is), and nothing is after it.
    Die(u64),
    /// The step fails as on a full disk; later ones work.
    FailOnce(u64),
    /// The step fails as on a full disk, and so does every one after it.
    FailFrom(u64),
}

/// The door.
#[derive(Debug, Default)]
pub struct Io {
    fault: Option<Fault>,
    steps: AtomicU64,
    fired: AtomicBool,
    dead: AtomicBool,
}

/// Which side of a copy failed.
pub(super) enum CopyError {
    /// The file that is copied.
    Source(io::Error),
    /// The copy.
    Target(io::Error),
}

/// How many bytes of a large file are held at once.
const CHUNK: usize = 256 * 1024;

impl Io {
    /// A door with a fault built in.
    pub fn faulty(fault: Fault) -> Io {
        Io {
            fault: Some(fault),
            ..Io::default()
        }
    }

    /// Whether the fault was reached.
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

    /// Opens the lock file, and creates it where it is missing.
    pub(super) fn open_lock(&self, path: &Utf8Path) -> io::Result<File> {
        self.step()?;
        OpenOptions::new()
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .open(path)
    }

    /// Writes a file that does not exist yet, so that nothing is ever overwritten or followed.
    pub(super) fn write_new(&self, path: &Utf8Path, bytes: &[u8]) -> io::Result<()> {
        self.create_and_write(path, bytes).map(drop)
    }

    /// The same, and waits until the disk holds it.
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

    /// Writes all that `from` holds to a file that does not exist yet; returns the hash and the
    /// length of what was written.
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

    /// Gives a file another name; a file that has it already is replaced at one stroke.
    pub(super) fn rename(&self, from: &Utf8Path, to: &Utf8Path) -> io::Result<()> {
        self.step()?;
        fs::rename(from, to)
    }

    /// Removes a file, never a folder.
    pub(super) fn remove_file(&self, path: &Utf8Path) -> io::Result<()> {
        self.step()?;
        fs::remove_file(path)
    }

    /// Removes a folder that is empty.
    pub(super) fn remove_dir(&self, path: &Utf8Path) -> io::Result<()> {
        self.step()?;
        fs::remove_dir(path)
    }

    /// Waits until the disk holds the names in a folder, where the system can do so.
    pub(super) fn sync_dir(&self, path: &Utf8Path) -> io::Result<()> {
        self.step()?;
        if cfg!(unix) {
            File::open(path)?.sync_all()
        } else {
            Ok(())
        }
    }
}

//! An output folder together with the lock on it. Only the holder of the lock reads or changes the output.

use std::fs::{File, OpenOptions, TryLockError};
use std::io;
use std::sync::Arc;

use camino::{Utf8Path, Utf8PathBuf};

use crate::diagnostics::{Code, Diagnostic};

use super::io::Io;
use super::layout::{self, Kind, Target};
use super::problem;

/// How often to retry when another build removes the lock file at the same moment.
const ATTEMPTS: usize = 10;

/// A target, the lock on it, and the folders that were created for it.
pub(super) struct LockedTarget {
    pub target: Target,
    pub io: Arc<Io>,
    /// Folders that this build created, the outermost first.
    created: Vec<Utf8PathBuf>,
    lock: Option<File>,
    /// Whether to remove `.dossier` on drop if no site was published; only set once the folder is known to be ours.
    removes_empty: bool,
}

impl LockedTarget {
    /// Acquires the lock of an output that has a lock file. Changes nothing on disk.
    pub fn open(target: Target, io: Arc<Io>) -> Result<LockedTarget, Diagnostic> {
        let mut locked = LockedTarget {
            target,
            io,
            created: Vec::new(),
            lock: None,
            removes_empty: false,
        };
        locked.check_own_folder()?;
        let path = locked.target.lock();
        for _ in 0..ATTEMPTS {
            match OpenOptions::new().read(true).write(true).open(&path) {
                Ok(file) => {
                    if locked.acquire(file, &path)? {
                        break;
                    }
                }
                Err(error) if is_missing(&error) => break,
                Err(error) => return Err(problem::failed("open", &path, &error)),
            }
        }
        Ok(locked)
    }

    /// Whether this build holds the lock.
    pub fn is_locked(&self) -> bool {
        self.lock.is_some()
    }

    /// Lets `.dossier` be removed on drop, unless a site was published.
    pub fn remove_if_empty(&mut self) {
        self.removes_empty = true;
    }

    /// Creates the folders and the lock file, and acquires the lock. They are removed on drop, unless a site was
    /// published.
    pub fn prepare(&mut self) -> Result<(), Diagnostic> {
        self.remove_if_empty();
        let path = self.target.lock();
        let mut last = io::Error::from(io::ErrorKind::NotFound);
        for _ in 0..ATTEMPTS {
            self.create_folders()?;
            match self.io.open_lock(&path) {
                Ok(file) => {
                    if self.acquire(file, &path)? {
                        return Ok(());
                    }
                }
                Err(error) if is_missing(&error) => last = error,
                Err(error) => return Err(problem::failed("create", &path, &error)),
            }
        }
        Err(problem::failed("create", &path, &last))
    }

    fn create_folders(&mut self) -> Result<(), Diagnostic> {
        let own = self.target.own().to_owned();
        let missing: Vec<&Utf8Path> = own
            .ancestors()
            .take_while(|folder| layout::kind(folder).is_ok_and(|kind| kind == Kind::Missing))
            .collect();
        for folder in missing.into_iter().rev() {
            match self.io.create_dir(folder) {
                Ok(()) => self.created.push(folder.to_owned()),
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                // Another build removed the parent folder; opening the lock file fails too, and is retried.
                Err(error) if is_missing(&error) => return Ok(()),
                Err(error) => return Err(problem::failed("create the folder", folder, &error)),
            }
        }
        Ok(())
    }

    /// Locks the file; `false` if the file at `path` is no longer this one.
    fn acquire(&mut self, file: File, path: &Utf8Path) -> Result<bool, Diagnostic> {
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                let message = format!("another build is writing to `{}`", self.target.root());
                return Err(Diagnostic::new(Code::OutputLocked, message)
                    .help("wait until it finishes, or stop it; or choose another folder with `--output`"));
            }
            Err(TryLockError::Error(error)) => return Err(problem::failed("lock", path, &error)),
        }
        let ours = is_at(&file, path);
        if ours {
            self.lock = Some(file);
        }
        Ok(ours)
    }

    /// Refuses a `.dossier` folder with an unexpected kind of entry, such as a symbolic link to somewhere else.
    fn check_own_folder(&self) -> Result<(), Diagnostic> {
        let target = &self.target;
        let files = [
            target.lock(),
            target.manifest(),
            target.next_manifest(),
            target.journal(),
            target.next_journal(),
        ];
        let folders = [target.own().to_owned(), target.staging().to_owned()];
        let expected = folders
            .iter()
            .map(|path| (path, Kind::Folder))
            .chain(files.iter().map(|path| (path, Kind::File)));
        for (path, expected) in expected {
            let kind = layout::look(path)?;
            if kind != Kind::Missing && kind != expected {
                let what = if expected == Kind::File { "file" } else { "folder" };
                return Err(problem::refused(
                    format!("`{path}` is not a {what}, although dossier creates it as one"),
                    "remove it, or choose another folder with `--output`",
                ));
            }
        }
        Ok(())
    }
}

impl Drop for LockedTarget {
    /// Removes the lock file and the created folders, if no site was published.
    fn drop(&mut self) {
        let target = &self.target;
        let missing = |path: &Utf8Path| layout::kind(path).is_ok_and(|kind| kind == Kind::Missing);
        // Without the lock, `.dossier` may belong to another build by now.
        if self.removes_empty && self.lock.is_some() && missing(&target.manifest()) && missing(&target.journal()) {
            let _ = self.io.remove_file(&target.lock());
            let _ = self.io.remove_dir(target.own());
        }
        // Only empty folders are removed, so a site or another build's lock keeps them.
        for folder in self.created.iter().rev() {
            let _ = self.io.remove_dir(folder);
        }
        // Closing the file is not enough: a process that another thread is starting shares it until it executes
        // its program, and would keep the lock that long.
        if let Some(lock) = &self.lock {
            let _ = lock.unlock();
        }
    }
}

fn is_missing(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory)
}

/// Whether an open file is still the one at `path`.
#[cfg(unix)]
fn is_at(file: &File, path: &Utf8Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let data = file.metadata().ok().map(|data| (data.dev(), data.ino()));
    data.is_some() && super::guard::identity(path) == data
}

/// On systems other than Unix an open file cannot be removed, so it is always the one at its path.
#[cfg(not(unix))]
fn is_at(_: &File, _: &Utf8Path) -> bool {
    true
}

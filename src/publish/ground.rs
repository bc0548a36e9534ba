//! The folder that is built in, locked: who holds it alone may look and write there.

use std::fs::{File, OpenOptions, TryLockError};
use std::io;
use std::sync::Arc;

use camino::{Utf8Path, Utf8PathBuf};

use crate::diagnostics::{Code, Diagnostic};

use super::io::Io;
use super::layout::{self, Kind, Target};
use super::problem;

/// How often the lock is tried where another build takes its file away at the same moment.
const ATTEMPTS: usize = 10;

/// A target, the lock on it, and what had to be made for it.
pub(super) struct Ground {
    pub target: Target,
    pub io: Arc<Io>,
    /// Folders that we created, the outermost first.
    made: Vec<Utf8PathBuf>,
    lock: Option<File>,
    /// Whether our own folder may go in the end if it holds no site. Not before it is known to be
    /// ours.
    tidies: bool,
}

impl Ground {
    /// Takes the lock of an output that has one. Changes nothing.
    pub fn enter(target: Target, io: Arc<Io>) -> Result<Ground, Diagnostic> {
        let mut ground = Ground {
            target,
            io,
            made: Vec::new(),
            lock: None,
            tidies: false,
        };
        ground.refuse_strange_state()?;
        let path = ground.target.lock();
        for _ in 0..ATTEMPTS {
            match OpenOptions::new().read(true).write(true).open(&path) {
                Ok(file) => {
                    if ground.acquire(file, &path)? {
                        break;
                    }
                }
                Err(error) if is_missing(&error) => break,
                Err(error) => return Err(problem::failed("open", &path, &error)),
            }
        }
        Ok(ground)
    }

    /// Whether the lock is ours.
    pub fn is_locked(&self) -> bool {
        self.lock.is_some()
    }

    /// Lets our own folder be removed in the end, unless a site was published.
    pub fn tidy(&mut self) {
        self.tidies = true;
    }

    /// Makes the folders and the lock, and takes it. What was made is removed again in the end,
    /// unless a site was published.
    pub fn prepare(&mut self) -> Result<(), Diagnostic> {
        self.tidy();
        let path = self.target.lock();
        let mut last = io::Error::from(io::ErrorKind::NotFound);
        for _ in 0..ATTEMPTS {
            self.make_folders()?;
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

    fn make_folders(&mut self) -> Result<(), Diagnostic> {
        let own = self.target.own().to_owned();
        let missing: Vec<&Utf8Path> = own
            .ancestors()
            .take_while(|folder| layout::kind(folder).is_ok_and(|kind| kind == Kind::Missing))
            .collect();
        for folder in missing.into_iter().rev() {
            match self.io.create_dir(folder) {
                Ok(()) => self.made.push(folder.to_owned()),
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                // Another build took the folder around it away; the lock will be missing too, and tried again.
                Err(error) if is_missing(&error) => return Ok(()),
                Err(error) => return Err(problem::failed("create the folder", folder, &error)),
            }
        }
        Ok(())
    }

    /// Locks the file; `false` where it was removed from its place in the meantime.
    fn acquire(&mut self, file: File, path: &Utf8Path) -> Result<bool, Diagnostic> {
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                let message = format!("another build is writing to `{}`", self.target.root());
                return Err(Diagnostic::new(Code::OutputLocked, message)
                    .help("wait until it is done, or stop it; or choose another folder with `--output`"));
            }
            Err(TryLockError::Error(error)) => return Err(problem::failed("lock", path, &error)),
        }
        let ours = is_at(&file, path);
        if ours {
            self.lock = Some(file);
        }
        Ok(ours)
    }

    /// Refuses an own folder that is not as we make it, so that nothing in it leads elsewhere.
    fn refuse_strange_state(&self) -> Result<(), Diagnostic> {
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
            let kind = layout::kind(path).map_err(|error| problem::failed("look at", path, &error))?;
            if kind != Kind::Missing && kind != expected {
                let what = if expected == Kind::File { "file" } else { "folder" };
                return Err(problem::refused(
                    format!("`{path}` is not a {what}, as this program makes it"),
                    "remove it, or choose another folder with `--output`",
                ));
            }
        }
        Ok(())
    }
}

impl Drop for Ground {
    /// Takes away the lock's file and the folders that were made, where no site came of it.
    fn drop(&mut self) {
        let target = &self.target;
        let missing = |path: &Utf8Path| layout::kind(path).is_ok_and(|kind| kind == Kind::Missing);
        // Without the lock our own folder may by now be another build's.
        if self.tidies && self.lock.is_some() && missing(&target.manifest()) && missing(&target.journal()) {
            let _ = self.io.remove_file(&target.lock());
            let _ = self.io.remove_dir(target.own());
        }
        // Only empty folders go, so a site or another build's lock keeps them.
        for folder in self.made.iter().rev() {
            let _ = self.io.remove_dir(folder);
        }
    }
}

fn is_missing(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory)
}

/// Whether an open file still lies at `path`.
#[cfg(unix)]
fn is_at(file: &File, path: &Utf8Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let data = file.metadata().ok().map(|data| (data.dev(), data.ino()));
    data.is_some() && super::guard::identity(path) == data
}

/// Whether an open file still lies at `path`: elsewhere an open file cannot be removed.
#[cfg(not(unix))]
fn is_at(_: &File, _: &Utf8Path) -> bool {
    true
}

//! Writes the site to disk atomically: completely or not at all.
//!
//! The program keeps its own files in `OUTPUT/.dossier/`:
//!
//! | | |
//! |---|---|
//! | `lock` | locked by the build that writes; a lock file that nobody holds is ignored |
//! | `manifest` | the files of the site with hash and size; only these may be replaced or removed |
//! | `staging/` | new files, until all of them are complete |
//! | `journal` | the remaining actions; once it has this name, the new site is committed |
//!
//! Unchanged files are not written again. All others are staged; then the journal is written under a temporary name and
//! renamed: the *commit point* of this write-ahead log. A build that dies before it leaves the old site; one that dies
//! after it leaves a journal, which the next build replays first. Everything that needs disk space happens before the
//! commit point, so a full disk leaves the old site unchanged.
//!
//! Journal and manifest are synced to the disk, pages are not. A killed process does no harm; after
//! a power cut pages may be damaged, which the next build detects by comparing bytes, and repairs.
//!
//! **Architecture invariants:** nothing is ever removed recursively. Nothing is removed or replaced
//! that the manifest does not list, and nothing is accessed through a symbolic link in the output.
#![expect(clippy::disallowed_methods, reason = "writes the files of the output")]

mod apply;
mod guard;
#[doc(hidden)]
pub mod io;
pub mod journal;
pub mod layout;
mod locked;
pub mod manifest;
mod plan;
mod problem;
mod recovery;
pub mod seal;
mod staging;
mod stamp;

pub use guard::Protected;
pub use stamp::Stamp;

use std::sync::Arc;

use camino::Utf8Path;

use crate::diagnostics::{Code, Diagnostic};
use crate::model::output_path::OutputPath;

use io::Io;
use journal::{Action, Journal};
use layout::{Kind, Target};
use locked::LockedTarget;
use manifest::Manifest;
use staging::Staging;

/// What a publication did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// How many files are new or changed.
    pub written: usize,
    /// How many files were identical already.
    pub unchanged: usize,
    /// How many files of the previous site were removed.
    pub removed: usize,
    /// The total size of the written files, in bytes.
    pub bytes: u64,
}

/// The files of the site in an output folder, sorted by path.
///
/// # Errors
/// [`Code::OutputRefused`] if dossier did not create the output, [`Code::OutputFailed`] if it cannot be read.
pub fn files_of(output: &Utf8Path) -> Result<Vec<OutputPath>, Diagnostic> {
    let manifest = recovery::manifest_of(&Target::new(output.to_owned()))?;
    Ok(manifest.entries().iter().map(|entry| entry.path.clone()).collect())
}

/// A checked and locked output folder that receives the files of one site.
///
/// Dropped without [`commit`](Publication::commit), it leaves the output unchanged.
pub struct Publication {
    staging: Staging,
    committed: bool,
    // Dropped last: the lock is released after everything else is cleaned up.
    locked: LockedTarget,
}

impl Publication {
    /// Checks the output, locks it, and completes an interrupted publication.
    ///
    /// # Errors
    /// [`Code::OutputRefused`] if the output is, contains or is inside something protected, or
    /// contains files that dossier did not create; [`Code::OutputLocked`] if another build is
    /// writing to it; [`Code::OutputFailed`] if the operating system fails;
    /// [`Code::OutputForeignFile`] if a foreign file blocks the completion of an interrupted
    /// publication. Nothing else is changed then.
    pub fn begin(output: &Utf8Path, protected: &Protected<'_>) -> Result<Publication, Diagnostic> {
        Publication::begin_with(output, protected, Arc::new(Io::default()))
    }

    /// [`begin`](Publication::begin) with access to the disk that may inject a fault.
    #[doc(hidden)]
    pub fn begin_with(output: &Utf8Path, protected: &Protected<'_>, io: Arc<Io>) -> Result<Publication, Diagnostic> {
        let target = guard::check(output, protected)?;
        let mut locked = LockedTarget::open(target, io)?;
        if !locked.is_locked() {
            // Nothing may be created in a folder that is not ours.
            recovery::inspect(&locked.target)?;
            locked.prepare()?;
        }
        let old = recovery::recover(&locked.target, &locked.io)?;
        locked.remove_if_empty();
        let staging = locked.target.staging();
        if layout::look(staging)? == Kind::Missing {
            locked
                .io
                .create_dir(staging)
                .map_err(|error| problem::failed("create the folder", staging, &error))?;
        }
        Ok(Publication {
            staging: Staging::new(old),
            committed: false,
            locked,
        })
    }

    /// Stages a file. May be called from many threads at once.
    ///
    /// # Errors
    /// [`Code::OutputFailed`] if the operating system fails; [`Code::OutputRefused`] for a reserved
    /// path. The site cannot be published then.
    pub fn write(&self, path: &OutputPath, bytes: &[u8]) -> Result<(), Diagnostic> {
        self.staging.write(&self.locked, path, bytes)
    }

    /// The output folder, with symbolic links resolved.
    pub fn place(&self) -> &Utf8Path {
        self.locked.target.root()
    }

    /// Keeps files of the previous site, if all of them still have these stamps; otherwise returns `false` and
    /// keeps none. May be called from many threads at once.
    pub fn keep(&self, files: &[(OutputPath, Stamp)]) -> bool {
        self.staging.keep(&self.locked, files)
    }

    /// Stages a copy of a file on disk. Only its bytes are copied, not its permissions.
    ///
    /// # Errors
    /// As [`write`](Publication::write), and [`Code::Unreadable`] or [`Code::Symlink`] if the
    /// source cannot be read or is not a regular file.
    pub fn copy(&self, path: &OutputPath, from: &Utf8Path) -> Result<(), Diagnostic> {
        self.staging.copy(&self.locked, path, from)
    }

    /// Moves everything into place, and removes the files of the previous site that this one lacks.
    ///
    /// # Errors
    /// [`Code::OutputForeignFile`] if a file of the user's is in the way; [`Code::DuplicateUrl`] if a
    /// path was given twice; [`Code::OutputFailed`] if the operating system fails. The previous site
    /// is unchanged then; only if the operating system fails after the commit point, the next build
    /// (its [`begin`](Publication::begin)) completes the new site.
    pub fn commit(mut self) -> Result<Report, Diagnostic> {
        let files = self.staging.take()?;
        let total = files.entries.len();
        let new = Manifest::new(files.entries).map_err(|path| {
            let message = format!("two files of the site have the address `{path}`");
            Diagnostic::new(Code::DuplicateUrl, message).help("give one of the two another address")
        })?;
        let (target, io) = (&self.locked.target, &self.locked.io);
        let actions = plan::plan(target, self.staging.old(), &new, &files.staged)?;
        let removed = actions
            .iter()
            .filter(|action| matches!(action, Action::Remove(_)))
            .count();
        let written = files.staged.len();
        let report = Report {
            written,
            unchanged: total - written,
            removed,
            bytes: files.bytes,
        };

        let manifest = new.seal();
        let nothing_to_do = actions.is_empty()
            && layout::read(&target.manifest()).is_ok_and(|old| old.as_deref() == Some(manifest.text.as_bytes()));
        if nothing_to_do {
            return Ok(report);
        }
        let journal = Journal {
            actions,
            manifest: manifest.checksum,
        };
        prepare(target, io, &manifest.text, &journal)?;
        let (next, name) = (target.next_journal(), target.journal());
        io.rename(&next, &name)
            .map_err(|error| problem::failed("write", &name, &error))?;
        self.committed = true;
        let _ = io.sync_dir(target.own());
        apply::run(target, io, &journal.actions)?;
        Ok(report)
    }
}

impl Drop for Publication {
    fn drop(&mut self) {
        if !self.committed {
            // What cannot be removed now is removed by the next build.
            let _ = recovery::roll_back(&self.locked.target, &self.locked.io);
        }
    }
}

/// Does everything that needs disk space and can still be rolled back.
fn prepare(target: &Target, io: &Io, manifest: &str, journal: &Journal) -> Result<(), Diagnostic> {
    for (path, text) in [
        (target.next_manifest(), manifest),
        (target.next_journal(), journal.seal().as_str()),
    ] {
        io.write_new_synced(&path, text.as_bytes())
            .map_err(|error| problem::failed("write", &path, &error))?;
    }
    // Where an old file has to be removed first, folders are created after it.
    let removes = |action: &Action| matches!(action, Action::Remove(_) | Action::RemoveFolder(_));
    for action in journal.actions.iter().take_while(|action| !removes(action)) {
        if let Action::CreateFolder(folder) = action {
            let place = target.place(folder.as_str());
            io.create_dir(&place)
                .map_err(|error| problem::failed("create the folder", &place, &error))?;
        }
    }
    Ok(())
}

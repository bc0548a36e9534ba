//! Putting the site on disk, wholly or not at all.
//!
//! Everything of the program's own lies in `OUTPUT/.dossier/`:
//!
//! | | |
//! |---|---|
//! | `lock` | locked by the build that writes; a file without a holder is no obstacle |
//! | `manifest` | the files of the site, with hash and size: what may be replaced and removed, and nothing else |
//! | `staging/` | new files, until all are there |
//! | `journal` | what is left to do; from the moment that it has this name, the new site is the one |
//!
//! Files that are the same as before are not written again. All others are staged; then the
//! journal is written under another name, and renamed: the *commit point*. A build that dies
//! before it leaves the old site, and one that dies after it a journal, which the next build
//! carries out first. Whatever takes room on the disk is done before that point: a disk that fills
//! up leaves the old site as it was.
//!
//! Journal and manifest are synced to the disk, pages are not. A killed process does no harm; after
//! a power cut pages may be damaged, which the next build notices, since it compares bytes, and
//! mends.
//!
//! **Architecture invariants:** nothing is ever removed recursively. Nothing is removed or replaced
//! that the manifest does not list, and nothing is reached through a symbolic link in the output.

mod apply;
mod ground;
mod guard;
#[doc(hidden)]
pub mod io;
mod journal;
mod layout;
mod manifest;
mod plan;
mod problem;
mod recovery;
mod seal;
mod staging;
mod stamp;

pub use stamp::Stamp;

use std::sync::Arc;

use camino::{Utf8Path, Utf8PathBuf};

use crate::diagnostics::{Code, Diagnostic};
use crate::model::output_path::OutputPath;

use ground::Ground;
use io::Io;
use journal::{Action, Journal};
use layout::{Kind, Target};
use manifest::Manifest;
use staging::Staging;

/// What the output must keep away from.
#[derive(Clone, Copy, Debug)]
pub struct Protected<'a> {
    /// The folder of the site's sources. The output may lie in it, but neither be nor hold it.
    pub site_root: &'a Utf8Path,
    /// Folders and files that the site is made from. The output may neither be, nor hold, nor lie
    /// in any of them. They need not exist.
    pub inputs: &'a [Utf8PathBuf],
    /// The user's home folder. The output may lie in it, but neither be nor hold it.
    pub home: Option<&'a Utf8Path>,
}

/// What a publication did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// Files that are new or have changed.
    pub written: usize,
    /// Files that were there already, byte for byte.
    pub unchanged: usize,
    /// Files of the former site that are gone.
    pub removed: usize,
    /// The size of the files that were written, in bytes.
    pub bytes: u64,
}

/// The files of the site that lies in an output, sorted by path.
///
/// # Errors
/// [`Code::OutputRefused`] where it holds none of ours, [`Code::OutputFailed`] where it cannot be read.
pub fn files_of(output: &Utf8Path) -> Result<Vec<OutputPath>, Diagnostic> {
    let manifest = recovery::listed(&Target::new(output.to_owned()))?;
    Ok(manifest.entries().iter().map(|entry| entry.path.clone()).collect())
}

/// A checked output folder, locked, that takes the files of one site.
///
/// Dropped without [`commit`](Publication::commit), it leaves the output as it was.
pub struct Publication {
    staging: Staging,
    committed: bool,
    // Dropped last: the lock goes when all is tidy.
    ground: Ground,
}

impl Publication {
    /// Checks the output, locks it, and brings a publication that was cut short to its end.
    ///
    /// # Errors
    /// [`Code::OutputRefused`] where the output is, holds or lies in something that it must keep
    /// away from, or holds files and is not known to be ours; [`Code::OutputLocked`] where another
    /// build is writing to it; [`Code::OutputFailed`] where the operating system fails;
    /// [`Code::OutputForeignFile`] where something lies in the way of a publication that was cut
    /// short. No other file was changed then.
    pub fn begin(output: &Utf8Path, protected: &Protected<'_>) -> Result<Publication, Diagnostic> {
        Publication::begin_with(output, protected, Arc::new(Io::default()))
    }

    /// The same, with a door to the disk that may have a fault built in.
    #[doc(hidden)]
    pub fn begin_with(output: &Utf8Path, protected: &Protected<'_>, io: Arc<Io>) -> Result<Publication, Diagnostic> {
        let target = guard::check(output, protected)?;
        let mut ground = Ground::enter(target, io)?;
        if !ground.is_locked() {
            // Nothing may be made in a folder that is not ours.
            recovery::inspect(&ground.target)?;
            ground.prepare()?;
        }
        let old = recovery::settle(&ground.target, &ground.io)?;
        ground.tidy();
        let staging = ground.target.staging();
        if layout::kind(staging).map_err(|error| problem::failed("look at", staging, &error))? == Kind::Missing {
            ground
                .io
                .create_dir(staging)
                .map_err(|error| problem::failed("create the folder", staging, &error))?;
        }
        Ok(Publication {
            staging: Staging::new(old),
            committed: false,
            ground,
        })
    }

    /// Stages a file. May be called from many threads at once.
    ///
    /// # Errors
    /// [`Code::OutputFailed`] where the operating system fails; [`Code::OutputRefused`] for a path
    /// in the program's own folder. The site cannot be published then.
    pub fn write(&self, path: &OutputPath, bytes: &[u8]) -> Result<(), Diagnostic> {
        self.staging.write(&self.ground, path, bytes)
    }

    /// The output folder, by the name that it has without symbolic links.
    pub fn place(&self) -> &Utf8Path {
        self.ground.target.root()
    }

    /// Keeps files of the former site without making them again. Whether all of them are there, as they were
    /// when they had these stamps; if not, none is kept. May be called from many threads at once.
    pub fn keep(&self, files: &[(OutputPath, Stamp)]) -> bool {
        self.staging.keep(&self.ground, files)
    }

    /// Stages a copy of a file on disk. Only its bytes are copied, not its permissions.
    ///
    /// # Errors
    /// As [`write`](Publication::write), and [`Code::Unreadable`] or [`Code::Symlink`] where the
    /// file cannot be read, or is none.
    pub fn copy(&self, path: &OutputPath, from: &Utf8Path) -> Result<(), Diagnostic> {
        self.staging.copy(&self.ground, path, from)
    }

    /// Puts everything in place, and removes the files of the former site that this one lacks.
    ///
    /// # Errors
    /// [`Code::OutputForeignFile`] where something of the user's lies in the way;
    /// [`Code::DuplicateUrl`] where a path was given twice; [`Code::OutputFailed`] where the
    /// operating system fails. The former site is as it was then; only if the operating system
    /// fails between the first and the last file that is put in place, the next build (its
    /// [`begin`](Publication::begin)) puts in place what is left.
    pub fn commit(mut self) -> Result<Report, Diagnostic> {
        let files = self.staging.take()?;
        let total = files.entries.len();
        let new = Manifest::new(files.entries).map_err(|path| {
            let message = format!("two files of the site have the address `{path}`");
            Diagnostic::new(Code::DuplicateUrl, message).help("give one of the two another address")
        })?;
        let (target, io) = (&self.ground.target, &self.ground.io);
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
            let _ = recovery::roll_back(&self.ground.target, &self.ground.io);
        }
    }
}

/// Does what takes room on the disk and can still be taken back.
fn prepare(target: &Target, io: &Io, manifest: &str, journal: &Journal) -> Result<(), Diagnostic> {
    for (path, text) in [
        (target.next_manifest(), manifest),
        (target.next_journal(), journal.seal().as_str()),
    ] {
        io.write_new_synced(&path, text.as_bytes())
            .map_err(|error| problem::failed("write", &path, &error))?;
    }
    // Where an old file has to go first, folders are made when it is gone.
    let gives_way = |action: &Action| matches!(action, Action::Remove(_) | Action::RemoveFolder(_));
    for action in journal.actions.iter().take_while(|action| !gives_way(action)) {
        if let Action::CreateFolder(folder) = action {
            let place = target.place(folder.as_str());
            io.create_dir(&place)
                .map_err(|error| problem::failed("create the folder", &place, &error))?;
        }
    }
    Ok(())
}

//! Carries out the actions of a journal. Every action is idempotent, so that an interrupted journal
//! is replayed from its start.

use std::collections::BTreeSet;
use std::io;

use camino::Utf8Path;

use crate::diagnostics::Diagnostic;

use super::io::Io;
use super::journal::Action;
use super::layout::{self, Kind, Target};
use super::manifest::Manifest;
use super::problem;
use super::staging::clear_staging;

/// Carries out a journal for the first time: every staged file must exist.
pub(super) fn run(target: &Target, io: &Io, actions: &[Action]) -> Result<(), Diagnostic> {
    perform(target, io, actions, false)
}

/// Carries out a journal that may already have been carried out in part.
pub(super) fn replay(target: &Target, io: &Io, actions: &[Action]) -> Result<(), Diagnostic> {
    perform(target, io, actions, true)
}

/// Makes sure that a replayed journal overwrites no file that was added in the meantime.
///
/// Without the old manifest (`None`: damaged) that is unknown, and the check made before the journal
/// was written has to suffice.
pub(super) fn check_replay(target: &Target, actions: &[Action], old: Option<&Manifest>) -> Result<(), Diagnostic> {
    for action in actions {
        let Action::Install(number, path) = action else {
            continue;
        };
        let place = target.place(path.as_str());
        let listed = old.is_none_or(|old| old.contains(path.as_str()));
        let look =
            |path: &Utf8Path| layout::kind(path).map_err(|error| problem::failed_after_commit("access", path, &error));
        if look(&target.staged(*number))? == Kind::File && look(&place)? == Kind::File && !listed {
            return Err(problem::foreign(&place, problem::NOT_OURS));
        }
    }
    Ok(())
}

fn perform(target: &Target, io: &Io, actions: &[Action], again: bool) -> Result<(), Diagnostic> {
    let mut executor = Executor::new(target, io, again);
    for action in actions {
        match action {
            Action::CreateFolder(path) => executor.create_folder(path.as_str())?,
            Action::Install(number, path) => executor.install(*number, path.as_str())?,
            Action::Remove(path) => executor.remove(path.as_str())?,
            Action::RemoveFolder(path) => executor.remove_folder(path.as_str())?,
        }
    }
    let (next, manifest) = (target.next_manifest(), target.manifest());
    io.rename(&next, &manifest)
        .map_err(|error| problem::failed_after_commit("replace", &manifest, &error))?;
    conclude(target, io)
}

/// Finishes a publication whose files are all in place.
pub(super) fn conclude(target: &Target, io: &Io) -> Result<(), Diagnostic> {
    // A file system that cannot sync folders is no reason to leave the publication unfinished.
    let _ = io.sync_dir(target.own());
    let journal = target.journal();
    io.remove_file(&journal)
        .map_err(|error| problem::failed_after_commit("remove", &journal, &error))?;
    // The site is in place; the next build removes what is left here.
    let _ = clear_staging(target, io);
    Ok(())
}

/// Removes a folder that is empty, without following a symbolic link to it.
pub(super) fn remove_folder(target: &Target, io: &Io, path: &str) -> Result<(), Diagnostic> {
    Executor::new(target, io, true).remove_folder(path)
}

/// Performs actions, and makes sure that no folder on the way is a symbolic link.
struct Executor<'a> {
    target: &'a Target,
    io: &'a Io,
    /// Whether some of the actions may have been performed before.
    again: bool,
    /// Folders known to be real folders, not symbolic links.
    real: BTreeSet<String>,
}

impl<'a> Executor<'a> {
    fn new(target: &'a Target, io: &'a Io, again: bool) -> Executor<'a> {
        Executor {
            target,
            io,
            again,
            real: BTreeSet::new(),
        }
    }

    fn create_folder(&mut self, path: &str) -> Result<(), Diagnostic> {
        let place = self.target.place(path);
        self.require_folders_of(path)?;
        if self.kind(path)? == Kind::Folder {
            return Ok(());
        }
        self.io
            .create_dir(&place)
            .map_err(|error| problem::failed_after_commit("create the folder", &place, &error))
    }

    fn install(&mut self, number: u64, path: &str) -> Result<(), Diagnostic> {
        self.require_folders_of(path)?;
        let (staged, place) = (self.target.staged(number), self.target.place(path));
        match self.io.rename(&staged, &place) {
            Err(error) if self.again && error.kind() == io::ErrorKind::NotFound => Ok(()),
            Err(error) => Err(problem::failed_after_commit("replace", &place, &error)),
            Ok(()) => Ok(()),
        }
    }

    /// Removes a file. Anything else that has taken its place is left alone.
    fn remove(&mut self, path: &str) -> Result<(), Diagnostic> {
        if !self.folders_are_real(path)? || self.kind(path)? != Kind::File {
            return Ok(());
        }
        let place = self.target.place(path);
        self.io
            .remove_file(&place)
            .map_err(|error| problem::failed_after_commit("remove", &place, &error))
    }

    fn remove_folder(&mut self, path: &str) -> Result<(), Diagnostic> {
        if !self.folders_are_real(path)? || self.kind(path)? != Kind::Folder {
            return Ok(());
        }
        let place = self.target.place(path);
        let removed = self.io.remove_dir_if_empty(&place);
        if removed.map_err(|error| problem::failed_after_commit("remove the folder", &place, &error))? {
            self.real.remove(path);
        }
        Ok(())
    }

    fn require_folders_of(&mut self, path: &str) -> Result<(), Diagnostic> {
        if self.folders_are_real(path)? {
            return Ok(());
        }
        let place = self.target.place(layout::parent_of(path));
        Err(problem::failed_after_commit(
            "write to",
            &place,
            &io::ErrorKind::NotFound.into(),
        ))
    }

    /// Whether all parent folders of a path exist.
    ///
    /// # Errors
    /// One of them is a symbolic link.
    fn folders_are_real(&mut self, path: &str) -> Result<bool, Diagnostic> {
        for folder in layout::folders_of(path) {
            if self.real.contains(folder) {
                continue;
            }
            match self.kind(folder)? {
                Kind::Folder => self.real.insert(folder.to_owned()),
                Kind::Symlink => return Err(problem::foreign(&self.target.place(folder), problem::LINKED)),
                _ => return Ok(false),
            };
        }
        Ok(true)
    }

    fn kind(&self, path: &str) -> Result<Kind, Diagnostic> {
        let place = self.target.place(path);
        layout::kind(&place).map_err(|error| problem::failed_after_commit("access", &place, &error))
    }
}

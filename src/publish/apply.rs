//! Doing what a journal says. All of it may be done again, so that a script that was cut short is
//! run from its beginning.

use std::collections::BTreeSet;
use std::io;

use camino::Utf8Path;

use crate::diagnostics::Diagnostic;

use super::io::Io;
use super::journal::Action;
use super::layout::{self, Kind, Target};
use super::manifest::Manifest;
use super::{problem, recovery};

/// Runs a script for the first time: every staged file must be there.
pub(super) fn run(target: &Target, io: &Io, actions: &[Action]) -> Result<(), Diagnostic> {
    perform(target, io, actions, false)
}

/// Runs a script that may have been run in part.
pub(super) fn replay(target: &Target, io: &Io, actions: &[Action]) -> Result<(), Diagnostic> {
    perform(target, io, actions, true)
}

/// Makes sure that a script, run again, overwrites nothing that came in the meantime.
///
/// Where the old manifest is damaged (`None`) that cannot be told, and the check that was made
/// before the journal was written has to do.
pub(super) fn check_replay(target: &Target, actions: &[Action], old: Option<&Manifest>) -> Result<(), Diagnostic> {
    for action in actions {
        let Action::Install(number, path) = action else {
            continue;
        };
        let place = target.place(path.as_str());
        let listed = old.is_none_or(|old| old.contains(path.as_str()));
        let look = |path: &Utf8Path| layout::kind(path).map_err(|error| problem::half_way("look at", path, &error));
        if look(&target.staged(*number))? == Kind::File && look(&place)? == Kind::File && !listed {
            return Err(problem::foreign(
                &place,
                "is in the way of a page, and this program did not make it",
            ));
        }
    }
    Ok(())
}

fn perform(target: &Target, io: &Io, actions: &[Action], again: bool) -> Result<(), Diagnostic> {
    let mut hand = Hand {
        target,
        io,
        again,
        real: BTreeSet::new(),
    };
    for action in actions {
        match action {
            Action::CreateFolder(path) => hand.create_folder(path.as_str())?,
            Action::Install(number, path) => hand.install(*number, path.as_str())?,
            Action::Remove(path) => hand.remove(path.as_str())?,
            Action::RemoveFolder(path) => hand.remove_folder(path.as_str())?,
        }
    }
    let (next, manifest) = (target.next_manifest(), target.manifest());
    io.rename(&next, &manifest)
        .map_err(|error| problem::half_way("put in place", &manifest, &error))?;
    conclude(target, io)
}

/// Ends a publication whose files are all in place.
pub(super) fn conclude(target: &Target, io: &Io) -> Result<(), Diagnostic> {
    // A disk that cannot say when it is done is no reason to leave the site half-way.
    let _ = io.sync_dir(target.own());
    let journal = target.journal();
    io.remove_file(&journal)
        .map_err(|error| problem::half_way("remove", &journal, &error))?;
    // The site is in place; what stays here goes with the next build.
    let _ = recovery::clear_staging(target, io);
    Ok(())
}

/// Removes a folder that is empty, without following a symbolic link to it.
pub(super) fn remove_folder(target: &Target, io: &Io, path: &str) -> Result<(), Diagnostic> {
    Hand {
        target,
        io,
        again: true,
        real: BTreeSet::new(),
    }
    .remove_folder(path)
}

/// Whether a folder was rightly kept: it is not empty, is gone already, or is none.
pub(super) fn is_kept(error: &io::Error) -> bool {
    use io::ErrorKind::{DirectoryNotEmpty, NotADirectory, NotFound, ResourceBusy};
    matches!(
        error.kind(),
        DirectoryNotEmpty | NotADirectory | NotFound | ResourceBusy
    )
}

/// Performs actions, and looks at every folder before it first reaches into it.
struct Hand<'a> {
    target: &'a Target,
    io: &'a Io,
    /// Whether a part may have been done before.
    again: bool,
    /// Folders that were seen to be folders, not links to some.
    real: BTreeSet<String>,
}

impl Hand<'_> {
    fn create_folder(&mut self, path: &str) -> Result<(), Diagnostic> {
        let place = self.target.place(path);
        self.require_folders_of(path)?;
        if self.kind(path)? == Kind::Folder {
            return Ok(());
        }
        self.io
            .create_dir(&place)
            .map_err(|error| problem::half_way("create the folder", &place, &error))
    }

    fn install(&mut self, number: u64, path: &str) -> Result<(), Diagnostic> {
        self.require_folders_of(path)?;
        let (staged, place) = (self.target.staged(number), self.target.place(path));
        match self.io.rename(&staged, &place) {
            Err(error) if self.again && error.kind() == io::ErrorKind::NotFound => Ok(()),
            Err(error) => Err(problem::half_way("put in place", &place, &error)),
            Ok(()) => Ok(()),
        }
    }

    /// Removes a file; what took its place and is none is left alone.
    fn remove(&mut self, path: &str) -> Result<(), Diagnostic> {
        if !self.folders_are_real(path)? || self.kind(path)? != Kind::File {
            return Ok(());
        }
        let place = self.target.place(path);
        self.io
            .remove_file(&place)
            .map_err(|error| problem::half_way("remove", &place, &error))
    }

    fn remove_folder(&mut self, path: &str) -> Result<(), Diagnostic> {
        if !self.folders_are_real(path)? || self.kind(path)? != Kind::Folder {
            return Ok(());
        }
        let place = self.target.place(path);
        match self.io.remove_dir(&place) {
            Err(error) if !is_kept(&error) => Err(problem::half_way("remove the folder", &place, &error)),
            Err(_) => Ok(()),
            Ok(()) => {
                self.real.remove(path);
                Ok(())
            }
        }
    }

    fn require_folders_of(&mut self, path: &str) -> Result<(), Diagnostic> {
        if self.folders_are_real(path)? {
            return Ok(());
        }
        let place = self.target.place(layout::parent_of(path));
        Err(problem::half_way("write to", &place, &io::ErrorKind::NotFound.into()))
    }

    /// Whether all folders that a path leads through exist.
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
        layout::kind(&place).map_err(|error| problem::half_way("look at", &place, &error))
    }
}

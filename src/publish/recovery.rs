//! Inspects an output folder, and recovers from an interrupted publication: forward if it was
//! committed, back if it was not.

use std::collections::BTreeSet;
use std::fs;
use std::io;

use camino::Utf8Path;

use crate::diagnostics::Diagnostic;

use super::apply;
use super::io::Io;
use super::journal::{Action, Journal};
use super::layout::{self, Kind, Target, look};
use super::manifest::Manifest;
use super::problem;
use super::staging::clear_staging;

/// What an output folder contains.
pub(super) enum OutputState {
    Empty,
    Site(Manifest),
    /// A committed but unfinished publication.
    Unfinished(Journal),
}

/// Determines the state of an output folder.
///
/// # Errors
/// It contains files, and dossier did not create it.
pub(super) fn inspect(target: &Target) -> Result<OutputState, Diagnostic> {
    if let Some(journal) = read(&target.journal())?.and_then(|bytes| Journal::open(&bytes)) {
        return Ok(OutputState::Unfinished(journal));
    }
    match read(&target.manifest())? {
        Some(bytes) => match Manifest::open(&bytes) {
            Some((manifest, _)) => Ok(OutputState::Site(manifest)),
            None => Err(damaged(target)),
        },
        None if is_empty(target)? => Ok(OutputState::Empty),
        None => Err(problem::refused(
            format!(
                "the output `{}` contains files that dossier did not create",
                target.root()
            ),
            "choose an empty or new folder with `--output`, or empty this one yourself",
        )),
    }
}

/// The manifest of the site in a target; empty if a publication is unfinished.
pub(super) fn manifest_of(target: &Target) -> Result<Manifest, Diagnostic> {
    match inspect(target)? {
        OutputState::Site(manifest) => Ok(manifest),
        OutputState::Empty | OutputState::Unfinished(_) => Ok(Manifest::default()),
    }
}

/// Completes or rolls back an interrupted publication; returns the manifest of the site.
pub(super) fn recover(target: &Target, io: &Io) -> Result<Manifest, Diagnostic> {
    let manifest = match inspect(target)? {
        OutputState::Empty => Manifest::default(),
        OutputState::Site(manifest) => manifest,
        OutputState::Unfinished(journal) => {
            roll_forward(target, io, &journal)?;
            match inspect(target)? {
                OutputState::Site(manifest) => manifest,
                OutputState::Empty | OutputState::Unfinished(_) => return Err(damaged(target)),
            }
        }
    };
    roll_back(target, io)?;
    Ok(manifest)
}

fn roll_forward(target: &Target, io: &Io, journal: &Journal) -> Result<(), Diagnostic> {
    let open = |bytes: Option<Vec<u8>>| bytes.and_then(|bytes| Manifest::open(&bytes));
    let is_new = |(_, checksum): &(Manifest, String)| *checksum == journal.manifest;
    let next = open(read(&target.next_manifest())?);
    let current = read(&target.manifest())?;
    // Without a manifest nothing is listed; with a damaged one it is unknown what is.
    let old = current.is_none().then(Manifest::default);
    let current = open(current);
    if next.as_ref().is_some_and(is_new) {
        let old = old.or(current.map(|(manifest, _)| manifest));
        apply::check_replay(target, &journal.actions, old.as_ref())?;
        apply::replay(target, io, &journal.actions)
    } else if current.as_ref().is_some_and(is_new) {
        // Only the removal of the journal is left.
        apply::conclude(target, io)
    } else {
        Err(damaged(target))
    }
}

/// Removes the traces of a publication that was not committed.
pub(super) fn roll_back(target: &Target, io: &Io) -> Result<(), Diagnostic> {
    let next_journal = target.next_journal();
    if let Some(journal) = read(&next_journal)?.and_then(|bytes| Journal::open(&bytes)) {
        for action in journal.actions.iter().rev() {
            if let Action::CreateFolder(folder) = action {
                apply::remove_folder(target, io, folder.as_str())?;
            }
        }
    }
    for file in [target.journal(), next_journal, target.next_manifest()] {
        if look(&file)? == Kind::File {
            io.remove_file(&file)
                .map_err(|error| problem::failed("remove", &file, &error))?;
        }
    }
    clear_staging(target, io)
}

/// Whether the target contains nothing but `.dossier`, and folders that an interrupted first publication created.
fn is_empty(target: &Target) -> Result<bool, Diagnostic> {
    if look(target.root())? == Kind::Missing {
        return Ok(true);
    }
    let journal = read(&target.next_journal())?.and_then(|bytes| Journal::open(&bytes));
    let actions = journal.map(|journal| journal.actions).unwrap_or_default();
    let made = actions
        .iter()
        .filter(|action| matches!(action, Action::CreateFolder(_)));
    let made: BTreeSet<&str> = made.map(|action| action.path().as_str()).collect();
    holds_only(target, "", &made)
}

fn holds_only(target: &Target, folder: &str, made: &BTreeSet<&str>) -> Result<bool, Diagnostic> {
    let place = target.place(folder);
    let failed = |error| problem::failed("read the folder", &place, &error);
    let entries = match fs::read_dir(&place) {
        // Another build that failed has just removed it.
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(true),
        entries => entries.map_err(failed)?,
    };
    for entry in entries {
        let entry = entry.map_err(failed)?;
        let (name, kind) = (entry.file_name(), layout::kind_of(entry.file_type().map_err(failed)?));
        if folder.is_empty() && name == layout::OWN {
            continue;
        }
        let path = Utf8Path::new(folder).join(name.to_string_lossy().as_ref());
        if kind != Kind::Folder || !made.contains(path.as_str()) || !holds_only(target, path.as_str(), made)? {
            return Ok(false);
        }
    }
    Ok(true)
}

fn damaged(target: &Target) -> Diagnostic {
    problem::refused(
        format!(
            "the manifest `{}` is damaged, so it is unknown which files may be replaced",
            target.manifest()
        ),
        format!(
            "if nothing in the folder `{}` is needed, delete it; otherwise choose another one with `--output`",
            target.root()
        ),
    )
}

fn read(path: &Utf8Path) -> Result<Option<Vec<u8>>, Diagnostic> {
    layout::read(path).map_err(|error| problem::failed("read", path, &error))
}

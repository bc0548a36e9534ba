//! Finding out what an output holds, and bringing a publication that was cut short to its end:
//! forward where it had passed its commit point, back where it had not.

use std::collections::BTreeSet;
use std::fs;
use std::io;

use camino::Utf8Path;

use crate::diagnostics::Diagnostic;

use super::apply;
use super::io::Io;
use super::journal::{Action, Journal};
use super::layout::{self, Kind, Target};
use super::manifest::Manifest;
use super::problem;

/// What an output holds of ours.
pub(super) enum Found {
    /// Nothing at all, ours or not.
    Empty,
    /// A site with this manifest.
    Site(Manifest),
    /// A publication past its commit point.
    Unfinished(Journal),
}

/// Looks at a target.
///
/// # Errors
/// The target holds files and cannot be told to be ours.
pub(super) fn inspect(target: &Target) -> Result<Found, Diagnostic> {
    if let Some(journal) = read(&target.journal())?.and_then(|bytes| Journal::open(&bytes)) {
        return Ok(Found::Unfinished(journal));
    }
    match read(&target.manifest())? {
        Some(bytes) => match Manifest::open(&bytes) {
            Some((manifest, _)) => Ok(Found::Site(manifest)),
            None => Err(damaged(target)),
        },
        None if is_empty(target)? => Ok(Found::Empty),
        None => Err(problem::refused(
            format!(
                "the output `{}` holds files that this program did not make",
                target.root()
            ),
            "choose an empty or a new folder with `--output`, or empty this one by hand",
        )),
    }
}

/// What the site that lies in a target is made of; nothing where a publication was cut short.
pub(super) fn listed(target: &Target) -> Result<Manifest, Diagnostic> {
    match inspect(target)? {
        Found::Site(manifest) => Ok(manifest),
        Found::Empty | Found::Unfinished(_) => Ok(Manifest::default()),
    }
}

/// Leaves no publication unfinished; returns the manifest of the site that is there.
pub(super) fn settle(target: &Target, io: &Io) -> Result<Manifest, Diagnostic> {
    let manifest = match inspect(target)? {
        Found::Empty => Manifest::default(),
        Found::Site(manifest) => manifest,
        Found::Unfinished(journal) => {
            roll_forward(target, io, &journal)?;
            match inspect(target)? {
                Found::Site(manifest) => manifest,
                Found::Empty | Found::Unfinished(_) => return Err(damaged(target)),
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
    // No manifest means that nothing is listed; a damaged one, that it is not known what is.
    let old = if current.is_none() {
        Some(Manifest::default())
    } else {
        None
    };
    let current = open(current);
    if next.as_ref().is_some_and(is_new) {
        let old = old.or(current.map(|(manifest, _)| manifest));
        apply::check_replay(target, &journal.actions, old.as_ref())?;
        apply::replay(target, io, &journal.actions)
    } else if current.as_ref().is_some_and(is_new) {
        // All was done but the journal's removal.
        apply::conclude(target, io)
    } else {
        Err(damaged(target))
    }
}

/// Removes what a publication leaves that did not reach its commit point.
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
        if kind(&file)? == Kind::File {
            io.remove_file(&file)
                .map_err(|error| problem::failed("remove", &file, &error))?;
        }
    }
    clear_staging(target, io)
}

/// Removes the staged files and their folder, and nothing that we did not put there.
pub(super) fn clear_staging(target: &Target, io: &Io) -> Result<(), Diagnostic> {
    let staging = target.staging();
    if kind(staging)? != Kind::Folder {
        return Ok(());
    }
    let failed = |error| problem::failed("clear", staging, &error);
    for entry in fs::read_dir(staging).map_err(failed)? {
        let entry = entry.map_err(failed)?;
        let name = entry.file_name();
        let numbered = name
            .to_str()
            .is_some_and(|name| name.bytes().all(|b| b.is_ascii_digit()));
        if numbered && layout::kind_of(entry.file_type().map_err(failed)?) == Kind::File {
            io.remove_file(&staging.join(name.to_string_lossy().as_ref()))
                .map_err(failed)?;
        }
    }
    match io.remove_dir(staging) {
        Err(error) if !apply::is_kept(&error) => Err(failed(error)),
        _ => Ok(()),
    }
}

/// Whether nothing lies in the target but our own folder, and folders that a first publication
/// made before it died.
fn is_empty(target: &Target) -> Result<bool, Diagnostic> {
    if kind(target.root())? == Kind::Missing {
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
        // Another build that gave up has just taken it away.
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
            "the list of files `{}` is damaged, so that it cannot be told which files may be replaced",
            target.manifest()
        ),
        format!(
            "remove the folder `{}` by hand if all in it may go, or choose another one with `--output`",
            target.root()
        ),
    )
}

fn kind(path: &Utf8Path) -> Result<Kind, Diagnostic> {
    layout::kind(path).map_err(|error| problem::failed("look at", path, &error))
}

fn read(path: &Utf8Path) -> Result<Option<Vec<u8>>, Diagnostic> {
    layout::read(path).map_err(|error| problem::failed("read", path, &error))
}

//! Plans the actions that turn the previous site into the new one, and checks that each of them can succeed.
//!
//! A committed journal cannot be rolled back, so everything that can be known beforehand is checked
//! here: what exists where, whether it is ours, whether folders are writable.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use camino::Utf8Path;

use crate::diagnostics::{Code, Diagnostic};
use crate::model::output_path::OutputPath;

use super::journal::Action;
use super::layout::{self, Kind, Target, look};
use super::manifest::Manifest;
use super::problem;

/// A file in the staging folder, and the path where it belongs.
pub(super) struct Staged {
    pub number: u64,
    pub path: OutputPath,
}

/// The actions that turn one site into the next.
///
/// The order keeps the site usable meanwhile: new files come before the removal of old ones. Only an
/// old file where a folder is needed, or the reverse, is removed first.
pub(super) fn plan(
    target: &Target,
    old: &Manifest,
    new: &Manifest,
    staged: &[Staged],
) -> Result<Vec<Action>, Diagnostic> {
    let folders = folders_of_all(new.entries().iter().map(|entry| &entry.path));
    if let Some(entry) = new.entries().iter().find(|entry| folders.contains(entry.path.as_str())) {
        let message = format!("`{}` is both a file and a folder of the site", entry.path);
        return Err(Diagnostic::new(Code::DuplicateUrl, message).help("give one of the two another address"));
    }
    let removed: Vec<&OutputPath> = old
        .entries()
        .iter()
        .map(|entry| &entry.path)
        .filter(|path| !new.contains(path.as_str()))
        .collect();
    let left = &folders_of_all(removed.iter().copied()) - &folders;
    let mut survey = Survey {
        target,
        old,
        left: &left,
        kinds: BTreeMap::new(),
    };

    let mut create = Vec::new();
    for folder in &folders {
        if !survey.folder_stays(folder)? {
            create.extend(OutputPath::new(folder).map(Action::CreateFolder));
        }
    }
    let mut install: Vec<&Staged> = staged.iter().collect();
    install.sort_unstable_by(|a, b| a.path.cmp(&b.path));
    for file in &install {
        survey.check_place(file.path.as_str())?;
    }
    let (mut first, mut last) = (Vec::new(), Vec::new());
    let blocks = |path: &str| {
        folders.contains(path) || new.contains(path) || layout::folders_of(path).any(|folder| new.contains(folder))
    };
    for path in removed {
        if survey.holds(path.as_str())? {
            let list = if blocks(path.as_str()) { &mut first } else { &mut last };
            list.push(Action::Remove(path.clone()));
        }
    }
    for folder in left.iter().rev() {
        if survey.kind(folder)? == Kind::Folder {
            let list = if blocks(folder) { &mut first } else { &mut last };
            list.extend(OutputPath::new(folder).map(Action::RemoveFolder));
        }
    }
    let install = install
        .into_iter()
        .map(|file| Action::Install(file.number, file.path.clone()));
    let actions: Vec<Action> = first.into_iter().chain(create).chain(install).chain(last).collect();
    check_folders(target, &actions)?;
    Ok(actions)
}

fn folders_of_all<'a>(paths: impl Iterator<Item = &'a OutputPath>) -> BTreeSet<&'a str> {
    paths.flat_map(|path| layout::folders_of(path.as_str())).collect()
}

/// Looks up what exists in the target, and remembers it.
struct Survey<'a> {
    target: &'a Target,
    old: &'a Manifest,
    /// Folders that only the old site has.
    left: &'a BTreeSet<&'a str>,
    /// What is known of folders so far.
    kinds: BTreeMap<String, Kind>,
}

impl Survey<'_> {
    /// Whether a folder of the new site exists already.
    fn folder_stays(&mut self, folder: &str) -> Result<bool, Diagnostic> {
        match self.kind(folder)? {
            Kind::Folder => Ok(true),
            Kind::Missing => Ok(false),
            // The file is ours and is removed first.
            Kind::File if self.old.contains(folder) => {
                self.kinds.insert(folder.to_owned(), Kind::Missing);
                Ok(false)
            }
            Kind::Symlink => Err(problem::foreign(&self.target.place(folder), problem::LINKED)),
            Kind::File | Kind::Special => Err(problem::foreign(
                &self.target.place(folder),
                "is not a folder, but the site needs one there",
            )),
        }
    }

    /// Makes sure that a new file replaces nothing but a file of ours, or a folder that becomes empty.
    fn check_place(&mut self, path: &str) -> Result<(), Diagnostic> {
        if !self.folders_exist(path)? {
            return Ok(());
        }
        let place = self.target.place(path);
        match look(&place)? {
            Kind::Missing => Ok(()),
            Kind::File if self.old.contains(path) => Ok(()),
            Kind::File => Err(problem::foreign(&place, problem::NOT_OURS)),
            Kind::Folder if self.left.contains(path) && self.is_ours(path)? => Ok(()),
            Kind::Folder => Err(problem::foreign(&place, "is a folder, but the site needs a file there")),
            Kind::Symlink => Err(problem::foreign(&place, problem::LINKED)),
            Kind::Special => Err(problem::foreign(
                &place,
                "is not a regular file, so no page can replace it",
            )),
        }
    }

    /// Whether a file of the old site still exists.
    fn holds(&mut self, path: &str) -> Result<bool, Diagnostic> {
        Ok(self.folders_exist(path)? && look(&self.target.place(path))? == Kind::File)
    }

    fn folders_exist(&mut self, path: &str) -> Result<bool, Diagnostic> {
        let parent = layout::parent_of(path);
        if parent.is_empty() {
            return Ok(true);
        }
        match self.kind(parent)? {
            Kind::Folder => Ok(true),
            Kind::Symlink => Err(problem::foreign(&self.target.place(parent), problem::LINKED)),
            _ => Ok(false),
        }
    }

    /// What exists where a folder is expected. Everything below something else is missing.
    fn kind(&mut self, folder: &str) -> Result<Kind, Diagnostic> {
        if let Some(kind) = self.kinds.get(folder) {
            return Ok(*kind);
        }
        let reached = self.folders_exist(folder)?;
        let kind = if reached {
            look(&self.target.place(folder))?
        } else {
            Kind::Missing
        };
        self.kinds.insert(folder.to_owned(), kind);
        Ok(kind)
    }

    /// Whether a folder contains only files of the old site that will be removed.
    fn is_ours(&self, folder: &str) -> Result<bool, Diagnostic> {
        let place = self.target.place(folder);
        let failed = |error| problem::failed("read the folder", &place, &error);
        for entry in fs::read_dir(&place).map_err(failed)? {
            let entry = entry.map_err(failed)?;
            let path = format!("{folder}/{}", entry.file_name().to_string_lossy());
            let ours = match layout::kind_of(entry.file_type().map_err(failed)?) {
                Kind::File => self.old.contains(&path),
                Kind::Folder => self.left.contains(path.as_str()) && self.is_ours(&path)?,
                _ => false,
            };
            if !ours {
                return Ok(false);
            }
        }
        Ok(true)
    }
}

/// Makes sure that every existing folder in which something changes is writable.
fn check_folders(target: &Target, actions: &[Action]) -> Result<(), Diagnostic> {
    let parents: BTreeSet<&str> = actions
        .iter()
        .map(|action| layout::parent_of(action.path().as_str()))
        .collect();
    for parent in parents {
        let place = if parent.is_empty() {
            target.root().to_owned()
        } else {
            target.place(parent)
        };
        if look(&place)? == Kind::Folder {
            check_folder(target, &place)?;
        }
    }
    Ok(())
}

#[cfg(unix)]
fn check_folder(target: &Target, place: &Utf8Path) -> Result<(), Diagnostic> {
    use rustix::fs::{Access, access};
    use std::os::unix::fs::MetadataExt;
    access(place.as_std_path(), Access::WRITE_OK | Access::EXEC_OK)
        .map_err(|error| problem::failed("write to the folder", place, &error.into()))?;
    let device = |path: &Utf8Path| {
        fs::metadata(path)
            .map(|data| data.dev())
            .map_err(|error| problem::failed("access", path, &error))
    };
    // A rename is atomic only within one file system.
    if device(place)? != device(target.staging())? {
        return Err(problem::refused(
            format!(
                "`{place}` is on another file system than the output `{}`",
                target.root()
            ),
            "unmount it, or choose another folder with `--output`",
        ));
    }
    Ok(())
}

#[cfg(not(unix))]
fn check_folder(_: &Target, _: &Utf8Path) -> Result<(), Diagnostic> {
    Ok(())
}

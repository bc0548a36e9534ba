//! Writes an export to a folder without overwriting files that no export created, or that were changed.

use std::collections::BTreeMap;
use std::fmt;
use std::fs;
use std::io;

use camino::{Utf8Path, Utf8PathBuf};

use crate::pipeline::ExportFile;

/// The list of files of earlier exports: lines of hash and name.
const LIST: &str = ".dossier-export";

pub enum Problem {
    /// Files that no export created, or that were changed since.
    Foreign(Vec<Utf8PathBuf>),
    Failed(Utf8PathBuf, io::Error),
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Problem::Foreign(paths) => {
                let first: Vec<&str> = paths.iter().take(5).map(|path| path.as_str()).collect();
                let more = if paths.len() > 5 { " …" } else { "" };
                write!(
                    f,
                    "nothing was written: {}{more} was not created by an export, or was changed since\n = help: choose \
                     another folder, or move the file",
                    first.join(", ")
                )
            }
            Problem::Failed(path, error) => write!(f, "cannot write {path}: {error}"),
        }
    }
}

/// Writes the files; returns how many changed.
/// Errors: a foreign file is in the way (nothing was written then), or the operating system failed.
pub fn write(folder: &Utf8Path, files: &[ExportFile]) -> Result<usize, Problem> {
    let failed = |path: &Utf8Path| {
        let path = path.to_owned();
        move |error| Problem::Failed(path, error)
    };
    let list = folder.join(LIST);
    let mut known = read(&list).map_err(failed(&list))?;
    let mut changed = Vec::new();
    let mut foreign = Vec::new();
    for file in files {
        let path = folder.join(&file.name);
        let there = match fs::symlink_metadata(&path) {
            Ok(about) if about.is_file() => fs::read(&path).map(Some).map_err(failed(&path))?,
            Ok(_) => {
                foreign.push(path);
                continue;
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            Err(error) => return Err(Problem::Failed(path, error)),
        };
        match there {
            Some(bytes) if bytes == file.bytes => {}
            Some(bytes) if known.get(&file.name) != Some(&hash(&bytes)) => foreign.push(path),
            _ => changed.push((path, file)),
        }
    }
    if !foreign.is_empty() {
        return Err(Problem::Foreign(foreign));
    }
    for (path, file) in &changed {
        let parent = path.parent().unwrap_or(folder);
        fs::create_dir_all(parent).map_err(failed(parent))?;
        fs::write(path, &file.bytes).map_err(failed(path))?;
        known.insert(file.name.clone(), hash(&file.bytes));
    }
    if !changed.is_empty() {
        let lines = known.iter().map(|(name, hash)| format!("{hash}  {name}\n"));
        fs::write(&list, lines.collect::<String>()).map_err(failed(&list))?;
    }
    Ok(changed.len())
}

/// The hashes of the files of earlier exports, by name.
fn read(list: &Utf8Path) -> io::Result<BTreeMap<String, String>> {
    let text = match fs::read_to_string(list) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => String::new(),
        other => other?,
    };
    let lines = text.lines().filter_map(|line| line.split_once("  "));
    Ok(lines.map(|(hash, name)| (name.to_owned(), hash.to_owned())).collect())
}

fn hash(bytes: &[u8]) -> String {
    blake3::hash(bytes).to_hex().to_string()
}

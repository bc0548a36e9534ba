//! `dossier search-index`
//!
//! Pagefind, an external program, indexes the full text into a staging folder. New files are then moved into
//! place, the file that refers to all others last, and only then unused files are removed. So the search
//! works at all times, and foreign files are kept.

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::fs;
use std::io;
use std::process::{Command, ExitCode};

use camino::{Utf8Path, Utf8PathBuf};
use clap::Args;

use super::args::shown;
use super::report::{self, Failure, plural};
use crate::config::{Config, FILE_NAME};
use crate::diagnostics::Code;
use crate::language::Languages;

/// The tested version, which messages recommend.
const VERSION: &str = "1.6.0";
/// The minimum minor version of version 1 with all features that the search page uses.
const MIN_MINOR: u32 = 3;
const FOLDER: &str = "pagefind";
/// The file that refers to the others; its presence means that there is an index.
const ENTRY: &str = "pagefind-entry.json";
const UNCHANGED: &str = "the previous index is unchanged";
const FOLDERS: [&str; 4] = ["", "fragment", "index", "filter"];
/// The files that the search page loads; the ready-made interfaces of Pagefind are not used.
const LOADED: [&str; 3] = ["pagefind.js", "pagefind-worker.js", ENTRY];

#[derive(Args)]
pub struct SearchIndexArgs {
    /// The folder of the site.
    #[arg(long, default_value = ".", value_name = "DIR")]
    root: Utf8PathBuf,
    /// The folder of the built site; overrides `output` in dossier.yaml.
    #[arg(long, short, value_name = "DIR")]
    output: Option<Utf8PathBuf>,
}

pub fn run(args: &SearchIndexArgs) -> ExitCode {
    report::conclude(index(args))
}

fn failure(message: impl Into<String>, help: impl Into<String>) -> Failure {
    report::diagnostic(Code::FullText, message, help)
}

fn index(args: &SearchIndexArgs) -> Result<Vec<String>, Failure> {
    let config = fs::read_to_string(args.root.join(FILE_NAME)).ok();
    let config = config.map(|text| Config::read(&text, Languages::embedded().tags()).0);
    let configured = config.as_ref().map_or("public", |config| config.output.as_str());
    let output = args.output.clone().unwrap_or_else(|| args.root.join(configured));
    if !output.join(".dossier/manifest").exists() {
        let message = format!("{} contains no site that dossier built", shown(&output));
        return Err(failure(message, "run `dossier build` first, with the same `--output`"));
    }
    let program = program(&args.root, &output)?;
    let start = std::time::Instant::now();
    let staging = output.join(".dossier/full-text");
    let disk = |error: io::Error| failure(format!("cannot write the index: {error}"), UNCHANGED);
    clear(&staging, &BTreeSet::new(), is_of_an_index).map_err(disk)?;
    pagefind(&program, &output, &staging)?;
    let pages = move_in(&staging, &output.join(FOLDER)).map_err(disk)?;
    let mut lines = vec![format!(
        "Indexed the full text of {} in {:.2} s: {}.",
        plural(pages, "article"),
        start.elapsed().as_secs_f64(),
        shown(&output.join(FOLDER))
    )];
    if config.is_some_and(|config| !config.full_text) {
        lines.push(format!(
            "The pages do not use it yet: set `full_text: true` in {FILE_NAME} and build again."
        ));
    }
    Ok(lines)
}

/// The Pagefind program: from `PAGEFIND`, from the site's `node_modules`, or on the path.
fn program(root: &Utf8Path, output: &Utf8Path) -> Result<OsString, Failure> {
    let named = std::env::var_os("PAGEFIND").filter(|name| !name.is_empty());
    let installed = [root, Utf8Path::new(".")].map(|folder| folder.join("node_modules/.bin/pagefind"));
    let installed = installed.into_iter().filter(|path| path.exists()).map(OsString::from);
    let candidates: Vec<OsString> = match named {
        Some(name) => vec![name],
        None => installed
            .chain(["pagefind", "pagefind_extended"].map(OsString::from))
            .collect(),
    };
    let found = candidates.into_iter().find_map(|name| {
        let said = Command::new(&name).arg("--version").output().ok()?;
        Some((name, String::from_utf8_lossy(&said.stdout).trim().to_owned()))
    });
    let help = format!(
        "install it with `npm install --save-dev pagefind@{VERSION}` or from https://github.com/Pagefind/pagefind/releases, \
         or set PAGEFIND to its path; `npx pagefind@{VERSION} --site {}` works without this command",
        shown(output)
    );
    let Some((name, version)) = found else {
        let message = "Pagefind, the program that indexes the full text, was not found";
        return Err(failure(message, help));
    };
    if is_recent(&version) {
        Ok(name)
    } else {
        let message = format!("`{}` has the unsupported version “{version}”", name.to_string_lossy());
        Err(failure(
            message,
            format!("Pagefind 1.{MIN_MINOR} or a later 1.x is required: {help}"),
        ))
    }
}

/// Whether the output of `--version`, such as `pagefind 1.6.0`, is a supported version.
pub fn is_recent(said: &str) -> bool {
    let version = said.rsplit(' ').next().unwrap_or("");
    let mut parts = version.split('.').map(|part| part.parse::<u32>().ok());
    matches!((parts.next(), parts.next()), (Some(Some(1)), Some(Some(minor))) if minor >= MIN_MINOR)
}

fn pagefind(program: &OsString, output: &Utf8Path, staging: &Utf8Path) -> Result<(), Failure> {
    let mut command = Command::new(program);
    // Link anchors and references to notes are not part of the text.
    for selector in [".anchor", ".note-ref", ".fn-ref", ".note-head"] {
        command.args(["--exclude-selectors", selector]);
    }
    command
        .arg("--silent")
        .arg("--site")
        .arg(output)
        .arg("--output-path")
        .arg(staging);
    let help = UNCHANGED;
    let ran = command
        .output()
        .map_err(|error| failure(format!("cannot run Pagefind: {error}"), help))?;
    if ran.status.success() && staging.join(ENTRY).exists() {
        return Ok(());
    }
    let said = String::from_utf8_lossy(&ran.stderr).trim().to_owned();
    Err(failure(format!("Pagefind failed: {said}"), help))
}

/// Moves a new index into place and removes the files that only the old one had; returns its number of texts.
pub fn move_in(staging: &Utf8Path, place: &Utf8Path) -> io::Result<usize> {
    let mut kept = BTreeSet::new();
    let mut texts = 0;
    for folder in FOLDERS {
        let from = staging.join(folder);
        if !from.is_dir() {
            continue;
        }
        fs::create_dir_all(place.join(folder))?;
        for name in files(&from)?.into_iter().filter(|name| is_ours(name) && name != ENTRY) {
            fs::rename(from.join(&name), place.join(folder).join(&name))?;
            texts += usize::from(name.ends_with(".pf_fragment"));
            kept.insert(Utf8Path::new(folder).join(name));
        }
    }
    fs::rename(staging.join(ENTRY), place.join(ENTRY))?;
    kept.insert(ENTRY.into());
    clear(place, &kept, is_ours)?;
    clear(staging, &BTreeSet::new(), is_of_an_index)?;
    Ok(texts)
}

/// Removes the `known` files except those to keep, and folders that are empty then.
fn clear(place: &Utf8Path, keep: &BTreeSet<Utf8PathBuf>, known: fn(&str) -> bool) -> io::Result<()> {
    for folder in FOLDERS.iter().rev() {
        let path = place.join(folder);
        if !path.is_dir() {
            continue;
        }
        for name in files(&path)? {
            if known(&name) && !keep.contains(&Utf8Path::new(folder).join(&name)) {
                fs::remove_file(path.join(&name))?;
            }
        }
        if fs::read_dir(&path)?.next().is_none() {
            fs::remove_dir(&path)?;
        }
    }
    Ok(())
}

/// The names of the files in a folder, sorted.
pub fn files(folder: &Utf8Path) -> io::Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if let (true, Ok(name)) = (entry.file_type()?.is_file(), entry.file_name().into_string()) {
            names.push(name);
        }
    }
    names.sort();
    Ok(names)
}

/// Whether the search page loads a file of this name.
fn is_ours(name: &str) -> bool {
    let extension = name.rsplit('.').next().unwrap_or("");
    let data = ["pf_meta", "pf_fragment", "pf_index", "pf_filter"].contains(&extension);
    data || LOADED.contains(&name) || (name.starts_with("wasm.") && extension == "pagefind")
}

/// Whether Pagefind writes a file of this name.
fn is_of_an_index(name: &str) -> bool {
    is_ours(name) || name.starts_with("pagefind-")
}

pub(super) fn exists(output: &Utf8Path) -> bool {
    output.join(FOLDER).join(ENTRY).exists()
}

/// The files of the index, relative to the site.
pub(super) fn index_files(output: &Utf8Path) -> Vec<Utf8PathBuf> {
    let in_folder = |folder: &&str| {
        let place = Utf8Path::new(FOLDER).join(folder);
        let names = files(&output.join(&place)).unwrap_or_default();
        names
            .into_iter()
            .filter(|name| is_ours(name))
            .map(move |name| place.join(name))
            .collect::<Vec<_>>()
    };
    if !exists(output) {
        return Vec::new();
    }
    FOLDERS.iter().flat_map(in_folder).collect()
}

//! Finds the files to import, and determines their formats.

use std::fs;
use std::io::Read;

use camino::{Utf8Path, Utf8PathBuf};

use crate::import::is_mhtml;

/// The maximum size of a file, in bytes.
const MAX_SIZE: u64 = 16 * 1024 * 1024;

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Text,
    Html,
    Mhtml,
    Feed,
    Csl,
}

pub(super) struct Input {
    pub(super) kind: Kind,
    pub(super) bytes: Vec<u8>,
}

/// The file itself; for a folder, all files below it that can be imported, sorted. Links are not followed.
pub(super) fn expand(path: &Utf8Path) -> Result<Vec<Utf8PathBuf>, String> {
    if path == "-" || !path.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let mut found = Vec::new();
    let mut folders = vec![path.to_owned()];
    while let Some(folder) = folders.pop() {
        let entries = folder
            .read_dir_utf8()
            .map_err(|error| format!("cannot be read: {error}"))?;
        for entry in entries {
            let entry = entry.map_err(|error| format!("cannot be read: {error}"))?;
            let kind = entry.file_type().map_err(|error| format!("cannot be read: {error}"))?;
            if entry.file_name().starts_with('.') {
                continue;
            }
            if kind.is_dir() {
                folders.push(entry.into_path());
            } else if kind.is_file() && by_extension(entry.path()).is_some() {
                found.push(entry.into_path());
            }
        }
    }
    found.sort();
    if found.is_empty() {
        return Err(
            "the folder contains no file to import (.html, .htm, .mhtml, .txt, .xml, .rss, .atom, .json)".to_owned(),
        );
    }
    Ok(found)
}

pub(super) fn read(path: &Utf8Path) -> Result<Input, String> {
    let mut bytes = Vec::new();
    let read = if path == "-" {
        std::io::stdin().lock().take(MAX_SIZE + 1).read_to_end(&mut bytes)
    } else {
        fs::File::open(path).and_then(|file| file.take(MAX_SIZE + 1).read_to_end(&mut bytes))
    };
    read.map_err(|error| format!("cannot be read: {error}"))?;
    if bytes.len() as u64 > MAX_SIZE {
        return Err(format!("the file is larger than {} MiB", MAX_SIZE >> 20));
    }
    let kind = by_start(&bytes).or_else(|| by_extension(path)).unwrap_or(Kind::Text);
    Ok(Input { kind, bytes })
}

fn by_extension(path: &Utf8Path) -> Option<Kind> {
    Some(match path.extension()?.to_ascii_lowercase().as_str() {
        "html" | "htm" | "xhtml" => Kind::Html,
        "mhtml" | "mht" => Kind::Mhtml,
        "xml" | "rss" | "atom" => Kind::Feed,
        "json" => Kind::Csl,
        "txt" | "text" => Kind::Text,
        _ => return None,
    })
}

fn by_start(bytes: &[u8]) -> Option<Kind> {
    let start = String::from_utf8_lossy(&bytes[..bytes.len().min(1024)]).to_ascii_lowercase();
    let start = start.trim_start_matches(|c: char| c == '\u{feff}' || c.is_whitespace());
    if start.starts_with("<!doctype html") || start.starts_with("<html") {
        return Some(Kind::Html);
    }
    if is_mhtml(&bytes[..bytes.len().min(4096)]) {
        return Some(Kind::Mhtml);
    }
    let feed = ["<rss", "<feed", "<rdf:rdf"].iter().any(|mark| start.contains(mark));
    if feed && start.starts_with('<') {
        return Some(Kind::Feed);
    }
    (start.starts_with("<?xml") && start.contains("<html")).then_some(Kind::Html)
}

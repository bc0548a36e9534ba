//! Which files are taken in, and what they are.

use std::fs;
use std::io::Read;

use camino::{Utf8Path, Utf8PathBuf};

use crate::import::is_mhtml;

/// The largest file that is read, in bytes.
const LARGEST: u64 = 16 * 1024 * 1024;

/// Endings of files that are looked for in folders, and what they are.
const ENDINGS: [(&str, Kind); 11] = [
    ("html", Kind::Html),
    ("htm", Kind::Html),
    ("xhtml", Kind::Html),
    ("mhtml", Kind::Mhtml),
    ("mht", Kind::Mhtml),
    ("xml", Kind::Feed),
    ("rss", Kind::Feed),
    ("atom", Kind::Feed),
    ("json", Kind::Csl),
    ("txt", Kind::Text),
    ("text", Kind::Text),
];

/// What a file is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Text,
    Html,
    Mhtml,
    Feed,
    Csl,
}

/// A file that was read.
pub(super) struct Input {
    pub(super) kind: Kind,
    pub(super) bytes: Vec<u8>,
}

/// The file itself; of a folder every file below it that can be taken in, sorted. Links are not followed.
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
            } else if kind.is_file() && by_ending(entry.path()).is_some() {
                found.push(entry.into_path());
            }
        }
    }
    found.sort();
    if found.is_empty() {
        return Err("no file in it ends in .html, .htm, .mhtml, .txt, .xml, .rss, .atom or .json".to_owned());
    }
    Ok(found)
}

/// Reads a file.
pub(super) fn read(path: &Utf8Path) -> Result<Input, String> {
    let mut bytes = Vec::new();
    let read = if path == "-" {
        std::io::stdin().lock().take(LARGEST + 1).read_to_end(&mut bytes)
    } else {
        fs::File::open(path).and_then(|file| file.take(LARGEST + 1).read_to_end(&mut bytes))
    };
    read.map_err(|error| format!("cannot be read: {error}"))?;
    if bytes.len() as u64 > LARGEST {
        return Err(format!("more than {} MiB, which no text has", LARGEST >> 20));
    }
    let kind = by_start(&bytes).or_else(|| by_ending(path)).unwrap_or(Kind::Text);
    Ok(Input { kind, bytes })
}

fn by_ending(path: &Utf8Path) -> Option<Kind> {
    let ending = path.extension()?.to_ascii_lowercase();
    ENDINGS
        .iter()
        .find(|(known, _)| *known == ending)
        .map(|(_, kind)| *kind)
}

/// What a file is by its first characters, whatever its name.
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

//! The list of files that dossier wrote. Only these may be overwritten or removed.

use std::fmt;

use crate::model::output_path::OutputPath;

use super::layout;
use super::seal;

/// The first line, with the version of the format.
pub const FIRST: &str = "dossier manifest 1";

/// The first half of a file's BLAKE3 hash.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Digest([u8; 16]);

/// A file of the site.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Entry {
    pub path: OutputPath,
    pub digest: Digest,
    /// In bytes.
    pub size: u64,
}

/// The files of a site, sorted by path, each once.
#[derive(Default, Debug)]
pub struct Manifest {
    entries: Vec<Entry>,
}

impl Digest {
    pub fn of(bytes: &[u8]) -> Digest {
        blake3::hash(bytes).into()
    }

    fn parse(text: &str) -> Option<Digest> {
        let lower = text.len() == 32 && text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
        lower
            .then(|| u128::from_str_radix(text, 16).ok())
            .flatten()
            .map(|n| Digest(n.to_be_bytes()))
    }
}

impl From<blake3::Hash> for Digest {
    fn from(hash: blake3::Hash) -> Digest {
        let mut half = [0; 16];
        half.copy_from_slice(&hash.as_bytes()[..16]);
        Digest(half)
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:032x}", u128::from_be_bytes(self.0))
    }
}

impl Manifest {
    /// The manifest of these files; the error is a path that occurs twice.
    pub fn new(mut entries: Vec<Entry>) -> Result<Manifest, OutputPath> {
        entries.sort_unstable_by(|a, b| a.path.cmp(&b.path));
        match entries.windows(2).find(|pair| pair[0].path == pair[1].path) {
            Some(pair) => Err(pair[0].path.clone()),
            None => Ok(Manifest { entries }),
        }
    }

    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    pub fn get(&self, path: &str) -> Option<&Entry> {
        let at = self
            .entries
            .binary_search_by(|entry| entry.path.as_str().cmp(path))
            .ok()?;
        self.entries.get(at)
    }

    pub fn contains(&self, path: &str) -> bool {
        self.get(path).is_some()
    }

    /// The text that is stored on disk.
    pub fn seal(&self) -> seal::Sealed {
        let line = |entry: &Entry| format!("{} {} {}\n", entry.digest, entry.size, entry.path);
        seal::seal(FIRST, &self.entries.iter().map(line).collect::<String>())
    }

    /// Parses the stored text, and returns its checksum too; `None` if it is damaged or malformed.
    pub fn open(bytes: &[u8]) -> Option<(Manifest, String)> {
        let (body, checksum) = seal::open(FIRST, bytes)?;
        let entries = body.lines().map(parse_line).collect::<Option<Vec<Entry>>>()?;
        let sorted = entries.windows(2).all(|pair| pair[0].path < pair[1].path);
        sorted.then(|| (Manifest { entries }, checksum.to_owned()))
    }
}

fn parse_line(line: &str) -> Option<Entry> {
    let mut parts = line.splitn(3, ' ');
    let digest = Digest::parse(parts.next()?)?;
    let size = parts.next()?.parse().ok()?;
    let path = layout::own_path(parts.next()?)?;
    Some(Entry { path, digest, size })
}

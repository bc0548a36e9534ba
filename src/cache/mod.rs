//! Caches expensive results beside the site, by kind and by the hash of their input.
//!
//! **Architecture invariant:** the cache only saves time. An entry that is missing, damaged, of another
//! version or unreadable is computed again; nothing here is an error, and no output depends on it.
#![expect(clippy::disallowed_methods, reason = "keeps its files in a folder of its own")]

mod file;
mod pack;
mod program;

pub use file::{FOLDER, Key};
pub use pack::Pack;
pub use program::fingerprint;

use std::collections::BTreeSet;
use std::fs;
use std::sync::Mutex;

use camino::{Utf8Path, Utf8PathBuf};

use file::{HASH, write_atomically};

/// The first bytes of every entry; the last one is the version of the format.
const MAGIC: [u8; 8] = *b"dossier\x01";

/// The cache of a site, with one file for each entry.
#[derive(Debug)]
pub struct Cache {
    folder: Utf8PathBuf,
    /// The entries that were requested.
    used: Mutex<BTreeSet<Utf8PathBuf>>,
}

impl Cache {
    /// The cache of the site in `root`. Its folder is created by the first write.
    pub fn of_site(root: &Utf8Path) -> Cache {
        Cache {
            folder: root.join(FOLDER),
            used: Mutex::default(),
        }
    }

    /// The key of a value computed from these bytes.
    pub fn key(input: &[u8]) -> Key {
        *blake3::hash(input).as_bytes()
    }

    /// The entry of this kind for `input`, or the result of `make`, which is stored. `input` contains everything
    /// that the result depends on, including the version of the code.
    pub fn get(&self, kind: &'static str, input: &[u8], make: impl FnOnce() -> Option<Vec<u8>>) -> Option<Vec<u8>> {
        if let Some(bytes) = self.load(kind, input) {
            return Some(bytes);
        }
        let bytes = make()?;
        self.store(kind, input, &bytes);
        Some(bytes)
    }

    /// The stored entry of this kind for `input`.
    pub fn load(&self, kind: &'static str, input: &[u8]) -> Option<Vec<u8>> {
        let key = blake3::hash(input);
        let path = self.folder.join(kind).join(key.to_hex().as_str());
        if let Ok(mut used) = self.used.lock() {
            used.insert(path.clone());
        }
        read(&path, key.as_bytes())
    }

    /// Stores an entry, replacing an existing one.
    pub fn store(&self, kind: &'static str, input: &[u8], bytes: &[u8]) {
        let key = blake3::hash(input);
        let path = self.folder.join(kind).join(key.to_hex().as_str());
        // If this fails, the value is computed again next time.
        _ = self.write(&path, key.as_bytes(), bytes);
    }

    /// Removes the entries of a kind that were not requested.
    pub fn remove_unused(&self, kind: &'static str) {
        let Ok(used) = self.used.lock() else { return };
        let Ok(entries) = self.folder.join(kind).read_dir_utf8() else {
            return;
        };
        for entry in entries.flatten() {
            let name = entry.file_name();
            let ours = name.len() == 2 * HASH && name.bytes().all(|b| b.is_ascii_hexdigit());
            if ours && !used.contains(entry.path()) {
                _ = fs::remove_file(entry.path());
            }
        }
    }

    fn write(&self, path: &Utf8Path, key: &[u8; HASH], bytes: &[u8]) -> std::io::Result<()> {
        let folder = path.parent().unwrap_or(&self.folder);
        write_atomically(folder, path, &[&MAGIC, key, blake3::hash(bytes).as_bytes(), bytes])
    }
}

/// The bytes of an entry; `None` if it is damaged, of another version, or has another key.
fn read(path: &Utf8Path, key: &[u8; HASH]) -> Option<Vec<u8>> {
    let mut entry = fs::read(path).ok()?;
    let (head, bytes) = entry.split_at_checked(MAGIC.len() + 2 * HASH)?;
    let (magic, hashes) = head.split_at(MAGIC.len());
    let (made_of, sum) = hashes.split_at(HASH);
    let whole = magic == MAGIC && made_of == key && sum == blake3::hash(bytes).as_bytes();
    whole.then(|| entry.split_off(MAGIC.len() + 2 * HASH))
}

//! Many small values of one kind in a few files.
//!
//! Opening one file for each value would cost more than computing some of them again; a single file would be rewritten
//! whenever one value changes. So they are divided among [`SHARDS`] files, by the first byte of their key.

use std::fs;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};

use camino::{Utf8Path, Utf8PathBuf};
use rayon::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::file::{FOLDER, HASH, Key, write_atomically};

/// The number of files.
const SHARDS: usize = 32;

/// The first bytes of every file; the last one is the version of the format.
const MAGIC: [u8; 8] = *b"dossierP";

/// The cached values of one kind.
#[derive(Debug)]
pub struct Pack {
    folder: Utf8PathBuf,
    /// What all values depend on; files with another salt are ignored.
    salt: Key,
    shards: Vec<Shard>,
}

#[derive(Debug, Default)]
struct Shard {
    bytes: Vec<u8>,
    /// The stored values, sorted by key.
    old: Vec<Entry>,
    new: Mutex<Vec<(Key, Vec<u8>)>>,
}

#[derive(Debug)]
struct Entry {
    key: Key,
    /// The range of its bytes in those of the shard.
    start: usize,
    end: usize,
    used: AtomicBool,
}

impl Pack {
    /// The stored values of a kind of the site in `root`. `salt` identifies the program: values of another one are
    /// ignored.
    pub fn open(root: &Utf8Path, kind: &str, salt: Key) -> Pack {
        let folder = root.join(FOLDER).join(kind);
        let shards = (0..SHARDS).into_par_iter();
        let shards = shards.map(|number| Shard::read(&place(&folder, number), &salt).unwrap_or_default());
        Pack {
            shards: shards.collect(),
            folder,
            salt,
        }
    }

    /// The stored value with this key; `None` if there is none or it is damaged.
    pub fn get<T: DeserializeOwned>(&self, key: &Key) -> Option<T> {
        let shard = self.shard(key);
        let at = shard.old.binary_search_by(|entry| entry.key.cmp(key)).ok()?;
        let entry = &shard.old[at];
        let value = postcard::from_bytes(&shard.bytes[entry.start..entry.end]).ok()?;
        entry.used.store(true, Ordering::Relaxed);
        Some(value)
    }

    /// Adds a value, which [`store`](Pack::store) writes.
    pub fn put<T: Serialize>(&self, key: Key, value: &T) {
        // A value that cannot be serialized is computed again next time.
        if let Ok(bytes) = postcard::to_allocvec(value) {
            let mut new = self.shard(&key).new.lock().unwrap_or_else(PoisonError::into_inner);
            new.push((key, bytes));
        }
    }

    /// Writes the values that were added or requested, and drops the others. Only changed files are written.
    pub fn store(self) {
        let Pack { folder, salt, shards } = self;
        shards.into_par_iter().enumerate().for_each(|(number, shard)| {
            if let Some(bytes) = shard.changed(&salt) {
                // If this fails, the values are computed again next time.
                _ = write_atomically(&folder, &place(&folder, number), &[&bytes]);
            }
        });
    }

    fn shard(&self, key: &Key) -> &Shard {
        &self.shards[key[0] as usize % SHARDS]
    }
}

fn place(folder: &Utf8Path, number: usize) -> Utf8PathBuf {
    folder.join(format!("{number:02}"))
}

impl Shard {
    /// Reads a file; `None` if it is missing, damaged or has another salt.
    fn read(path: &Utf8Path, salt: &Key) -> Option<Shard> {
        let bytes = fs::read(path).ok()?;
        let (head, body) = bytes.split_at_checked(MAGIC.len() + 2 * HASH)?;
        let (magic, hashes) = head.split_at(MAGIC.len());
        let (made_by, sum) = hashes.split_at(HASH);
        if magic != MAGIC || made_by != salt || sum != blake3::hash(body).as_bytes() {
            return None;
        }
        let mut old = Vec::new();
        let mut rest = body;
        while !rest.is_empty() {
            let (key, behind) = rest.split_first_chunk::<HASH>()?;
            let (length, behind) = behind.split_first_chunk::<4>()?;
            let length = u32::from_le_bytes(*length) as usize;
            let start = bytes.len() - behind.len();
            rest = behind.get(length..)?;
            old.push(Entry {
                key: *key,
                start,
                end: start + length,
                used: AtomicBool::new(false),
            });
        }
        Some(Shard {
            bytes,
            old,
            new: Mutex::default(),
        })
    }

    /// The new contents of the file; `None` if they are unchanged.
    fn changed(self, salt: &Key) -> Option<Vec<u8>> {
        let new = self.new.into_inner().unwrap_or_else(PoisonError::into_inner);
        let kept: Vec<&Entry> = self.old.iter().filter(|e| e.used.load(Ordering::Relaxed)).collect();
        if new.is_empty() && kept.len() == self.old.len() {
            return None;
        }
        let kept = kept.iter().map(|e| (e.key, &self.bytes[e.start..e.end]));
        let mut all: Vec<(Key, &[u8])> = new.iter().map(|(key, bytes)| (*key, bytes.as_slice())).collect();
        all.extend(kept);
        // The sort is stable: of two values with the same key the new one comes first and is kept.
        all.sort_by_key(|(key, _)| *key);
        all.dedup_by_key(|(key, _)| *key);
        let mut body = Vec::new();
        for (key, bytes) in all {
            body.extend_from_slice(&key);
            body.extend_from_slice(&u32::try_from(bytes.len()).ok()?.to_le_bytes());
            body.extend_from_slice(bytes);
        }
        let sum = blake3::hash(&body);
        Some([&MAGIC[..], salt, sum.as_bytes(), &body].concat())
    }
}

//! What is costly to make, kept beside the site: bytes by kind and by what they were made of.
//!
//! **Architecture invariant:** a cache only saves time. Whatever is missing, damaged, of another version or
//! cannot be read or written is made anew; nothing here is an error, and no output depends on it.

mod pack;
mod program;

pub use pack::{Key, Pack};
pub use program::fingerprint;

use std::collections::BTreeSet;
use std::fs;
use std::io::Write;
use std::sync::Mutex;

use camino::{Utf8Path, Utf8PathBuf};

/// The folder in a site's root.
pub const FOLDER: &str = ".dossier-cache";

/// What every entry begins with; the last byte is the version of the form of entries.
const MAGIC: [u8; 8] = *b"dossier\x01";

/// The length of a hash, and of its name.
const HASH: usize = 32;

/// The entries of a site.
#[derive(Debug)]
pub struct Cache {
    folder: Utf8PathBuf,
    /// The entries that were asked for.
    used: Mutex<BTreeSet<Utf8PathBuf>>,
}

impl Cache {
    /// The cache of the site in `root`. Its folder is made when something is put there.
    pub fn of_site(root: &Utf8Path) -> Cache {
        Cache {
            folder: root.join(FOLDER),
            used: Mutex::default(),
        }
    }

    /// The key of what is made of these bytes.
    pub fn key(input: &[u8]) -> Key {
        *blake3::hash(input).as_bytes()
    }

    /// The entry of this kind that was made of `input`, or else what `make` makes, which is kept.
    /// `input` holds everything that the bytes depend on, the version of the code included.
    pub fn get(&self, kind: &'static str, input: &[u8], make: impl FnOnce() -> Option<Vec<u8>>) -> Option<Vec<u8>> {
        let key = blake3::hash(input);
        let path = self.folder.join(kind).join(key.to_hex().as_str());
        if let Ok(mut used) = self.used.lock() {
            used.insert(path.clone());
        }
        if let Some(bytes) = read(&path, key.as_bytes()) {
            return Some(bytes);
        }
        let bytes = make()?;
        // Without it the next build makes it again.
        _ = self.write(&path, key.as_bytes(), &bytes);
        Some(bytes)
    }

    /// The entry of this kind that was kept for `input`, whatever it was made of besides.
    pub fn kept(&self, kind: &'static str, input: &[u8]) -> Option<Vec<u8>> {
        let key = blake3::hash(input);
        let path = self.folder.join(kind).join(key.to_hex().as_str());
        if let Ok(mut used) = self.used.lock() {
            used.insert(path.clone());
        }
        read(&path, key.as_bytes())
    }

    /// Keeps an entry, in place of the one that was there.
    pub fn keep(&self, kind: &'static str, input: &[u8], bytes: &[u8]) {
        let key = blake3::hash(input);
        let path = self.folder.join(kind).join(key.to_hex().as_str());
        // Without it, it is found out again.
        _ = self.write(&path, key.as_bytes(), bytes);
    }

    /// Removes the entries of a kind that nobody asked for.
    pub fn forget_unused(&self, kind: &'static str) {
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
        write_staged(folder, path, &[&MAGIC, key, blake3::hash(bytes).as_bytes(), bytes])
    }
}

/// Writes a file of a folder of the cache at one stroke: a build beside this one sees all of it or nothing.
fn write_staged(folder: &Utf8Path, path: &Utf8Path, parts: &[&[u8]]) -> std::io::Result<()> {
    fs::create_dir_all(folder)?;
    let ignore = folder.parent().unwrap_or(folder).join(".gitignore");
    if !ignore.exists() {
        fs::write(ignore, "*\n")?;
    }
    let staged = path.with_extension(format!("{}.tmp", std::process::id()));
    let mut file = fs::File::create(&staged)?;
    parts.iter().try_for_each(|part| file.write_all(part))?;
    drop(file);
    fs::rename(&staged, path)
}

/// The bytes of an entry, where it is whole, of this version and made of what its name says.
fn read(path: &Utf8Path, key: &[u8; HASH]) -> Option<Vec<u8>> {
    let mut entry = fs::read(path).ok()?;
    let (head, bytes) = entry.split_at_checked(MAGIC.len() + 2 * HASH)?;
    let (magic, hashes) = head.split_at(MAGIC.len());
    let (made_of, sum) = hashes.split_at(HASH);
    let whole = magic == MAGIC && made_of == key && sum == blake3::hash(bytes).as_bytes();
    whole.then(|| entry.split_off(MAGIC.len() + 2 * HASH))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whatever happens to an entry, the bytes are those that were made.
    #[test]
    fn a_damaged_entry_is_made_anew() {
        let folder = tempfile::tempdir().unwrap();
        let root = Utf8Path::from_path(folder.path()).unwrap();
        let get = |input: &str| {
            let mut made = false;
            let bytes = Cache::of_site(root).get("picture", input.as_bytes(), || {
                made = true;
                Some(input.repeat(3).into_bytes())
            });
            (String::from_utf8(bytes.unwrap()).unwrap(), made)
        };
        assert_eq!(get("Deich"), ("DeichDeichDeich".to_owned(), true));
        assert_eq!(get("Deich"), ("DeichDeichDeich".to_owned(), false));
        let kind = root.join(FOLDER).join("picture");
        let entry = kind.read_dir_utf8().unwrap().next().unwrap().unwrap().into_path();
        let whole = fs::read(&entry).unwrap();
        for at in 0..whole.len() {
            let mut damaged = whole.clone();
            damaged[at] ^= 0x20;
            fs::write(&entry, &damaged).unwrap();
            assert_eq!(get("Deich"), ("DeichDeichDeich".to_owned(), true), "byte {at}");
            fs::write(&entry, &whole[..at]).unwrap();
            assert_eq!(get("Deich"), ("DeichDeichDeich".to_owned(), true), "cut at {at}");
        }
        // An entry under another's name is no entry, and neither is a folder.
        let other = kind.join(blake3::hash(b"Moor").to_hex().as_str());
        fs::copy(&entry, &other).unwrap();
        assert_eq!(get("Moor"), ("MoorMoorMoor".to_owned(), true));
        fs::remove_file(&other).unwrap();
        fs::create_dir(&other).unwrap();
        assert_eq!(get("Moor"), ("MoorMoorMoor".to_owned(), true));
        // Where there can be no cache, there is none.
        let cache = Cache::of_site(&entry);
        assert_eq!(cache.get("picture", b"x", || Some(vec![1])), Some(vec![1]));
        // What nobody asks for any more goes, and nothing else.
        fs::write(kind.join("notizen"), "von Hand").unwrap();
        Cache::of_site(root).forget_unused("picture");
        assert!(!entry.exists() && kind.join("notizen").exists());
    }
}

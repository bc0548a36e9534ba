//! What both forms of the cache share: the folder, keys, and atomic writes.

use std::fs;
use std::io::Write;

use camino::Utf8Path;

/// The cache folder in a site's root.
pub const FOLDER: &str = ".dossier-cache";

/// The length of a hash, in bytes.
pub(super) const HASH: usize = 32;

/// The BLAKE3 hash of everything that a cached value depends on.
pub type Key = [u8; HASH];

/// Writes a file atomically: a concurrent build sees all of it or nothing.
pub(super) fn write_atomically(folder: &Utf8Path, path: &Utf8Path, parts: &[&[u8]]) -> std::io::Result<()> {
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

//! Identifies the running program.

use std::sync::OnceLock;

use super::file::Key;

/// The hash of the running executable: another build of the program may compute other results, even with the
/// same version. `None` if the file cannot be read; then nothing is cached.
pub fn fingerprint() -> Option<Key> {
    static PROGRAM: OnceLock<Option<Key>> = OnceLock::new();
    *PROGRAM.get_or_init(|| {
        let bytes = std::fs::read(std::env::current_exe().ok()?).ok()?;
        Some(*blake3::hash(&bytes).as_bytes())
    })
}

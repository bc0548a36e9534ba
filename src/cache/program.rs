//! Which program it is that keeps something.

use std::sync::OnceLock;

use super::Key;

/// The hash of the running program's own file: what another build of it kept may be another result, whatever
/// its version says. Where the file cannot be read nothing is known, and nothing kept is used again.
pub fn fingerprint() -> Option<Key> {
    static PROGRAM: OnceLock<Option<Key>> = OnceLock::new();
    *PROGRAM.get_or_init(|| {
        let bytes = std::fs::read(std::env::current_exe().ok()?).ok()?;
        Some(*blake3::hash(&bytes).as_bytes())
    })
}

//! Finds known names in texts, in all their forms.
//!
//! A [`NameTable`] finds many names in one pass:
//!
//! ```text
//! name → forms (surname, initials, without legal form, declined) → paths in a trie of words
//! text → words → Bloom filter of first words → paths in the trie → the longest name
//!      → the end: 's, an apostrophe, a compound → evidence for doubtful names in the context
//! ```
//!
//! The rules of a language are data (`names.yaml` in its folder).

mod around;
mod context;
mod forms;
mod name;
mod people;
mod scan;
mod spelling;
mod table;
mod trie;
mod words;

pub use name::{NameEntry, NameHit, NameKind, Surnames};
pub use table::NameTable;

//! From names to the forms in which texts have them, and where these stand in a text.
//!
//! A [`Table`] holds many names, of whatever they are; a scan finds them in a text in one pass:
//!
//! ```text
//! name → forms (surname, initials, without legal form, declined) → paths of words in a trie
//! text → words → a bit tells that no name begins so → else along the paths → the longest
//!      → what follows: 's, an apostrophe, the second part of a compound → doubtful? the words around
//! ```
//!
//! What it knows of a language is data (`names.yaml` in the folder of the language).

mod around;
mod context;
mod forms;
mod people;
mod scan;
mod spelling;
mod table;
mod trie;
mod words;

pub use table::{Hit, NameKind, NewName, Surnames, Table};

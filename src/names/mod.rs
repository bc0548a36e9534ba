//! From names to the forms in which texts have them, and where these stand in a text.
//!
//! A [`Table`] holds many names, of whatever they are; a scan finds them in a text in one pass.
//! What it knows of a language is data (`names.yaml` in the folder of the language).

mod table;

pub use table::{Hit, NameKind, NewName, Table};

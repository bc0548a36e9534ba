//! Makes articles of text that others wrote: pasted text, saved pages, feeds and CSL-JSON libraries.
//!
//! **Architecture invariant:** nothing is made up. A date is as precise as it was written, and what is not recognised
//! stays in the text. Importing is pure: the caller reads and writes files and passes in words and languages.

mod article;
pub mod clean;
mod csl;
pub mod dates;
mod decode;
mod duplicates;
pub mod escape;
mod feed;
mod fields;
pub mod front_matter;
mod head;
mod html;
mod material;
mod mhtml;
mod pasted;
pub mod sentence;
mod words;

#[cfg(feature = "internals")]
pub use article::ImportError;
pub use article::{Field, GivenMetadata, Imported, ValueOrigin};
pub use csl::read_csl;
pub use decode::decode;
pub use duplicates::{Duplicate, KnownTexts};
pub use feed::read_feed;
pub use html::read_html;
pub use material::Material;
pub use mhtml::{is_mhtml, read_mhtml};
pub use pasted::import_text;
pub use words::ImportWords;

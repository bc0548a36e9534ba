//! The data of a page as JSON, beside it or in `data/`.
//!
//! Offsets are Unicode code points into an article's `text`, end exclusive. Fields are added, never
//! changed; the JSON schemas in `schema/` describe them.

mod article;
mod dossier;
mod entity;
mod site;
mod values;

pub use article::article;
pub use dossier::dossier;
pub use entity::entity;
pub use site::site;
pub(super) use values::{address, origin_name, to_json};

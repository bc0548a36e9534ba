//! The data of a page as JSON, beside it or in `data/`.
//!
//! Offsets are Unicode code points into an article's `text`, end exclusive. Fields are added, never
//! changed; `schema/` says in a form for programs what there is.

mod article;
mod dossier;
mod entity;
mod site;

pub use article::article;
pub use dossier::dossier;
pub use entity::entity;
pub use site::site;

use serde::Serialize;

use super::view_builder::absolute;
use crate::model::date::PartialDate;
use crate::model::enrichment::Origin;
use crate::model::output_path::OutputPath;

/// Who decided, in data.
pub(super) fn origin_name(origin: Origin) -> &'static str {
    match origin {
        Origin::Found => "found",
        Origin::Editor => "editor",
    }
}

/// A page's address: whole where the site has a base URL, else from the site's root.
pub(super) fn address(base: Option<&str>, path: &OutputPath) -> String {
    base.map_or_else(|| path.to_string(), |base| absolute(base, path))
}

/// Plain data as JSON on one line, which cannot fail.
pub(super) fn to_json(value: &impl Serialize) -> Vec<u8> {
    let mut bytes = serde_json::to_vec(value).unwrap_or_default();
    bytes.push(b'\n');
    bytes
}

/// A confidence from 0 to 1.
fn share(confidence: u16) -> f32 {
    f32::from(confidence) / 1000.0
}

/// A date as precisely as it is known.
fn date(date: Option<PartialDate>) -> Option<String> {
    date.map(|date| date.to_string())
}

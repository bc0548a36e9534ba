//! How values are written in data.

use serde::Serialize;

use crate::model::date::PartialDate;
use crate::model::enrichment::Origin;
use crate::model::output_path::OutputPath;
use crate::render::view_builder::absolute;

pub(in crate::render) fn origin_name(origin: Origin) -> &'static str {
    match origin {
        Origin::Found => "found",
        Origin::Editor => "editor",
    }
}

/// The full URL of a page, or its path from the root of the site where no base URL is configured.
pub(in crate::render) fn address(base: Option<&str>, path: &OutputPath) -> String {
    base.map_or_else(|| path.to_string(), |base| absolute(base, path))
}

pub(in crate::render) fn to_json(value: &impl Serialize) -> Vec<u8> {
    let mut bytes = serde_json::to_vec(value).unwrap_or_default();
    bytes.push(b'\n');
    bytes
}

/// A confidence of 0 to 1000 as a number from 0 to 1.
pub(super) fn fraction(confidence: u16) -> f32 {
    f32::from(confidence) / 1000.0
}

pub(super) fn date(date: Option<PartialDate>) -> Option<String> {
    date.map(|date| date.to_string())
}

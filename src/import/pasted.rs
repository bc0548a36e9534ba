//! Makes an article of pasted text.
//!
//! ```text
//! text → clean (paragraphs) → head (date, title, lead, source | body) → front matter + escape
//! ```

use super::article::{GivenMetadata, ImportError, Imported, ValueOrigin};
use super::fields::{FoundValue, given_line};
use super::material::Material;
use super::words::ImportWords;
use super::{clean, escape, head};

/// The longest lead that becomes a summary, in characters.
const LONGEST_SUMMARY: usize = 1500;

/// Makes an article of pasted text. `file_stem` is the title if the text has none.
/// Errors: there is no text, or no title.
pub fn import_text(
    text: &str,
    file_stem: &str,
    given: &GivenMetadata,
    words: &ImportWords,
) -> Result<Imported, ImportError> {
    let paragraphs = clean::paragraphs(text);
    if paragraphs.is_empty() {
        return Err(ImportError::Empty);
    }
    let given_title = given_line(given.title.as_deref());
    let mut parts = head::take_apart(paragraphs, given_title.as_deref(), words);
    let summary = summary_or_body(&mut parts);
    let title = parts.title.map(|title| FoundValue {
        origin: if title.cut {
            ValueOrigin::Guessed
        } else {
            ValueOrigin::Found
        },
        value: title.text,
        found_in: "",
    });
    let material = Material {
        title,
        date: in_text(parts.date),
        summary: summary.map(|text| FoundValue::guessed(text, "")),
        source_name: in_text(parts.source_name),
        source_url: in_text(parts.source_url),
        body: parts.body.iter().map(|text| escape::paragraph(text)).collect(),
        ..Material::default()
    };
    material.assemble(file_stem, given)
}

fn in_text<T>(value: Option<T>) -> Option<FoundValue<T>> {
    value.map(|value| FoundValue::found(value, ""))
}

/// The lead, if it can be a summary: a body follows it, and it is not too long. Otherwise it begins the body.
fn summary_or_body(parts: &mut head::Parts) -> Option<String> {
    let lead = std::mem::take(&mut parts.lead);
    if lead.is_empty() {
        return None;
    }
    if parts.body.is_empty() || lead.chars().count() > LONGEST_SUMMARY {
        parts.body.insert(0, lead);
        return None;
    }
    Some(lead)
}

//! Splits a content file into front matter and body.

use crate::diagnostics::{Code, Diagnostic, Place};
use crate::model::span::Span;
use crate::yaml;

#[derive(Clone, Copy, Debug)]
pub struct FrontMatter {
    /// The YAML without its fences; empty if there is none.
    pub yaml: Span,
    /// What follows the closing fence and the blank lines after it.
    pub body: Span,
}

/// Splits a file. A file without front matter is all body.
///
/// # Errors
/// The front matter is not closed.
pub fn split(text: &str) -> Result<FrontMatter, Diagnostic> {
    let Some(start) = yaml::opening_fence(text) else {
        return Ok(FrontMatter {
            yaml: Span::new(0, 0),
            body: Span::new(0, text.len()),
        });
    };
    let Some(yaml) = yaml::front_matter_span(text) else {
        let fence = text[..start].trim_end().len();
        let place = Place::Bytes(Span::new(fence - yaml::FENCE.len(), fence));
        return Err(Diagnostic::new(Code::FrontMatterOpen, "the front matter is not closed")
            .help("end it with a line of `---`")
            .placed(place));
    };
    let mut body = yaml.end as usize;
    body += text[body..].find('\n').map_or(text.len() - body, |at| at + 1);
    loop {
        let line = text[body..].split_inclusive('\n').next().unwrap_or("");
        if line.is_empty() || !line.trim().is_empty() {
            break;
        }
        body += line.len();
    }
    Ok(FrontMatter {
        yaml,
        body: Span::new(body, text.len()),
    })
}

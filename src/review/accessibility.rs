//! Reports images without alternative text and skipped heading levels.

use super::context::ReviewContext;
use super::texts::{self, Text};
use crate::diagnostics::{Code, Diagnostic};

pub fn accessibility(context: &ReviewContext<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for text in texts::of(context.site) {
        images(&text, &mut found);
        headings(&text, &mut found);
    }
    found
}

fn images(text: &Text<'_>, found: &mut Vec<Diagnostic>) {
    for image in text.document.images.iter().filter(|image| image.alt.trim().is_empty()) {
        let message = format!("the image `{}` has no alternative text", image.path);
        let help = format!("describe what it shows: `![…]({})`", image.path);
        found.push(text.problem(Code::ImageWithoutAlt, message, image.source).help(help));
    }
}

/// Headings of a text begin at level 2, below the title.
fn headings(text: &Text<'_>, found: &mut Vec<Diagnostic>) {
    let mut before = 1;
    for heading in &text.document.headings {
        if heading.level > before + 1 {
            let marks = |level: u8| "#".repeat(usize::from(level));
            let message = match before {
                1 => format!(
                    "the first heading has level {}, but the title has level 1",
                    heading.level
                ),
                _ => format!("a heading of level {} follows one of level {before}", heading.level),
            };
            let help = format!("begin it with `{}`", marks(before + 1));
            let source = text.document.map.to_file(heading.span).unwrap_or_default();
            found.push(text.problem(Code::HeadingJump, message, source).help(help));
        }
        before = heading.level;
    }
}

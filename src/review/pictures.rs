//! Images that some readers do not see, and headings that some readers walk along.

use super::Desk;
use super::texts::{self, Text};
use crate::diagnostics::{Code, Diagnostic};

/// Looks at the images and headings of every text.
pub fn look(desk: &Desk<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for text in texts::of(desk.site) {
        images(&text, &mut found);
        headings(&text, &mut found);
    }
    found
}

fn images(text: &Text<'_>, found: &mut Vec<Diagnostic>) {
    for image in text.document.images.iter().filter(|image| image.alt.trim().is_empty()) {
        let message = format!("nobody who does not see `{}` learns what it shows", image.path);
        let help = format!("write what it shows: `![…]({})`", image.path);
        found.push(text.problem(Code::ImageWithoutAlt, message, image.source).help(help));
    }
}

/// The title is the only heading of the first level, so a text begins with the second.
fn headings(text: &Text<'_>, found: &mut Vec<Diagnostic>) {
    let mut before = 1;
    for heading in &text.document.headings {
        if heading.level > before + 1 {
            let marks = |level: u8| "#".repeat(usize::from(level));
            let message = match before {
                1 => format!(
                    "the first heading is of level {}, below a title that is of level 1",
                    heading.level
                ),
                _ => format!(
                    "a heading of level {} follows on one of level {before}: a level is left out",
                    heading.level
                ),
            };
            let help = format!("begin it with `{}`", marks(before + 1));
            let source = text.document.map.to_file(heading.span).unwrap_or_default();
            found.push(text.problem(Code::HeadingJump, message, source).help(help));
        }
        before = heading.level;
    }
}

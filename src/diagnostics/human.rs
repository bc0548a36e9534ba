//! Prints diagnostics for people, in the layout of `rustc`.

use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};

use super::Severity;
use super::locate::{LocatedDiagnostic, Position};

/// Prints code, message, place, source line and remedy.
pub struct Printer {
    renderer: Renderer,
}

impl Printer {
    pub fn new(colours: bool) -> Printer {
        let renderer = if colours { Renderer::styled() } else { Renderer::plain() };
        Printer {
            renderer: renderer.term_width(120),
        }
    }

    /// One diagnostic, with a final line feed.
    pub fn text(&self, located: &LocatedDiagnostic) -> String {
        let diagnostic = &located.diagnostic;
        let level = match diagnostic.severity {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
            Severity::Note => Level::NOTE,
        };
        let message = wrapped(&visible(&diagnostic.message));
        let help = diagnostic.help.as_deref().map(|help| wrapped(&visible(help)));
        let path = diagnostic.location.as_ref().map(|l| l.file.to_string());
        let line = located.position.as_ref().map(|p| visible_line(&p.source_line));
        let title = level.primary_title(message.as_str()).id(diagnostic.code.name());
        let mut group = match (&located.position, &path, &line) {
            (Some(position), Some(path), Some(line)) => title.element(
                Snippet::source(line.as_str())
                    .path(path.as_str())
                    .line_start(position.line as usize)
                    .annotation(AnnotationKind::Primary.span(position.mark.range())),
            ),
            (None, Some(path), _) => title.element(annotate_snippets::Origin::path(path.as_str())),
            _ => annotate_snippets::Group::with_title(title),
        };
        if let Some(help) = &help {
            group = group.element(Level::HELP.message(help.as_str()));
        }
        let mut text = self.renderer.render(&[group]).to_string();
        if path.is_none() {
            // Without a place, the renderer still prints an empty gutter.
            text = text
                .lines()
                .filter(|line| line.trim() != "|")
                .collect::<Vec<_>>()
                .join("\n");
        }
        // The renderer counts columns in the source line, which may be an excerpt of a long one.
        if let (Some(position), Some(path)) = (&located.position, &path) {
            text = correct_column(&text, path, position);
        }
        text.push('\n');
        text
    }
}

/// Wraps a text at 100 characters.
pub(super) fn wrapped(text: &str) -> String {
    const WIDTH: usize = 100;
    let mut out = String::with_capacity(text.len());
    let mut column = 0;
    for word in text.split_inclusive([' ', '\n']) {
        let length = word.trim_end().chars().count();
        if column > 0 && column + length > WIDTH {
            out.truncate(out.trim_end_matches(' ').len());
            out.push('\n');
            column = 0;
        }
        out.push_str(word);
        column = if word.ends_with('\n') {
            0
        } else {
            column + word.chars().count()
        };
    }
    out
}

/// Corrects the column in the line `--> file:line:column`.
fn correct_column(text: &str, path: &str, position: &Position) -> String {
    let stem = format!("{path}:{}:", position.line);
    match text.find(&stem) {
        Some(at) => {
            let from = at + stem.len();
            let to = text[from..]
                .find(|c: char| !c.is_ascii_digit())
                .map_or(text.len(), |i| from + i);
            format!("{}{}{}", &text[..from], position.column, &text[to..])
        }
        None => text.to_owned(),
    }
}

/// Replaces control characters, which must not reach a terminal.
fn visible(text: &str) -> String {
    text.chars()
        .map(|c| if c.is_control() && c != '\n' { '\u{fffd}' } else { c })
        .collect()
}

/// Replaces control characters in a source line; byte offsets stay, so that the annotation still fits.
fn visible_line(text: &str) -> String {
    text.chars()
        .map(|c| if c.is_ascii_control() && c != '\t' { '?' } else { c })
        .collect()
}

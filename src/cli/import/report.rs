//! The report of an import, as text or JSON.

use std::process::ExitCode;

use camino::Utf8Path;
use serde::Serialize;

use crate::cli::args::TextFormat;
use crate::cli::report;
use crate::import::{Imported, ValueOrigin};

#[derive(Default, Serialize)]
pub(super) struct Report {
    dry_run: bool,
    written: Vec<Written>,
    duplicates: Vec<Repeated>,
    errors: Vec<Failed>,
}

#[derive(Serialize)]
struct Written {
    file: String,
    path: String,
    paragraphs: usize,
    fields: Vec<Recognised>,
}

#[derive(Serialize)]
struct Recognised {
    key: &'static str,
    value: String,
    how: &'static str,
    from: &'static str,
}

#[derive(Serialize)]
struct Repeated {
    file: String,
    of: String,
    why: String,
}

#[derive(Serialize)]
struct Failed {
    file: String,
    message: String,
}

impl Report {
    pub(super) fn new(dry_run: bool) -> Report {
        Report {
            dry_run,
            ..Report::default()
        }
    }

    pub(super) fn error(&mut self, file: &str, message: String) {
        self.errors.push(Failed {
            file: file.to_owned(),
            message,
        });
    }

    pub(super) fn duplicate(&mut self, file: &Utf8Path, of: &str, why: String) {
        self.duplicates.push(Repeated {
            file: file.to_string(),
            of: of.to_owned(),
            why,
        });
    }

    pub(super) fn written(&mut self, file: &Utf8Path, path: &str, article: &Imported) {
        let fields = article.recognised.iter().map(|recognised| Recognised {
            key: recognised.field.key(),
            value: article.value(recognised.field).unwrap_or_default(),
            how: match recognised.origin {
                ValueOrigin::Given => "given",
                ValueOrigin::Found => "found",
                ValueOrigin::Guessed => "guessed",
            },
            from: recognised.found_in,
        });
        self.written.push(Written {
            file: file.to_string(),
            path: path.to_owned(),
            paragraphs: article.paragraphs,
            fields: fields.collect(),
        });
    }

    /// Whether an article was written, or would be, to this path.
    pub(super) fn has(&self, path: &str) -> bool {
        self.written.iter().rev().any(|written| written.path == path)
    }

    pub(super) fn finish(&self, format: TextFormat) -> ExitCode {
        if format == TextFormat::Json {
            report::line(&serde_json::to_string(self).unwrap_or_default());
        } else {
            self.human();
        }
        report::status(self.errors.is_empty())
    }

    fn human(&self) {
        let would = if self.dry_run { " (not written: --dry-run)" } else { "" };
        for written in &self.written {
            report::line(&format!("{} → {}{would}", written.file, written.path));
            for field in &written.fields {
                let value: String = field.value.chars().take(60).collect();
                let cut = if value.len() < field.value.len() { " …" } else { "" };
                let from = if field.from.is_empty() {
                    String::new()
                } else {
                    format!(" ({})", field.from)
                };
                report::line(&format!("  {}: {}{from}  {value}{cut}", field.key, field.how));
            }
            if written.paragraphs == 0 {
                report::line("  no text: only the metadata of the source");
            }
        }
        for repeated in &self.duplicates {
            let Repeated { file, of, why } = repeated;
            report::line(&format!("{file}: not written, because {of} has {why}"));
        }
        for failed in &self.errors {
            report::error(&format!("{}: {}", failed.file, failed.message));
        }
    }
}

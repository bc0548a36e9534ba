//! `dossier export`

mod folder;

use std::process::ExitCode;

use camino::Utf8PathBuf;
use clap::{Args, ValueEnum};

use super::progress::Progress;
use super::report::{self, plural};
use super::{SiteArgs, shown};
use crate::diagnostics::Severity;
use crate::pipeline::{self, ExportFormat, ExportSelection};

/// What `export` takes.
#[derive(Args)]
pub struct ExportArgs {
    /// Articles, by slug; without any, all of the site or of the dossiers.
    #[arg(value_name = "SLUG")]
    articles: Vec<String>,
    /// The articles of a dossier, by slug; may be given more than once.
    #[arg(long, value_name = "SLUG")]
    dossier: Vec<String>,
    /// In which format.
    #[arg(long, value_enum)]
    format: Format,
    /// A folder for the files; without it, one is printed.
    #[arg(long, short, value_name = "DIR")]
    output: Option<Utf8PathBuf>,
    #[command(flatten)]
    site: SiteArgs,
}

/// The formats.
#[derive(Clone, Copy, ValueEnum)]
enum Format {
    /// TEI P5: one document an article; printed, a corpus.
    Tei,
    /// Tables of quotations, mentions and articles; printed, the quotations.
    Csv,
    /// The data of the articles as JSON; printed, one a line.
    Json,
    /// Quotations and notes as W3C Web Annotations.
    Annotations,
}

/// Exports.
pub fn run(args: &ExportArgs) -> ExitCode {
    let format = match args.format {
        Format::Tei => ExportFormat::Tei,
        Format::Csv => ExportFormat::Csv,
        Format::Json => ExportFormat::Json,
        Format::Annotations => ExportFormat::Annotations,
    };
    let selection = ExportSelection {
        articles: args.articles.clone(),
        dossiers: args.dossier.clone(),
    };
    let mut progress = Progress::new(true);
    let (request, together) = (args.site.request(None), args.output.is_none());
    let (files, diagnostics) = pipeline::export(&request, &selection, format, together, &progress);
    progress.stop();
    let errors: Vec<_> = args.site.seen_by(super::Format::Human, &diagnostics);
    let errors: Vec<_> = errors
        .into_iter()
        .filter(|located| located.diagnostic.severity == Severity::Error)
        .collect();
    report::human(&errors);
    if !errors.is_empty() {
        return ExitCode::FAILURE;
    }
    let Some(folder) = &args.output else {
        let bytes: Vec<&[u8]> = files.iter().map(|file| file.bytes.as_slice()).collect();
        return report::print_all(&bytes);
    };
    match folder::write(folder, &files) {
        Ok(changed) => {
            let unchanged = files.len() - changed;
            report::aside(&format!(
                "{}: {} written, {unchanged} unchanged.",
                shown(folder),
                plural(changed, "file")
            ));
            ExitCode::SUCCESS
        }
        Err(problem) => report::failure(&problem),
    }
}

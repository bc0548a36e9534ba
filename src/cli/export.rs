//! `dossier export`

mod folder;

use std::process::ExitCode;

use camino::Utf8PathBuf;
use clap::{Args, ValueEnum};

use super::args::{SiteArgs, shown};
use super::progress::Progress;
use super::report::{self, plural};
use crate::pipeline::{self, ExportFormat, ExportSelection};

#[derive(Args)]
pub struct ExportArgs {
    /// The slugs of the articles; by default all articles of the site or of the dossiers.
    #[arg(value_name = "SLUG")]
    articles: Vec<String>,
    /// The slug of a dossier whose articles are exported; repeatable.
    #[arg(long, value_name = "SLUG")]
    dossier: Vec<String>,
    /// Output format.
    #[arg(long, value_enum)]
    format: Format,
    /// The folder for the files; without it, one file is printed.
    #[arg(long, short, value_name = "DIR")]
    output: Option<Utf8PathBuf>,
    #[command(flatten)]
    site: SiteArgs,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    /// TEI P5: one document for each article; printed as a corpus.
    Tei,
    /// Tables of quotations, mentions and articles; only the quotations are printed.
    Csv,
    /// The data of the articles as JSON; printed as one line for each article.
    Json,
    /// Quotations and notes as W3C Web Annotations.
    Annotations,
}

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
    if report::errors(&args.site, &diagnostics) {
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

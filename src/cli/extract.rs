//! `dossier extract`

use std::collections::BTreeMap;
use std::io::Read;
use std::process::ExitCode;

use camino::{Utf8Path, Utf8PathBuf};
use clap::Args;

use super::args::{SiteArgs, parse_lang};
use super::progress::Progress;
use super::report;
use crate::diagnostics::Severity;
use crate::model::article::Lang;
use crate::pipeline::{self, ExtractInput, Observer, Stage};

#[derive(Args)]
pub struct ExtractArgs {
    /// Markdown (`.md`, with or without front matter) or plain text; `-` for standard input.
    #[arg(required = true, value_name = "FILE")]
    files: Vec<Utf8PathBuf>,
    /// The folder for the results, one `NAME.json` for each text; without it, one line of JSON each is printed.
    #[arg(long, short, value_name = "DIR")]
    output: Option<Utf8PathBuf>,
    /// The language of the texts; by default that of the front matter or the site, or detected.
    #[arg(long, value_name = "LANG", value_parser = parse_lang)]
    lang: Option<Lang>,
    /// Add to each quotation what its confidence is made of.
    #[arg(long)]
    explain: bool,
    #[command(flatten)]
    site: SiteArgs,
}

pub fn run(args: &ExtractArgs) -> ExitCode {
    if let Some((one, other)) = args.output.as_ref().and_then(|_| same_name(&args.files)) {
        let name = output_name(one);
        report::error(&format!(
            "{one} and {other} would both be written to {name}; extract them into different folders"
        ));
        return ExitCode::from(2);
    }
    let mut failed = false;
    let mut inputs = Vec::new();
    for file in &args.files {
        match read(file) {
            Ok(text) => inputs.push(ExtractInput {
                file: file.clone(),
                markdown: is_markdown(file),
                text,
            }),
            Err(error) => {
                report::error(&format!("cannot read {file}: {error}"));
                failed = true;
            }
        }
    }
    let mut progress = Progress::new(true);
    progress.begin(Stage::Enrich, 0);
    let (extracts, diagnostics) = pipeline::extract(&args.site.request(None), inputs, args.lang.as_ref());
    progress.stop();
    let errors: Vec<_> = diagnostics
        .into_iter()
        .filter(|d| d.diagnostic.severity == Severity::Error)
        .collect();
    report::human(&errors);
    failed |= !errors.is_empty();
    for extract in extracts {
        let extract = if args.explain {
            extract
        } else {
            extract.without_explanations()
        };
        match &args.output {
            None => report::line(&extract.to_json()),
            Some(folder) => {
                if let Err(error) = write(folder, extract.file(), &extract.to_json()) {
                    report::error(&format!("cannot write below {folder}: {error}"));
                    return ExitCode::FAILURE;
                }
            }
        }
    }
    report::status(!failed)
}

fn read(file: &Utf8Path) -> std::io::Result<String> {
    let mut bytes = Vec::new();
    if file == "-" {
        std::io::stdin().lock().read_to_end(&mut bytes)?;
    } else {
        bytes = std::fs::read(file)?;
    }
    String::from_utf8(bytes)
        .map_err(|_| std::io::Error::new(std::io::ErrorKind::InvalidData, "the text is not valid UTF-8"))
}

fn write(folder: &Utf8Path, file: &str, json: &str) -> std::io::Result<()> {
    std::fs::create_dir_all(folder)?;
    std::fs::write(folder.join(output_name(Utf8Path::new(file))), format!("{json}\n"))
}

/// The name of the result file of a text.
fn output_name(file: &Utf8Path) -> String {
    let stem = file.file_stem().filter(|stem| *stem != "-").unwrap_or("stdin");
    format!("{stem}.json")
}

/// Two texts whose results would have the same file name, ignoring case as some file systems do.
fn same_name(files: &[Utf8PathBuf]) -> Option<(&Utf8Path, &Utf8Path)> {
    let mut names = BTreeMap::new();
    files.iter().find_map(|file| {
        let other = names.insert(output_name(file).to_lowercase(), file)?;
        Some((other.as_path(), file.as_path()))
    })
}

fn is_markdown(file: &Utf8Path) -> bool {
    let extension = file.extension().unwrap_or("");
    extension.eq_ignore_ascii_case("md") || extension.eq_ignore_ascii_case("markdown")
}

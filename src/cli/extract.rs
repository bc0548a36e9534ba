//! `dossier extract`

use std::io::Read;
use std::process::ExitCode;

use camino::{Utf8Path, Utf8PathBuf};
use clap::Args;

use super::{SiteArgs, report};
use crate::diagnostics::Severity;
use crate::language::Languages;
use crate::model::article::Lang;
use crate::pipeline::{self, ExtractInput};

/// What `extract` takes.
#[derive(Args)]
pub struct ExtractArgs {
    /// Texts: `.md` (with or without front matter), anything else as plain text, `-` for standard input.
    #[arg(required = true, value_name = "FILE")]
    files: Vec<Utf8PathBuf>,
    /// A folder for one `NAME.json` a text; without it, one JSON document a line is printed.
    #[arg(long, short, value_name = "DIR")]
    output: Option<Utf8PathBuf>,
    /// The language of the texts; else the front matter's, the site's, or what it looks like.
    #[arg(long, value_name = "LANG", value_parser = parse_lang)]
    lang: Option<Lang>,
    #[command(flatten)]
    site: SiteArgs,
}

fn parse_lang(text: &str) -> Result<Lang, String> {
    let tags = Languages::embedded().tags();
    if tags.contains(&text) {
        Ok(Lang(text.to_owned()))
    } else {
        Err(format!("expected one of {}", tags.join(", ")))
    }
}

/// Extracts.
pub fn run(args: &ExtractArgs) -> ExitCode {
    let mut failed = false;
    let mut inputs = Vec::new();
    for file in &args.files {
        match read(file) {
            Ok(text) => inputs.push(ExtractInput {
                file: file.clone(),
                markdown: file.extension() == Some("md"),
                text,
            }),
            Err(error) => {
                eprintln!("error: cannot read {file}: {error}");
                failed = true;
            }
        }
    }
    let (extracts, diagnostics) = pipeline::extract(&args.site.request(None), inputs, args.lang.as_ref());
    let errors: Vec<_> = diagnostics
        .into_iter()
        .filter(|d| d.diagnostic.severity == Severity::Error)
        .collect();
    report::human(&errors);
    failed |= !errors.is_empty();
    for extract in &extracts {
        match &args.output {
            None => report::line(&extract.to_json()),
            Some(folder) => {
                if let Err(error) = write(folder, extract.file(), &extract.to_json()) {
                    eprintln!("error: cannot write below {folder}: {error}");
                    return ExitCode::FAILURE;
                }
            }
        }
    }
    if failed { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}

fn read(file: &Utf8Path) -> std::io::Result<String> {
    let mut bytes = Vec::new();
    if file == "-" {
        std::io::stdin().lock().read_to_end(&mut bytes)?;
    } else {
        bytes = std::fs::read(file)?;
    }
    String::from_utf8(bytes).map_err(|_| std::io::Error::new(std::io::ErrorKind::InvalidData, "it is not UTF-8"))
}

fn write(folder: &Utf8Path, file: &str, json: &str) -> std::io::Result<()> {
    std::fs::create_dir_all(folder)?;
    let stem = Utf8Path::new(file)
        .file_stem()
        .filter(|stem| *stem != "-")
        .unwrap_or("stdin");
    std::fs::write(folder.join(format!("{stem}.json")), format!("{json}\n"))
}

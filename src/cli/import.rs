//! `dossier import`

use std::io::Read;
use std::process::ExitCode;

use camino::{Utf8Path, Utf8PathBuf};
use clap::Args;

use super::write::{WriteError, write_new};
use super::{parse_lang, parse_url, report, shown};
use crate::import::{Field, How, ImportWords, Imported, Known, import_text};
use crate::language::Languages;
use crate::model::article::Lang;
use crate::model::date::PartialDate;
use crate::model::url::SafeUrl;

/// What `import` takes.
#[derive(Args)]
pub struct ImportArgs {
    /// Text files; `-` for standard input.
    #[arg(required = true, value_name = "FILE")]
    files: Vec<Utf8PathBuf>,
    /// The site's folder; articles are written to its content/articles.
    #[arg(long, default_value = ".", value_name = "DIR")]
    root: Utf8PathBuf,
    /// Where to write; instead of content/articles of the site.
    #[arg(long, short, value_name = "DIR")]
    output: Option<Utf8PathBuf>,
    /// The title; with one file only.
    #[arg(long)]
    title: Option<String>,
    /// When the source appeared, as well as it is known: 2031, 2031-03, 2031-03-20.
    #[arg(long, value_parser = PartialDate::parse)]
    date: Option<PartialDate>,
    /// The language of the text.
    #[arg(long, value_name = "LANG", value_parser = parse_lang)]
    lang: Option<Lang>,
    /// The medium that the text comes from.
    #[arg(long, value_name = "NAME")]
    source: Option<String>,
    /// The address that the text comes from.
    #[arg(long, value_name = "URL", value_parser = parse_url)]
    url: Option<SafeUrl>,
}

/// Imports.
pub fn run(args: &ImportArgs) -> ExitCode {
    if args.title.is_some() && args.files.len() > 1 {
        eprintln!("error: --title is for one file, not for {}", args.files.len());
        return ExitCode::from(2);
    }
    let folder = args
        .output
        .clone()
        .unwrap_or_else(|| args.root.join("content/articles"));
    let mut failed = false;
    for file in &args.files {
        match import_one(args, file, &folder) {
            Ok((path, imported)) => describe(file, &path, &imported),
            Err(error) => {
                eprintln!("error: {file}: {error}");
                failed = true;
            }
        }
    }
    if failed { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}

fn import_one(args: &ImportArgs, file: &Utf8Path, folder: &Utf8Path) -> Result<(Utf8PathBuf, Imported), String> {
    let mut bytes = Vec::new();
    let read = if file == "-" {
        std::io::stdin().lock().read_to_end(&mut bytes).map(|_| ())
    } else {
        std::fs::read(file).map(|content| bytes = content)
    };
    read.map_err(|error| format!("cannot be read: {error}"))?;
    let text = String::from_utf8(bytes).map_err(|_| "it is not UTF-8; save it as UTF-8".to_owned())?;
    let languages = Languages::embedded();
    let known = Known {
        title: args.title.clone(),
        date: args.date,
        lang: args.lang.clone().or_else(|| languages.detect(&text)).map(|lang| lang.0),
        source_name: args.source.clone(),
        source_url: args.url.clone(),
    };
    let stem = file.file_stem().filter(|stem| *stem != "-").unwrap_or("text");
    let mut imported = import_text(&text, stem, &known, &words(languages)).map_err(|error| error.to_string())?;
    if args.lang.is_none() {
        // What the text looks like is nothing that anybody gave.
        let lang = imported.recognised.iter_mut().find(|r| r.field == Field::Lang);
        lang.into_iter().for_each(|recognised| recognised.how = How::Found);
    }
    let path = folder.join(imported.file_name());
    write_new(&path, &imported.markdown).map_err(|error| match error {
        WriteError::Exists => format!(
            "{} exists and is left as it is; give another --title, or move it away",
            shown(&path)
        ),
        WriteError::Failed(message) => message,
    })?;
    Ok((path, imported))
}

/// The words of all languages: a pasted text does not say in which it is.
fn words(languages: &'static Languages) -> ImportWords {
    let mut words = ImportWords::default();
    for language in languages.iter() {
        for names in [&language.dates.months, &language.dates.short_months] {
            words
                .months
                .extend((1..).zip(names).map(|(number, name)| (name.to_lowercase(), number)));
        }
        words.date_labels.extend(language.words.labels.date.iter().cloned());
        words.source_labels.extend(language.words.labels.source.iter().cloned());
        words.abbreviations.extend(language.words.abbreviations.iter().cloned());
    }
    words
}

/// What was recognised, and how.
fn describe(file: &Utf8Path, path: &Utf8Path, imported: &Imported) {
    report::line(&format!("{file} → {}", shown(path)));
    for recognised in &imported.recognised {
        let how = match recognised.how {
            How::Given => "given",
            How::Found => "found",
            How::Guessed => "guessed",
        };
        report::line(&format!("  {}: {how}", recognised.field.key()));
    }
}

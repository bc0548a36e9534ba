//! `dossier import`

mod files;
mod report;

use std::process::ExitCode;

use camino::{Utf8Path, Utf8PathBuf};
use clap::Args;

use super::args::{TextFormat, parse_lang, parse_url, shown};
use super::progress::Progress;
use super::write::{WriteError, write_new};
use crate::import::{
    Duplicate, Field, GivenMetadata, ImportWords, Imported, KnownTexts, Material, ValueOrigin, decode, import_text,
    read_csl, read_feed, read_html, read_mhtml,
};
use crate::language::Languages;
use crate::model::article::Lang;
use crate::model::date::PartialDate;
use crate::model::url::SafeUrl;
use crate::pipeline::{self, Inventory, Observer, Stage, Step};
use files::{Input, Kind};
use report::Report;

#[derive(Args)]
pub struct ImportArgs {
    /// Saved pages, plain text, feeds, CSL-JSON, or folders of them; `-` for standard input.
    #[arg(required = true, value_name = "FILE")]
    files: Vec<Utf8PathBuf>,
    /// The folder of the site; articles are written to its content/articles.
    #[arg(long, default_value = ".", value_name = "DIR")]
    root: Utf8PathBuf,
    /// The folder for the articles, instead of content/articles of the site.
    #[arg(long, short, value_name = "DIR")]
    output: Option<Utf8PathBuf>,
    /// The title; only with a single file.
    #[arg(long)]
    title: Option<String>,
    /// The publication date of the source, as precisely as it is known: 2031, 2031-03 or 2031-03-20.
    #[arg(long, value_parser = PartialDate::parse)]
    date: Option<PartialDate>,
    /// The language of the text.
    #[arg(long, value_name = "LANG", value_parser = parse_lang)]
    lang: Option<Lang>,
    /// The name of the source, such as a newspaper.
    #[arg(long, value_name = "NAME")]
    source: Option<String>,
    /// The URL of the source.
    #[arg(long, value_name = "URL", value_parser = parse_url)]
    url: Option<SafeUrl>,
    /// The slug of a dossier to which the articles belong; repeatable.
    #[arg(long, value_name = "SLUG")]
    dossier: Vec<String>,
    /// Report what would be written, without writing.
    #[arg(long)]
    dry_run: bool,
    /// Output format of the report.
    #[arg(long, value_enum, default_value_t = TextFormat::Human)]
    format: TextFormat,
}

pub fn run(args: &ImportArgs) -> ExitCode {
    if args.title.is_some() && args.files.len() > 1 {
        super::report::error(&format!(
            "--title applies to a single file, but there are {}",
            args.files.len()
        ));
        return ExitCode::from(2);
    }
    let site = pipeline::inventory(&args.root).unwrap_or_default();
    if let Err(message) = super::new::dossiers(&args.dossier, &site) {
        return super::report::failure(&message);
    }
    let mut run = ImportRun::new(args, site);
    let mut files = Vec::new();
    for file in &args.files {
        match files::expand(file) {
            Ok(more) => files.extend(more),
            Err(message) => run.report.error(file.as_str(), message),
        }
    }
    let mut progress = Progress::new(args.format == TextFormat::Human && files.iter().all(|file| file != "-"));
    progress.begin(Stage::Read, files.len());
    for file in &files {
        run.file(file);
        progress.step(Step::Made);
    }
    progress.stop();
    run.report.finish(args.format)
}

struct ImportRun<'a> {
    args: &'a ImportArgs,
    folder: Utf8PathBuf,
    words: ImportWords,
    texts: KnownTexts,
    /// The files of `texts`, by index.
    names: Vec<String>,
    report: Report,
}

impl<'a> ImportRun<'a> {
    fn new(args: &'a ImportArgs, site: Inventory) -> ImportRun<'a> {
        let folder = args.output.clone();
        let mut run = ImportRun {
            args,
            folder: folder.unwrap_or_else(|| args.root.join("content/articles")),
            words: words(Languages::embedded()),
            texts: KnownTexts::default(),
            names: Vec::new(),
            report: Report::new(args.dry_run),
        };
        for article in site.articles {
            run.texts.add(&article.urls, &article.text);
            run.names.push(shown(&args.root.join(article.file)));
        }
        run
    }

    fn file(&mut self, file: &Utf8Path) {
        let articles = match files::read(file) {
            Ok(input) => self.articles(file, input),
            Err(message) => vec![Err(message)],
        };
        for article in articles {
            match article {
                Ok((imported, text)) => self.add(file, imported, &text),
                Err(message) => self.report.error(file.as_str(), message),
            }
        }
    }

    fn articles(&self, file: &Utf8Path, input: Input) -> Vec<Result<(Imported, String), String>> {
        let stem = file.file_stem().filter(|stem| *stem != "-").unwrap_or("text");
        let text = match input.kind {
            Kind::Text => match String::from_utf8(input.bytes) {
                Ok(text) => text,
                Err(_) => return vec![Err("the text is not valid UTF-8; save it as UTF-8".to_owned())],
            },
            Kind::Mhtml => match read_mhtml(&input.bytes) {
                Ok(text) => text,
                Err(message) => return vec![Err(message)],
            },
            _ => decode(&input.bytes).0,
        };
        let materials = match input.kind {
            Kind::Text => {
                let known = self.known(&text, false);
                let article = import_text(&text, stem, &known, &self.words).map_err(|error| error.to_string());
                return vec![article.map(|mut article| {
                    self.detected(&mut article);
                    (article, text)
                })];
            }
            Kind::Html | Kind::Mhtml => read_html(&text, &self.words)
                .map(|one| vec![Ok(one)])
                .map_err(|error| error.to_string()),
            Kind::Feed => read_feed(&text).map_err(|error| format!("the feed cannot be read: {error}")),
            Kind::Csl => read_csl(&text, &self.words),
        };
        match materials {
            Ok(materials) => materials
                .into_iter()
                .map(|material| self.article(stem, material?))
                .collect(),
            Err(message) => vec![Err(message)],
        }
    }

    fn article(&self, stem: &str, material: Material) -> Result<(Imported, String), String> {
        let text = material.text();
        let known = self.known(&text, material.has_lang());
        let named = material.has_lang();
        let mut article = material.into_article(stem, &known).map_err(|error| error.to_string())?;
        if !named {
            self.detected(&mut article);
        }
        Ok((article, text))
    }

    fn known(&self, text: &str, has_lang: bool) -> GivenMetadata {
        let args = self.args;
        let detected = || (!has_lang).then(|| Languages::embedded().detect(text)).flatten();
        GivenMetadata {
            title: args.title.clone(),
            date: args.date,
            lang: args.lang.clone().or_else(detected).map(|lang| lang.0),
            source_name: args.source.clone(),
            source_url: args.url.clone(),
            dossiers: args.dossier.clone(),
        }
    }

    /// Reports a detected language as found, not as given.
    fn detected(&self, article: &mut Imported) {
        let lang = article
            .recognised
            .iter_mut()
            .find(|recognised| recognised.field == Field::Lang);
        if let Some(recognised) = lang.filter(|_| self.args.lang.is_none()) {
            recognised.origin = ValueOrigin::Found;
        }
    }

    /// Writes an article, unless it is a duplicate.
    fn add(&mut self, file: &Utf8Path, article: Imported, text: &str) {
        let url = article.source_url.as_ref();
        if let Some((number, why)) = self.texts.find(url, text) {
            let why = match why {
                Duplicate::Address => "the same address".to_owned(),
                Duplicate::Text(100) => "the same text".to_owned(),
                Duplicate::Text(share) => format!("{share} % of the same text"),
            };
            self.report.duplicate(file, &self.names[number], why);
            return;
        }
        let path = self.folder.join(article.file_name());
        let planned = self.args.dry_run && (path.exists() || self.report.has(&shown(&path)));
        let written = match (planned, self.args.dry_run) {
            (true, _) => Err(WriteError::Exists),
            (false, true) => Ok(()),
            (false, false) => write_new(&path, &article.markdown),
        };
        match written {
            Ok(()) => {
                self.texts.add(article.source_url.as_slice(), text);
                self.names.push(shown(&path));
                self.report.written(file, &shown(&path), &article);
            }
            Err(WriteError::Exists) => {
                let message = "exists and was not overwritten; choose another --title, or move the file";
                self.report.error(file.as_str(), format!("{} {message}", shown(&path)));
            }
            Err(WriteError::Failed(message)) => self.report.error(file.as_str(), message),
        }
    }
}

/// The words of all languages, because the language of a pasted text is not known in advance.
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

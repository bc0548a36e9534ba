//! The command line: one file a command.

mod build;
mod candidates;
mod check;
mod explain;
mod export;
mod extract;
mod import;
mod init;
mod links;
mod new;
mod publish;
mod report;
mod schema;
mod search_index;
mod serve;
mod timings;
mod write;

use std::process::ExitCode;

use camino::{Utf8Path, Utf8PathBuf};
use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::diagnostics::locate::Located;
use crate::language::Languages;
use crate::model::article::Lang;
use crate::model::slug::Slug;
use crate::model::url::{Destination, SafeUrl};
use crate::pipeline::Request;

/// Static sites of annotated news articles: who said what, when, and where it was reported.
#[derive(Parser)]
#[command(name = "dossier", version, about, arg_required_else_help = true)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Build the site.
    #[command(
        after_help = "Examples:\n  dossier build\n  dossier build --drafts --output preview\n  dossier build --base-url https://example.github.io/repo/"
    )]
    Build(build::BuildArgs),
    /// Report everything that is wrong with the site, without writing anything.
    #[command(after_help = "Examples:\n  dossier check\n  dossier check --links\n  dossier check --format github")]
    Check(check::CheckArgs),
    /// Print names in the articles that nobody has registered, with entries to paste.
    #[command(
        after_help = "Examples:\n  dossier candidates\n  dossier candidates --type organization --min 5\n  dossier candidates --all --format json"
    )]
    Candidates(candidates::CandidatesArgs),
    /// Say what a code of a message means, and what to do.
    #[command(after_help = "Examples:\n  dossier explain anchor-not-found\n  dossier explain")]
    Explain(explain::ExplainArgs),
    /// Write articles in a format for other programs.
    #[command(
        after_help = "Examples:\n  dossier export --format tei > corpus.xml\n  dossier export --format tei --dossier hafen --output tei\n  dossier export --format csv --dossier hafen > quotes.csv\n  dossier export --format json zusicherung"
    )]
    Export(export::ExportArgs),
    /// Print the quotations and mentions of texts as JSON.
    #[command(
        after_help = "Examples:\n  dossier extract article.md\n  dossier extract --lang en --output found *.txt\n  cat text.txt | dossier extract -"
    )]
    Extract(extract::ExtractArgs),
    /// Turn saved pages, pasted text, feeds and CSL-JSON into articles.
    #[command(
        after_help = "Examples:\n  dossier import notes.txt\n  dossier import --date 2031-03 --source 'Haffelder Bote' notes.txt\n  dossier import --dossier hafen --dry-run saved-pages library.json"
    )]
    Import(import::ImportArgs),
    /// Make a site in an empty folder.
    #[command(after_help = "Examples:\n  dossier init\n  dossier init --lang de --title Haffelde haffelde")]
    Init(init::InitArgs),
    /// Begin an article, an entity or a dossier.
    #[command(
        after_help = "Examples:\n  dossier new article 'The bridge stays closed'\n  dossier new article --edit --date 2031-03 --dossier hafen 'The bridge stays closed'\n  dossier new entity --type organization 'Port authority'\n  dossier new dossier 'The quarrel about the bridge'"
    )]
    New(new::NewArgs),
    /// Build the site and make it the next commit of a branch, such as `gh-pages`.
    #[command(
        after_help = "Examples:\n  dossier publish\n  dossier publish --dry-run\n  dossier publish --branch gh-pages --remote origin --message 'New articles'"
    )]
    Publish(publish::PublishArgs),
    /// Print the JSON Schema of dossier.yaml, front matter and annotations, or write all of them into the site.
    #[command(
        after_help = "Examples:\n  dossier schema\n  dossier schema article > article.json\n  dossier schema --write"
    )]
    Schema(schema::SchemaArgs),
    /// Index the full text of the built site, for the page to search on.
    #[command(
        after_help = "Examples:\n  dossier build && dossier search-index\n  dossier search-index --output preview"
    )]
    SearchIndex(search_index::SearchIndexArgs),
    /// Show the site in a browser while it is written, new after every save.
    #[command(after_help = "Examples:\n  dossier serve\n  dossier serve --open --drafts\n  dossier serve --port 0")]
    Serve(serve::ServeArgs),
}

/// What every command that reads a site takes.
#[derive(Args, Clone)]
struct SiteArgs {
    /// The site's folder.
    #[arg(long, default_value = ".", value_name = "DIR")]
    root: Utf8PathBuf,
    /// Show drafts, and articles whose `publish_at` is still to come.
    #[arg(long)]
    drafts: bool,
    /// Where the site will be published; instead of `base_url` in dossier.yaml.
    #[arg(long, value_name = "URL", value_parser = parse_url)]
    base_url: Option<SafeUrl>,
}

/// How diagnostics are printed.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people.
    Human,
    /// One JSON object.
    Json,
    /// Annotations of GitHub Actions.
    Github,
    /// SARIF 2.1.0, for code scanning.
    Sarif,
}

/// Exit status: 0 if all went well, 1 on errors in the site, 2 on a wrong command line.
pub fn run() -> ExitCode {
    match Cli::parse().command {
        Command::Build(args) => build::run(args),
        Command::Candidates(args) => candidates::run(&args),
        Command::Check(args) => check::run(args),
        Command::Explain(args) => explain::run(&args),
        Command::Export(args) => export::run(&args),
        Command::Extract(args) => extract::run(&args),
        Command::Import(args) => import::run(&args),
        Command::Init(args) => init::run(&args),
        Command::New(args) => new::run(&args),
        Command::Publish(args) => publish::run(args),
        Command::Schema(args) => schema::run(&args),
        Command::SearchIndex(args) => search_index::run(&args),
        Command::Serve(args) => serve::run(&args),
    }
}

fn parse_url(text: &str) -> Result<SafeUrl, String> {
    match Destination::classify(text) {
        Destination::External(url) => Ok(url),
        _ => Err("expected an address that begins with `https://` or `http://`".to_owned()),
    }
}

fn parse_slug(text: &str) -> Result<Slug, String> {
    Slug::parse(text).ok_or_else(|| {
        let proposal = Slug::of(text).map_or(String::new(), |slug| format!(", such as `{slug}`"));
        format!("expected lower-case letters a to z, digits and single hyphens{proposal}")
    })
}

fn parse_lang(text: &str) -> Result<Lang, String> {
    let tags = Languages::embedded().tags();
    if tags.contains(&text) {
        Ok(Lang(text.to_owned()))
    } else {
        Err(format!("expected one of {}", tags.join(", ")))
    }
}

impl SiteArgs {
    fn request(&self, output: Option<Utf8PathBuf>) -> Request {
        Request {
            root: self.root.clone(),
            output,
            base_url: self.base_url.clone(),
            drafts: self.drafts,
            now: now(),
            home: home(),
        }
    }
}

impl SiteArgs {
    /// Diagnostics with their files named for who reads them: for people and programs relative to the
    /// current folder, so that they can be opened from there; for code hosts relative to the repository.
    fn seen_by(&self, format: Format, diagnostics: &[Located]) -> Vec<Located> {
        let mut diagnostics = diagnostics.to_vec();
        let base = match format {
            Format::Human | Format::Json => None,
            Format::Github | Format::Sarif => self.in_repository(),
        };
        let base = base.unwrap_or_else(|| self.root.clone());
        let locations = diagnostics.iter_mut().filter_map(|d| d.diagnostic.location.as_mut());
        for location in locations.filter(|_| base != ".") {
            location.file = shown(&base.join(&location.file)).into();
        }
        diagnostics
    }

    /// The site's folder as seen from that of its Git repository; `None` where there is none.
    fn in_repository(&self) -> Option<Utf8PathBuf> {
        let root = self.root.canonicalize_utf8().ok()?;
        let repository = root.ancestors().find(|folder| folder.join(".git").exists())?;
        root.strip_prefix(repository).ok().map(Utf8Path::to_owned)
    }
}

/// The moment of the build: `SOURCE_DATE_EPOCH` where it is set, so that builds can be repeated.
fn now() -> i64 {
    let fixed = std::env::var("SOURCE_DATE_EPOCH")
        .ok()
        .and_then(|text| text.trim().parse().ok());
    fixed.unwrap_or_else(|| {
        let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
        since.map_or(0, |duration| i64::try_from(duration.as_secs()).unwrap_or(i64::MAX))
    })
}

fn home() -> Option<Utf8PathBuf> {
    let home = std::env::var("HOME").or_else(|_| std::env::var("USERPROFILE")).ok()?;
    Some(Utf8PathBuf::from(home)).filter(|home| home.as_str().len() > 1 && home.is_absolute())
}

/// A path as people would type it.
fn shown(path: &Utf8Path) -> String {
    let path = path.as_str();
    path.strip_prefix("./").unwrap_or(path).to_owned()
}

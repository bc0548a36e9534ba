//! The command line: one file a command.

mod build;
mod candidates;
mod check;
mod completions;
mod explain;
mod export;
mod extract;
mod import;
mod init;
mod links;
mod manual;
mod new;
mod progress;
mod publish;
mod report;
mod schema;
mod search_index;
mod serve;
mod timings;
mod write;

use std::ffi::OsString;
use std::process::ExitCode;

use camino::{Utf8Path, Utf8PathBuf};
use clap::{Args, ColorChoice, CommandFactory, FromArgMatches, Parser, Subcommand, ValueEnum};

use crate::diagnostics::locate::LocatedDiagnostic;
use crate::diagnostics::prefix_paths;
use crate::language::Languages;
use crate::model::article::Lang;
use crate::model::slug::Slug;
use crate::model::url::{Destination, SafeUrl};
use crate::pipeline::Request;
use report::Color;

/// Static sites of annotated news articles: who said what, when, and where it was reported.
#[derive(Parser)]
#[command(name = "dossier", version, about, arg_required_else_help = true, after_help = general())]
struct Cli {
    /// When messages have colours.
    #[arg(long, global = true, value_enum, default_value_t, value_name = "WHEN")]
    color: Color,
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
    /// Print what a shell needs to complete commands and options.
    #[command(
        after_help = "Examples:\n  dossier completions bash > ~/.local/share/bash-completion/completions/dossier\n  dossier completions zsh > ~/.zfunc/_dossier\n  dossier completions fish > ~/.config/fish/completions/dossier.fish"
    )]
    Completions(completions::CompletionsArgs),
    /// Print the man page of dossier or of a command, or write all of them.
    #[command(
        after_help = "Examples:\n  dossier manual | man -l -\n  dossier manual new article\n  dossier manual --output ~/.local/share/man/man1"
    )]
    Manual(manual::ManualArgs),
    /// Show the site in a browser while it is written, new after every save.
    #[command(after_help = "Examples:\n  dossier serve\n  dossier serve --open --drafts\n  dossier serve --port 0")]
    Serve(serve::ServeArgs),
}

/// What the exit status says; in `--help`, the man pages and, held by a test, docs/commands.md.
const EXIT_STATUS: &str = "  0    all went well; there may be warnings
  1    something is wrong with the site or a file; the site as it was built before is untouched
  2    the command line is wrong
  130  ended by Ctrl-C (SIGINT); the site as it was built before is untouched
  143  ended by SIGTERM; likewise";

/// What is read of the environment.
const ENVIRONMENT: &str = "  SOURCE_DATE_EPOCH           the moment of the build, in seconds since 1970
  NO_COLOR                    set to anything: messages without colours
  VISUAL, EDITOR              the editor of `dossier new --edit`
  PAGEFIND                    the program of `dossier search-index`
  LC_ALL, LC_MESSAGES, LANG   the language of a site that `dossier init` makes";

fn general() -> String {
    let examples = "Examples:\n  dossier init --lang en my-site\n  dossier serve --root my-site --open\n  \
                    dossier check --root my-site\n  dossier build --root my-site";
    format!("{examples}\n\nExit status:\n{EXIT_STATUS}\n\nEnvironment:\n{ENVIRONMENT}")
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

/// Runs what the command line says; `--help` tells what comes back.
pub fn run() -> ExitCode {
    let early = early_color(std::env::args_os().skip(1));
    let matches = Cli::command().color(early).get_matches();
    let cli = Cli::from_arg_matches(&matches).unwrap_or_else(|error| error.exit());
    report::choose(cli.color);
    match cli.command {
        Command::Build(args) => build::run(args),
        Command::Candidates(args) => candidates::run(&args),
        Command::Completions(args) => completions::run(&args),
        Command::Manual(args) => manual::run(&args),
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

/// The colours of `--help` and of what is wrong with the command line: they are printed before it is read.
fn early_color(arguments: impl Iterator<Item = OsString>) -> ColorChoice {
    let mut wanted = Color::default();
    let mut named = false;
    for argument in arguments {
        let text = argument.to_string_lossy();
        let value = text.strip_prefix("--color=").or_else(|| named.then_some(&*text));
        if let Some(color) = value.and_then(|value| Color::from_str(value, false).ok()) {
            wanted = color;
        }
        named = text == "--color";
    }
    match wanted {
        Color::Auto => ColorChoice::Auto,
        Color::Always => ColorChoice::Always,
        Color::Never => ColorChoice::Never,
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
    fn seen_by(&self, format: Format, diagnostics: &[LocatedDiagnostic]) -> Vec<LocatedDiagnostic> {
        let mut diagnostics = diagnostics.to_vec();
        let base = match format {
            Format::Human | Format::Json => None,
            Format::Github | Format::Sarif => self.in_repository(),
        };
        let base = base.unwrap_or_else(|| self.root.clone());
        for located in &mut diagnostics {
            prefix_paths(&mut located.diagnostic, &base);
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

#[cfg(test)]
mod tests {
    use super::*;

    /// The words of a line of a shell, up to where its output goes.
    fn words(line: &str) -> Vec<String> {
        let mut words = vec![String::new()];
        let mut quoted = None;
        for c in line.chars() {
            match (quoted, c) {
                (Some(open), c) if c == open => quoted = None,
                (Some(_), c) => words.last_mut().unwrap().push(c),
                (None, '"' | '\'') => quoted = Some(c),
                (None, ' ') => words.push(String::new()),
                (None, c) => words.last_mut().unwrap().push(c),
            }
        }
        let end = words.iter().position(|word| [">", "|", "&&"].contains(&word.as_str()));
        words.truncate(end.unwrap_or(words.len()));
        words
    }

    fn walk(command: &clap::Command, path: &str, lacking: &mut Vec<String>) {
        let help = command.get_after_help().map(ToString::to_string).unwrap_or_default();
        let examples = help.strip_prefix("Examples:\n").unwrap_or_default();
        let lines: Vec<&str> = examples.lines().take_while(|line| line.starts_with("  ")).collect();
        if lines.is_empty() {
            lacking.push(format!("{path}: no examples in --help"));
        }
        if !lines.iter().any(|line| line.contains(path)) {
            lacking.push(format!("{path}: no example of it"));
        }
        for line in lines {
            for part in line.split(" | ").flat_map(|part| part.split(" && ")) {
                let words = words(part.trim());
                if words[0] == "dossier"
                    && let Err(error) = Cli::try_parse_from(&words)
                {
                    lacking.push(format!("{path}: {line}: {error}"));
                }
            }
        }
        for below in command.get_subcommands() {
            walk(below, &format!("{path} {}", below.get_name()), lacking);
        }
    }

    #[test]
    fn every_command_has_examples_that_it_understands() {
        let mut lacking = Vec::new();
        walk(&Cli::command(), "dossier", &mut lacking);
        assert!(lacking.is_empty(), "{lacking:#?}");
        Cli::command().debug_assert();
    }

    #[test]
    fn colours_are_chosen_before_the_line_is_understood() {
        let choice = |line: &str| early_color(line.split(' ').map(OsString::from));
        assert_eq!(choice("build --color never --wrong"), ColorChoice::Never);
        assert_eq!(choice("--color=always"), ColorChoice::Always);
        assert_eq!(choice("build --color"), ColorChoice::Auto);
    }
}

//! The command line: one file for each command.
#![expect(
    clippy::disallowed_methods,
    reason = "works with files, the environment and the terminal"
)]

mod args;
mod build;
mod candidates;
mod check;
mod completions;
mod explain;
mod export;
mod extract;
mod help;
mod import;
pub mod init;
pub mod links;
mod manual;
pub mod new;
mod progress;
pub mod publish;
mod report;
mod schema;
pub mod search_index;
mod serve;
mod timings;
mod write;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::{ColorChoice, CommandFactory, FromArgMatches, Parser, Subcommand, ValueEnum};

use report::Color;

/// Static sites of annotated news articles: who said what, when, and where it was reported.
#[derive(Parser)]
#[command(name = "dossier", version, about, arg_required_else_help = true, after_help = help::general())]
struct Cli {
    /// When to colour messages.
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
    /// Report all problems of the site without writing anything.
    #[command(after_help = "Examples:\n  dossier check\n  dossier check --links\n  dossier check --format github")]
    Check(check::CheckArgs),
    /// List names in the articles that are not registered, with entries to paste.
    #[command(
        after_help = "Examples:\n  dossier candidates\n  dossier candidates --type organization --min 5\n  dossier candidates --all --format json"
    )]
    Candidates(candidates::CandidatesArgs),
    /// Explain the code of a message, and how to fix the problem.
    #[command(after_help = "Examples:\n  dossier explain anchor-not-found\n  dossier explain")]
    Explain(explain::ExplainArgs),
    /// Export articles for other programs.
    #[command(
        after_help = "Examples:\n  dossier export --format tei > corpus.xml\n  dossier export --format tei --dossier hafen --output tei\n  dossier export --format csv --dossier hafen > quotes.csv\n  dossier export --format json zusicherung"
    )]
    Export(export::ExportArgs),
    /// Print the quotations and mentions of texts as JSON.
    #[command(
        after_help = "Examples:\n  dossier extract article.md\n  dossier extract --lang en --output found *.txt\n  cat text.txt | dossier extract -"
    )]
    Extract(extract::ExtractArgs),
    /// Import saved pages, plain text, feeds and CSL-JSON as articles.
    #[command(
        after_help = "Examples:\n  dossier import notes.txt\n  dossier import --date 2031-03 --source 'Haffelder Bote' notes.txt\n  dossier import --dossier hafen --dry-run saved-pages library.json"
    )]
    Import(import::ImportArgs),
    /// Create a site in an empty folder.
    #[command(after_help = "Examples:\n  dossier init\n  dossier init --lang de --title Haffelde haffelde")]
    Init(init::InitArgs),
    /// Create an article, an entity or a dossier.
    #[command(
        after_help = "Examples:\n  dossier new article 'The bridge stays closed'\n  dossier new article --edit --date 2031-03 --dossier hafen 'The bridge stays closed'\n  dossier new entity --type organization 'Port authority'\n  dossier new dossier 'The quarrel about the bridge'"
    )]
    New(new::NewArgs),
    /// Build the site and commit it to a branch such as `gh-pages`.
    #[command(
        after_help = "Examples:\n  dossier publish\n  dossier publish --dry-run\n  dossier publish --branch gh-pages --remote origin --message 'New articles'"
    )]
    Publish(publish::PublishArgs),
    /// Print the JSON Schemas of dossier.yaml, front matter and annotations, or write them into the site.
    #[command(
        after_help = "Examples:\n  dossier schema\n  dossier schema article > article.json\n  dossier schema --write"
    )]
    Schema(schema::SchemaArgs),
    /// Index the full text of the built site for its search page.
    #[command(
        after_help = "Examples:\n  dossier build && dossier search-index\n  dossier search-index --output preview"
    )]
    SearchIndex(search_index::SearchIndexArgs),
    /// Print the completion script for a shell.
    #[command(
        after_help = "Examples:\n  dossier completions bash > ~/.local/share/bash-completion/completions/dossier\n  dossier completions zsh > ~/.zfunc/_dossier\n  dossier completions fish > ~/.config/fish/completions/dossier.fish"
    )]
    Completions(completions::CompletionsArgs),
    /// Print a man page, or write all of them.
    #[command(
        after_help = "Examples:\n  dossier manual | man -l -\n  dossier manual new article\n  dossier manual --output ~/.local/share/man/man1"
    )]
    Manual(manual::ManualArgs),
    /// Serve the site locally, rebuilding on save.
    #[command(after_help = "Examples:\n  dossier serve\n  dossier serve --open --drafts\n  dossier serve --port 0")]
    Serve(serve::ServeArgs),
}

/// Runs the command line; `--help` describes the exit status.
pub fn run() -> ExitCode {
    let early = early_color(std::env::args_os().skip(1));
    let matches = Cli::command().color(early).get_matches();
    let cli = Cli::from_arg_matches(&matches).unwrap_or_else(|error| error.exit());
    report::set_color(cli.color);
    match cli.command {
        Command::Build(args) => build::run(args),
        Command::Candidates(args) => candidates::run(&args),
        Command::Completions(args) => completions::run(&args, &mut Cli::command()),
        Command::Manual(args) => manual::run(&args, Cli::command()),
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

/// The definition of the command line.
#[cfg(feature = "internals")]
pub fn command_line() -> clap::Command {
    Cli::command()
}

/// Whether to colour `--help` and errors of the command line, which are printed before it is parsed.
pub fn early_color(arguments: impl Iterator<Item = OsString>) -> ColorChoice {
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

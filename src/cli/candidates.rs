//! `dossier candidates`

use std::process::ExitCode;

use clap::{Args, ValueEnum};
use serde::Serialize;

use super::progress::Progress;
use super::report::{self, plural};
use super::{SiteArgs, shown};
use crate::diagnostics::Severity;
use crate::model::entity::EntityType;
use crate::pipeline::{self, CandidateReport};

/// How many are printed without `--all`.
const FIRST: usize = 20;

/// What `candidates` takes.
#[derive(Args)]
pub struct CandidatesArgs {
    #[command(flatten)]
    site: SiteArgs,
    /// Only those of this type.
    #[arg(long = "type", value_name = "TYPE", value_parser = parse_type)]
    kind: Option<EntityType>,
    /// Only those that are named so often.
    #[arg(long, value_name = "N", default_value_t = 2)]
    min: usize,
    /// All of them: without it, the first 20.
    #[arg(long)]
    all: bool,
    /// How to print them.
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
}

/// How candidates are printed.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people.
    Human,
    /// One JSON object.
    Json,
}

/// The JSON of the candidates.
#[derive(Serialize)]
struct JsonCandidates<'a> {
    total: usize,
    candidates: &'a [CandidateReport],
}

/// Prints the candidates.
pub fn run(args: &CandidatesArgs) -> ExitCode {
    let mut progress = Progress::new(true);
    let (mut candidates, diagnostics) = pipeline::candidates(&args.site.request(None), &progress);
    progress.stop();
    let errors: Vec<_> = args.site.seen_by(super::Format::Human, &diagnostics);
    let errors: Vec<_> = errors
        .into_iter()
        .filter(|located| located.diagnostic.severity == Severity::Error)
        .collect();
    report::human(&errors);
    let kind = args.kind.map(EntityType::name);
    candidates.retain(|candidate| candidate.mentions >= args.min && kind.is_none_or(|kind| candidate.kind == kind));
    let total = candidates.len();
    candidates.truncate(if args.all { usize::MAX } else { FIRST });
    match args.format {
        Format::Json => {
            let json = JsonCandidates {
                total,
                candidates: &candidates,
            };
            report::line(&serde_json::to_string(&json).unwrap_or_default());
        }
        Format::Human => human(args, &candidates, total),
    }
    if errors.is_empty() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

fn human(args: &CandidatesArgs, candidates: &[CandidateReport], total: usize) {
    for candidate in candidates {
        report::line(&one(candidate, args));
    }
    let limits = match (args.kind, args.min) {
        (Some(kind), 0 | 1) => format!(" of type {}", kind.name()),
        (Some(kind), min) => format!(" of type {} that is named {min} times or more", kind.name()),
        (None, 0 | 1) => String::new(),
        (None, min) => format!(" that is named {min} times or more"),
    };
    let last = match (total, total - candidates.len()) {
        (0, _) => format!("No candidate{limits}: every such name in the articles has its page. Well kept."),
        (_, 0) => format!(
            "{}. An entry pasted into content/entities.yaml gives a name its page.",
            plural(total, "candidate")
        ),
        (_, _) => format!(
            "{} of {}; `--all` prints the others.",
            candidates.len(),
            plural(total, "candidate")
        ),
    };
    report::line(&last);
}

/// A candidate, for people.
fn one(candidate: &CandidateReport, args: &CandidatesArgs) -> String {
    let mut out = format!(
        "{} ({}): named {} in {}\n",
        candidate.name,
        candidate.kind,
        times(candidate.mentions),
        plural(candidate.articles, "article")
    );
    let evidence: Vec<&str> = candidate.evidence.iter().map(|name| reason(name)).collect();
    // Only an editor is sure.
    let certain = (candidate.confidence * 100.0).min(99.0);
    out.push_str(&format!(
        "  what speaks for it: {} ({certain:.0} %)\n",
        evidence.join("; ")
    ));
    if let (Some(file), Some(sentence)) = (&candidate.file, &candidate.sentence) {
        let date = candidate
            .date
            .as_ref()
            .map_or(String::new(), |date| format!(", {date}"));
        out.push_str(&format!(
            "  {}{date}:\n    {sentence}\n",
            shown(&args.site.root.join(file))
        ));
    }
    out.push('\n');
    for line in candidate.stub.lines() {
        out.push_str(&format!("    {line}\n"));
    }
    out
}

/// "once", "12 times".
fn times(count: usize) -> String {
    match count {
        1 => "once".to_owned(),
        count => format!("{count} times"),
    }
}

/// A piece of evidence in words.
fn reason(name: &str) -> &str {
    match name {
        "office" => "an office stands beside it",
        "honorific" => "a form of address stands before it",
        "forename" => "it begins with a forename",
        "speaks" => "it is quoted",
        "pattern" => "it looks like such names",
        "acronym" => "an abbreviation in brackets belongs to it",
        "preposition" => "a preposition of place stands before it",
        "tagger" => "the tagger takes it for one",
        "marks" => "it stands in quotation marks as a name",
        other => other,
    }
}

fn parse_type(text: &str) -> Result<EntityType, String> {
    let found = EntityType::ALL.iter().find(|(_, name, _)| *name == text);
    found.map(|(kind, _, _)| *kind).ok_or_else(|| {
        let names: Vec<&str> = EntityType::ALL.iter().map(|(_, name, _)| *name).collect();
        format!("expected one of {}", names.join(", "))
    })
}

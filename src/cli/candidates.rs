//! `dossier candidates`

use std::process::ExitCode;

use clap::Args;
use serde::Serialize;

use super::args::{SiteArgs, TextFormat, parse_entity_type, shown};
use super::progress::Progress;
use super::report::{self, plural};
use crate::model::entity::EntityType;
use crate::pipeline::{self, CandidateReport};

/// The number of candidates that are printed without `--all`.
const FIRST: usize = 20;

#[derive(Args)]
pub struct CandidatesArgs {
    #[command(flatten)]
    site: SiteArgs,
    /// Only candidates of this type.
    #[arg(long = "type", value_name = "TYPE", value_parser = parse_entity_type)]
    kind: Option<EntityType>,
    /// Only candidates with at least this number of mentions.
    #[arg(long, value_name = "N", default_value_t = 2)]
    min: usize,
    /// Print all candidates instead of the first 20.
    #[arg(long)]
    all: bool,
    /// Output format.
    #[arg(long, value_enum, default_value_t = TextFormat::Human)]
    format: TextFormat,
}

#[derive(Serialize)]
struct JsonCandidates<'a> {
    total: usize,
    candidates: &'a [CandidateReport],
}

pub fn run(args: &CandidatesArgs) -> ExitCode {
    let mut progress = Progress::new(true);
    let (mut candidates, diagnostics) = pipeline::candidates(&args.site.request(None), &progress);
    progress.stop();
    let failed = report::errors(&args.site, &diagnostics);
    let kind = args.kind.map(EntityType::name);
    candidates.retain(|candidate| candidate.mentions >= args.min && kind.is_none_or(|kind| candidate.kind == kind));
    let total = candidates.len();
    candidates.truncate(if args.all { usize::MAX } else { FIRST });
    match args.format {
        TextFormat::Json => {
            let json = JsonCandidates {
                total,
                candidates: &candidates,
            };
            report::line(&serde_json::to_string(&json).unwrap_or_default());
        }
        TextFormat::Human => human(args, &candidates, total),
    }
    report::status(!failed)
}

fn human(args: &CandidatesArgs, candidates: &[CandidateReport], total: usize) {
    for candidate in candidates {
        report::line(&one(candidate, args));
    }
    let limits = match (args.kind, args.min) {
        (Some(kind), 0 | 1) => format!(" of type {}", kind.name()),
        (Some(kind), min) => format!(" of type {} with {min} or more mentions", kind.name()),
        (None, 0 | 1) => String::new(),
        (None, min) => format!(" with {min} or more mentions"),
    };
    let last = match (total, total - candidates.len()) {
        (0, _) => format!("No candidates{limits}."),
        (_, 0) => format!(
            "{}. Paste an entry into content/entities.yaml to give the name a page.",
            plural(total, "candidate")
        ),
        (_, _) => format!(
            "{} of {}; `--all` prints all of them.",
            candidates.len(),
            plural(total, "candidate")
        ),
    };
    report::line(&last);
}

fn one(candidate: &CandidateReport, args: &CandidatesArgs) -> String {
    let mut out = format!(
        "{} ({}): mentioned {} in {}\n",
        candidate.name,
        candidate.kind,
        times(candidate.mentions),
        plural(candidate.articles, "article")
    );
    let evidence: Vec<&str> = candidate.evidence.iter().map(|name| description(name)).collect();
    // Only an editor's decision counts as certain.
    let certain = (candidate.confidence * 100.0).min(99.0);
    out.push_str(&format!("  evidence: {} ({certain:.0} %)\n", evidence.join("; ")));
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

fn description(name: &str) -> &str {
    match name {
        "office" => "next to an office",
        "honorific" => "after a form of address",
        "forename" => "begins with a first name",
        "speaks" => "is quoted",
        "pattern" => "has the pattern of such names",
        "acronym" => "followed by an abbreviation in brackets",
        "preposition" => "after a preposition of place",
        "tagger" => "recognized by the tagger",
        "marks" => "a name in quotation marks",
        other => other,
    }
}

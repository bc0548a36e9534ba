//! `dossier publish`: the built site as one commit of a branch of a git repository.
//!
//! The commit is made in the repository's object store alone: neither its index nor its working tree, neither
//! `HEAD` nor a branch is touched. It holds the files that the program made and nothing else, follows the
//! branch's last commit, and is pushed without force.

mod git;
mod stream;

use std::process::ExitCode;

use camino::{Utf8Path, Utf8PathBuf};
use clap::Args;

use super::progress::Progress;
use super::report;
use super::{Format, SiteArgs, search_index, shown};
use crate::diagnostics::locate::LocatedDiagnostic;
use crate::diagnostics::{Code, Diagnostic};
use crate::pipeline;

use git::Git;

/// By this line of its message a commit is known to be ours.
const TRAILER: &str = "Published-by: dossier";

/// What `publish` takes.
#[derive(Args)]
pub struct PublishArgs {
    #[command(flatten)]
    site: SiteArgs,
    /// Where to build; instead of `output` in dossier.yaml, or `public`.
    #[arg(long, short, value_name = "DIR")]
    output: Option<Utf8PathBuf>,
    /// The branch that holds the site.
    #[arg(long, value_name = "NAME", default_value = "gh-pages")]
    branch: String,
    /// The repository: the name of a remote, a folder or an address.
    #[arg(long, value_name = "REMOTE", default_value = "origin")]
    remote: String,
    /// The message of the commit.
    #[arg(long, short, value_name = "TEXT", default_value = "Publish the site")]
    message: String,
    /// Build, and say what would be published, but push nothing.
    #[arg(long)]
    dry_run: bool,
}

type Failure = Box<Diagnostic>;

fn failure(message: impl Into<String>, help: impl Into<String>) -> Failure {
    Box::new(Diagnostic::new(Code::PublishFailed, message.into()).help(help.into()))
}

/// Builds the site and publishes it.
pub fn run(args: PublishArgs) -> ExitCode {
    let mut progress = Progress::new(true);
    let outcome = pipeline::build(&args.site.request(args.output.clone()), &progress);
    progress.stop();
    report::human(&args.site.seen_by(Format::Human, &outcome.diagnostics));
    let Some((output, _)) = outcome.published.as_ref().filter(|_| !outcome.failed()) else {
        report::line("Nothing was published.");
        return ExitCode::FAILURE;
    };
    match publish(&args, output) {
        Ok(lines) => {
            lines.iter().for_each(|line| report::line(line));
            ExitCode::SUCCESS
        }
        Err(diagnostic) => {
            report::human(&[LocatedDiagnostic {
                diagnostic: *diagnostic,
                position: None,
            }]);
            ExitCode::FAILURE
        }
    }
}

fn publish(args: &PublishArgs, output: &Utf8Path) -> Result<Vec<String>, Failure> {
    let git = Git::of(&args.site.root)?;
    git.check_branch(&args.branch)?;
    let reference = format!("refs/heads/{}", args.branch);
    let tip = git.tip(&args.remote, &reference)?;
    if let Some(tip) = &tip {
        git.fetch(&args.remote, &reference)?;
        let message = git.message(tip)?;
        if !message.lines().any(|line| line == TRAILER) {
            return Err(failure(
                format!("the last commit of `{}` was not made by `dossier publish`", args.branch),
                "publish to another branch with `--branch`; if nothing on that one is needed any more, delete it first \
                 (a file such as CNAME belongs into static/)",
            ));
        }
    }
    let mut files = pipeline::files_of(output).map_err(Box::new)?;
    files.extend(search_index::index_files(output));
    files.sort();
    files.dedup();
    let (identity, fallback) = git.identity();
    let commit = stream::Commit {
        files: &files,
        folder: output,
        parent: tip.as_deref(),
        identity: &identity,
        message: &format!("{}\n\n{TRAILER}\n", args.message.trim_end()),
    };
    let made = git.import(&commit)?;
    let mut lines = Vec::new();
    if let Some(tip) = &tip
        && git.tree(tip)? == git.tree(&made)?
    {
        lines.push(format!(
            "`{}` holds this very site already; nothing was published.",
            args.branch
        ));
        return Ok(lines);
    }
    if fallback {
        lines.push("Git knows no user.name and user.email here; the commit is by “dossier”.".to_owned());
    }
    let what = format!(
        "{} files of {} to `{}` of {}",
        files.len(),
        shown(output),
        args.branch,
        git::shown_remote(&args.remote)
    );
    if args.dry_run {
        lines.push(format!("Would publish {what}."));
        return Ok(lines);
    }
    git.push(&args.remote, &made, &reference)?;
    lines.push(format!("Published {what}: commit {}.", made.get(..10).unwrap_or(&made)));
    Ok(lines)
}

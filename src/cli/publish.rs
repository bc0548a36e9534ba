//! `dossier publish`: commits the built site to a branch of a Git repository.
//!
//! The commit is created directly in the object store: the index, the working tree, `HEAD` and local branches
//! are not touched. It contains exactly the files of the site, has the branch's last commit as its parent, and
//! is pushed without force.

pub mod git;
mod stream;

use std::process::ExitCode;

use camino::{Utf8Path, Utf8PathBuf};
use clap::Args;

use super::args::{Format, SiteArgs, shown};
use super::progress::Progress;
use super::report::{self, Failure};
use super::search_index;
use crate::pipeline;
use git::{Git, failure};

/// The line of the message that marks commits of this command.
const TRAILER: &str = "Published-by: dossier";

#[derive(Args)]
pub struct PublishArgs {
    #[command(flatten)]
    site: SiteArgs,
    /// The output folder; overrides `output` in dossier.yaml.
    #[arg(long, short, value_name = "DIR")]
    output: Option<Utf8PathBuf>,
    /// The branch for the site.
    #[arg(long, value_name = "NAME", default_value = "gh-pages")]
    branch: String,
    /// The repository: the name of a remote, a path or a URL.
    #[arg(long, value_name = "REMOTE", default_value = "origin")]
    remote: String,
    /// The commit message.
    #[arg(long, short, value_name = "TEXT", default_value = "Publish the site")]
    message: String,
    /// Build, and report what would be published, without pushing.
    #[arg(long)]
    dry_run: bool,
}

pub fn run(args: PublishArgs) -> ExitCode {
    let mut progress = Progress::new(true);
    let outcome = pipeline::build(&args.site.request(args.output.clone()), &progress);
    progress.stop();
    report::human(&args.site.with_paths_for(Format::Human, &outcome.diagnostics));
    let Some((output, _)) = outcome.published.as_ref().filter(|_| !outcome.failed()) else {
        report::line("Nothing was published.");
        return ExitCode::FAILURE;
    };
    report::conclude(publish(&args, output))
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
                "publish to another branch with `--branch`; or delete that branch first, if nothing on it is needed \
                 (a file such as CNAME belongs in static/)",
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
            "`{}` already contains this site; nothing was published.",
            args.branch
        ));
        return Ok(lines);
    }
    if fallback {
        lines.push("user.name and user.email are not set in Git; the author of the commit is “dossier”.".to_owned());
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

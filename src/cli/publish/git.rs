//! Runs the git program.

use std::io::{BufWriter, Write};
use std::process::{Command, Output, Stdio};

use camino::{Utf8Path, Utf8PathBuf};

use super::stream::Commit;
use crate::cli::args::now;
use crate::cli::report::{self, Failure};
use crate::diagnostics::Code;

pub fn failure(message: impl Into<String>, help: impl Into<String>) -> Failure {
    report::diagnostic(Code::PublishFailed, message, help)
}

pub struct Git {
    folder: Utf8PathBuf,
}

impl Git {
    pub fn of(folder: &Utf8Path) -> Result<Git, Failure> {
        let git = Git {
            folder: folder.to_owned(),
        };
        let found = git.command(&["rev-parse", "--git-dir"]).output();
        match found {
            Err(_) => Err(failure(
                "the program `git` was not found",
                "install it: https://git-scm.com/downloads",
            )),
            Ok(found) if !found.status.success() => Err(failure(
                "the site is not in a Git repository",
                "run `git init` in its folder, and add the repository to publish to with `git remote add origin …`",
            )),
            Ok(_) => Ok(git),
        }
    }

    fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new("git");
        command.current_dir(&self.folder).args(args);
        // No password prompts, which nobody would see; English messages, which are parsed here.
        command
            .env("GIT_TERMINAL_PROMPT", "0")
            .env("LC_ALL", "C")
            .stdin(Stdio::null());
        command
    }

    /// The output of a git command without the final line break, or its error message.
    fn run(&self, args: &[&str]) -> Result<String, String> {
        let output = self.command(args).output().map_err(|error| error.to_string())?;
        if output.status.success() {
            Ok(String::from_utf8_lossy(&output.stdout).trim_end().to_owned())
        } else {
            Err(error_message(&output))
        }
    }

    /// Makes sure that the branch has a valid name and is not checked out.
    pub fn check_branch(&self, branch: &str) -> Result<(), Failure> {
        let plain = !branch.starts_with('-') && self.run(&["check-ref-format", "--branch", branch]).is_ok();
        let current = self.run(&["symbolic-ref", "--quiet", "--short", "HEAD"]).ok();
        if !plain {
            return Err(failure(
                format!("`{branch}` is not a valid branch name"),
                "GitHub Pages commonly uses `gh-pages`",
            ));
        }
        if current.as_deref() == Some(branch) {
            return Err(failure(
                format!("the branch `{branch}` is checked out here"),
                "publish the site to a branch of its own, such as `gh-pages`",
            ));
        }
        Ok(())
    }

    /// The last commit of a branch of a remote repository; `None` if the branch does not exist.
    pub fn tip(&self, remote: &str, reference: &str) -> Result<Option<String>, Failure> {
        let listed = self.run(&["ls-remote", "--", remote, reference]).map_err(|said| {
            let named = self
                .run(&["remote"])
                .is_ok_and(|names| names.lines().any(|name| name == remote));
            if !named && !remote.contains(['/', ':', '\\', '.']) {
                return failure(
                    format!("the repository has no remote `{remote}`"),
                    format!(
                        "add it with `git remote add {remote} URL`, or set another remote, path or URL with `--remote`"
                    ),
                );
            }
            failure(
                format!("cannot read {}: {said}", shown_remote(remote)),
                "check the remote with `git ls-remote`, or set another remote, path or URL with `--remote`",
            )
        })?;
        let line = listed.lines().find(|line| line.ends_with(&format!("\t{reference}")));
        Ok(line.and_then(|line| Some(line.split('\t').next()?.to_owned())))
    }

    /// Fetches a branch into the object store only.
    pub fn fetch(&self, remote: &str, reference: &str) -> Result<(), Failure> {
        let args = [
            "fetch",
            "--quiet",
            "--no-tags",
            "--no-write-fetch-head",
            "--",
            remote,
            reference,
        ];
        let failed = |said| {
            failure(
                format!("cannot fetch from {}: {said}", shown_remote(remote)),
                "try again",
            )
        };
        self.run(&args).map(|_| ()).map_err(failed)
    }

    pub fn message(&self, commit: &str) -> Result<String, Failure> {
        self.run_locally(&["show", "--no-patch", "--format=%B", commit, "--"])
    }

    /// The tree of a commit: equal trees hold equal files.
    pub fn tree(&self, commit: &str) -> Result<String, Failure> {
        self.run_locally(&["rev-parse", "--verify", &format!("{commit}^{{tree}}")])
    }

    fn run_locally(&self, args: &[&str]) -> Result<String, Failure> {
        let failed = |said| failure(format!("git failed: {said}"), "check the repository with `git fsck`");
        self.run(args).map_err(failed)
    }

    /// The committer, and whether it is the fallback because none is configured.
    pub fn identity(&self) -> (String, bool) {
        let known = self.run(&["config", "user.email"]).is_ok_and(|email| !email.is_empty())
            || std::env::var_os("GIT_COMMITTER_EMAIL").is_some();
        match self.run(&["var", "GIT_COMMITTER_IDENT"]) {
            Ok(ident) if known => (ident, false),
            _ => (format!("dossier <dossier@localhost> {} +0000", now()), true),
        }
    }

    /// Creates a commit in the object store, without a reference to it; returns its hash.
    pub fn import(&self, commit: &Commit<'_>) -> Result<String, Failure> {
        let temporary = format!("refs/dossier/{}", std::process::id());
        let broken = |what: String| {
            failure(
                format!("git could not import the files: {what}"),
                "nothing was published",
            )
        };
        let mut child = self
            .command(&["fast-import", "--quiet", "--done", "--date-format=raw"])
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .map_err(|error| broken(error.to_string()))?;
        let written = match child.stdin.take() {
            Some(pipe) => {
                let mut out = BufWriter::new(pipe);
                commit.write(&temporary, &mut out).and_then(|()| out.flush())
            }
            None => Ok(()),
        };
        let output = child.wait_with_output().map_err(|error| broken(error.to_string()))?;
        if !output.status.success() {
            return Err(broken(error_message(&output)));
        }
        let name = self.run_locally(&["rev-parse", "--verify", &temporary]);
        self.run_locally(&["update-ref", "-d", &temporary])?;
        written.map_err(|error| broken(error.to_string()))?;
        name
    }

    /// Pushes a commit to a branch of a remote repository, without force.
    pub fn push(&self, remote: &str, commit: &str, reference: &str) -> Result<(), Failure> {
        let target = format!("{commit}:{reference}");
        self.run(&["push", "--quiet", "--", remote, &target])
            .map(|_| ())
            .map_err(|said| {
                let help = if said.contains("non-fast-forward") || said.contains("fetch first") {
                    "somebody else has published in the meantime: run `dossier publish` again"
                } else {
                    "the site was built but not published; make sure that you have permission to push, and try again"
                };
                failure(format!("{} rejected the commit: {said}", shown_remote(remote)), help)
            })
    }
}

/// The most relevant line of git's error output, without passwords in URLs.
fn error_message(output: &Output) -> String {
    let said = String::from_utf8_lossy(&output.stderr);
    let lines = said
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with("hint:"));
    let telling = |line: &&str| line.starts_with("! [") || line.starts_with("fatal:") || line.starts_with("error:");
    let all: Vec<&str> = lines.collect();
    let line = all
        .iter()
        .copied()
        .find(telling)
        .or(all.last().copied())
        .unwrap_or("it gave no reason");
    line.split(' ').map(without_password).collect::<Vec<_>>().join(" ")
}

/// A remote for messages, without a password.
pub fn shown_remote(remote: &str) -> String {
    format!("`{}`", without_password(remote))
}

pub fn without_password(word: &str) -> String {
    let Some((scheme, rest)) = word.split_once("://") else {
        return word.to_owned();
    };
    let end = rest.find('/').unwrap_or(rest.len());
    match rest[..end].rfind('@') {
        Some(at) => format!("{scheme}://{}", &rest[at + 1..]),
        None => word.to_owned(),
    }
}

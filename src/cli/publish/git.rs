//! The git program, and what is asked of it.

use std::io::{BufWriter, Write};
use std::process::{Command, Output, Stdio};

use camino::{Utf8Path, Utf8PathBuf};

use super::stream::Commit;
use super::{Failure, failure};

/// A repository, seen from a folder in it.
pub struct Git {
    folder: Utf8PathBuf,
}

impl Git {
    /// The repository that holds a folder.
    pub fn of(folder: &Utf8Path) -> Result<Git, Failure> {
        let git = Git {
            folder: folder.to_owned(),
        };
        let found = git.command(&["rev-parse", "--git-dir"]).output();
        match found {
            Err(_) => Err(failure(
                "there is no `git`",
                "install it: https://git-scm.com/downloads",
            )),
            Ok(found) if !found.status.success() => Err(failure(
                "the site lies in no git repository",
                "run `git init` in its folder, and add the repository to publish to with `git remote add origin …`",
            )),
            Ok(_) => Ok(git),
        }
    }

    fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new("git");
        command.current_dir(&self.folder).args(args);
        // It may not wait for a password that nobody sees it ask for; and what it says is read here.
        command
            .env("GIT_TERMINAL_PROMPT", "0")
            .env("LC_ALL", "C")
            .stdin(Stdio::null());
        command
    }

    /// What git answers, without the line end; its last line of complaint where it fails.
    fn ask(&self, args: &[&str]) -> Result<String, String> {
        let output = self.command(args).output().map_err(|error| error.to_string())?;
        if output.status.success() {
            Ok(String::from_utf8_lossy(&output.stdout).trim_end().to_owned())
        } else {
            Err(complaint(&output))
        }
    }

    /// Whether a branch may have this name.
    pub fn check_branch(&self, branch: &str) -> Result<(), Failure> {
        let plain = !branch.starts_with('-') && self.ask(&["check-ref-format", "--branch", branch]).is_ok();
        let current = self.ask(&["symbolic-ref", "--quiet", "--short", "HEAD"]).ok();
        if !plain {
            return Err(failure(
                format!("`{branch}` is no name of a branch"),
                "for GitHub Pages it is `gh-pages`",
            ));
        }
        if current.as_deref() == Some(branch) {
            return Err(failure(
                format!("`{branch}` is the branch that is checked out here"),
                "the site has a branch of its own, such as `gh-pages`",
            ));
        }
        Ok(())
    }

    /// The last commit of a branch of a remote repository.
    pub fn tip(&self, remote: &str, reference: &str) -> Result<Option<String>, Failure> {
        let listed = self.ask(&["ls-remote", "--", remote, reference]).map_err(|said| {
            let named = self.ask(&["remote"]).is_ok_and(|names| names.lines().any(|name| name == remote));
            if !named && !remote.contains(['/', ':', '\\', '.']) {
                return failure(
                    format!("the repository has no remote `{remote}`"),
                    format!("`git remote add {remote} ADDRESS` adds it; `--remote` takes another one, a folder or an address"),
                );
            }
            failure(
                format!("cannot read {}: {said}", shown_remote(remote)),
                "name another remote, folder or address with `--remote`, and see with `git ls-remote` whether it answers",
            )
        })?;
        let line = listed.lines().find(|line| line.ends_with(&format!("\t{reference}")));
        Ok(line.and_then(|line| Some(line.split('\t').next()?.to_owned())))
    }

    /// Gets the commits of a branch; no branch and no file here changes.
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
        self.ask(&args).map(|_| ()).map_err(failed)
    }

    /// The message of a commit.
    pub fn message(&self, commit: &str) -> Result<String, Failure> {
        self.inner(&["show", "--no-patch", "--format=%B", commit, "--"])
    }

    /// The tree of a commit: equal trees hold equal files.
    pub fn tree(&self, commit: &str) -> Result<String, Failure> {
        self.inner(&["rev-parse", "--verify", &format!("{commit}^{{tree}}")])
    }

    fn inner(&self, args: &[&str]) -> Result<String, Failure> {
        let failed = |said| {
            failure(
                format!("git failed: {said}"),
                "see with `git fsck` whether the repository is whole",
            )
        };
        self.ask(args).map_err(failed)
    }

    /// Who commits, and whether that is nobody whom git knows.
    pub fn identity(&self) -> (String, bool) {
        let known = self.ask(&["config", "user.email"]).is_ok_and(|email| !email.is_empty())
            || std::env::var_os("GIT_COMMITTER_EMAIL").is_some();
        match self.ask(&["var", "GIT_COMMITTER_IDENT"]) {
            Ok(ident) if known => (ident, false),
            _ => (
                format!("dossier <dossier@localhost> {} +0000", super::super::now()),
                true,
            ),
        }
    }

    /// Makes a commit in the object store; only its name is returned, no reference is left to it.
    pub fn import(&self, commit: &Commit<'_>) -> Result<String, Failure> {
        let temporary = format!("refs/dossier/{}", std::process::id());
        let broken = |what: String| failure(format!("git could not take the files: {what}"), "nothing was published");
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
            return Err(broken(complaint(&output)));
        }
        let name = self.inner(&["rev-parse", "--verify", &temporary]);
        self.inner(&["update-ref", "-d", &temporary])?;
        written.map_err(|error| broken(error.to_string()))?;
        name
    }

    /// Makes a commit the last of a branch of a remote repository, unless somebody else was faster.
    pub fn push(&self, remote: &str, commit: &str, reference: &str) -> Result<(), Failure> {
        let target = format!("{commit}:{reference}");
        self.ask(&["push", "--quiet", "--", remote, &target])
            .map(|_| ())
            .map_err(|said| {
                let help = if said.contains("non-fast-forward") || said.contains("fetch first") {
                    "somebody else published meanwhile: run `dossier publish` again"
                } else {
                    "the site is built, nothing was published; see that you may push there, and try again"
                };
                failure(
                    format!("{} did not take the commit: {said}", shown_remote(remote)),
                    help,
                )
            })
    }
}

/// What git said last, without what may be a password in an address.
fn complaint(output: &Output) -> String {
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

/// A remote without what may be a password in it.
pub fn shown_remote(remote: &str) -> String {
    format!("`{}`", without_password(remote))
}

fn without_password(word: &str) -> String {
    let Some((scheme, rest)) = word.split_once("://") else {
        return word.to_owned();
    };
    let end = rest.find('/').unwrap_or(rest.len());
    match rest[..end].rfind('@') {
        Some(at) => format!("{scheme}://{}", &rest[at + 1..]),
        None => word.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::without_password;

    #[test]
    fn passwords_are_never_shown() {
        for (address, seen) in [
            ("https://me:secret@example.org/a.git", "https://example.org/a.git"),
            ("'https://token@example.org/a.git/'", "'https://example.org/a.git/'"),
            ("https://example.org/a@b.git", "https://example.org/a@b.git"),
            ("origin", "origin"),
            ("git@example.org:a/b.git", "git@example.org:a/b.git"),
        ] {
            assert_eq!(without_password(address), seen);
        }
    }
}

//! `dossier publish`: one commit a publish, nothing but the site's files, nobody's work touched.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::place::write_program;

/// A site in a repository, and a bare one beside it to publish to.
struct Place {
    folder: tempfile::TempDir,
}

impl Place {
    fn new() -> Place {
        let place = Place {
            folder: tempfile::tempdir().unwrap(),
        };
        place.write(
            "dossier.yaml",
            "title: Haffelde (erfunden)\nlang: de\nbase_url: https://example.org/\n",
        );
        place.write(
            "content/articles/kai.md",
            "---\ntitle: Der Kai\n---\n\n„Wir bauen“, sagte Almut Reethwisch.\n",
        );
        place.write("static/CNAME", "example.org\n");
        place.git("site", &["init", "--quiet", "--initial-branch=main"]);
        place.git("site", &["config", "core.autocrlf", "true"]);
        place.git("site", &["config", "commit.gpgsign", "true"]);
        place.git(".", &["init", "--quiet", "--bare", "bare"]);
        place.git("site", &["remote", "add", "origin", "../bare"]);
        place
    }

    fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.path("site").join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// A program that sees nobody's settings but the repository's.
    fn program(&self, name: &str, folder: &str) -> Command {
        let mut command = Command::new(name);
        command.current_dir(self.path(folder));
        for key in [
            "GIT_DIR",
            "GIT_INDEX_FILE",
            "GIT_COMMITTER_EMAIL",
            "GIT_AUTHOR_EMAIL",
            "EMAIL",
        ] {
            command.env_remove(key);
        }
        command
            .env("HOME", self.folder.path())
            .env("GIT_CONFIG_NOSYSTEM", "1")
            .env("GIT_CONFIG_GLOBAL", "/dev/null");
        command
    }

    fn git(&self, folder: &str, args: &[&str]) -> String {
        let output = self.program("git", folder).args(args).output().unwrap();
        assert!(
            output.status.success(),
            "{args:?}: {}",
            String::from_utf8_lossy(&output.stderr)
        );
        String::from_utf8(output.stdout).unwrap().trim_end().to_owned()
    }

    /// Publishes; whether that went well, and all that was said.
    fn publish(&self, more: &[&str]) -> (bool, String) {
        let output = self
            .program(env!("CARGO_BIN_EXE_dossier"), "site")
            .arg("publish")
            .args(more)
            .output()
            .unwrap();
        let said = [output.stdout, output.stderr].concat();
        (output.status.success(), String::from_utf8(said).unwrap())
    }

    fn commits(&self) -> usize {
        self.git("bare", &["rev-list", "--count", "gh-pages"]).parse().unwrap()
    }

    fn published(&self) -> Vec<String> {
        let names = self.git("bare", &["ls-tree", "-r", "--name-only", "gh-pages"]);
        names.lines().map(str::to_owned).collect()
    }
}

/// The files of a built site, but for the program's own folder.
fn built(folder: &Path) -> Vec<String> {
    let mut all = Vec::new();
    let mut open = vec![folder.to_owned()];
    while let Some(next) = open.pop() {
        for entry in fs::read_dir(next).unwrap().flatten() {
            match entry.path() {
                path if path.ends_with(".dossier") => {}
                path if path.is_dir() => open.push(path),
                path => all.push(path.strip_prefix(folder).unwrap().to_str().unwrap().to_owned()),
            }
        }
    }
    all.sort();
    all
}

#[test]
fn each_publish_is_one_commit_of_the_files_of_the_site_and_nothing_else() {
    let place = Place::new();
    let (well, said) = place.publish(&["--dry-run"]);
    assert!(well && said.contains("Would publish"), "{said}");
    assert!(!place.path("bare/refs/heads/gh-pages").exists());

    let (well, said) = place.publish(&[]);
    assert!(well, "{said}");
    assert!(said.contains("user.name and user.email are not set in Git"), "{said}");
    assert_eq!(place.commits(), 1);
    assert_eq!(place.published(), built(&place.path("site/public")));
    // Past every filter: line ends are those of the site.
    assert_eq!(place.git("bare", &["show", "gh-pages:CNAME"]), "example.org");
    let page = place.git("bare", &["show", "gh-pages:articles/kai.html"]);
    assert_eq!(
        page,
        fs::read_to_string(place.path("site/public/articles/kai.html"))
            .unwrap()
            .trim_end()
    );

    let (well, said) = place.publish(&[]);
    assert!(well && said.contains("already contains this site"), "{said}");
    assert_eq!(place.commits(), 1);

    place.write("content/articles/mole.md", "---\ntitle: Die Mole\n---\n\nText.\n");
    fs::remove_file(place.path("site/content/articles/kai.md")).unwrap();
    let (well, said) = place.publish(&["--message", "Die Mole"]);
    assert!(well, "{said}");
    assert_eq!(place.commits(), 2);
    assert_eq!(place.published(), built(&place.path("site/public")));
    assert!(!place.published().contains(&"articles/kai.html".to_owned()));
    assert!(
        place
            .git("bare", &["show", "--no-patch", "--format=%B", "gh-pages"])
            .starts_with("Die Mole\n")
    );
    let left = place.git("site", &["for-each-ref", "refs/heads", "refs/dossier"]);
    assert_eq!(left, "", "no branch is made here");
}

#[test]
fn what_is_being_worked_on_stays_as_it_is() {
    let place = Place::new();
    place.git("site", &["config", "user.name", "Swantje Ohrt"]);
    place.git("site", &["config", "user.email", "ohrt@example.org"]);
    place.write("notes.txt", "half a thought\r\n");
    place.git("site", &["add", "notes.txt"]);
    place.write("notes.txt", "another thought\r\n");
    place.write(".gitignore", "public/\n.dossier-cache/\n");
    let status = place.git("site", &["status", "--porcelain"]);
    let (well, said) = place.publish(&[]);
    assert!(well && !said.contains("user.name"), "{said}");
    assert_eq!(place.git("site", &["status", "--porcelain"]), status);
    assert_eq!(place.git("site", &["symbolic-ref", "HEAD"]), "refs/heads/main");
    assert_eq!(
        place.git("bare", &["show", "--no-patch", "--format=%an <%ae>", "gh-pages"]),
        "Swantje Ohrt <ohrt@example.org>"
    );
}

#[test]
fn a_branch_of_somebody_else_is_refused_and_stays() {
    let place = Place::new();
    assert!(place.publish(&[]).0);
    place.git(".", &["clone", "--quiet", "--branch=gh-pages", "bare", "other"]);
    place.git("other", &["config", "user.name", "Enno Priel"]);
    place.git("other", &["config", "user.email", "priel@example.org"]);
    fs::write(place.path("other/by-hand.html"), "mine").unwrap();
    place.git("other", &["add", "by-hand.html"]);
    place.git("other", &["commit", "--quiet", "--no-gpg-sign", "--message=By hand"]);
    place.git("other", &["push", "--quiet", "origin", "gh-pages"]);
    let tip = place.git("bare", &["rev-parse", "gh-pages"]);
    let (well, said) = place.publish(&[]);
    assert!(!well && said.contains("was not made by `dossier publish`"), "{said}");
    assert_eq!(place.git("bare", &["rev-parse", "gh-pages"]), tip);
}

#[test]
fn what_cannot_be_published_says_why() {
    let place = Place::new();
    for (args, why) in [
        (&["--branch", "main"][..], "the branch `main` is checked out here"),
        (&["--branch", "a..b"], "is not a valid branch name"),
        (&["--branch", "-x"], "is not a valid branch name"),
        (&["--remote", "nowhere"], "the repository has no remote `nowhere`"),
        (
            &["--remote", "https://me:secret@localhost:1/a.git"],
            "cannot read `https://localhost:1/a.git`",
        ),
    ] {
        let args: Vec<String> = args.chunks(2).map(|pair| format!("{}={}", pair[0], pair[1])).collect();
        let args: Vec<&str> = args.iter().map(String::as_str).collect();
        let (well, said) = place.publish(&args);
        assert!(!well && said.contains(why), "{args:?}: {said}");
        assert!(!said.contains("secret"), "{said}");
    }
    // A repository that takes no commit; the site is built all the same.
    let hook = place.path("bare/hooks/pre-receive");
    fs::create_dir_all(hook.parent().unwrap()).unwrap();
    write_program(&hook, "#!/bin/sh\nexit 1\n");
    let (well, said) = place.publish(&[]);
    assert!(!well && said.contains("rejected the commit"), "{said}");
    // An error in the site.
    place.write("content/articles/kai.md", "---\ntitel: Der Kai\n---\n");
    let (well, said) = place.publish(&[]);
    assert!(!well && said.contains("Nothing was published."), "{said}");
}

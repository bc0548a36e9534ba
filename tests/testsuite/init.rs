//! `dossier init` and `dossier new`: what they write is what the program takes, and nothing that is
//! there is ever touched.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use assert_cmd::Command;
use tempfile::TempDir;

struct Ran {
    status: i32,
    stdout: String,
    stderr: String,
}

fn dossier(folder: &Path, arguments: &[&str], environment: &[(&str, &str)]) -> Ran {
    let mut command = Command::cargo_bin("dossier").unwrap();
    for name in ["LC_ALL", "LC_MESSAGES", "LANG", "VISUAL", "EDITOR"] {
        command.env_remove(name);
    }
    // 2031-03-20
    command.env("SOURCE_DATE_EPOCH", "1931731200");
    let output = command
        .current_dir(folder)
        .args(arguments)
        .envs(environment.iter().copied())
        .output()
        .unwrap();
    Ran {
        status: output.status.code().unwrap(),
        stdout: String::from_utf8(output.stdout).unwrap(),
        stderr: String::from_utf8(output.stderr).unwrap(),
    }
}

/// Every file below a folder, and what it holds.
fn tree(folder: &Path) -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(folder).unwrap().to_str().unwrap().replace('\\', "/");
                files.insert(name, fs::read_to_string(path).unwrap());
            }
        }
    }
    files
}

fn site(lang: &str) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let ran = dossier(folder.path(), &["init", "--lang", lang], &[]);
    assert_eq!((ran.status, ran.stderr.as_str()), (0, ""));
    folder
}

#[test]
fn a_new_site_passes_check_without_a_word_and_builds() {
    for lang in dossier::internals::language::Languages::embedded()
        .tags()
        .iter()
        .copied()
    {
        let folder = site(lang);
        let ran = dossier(folder.path(), &["check", "--format", "json"], &[]);
        let report: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
        assert_eq!(report["diagnostics"], serde_json::json!([]), "{lang}");
        assert_eq!(
            report["summary"]["quotations"], report["summary"]["attributed"],
            "{lang}"
        );
        let ran = dossier(folder.path(), &["build"], &[]);
        assert_eq!((ran.status, ran.stderr.as_str()), (0, ""), "{lang}");
        let page = fs::read_to_string(folder.path().join("public/index.html")).unwrap();
        assert!(page.contains(&format!("<html lang=\"{lang}\"")));
        // What editors and GitHub read can be read.
        let text = |path: &str| fs::read_to_string(folder.path().join(path)).unwrap();
        let _: serde_json::Value = serde_json::from_str(&text(".vscode/settings.json")).unwrap();
        let workflow: serde_yaml::Value = serde_yaml::from_str(&text(".github/workflows/pages.yml")).unwrap();
        let version = workflow["env"]["DOSSIER_VERSION"].as_str().unwrap();
        assert_eq!(version, concat!("v", env!("CARGO_PKG_VERSION")));
    }
}

#[test]
fn a_folder_that_holds_anything_stays_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("content")).unwrap();
    fs::write(folder.path().join("content/notiz.md"), "von Hand").unwrap();
    fs::write(folder.path().join("README.md"), "ours").unwrap();
    fs::write(folder.path().join("a.txt"), "").unwrap();
    let before = tree(folder.path());
    let ran = dossier(folder.path(), &["init"], &[]);
    assert_eq!((ran.status, ran.stdout.as_str()), (1, ""));
    assert_eq!(
        ran.stderr,
        "error: this folder is not empty; it contains:\n  a.txt\n  content\n\
         create the site in a new folder: `dossier init NAME`\n"
    );
    assert_eq!(tree(folder.path()), before);
    let site = site("en");
    let before = tree(site.path());
    let ran = dossier(site.path(), &["init"], &[]);
    assert_eq!(
        ran.stderr,
        "error: this folder is already a site; add an article with `dossier new article TITLE`\n"
    );
    assert_eq!(tree(site.path()), before);
}

/// As GitHub makes a repository: it is cloned, and then becomes a site.
#[test]
fn a_fresh_repository_becomes_a_site_and_keeps_its_readme() {
    let folder = tempfile::tempdir().unwrap();
    let repository = folder.path().join("hafen");
    fs::create_dir_all(repository.join(".git")).unwrap();
    fs::write(repository.join("Readme.md"), "ours").unwrap();
    fs::write(repository.join("LICENSE"), "ours").unwrap();
    let title = "Hafen: \"alt\" & *neu*";
    let ran = dossier(
        folder.path(),
        &["init", "hafen", "--title", title],
        &[("LC_MESSAGES", "de_AT.UTF-8"), ("LANG", "en_GB")],
    );
    assert_eq!((ran.status, ran.stderr.as_str()), (0, ""));
    let files = tree(&repository);
    assert_eq!(
        (files["Readme.md"].as_str(), files["LICENSE"].as_str()),
        ("ours", "ours")
    );
    assert!(
        !ran.stdout.contains("README.md") && ran.stdout.contains("\n  cd hafen\n"),
        "{}",
        ran.stdout
    );
    assert!(
        files["dossier.yaml"].contains("\nlang: de\n"),
        "{}",
        files["dossier.yaml"]
    );
    let ran = dossier(&repository, &["check"], &[]);
    assert_eq!((ran.status, ran.stderr.as_str()), (0, ""));
}

#[test]
fn the_environment_says_the_language_and_otherwise_it_is_english() {
    for (environment, lang) in [
        (&[("LANG", "de_DE.UTF-8")][..], "de"),
        (&[("LANG", "de")], "de"),
        (&[("LANG", "fr_FR.UTF-8")], "en"),
        (&[("LC_ALL", "C"), ("LANG", "de_DE.UTF-8")], "en"),
        (&[("LC_ALL", ""), ("LANG", "de_DE.UTF-8")], "de"),
        (&[], "en"),
    ] {
        let folder = tempfile::tempdir().unwrap();
        dossier(folder.path(), &["init"], environment);
        let config = fs::read_to_string(folder.path().join("dossier.yaml")).unwrap();
        assert!(config.contains(&format!("\nlang: {lang}\n")), "{environment:?}");
    }
}

#[test]
fn a_new_article_says_what_is_known_and_the_site_takes_it() {
    let site = site("de");
    let ran = dossier(
        site.path(),
        &[
            "new",
            "article",
            "Größe: *24* & mehr",
            "#1",
            "--date",
            "2031-03",
            "--dossier",
            "alte-bruecke",
            "--source",
            "Quendelfurter Bote",
            "--url",
            "https://example.org/a?b#c",
        ],
        &[],
    );
    assert_eq!(
        (ran.stdout.as_str(), ran.stderr.as_str()),
        ("content/articles/groesse-24-mehr-1.md\n", "")
    );
    let text = fs::read_to_string(site.path().join(ran.stdout.trim())).unwrap();
    assert_eq!(
        text,
        "---\n# yaml-language-server: $schema=../../.schema/article.json\ntitle: \"Größe: \\x2A24\\x2A & mehr #1\"\ndate: 2031-03\n# summary: Zwei Sätze, die auf Listen stehen.\n\
         dossiers: [alte-bruecke]\n# tags: [Verkehr, Haushalt]\nsource:\n  name: Quendelfurter Bote\n  \
         url: https://example.org/a?b#c\n  accessed: 2031-03-20\n---\n\n"
    );
    for arguments in [
        &["new", "article", "Ohne alles"][..],
        &[
            "new",
            "article",
            "Tagesfrisch",
            "--date",
            "today",
            "--draft",
            "--lang",
            "en",
        ],
        &["new", "entity", "Hafenamt", "Quendelfurt", "--type", "organization"],
        &["new", "entity", "--slug", "hinnerk", "Hinnerk Quast"],
        &["new", "dossier", "Der Streit um den Hafen"],
    ] {
        let ran = dossier(site.path(), arguments, &[]);
        assert_eq!((ran.status, ran.stderr.as_str()), (0, ""), "{arguments:?}");
        assert!(site.path().join(ran.stdout.trim()).is_file());
    }
    let fresh = fs::read_to_string(site.path().join("content/articles/tagesfrisch.md")).unwrap();
    assert!(fresh.contains("\ndate: 2031-03-20\nlang: en\ndraft: true\n"), "{fresh}");
    let ran = dossier(site.path(), &["build", "--format", "json"], &[]);
    let report: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!(report["ok"], true, "{report}");
    assert_eq!(report["summary"]["articles"], 3);
    assert!(
        site.path()
            .join("public/organizations/hafenamt-quendelfurt.html")
            .is_file()
    );
}

#[test]
fn nothing_new_takes_the_place_of_anything() {
    let site = site("en");
    let article = "content/articles/archive/a-slug.md";
    fs::create_dir_all(site.path().join("content/articles/archive")).unwrap();
    fs::write(site.path().join(article), "---\ntitle: A\n---\n").unwrap();
    fs::write(site.path().join("content/articles/a-slug-2.md"), "---\ntitle: B\n---\n").unwrap();
    // Unreadable for the site, and still somebody's.
    fs::write(site.path().join("content/dossiers/broken.md"), "---\n").unwrap();
    let before = tree(site.path());
    for (arguments, message) in [
        (
            &["article", "A slug"][..],
            "`a-slug` is already used by content/articles/archive/a-slug.md; choose another title or slug, such as \
             `--slug a-slug-3`",
        ),
        (
            &["entity", "Quillhaven", "--type", "place"],
            "`quillhaven` is already used by content/entities.yaml; choose another title or slug, such as `--slug \
             quillhaven-2`",
        ),
        (
            &["dossier", "Broken"],
            "`broken` is already used by content/dossiers/broken.md; choose another title or slug, such as `--slug \
             broken-2`",
        ),
        (
            &["article", "B", "--dossier", "old-bridg"],
            "there is no dossier `old-bridg`; did you mean `old-bridge`?",
        ),
        (
            &["article", "!?"],
            "no slug can be derived from the title; set one with --slug",
        ),
    ] {
        let ran = dossier(site.path(), &[&["new"], arguments].concat(), &[]);
        assert_eq!((ran.status, ran.stdout.as_str()), (1, ""), "{arguments:?}");
        assert_eq!(ran.stderr, format!("error: {message}\n"));
    }
    for arguments in [
        &["new", "article", "A", "--type", "person"][..],
        &["new", "entity", "A", "--type", "dog"],
        &["new", "article", "A", "--slug", "Not A Slug"],
        &["new", "article"],
    ] {
        assert_eq!(dossier(site.path(), arguments, &[]).status, 2, "{arguments:?}");
    }
    assert_eq!(tree(site.path()), before);
    let elsewhere = tempfile::tempdir().unwrap();
    let ran = dossier(elsewhere.path(), &["new", "article", "A"], &[]);
    assert_eq!(
        ran.stderr,
        "error: this folder is not a site: it contains no dossier.yaml; run the command in the folder of a site, or \
         create one with `dossier init`\n"
    );
    assert!(tree(elsewhere.path()).is_empty());
}

#[cfg(unix)]
#[test]
fn the_editor_is_opened_with_its_arguments() {
    let site = site("en");
    let editor = site.path().join("my editor");
    let script = "#!/bin/sh\n[ \"$1\" = --wait ] || exit 3\necho 'Written by hand.' >> \"$2\"\n";
    crate::place::write_program(&editor, script);
    let named = format!("\"{}\" --wait", editor.display());
    let ran = dossier(
        site.path(),
        &["new", "article", "--edit", "One"],
        &[("VISUAL", &named), ("EDITOR", "false")],
    );
    assert_eq!((ran.status, ran.stderr.as_str()), (0, ""));
    let text = fs::read_to_string(site.path().join("content/articles/one.md")).unwrap();
    assert!(text.ends_with("---\n\nWritten by hand.\n"), "{text}");
    let ran = dossier(
        site.path(),
        &["new", "article", "--edit", "Two"],
        &[("EDITOR", "false")],
    );
    assert_eq!(ran.status, 1);
    assert_eq!(
        ran.stderr,
        "error: the editor `false` (EDITOR) failed (exit status: 1); content/articles/two.md was created nevertheless\n"
    );
    let ran = dossier(site.path(), &["new", "article", "--edit", "Three"], &[]);
    assert_eq!(ran.status, 1);
    assert!(
        ran.stderr
            .starts_with("error: --edit: neither VISUAL nor EDITOR is set, so nothing was created")
    );
    assert!(!site.path().join("content/articles/three.md").exists());
}

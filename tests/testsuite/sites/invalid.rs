//! Sites that fail: the whole message is asserted, because it is all that a user gets.
//!
//! `expected.txt` beside each site holds what `dossier check` prints. After a change of a message,
//! run `SNAPSHOTS=overwrite cargo test --test testsuite sites` and read the difference as somebody would who
//! has never seen the program.

use std::fs;
use std::path::{Path, PathBuf};

use crate::place::{Place, tree};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sites_invalid")
}

/// What cannot lie in a repository, or would only fill it, is made here.
fn place(name: &str) -> Place {
    let place = Place::copy_of(&format!("sites_invalid/{name}"));
    match name {
        "symlink" => {
            let link = |from: &str, to: &str| std::os::unix::fs::symlink(from, place.site().join(to)).unwrap();
            link("/etc/passwd", "content/articles/geheim.md");
            link("articles", "content/pages");
        }
        "front_matter_too_large" => {
            let text = format!(
                "---\ntitle: Der Deich\nsummary: \"{}\"\n---\nText.\n",
                "lang ".repeat(14_000)
            );
            place.write("content/articles/lang.md", text.as_bytes());
        }
        "windows_file" => {
            let text = "\u{feff}---\r\ntitle: Über den Deich\r\nsumary: Höhe, Länge, Breite\r\n---\r\n\r\n\
                Äußerst lang ist der Weg zum [[moor]].\r\n";
            place.write("content/articles/weg.md", text.as_bytes());
        }
        _ => {}
    }
    place
}

#[test]
fn every_broken_site_says_what_is_wrong_and_what_to_do() {
    let overwrite = std::env::var("SNAPSHOTS").is_ok_and(|value| value == "overwrite");
    let mut wrong = Vec::new();
    let mut count = 0;
    for entry in fs::read_dir(folder()).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        let ran = place(&name).run(&["check"]);
        count += 1;
        if ran.status != 1 || !ran.stdout.is_empty() {
            wrong.push(format!(
                "{name}: exit status {}, standard output: {}",
                ran.status, ran.stdout
            ));
        }
        let file = folder().join(&name).join("expected.txt");
        if overwrite {
            fs::write(&file, &ran.stderr).unwrap();
        } else if fs::read_to_string(&file).unwrap_or_default() != ran.stderr {
            wrong.push(format!("{name}: not as in {}; it says\n{}", file.display(), ran.stderr));
        }
    }
    assert!(count >= 35, "{count} sites");
    assert!(
        wrong.is_empty(),
        "{}\n→ SNAPSHOTS=overwrite if it is better so",
        wrong.join("\n\n")
    );
}

#[test]
fn a_broken_site_leaves_the_built_one_as_it_was() {
    for entry in fs::read_dir(folder()).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        let place = place(&name);
        let good = Place::empty();
        good.write("dossier.yaml", b"title: Vorher\n");
        good.write("content/articles/vorher.md", b"---\ntitle: Vorher\n---\nText.\n");
        assert_eq!(
            good.run(&["build", "--output", place.out().to_str().unwrap()]).status,
            0
        );
        let before = tree(&place.out());
        let check = place.run(&["check"]);
        let built = place.run(&["build", "--output", "../out"]);
        assert_eq!(built.status, 1, "{name}");
        assert_eq!(
            built.stderr, check.stderr,
            "{name}: build and check do not say the same"
        );
        assert!(built.stdout.contains("unchanged"), "{name}: {}", built.stdout);
        assert!(tree(&place.out()) == before, "{name}: the old site was touched");
    }
}

/// Every problem of every file comes in one run, so that nobody mends one to meet the next.
#[test]
fn all_problems_of_all_files_are_reported_at_once() {
    let ran = place("several_problems").run(&["check"]);
    for file in [
        "dossier.yaml",
        "content/articles/deich.md",
        "content/articles/schleuse.md",
        "content/dossiers/moor.md",
        "content/entities/ilse-moorkamp.md",
        "content/pages/ueber.md",
        "content/notizen.md",
        "templates/home.html",
    ] {
        assert!(
            ran.stderr.contains(&format!("--> {file}")),
            "nothing about {file}:\n{}",
            ran.stderr
        );
    }
}

#[test]
fn files_are_named_as_they_are_found_from_the_current_folder() {
    let place = place("anchor_ambiguous");
    let mut command = place.command(&["check", "--root", "site"]);
    let output = command.current_dir(place.site().join("..")).output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("--> site/content/articles/deich.md:4:12"), "{said}");
}

#[test]
fn json_gives_programs_what_people_read() {
    let ran = place("windows_file").run(&["check", "--format", "json"]);
    assert_eq!((ran.status, ran.stderr.as_str()), (1, ""));
    let report: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!(report["ok"], false);
    assert_eq!(report["summary"]["articles"], 2);
    let expected = serde_json::json!([
        {
            "code": "unknown-key",
            "severity": "error",
            "message": "unknown key `sumary`",
            "help": "did you mean `summary`?",
            "file": "content/articles/weg.md",
            "line": 3,
            "column": 1,
            "source_line": "sumary: Höhe, Länge, Breite",
        },
        {
            "code": "broken-link",
            "severity": "error",
            "message": "`[[moor]]` leads nowhere",
            "help": "write the file name of an entity, article, dossier or page",
            "file": "content/articles/weg.md",
            "line": 6,
            "column": 30,
            "source_line": "Äußerst lang ist der Weg zum [[moor]].",
        },
    ]);
    assert_eq!(report["diagnostics"], expected);
}

#[test]
fn json_of_a_failed_build_names_no_output() {
    let ran = place("missing_title").run(&["build", "--output", "../out", "--format", "json"]);
    let report: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!(
        (ran.status, &report["ok"], &report["output"]),
        (1, &false.into(), &serde_json::Value::Null)
    );
}

#[test]
fn github_shows_problems_beside_the_changed_lines() {
    let ran = place("windows_file").run(&["check", "--format", "github"]);
    assert_eq!((ran.status, ran.stderr.as_str()), (1, ""));
    assert_eq!(
        ran.stdout.lines().collect::<Vec<_>>(),
        [
            "::error file=content/articles/weg.md,line=3,col=1,title=unknown-key::\
             unknown key `sumary`%0Adid you mean `summary`?",
            "::error file=content/articles/weg.md,line=6,col=30,title=broken-link::\
             `[[moor]]` leads nowhere%0Awrite the file name of an entity, article, dossier or page",
        ]
    );
}

//! A site a code: the whole message is asserted, because it is all that an editor gets.
//!
//! `expected.txt` in each folder holds what `dossier check` prints. After a change of a message, run
//! `SNAPSHOTS=overwrite cargo test --test testsuite check` and read the difference as an editor would.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use dossier::internals::diagnostics::Code;

use crate::place::Place;

/// Codes that no site alone brings about, and the tests that do.
const ELSEWHERE: [(&str, &str); 13] = [
    ("dead-link", "tests/testsuite/check/links.rs"),
    ("blocked-link", "tests/testsuite/check/links.rs"),
    ("moved-link", "tests/testsuite/check/links.rs"),
    (
        "unreadable",
        "sites_invalid cannot hold a file without permissions; discover's own tests",
    ),
    ("file-too-large", "tests/testsuite/sites"),
    ("highlight-limit", "tests/testsuite/sites"),
    ("output-refused", "tests/testsuite/publishing/dangers.rs"),
    ("output-foreign-file", "tests/testsuite/publishing/foreign.rs"),
    ("output-locked", "tests/testsuite/publishing/locks.rs"),
    ("output-failed", "tests/testsuite/publishing/faults.rs"),
    ("full-text", "tests/browser/search.test.js"),
    ("empty-site", "tests/testsuite/check/levels.rs"),
    ("publish-failed", "tests/testsuite/publish_branch.rs"),
];

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/check")
}

fn fixtures(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap());
    let mut names: Vec<String> = entries
        .filter(|entry| entry.path().is_dir())
        .map(|entry| entry.file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

/// The codes that a message names.
fn codes_of(text: &str) -> BTreeSet<String> {
    let heads = text
        .lines()
        .filter(|line| line.contains("]: ") && !line.starts_with(' '));
    let code = |line: &str| Some(line.split_once('[')?.1.split(']').next()?.to_owned());
    heads.filter_map(code).collect()
}

#[test]
fn every_rule_says_what_it_found_and_what_to_do() {
    let overwrite = std::env::var("SNAPSHOTS").is_ok_and(|value| value == "overwrite");
    let mut wrong = Vec::new();
    for name in fixtures(&folder()) {
        let ran = Place::copy_of(&format!("check/{name}")).run(&["check"]);
        let (errors, file) = (ran.stderr.contains("error["), folder().join(&name).join("expected.txt"));
        assert_eq!(ran.status, i32::from(errors), "{name}: {}", ran.stderr);
        if overwrite {
            fs::write(&file, &ran.stderr).unwrap();
        } else if fs::read_to_string(&file).unwrap_or_default() != ran.stderr {
            wrong.push(format!("{name}: not as in {}; it says\n{}", file.display(), ran.stderr));
        }
        // The folder is named after what it shows; anything else would hide behind it.
        let expected = BTreeSet::from([name.clone()]);
        let found = codes_of(&ran.stderr);
        let right = if name == "nothing" {
            found.is_empty()
        } else {
            found == expected
        };
        assert!(right, "{name} shows {found:?}:\n{}", ran.stderr);
    }
    assert!(
        wrong.is_empty(),
        "{}\n→ SNAPSHOTS=overwrite if it is better so",
        wrong.join("\n\n")
    );
}

/// Whoever adds a code adds a site that shows it.
#[test]
fn every_code_has_a_site_that_shows_it() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let mut shown = BTreeSet::new();
    for group in ["check", "sites_invalid"] {
        for name in fixtures(&root.join(group)) {
            let file = root.join(group).join(name).join("expected.txt");
            shown.extend(codes_of(&fs::read_to_string(file).unwrap_or_default()));
        }
    }
    let missing: Vec<&str> = Code::ALL
        .iter()
        .map(|code| code.name())
        .filter(|name| !shown.contains(*name) && !ELSEWHERE.iter().any(|(other, _)| other == name))
        .collect();
    assert!(missing.is_empty(), "no site shows {missing:?}: add tests/check/CODE/");
}

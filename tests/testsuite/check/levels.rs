//! Levels in `dossier.yaml`, and `dossier explain`.

use crate::place::Place;

fn run(levels: &str, arguments: &[&str]) -> (i32, String) {
    let place = Place::copy_of("check/missing-archive-url");
    place.write("dossier.yaml", format!("title: Der Moorbote\n{levels}").as_bytes());
    let ran = place.run(arguments);
    (ran.status, ran.stderr)
}

#[test]
fn the_owner_says_how_bad_a_thing_is() {
    assert_eq!(
        run("check: {missing-archive-url: off}\n", &["check"]),
        (0, String::new())
    );
    let (status, said) = run("check: {missing-archive-url: error}\n", &["check"]);
    assert!(status == 1 && said.starts_with("error[missing-archive-url]"), "{said}");
    let (status, said) = run("check: {missing-archive-url: warning}\n", &["check"]);
    assert!(
        status == 0 && said.starts_with("warning[missing-archive-url]"),
        "{said}"
    );
    // What only `check` looks for is no matter of a build.
    let build = ["build", "--output", "../out"];
    assert_eq!(run("check: {missing-archive-url: error}\n", &build), (0, String::new()));
}

/// A level counts for whoever reports the code.
#[test]
fn levels_count_for_builds_too() {
    let empty = |levels: &str, command: &[&str]| {
        let place = Place::empty();
        place.write("dossier.yaml", format!("title: Leer\n{levels}").as_bytes());
        let ran = place.run(command);
        (ran.status, ran.stderr)
    };
    let build = ["build", "--output", "../out"];
    let (status, said) = empty("", &build);
    assert!(
        status == 0 && said.starts_with("warning[empty-site]: the site has no articles"),
        "{said}"
    );
    let (status, said) = empty("check: {empty-site: error}\n", &build);
    assert!(status == 1 && said.starts_with("error[empty-site]"), "{said}");
    assert_eq!(empty("check: {empty-site: off}\n", &build), (0, String::new()));
    let place = Place::empty();
    place.write(
        "dossier.yaml",
        b"title: Moor\ncheck: {skipped-draft: error, highlight-limit: error}\n",
    );
    let code = format!("---\ntitle: Moor\n---\n```json\n\"{}\"\n```\n", "x".repeat(3000));
    place.write("content/articles/moor.md", code.as_bytes());
    let ran = place.run(&build);
    assert!(ran.stderr.starts_with("error[highlight-limit]"), "{}", ran.stderr);
    assert!(ran.status == 1 && !place.out().join("index.html").exists());
}

#[test]
fn a_level_that_cannot_be_is_an_error() {
    let (status, said) = run("check: {broken-link: note}\n", &["check"]);
    assert_eq!(status, 1);
    assert_eq!(
        said,
        "error[invalid-value]: the level of `broken-link` cannot be lowered: a site with this error cannot be built \
         correctly\n --> dossier.yaml:2:22\n  |\n2 | check: {broken-link: note}\n  |                      ^^^^\n  |\n  \
         = help: remove this line and fix what is reported; see `dossier explain broken-link`\n\n1 error, 0 warnings\n"
    );
    for (levels, expected) in [
        ("check: {vage-link: off}\n", "did you mean"),
        ("check: {quux: off}\n", "`dossier explain` lists the codes"),
        (
            "check: {vague-link: loud}\n",
            "`loud` is not a valid `vague-link`; expected one of: off, note, warning, error",
        ),
        ("check: off\n", "expected `key: value` pairs"),
    ] {
        let (status, said) = run(levels, &["check"]);
        assert!(status == 1 && said.contains(expected), "{levels}{said}");
    }
}

#[test]
fn a_code_is_explained_where_the_program_is() {
    let place = Place::empty();
    let ran = place.run(&["explain", "anchor-not-found"]);
    assert_eq!(ran.status, 0);
    assert_eq!(
        ran.stdout,
        "anchor-not-found (error)\n\nThe `text` of a mention, quotation or annotation does not occur in the article, or \
         not where\n`prefix`, `suffix` and `nth` say. Copy it from the article, without Markdown markup.\n\nWrong:\n\n    \
         quotations:\n      - {text: \"Der Deich *hält*\", speaker: ilse-moorkamp}\n\nRight:\n\n    quotations:\n      \
         - {text: \"Der Deich hält\", speaker: ilse-moorkamp}\n"
    );
    assert!(
        place
            .run(&["explain", "warning[vague-link]:"])
            .stdout
            .starts_with("vague-link (note)")
    );
    let ran = place.run(&["explain", "vage-link"]);
    assert_eq!(
        (ran.status, ran.stderr.as_str()),
        (2, "error: unknown code `vage-link`; did you mean `vague-link`?\n")
    );
    let list = place.run(&["explain"]).stdout;
    assert_eq!(list.lines().count(), dossier::internals::diagnostics::Code::ALL.len());
    assert!(list.contains("\ncandidate                 note     "), "{list}");
}

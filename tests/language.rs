//! The annotated cases of each language, `tests/language/{de,en}/*.md`, run as `dossier extract`
//! runs: every quotation with its words, kind, speaker, resolved name and cue, and every trap.
//!
//! What is known to fail stands in `tests/language/open.txt`, so that nobody takes it for done. The
//! test fails where a case fails that is not in that list, and where one passes that is.
//!
//! ```text
//! LANGUAGE_SHOW=1            prints what was expected and found, for each case that fails
//! LANGUAGE_ONLY=de/indirect  runs only the cases whose names begin so
//! LANGUAGE_OPEN=overwrite    writes the list of what fails (with LANGUAGE_ONLY, its part)
//! ```
#![allow(clippy::unwrap_used, reason = "what a test builds on must be there")]

#[path = "language/cases.rs"]
mod cases;

use std::collections::BTreeSet;
use std::fmt::Write;
use std::ops::Range;
use std::path::{Path, PathBuf};

use camino::Utf8PathBuf;
use cases::{Case, Expected, Text, Words};
use dossier::model::article::Lang;
use dossier::pipeline::{ExtractInput, Request, extract};
use serde_json::Value;

/// A quotation that was found.
struct Found {
    kind: String,
    words: Words,
    text: String,
    json: Value,
}

impl Found {
    /// A field of the document, as text; empty where there is none.
    fn field(&self, key: &str) -> &str {
        self.json[key].as_str().unwrap_or("")
    }
}

/// What `dossier extract` finds in a text.
fn found(case: &Case, root: &Path) -> Vec<Found> {
    let request = Request {
        root: Utf8PathBuf::try_from(root.to_path_buf()).unwrap(),
        output: None,
        base_url: None,
        drafts: true,
        now: 0,
        home: None,
    };
    let input = ExtractInput {
        file: "case.txt".into(),
        text: case.text.plain.clone(),
        markdown: false,
    };
    let (documents, diagnostics) = extract(&request, vec![input], Some(&Lang(case.lang.clone())));
    assert!(diagnostics.is_empty(), "{}: {diagnostics:?}", case.name);
    let document: Value = serde_json::from_str(&documents[0].to_json()).unwrap();
    let quotes = document["quotes"].as_array().unwrap();
    quotes.iter().map(|json| one(json, &case.text)).collect()
}

fn one(json: &Value, text: &Text) -> Found {
    let span = |start: &Value, end: &Value| -> Range<usize> {
        start.as_u64().unwrap() as usize..end.as_u64().unwrap() as usize
    };
    let spans: Vec<Range<usize>> = match json["spans"].as_array() {
        Some(spans) => spans.iter().map(|s| span(&s[0], &s[1])).collect(),
        None => vec![span(&json["start"], &json["end"])],
    };
    Found {
        kind: json["kind"].as_str().unwrap().to_owned(),
        words: text.words(&spans),
        text: json["text"].as_str().unwrap().to_owned(),
        json: json.clone(),
    }
}

/// The words of a text in one form: as written, but for marks, signs and line ends.
fn bare(text: &str) -> Vec<&str> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect()
}

/// Whether the words of `part` stand in `whole`, in this order; a cue can be interrupted.
fn holds(whole: &str, part: &str) -> bool {
    let mut words = bare(whole).into_iter();
    bare(part)
        .into_iter()
        .all(|word| words.any(|other| other.to_lowercase() == word.to_lowercase()))
}

/// What is wrong with a quotation that has the right words and kind.
fn wrong_fields(expected: &Expected, found: &Found) -> Vec<String> {
    let mut wrong = Vec::new();
    let mut check = |key: &str, answer: &str, right: bool| {
        if !right {
            wrong.push(format!("{key}: {}", if answer.is_empty() { "none" } else { answer }));
        }
    };
    if let Some(speaker) = expected.field("speaker") {
        let answer = found.field("speaker_text");
        check("speaker", answer, bare(answer) == bare(speaker));
    }
    if let Some(resolved) = expected.field("resolved") {
        let answer = found.field("speaker_resolved");
        let answer = if answer.is_empty() {
            found.field("speaker_text")
        } else {
            answer
        };
        // What only repeats the words as written names nobody.
        let written = expected.field("speaker").unwrap_or("");
        let right = match resolved {
            "none" => holds(written, answer),
            name => bare(answer) == bare(name),
        };
        check("resolved", answer, right);
    }
    if let Some(cue) = expected.field("cue") {
        let answer = found.field("cue");
        check("cue", answer, holds(answer, cue));
    }
    for (field, key) in [("occasion", "occasion"), ("class", "cue_kind")] {
        if let Some(value) = expected.field(field) {
            let answer = found.field(key);
            let value = if value == "none" { "" } else { value };
            check(field, answer, bare(answer) == bare(value));
        }
    }
    wrong
}

/// Everything that is wrong with what was found in a case.
fn problems(case: &Case, found: &[Found]) -> Vec<String> {
    let mut problems = Vec::new();
    let mut taken = BTreeSet::new();
    for expected in &case.expected {
        let fits =
            |n: &usize| !taken.contains(n) && found[*n].words == expected.words && found[*n].kind == expected.kind;
        match (0..found.len()).find(fits) {
            Some(number) => {
                taken.insert(number);
                let wrong = wrong_fields(expected, &found[number]);
                if !wrong.is_empty() {
                    problems.push(format!("wrong    {}  →  {}", expected.line, wrong.join(" | ")));
                }
            }
            None => problems.push(format!("missing  {}", expected.line)),
        }
    }
    for (number, other) in found.iter().enumerate() {
        let named = case
            .never
            .iter()
            .any(|words| other.kind == "direct" && other.words.is_subset(words));
        let extra = matches!(other.kind.as_str(), "direct" | "indirect")
            && case.only.as_ref().is_none_or(|only| *only == other.kind)
            && !taken.contains(&number)
            && !case.expected.is_empty();
        if named || extra || case.nothing {
            let rule = other.field("rule");
            problems.push(format!(
                "not so   {}: {}  ({rule})",
                other.kind,
                other.text.replace('\n', " ")
            ));
        }
    }
    problems
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/language")
}

/// Every case, by language and file.
fn all_cases() -> Vec<Case> {
    let mut all = Vec::new();
    for lang in ["de", "en"] {
        let entries = std::fs::read_dir(folder().join(lang)).unwrap();
        let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
        paths.sort();
        for path in paths {
            let file = path.file_name().unwrap().to_str().unwrap();
            let markdown = std::fs::read_to_string(&path).unwrap();
            all.extend(cases::read(lang, file, &markdown).unwrap_or_else(|error| panic!("{error}")));
        }
    }
    all
}

/// The names of the cases that are known to fail.
fn read_open() -> BTreeSet<String> {
    let text = std::fs::read_to_string(folder().join("open.txt")).unwrap_or_default();
    text.lines()
        .filter(|line| !line.is_empty())
        .map(str::to_owned)
        .collect()
}

#[test]
fn the_cases_give_what_they_say() {
    let only = std::env::var("LANGUAGE_ONLY").unwrap_or_default();
    let show = std::env::var_os("LANGUAGE_SHOW").is_some();
    let root = tempfile::tempdir().unwrap();
    let open = read_open();
    let (mut count, mut failing, mut report) = (0, BTreeSet::new(), String::new());
    for case in all_cases().iter().filter(|case| case.name.starts_with(&only)) {
        count += 1;
        let problems = problems(case, &found(case, root.path()));
        if problems.is_empty() {
            continue;
        }
        failing.insert(case.name.clone());
        if show || !open.contains(&case.name) {
            writeln!(
                report,
                "\n{}\n  > {}",
                case.name,
                case.text.plain.replace('\n', "\n  > ")
            )
            .unwrap();
            problems
                .iter()
                .for_each(|problem| writeln!(report, "  {problem}").unwrap());
        }
    }
    println!(
        "{report}\n{count} cases, {} right, {} open",
        count - failing.len(),
        failing.len()
    );
    if std::env::var("LANGUAGE_OPEN").is_ok_and(|value| value == "overwrite") {
        let others = open.into_iter().filter(|name| !name.starts_with(&only));
        let mut lines: Vec<String> = others.chain(failing).map(|name| name + "\n").collect();
        lines.sort();
        std::fs::write(folder().join("open.txt"), lines.concat()).unwrap();
        return;
    }
    let known: BTreeSet<&String> = open.iter().filter(|name| name.starts_with(&only)).collect();
    let failing: BTreeSet<&String> = failing.iter().collect();
    let list = |names: Vec<&&String>| names.iter().map(|name| format!("\n  {name}")).collect::<String>();
    let broken = list(failing.difference(&known).collect());
    let mended = list(known.difference(&failing).collect());
    assert!(
        broken.is_empty() && mended.is_empty(),
        "\nfail, and are not in tests/language/open.txt:{broken}\nare in it, and pass (or are no more):{mended}\n\
         → mend the first; for the second: LANGUAGE_OPEN=overwrite cargo test --test language\n"
    );
}

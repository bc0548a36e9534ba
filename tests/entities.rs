//! The annotated cases of names, `tests/entities/{de,en}/*.md`, run as `dossier extract` runs in a
//! site whose registry holds what the case says: every mention with its entity, type and form, and
//! every trap.
//!
//! What is known to fail stands in `tests/entities/open.txt`, so that nobody takes it for done. The
//! test fails where a case fails that is not in that list, and where one passes that is.
//!
//! ```text
//! ENTITIES_SHOW=1             prints what was expected and found, for each case that fails
//! ENTITIES_ONLY=de/surnames   runs only the cases whose names begin so
//! ENTITIES_OPEN=overwrite     writes the list of what fails (with ENTITIES_ONLY, its part)
//! ```
#![allow(clippy::unwrap_used, reason = "what a test builds on must be there")]

#[path = "entities/cases.rs"]
mod cases;

use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::{Path, PathBuf};

use camino::Utf8PathBuf;
use cases::{Case, Entry, Expected};
use dossier::model::article::Lang;
use dossier::model::slug::Slug;
use dossier::pipeline::{ExtractInput, Request, extract};
use serde_json::Value;

/// The address of an entity, by its name.
fn slug(name: &str) -> String {
    Slug::of(name).unwrap().to_string()
}

/// Writes the site of a case.
fn write_site(case: &Case, root: &Path) {
    let entities = root.join("content/entities");
    std::fs::create_dir_all(&entities).unwrap();
    let knowledge = if case.knowledge { "" } else { "knowledge: false\n" };
    let config = format!("title: Cases\nlang: {}\n{knowledge}", case.lang);
    std::fs::write(root.join("dossier.yaml"), config).unwrap();
    for entry in &case.registry {
        let path = entities.join(format!("{}.md", slug(&entry.name)));
        std::fs::write(path, front_matter(entry)).unwrap();
    }
}

fn front_matter(entry: &Entry) -> String {
    let text = |value: &str| serde_json::to_string(value).unwrap();
    let mut matter = format!("---\nname: {}\ntype: {}\n", text(&entry.name), entry.kind);
    for (key, value) in &entry.fields {
        let value = match key.as_str() {
            "aliases" | "not" => {
                let items: Vec<String> = value.split(';').map(|item| text(item.trim())).collect();
                format!("[{}]", items.join(", "))
            }
            "represents" => text(&slug(value)),
            _ => text(value),
        };
        writeln!(matter, "{key}: {value}").unwrap();
    }
    matter + "---\n"
}

/// What `dossier extract` finds in the text of a case.
fn found(case: &Case, root: &Path) -> Vec<Value> {
    write_site(case, root);
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
        text: case.text.clone(),
        markdown: false,
    };
    let (documents, diagnostics) = extract(&request, vec![input], Some(&Lang(case.lang.clone())));
    let errors = diagnostics
        .iter()
        .filter(|d| d.diagnostic.severity == dossier::diagnostics::Severity::Error);
    assert_eq!(errors.count(), 0, "{}: {diagnostics:?}", case.name);
    let document: Value = serde_json::from_str(&documents[0].to_json()).unwrap();
    document["mentions"].as_array().unwrap().clone()
}

fn number(json: &Value, key: &str) -> usize {
    json[key].as_u64().unwrap() as usize
}

fn is_linked(json: &Value) -> bool {
    json["linked"].as_bool().unwrap_or(false)
}

fn shown(json: &Value) -> String {
    let field = |key: &str| json[key].as_str().unwrap_or("–").to_owned();
    let words = field("text").replace('\n', " ");
    format!(
        "{words} | {} | {} | {} ({})",
        field("entity"),
        field("type"),
        field("form"),
        field("rule")
    )
}

/// What is wrong in a case.
fn problems(case: &Case, found: &[Value]) -> Vec<String> {
    let mut problems = Vec::new();
    for expected in &case.expected {
        let at =
            |json: &&Value| number(json, "start") == expected.span.start && number(json, "end") == expected.span.end;
        match found.iter().find(at) {
            None => problems.push(format!("missing  {}", expected.line)),
            Some(json) => {
                let wrong = wrong(expected, json);
                if !wrong.is_empty() {
                    problems.push(format!("{}\n           {}", expected.line, wrong.join(", ")));
                }
            }
        }
    }
    for span in &case.never {
        let overlaps = |json: &&Value| number(json, "start") < span.end && span.start < number(json, "end");
        let linked = found.iter().filter(|json| is_linked(json)).filter(overlaps);
        problems.extend(linked.map(|json| format!("not so   {}", shown(json))));
    }
    for name in &case.strangers {
        let linked = found
            .iter()
            .filter(|json| json["entity"].as_str() == Some(&slug(name)) && is_linked(json));
        problems.extend(linked.map(|json| format!("not so   {}", shown(json))));
    }
    if case.nothing {
        problems.extend(found.iter().map(|json| format!("nothing  {}", shown(json))));
    }
    problems
}

fn wrong(expected: &Expected, json: &Value) -> Vec<String> {
    let mut wrong = Vec::new();
    if is_linked(json) != expected.linked {
        wrong.push(format!("linked: {}", is_linked(json)));
    }
    for (key, value) in &expected.fields {
        let value = match key.as_str() {
            "entity" => slug(value),
            "nth" => continue,
            _ => value.clone(),
        };
        let answer = json[key].as_str().unwrap_or("none");
        if answer != value {
            wrong.push(format!("{key}: {answer}"));
        }
    }
    wrong
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/entities")
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
    let only = std::env::var("ENTITIES_ONLY").unwrap_or_default();
    let show = std::env::var_os("ENTITIES_SHOW").is_some();
    let root = tempfile::tempdir().unwrap();
    let open = read_open();
    let (mut count, mut failing, mut report) = (0, BTreeSet::new(), String::new());
    for case in all_cases().iter().filter(|case| case.name.starts_with(&only)) {
        count += 1;
        let found = found(case, &root.path().join(count.to_string()));
        let problems = problems(case, &found);
        if problems.is_empty() {
            continue;
        }
        failing.insert(case.name.clone());
        if show || !open.contains(&case.name) {
            let text = case.text.replace('\n', "\n  > ");
            writeln!(report, "\n{}\n  > {text}", case.name).unwrap();
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
    if std::env::var("ENTITIES_OPEN").is_ok_and(|value| value == "overwrite") {
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
        "\nfail, and are not in tests/entities/open.txt:{broken}\nare in it, and pass (or are no more):{mended}\n\
         → mend the first; for the second: ENTITIES_OPEN=overwrite cargo test --test entities\n"
    );
}

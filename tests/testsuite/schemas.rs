//! The JSON Schemas that editors check and complete files with say what the program takes: the same keys,
//! the same values, each with its description.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use dossier::internals::config::Config;
use dossier::internals::language::Languages;
use serde_json::Value;
use tempfile::TempDir;

fn dossier(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_dossier"))
        .current_dir(folder)
        .args(arguments)
        .output()
        .unwrap()
}

fn schema(name: &str) -> Value {
    let output = dossier(Path::new("."), &["schema", name]);
    serde_json::from_slice(&output.stdout).unwrap()
}

/// A site of which every kind of file is there, and is as it should be.
const FILES: [(&str, &str); 7] = [
    ("config", "dossier.yaml"),
    ("article", "content/articles/a.md"),
    ("annotations", "content/articles/a.annotations.yaml"),
    ("dossier", "content/dossiers/d.md"),
    ("entity", "content/entities/e.md"),
    ("entities", "content/entities.yaml"),
    ("page", "content/pages/p.md"),
];

/// Where each mapping of a file stands: the schema, the way to it there, and a file with `@` in its place.
const MAPPINGS: [(&str, &str, &str); 19] = [
    ("config", "", "@\ntitle: T"),
    ("config", "/properties/check", "title: T\ncheck: {@}"),
    ("config", "/properties/links", "title: T\nlinks: {@}"),
    ("article", "", "@\ntitle: T"),
    ("article", "/definitions/source", "title: T\nsource: {@}"),
    ("article", "/definitions/mention", "title: T\nmentions: [{@}]"),
    ("article", "/definitions/quotation", "title: T\nquotations: [{@}]"),
    (
        "article",
        "/definitions/contrary",
        "title: T\nquotations: [{text: b, contradicts: {@}}]",
    ),
    (
        "article",
        "/definitions/contrary",
        "title: T\nquotations: [{text: b, contradicts: [{@}]}]",
    ),
    ("article", "/definitions/annotation", "title: T\nannotations: [{@}]"),
    ("article", "/definitions/correction", "title: T\ncorrections: [{@}]"),
    ("annotations", "", "@"),
    ("dossier", "", "@\ntitle: T"),
    ("dossier", "/definitions/event", "title: T\nevents: [{@}]"),
    ("entity", "", "@\nname: T\ntype: person"),
    ("entity", "/definitions/role", "name: T\ntype: person\nroles: [{@}]"),
    ("entity", "/definitions/link", "name: T\ntype: person\nlinks: [{@}]"),
    ("entities", "/definitions/entity", "e: {@, name: T, type: person}"),
    ("page", "", "@\ntitle: T"),
];

/// What `check` says of a site in which one file holds this.
fn problems(name: &str, yaml: &str) -> Vec<Value> {
    let site = tempfile::tempdir().unwrap();
    let write = |path: &str, text: &str| {
        let path = site.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    write("dossier.yaml", "title: T");
    write("content/articles/a.md", "---\ntitle: T\n---\nb");
    let path = FILES.iter().find(|(other, _)| *other == name).unwrap().1;
    match path.ends_with(".md") {
        true => write(path, &format!("---\n{yaml}\n---\nb")),
        false => write(path, yaml),
    }
    let output = dossier(site.path(), &["check", "--format", "json"]);
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    let problems = report["diagnostics"].as_array().unwrap().clone();
    problems.into_iter().filter(|problem| problem["file"] == path).collect()
}

/// The keys that the program knows in a mapping: it lists them when it is given one that it does not know.
fn known(name: &str, file: &str) -> BTreeSet<String> {
    let unknown = "qqqqqqqqqqqqqqqqqqqqqqqq";
    let problems = problems(name, &file.replace('@', &format!("{unknown}: 1")));
    let problem = problems.iter().find(|problem| problem["code"] == "unknown-key");
    let help = problem.unwrap_or_else(|| panic!("{name}: {file}: {problems:?}"))["help"]
        .as_str()
        .unwrap();
    if help == "`dossier explain` lists the codes" {
        return dossier::internals::diagnostics::Code::ALL
            .iter()
            .map(|code| code.name().to_owned())
            .collect();
    }
    let list = help.strip_prefix("known keys: ").unwrap_or_else(|| panic!("{help}"));
    list.split(", ").map(str::to_owned).collect()
}

#[test]
fn the_keys_of_each_mapping_are_those_that_the_program_knows() {
    let mut seen = BTreeSet::new();
    for (name, way, file) in MAPPINGS {
        let schema = schema(name);
        let mapping = schema.pointer(way).unwrap();
        assert_eq!(mapping["additionalProperties"], false, "{name}{way}");
        let properties = mapping["properties"].as_object().unwrap();
        let keys: BTreeSet<String> = properties.keys().cloned().collect();
        assert_eq!(
            keys,
            known(name, file),
            "{name}{way}: left what the schema has, right what the program takes"
        );
        for (key, value) in properties {
            let told = value["description"].as_str().is_some_and(|text| text.len() > 10);
            assert!(told, "{name}{way}/{key} has no description");
        }
        seen.insert((name, way.rsplit('/').next().unwrap().to_owned()));
    }
    // No mapping is forgotten: every definition with keys stands above, in the first schema that has it.
    for (name, _) in FILES {
        let schema = schema(name);
        for (definition, value) in schema["definitions"].as_object().unwrap() {
            let held = value["properties"].is_null() || seen.iter().any(|(_, other)| other == definition);
            assert!(held, "{name}: {definition} is held by no line of MAPPINGS");
        }
    }
}

#[test]
fn values_are_good_and_bad_for_both() {
    let cases = [
        ("article", "title: 1984", true),
        ("article", "title: \" \"", false),
        ("article", "title: [T]", false),
        ("article", "date: 2031-03", false),
        ("article", "title: T\ndate: 2031", true),
        ("article", "title: T\ndate: 2031-03-20T06:00:00+01:00", true),
        ("article", "title: T\ndate: 2031-03-20 06:00:00Z", true),
        ("article", "title: T\ndate: 20.3.2031", false),
        ("article", "title: T\ndate: 2031-13", false),
        ("article", "title: T\ndate: 2031-03-20T06:00:00", false),
        ("article", "title: T\nsource: {url: \"https://example.org/\"}", true),
        ("article", "title: T\nsource: {url: \"javascript:alert(1)\"}", false),
        ("article", "title: T\nslug: Not A Slug", false),
        ("article", "title: T\nlang: xx", false),
        ("article", "title: T\nlang: de", true),
        ("article", "title: T\ndraft: perhaps", false),
        ("article", "title: T\nmentions: [{text: b}]", false),
        ("article", "title: T\nmentions: [{text: b, ignore: true}]", true),
        (
            "article",
            "title: T\nmentions: [{text: b, entity: moskau, ignore: true}]",
            false,
        ),
        (
            "article",
            "title: T\nquotations: [{text: b, ignore: true, confirmed: true}]",
            false,
        ),
        ("article", "title: T\nquotations: [{text: b, kind: shouted}]", false),
        (
            "article",
            "title: T\nquotations: [{text: b, kind: indirect, nth: 0}]",
            false,
        ),
        (
            "article",
            "title: T\nannotations: [{text: b, note: N, kind: verdict, date: 2031}]",
            true,
        ),
        ("article", "title: T\nannotations: [{text: b}]", false),
        ("article", "title: T\ncorrections: [{date: 2031}]", false),
        ("annotations", "annotations: [{text: b, note: N}]", true),
        ("annotations", "title: T", false),
        ("dossier", "title: T\norder: 1\nevents: [{date: 2031, title: E}]", true),
        ("dossier", "title: T\nevents: [{title: E}]", false),
        ("dossier", "title: T\norder: first", false),
        ("entity", "name: N\ntype: dog", false),
        ("entity", "name: N", false),
        ("entity", "name: N\ntype: place\nwikidata: 42", false),
        (
            "entity",
            "name: N\ntype: place\nroles: [{title: R, from: 2029-05}]",
            true,
        ),
        ("entity", "name: N\ntype: place\nlinks: [{title: L}]", false),
        ("entities", "e: {name: N, type: place}", true),
        ("entities", "Not A Slug: {name: N, type: place}", false),
        ("page", "title: T\nmenu: 10", true),
        ("page", "title: T\nmenu: [10]", false),
        ("config", "title: T\npage_size: 0", false),
        ("config", "title: T\nmin_confidence: 101", false),
        ("config", "title: T\nlink_mentions: some", false),
        ("config", "title: T\nedit_url: nowhere", false),
        ("config", "title: T\ncheck: {missing-source: off}", true),
        ("config", "title: T\ncheck: {unknown-key: off}", false),
    ];
    for (name, yaml, good) in cases {
        let validator = jsonschema::validator_for(&schema(name)).unwrap();
        let value: Value = serde_yaml::from_str(yaml).unwrap();
        assert_eq!(validator.is_valid(&value), good, "the schema of {name}: {yaml}");
        let problems = problems(name, yaml);
        let wrong = problems.iter().any(|problem| problem["severity"] == "error");
        assert_eq!(!wrong, good, "{name}: {yaml}: {problems:?}");
    }
}

/// Every file of a site with a schema: its name, path and YAML.
fn files(site: &Path) -> Vec<(&'static str, PathBuf, String)> {
    let mut found = Vec::new();
    let mut folders = vec![site.join("content")];
    let mut paths = vec![site.join("dossier.yaml")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).into_iter().flatten() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path)
            } else {
                paths.push(path)
            }
        }
    }
    for path in paths {
        let inside = path.strip_prefix(site).unwrap().to_str().unwrap().replace('\\', "/");
        let name = match inside.as_str() {
            "dossier.yaml" => "config",
            "content/entities.yaml" => "entities",
            other if other.ends_with(".annotations.yaml") => "annotations",
            other if other.starts_with("content/articles/") && other.ends_with(".md") => "article",
            other if other.starts_with("content/dossiers/") => "dossier",
            other if other.starts_with("content/entities/") => "entity",
            other if other.starts_with("content/pages/") => "page",
            _ => continue,
        };
        let Ok(text) = fs::read_to_string(&path) else { continue };
        let yaml = match inside.ends_with(".md") {
            true => text.split("---\n").nth(1).unwrap_or_default().to_owned(),
            false => text,
        };
        found.push((name, path, yaml));
    }
    found
}

fn hold(site: &Path) -> usize {
    let files = files(site);
    for (name, path, yaml) in &files {
        let validator = jsonschema::validator_for(&schema(name)).unwrap();
        let value: Value = serde_yaml::from_str(yaml).unwrap();
        let errors: Vec<String> = validator
            .iter_errors(&value)
            .map(|e| format!("{}: {e}", e.instance_path()))
            .collect();
        assert!(errors.is_empty(), "{}: {errors:#?}", path.display());
    }
    files.len()
}

#[test]
fn the_demonstration_and_the_sites_of_the_tests_are_good() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    assert!(hold(root) > 40);
    for entry in fs::read_dir(root.join("tests/sites_valid")).unwrap() {
        assert!(hold(&entry.unwrap().path()) > 0);
    }
}

fn new_site(lang: &str) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    assert!(dossier(folder.path(), &["init", "--lang", lang]).status.success());
    folder
}

/// The comment line of each file leads to the schema of its kind, and the file holds what that says.
#[test]
fn what_init_and_new_write_names_its_schema() {
    for lang in dossier::internals::language::Languages::embedded()
        .tags()
        .iter()
        .copied()
    {
        let site = new_site(lang);
        for arguments in [
            &["new", "article", "New one", "--url", "https://example.org/x"][..],
            &["new", "entity", "New one", "--type", "place"],
            &["new", "dossier", "New one"],
        ] {
            assert!(dossier(site.path(), arguments).status.success());
        }
        assert_eq!(hold(site.path()), 8);
        for (name, path, yaml) in files(site.path()) {
            let line = yaml.lines().next().unwrap();
            let way = line.strip_prefix("# yaml-language-server: $schema=");
            let target = path
                .parent()
                .unwrap()
                .join(way.unwrap_or_else(|| panic!("{}: {line}", path.display())));
            let there: Value = serde_json::from_str(&fs::read_to_string(target).unwrap()).unwrap();
            assert_eq!(there, schema(name), "{}", path.display());
        }
        // The settings of VS Code name schemas that are there, and its task is a command that there is.
        let read = |path: &str| -> Value {
            serde_json::from_str(&fs::read_to_string(site.path().join(path)).unwrap()).unwrap()
        };
        let mapped = read(".vscode/settings.json")["yaml.schemas"]
            .as_object()
            .unwrap()
            .clone();
        assert!(mapped.keys().all(|path| site.path().join(path).is_file()), "{mapped:?}");
        assert_eq!(read(".vscode/tasks.json")["tasks"][0]["args"][0], "check");
        assert!(read(".vscode/dossier.code-snippets").is_object());
    }
}

/// A newer program writes its schemas over those of an older one; without them, `new` names none.
#[test]
fn schemas_are_written_anew_and_only_into_a_site() {
    let site = new_site("en");
    let path = site.path().join(".schema/article.json");
    let first = fs::read_to_string(&path).unwrap();
    fs::write(&path, "{}").unwrap();
    let output = dossier(site.path(), &["schema", "--write"]);
    assert!(output.status.success());
    assert_eq!(String::from_utf8(output.stdout).unwrap().lines().count(), FILES.len());
    assert_eq!(fs::read_to_string(&path).unwrap(), first);
    fs::remove_dir_all(site.path().join(".schema")).unwrap();
    dossier(site.path(), &["new", "dossier", "Bare"]);
    let text = fs::read_to_string(site.path().join("content/dossiers/bare.md")).unwrap();
    assert!(!text.contains("$schema"), "{text}");
    let elsewhere = tempfile::tempdir().unwrap();
    let output = dossier(elsewhere.path(), &["schema", "--write"]);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(fs::read_dir(elsewhere.path()).unwrap().count(), 0);
    let listed = String::from_utf8(dossier(elsewhere.path(), &["schema"]).stdout).unwrap();
    assert!(FILES.iter().all(|(name, _)| listed.contains(name)), "{listed}");
}

#[test]
fn defaults_are_those_of_the_program() {
    let schema = schema("config");
    let mut text = "title: dossier\n".to_owned();
    for (key, value) in schema["properties"].as_object().unwrap() {
        if let Some(default) = value.get("default") {
            text.push_str(&format!("{key}: {default}\n"));
        }
    }
    assert!(text.lines().count() > 8, "{text}");
    let (config, problems) = Config::read(&text, Languages::embedded().tags());
    assert!(problems.is_empty(), "{problems:?}");
    assert_eq!(format!("{config:?}"), format!("{:?}", Config::default()));
}

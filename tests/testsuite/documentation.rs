//! The documents say what the code does: every field that templates see, every key that people
//! write, every option, every code and every field of JSON stands where a reader looks for it.
//!
//! What is told of them is for people to judge; that nothing is forgotten is held here.

use std::collections::BTreeSet;
use std::path::Path;

use crate::architecture::source::{Field, File, Token};

fn text(path: &str) -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap()
}

/// The Rust files of a folder, by name.
fn rust_files(folder: &str) -> Vec<String> {
    let mut names: Vec<String> = std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join(folder))
        .unwrap()
        .map(|entry| format!("{folder}/{}", entry.unwrap().file_name().to_str().unwrap()))
        .filter(|name| name.ends_with(".rs"))
        .collect();
    names.sort();
    names
}

/// Fails with everything that a document does not tell.
fn hold(document: &str, missing: &[String]) {
    assert!(
        missing.is_empty(),
        "\n{document} does not tell\n  {}\n→ add it there, with what it means\n",
        missing.join("\n  ")
    );
}

/// Every struct of a source with its fields: those that are `pub`, or all of them.
fn structs(source: &File, all: bool) -> Vec<(&str, Vec<&str>)> {
    let names = |(name, fields)| {
        let fields: Vec<Field<'_>> = fields;
        let told = fields.iter().filter(|field| all || field.public);
        (name, told.map(|field| field.renamed.unwrap_or(field.name)).collect())
    };
    source.structs().into_iter().map(names).collect()
}

/// The part of a document under a heading, up to the next of the same or a higher level.
fn section<'a>(document: &'a str, heading: &str) -> Option<&'a str> {
    let level = heading.chars().take_while(|c| *c == '#').count();
    let start = document.find(&format!("\n{heading}\n"))? + heading.len() + 2;
    let mut end = start;
    let mut code = false;
    for line in document[start..].split_inclusive('\n') {
        code ^= line.starts_with("```");
        let depth = line.chars().take_while(|c| *c == '#').count();
        if !code && (1..=level).contains(&depth) && line[depth..].starts_with(' ') {
            break;
        }
        end += line.len();
    }
    Some(&document[start..end])
}

#[test]
fn every_field_of_every_view_is_told() {
    let document = text("docs/templates.md");
    let mut missing = Vec::new();
    let mut fields = 0;
    for file in rust_files("src/render/views") {
        let source = File::open(&file);
        for (view, names) in structs(&source, false) {
            let Some(told) = section(&document, &format!("### {view}")) else {
                missing.push(format!("{file}: a section `### {view}`"));
                continue;
            };
            fields += names.len();
            let untold = names.iter().filter(|name| !told.contains(&format!("\n| `{name}` |")));
            missing.extend(untold.map(|name| format!("{file}: {view}.{name}")));
            let known = told
                .lines()
                .filter_map(|line| line.strip_prefix("| `")?.split('`').next());
            let gone = known.filter(|name| !names.contains(name));
            missing.extend(gone.map(|name| format!("{file}: that {view}.{name} is no more; take its line away")));
        }
    }
    assert!(fields > 150, "only {fields} fields were found");
    hold("docs/templates.md", &missing);
}

#[test]
fn every_template_is_told() {
    let document = text("docs/templates.md");
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("templates");
    let mut missing = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        if !document.contains(&format!("\n| `{name}` |")) {
            missing.push(format!("templates/{name}"));
        }
    }
    for line in text("templates/components.html").lines() {
        let Some(rest) = line.strip_prefix("{% component ") else {
            continue;
        };
        let (name, rest) = rest.split_once('(').unwrap();
        let arguments = rest.split(')').next().unwrap().split(", ");
        let row = document
            .lines()
            .find(|line| line.starts_with(&format!("| `{name}` | `")));
        let told = |argument: &str| row.is_some_and(|row| row.contains(&format!("`{argument}`")));
        let untold = arguments.filter(|argument| !told(argument));
        missing.extend(untold.map(|argument| format!("templates/components.html: {name}({argument})")));
    }
    missing.sort();
    hold("docs/templates.md", &missing);
}

/// The keys that a source reads: the first text in `fields.optional("…")` and the like.
fn keys(source: &File) -> BTreeSet<&str> {
    let calls = [
        "optional",
        "required",
        "flag",
        "choice",
        "list",
        "mapping",
        "mappings",
        "one_or_more",
    ];
    let text = |at: usize| source.tokens.get(at).and_then(Token::text);
    let mut keys = BTreeSet::new();
    for call in calls {
        for at in source.behind(&[".", call]) {
            let typed = source.sequence(at, &[":", ":", "<"]);
            let open = if typed { source.end(at + 2) } else { at };
            keys.extend(text(open + 1).filter(|_| source.sequence(open, &["("])));
        }
    }
    keys.extend(source.behind(&["read_note", "(", "fields", ","]).filter_map(text));
    // Keys that stand in a table, each with where its value goes.
    let entries = source.behind(&[",", "&", "mut", "config", "."]);
    keys.extend(entries.filter_map(|end| text(end - 6)));
    keys
}

#[test]
fn every_key_of_front_matter_is_told() {
    let document = text("docs/front-matter.md");
    let mut missing = Vec::new();
    let mut found = 0;
    for file in rust_files("src/parse") {
        let source = File::open(&file);
        for key in keys(&source) {
            found += 1;
            // As a key of an example, in a list in braces, or in a sentence.
            let told = [
                format!("\n{key}: "),
                format!("\n{key}:\n"),
                format!(" {key}: "),
                format!("{{{key}: "),
                format!("`{key}`"),
            ];
            if !told.iter().any(|form| document.contains(form.as_str())) {
                missing.push(format!("{file}: {key}"));
            }
        }
    }
    assert!(found > 40, "only {found} keys were found");
    hold("docs/front-matter.md", &missing);
}

#[test]
fn every_key_of_the_configuration_is_told() {
    let document = text("docs/commands.md");
    let table = section(&document, "# Configuration: `dossier.yaml`").unwrap();
    let source = File::open("src/config/mod.rs");
    let keys = keys(&source);
    assert!(keys.len() >= 10, "only {keys:?} were found");
    let untold = keys.iter().filter(|key| !table.contains(&format!("\n| `{key}` |")));
    let missing: Vec<String> = untold.map(|key| format!("src/config/mod.rs: {key}")).collect();
    hold("docs/commands.md", &missing);
}

#[test]
fn every_diagnostic_is_told_with_its_severity() {
    let document = text("docs/commands.md");
    let table = section(&document, "# Diagnostics").unwrap();
    let mut missing = Vec::new();
    for code in dossier::internals::diagnostics::Code::ALL {
        let severity = format!("{:?}", code.severity()).to_lowercase();
        let words = code.explanation().markdown;
        let row = format!("\n| `{}` | {severity} | {words} |\n", code.name());
        if !table.contains(&row) {
            missing.push(format!("| `{}` | {severity} | {words} |", code.name()));
        }
    }
    let rows = table
        .lines()
        .filter_map(|line| line.strip_prefix("| `")?.split('`').next());
    let known = |name: &str| {
        dossier::internals::diagnostics::Code::ALL
            .iter()
            .any(|code| code.name() == name)
    };
    missing.extend(
        rows.filter(|name| !known(name))
            .map(|name| format!("that `{name}` is no more; take its line away")),
    );
    hold("docs/commands.md", &missing);
}

#[test]
fn every_command_and_option_is_told() {
    let document = text("docs/commands.md");
    let help = |arguments: &[&str]| {
        let output = std::process::Command::new(env!("CARGO_BIN_EXE_dossier"))
            .args(arguments)
            .arg("--help")
            .output()
            .unwrap();
        String::from_utf8(output.stdout).unwrap()
    };
    let general = help(&[]);
    let commands = general
        .lines()
        .skip_while(|line| *line != "Commands:")
        .skip(1)
        .take_while(|line| !line.is_empty())
        .filter_map(|line| line.strip_prefix("  ")?.split(' ').next())
        .filter(|name| !name.is_empty() && *name != "help");
    let mut missing = Vec::new();
    if !section(&document, "# Commands").is_some_and(|told| told.contains("\n| `--color ")) {
        missing.push("--color, in a table below `# Commands`".to_owned());
    }
    for command in commands {
        let Some(told) = section(&document, &format!("## `dossier {command}`")) else {
            missing.push(format!("a section `## dossier {command}`"));
            continue;
        };
        for line in help(&[command]).lines() {
            let line = line.trim_start();
            let option = line.split([' ', ',']).find(|word| word.starts_with("--"));
            let option = option.filter(|_| line.starts_with("--") || (line.starts_with('-') && line.contains(", --")));
            // What every command takes is told once.
            let every = |option: &str| option == "--help" || option == "--color";
            if let Some(option) = option.filter(|option| !every(option) && !told.contains(&format!("`{option}"))) {
                missing.push(format!("{command} {option}"));
            }
        }
    }
    hold("docs/commands.md", &missing);
}

#[test]
fn every_field_of_json_is_told() {
    let document = text("docs/commands.md");
    let json = section(&document, "# JSON").unwrap();
    let sources = [
        ("src/pipeline/summary.rs", vec!["Summary"]),
        ("src/cli/report.rs", vec!["JsonReport"]),
        ("src/cli/candidates.rs", vec!["JsonCandidates"]),
        (
            "src/cli/import/report.rs",
            vec!["Written", "Recognised", "Repeated", "Failed"],
        ),
        ("src/render/candidates.rs", vec!["CandidateReport"]),
        ("src/diagnostics/json.rs", vec!["JsonDiagnostic"]),
        (
            "src/render/extract.rs",
            vec!["Extract", "ExtractedQuote", "ExtractedMention"],
        ),
    ];
    let mut missing = Vec::new();
    for (file, names) in sources {
        let source = File::open(file);
        let structs = structs(&source, true);
        for name in names {
            let Some((_, fields)) = structs.iter().find(|(other, _)| *other == name) else {
                missing.push(format!(
                    "{file} holds no {name}; correct tests/testsuite/documentation.rs"
                ));
                continue;
            };
            assert!(!fields.is_empty(), "{file}: {name} has no fields");
            let told = |field: &str| json.contains(&format!("`{field}`")) || json.contains(&format!("\"{field}\":"));
            let untold = fields.iter().filter(|field| !told(field));
            missing.extend(untold.map(|field| format!("{file}: {name}.{field}")));
        }
    }
    hold("docs/commands.md", &missing);
}

#[test]
fn every_field_of_data_and_every_column_is_told() {
    let document = text("docs/formats.md");
    let mut missing = Vec::new();
    let mut found = 0;
    for (file, heading) in [
        ("article", "## An article"),
        ("entity", "## An entity"),
        ("dossier", "## A dossier"),
        ("site", "## The site"),
    ] {
        let told = section(&document, heading).unwrap();
        let file = format!("src/render/json_data/{file}.rs");
        let source = File::open(&file);
        for (name, fields) in structs(&source, true) {
            let fields = fields.iter().filter(|_| name.ends_with("Data"));
            found += fields.clone().count();
            let untold = fields.filter(|field| !told.contains(&format!("`{field}`")));
            missing.extend(untold.map(|field| format!("{heading}: {name}.{field} ({file})")));
        }
    }
    for table in ["quotes", "mentions", "articles"] {
        let rows = document
            .split_once(&format!("| column of `data/{table}.csv` |"))
            .unwrap()
            .1;
        let rows = rows.split("\n\n").next().unwrap();
        let source = File::open(&format!("src/render/pages/table/{table}.rs"));
        let value = source.behind(&["const", "COLUMNS"]).next().unwrap();
        let tokens = source.tokens[value..].iter().skip_while(|token| !token.is("="));
        for column in tokens.take_while(|token| !token.is(";")).filter_map(Token::text) {
            found += 1;
            if !rows.contains(&format!("`{column}`")) {
                missing.push(format!("data/{table}.csv: {column}"));
            }
        }
    }
    assert!(found > 150, "only {found} fields and columns were found");
    hold("docs/formats.md", &missing);
}

#[test]
fn every_dependency_is_told_with_its_licence() {
    let document = text("docs/sources.md");
    let manifest = text("Cargo.toml");
    let mut missing = Vec::new();
    let mut wanted = false;
    for line in manifest.lines() {
        if line.starts_with('[') {
            wanted = ["[dependencies]", "[dev-dependencies]"].contains(&line);
            continue;
        }
        let Some((name, value)) = line.split_once(" = ").filter(|_| wanted) else {
            continue;
        };
        // The crate itself, with what its tests reach.
        if name == env!("CARGO_PKG_NAME") {
            continue;
        }
        let text_after = |key: &str| value.split_once(key).and_then(|(_, rest)| rest.split('"').nth(1));
        let package = text_after("package =").unwrap_or(name);
        let version = text_after("version =").or_else(|| value.split('"').nth(1)).unwrap();
        let row = document
            .lines()
            .find(|line| line.starts_with(&format!("| {package} | ")));
        let told = row.is_some_and(|row| row.contains(&format!("| {version}")) && row.split('|').count() == 5);
        if !told {
            missing.push(format!("{package} {version}"));
        }
    }
    hold("docs/sources.md", &missing);
}

#[test]
fn every_module_is_told() {
    let document = text("docs/architecture.md");
    let table = section(&document, "## The modules").unwrap();
    let source = File::open("src/lib.rs");
    let modules = source.behind(&["mod"]).filter_map(|at| source.tokens[at].ident());
    let told = |name: &str| {
        [format!("\n| `{name}/` |"), format!("\n| `{name}.rs` |")]
            .iter()
            .any(|row| table.contains(row.as_str()))
    };
    let missing: Vec<String> = modules.filter(|name| !told(name)).map(str::to_owned).collect();
    hold("docs/architecture.md", &missing);
}

/// Links between documents, and to files of the repository, lead somewhere.
#[test]
fn links_between_documents_lead_somewhere() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut broken = Vec::new();
    for entry in std::fs::read_dir(root.join("docs")).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|extension| extension != "md") {
            continue;
        }
        let name = format!("docs/{}", path.file_name().unwrap().to_str().unwrap());
        let document = text(&name);
        for (at, _) in document.match_indices("](") {
            let target = document[at + 2..].split(')').next().unwrap();
            let (file, anchor) = target.split_once('#').unwrap_or((target, ""));
            if file.contains("://") || document[..at].rsplit('\n').next().unwrap().starts_with("- `") {
                continue;
            }
            let place = if file.is_empty() {
                path.clone()
            } else {
                root.join("docs").join(file)
            };
            let Ok(other) = std::fs::read_to_string(&place) else {
                broken.push(format!("{name}: {target}"));
                continue;
            };
            let anchors: Vec<String> = other
                .lines()
                .filter(|line| line.starts_with('#'))
                .map(|line| {
                    let words = line.trim_start_matches('#').trim().to_lowercase();
                    let kept = words
                        .chars()
                        .filter(|c| c.is_alphanumeric() || [' ', '-', '_'].contains(c));
                    kept.collect::<String>().replace(' ', "-")
                })
                .collect();
            if !anchor.is_empty() && !anchors.iter().any(|other| other == anchor) {
                broken.push(format!("{name}: {target}"));
            }
        }
    }
    assert!(
        broken.is_empty(),
        "\nlinks that lead nowhere\n  {}\n",
        broken.join("\n  ")
    );
}

//! The rules of the house (docs/architecture.md), held by tests over the source text: the compiler
//! lets every module import every other.
//!
//! Each rule names file and line of what breaks it and says what to do. Code below `#[cfg(test)]`
//! is free.

mod circles;
pub mod source;

use std::collections::BTreeSet;
use std::path::Path;

use self::circles::Crate;
use self::source::{At, sources};

/// The stages, in the order in which data flows through them.
const STAGES: [&str; 8] = [
    "discover", "parse", "enrich", "link", "review", "render", "publish", "cache",
];

/// What each module may import. A module that is not here is not allowed to exist.
const IMPORTS: [(&str, &[&str]); 21] = [
    ("model", &[]),
    ("diagnostics", &["model"]),
    ("yaml", &["model", "diagnostics"]),
    ("config", &["model", "diagnostics", "yaml"]),
    ("corrections", &["model", "diagnostics", "yaml"]),
    ("language", &["model", "diagnostics", "yaml"]),
    ("knowledge", &["model", "diagnostics", "yaml"]),
    ("names", &["model", "diagnostics", "yaml", "language"]),
    ("discover", &SHARED),
    ("parse", &SHARED),
    ("enrich", &SHARED),
    ("link", &SHARED),
    ("render", &SHARED),
    ("review", &SHARED),
    ("publish", &SHARED),
    ("cache", &SHARED),
    ("import", &SHARED),
    (
        "pipeline",
        &[
            "model",
            "diagnostics",
            "yaml",
            "config",
            "language",
            "knowledge",
            "names",
            "discover",
            "parse",
            "enrich",
            "link",
            "render",
            "review",
            "publish",
            "cache",
        ],
    ),
    (
        "cli",
        &[
            "model",
            "diagnostics",
            "yaml",
            "config",
            "language",
            "knowledge",
            "pipeline",
            "import",
            "serve",
        ],
    ),
    (
        "serve",
        &["model", "diagnostics", "config", "language", "corrections", "pipeline"],
    ),
    (
        "api",
        &[
            "model",
            "diagnostics",
            "language",
            "parse",
            "enrich",
            "render",
            "pipeline",
        ],
    ),
];

/// What only names modules for others: the crate's roots, and what its tests reach.
const ROOTS: [&str; 3] = ["lib", "main", "internals"];

/// What every stage may import.
const SHARED: [&str; 7] = [
    "model",
    "diagnostics",
    "yaml",
    "config",
    "language",
    "knowledge",
    "names",
];

/// Rules that clippy holds (`clippy.toml`), and the files that may allow themselves what it forbids, each for a reason
/// that stands there. What `src/lib.rs` allows it allows to tests.
const EXCEPTIONS: [(&str, &[&str]); 5] = [
    (
        "disallowed_methods",
        &[
            "src/lib.rs",
            "src/cache/mod.rs",
            "src/cli/mod.rs",
            "src/discover/mod.rs",
            "src/publish/mod.rs",
            "src/serve/mod.rs",
        ],
    ),
    (
        "disallowed_types",
        &[
            "src/lib.rs",
            "src/enrich/names/repeats.rs",
            "src/enrich/names/things.rs",
            "src/import/duplicates.rs",
            "src/language/lexicon.rs",
            "src/language/name_patterns.rs",
            "src/language/names.rs",
            "src/link/admission.rs",
            "src/link/registry.rs",
            "src/link/repeated.rs",
            "src/link/topics.rs",
            "src/names/trie.rs",
            "src/serve/state.rs",
        ],
    ),
    ("print_stderr", &[]),
    ("print_stdout", &[]),
    ("too_many_lines", &["src/lib.rs"]),
];

/// Libraries, and the only places (a folder, or a file) that may name each.
const HOMES: [(&str, &[&str]); 41] = [
    (
        "ahash",
        &["src/language/", "src/names/", "src/enrich/names/", "src/link/"],
    ),
    ("bitflags", &["src/language/"]),
    ("icu_locale_core", &["src/language/interface.rs"]),
    ("icu_plurals", &["src/language/interface.rs"]),
    ("pulldown_cmark", &["src/parse/"]),
    ("serde_yaml", &["src/yaml/", "src/language/", "src/parse/header.rs"]),
    ("tera", &["src/render/engine.rs"]),
    ("mimalloc", &["src/main.rs"]),
    ("miniz_oxide", &["src/render/search/"]),
    ("syntect", &["src/render/highlight.rs"]),
    ("siphasher", &["src/render/stable_hash.rs"]),
    ("tiny_skia", &["src/render/share/"]),
    ("ttf_parser", &["src/render/share/"]),
    ("walkdir", &["src/discover/"]),
    ("clap", &["src/cli/"]),
    ("clap_complete", &["src/cli/"]),
    ("clap_mangen", &["src/cli/"]),
    ("indicatif", &["src/cli/"]),
    ("annotate_snippets", &["src/diagnostics/human.rs"]),
    ("strsim", &["src/diagnostics/"]),
    ("jiff", &["src/model/date.rs"]),
    ("deunicode", &["src/model/slug.rs"]),
    ("dom_query", &["src/import/html"]),
    ("dom_smoothie", &["src/import/html"]),
    ("encoding_rs", &["src/import/decode.rs"]),
    ("feed_rs", &["src/import/feed.rs"]),
    (
        "unicode_normalization",
        &["src/model/", "src/import/", "src/enrich/", "src/link/", "src/names/"],
    ),
    ("ureq", &["src/cli/links/"]),
    ("rustls", &["src/cli/links/"]),
    ("rustix", &["src/publish/"]),
    ("percent_encoding", &["src/model/url.rs"]),
    ("base64", &["src/import/mhtml.rs"]),
    (
        "blake3",
        &["src/discover/", "src/publish/", "src/cache/", "src/cli/export/"],
    ),
    (
        "include_dir",
        &[
            "src/language/",
            "src/knowledge/",
            "src/render/",
            "src/pipeline/",
            "src/cli/init.rs",
            "src/cli/new/skeleton.rs",
        ],
    ),
    (
        "serde_json",
        &[
            "src/render/",
            "src/cli/",
            "src/cache/",
            "src/serve/",
            "src/import/",
            "src/diagnostics/sarif.rs",
        ],
    ),
    ("postcard", &["src/cache/"]),
    ("axum", &["src/serve/"]),
    ("tokio", &["src/serve/"]),
    ("notify", &["src/serve/"]),
    ("futures_core", &["src/serve/"]),
    ("open", &["src/serve/mod.rs"]),
];

/// Libraries without a home of their own: plain data types, and work on all cores.
const EVERYWHERE: [&str; 3] = ["camino", "serde", "rayon"];

/// Names in code that happen to be words of a language, and what they are.
const NAMES: [(&str, &str); 7] = [
    ("confirmed", "what an editor decides, as front matter spells it"),
    ("declined", "how a name stands in a text, as data and JSON spell it"),
    ("denial", "what a speaker does, as data and JSON spell it"),
    ("decision", "what a speaker does, as data and JSON spell it"),
    ("guessed", "how an import knows a value, in English messages"),
    ("reported", "a kind of quotation, as front matter spells it"),
    ("write", "what publishing could not do, in English messages"),
];

/// Fails with everything that breaks a rule.
fn hold(rule: &str, remedy: &str, broken: Vec<String>) {
    let places = broken.join("\n  ");
    assert!(broken.is_empty(), "\n{rule}\n  {places}\n→ {remedy}\n");
}

fn allowed(module: &str) -> Option<&'static [&'static str]> {
    IMPORTS
        .iter()
        .find(|(name, _)| *name == module)
        .map(|(_, imports)| *imports)
}

/// The imports of a module that it may not have, where `judge` says so.
fn forbidden(judge: impl Fn(&str, &str) -> bool) -> Vec<String> {
    let mut broken = Vec::new();
    for file in sources() {
        let module = file.module();
        for (import, line) in file.imports() {
            if import != *module && !ROOTS.contains(&module) && judge(module, &import) {
                broken.push(format!("{}: {module} imports {import}", At(file, line)));
            }
        }
    }
    broken
}

#[test]
fn every_module_has_its_place_in_the_picture() {
    let known = |module: &str| ROOTS.contains(&module) || allowed(module).is_some();
    let broken = sources()
        .iter()
        .filter(|file| !known(file.module()))
        .map(|file| file.path.clone())
        .collect();
    hold(
        "a module that the picture of the house does not show",
        "say in IMPORTS (tests/testsuite/architecture.rs) and in docs/architecture.md what it may import",
        broken,
    );
}

#[test]
fn the_data_imports_nothing_and_what_reads_it_imports_little() {
    let low = ["model", "diagnostics", "yaml", "config", "language", "knowledge"];
    hold(
        "model imports nothing of the crate; diagnostics, yaml, config, language and knowledge only what lies below them",
        "move the type that is needed into model, or hand the value over as an argument",
        forbidden(|module, import| low.contains(&module) && !allowed(module).unwrap().contains(&import)),
    );
}

#[test]
fn no_stage_imports_another() {
    hold(
        "a stage imports another stage",
        "put the type that both need into model, and let pipeline hand it from one to the other",
        forbidden(|module, import| {
            (STAGES.contains(&module) || module == "import") && !allowed(module).unwrap().contains(&import)
        }),
    );
}

#[test]
fn only_the_command_line_and_the_preview_call_the_pipeline() {
    let high = ["pipeline", "cli", "serve"];
    hold(
        "cli, serve and api import pipeline, cli also import; nothing else of that height is imported",
        "offer what is needed as a function of pipeline, and call that",
        forbidden(|module, import| {
            let may = allowed(module).is_some_and(|imports| imports.contains(&import));
            (high.contains(&module) || high.contains(&import) || import == "import") && !may
        }),
    );
}

#[test]
fn what_clippy_forbids_is_allowed_in_known_files() {
    let mut broken = Vec::new();
    for file in sources() {
        for named in file.named.iter().filter(|named| named.path[0] == "clippy") {
            // `clippy::all` and the other groups contain these lints.
            let group = ["all", "style", "pedantic", "restriction"].contains(&named.path[1].as_str());
            let rule = EXCEPTIONS.iter().find(|(lint, _)| *lint == named.path[1]);
            if group || rule.is_some_and(|(_, files)| !files.contains(&file.path.as_str())) {
                broken.push(format!("{}: {}", At(file, named.line), named.path.join("::")));
            }
        }
    }
    hold(
        "a file exempts itself from a rule of the house",
        "hand the value in, as `Request` does with the moment of the build, or use BTreeMap or BTreeSet; if the file is an \
         exception, name it in EXCEPTIONS (tests/testsuite/architecture.rs)",
        broken,
    );
}

#[test]
fn every_library_has_one_home() {
    let mut broken = Vec::new();
    for file in sources() {
        for (library, homes) in HOMES {
            if !homes.iter().any(|home| file.path.starts_with(home)) {
                let uses = file.named.iter().filter(|named| named.path[0] == library);
                broken.extend(uses.map(|named| format!("{}: {library}", At(file, named.line))));
            }
        }
    }
    hold(
        "a library outside of its home",
        "call the module that is its home, or widen the home in HOMES (tests/testsuite/architecture.rs) and say why in the commit",
        broken,
    );
}

#[test]
fn every_dependency_is_accounted_for() {
    let manifest = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml")).unwrap();
    let dependencies: BTreeSet<String> = manifest
        .lines()
        .skip_while(|line| *line != "[dependencies]")
        .skip(1)
        .take_while(|line| !line.starts_with('['))
        .filter_map(|line| line.split_once([' ', '.', '=']))
        .map(|(name, _)| name.replace('-', "_"))
        .filter(|name| !name.is_empty() && !name.starts_with('#'))
        .collect();
    let at_home = HOMES.iter().map(|(library, _)| *library);
    let known: BTreeSet<String> = at_home.chain(EVERYWHERE).map(str::to_owned).collect();
    let mut broken = Vec::new();
    broken.extend(
        dependencies
            .difference(&known)
            .map(|name| format!("Cargo.toml: {name} has no home")),
    );
    broken.extend(
        known
            .difference(&dependencies)
            .map(|name| format!("HOMES: {name} is no dependency")),
    );
    let named = sources().iter().flat_map(|file| &file.named);
    let used: BTreeSet<&String> = named.map(|named| &named.path[0]).collect();
    let unused = dependencies.iter().filter(|name| !used.contains(name));
    broken.extend(unused.map(|name| format!("Cargo.toml: {name} is not used")));
    hold(
        "a dependency without a home, or a home without a dependency",
        "name its home in HOMES (tests/testsuite/architecture.rs), or remove it",
        broken,
    );
}

#[test]
fn templates_see_views_and_never_the_model() {
    let mut broken = Vec::new();
    for file in sources()
        .iter()
        .filter(|file| file.path.starts_with("src/render/views/"))
    {
        let imports = file
            .imports()
            .into_iter()
            .filter(|(import, _)| !["render", "language"].contains(&import.as_str()));
        broken.extend(imports.map(|(import, line)| format!("{}: a view knows {import}", At(file, line))));
    }
    hold(
        "what templates see is a promise to everybody who wrote a template, and the model is none",
        "give the view a field of plain data and fill it in src/render/view_builder.rs",
        broken,
    );
}

#[test]
fn types_that_promise_something_are_made_in_one_file() {
    let types = [
        ("SafeHtml", "src/render/safe_html.rs"),
        ("SafeUrl", "src/model/url.rs"),
        ("OutputPath", "src/model/output_path.rs"),
    ];
    let mut broken = Vec::new();
    for (name, home) in types {
        let declaration = ["struct", name];
        let construction = [name, "("];
        let mut defined = false;
        for file in sources() {
            let place = |at: usize| At(file, file.tokens[at - 1].line);
            for at in file.behind(&declaration) {
                defined = true;
                if file.path != home {
                    broken.push(format!("{}: {name} has moved away from {home}", place(at)));
                }
                if !file.sequence(at, &["("]) || file.sequence(at + 1, &["pub"]) {
                    broken.push(format!("{}: the field of {name} is not private", place(at)));
                }
            }
            if file.path != home {
                let made = file.behind(&construction);
                broken.extend(made.map(|at| format!("{}: a {name} is made here", place(at))));
            }
        }
        if !defined {
            broken.push(format!("there is no `struct {name}` in {home}"));
        }
    }
    hold(
        "HTML, addresses and paths that are trusted are made where they are checked",
        "use a constructor of the type; if none fits, add one to its file, with its check and its test",
        broken,
    );
}

#[test]
fn templates_print_nothing_unescaped_but_safe_html() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut broken = Vec::new();
    for path in source::files(&root.join("templates"), "html") {
        let text = std::fs::read_to_string(&path).unwrap();
        for (number, line) in text.lines().enumerate() {
            let printed = line.match_indices("safe").filter(|(at, _)| {
                let before = line[..*at].trim_end();
                before.ends_with('|') && !line[at + 4..].starts_with(|c: char| c.is_alphanumeric() || c == '_')
            });
            for (at, _) in printed {
                let value = line[..at].trim_end().trim_end_matches('|').trim_end();
                if ![".body", ".note", ".json_ld"]
                    .iter()
                    .any(|field| value.ends_with(field))
                {
                    broken.push(format!("{}:{}: {}", path.display(), number + 1, line.trim()));
                }
            }
        }
    }
    for file in sources()
        .iter()
        .filter(|file| file.path.starts_with("src/render/views/"))
    {
        let fields = file.structs().into_iter().flat_map(|(_, fields)| fields);
        for field in fields.filter(|field| ["body", "note", "json_ld"].contains(&field.name)) {
            if !["SafeHtml", "str"].contains(field.kind.last().unwrap()) {
                broken.push(format!(
                    "{}: `{}` is {}",
                    At(file, field.line),
                    field.name,
                    field.kind.join(" ")
                ));
            }
        }
    }
    hold(
        "`| safe` prints a field `body` or `note`, and such a field of a view is SafeHtml",
        "let the template escape it, or make it a SafeHtml field with one of these names",
        broken,
    );
}

/// Everything that is written as a value in a YAML file of a language, with its keys.
fn words_of(value: &serde_yaml::Value, keys: &mut BTreeSet<String>, values: &mut BTreeSet<String>) {
    match value {
        serde_yaml::Value::Mapping(mapping) => {
            for (key, value) in mapping {
                keys.insert(key.as_str().unwrap_or_default().to_owned());
                // The class of a verb is a name that the code knows, not a word of the language.
                if key.as_str() != Some("class") {
                    words_of(value, keys, values);
                }
            }
        }
        serde_yaml::Value::Sequence(list) => list.iter().for_each(|item| words_of(item, keys, values)),
        serde_yaml::Value::String(text) => _ = values.insert(text.clone()),
        _ => {}
    }
}

/// Diagnostics and the command line speak English by decision: their sentences are long, no data
/// holds them, and so this rule does not see them. Keys of the data and of front matter are names
/// in code, even where an English word is spelled alike (`source`, `date`). Of English, only past forms
/// of verbs of speech and the words of `words.yaml` are looked for: its nouns (`article`, `editor`) name things
/// in any program.
#[test]
fn words_of_a_language_are_data() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let (mut keys, mut words, mut shown) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
    for path in source::files(&root.join("src/language"), "yaml") {
        let mut value: serde_yaml::Value = serde_yaml::from_str(&std::fs::read_to_string(&path).unwrap()).unwrap();
        let (english, name) = (path.parent().unwrap().ends_with("en"), path.file_stem().unwrap());
        if english && name == "words" {
            // The texts of links are nouns.
            value.as_mapping_mut().unwrap().remove("vague_links").unwrap();
        }
        if name == "interface" {
            words_of(&value, &mut keys, &mut shown);
        } else if !english || name == "words" {
            words_of(&value, &mut keys, &mut words);
        } else if name == "speech" {
            let mut forms = BTreeSet::new();
            words_of(&value["verbs"], &mut keys, &mut forms);
            words.extend(forms.into_iter().filter(|form| form.ends_with("ed")));
        }
    }
    let reference = std::fs::read_to_string(root.join("docs/front-matter.md")).unwrap();
    let is_key =
        |word: &str| keys.contains(word) || reference.lines().any(|line| line.starts_with(&format!("{word}:")));
    let is_name = |word: &str| is_key(word) || NAMES.iter().any(|(name, _)| *name == word);
    words.retain(|word| word.chars().count() >= 4 && !word.starts_with('{') && !is_name(word));
    // What is shown and could not be a name in code: with a capital, a space or an umlaut.
    shown.retain(|text| {
        let name = text.chars().all(|c| c.is_ascii_lowercase() || c == '_');
        text.chars().count() >= 4 && !name
    });
    assert!(words.contains("sagte") && words.contains("warned") && shown.contains("Zurück zum Text"));
    let mut broken = Vec::new();
    for file in sources() {
        let texts = file.tokens.iter().filter_map(|token| Some((token.text()?, token.line)));
        for (text, line) in texts {
            let known = words.contains(&text.trim().to_lowercase()) || shown.contains(text.trim());
            if known {
                broken.push(format!("{}: \"{text}\" is a word of src/language", At(file, line)));
            } else if text.chars().any(|c| c.is_alphabetic() && !c.is_ascii()) {
                broken.push(format!(
                    "{}: \"{text}\" has letters that no name in code has",
                    At(file, line)
                ));
            }
        }
    }
    hold(
        "a word of a natural language in code",
        "read it from src/language/LANG/*.yaml, so that the next language is a folder of data",
        broken,
    );
}

#[test]
fn files_stay_short_enough_to_read() {
    let long = sources().iter().filter(|file| file.lines > 400);
    hold(
        "a file is too long",
        "cut it where one thing ends and the next begins",
        long.map(|file| format!("{}: {} lines without tests, 400 at most", file.path, file.lines))
            .collect(),
    );
}

#[test]
fn modules_are_named_after_what_they_do() {
    let empty = [
        "utils",
        "util",
        "helpers",
        "helper",
        "common",
        "misc",
        "manager",
        "shared_utils",
    ];
    let mut broken = Vec::new();
    for file in sources() {
        let named = file.path.split(['/', '.']).any(|part| empty.contains(&part));
        if named {
            broken.push(file.path.clone());
        }
        let inline = file
            .behind(&["mod"])
            .filter_map(|at| Some((file.tokens[at].ident()?, file.tokens[at].line)));
        let inline = inline.filter(|(name, _)| empty.contains(name));
        broken.extend(inline.map(|(_, line)| At(file, line).to_string()));
    }
    hold("a module whose name says nothing", "name it after what it does", broken);
}

#[test]
fn no_files_import_each_other() {
    let files = sources();
    let modules = Crate::new(files);
    let circles = modules.circles();
    let broken = circles.iter().flat_map(|group| modules.inside(group)).collect();
    hold(
        "files that import each other can only be understood together",
        "move what both need into a file of its own, named after what it defines",
        broken,
    );
}

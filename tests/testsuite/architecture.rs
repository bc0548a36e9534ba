//! The rules of the house (docs/architecture.md) that neither the compiler nor clippy can hold, held by tests over the
//! source as tokens.
//!
//! Each rule names file and line of what breaks it and says what to do. Code below `#[cfg(test)]`
//! is free.

mod circles;
pub mod source;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use self::source::{File, sources};

/// What each module may import. A module that is not here is not allowed to exist. The stages from `discover` to `cache`
/// import the same, and none of the others.
const IMPORTS: &str = "
model:
diagnostics: model
yaml: model diagnostics
config: model diagnostics yaml
corrections: model diagnostics yaml
language: model diagnostics yaml
knowledge: model diagnostics yaml
names: model diagnostics yaml language
discover: model diagnostics yaml config language knowledge names
parse: model diagnostics yaml config language knowledge names
enrich: model diagnostics yaml config language knowledge names
link: model diagnostics yaml config language knowledge names
render: model diagnostics yaml config language knowledge names
review: model diagnostics yaml config language knowledge names
publish: model diagnostics yaml config language knowledge names
cache: model diagnostics yaml config language knowledge names
import: model diagnostics yaml config language knowledge names
pipeline: model diagnostics yaml config language knowledge names discover parse enrich link render review publish cache
cli: model diagnostics yaml config language knowledge pipeline import serve
serve: model diagnostics config language corrections pipeline
api: model diagnostics language parse enrich render pipeline
";

/// What only names modules for others: the crate's roots, and what its tests reach.
const ROOTS: [&str; 3] = ["lib", "main", "internals"];

/// Lints that hold a rule (`clippy.toml`), and the files of `src/` that may switch one off, each for a reason that stands
/// there. What `lib.rs` allows it allows to tests.
const EXCEPTIONS: &str = "
disallowed_methods: lib.rs cache/mod.rs cli/mod.rs discover/mod.rs publish/mod.rs serve/mod.rs enrich/names/repeats.rs \
    language/lexicon/compile.rs
disallowed_types: lib.rs enrich/names/repeats.rs enrich/names/things.rs import/duplicates.rs language/lexicon.rs \
    language/name_patterns.rs language/names.rs link/admission.rs link/registry.rs link/repeated.rs link/topics.rs \
    names/trie.rs serve/state.rs
print_stderr:
print_stdout:
too_many_lines: lib.rs
";

/// Libraries, and the only places of `src/` (a folder, or a file) that may name each.
const HOMES: &str = "
ahash: language/ names/ enrich/names/ link/
bitflags: language/
icu_locale_core: language/interface.rs
icu_plurals: language/interface.rs
pulldown_cmark: parse/
serde_yaml: yaml/ language/ parse/header.rs
tera: render/engine.rs
mimalloc: main.rs
miniz_oxide: render/search/
syntect: render/highlight.rs
siphasher: render/stable_hash.rs
tiny_skia: render/share/
ttf_parser: render/share/
walkdir: discover/
clap: cli/
clap_complete: cli/
clap_mangen: cli/
indicatif: cli/
annotate_snippets: diagnostics/human.rs
strsim: diagnostics/
jiff: model/date.rs
deunicode: model/slug.rs
dom_query: import/html
dom_smoothie: import/html
encoding_rs: import/decode.rs
feed_rs: import/feed.rs
unicode_normalization: model/ import/ enrich/ link/ names/
ureq: cli/links/
rustls: cli/links/
rustix: publish/
percent_encoding: model/url.rs
base64: import/mhtml.rs
blake3: discover/ publish/ cache/ cli/export/
include_dir: language/ knowledge/ render/ pipeline/ cli/init.rs cli/new/skeleton.rs
serde_json: render/ cli/ cache/ serve/ import/ diagnostics/sarif.rs
postcard: cache/
axum: serve/
tokio: serve/
notify: serve/
futures_core: serve/
open: serve/mod.rs
";

/// Libraries without a home of their own: plain data types, and work on all cores.
const EVERYWHERE: [&str; 3] = ["camino", "serde", "rayon"];

/// Names in code that happen to be words of a language, and what they are.
const NAMES: [(&str, &str); 11] = [
    ("asked", "what an article says of words, as JSON spells it"),
    ("asserted", "what an article says of words, as JSON spells it"),
    ("confirmed", "what an editor decides, as front matter spells it"),
    ("declined", "how a name stands in a text, as data and JSON spell it"),
    ("demanded", "what an article says of words, as JSON spells it"),
    ("denial", "what a speaker does, as data and JSON spell it"),
    ("decision", "what a speaker does, as data and JSON spell it"),
    ("guessed", "how an import knows a value, in English messages"),
    ("reported", "a kind of quotation, as front matter spells it"),
    ("wished", "what an article says of words, as JSON spells it"),
    ("write", "what publishing could not do, in English messages"),
];

/// Fails with everything that breaks a rule.
fn hold(rule: &str, remedy: &str, broken: Vec<String>) {
    let places = broken.join("\n  ");
    assert!(broken.is_empty(), "\n{rule}\n  {places}\n→ {remedy}\n");
}

/// The files of the views, which templates see.
fn views() -> impl Iterator<Item = &'static File> {
    let sources = sources().iter();
    sources.filter(|file| file.path.starts_with("src/render/views/"))
}

/// The lines of a table: a name, and what stands behind its colon.
fn rows(table: &'static str) -> impl Iterator<Item = (&'static str, Vec<&'static str>)> {
    let lines = table.lines().filter_map(|line| line.split_once(':'));
    lines.map(|(name, rest)| (name, rest.split_whitespace().collect()))
}

#[test]
fn every_module_imports_only_what_the_picture_shows() {
    let allowed: BTreeMap<&str, Vec<&str>> = rows(IMPORTS).collect();
    let mut broken = Vec::new();
    for file in sources().iter().filter(|file| !ROOTS.contains(&file.module())) {
        let module = file.module();
        let Some(allowed) = allowed.get(module) else {
            broken.push(format!("{}: {module} is not in IMPORTS", file.path));
            continue;
        };
        for (import, line) in file.imports() {
            if import != module && !allowed.contains(&import) {
                broken.push(format!("{}: {module} imports {import}", file.at(line)));
            }
        }
    }
    hold(
        "a module imports what lies above it, or a stage another stage",
        "move the type that both need into model and let pipeline hand it on; offer cli, serve and api a function of pipeline; \
         a new module stands in IMPORTS (tests/testsuite/architecture.rs) and in docs/architecture.md",
        broken,
    );
}

#[test]
fn what_clippy_forbids_is_allowed_in_known_files() {
    let mut broken = Vec::new();
    for file in sources() {
        for named in file.named.iter().filter(|named| named.path[0] == "clippy") {
            // `clippy::all` and the other groups contain these lints.
            let group = ["all", "style", "pedantic", "restriction"].contains(&named.path[1].as_str());
            let mut rule = rows(EXCEPTIONS).filter(|(lint, _)| *lint == named.path[1]);
            if group || rule.any(|(_, files)| !files.contains(&&file.path[4..])) {
                broken.push(format!("{}: {}", file.at(named.line), named.path.join("::")));
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
        for (library, homes) in rows(HOMES) {
            if !homes.iter().any(|home| file.path[4..].starts_with(home)) {
                let uses = file.named.iter().filter(|named| named.path[0] == library);
                broken.extend(uses.map(|named| format!("{}: {library}", file.at(named.line))));
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
    let at_home = rows(HOMES).map(|(library, _)| library);
    let known: BTreeSet<String> = at_home.chain(EVERYWHERE).map(str::to_owned).collect();
    let named = sources().iter().flat_map(|file| &file.named);
    let used: BTreeSet<String> = named.map(|named| named.path[0].clone()).collect();
    let mut broken = Vec::new();
    for (some, others, what) in [
        (&dependencies, &known, "has no home"),
        (&known, &dependencies, "is no dependency"),
        (&dependencies, &used, "is not used"),
    ] {
        broken.extend(some.difference(others).map(|name| format!("{name} {what}")));
    }
    hold(
        "a dependency without a home, or a home without a dependency",
        "name its home in HOMES (tests/testsuite/architecture.rs), or remove it",
        broken,
    );
}

#[test]
fn templates_see_views_and_never_the_model() {
    let mut broken = Vec::new();
    for file in views() {
        let mut imports = file.imports();
        imports.retain(|(import, _)| *import != "render" && *import != "language");
        let imports = imports.into_iter();
        broken.extend(imports.map(|(import, line)| format!("{}: a view knows {import}", file.at(line))));
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
        let places = |file: &'static File| file.behind(&declaration).map(move |at| (file, at)).collect::<Vec<_>>();
        let declared: Vec<(&File, usize)> = sources().iter().flat_map(places).collect();
        let sealed = |file: &File, at: usize| {
            let fields = &file.tokens[at..file.end(at)];
            let children = file.behind(&["mod"]).next().is_some();
            fields[0].is("(") && !fields.iter().any(|token| token.is("pub")) && !children
        };
        if !matches!(declared[..], [(file, at)] if file.path == home && sealed(file, at)) {
            broken.push(format!("{home}: struct {name}"));
        }
    }
    hold(
        "HTML, addresses and paths that are trusted are made where they are checked: in the one file that sees their field",
        "declare it once, in its file, with one private field, and give that file no child modules, which would see the field",
        broken,
    );
}

#[test]
fn templates_print_nothing_unescaped_but_safe_html() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut broken = Vec::new();
    let printed_as_it_is = ["body", "note", "json_ld"];
    for path in source::files(&root.join("templates"), "html") {
        let text = std::fs::read_to_string(&path).unwrap();
        for (number, line) in text.lines().enumerate() {
            let printed = line.match_indices("safe").filter(|(at, _)| {
                let before = line[..*at].trim_end();
                before.ends_with('|') && !line[at + 4..].starts_with(|c: char| c.is_alphanumeric() || c == '_')
            });
            for (at, _) in printed {
                let value = line[..at].trim_end().trim_end_matches('|').trim_end();
                if !printed_as_it_is
                    .iter()
                    .any(|field| value.ends_with(&format!(".{field}")))
                {
                    broken.push(format!("{}:{}: {}", path.display(), number + 1, line.trim()));
                }
            }
        }
    }
    for file in views() {
        let fields = file.structs().into_iter().flat_map(|(_, fields)| fields);
        for field in fields.filter(|field| printed_as_it_is.contains(&field.name)) {
            if field.kind.last() != Some(&"SafeHtml") {
                let kind = field.kind.join(" ");
                broken.push(format!("{}: `{}` is {kind}", file.at(field.line), field.name));
            }
        }
    }
    hold(
        "`| safe` prints a field `body`, `note` or `json_ld`, and such a field of a view is SafeHtml",
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
                broken.push(format!("{}: \"{text}\" is a word of src/language", file.at(line)));
            } else if text.chars().any(|c| c.is_alphabetic() && !c.is_ascii()) {
                broken.push(format!(
                    "{}: \"{text}\" has letters that no name in code has",
                    file.at(line)
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
    let empty = "utils util helpers helper common misc manager shared_utils";
    let is_empty = |name: &str| empty.split(' ').any(|word| word == name);
    let mut broken = Vec::new();
    for file in sources() {
        if file.path.split(['/', '.']).any(is_empty) {
            broken.push(file.path.clone());
        }
        let names = file.behind(&["mod"]).map(|at| &file.tokens[at]);
        let inline = names.filter(|token| token.ident().is_some_and(is_empty));
        broken.extend(inline.map(|token| file.at(token.line)));
    }
    hold("a module whose name says nothing", "name it after what it does", broken);
}

#[test]
fn no_files_import_each_other() {
    let circles = circles::circles(sources()).into_iter();
    hold(
        "files that import each other can only be understood together",
        "move what both need into a file of its own, named after what it defines",
        circles.map(|(from, to)| format!("{from} → {to}")).collect(),
    );
}

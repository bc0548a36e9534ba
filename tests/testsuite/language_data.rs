//! The data of the languages, `src/language/*/*.yaml`: it fits its types, is complete and explained.

use std::fs;
use std::path::{Path, PathBuf};

use dossier::internals::language::Languages;
use dossier::internals::model::SpeechAct;
use serde_yaml::{Mapping, Value};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src/language")
}

/// The keys of a file, from one of its mappings or from the whole.
fn keys(mapping: &Mapping) -> impl Iterator<Item = &str> {
    mapping.keys().filter_map(Value::as_str)
}

fn read(path: &Path) -> Mapping {
    serde_yaml::from_slice(&fs::read(path).unwrap()).unwrap()
}

/// The strings of the pages that a language has.
fn interface(tag: &str) -> Vec<String> {
    let file = read(&folder().join(tag).join("interface.yaml"));
    let parts = ["strings", "counts"]
        .into_iter()
        .filter_map(|part| file.get(part)?.as_mapping());
    parts.flat_map(keys).map(str::to_owned).collect()
}

#[test]
fn all_data_fits_its_types_and_every_language_says_the_same_things() {
    let languages = Languages::with_files([]).unwrap();
    let complete = interface("en");
    for language in languages.iter() {
        let tag = language.tag;
        let own = interface(tag);
        let missing: Vec<_> = complete.iter().filter(|key| !own.contains(key)).collect();
        assert!(missing.is_empty(), "{tag}/interface.yaml lacks {missing:?}");
        for (name, _) in SpeechAct::ALL.iter().filter(|(_, act)| act.is_telling()) {
            assert!(own.contains(&format!("act_{name}")), "{tag}: act_{name}");
        }
        assert!(!language.words.name_model.is_empty(), "{tag}: names.model");
    }
}

#[test]
fn the_readme_explains_every_key() {
    let readme = fs::read_to_string(folder().join("README.md")).unwrap();
    let mut files = 0;
    for tag in Languages::embedded().tags() {
        for entry in fs::read_dir(folder().join(tag)).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap();
            if path.extension().is_none_or(|ending| ending != "yaml")
                || name == "confidence.yaml"
                || name == "scorer.yaml"
            {
                continue;
            }
            files += 1;
            for key in keys(&read(&path)) {
                let explained = readme.contains(&format!("`{key}`"));
                assert!(explained, "README.md does not explain {key} of {}", path.display());
            }
        }
    }
    assert!(files > 10, "{files}");
}

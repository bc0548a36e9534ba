//! The rules of the quotation engine: each is documented, finds its own examples, has a measured share
//! in every language of its examples, and names its words and cases in the file that finds it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use dossier::internals::enrich::enrich_text;
use dossier::internals::language::Languages;
use dossier::internals::model::Lang;
use dossier::internals::model::QuotationKind;
use dossier::internals::model::Rule;
use dossier::internals::parse::plain_text;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn text(path: impl AsRef<Path>) -> String {
    std::fs::read_to_string(root().join(path)).unwrap()
}

/// Fails with everything that is wrong.
fn hold(rule: &str, broken: &[String]) {
    assert!(broken.is_empty(), "\n{rule}\n  {}\n", broken.join("\n  "));
}

/// The examples of a rule, by language.
fn examples(rule: Rule) -> impl Iterator<Item = (&'static str, &'static str)> {
    let lines = rule.documentation().iter().map(|line| line.trim());
    lines.filter_map(|line| line.strip_prefix("- ")?.split_once(": "))
}

fn rules() -> impl Iterator<Item = Rule> {
    Rule::ALL.iter().copied().filter(|rule| *rule != Rule::Editor)
}

#[test]
fn every_rule_finds_its_examples() {
    let mut broken = Vec::new();
    for rule in rules() {
        if examples(rule).next().is_none() {
            broken.push(format!("{}: has no example", rule.name()));
        }
        for (lang, example) in examples(rule) {
            let plain = example.replace("**", "").replace(" ¶ ", "\n\n");
            let document = plain_text(&plain);
            let found = enrich_text(&document, &Languages::embedded().get(&Lang(lang.into())).words);
            let own = found.quotations.iter().filter(|quotation| quotation.rule == rule);
            let words: Vec<&str> = own.map(|quotation| quotation.span.slice(&document.plain)).collect();
            let expected = example.split("**").nth(1);
            let fits = |words: &&str| expected.is_none_or(|expected| words.trim_end_matches('.') == expected);
            if (rule.kind() != QuotationKind::Direct && expected.is_none()) || !words.iter().any(fits) {
                let all: Vec<String> = (found.quotations.iter())
                    .map(|other| format!("{} {:?}", other.rule.name(), other.span.slice(&document.plain)))
                    .collect();
                broken.push(format!("{} ({lang}): {example}: {all:?}", rule.name()));
            }
        }
    }
    hold("examples that their rule does not find", &broken);
}

#[test]
fn every_rule_has_a_share_where_it_finds_something_and_only_there() {
    let mut broken = Vec::new();
    for lang in Languages::embedded().tags() {
        let shares: BTreeMap<String, (u16, u16)> =
            serde_yaml::from_str(&text(format!("src/language/{lang}/confidence.yaml"))).unwrap();
        let measured: BTreeSet<&str> = shares.keys().map(String::as_str).collect();
        let found: BTreeSet<&str> = rules()
            .filter(|rule| examples(*rule).any(|(other, _)| other == *lang))
            .map(Rule::name)
            .collect();
        broken.extend(
            measured
                .symmetric_difference(&found)
                .map(|rule| format!("{lang}: {rule}")),
        );
    }
    hold(
        "an example without a row in confidence.yaml, or a row without an example",
        &broken,
    );
}

#[test]
fn every_rule_is_documented_with_its_examples() {
    let document = text("docs/quotations.md");
    let mut broken = Vec::new();
    for rule in Rule::ALL {
        let row = format!("| `{}` |", rule.name());
        let rows: String = document.lines().filter(|line| line.starts_with(&row)).collect();
        let plain = rows.replace("**", "");
        if rows.is_empty() {
            broken.push(format!("{}: has no row", rule.name()));
        }
        let missing = examples(*rule).filter(|(_, example)| !plain.contains(&example.replace("**", "")));
        broken.extend(missing.map(|(lang, example)| format!("{} ({lang}): {example}", rule.name())));
    }
    hold("docs/quotations.md does not tell", &broken);
}

/// Every file of a folder, and of the folders in it.
fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, found);
        } else {
            found.push(path);
        }
    }
}

/// What a sentence of a file's head lists in code marks: "Words: `verbs`, `nouns`."
fn listed(source: &str, title: &str) -> Vec<String> {
    let head = source.lines().map_while(|line| line.strip_prefix("//!"));
    let head: Vec<&str> = head.map(str::trim).collect();
    let head = head.join(" ");
    let list = head.split_once(title).map_or("", |(_, list)| list);
    let list = list.split_once(". ").map_or(list, |(list, _)| list);
    list.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

#[test]
fn every_file_that_finds_quotations_names_its_words_and_cases() {
    let (mut sources, mut data) = (Vec::new(), Vec::new());
    files(&root().join("src/enrich"), &mut sources);
    files(&root().join("src/language"), &mut data);
    data.retain(|path| path.extension().is_some_and(|extension| extension == "yaml"));
    let data: String = data.iter().map(text).collect();
    let keys: BTreeSet<&str> = (data.lines())
        .filter_map(|line| Some(line.trim_start().split_once(':')?.0))
        .collect();
    let mut left: BTreeSet<Rule> = rules().collect();
    let mut broken = Vec::new();
    for path in &sources {
        let source = text(path);
        let (words, cases) = (listed(&source, "Words:"), listed(&source, "Cases:"));
        if words.is_empty() && cases.is_empty() {
            continue;
        }
        let name = path.strip_prefix(root()).unwrap().display().to_string();
        left.retain(|rule| !source.contains(&format!("Rule::{rule:?}")));
        let no_key = words.iter().filter(|key| !keys.contains(key.as_str()));
        broken.extend(no_key.map(|key| format!("{name}: no data has the key {key}")));
        let no_case = cases.iter().filter(|case| {
            let case = |tag: &&str| root().join(format!("tests/language/{tag}/{case}.md")).exists();
            !Languages::embedded().tags().iter().any(case)
        });
        broken.extend(no_case.map(|case| format!("{name}: there are no cases {case}")));
    }
    broken.extend(
        left.iter()
            .map(|rule| format!("{}: no file that finds it has a head with words and cases", rule.name())),
    );
    hold("the heads of files that find quotations", &broken);
}

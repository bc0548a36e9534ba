//! The annotated cases of names, `tests/entities/{de,en}/*.md`, run as `dossier extract` runs in a site whose
//! registry holds what the case says: every mention with its entity, type and form, and every trap. How they are
//! written and run is said in `cases.rs`; beyond that:
//!
//! ```text
//! ## Title
//! knowledge: on
//! + Name | person | aliases: One; Two | not: Three | represents: Name
//!
//! > The text.
//!
//! - mention: words | entity: Name | type: person | form: surname
//! - candidate: words | type: organization
//! - not: words
//! ```
//!
//! `mention` has a page, `candidate` has none; no mention with a page overlaps what stands behind `not`, or, where
//! the text does not hold that, none means the entity of that name; with `nothing` there is neither a mention nor a
//! candidate. `knowledge: on`: the embedded knowledge base counts.

use std::fmt::Write;
use std::ops::Range;
use std::path::Path;

use dossier::internals::model::Slug;
use serde_json::Value;

use crate::cases::{Case, Entity, Line, Suite, extracted};

const SUITE: Suite = Suite {
    folder: "entities",
    kinds: &["mention", "candidate"],
    keys: &["entity", "type", "form"],
    settings: &["knowledge"],
    entity_keys: &["aliases", "not", "represents", "wikidata"],
};

/// The address of an entity, by its name.
fn slug(name: &str) -> String {
    Slug::of(name).unwrap().to_string()
}

/// Writes the site of a case.
fn write_site(case: &Case, root: &Path) {
    let entities = root.join("content/entities");
    std::fs::create_dir_all(&entities).unwrap();
    let knowledge = if case.setting("knowledge") == Some("on") {
        ""
    } else {
        "knowledge: false\n"
    };
    let config = format!("title: Cases\nlang: {}\n{knowledge}", case.lang);
    std::fs::write(root.join("dossier.yaml"), config).unwrap();
    for entity in &case.entities {
        let path = entities.join(format!("{}.md", slug(&entity.name)));
        std::fs::write(path, front_matter(entity)).unwrap();
    }
}

fn front_matter(entity: &Entity) -> String {
    let text = |value: &str| serde_json::to_string(value).unwrap();
    let mut matter = format!("---\nname: {}\ntype: {}\n", text(&entity.name), entity.kind);
    for (key, value) in &entity.fields {
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

/// Where the words of a line stand, in code points.
fn locate(text: &str, line: &Line) -> Result<Range<usize>, String> {
    // Lines are broken as it suits a reader.
    let flat = text.replace('\n', " ");
    let found = flat.match_indices(&line.words).nth(line.nth - 1);
    let (at, _) = found.ok_or_else(|| format!("the text does not hold: {}", line.words))?;
    let start = flat[..at].chars().count();
    Ok(start..start + line.words.chars().count())
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
fn problems(case: &Case, root: &Path) -> Result<Vec<String>, String> {
    write_site(case, root);
    let json = extracted(case, root);
    let found = json["mentions"].as_array().unwrap();
    let mut problems = Vec::new();
    for expected in &case.expected {
        let span = locate(&case.text, expected)?;
        let at = |json: &&Value| number(json, "start") == span.start && number(json, "end") == span.end;
        match found.iter().find(at) {
            None => problems.push(format!("missing  - {}", expected.written)),
            Some(json) => {
                let wrong = wrong(expected, json);
                if !wrong.is_empty() {
                    problems.push(format!("- {}\n           {}", expected.written, wrong.join(", ")));
                }
            }
        }
    }
    for line in &case.never {
        let linked = found.iter().filter(|json| is_linked(json));
        let wrong: Vec<&Value> = if is_stranger(case, line) {
            let slug = slug(&line.words);
            linked.filter(|json| json["entity"].as_str() == Some(&slug)).collect()
        } else {
            let span = locate(&case.text, line)?;
            let overlaps = |json: &&Value| number(json, "start") < span.end && span.start < number(json, "end");
            linked.filter(overlaps).collect()
        };
        problems.extend(wrong.into_iter().map(|json| format!("not so   {}", shown(json))));
    }
    if case.nothing {
        problems.extend(found.iter().map(|json| format!("nothing  {}", shown(json))));
    }
    Ok(problems)
}

/// Whether `not` stands before an entity that the text does not name.
fn is_stranger(case: &Case, line: &Line) -> bool {
    !case.text.contains(&line.words) && case.entities.iter().any(|entity| entity.name == line.words)
}

fn wrong(expected: &Line, json: &Value) -> Vec<String> {
    let mut wrong = Vec::new();
    if is_linked(json) != (expected.kind == "mention") {
        wrong.push(format!("linked: {}", is_linked(json)));
    }
    for (key, value) in &expected.fields {
        let value = match key.as_str() {
            "entity" => slug(value),
            _ => value.clone(),
        };
        let answer = json[key].as_str().unwrap_or("none");
        if answer != value {
            wrong.push(format!("{key}: {answer}"));
        }
    }
    wrong
}

#[test]
fn the_cases_give_what_they_say() {
    SUITE.run(problems);
}

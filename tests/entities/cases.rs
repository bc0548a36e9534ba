//! The annotated cases: Markdown that people read, and what each line of it expects.
//!
//! ```text
//! ## Title
//! knowledge: on
//! + Name | person | aliases: One; Two | not: Three | represents: Name
//!
//! > The text; a line with `>` alone separates paragraphs.
//!
//! - mention: words | entity: Name | type: person | form: surname | nth: 2
//! - candidate: words | type: organization
//! - not: words
//! - nothing
//! ```
//!
//! `mention` has a page, `candidate` has none; no mention with a page overlaps what stands behind
//! `not`, or, where the text does not hold that, none means the entity of that name; with `nothing` there is neither a mention nor a candidate.

use std::ops::Range;

/// A text, and what is to be found in it.
pub struct Case {
    /// `de/file.md: title`
    pub name: String,
    /// The language: the folder.
    pub lang: String,
    /// Whether the embedded knowledge base counts.
    pub knowledge: bool,
    /// The entities of the site.
    pub registry: Vec<Entry>,
    /// The text.
    pub text: String,
    /// What is to be found.
    pub expected: Vec<Expected>,
    /// What no linked mention may overlap, in code points.
    pub never: Vec<Range<usize>>,
    /// Names of entities that nothing may be linked to.
    pub strangers: Vec<String>,
    /// Whether there is nothing at all.
    pub nothing: bool,
}

/// An entity of the site.
#[derive(Default)]
pub struct Entry {
    /// Its name.
    pub name: String,
    /// What it is.
    pub kind: String,
    /// Lists and values, by key.
    pub fields: Vec<(String, String)>,
}

/// A mention that is to be found.
pub struct Expected {
    /// The line, as it is written.
    pub line: String,
    /// Whether it has a page.
    pub linked: bool,
    /// Where, in code points.
    pub span: Range<usize>,
    /// What else the line says.
    pub fields: Vec<(String, String)>,
}

/// The keys of a line that expects something.
const FIELDS: [&str; 4] = ["entity", "type", "form", "nth"];

/// The keys of an entity.
const KEYS: [&str; 4] = ["aliases", "not", "represents", "wikidata"];

/// Reads a file of cases; says what is wrong with the first that cannot be read.
pub fn read(lang: &str, file: &str, markdown: &str) -> Result<Vec<Case>, String> {
    let mut cases: Vec<Case> = Vec::new();
    for section in markdown.split("\n## ").skip(1) {
        let (title, body) = section.split_once('\n').ok_or("a title without a text")?;
        let name = format!("{lang}/{file}: {title}");
        if cases.iter().any(|case| case.name == name) {
            return Err(format!("{name}: the title stands twice"));
        }
        cases.push(case(lang, &name, body).map_err(|error| format!("{name}: {error}"))?);
    }
    Ok(cases)
}

fn case(lang: &str, name: &str, body: &str) -> Result<Case, String> {
    let quoted = body.lines().filter_map(|line| line.strip_prefix('>'));
    let lines: Vec<&str> = quoted.map(|line| line.strip_prefix(' ').unwrap_or(line)).collect();
    let mut case = Case {
        name: name.to_owned(),
        lang: lang.to_owned(),
        knowledge: false,
        registry: Vec::new(),
        text: lines.join("\n"),
        expected: Vec::new(),
        never: Vec::new(),
        strangers: Vec::new(),
        nothing: false,
    };
    for line in body.lines().filter(|line| !line.starts_with('>')) {
        if let Some(entry) = line.strip_prefix("+ ") {
            case.registry.push(entity(entry)?);
        } else if let Some(answer) = line.strip_prefix("knowledge: ") {
            case.knowledge = answer == "on";
        } else if line == "- nothing" {
            case.nothing = true;
        } else if let Some(rest) = line.strip_prefix("- ") {
            let (words, fields) = fields(rest, &FIELDS)?;
            let (kind, words) = words.split_once(": ").ok_or(line)?;
            let nth = fields.iter().find(|(key, _)| key == "nth");
            let nth = nth.map_or(Ok(1), |(_, value)| value.parse().map_err(|_| "nth is no number"))?;
            if kind == "not" && !case.text.contains(words) && case.registry.iter().any(|entry| entry.name == words) {
                case.strangers.push(words.to_owned());
                continue;
            }
            let span = locate(&case.text, words, nth)?;
            match kind {
                "not" => case.never.push(span),
                "mention" | "candidate" => case.expected.push(Expected {
                    line: line.to_owned(),
                    linked: kind == "mention",
                    span,
                    fields,
                }),
                _ => return Err(format!("no kind: {kind}")),
            }
        } else if !line.trim().is_empty() {
            return Err(format!("what is this: {line}"));
        }
    }
    match (
        case.nothing,
        case.expected.is_empty(),
        case.never.is_empty() && case.strangers.is_empty(),
    ) {
        (true, false, _) => Err("has mentions, and says that there is nothing".to_owned()),
        (false, true, true) => Err("says neither what is found nor that nothing is".to_owned()),
        _ => Ok(case),
    }
}

fn entity(line: &str) -> Result<Entry, String> {
    let (name, rest) = line.split_once(" | ").ok_or("an entity without a type")?;
    let (kind, fields) = fields(rest, &KEYS)?;
    Ok(Entry {
        name: name.to_owned(),
        kind: kind.to_owned(),
        fields,
    })
}

/// The first part of a line, and what follows as keys and values.
#[allow(clippy::type_complexity, reason = "read once, right below")]
fn fields<'l>(line: &'l str, keys: &[&str]) -> Result<(&'l str, Vec<(String, String)>), String> {
    let mut parts = line.split(" | ");
    let first = parts.next().unwrap_or("");
    let mut fields = Vec::new();
    for part in parts {
        let (key, value) = part.split_once(": ").ok_or_else(|| format!("no field: {part}"))?;
        if !keys.contains(&key) {
            return Err(format!("no field: {key}"));
        }
        fields.push((key.to_owned(), value.trim().to_owned()));
    }
    Ok((first.trim(), fields))
}

/// Where a text stands for the `nth` time, in code points.
fn locate(text: &str, words: &str, nth: usize) -> Result<Range<usize>, String> {
    // Lines are broken as it suits a reader.
    let flat = text.replace('\n', " ");
    let found = flat.match_indices(words).nth(nth - 1);
    let (at, _) = found.ok_or_else(|| format!("the text does not hold: {words}"))?;
    let start = flat[..at].chars().count();
    Ok(start..start + words.chars().count())
}

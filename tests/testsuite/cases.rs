//! Cases in Markdown: a text that people read, and what is to be found in it, line by line.
//!
//! Quotations have theirs in `tests/language`, names in `tests/entities`: a folder for each language, files of
//! cases in it, and `open.txt`, which lists what is known to fail. The test fails where a case fails that is not
//! in that list, and where one passes that is.
//!
//! ```text
//! ## Title
//! setting: value
//! + Name | person | aliases: One; Two
//!
//! > The text; a line with `>` alone separates paragraphs.
//!
//! - kind: words of the text | key: value | nth: 2
//! - not: words
//! - nothing
//! ```
//!
//! Which settings, kinds and keys there are and what they mean is said where a suite is defined. `nth` counts
//! where the words occur more than once; after `not` stands what must not be found, and `nothing` says that there
//! is nothing at all.
//!
//! These variables are the same for every suite:
//!
//! ```text
//! CASES_SHOW=1            prints what was expected and found, for each case that fails
//! CASES_ONLY=de/indirect  runs only the cases whose names begin so
//! CASES_OPEN=overwrite    writes open.txt anew (with CASES_ONLY, its part)
//! ```

use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::{Path, PathBuf};

use camino::Utf8PathBuf;
use dossier::internals::diagnostics::Severity;
use dossier::internals::model::Lang;
use dossier::internals::pipeline::{ExtractInput, Request, extract};
use serde_json::Value;

/// What the cases of one folder are made of.
pub struct Suite {
    /// The folder below `tests/`.
    pub folder: &'static str,
    /// What a line can begin with, besides `not`.
    pub kinds: &'static [&'static str],
    /// The keys that a line can have, besides `nth`.
    pub keys: &'static [&'static str],
    /// The settings that a case can have.
    pub settings: &'static [&'static str],
    /// The keys of an entity (`+ Name | type | key: value`); empty: the cases have no entities.
    pub entity_keys: &'static [&'static str],
}

/// A text, and what is to be found in it.
pub struct Case {
    /// `de/file.md: title`
    pub name: String,
    /// The language: the name of the folder.
    pub lang: String,
    /// Keys and values before the text.
    pub settings: Vec<(String, String)>,
    /// The entities of the site.
    pub entities: Vec<Entity>,
    pub text: String,
    /// What is to be found.
    pub expected: Vec<Line>,
    /// What must not be found.
    pub never: Vec<Line>,
    /// Whether there is nothing to be found at all.
    pub nothing: bool,
}

impl Case {
    /// The value of a setting.
    pub fn setting(&self, name: &str) -> Option<&str> {
        value(&self.settings, name)
    }
}

/// An entity of the site that a case stands in.
pub struct Entity {
    pub name: String,
    pub kind: String,
    pub fields: Vec<(String, String)>,
}

/// A line that says what is, or is not, to be found.
pub struct Line {
    /// As it is written.
    pub written: String,
    pub kind: String,
    /// The words of the text.
    pub words: String,
    /// Which occurrence of the words is meant, from 1.
    pub nth: usize,
    /// The other keys and their values, in order.
    pub fields: Vec<(String, String)>,
}

impl Line {
    /// The value of a key.
    pub fn field(&self, name: &str) -> Option<&str> {
        value(&self.fields, name)
    }
}

fn value<'f>(fields: &'f [(String, String)], name: &str) -> Option<&'f str> {
    let found = fields.iter().find(|(key, _)| key == name);
    found.map(|(_, value)| value.as_str())
}

/// A line's first part, and the keys and values after it.
type Parts<'l> = (&'l str, Vec<(String, String)>);

fn parts<'l>(line: &'l str, keys: &[&str]) -> Result<Parts<'l>, String> {
    let mut parts = line.split(" | ");
    let first = parts.next().unwrap_or("");
    let mut fields = Vec::new();
    for part in parts {
        let (key, value) = part.split_once(": ").ok_or_else(|| format!("not a field: {part}"))?;
        if !keys.contains(&key) {
            return Err(format!("unknown key: {key}"));
        }
        fields.push((key.to_owned(), value.trim().to_owned()));
    }
    Ok((first.trim(), fields))
}

impl Suite {
    fn folder(&self) -> PathBuf {
        Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(self.folder)
    }

    /// Runs every case: `problems` says what is wrong in one, given a folder that does not exist yet, for the
    /// site; an error says why the case itself cannot be read.
    pub fn run(&self, problems: impl Fn(&Case, &Path) -> Result<Vec<String>, String>) {
        let only = std::env::var("CASES_ONLY").unwrap_or_default();
        let show = std::env::var_os("CASES_SHOW").is_some();
        let root = tempfile::tempdir().unwrap();
        let open = self.known_to_fail();
        let (mut count, mut failing, mut report) = (0, BTreeSet::new(), String::new());
        for case in self.cases().iter().filter(|case| case.name.starts_with(&only)) {
            count += 1;
            let problems = problems(case, &root.path().join(count.to_string()));
            let problems = problems.unwrap_or_else(|error| panic!("{}: {error}", case.name));
            if problems.is_empty() {
                continue;
            }
            failing.insert(case.name.clone());
            if show || !open.contains(&case.name) {
                let text = case.text.replace('\n', "\n  > ");
                writeln!(report, "\n{}\n  > {text}\n  {}", case.name, problems.join("\n  ")).unwrap();
            }
        }
        let right = count - failing.len();
        println!("{report}\n{count} cases, {right} right, {} open", failing.len());
        if std::env::var("CASES_OPEN").is_ok_and(|value| value == "overwrite") {
            let others = open.into_iter().filter(|name| !name.starts_with(&only));
            let lines: BTreeSet<String> = others.chain(failing).map(|name| name + "\n").collect();
            let text: String = lines.into_iter().collect();
            std::fs::write(self.folder().join("open.txt"), text).unwrap();
        } else {
            self.compare(
                &open.into_iter().filter(|name| name.starts_with(&only)).collect(),
                &failing,
            );
        }
    }

    fn compare(&self, known: &BTreeSet<String>, failing: &BTreeSet<String>) {
        let list = |names: Vec<&String>| names.iter().map(|name| format!("\n  {name}")).collect::<String>();
        let broken = list(failing.difference(known).collect());
        let mended = list(known.difference(failing).collect());
        let folder = self.folder;
        assert!(
            broken.is_empty() && mended.is_empty(),
            "\nfail, and are not in tests/{folder}/open.txt:{broken}\nare in it, and pass (or do not exist):{mended}\n\
             → mend the first; for the second: CASES_OPEN=overwrite cargo test --test testsuite {folder}\n"
        );
    }

    /// The names of the cases that are known to fail.
    fn known_to_fail(&self) -> BTreeSet<String> {
        let text = std::fs::read_to_string(self.folder().join("open.txt")).unwrap_or_default();
        let names = text.lines().filter(|line| !line.is_empty());
        names.map(str::to_owned).collect()
    }

    /// Every case, by language and file.
    fn cases(&self) -> Vec<Case> {
        let mut all = Vec::new();
        for folder in entries(&self.folder()).iter().filter(|path| path.is_dir()) {
            let lang = folder.file_name().unwrap().to_str().unwrap();
            for path in entries(folder) {
                let file = path.file_name().unwrap().to_str().unwrap();
                let markdown = std::fs::read_to_string(&path).unwrap();
                self.read(lang, file, &markdown, &mut all)
                    .unwrap_or_else(|error| panic!("{lang}/{file}: {error}"));
            }
        }
        all
    }

    fn read(&self, lang: &str, file: &str, markdown: &str, cases: &mut Vec<Case>) -> Result<(), String> {
        for section in markdown.split("\n## ").skip(1) {
            let (title, body) = section.split_once('\n').ok_or("a title without a text")?;
            let name = format!("{lang}/{file}: {title}");
            if cases.iter().any(|case| case.name == name) {
                return Err(format!("{title}: there are two cases of this title"));
            }
            cases.push(
                self.case(lang, name, body)
                    .map_err(|error| format!("{title}: {error}"))?,
            );
        }
        Ok(())
    }

    fn case(&self, lang: &str, name: String, body: &str) -> Result<Case, String> {
        let quoted = body.lines().filter_map(|line| line.strip_prefix('>'));
        let text: Vec<&str> = quoted.map(|line| line.strip_prefix(' ').unwrap_or(line)).collect();
        let mut case = Case {
            name,
            lang: lang.to_owned(),
            settings: Vec::new(),
            entities: Vec::new(),
            text: text.join("\n"),
            expected: Vec::new(),
            never: Vec::new(),
            nothing: false,
        };
        let others = body.lines().filter(|line| !line.starts_with('>'));
        for line in others.filter(|line| !line.trim().is_empty()) {
            if let Some(entity) = line.strip_prefix("+ ") {
                case.entities.push(self.entity(entity)?);
            } else if line == "- nothing" {
                case.nothing = true;
            } else if let Some(line) = line.strip_prefix("- ") {
                self.line(line, &mut case)?;
            } else {
                let setting = line.split_once(": ").filter(|(key, _)| self.settings.contains(key));
                let (key, value) = setting.ok_or_else(|| format!("neither a setting nor a text: {line}"))?;
                case.settings.push((key.to_owned(), value.to_owned()));
            }
        }
        match (case.nothing, case.expected.is_empty(), case.never.is_empty()) {
            (true, false, _) => Err("says what is found, and that nothing is".to_owned()),
            (false, true, true) => Err("says neither what is found nor that nothing is".to_owned()),
            _ => Ok(case),
        }
    }

    fn entity(&self, line: &str) -> Result<Entity, String> {
        let (name, rest) = line.split_once(" | ").ok_or("an entity without a type")?;
        let (kind, fields) = parts(rest, self.entity_keys)?;
        Ok(Entity {
            name: name.to_owned(),
            kind: kind.to_owned(),
            fields,
        })
    }

    fn line(&self, written: &str, case: &mut Case) -> Result<(), String> {
        let keys = [self.keys, &["nth"]].concat();
        let (first, mut fields) = parts(written, &keys)?;
        let (kind, words) = first.split_once(": ").ok_or(written)?;
        let mut nth = 1;
        if let Some(at) = fields.iter().position(|(key, _)| key == "nth") {
            nth = fields.remove(at).1.parse().map_err(|_| "nth is not a number")?;
        }
        let line = Line {
            written: written.to_owned(),
            kind: kind.to_owned(),
            words: words.to_owned(),
            nth,
            fields,
        };
        match kind {
            "not" => case.never.push(line),
            _ if self.kinds.contains(&kind) => case.expected.push(line),
            _ => return Err(format!("unknown kind: {kind}")),
        }
        Ok(())
    }
}

/// What is in a folder, by name.
fn entries(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap();
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
}

/// What `dossier extract` says of the text of a case, in the site at `root`.
pub fn extracted(case: &Case, root: &Path) -> Value {
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
    let wrong = diagnostics
        .iter()
        .any(|located| located.diagnostic.severity == Severity::Error);
    assert!(!wrong, "{}: {diagnostics:?}", case.name);
    serde_json::from_str(&documents[0].to_json()).unwrap()
}

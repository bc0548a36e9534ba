//! The annotated cases of quotations, `tests/language/{de,en}/*.md`, run as `dossier extract` runs: every
//! quotation with its words, kind, speaker, resolved name and cue, and every trap. How they are written and run
//! is said in `cases.rs`; beyond that:
//!
//! ```text
//! ## Title
//! only: direct
//!
//! > The text.
//!
//! - direct: “words” | speaker: as written | resolved: Full Name | cue: said
//! - indirect: words | cue: warned | class: warning | occasion: at a meeting
//! - not: “words”
//! - indirect: words | status: negated
//! ```
//!
//! ` […] ` stands where the cue interrupts a quotation. `resolved: none` must stay unresolved, `occasion: none` is
//! said nowhere in particular. Without `status` the words must be asserted; what is not asserted never counts as found too
//! much. `only` names the one kind that a long text lists; what else is found in it counts
//! for nothing.

use std::collections::BTreeSet;
use std::ops::Range;
use std::path::Path;

use serde_json::Value;

use crate::cases::{Case, Line, Suite, extracted};

const SUITE: Suite = Suite {
    folder: "language",
    kinds: &["direct", "indirect", "indirect_free", "free_indirect", "reported"],
    keys: &["speaker", "resolved", "cue", "occasion", "class", "voice", "status"],
    settings: &["only"],
    entity_keys: &[],
};

/// Words of a text, by number. Marks and signs around words make no difference to what is quoted, so quotations are
/// compared as sets of words.
type Words = BTreeSet<usize>;

/// A text with its words.
struct Text<'t> {
    plain: &'t str,
    /// Runs of letters and digits, in code points.
    words: Vec<Range<usize>>,
}

impl Text<'_> {
    fn new(plain: &str) -> Text<'_> {
        let mut words: Vec<Range<usize>> = Vec::new();
        for (at, c) in plain.chars().enumerate() {
            match words.last_mut() {
                _ if !c.is_alphanumeric() => {}
                Some(last) if last.end == at => last.end = at + 1,
                _ => words.push(at..at + 1),
            }
        }
        Text { plain, words }
    }

    /// The words inside of spans of code points.
    fn words(&self, spans: &[Range<usize>]) -> Words {
        let inside = |word: &Range<usize>| {
            spans
                .iter()
                .any(|span| span.start <= word.start && word.end <= span.end)
        };
        (0..self.words.len()).filter(|n| inside(&self.words[*n])).collect()
    }

    /// The words of a line, its parts in order.
    fn locate(&self, line: &Line) -> Result<Words, String> {
        let found = self.find(&line.words, line.nth).filter(|words| !words.is_empty());
        found.ok_or_else(|| format!("the text does not hold: {}", line.words))
    }

    fn find(&self, text: &str, nth: usize) -> Option<Words> {
        let parts: Vec<&str> = if self.plain.contains(text) {
            vec![text]
        } else {
            text.split(" […] ").collect()
        };
        let mut from = self.plain.match_indices(parts[0]).nth(nth - 1)?.0;
        let mut spans = Vec::new();
        for part in parts {
            let start = from + self.plain[from..].find(part)?;
            from = start + part.len();
            let points = self.plain[..start].chars().count();
            spans.push(points..points + part.chars().count());
        }
        Some(self.words(&spans))
    }
}

/// A quotation that was found.
struct Found {
    kind: String,
    words: Words,
    text: String,
    json: Value,
}

impl Found {
    /// A field of the document, as text; empty where there is none.
    fn field(&self, key: &str) -> &str {
        self.json[key].as_str().unwrap_or("")
    }
}

fn one(json: &Value, text: &Text<'_>) -> Found {
    let span = |start: &Value, end: &Value| -> Range<usize> {
        start.as_u64().unwrap() as usize..end.as_u64().unwrap() as usize
    };
    let spans: Vec<Range<usize>> = match json["spans"].as_array() {
        Some(spans) => spans.iter().map(|s| span(&s[0], &s[1])).collect(),
        None => vec![span(&json["start"], &json["end"])],
    };
    Found {
        kind: json["kind"].as_str().unwrap().to_owned(),
        words: text.words(&spans),
        text: json["text"].as_str().unwrap().to_owned(),
        json: json.clone(),
    }
}

/// The words of a text in one form: as written, but for marks, signs and line ends.
fn bare(text: &str) -> Vec<&str> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect()
}

/// Whether the words of `part` stand in `whole`, in this order; a cue can be interrupted.
fn holds(whole: &str, part: &str) -> bool {
    let mut words = bare(whole).into_iter();
    bare(part)
        .into_iter()
        .all(|word| words.any(|other| other.to_lowercase() == word.to_lowercase()))
}

/// What is wrong with a quotation that has the right words and kind.
fn wrong_fields(expected: &Line, found: &Found) -> Vec<String> {
    let mut wrong = Vec::new();
    let mut check = |key: &str, answer: &str, right: bool| {
        if !right {
            wrong.push(format!("{key}: {}", if answer.is_empty() { "none" } else { answer }));
        }
    };
    if let Some(speaker) = expected.field("speaker") {
        let answer = found.field("speaker_text");
        check("speaker", answer, bare(answer) == bare(speaker));
    }
    if let Some(resolved) = expected.field("resolved") {
        let answer = found.field("speaker_resolved");
        let answer = if answer.is_empty() {
            found.field("speaker_text")
        } else {
            answer
        };
        // What only repeats the words as written names nobody.
        let written = expected.field("speaker").unwrap_or("");
        let right = match resolved {
            "none" => holds(written, answer),
            name => bare(answer) == bare(name),
        };
        check("resolved", answer, right);
    }
    if let Some(cue) = expected.field("cue") {
        let answer = found.field("cue");
        check("cue", answer, holds(answer, cue));
    }
    let status = expected.field("status").unwrap_or("asserted");
    check("status", found.field("status"), found.field("status") == status);
    for (field, key) in [
        ("occasion", "occasion"),
        ("class", "cue_kind"),
        ("voice", "speaker_class"),
    ] {
        if let Some(value) = expected.field(field) {
            let answer = found.field(key);
            let value = if value == "none" { "" } else { value };
            check(field, answer, bare(answer) == bare(value));
        }
    }
    wrong
}

/// Everything that is wrong with what was found in a case.
fn problems(case: &Case, root: &Path) -> Result<Vec<String>, String> {
    let text = Text::new(&case.text);
    let json = extracted(case, root);
    let found: Vec<Found> = json["quotes"]
        .as_array()
        .unwrap()
        .iter()
        .map(|json| one(json, &text))
        .collect();
    let mut problems = Vec::new();
    let mut taken = BTreeSet::new();
    for expected in &case.expected {
        let words = text.locate(expected)?;
        let fits = |n: &usize| !taken.contains(n) && found[*n].words == words && found[*n].kind == expected.kind;
        match (0..found.len()).find(fits) {
            Some(number) => {
                taken.insert(number);
                let wrong = wrong_fields(expected, &found[number]);
                if !wrong.is_empty() {
                    problems.push(format!("wrong    {}  →  {}", expected.written, wrong.join(" | ")));
                }
            }
            None => problems.push(format!("missing  {}", expected.written)),
        }
    }
    let never = case.never.iter().map(|line| text.locate(line));
    let never: Vec<Words> = never.collect::<Result<_, _>>()?;
    for (number, other) in found.iter().enumerate() {
        let named = never
            .iter()
            .any(|words| other.kind == "direct" && other.words.is_subset(words));
        let extra = matches!(other.kind.as_str(), "direct" | "indirect")
            && case.setting("only").is_none_or(|only| only == other.kind)
            && !taken.contains(&number)
            && !case.expected.is_empty();
        if other.field("status") == "asserted" && (named || extra || case.nothing) {
            let rule = other.field("rule");
            let text = other.text.replace('\n', " ");
            problems.push(format!("not so   {}: {text}  ({rule})", other.kind));
        }
    }
    Ok(problems)
}

#[test]
fn the_cases_give_what_they_say() {
    SUITE.run(problems);
}

//! The annotated cases: Markdown that people read, and what each line of it expects.
//!
//! ```text
//! ## Title
//!
//! > The text; a line with `>` alone separates paragraphs.
//!
//! - direct: “words” | speaker: as written | resolved: Full Name | cue: said | nth: 2
//! - indirect: words | cue: warned | class: warning | occasion: at a meeting
//! - not: “words”
//! - nothing
//! - only: direct
//! ```
//!
//! ` […] ` stands where the cue interrupts a quotation. `resolved: none` must stay unresolved,
//! `occasion: none` is said nowhere in particular.
//! `only` names the one kind that a long text lists; what else is found in it counts for nothing.

use std::ops::Range;

/// A text, and what is to be found in it.
pub struct Case {
    /// `de/file.md: title`
    pub name: String,
    /// The language: the folder.
    pub lang: String,
    /// The text.
    pub text: Text,
    /// What is to be found.
    pub expected: Vec<Expected>,
    /// What is no quotation, as words of the text.
    pub never: Vec<Words>,
    /// Whether there is no quotation at all.
    pub nothing: bool,
    /// The one kind that the case lists, where it does not list all.
    pub only: Option<String>,
}

/// A quotation that is to be found.
pub struct Expected {
    /// The line, as it is written.
    pub line: String,
    /// Its kind.
    pub kind: String,
    /// Its words.
    pub words: Words,
    /// What else the line says, as written.
    pub fields: Vec<(String, String)>,
}

impl Expected {
    /// What a field says.
    pub fn field(&self, name: &str) -> Option<&str> {
        let found = self.fields.iter().find(|(key, _)| key == name);
        found.map(|(_, value)| value.as_str())
    }
}

/// The keys of a line.
const FIELDS: [&str; 6] = ["speaker", "resolved", "cue", "nth", "occasion", "class"];

/// The kinds of a line.
const KINDS: [&str; 5] = ["direct", "indirect", "indirect_free", "free_indirect", "reported"];

/// Words of a text, by number.
pub type Words = std::collections::BTreeSet<usize>;

/// A text with its words. Marks and signs around words make no difference to what is quoted, so
/// quotations are compared as sets of words.
pub struct Text {
    /// The text.
    pub plain: String,
    /// Its words: runs of letters and digits, in code points.
    words: Vec<Range<usize>>,
}

impl Text {
    fn new(plain: String) -> Text {
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
    pub fn words(&self, spans: &[Range<usize>]) -> Words {
        let inside = |word: &Range<usize>| {
            spans
                .iter()
                .any(|span| span.start <= word.start && word.end <= span.end)
        };
        (0..self.words.len()).filter(|n| inside(&self.words[*n])).collect()
    }

    /// Where a text stands for the `nth` time, its parts in order.
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
        text: Text::new(lines.join("\n")),
        expected: Vec::new(),
        never: Vec::new(),
        nothing: false,
        only: None,
    };
    for line in body.lines().filter_map(|line| line.strip_prefix("- ")) {
        if line == "nothing" {
            case.nothing = true;
        } else if let Some(kind) = line.strip_prefix("only: ") {
            case.only = Some(kind.to_owned());
        } else if let Some(text) = line.strip_prefix("not: ") {
            case.never.push(locate(&case.text, text, 1)?);
        } else {
            case.expected.push(expected(&case.text, line)?);
        }
    }
    match (case.nothing, case.expected.is_empty(), case.never.is_empty()) {
        (true, false, _) => return Err("has quotations, and says that there is nothing".to_owned()),
        (false, true, true) => return Err("says neither what is found nor that nothing is".to_owned()),
        _ => {}
    }
    Ok(case)
}

fn expected(text: &Text, line: &str) -> Result<Expected, String> {
    let mut parts = line.split(" | ");
    let (kind, quoted) = parts.next().and_then(|first| first.split_once(": ")).ok_or(line)?;
    if !KINDS.contains(&kind) {
        return Err(format!("no kind: {kind}"));
    }
    let mut fields = Vec::new();
    for part in parts {
        let (key, value) = part.split_once(": ").ok_or_else(|| format!("no field: {part}"))?;
        if !FIELDS.contains(&key) {
            return Err(format!("no field: {key}"));
        }
        fields.push((key.to_owned(), value.to_owned()));
    }
    let nth = fields.iter().find(|(key, _)| key == "nth");
    let nth = nth.map_or(Ok(1), |(_, value)| value.parse().map_err(|_| "nth is no number"))?;
    Ok(Expected {
        line: line.to_owned(),
        kind: kind.to_owned(),
        words: locate(text, quoted, nth)?,
        fields,
    })
}

fn locate(text: &Text, quoted: &str, nth: usize) -> Result<Words, String> {
    let found = text.find(quoted, nth).filter(|words| !words.is_empty());
    found.ok_or_else(|| format!("the text does not hold: {quoted}"))
}

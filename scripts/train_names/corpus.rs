//! Annotated texts: read from two columns, set as running text, and cut into runs as the tagger
//! cuts them.

use std::error::Error;
use std::fs;
use std::path::Path;

use dossier::internals::enrich::Class;
use dossier::internals::enrich::tagger::{Run, prepare};
use dossier::internals::language::{WordTable, Words};
use dossier::internals::model::Span;
use dossier::internals::parse::plain_text;

/// What corpora have as names and the tagger shall not: currencies, languages.
const NOT_NAMES: &str = include_str!("not_names.txt");

/// How the sentences of a corpus are read.
#[derive(Clone, Copy)]
pub struct Source {
    /// The file.
    pub file: &'static str,
    /// How many sentences in a row are of one text.
    pub together: usize,
    /// Whether its conventions are not those of the tagger: adjectives and compounds are names there, and
    /// works and events are not.
    pub foreign: bool,
    /// How often each of its texts is read.
    pub weight: usize,
}

/// A text with its names.
pub struct Text {
    /// The text.
    pub plain: String,
    /// Its names.
    pub gold: Vec<(Span, Class)>,
    /// The number of its corpus.
    pub corpus: usize,
}

/// A run with its labels: 0 for nothing, else one more than the lane of the weights.
pub struct Example {
    /// What is seen.
    pub features: Vec<Vec<u32>>,
    /// What it is.
    pub labels: Vec<usize>,
    /// Whether it is of a corpus with other conventions.
    pub foreign: bool,
}

/// Reads a corpus.
pub fn read(folder: &Path, source: &Source, corpus: usize) -> Result<Vec<Text>, Box<dyn Error>> {
    let content = fs::read_to_string(folder.join(source.file))?;
    let mut sentences: Vec<Vec<(&str, &str)>> = vec![Vec::new()];
    for line in content.lines() {
        match line.split_once('\t') {
            Some(pair) => sentences.last_mut().ok_or("empty")?.push(pair),
            None => sentences.push(Vec::new()),
        }
    }
    sentences.retain(|sentence| !sentence.is_empty());
    let texts = sentences.chunks(source.together).map(|chunk| {
        let mut text = Text {
            plain: String::new(),
            gold: Vec::new(),
            corpus,
        };
        for sentence in chunk {
            set(sentence, source.foreign, &mut text);
        }
        text
    });
    Ok(texts.collect())
}

/// Sets the words of a sentence as writers do, with the signs beside them.
fn set(sentence: &[(&str, &str)], foreign: bool, text: &mut Text) {
    if !text.plain.is_empty() {
        text.plain.push_str("\n\n");
    }
    let mut open = false;
    let mut glue = true;
    let mut names: Vec<(Span, &str)> = Vec::new();
    let mut inside = false;
    for (word, tag) in sentence {
        let closes = match *word {
            "\"" => {
                open = !open;
                !open
            }
            "," | "." | ";" | ":" | "!" | "?" | ")" | "]" | "…" | "%" | "“" | "”" | "''" | "'s" | "’s" | "«" => {
                true
            }
            _ => false,
        };
        if !glue && !closes {
            text.plain.push(' ');
        }
        let word = match *word {
            "``" | "''" => "\"",
            word => word,
        };
        let start = text.plain.len();
        text.plain.push_str(word);
        glue = matches!(word, "(" | "[" | "„" | "»" | "``") || word == "\"" && !closes;
        let span = Span::new(start, text.plain.len());
        match tag.split_once('-') {
            Some((place, class)) if place == "B" || !inside => names.push((span, class)),
            Some(_) => {
                if let Some(last) = names.last_mut() {
                    last.0.end = span.end;
                }
            }
            None => {}
        }
        inside = *tag != "O";
    }
    for (span, class) in names {
        let name = span.slice(&text.plain);
        let adjective = !name.contains(char::is_uppercase);
        if NOT_NAMES.lines().any(|other| other == name) {
            continue;
        }
        if let Some(class) = class_of(class).filter(|_| !foreign || !adjective) {
            text.gold.push((span, class));
        }
    }
}

fn class_of(name: &str) -> Option<Class> {
    match name {
        "PER" => Some(Class::Person),
        "ORG" => Some(Class::Organization),
        "LOC" => Some(Class::Place),
        "MISC" => Some(Class::Other),
        _ => None,
    }
}

/// The runs of a text with their labels; those whose names do not begin and end with their words are
/// left out, and so are compounds of a corpus with other conventions.
pub fn examples(text: &Text, foreign: bool, words: &Words, table: &WordTable) -> Vec<Example> {
    let runs = prepare(&plain_text(&text.plain), words, table);
    let mut next = 0;
    let mut found = Vec::new();
    for run in runs {
        let Some((start, end)) = run.spans.first().zip(run.spans.last()).map(|(a, b)| (a.start, b.end)) else {
            continue;
        };
        while text.gold.get(next).is_some_and(|(span, _)| span.end <= start) {
            next += 1;
        }
        let gold = text.gold[next..].iter().take_while(|(span, _)| span.start < end);
        let gold: Vec<(Span, Class)> = gold.copied().collect();
        let compound = foreign
            && gold.iter().any(|(span, _)| {
                span.slice(&text.plain)
                    .split(' ')
                    .any(|word| word.len() > 2 && word.contains('-'))
            });
        if let Some(labels) = labels(&text.plain, &run, &gold).filter(|_| !compound) {
            found.push(Example {
                features: run.features,
                labels,
                foreign,
            });
        }
    }
    found
}

/// A name without the ending of a possessor, which stands in its last word.
pub fn bare(plain: &str, span: Span) -> Span {
    let name = span.slice(plain);
    let stem = name.strip_suffix("'s").or_else(|| name.strip_suffix("’s"));
    Span {
        end: span.start + stem.unwrap_or(name).len() as u32,
        ..span
    }
}

fn labels(plain: &str, run: &Run, gold: &[(Span, Class)]) -> Option<Vec<usize>> {
    let mut labels = vec![0; run.spans.len()];
    for (span, class) in gold {
        let first = run.spans.iter().position(|token| token.start == span.start)?;
        let last = run
            .spans
            .iter()
            .position(|token| token.end == span.end || bare(plain, *token).end == span.end)?;
        let base = 1 + 4 * *class as usize;
        for (at, label) in labels.iter_mut().enumerate().take(last + 1).skip(first) {
            *label = base
                + match (at == first, at == last) {
                    (true, true) => 3,
                    (true, false) => 0,
                    (false, false) => 1,
                    (false, true) => 2,
                };
        }
    }
    Some(labels)
}

//! Learns the weights of the name tagger: `src/language/*/names.model`. docs/entities.md tells which
//! data it needs and how it is called.
#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    clippy::print_stderr,
    clippy::print_stdout,
    clippy::too_many_lines,
    reason = "a tool of its own, which the rules of the program do not bind"
)]

mod corpus;
mod learn;
mod score;
mod tables;

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use corpus::{Example, Source, Text};
use dossier::internals::enrich::tagger::{names, tag_again};
use dossier::internals::language::{Language, Languages, NameModel, WordTable};
use dossier::internals::model::Lang;
use dossier::internals::parse::plain_text;
use learn::{Settings, learn};
use score::Score;

/// How many parts a corpus is cut into, each of which is tagged by what the others teach.
const PARTS: usize = 5;

/// The corpora of a language.
fn sources(lang: &str) -> Vec<Source> {
    match lang {
        "de" => vec![
            Source {
                file: "germeval2014-dev.tsv",
                together: 1,
                foreign: false,
                weight: 2,
            },
            Source {
                file: "smartdata-de.tsv",
                together: 10,
                foreign: true,
                weight: 1,
            },
        ],
        _ => vec![Source {
            file: "wikigold-en-part1.tsv",
            together: 10,
            foreign: false,
            weight: 1,
        }],
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments.as_slice() {
        ["check", lang, corpora, lists] => check(&Task::new(lang, corpora, lists)?),
        ["train", lang, corpora, lists, out] => train(&Task::new(lang, corpora, lists)?, out),
        ["tag", lang, out, files @ ..] => tag(lang, out, files),
        ["time", lang, files @ ..] => time(lang, files),
        _ => Err("train-names check LANG CORPORA LISTS | train LANG CORPORA LISTS MODEL | tag LANG OUT FILE… | time LANG FILE…".into()),
    }
}

/// What is learnt from.
struct Task {
    language: &'static Language,
    texts: Vec<Text>,
    sources: Vec<Source>,
    table: WordTable,
    settings: Settings,
}

impl Task {
    fn new(lang: &str, corpora: &str, lists: &str) -> Result<Task, Box<dyn Error>> {
        let language = Languages::embedded().get(&Lang(lang.to_owned()));
        let sizes = tables::Sizes {
            capital: 60_000,
            small: 6_000,
            inhabitants: 100_000,
        };
        let sources = sources(lang);
        let mut texts = Vec::new();
        for (number, source) in sources.iter().enumerate() {
            texts.extend(corpus::read(Path::new(corpora), source, number)?);
        }
        Ok(Task {
            language,
            texts,
            sources,
            table: tables::words(Path::new(lists), lang, sizes)?,
            settings: Settings {
                bits: 16,
                rounds: 12,
                rate: 0.1,
                seen: if lang == "de" { 5 } else { 3 },
                hide: 8,
                seed: 2014,
            },
        })
    }

    /// The examples of the texts that a choice keeps.
    fn examples(&self, keep: impl Fn(usize) -> bool) -> Vec<Example> {
        let mut found = Vec::new();
        for (_, text) in self.texts.iter().enumerate().filter(|(number, _)| keep(*number)) {
            let source = &self.sources[text.corpus];
            for _ in 0..source.weight {
                found.extend(corpus::examples(
                    text,
                    source.foreign,
                    &self.language.words,
                    &self.table,
                ));
            }
        }
        found
    }
}

/// Prints what each corpus is tagged like by what is learnt from the rest.
fn check(task: &Task) -> Result<(), Box<dyn Error>> {
    let mut part = vec![0; task.texts.len()];
    for corpus in 0..task.sources.len() {
        let numbers: Vec<usize> = (0..task.texts.len())
            .filter(|number| task.texts[*number].corpus == corpus)
            .collect();
        for (at, number) in numbers.iter().enumerate() {
            part[*number] = at * PARTS / numbers.len();
        }
    }
    let mut scores: Vec<Score> = task.sources.iter().map(|_| Score::default()).collect();
    for tested in 0..PARTS {
        let model = learn(
            &task.examples(|number| part[number] != tested),
            &task.table,
            task.settings,
        );
        for (_, text) in task
            .texts
            .iter()
            .enumerate()
            .filter(|(number, _)| part[*number] == tested)
        {
            let mut found = names(&plain_text(&text.plain), &task.language.words, &model);
            for (span, _, _) in &mut found {
                *span = corpus::bare(&text.plain, *span);
            }
            scores[text.corpus].add(&text.gold, &found);
        }
    }
    println!("{:?}, {} words", task.settings, task.table.count());
    for (source, score) in task.sources.iter().zip(&scores) {
        println!("{}\n{score}", source.file);
    }
    Ok(())
}

/// Learns of everything and writes the model.
fn train(task: &Task, out: &str) -> Result<(), Box<dyn Error>> {
    let model = learn(&task.examples(|_| true), &task.table, task.settings);
    let bytes = model.to_bytes();
    println!("{out}: {} bytes, {} words", bytes.len(), model.words.count());
    Ok(fs::write(out, bytes)?)
}

/// Writes the names of texts as JSON, as `dossier extract` does.
fn tag(lang: &str, out: &str, files: &[&str]) -> Result<(), Box<dyn Error>> {
    let words = &Languages::embedded().get(&Lang(lang.to_owned())).words;
    let given = std::env::var("MODEL").ok().map(fs::read).transpose()?;
    let given = given.and_then(|bytes| NameModel::from_bytes(&bytes));
    let model = given.as_ref().unwrap_or(&words.name_model);
    fs::create_dir_all(out)?;
    for file in files {
        let text = fs::read_to_string(file)?;
        let document = plain_text(&text);
        let points = |byte: u32| document.plain[..byte as usize].chars().count();
        let found = names(&document, words, model);
        let mentions: Vec<_> = found
            .iter()
            .map(|(span, class, margin)| {
                serde_json::json!({"start": points(span.start), "end": points(span.end), "text": span.slice(&document.plain),
                    "type": score::NAMES[*class as usize], "entity": null, "margin": margin})
            })
            .collect();
        let name = PathBuf::from(file).with_extension("json");
        let name = name.file_name().ok_or("no file")?;
        fs::write(
            Path::new(out).join(name),
            serde_json::json!({"mentions": mentions}).to_string(),
        )?;
    }
    Ok(())
}

/// Prints how long it takes to list the words of texts and find their names, cut and scanned already.
fn time(lang: &str, files: &[&str]) -> Result<(), Box<dyn Error>> {
    const TIMES: u32 = 200;
    let words = &Languages::embedded().get(&Lang(lang.to_owned())).words;
    let (mut tokens, mut micros) = (0, 0.0);
    for file in files {
        let document = plain_text(&fs::read_to_string(file)?);
        let once = Instant::now();
        tokens += tag_again(&document, words, 1);
        let once = once.elapsed();
        let often = Instant::now();
        tag_again(&document, words, TIMES + 1);
        micros += often.elapsed().saturating_sub(once).as_secs_f64() * 1e6 / f64::from(TIMES);
    }
    println!(
        "{} texts, {tokens} tokens, {:.1} million tokens a second",
        files.len(),
        tokens as f64 / micros
    );
    Ok(())
}

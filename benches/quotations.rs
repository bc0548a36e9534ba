//! How fast quotations are found: in the texts of our own cases, and in texts that are made to slow
//! a scanner down. One core; the throughput should not depend on the length.
#![allow(missing_docs, clippy::unwrap_used, reason = "what a bench builds on must be there")]
#![allow(clippy::disallowed_methods, reason = "the rules of the program do not bind a bench")]

use std::hint::black_box;
use std::path::Path;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use dossier::internals::enrich::enrich_text;
use dossier::internals::language::{Languages, Words};
use dossier::internals::model::Document;
use dossier::internals::model::Lang;
use dossier::internals::parse::plain_text;

/// Texts that repeat one piece: marks that never close, no full stop, one name, nothing but cues.
const ODD: [(&str, &str); 4] = [
    ("unclosed", "„a "),
    ("apostrophes", "'a "),
    ("one_name", "Anna Meer sagte: „Ja.“ "),
    ("clauses", "er sagte, dass "),
];

/// The texts of the annotated cases of a language.
fn cases(lang: &str) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/language").join(lang);
    let entries = std::fs::read_dir(folder).unwrap();
    let mut files: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let mut text = String::new();
    for file in files {
        let markdown = std::fs::read_to_string(file).unwrap();
        for line in markdown.lines() {
            match line.strip_prefix('>') {
                Some(quoted) => text.push_str(quoted.trim_start()),
                None => text.push('\n'),
            }
            text.push('\n');
        }
    }
    text
}

/// A text, again and again until it is so long.
fn document(text: &str, bytes: usize) -> Document {
    plain_text(&text.repeat(bytes.div_ceil(text.len())))
}

fn words(lang: &str) -> &'static Words {
    &Languages::embedded().get(&Lang(lang.into())).words
}

fn quotations(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("quotations");
    group.sample_size(10);
    for lang in Languages::embedded().tags().iter().copied() {
        for kilobytes in [100, 400, 1600] {
            let document = document(&cases(lang), kilobytes * 1000);
            group.throughput(Throughput::Bytes(document.plain.len() as u64));
            group.bench_with_input(BenchmarkId::new(lang, kilobytes), &document, |bencher, document| {
                bencher.iter(|| black_box(enrich_text(document, words(lang))));
            });
        }
    }
    for (name, piece) in ODD {
        let document = document(piece, 400_000);
        group.throughput(Throughput::Bytes(document.plain.len() as u64));
        group.bench_with_input(BenchmarkId::new("odd", name), &document, |bencher, document| {
            bencher.iter(|| black_box(enrich_text(document, words("de"))));
        });
    }
    group.finish();
}

criterion_group!(benches, quotations);
criterion_main!(benches);

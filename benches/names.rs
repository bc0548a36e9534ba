//! How fast names are found: 100,000 invented names in an invented text, on one core.
#![allow(missing_docs, clippy::unwrap_used, reason = "what a bench builds on must be there")]
#![allow(clippy::disallowed_methods, reason = "the rules of the program do not bind a bench")]

use std::hint::black_box;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use dossier::internals::knowledge::{Knowledge, KnownKind};
use dossier::internals::language::{Languages, Words};
use dossier::internals::model::EntityType;
use dossier::internals::model::Lang;
use dossier::internals::names::{NameEntry, NameKind, NameTable, Surnames};

/// Syllables, of which the invented words are made.
const ONSETS: [&str; 16] = [
    "b", "br", "d", "f", "g", "gr", "h", "k", "l", "m", "n", "r", "s", "st", "t", "w",
];
const NUCLEI: [&str; 8] = ["a", "e", "i", "o", "u", "au", "ei", "ü"];
const CODAS: [&str; 8] = ["", "n", "r", "l", "s", "ck", "nd", "rt"];

/// Numbers that look like chance and are always the same.
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % limit
    }

    fn word(&mut self, syllables: usize) -> String {
        let mut word = String::new();
        for _ in 0..syllables {
            word.push_str(ONSETS[self.below(16)]);
            word.push_str(NUCLEI[self.below(8)]);
            word.push_str(CODAS[self.below(8)]);
        }
        word
    }

    fn name(&mut self, syllables: usize) -> String {
        let word = self.word(syllables);
        word[..1].to_uppercase() + &word[1..]
    }
}

/// Invented names: three of five are people, the others places and organizations.
fn names(count: usize) -> Vec<(String, EntityType)> {
    let mut chance = Chance(7);
    let forenames: Vec<String> = (0..400).map(|_| chance.name(2)).collect();
    let one = |number: usize| match number % 5 {
        0 => (chance.name(3), EntityType::Place),
        1 => (
            format!("{}er {} AG", chance.name(2), chance.name(2)),
            EntityType::Organization,
        ),
        _ => (
            format!("{} {}", forenames[chance.below(400)], chance.name(3)),
            EntityType::Person,
        ),
    };
    (0..count).map(one).collect()
}

/// A text like those of the news: every third word has a capital, every fifteenth is a name.
fn text(names: &[(String, EntityType)], bytes: usize) -> String {
    let mut chance = Chance(11);
    let common: Vec<String> = (0..5000)
        .map(|number| {
            if number % 3 == 0 {
                chance.name(3)
            } else {
                chance.word(2)
            }
        })
        .collect();
    let mut text = String::with_capacity(bytes + 100);
    while text.len() < bytes {
        match chance.below(15) {
            0 => text.push_str(&names[chance.below(names.len())].0),
            1 => text.push_str("der,"),
            _ => text.push_str(&common[chance.below(5000)]),
        }
        text.push(if chance.below(15) == 0 { '.' } else { ' ' });
        text.push_str(if chance.below(60) == 0 { "\n\n" } else { "" });
    }
    text
}

fn words(lang: &str) -> &'static Words {
    &Languages::embedded().get(&Lang(lang.into())).words
}

fn table(names: &[(String, EntityType)], lang: &str) -> NameTable {
    let new = names.iter().zip(0..).map(|((text, entity_type), owner)| NameEntry {
        owner,
        text,
        entity_type: *entity_type,
        kind: NameKind::Name,
    });
    NameTable::new(new, words(lang), Surnames::Alone)
}

fn scan(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("names/scan");
    group.sample_size(20);
    for count in [1_000, 10_000, 100_000] {
        let names = names(count);
        let table = table(&names, "de");
        let text = text(&names, 10_000_000);
        group.throughput(Throughput::Bytes(text.len() as u64));
        group.bench_with_input(BenchmarkId::from_parameter(count), &text, |bencher, text| {
            bencher.iter(|| {
                let mut hits = Vec::new();
                table.find(text, 0, &mut hits);
                black_box(hits.len())
            });
        });
    }
    group.finish();
}

fn build(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("names/table");
    group.sample_size(10);
    let names = names(100_000);
    group.bench_function("100000", |bencher| bencher.iter(|| black_box(table(&names, "de"))));
    let known: Vec<NameEntry<'static>> = Knowledge::embedded()
        .names("de")
        .filter(|name| name.kind != KnownKind::Related)
        .map(|name| NameEntry {
            owner: name.owner.0,
            text: name.text,
            entity_type: name.entity_type,
            kind: NameKind::Name,
        })
        .collect();
    group.bench_function("knowledge", |bencher| {
        bencher.iter(|| {
            black_box(NameTable::new(
                known.iter().copied(),
                words("de"),
                Surnames::WithForenames,
            ))
        });
    });
    group.finish();
}

criterion_group!(benches, scan, build);
criterion_main!(benches);

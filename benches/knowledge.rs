//! How long the embedded knowledge base takes to read, and to give out its names.
#![allow(missing_docs, reason = "a bench is no interface")]

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use dossier::internals::knowledge::Knowledge;

fn knowledge(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("knowledge");
    group.bench_function("load", |bencher| bencher.iter(|| black_box(Knowledge::load())));
    let knowledge = Knowledge::load();
    group.bench_function("names", |bencher| {
        bencher.iter(|| black_box(knowledge.names("de").map(|name| name.text.len()).sum::<usize>()));
    });
    group.finish();
}

criterion_group!(benches, knowledge);
criterion_main!(benches);

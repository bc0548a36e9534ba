//! Whole builds of synthetic sites, from the files on disk to the files on disk: cold (into a new
//! folder), and again with nothing changed. On all cores, as `dossier build` does it.
#![allow(missing_docs, clippy::unwrap_used, reason = "what a bench builds on must be there")]
#![allow(clippy::disallowed_methods, reason = "the rules of the program do not bind a bench")]

mod synthetic;

use std::time::Duration;

use camino::{Utf8Path, Utf8PathBuf};
use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};
use dossier::internals::pipeline::{Request, Unobserved, build};
use tempfile::TempDir;

fn folder(dir: &TempDir) -> Utf8PathBuf {
    Utf8PathBuf::from_path_buf(dir.path().to_owned()).unwrap()
}

fn run(root: &Utf8Path, output: Utf8PathBuf) {
    let request = Request {
        root: root.to_owned(),
        output: Some(output),
        base_url: None,
        drafts: false,
        now: 2_000_000_000,
        home: None,
    };
    let outcome = build(&request, &Unobserved);
    assert!(outcome.diagnostics.is_empty(), "{:?}", outcome.diagnostics);
    assert!(outcome.published.is_some());
}

fn builds(criterion: &mut Criterion) {
    for articles in [100, 1000] {
        let site = TempDir::new().unwrap();
        synthetic::write(&synthetic::site(articles), site.path()).unwrap();
        let root = folder(&site);
        let mut group = criterion.benchmark_group(format!("build/{articles}"));
        group.throughput(Throughput::Elements(articles as u64));
        group.sample_size(10).measurement_time(Duration::from_secs(8));
        // The folders of all runs are removed outside of the time that is measured.
        group.bench_function("cold", |bencher| {
            bencher.iter_batched(
                || TempDir::new().unwrap(),
                |output| {
                    run(&root, folder(&output).join("public"));
                    output
                },
                BatchSize::PerIteration,
            );
        });
        let output = TempDir::new().unwrap();
        let public = folder(&output).join("public");
        run(&root, public.clone());
        group.bench_function("unchanged", |bencher| bencher.iter(|| run(&root, public.clone())));
        group.finish();
    }
}

criterion_group!(benches, builds);
criterion_main!(benches);

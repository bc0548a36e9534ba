//! Each stage by itself over a synthetic site in memory. Parse, enrich and render are pure functions
//! of one file or page each and are measured on one core; link spreads its work over all cores by
//! itself.
#![allow(missing_docs, clippy::unwrap_used, reason = "what a bench builds on must be there")]
#![allow(clippy::disallowed_methods, reason = "the rules of the program do not bind a bench")]

mod synthetic;

use std::hint::black_box;
use std::time::Duration;

use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};
use dossier::internals::config::Config;
use dossier::internals::enrich::enrich_article;
use dossier::internals::language::Languages;
use dossier::internals::link::{ContentFile, Parts, Selection, link};
use dossier::internals::model::Enrichment;
use dossier::internals::model::Entity;
use dossier::internals::model::{Article, Dossier};
use dossier::internals::model::{AssetContent, AssetFile, SourceFile, SourceKind};
use dossier::internals::parse::{Parsed, parse};
use dossier::internals::render::{Engine, Renderer, plan};

/// How many articles the site has.
const ARTICLES: usize = 300;

const SELECTION: Selection = Selection {
    drafts: false,
    now: 2_000_000_000,
};

/// The content files of a site, as `discover` hands them on.
fn sources(files: &[synthetic::File]) -> Vec<SourceFile> {
    let kinds = [
        ("content/articles/", SourceKind::Article),
        ("content/dossiers/", SourceKind::Dossier),
        ("content/entities/", SourceKind::Entity),
    ];
    let source = |file: &synthetic::File| {
        let (_, kind) = kinds.iter().find(|(folder, _)| file.path.starts_with(folder))?;
        Some(SourceFile {
            path: file.path.as_str().into(),
            kind: *kind,
            text: file.text.clone(),
            hash: [0; 32],
            companion: None,
        })
    };
    files.iter().filter_map(source).collect()
}

/// A parsed site, from which the parts for linking are made anew each time.
#[derive(Default)]
struct Content {
    articles: Vec<(SourceFile, Article, Enrichment)>,
    dossiers: Vec<(SourceFile, Dossier)>,
    entities: Vec<(SourceFile, Entity)>,
    config: Config,
}

impl Content {
    fn read(files: &[synthetic::File]) -> Content {
        let languages = Languages::embedded();
        let config = files.iter().find(|file| file.path == "dossier.yaml").unwrap();
        let mut content = Content {
            config: Config::read(&config.text, languages.tags()).0,
            ..Content::default()
        };
        for file in sources(files) {
            let (parsed, problems) = parse(&file, languages.tags());
            assert!(problems.is_empty(), "{problems:?}");
            match parsed.unwrap() {
                Parsed::Article(article) => {
                    let (enrichment, problems) = content.enrich(&article);
                    assert!(problems.is_empty(), "{problems:?}");
                    content.articles.push((file, *article, enrichment));
                }
                Parsed::Dossier(dossier) => content.dossiers.push((file, *dossier)),
                Parsed::Entity(entity) => content.entities.push((file, *entity)),
                Parsed::Entities(..) | Parsed::Page(_) => {}
            }
        }
        content
    }

    fn enrich(&self, article: &Article) -> (Enrichment, Vec<dossier::internals::diagnostics::Diagnostic>) {
        let lang = article.header.lang.as_ref().unwrap_or(&self.config.lang);
        enrich_article(article, &Languages::embedded().get(lang).words)
    }

    fn parts(&self) -> Parts {
        Parts {
            articles: self
                .articles
                .iter()
                .map(|(file, article, enrichment)| (located(file, article), enrichment.clone()))
                .collect(),
            dossiers: self.dossiers.iter().map(|(file, value)| located(file, value)).collect(),
            entities: self.entities.iter().map(|(file, value)| located(file, value)).collect(),
            pages: Vec::new(),
            assets: vec![AssetFile {
                path: "static/karte.svg".into(),
                content: AssetContent::Embedded(b""),
            }],
            unparsed: Vec::new(),
        }
    }
}

fn located<T: Clone>(file: &SourceFile, value: &T) -> ContentFile<T> {
    ContentFile {
        file: file.path.clone(),
        value: value.clone(),
        // Nothing asks for it here: it tells one revision of a file from another.
        hash: [0; 32],
    }
}

fn stages(criterion: &mut Criterion) {
    let files = synthetic::site(ARTICLES);
    let sources = sources(&files);
    let content = Content::read(&files);
    let tags = Languages::embedded().tags();
    let bytes: usize = sources.iter().map(|file| file.text.len()).sum();
    let plain: usize = content
        .articles
        .iter()
        .map(|(_, article, _)| article.body.plain.len())
        .sum();

    let mut group = criterion.benchmark_group("stages");
    group.sample_size(20).measurement_time(Duration::from_secs(5));
    group.throughput(Throughput::Bytes(bytes as u64));
    group.bench_function("parse", |bencher| {
        bencher.iter(|| {
            for file in &sources {
                black_box(parse(file, tags));
            }
        });
    });
    group.throughput(Throughput::Bytes(plain as u64));
    group.bench_function("enrich", |bencher| {
        bencher.iter(|| {
            for (_, article, _) in &content.articles {
                black_box(content.enrich(article));
            }
        });
    });
    group.throughput(Throughput::Elements(ARTICLES as u64));
    group.bench_function("link", |bencher| {
        bencher.iter_batched(
            || content.parts(),
            |parts| link(parts, &content.config, SELECTION, None),
            BatchSize::PerIteration,
        );
    });

    let linked = link(content.parts(), &content.config, SELECTION, None);
    assert!(linked.diagnostics.is_empty(), "{:?}", linked.diagnostics);
    let engine = Engine::new(&[], Languages::embedded()).unwrap();
    let renderer = Renderer::new(&linked.site, &content.config, &engine, Languages::embedded());
    let jobs = plan(&renderer);
    group.throughput(Throughput::Elements(jobs.len() as u64));
    group.bench_function("render", |bencher| {
        bencher.iter(|| {
            for job in &jobs {
                black_box(renderer.render(*job).unwrap());
            }
        });
    });
    group.finish();
}

criterion_group!(benches, stages);
criterion_main!(benches);

//! Parses every file, and enriches articles unless the result is cached.

use std::collections::{BTreeMap, BTreeSet};

use camino::{Utf8Path, Utf8PathBuf};
use rayon::prelude::*;

use super::progress::{Observer, Stage, Step};
use crate::cache::{Cache, Key, Pack, fingerprint};
use crate::config::Config;
use crate::diagnostics::{Diagnostic, Severity};
use crate::discover::Discovered;
use crate::enrich::enrich_article;
use crate::language::Languages;
use crate::link::{self, ContentFile, Parts};
use crate::model::article::{Article, Lang};
use crate::model::enrichment::Enrichment;
use crate::model::source::{AssetContent, AssetFile, SourceFile, SourceKind};
use crate::parse::{Parsed, parse};

/// The static files of the embedded theme.
static THEME: include_dir::Dir<'static> = include_dir::include_dir!("$CARGO_MANIFEST_DIR/static/theme");

/// The name of the cache of enrichments.
const KIND: &str = "enrichment";

/// The articles of the previous build in memory, for a site that is rebuilt repeatedly.
#[derive(Debug, Default)]
pub struct Memory {
    articles: BTreeMap<Utf8PathBuf, RememberedArticle>,
    /// The memory of the link stage.
    pub(super) links: link::Memory,
}

#[derive(Debug)]
struct RememberedArticle {
    /// The hash of the source file.
    hash: [u8; 32],
    /// The default language of the site.
    lang: Lang,
    article: Article,
    enrichment: Enrichment,
}

impl Memory {
    /// Whether nothing is remembered yet.
    pub(super) fn is_empty(&self) -> bool {
        self.articles.is_empty()
    }

    /// An article without diagnostics, if it is unchanged.
    fn get(&self, file: &SourceFile, config: &Config) -> Option<(Parsed, Enrichment)> {
        let known = self.articles.get(&file.path)?;
        let same = known.hash == file.hash && known.lang == config.lang;
        same.then(|| {
            (
                Parsed::Article(Box::new(known.article.clone())),
                known.enrichment.clone(),
            )
        })
    }

    /// Adds new articles, and forgets those that no longer exist.
    fn update(&mut self, present: &BTreeSet<Utf8PathBuf>, new: Vec<(Utf8PathBuf, RememberedArticle)>) {
        self.articles.retain(|path, _| present.contains(path));
        self.articles.extend(new);
    }
}

/// The cache of enrichments of the site in `root`; `None` if nothing can be cached.
pub(super) fn cache(root: &Utf8Path) -> Option<Pack> {
    Some(Pack::open(root, KIND, fingerprint()?))
}

/// The enrichment of an article: cached or new.
fn enrich(
    file: &SourceFile,
    article: &Article,
    lang: &Lang,
    cache: Option<&Pack>,
    observer: &dyn Observer,
    problems: &mut Vec<Diagnostic>,
) -> Enrichment {
    let key = key(file, lang);
    if let Some(enrichment) = cache.and_then(|cache| cache.get(&key)) {
        observer.step(Step::Kept);
        return enrichment;
    }
    let (enrichment, mut found) = enrich_article(article, &Languages::embedded().get(lang).words);
    observer.step(Step::Enriched);
    // Diagnostics are not cached, and must be reported in every build.
    if let Some(cache) = cache.filter(|_| found.is_empty()) {
        cache.put(key, &enrichment);
    }
    for diagnostic in &mut found {
        if let Some(location) = &mut diagnostic.location {
            location.file.clone_from(&file.path);
        }
    }
    problems.extend(found);
    enrichment
}

/// Everything that an enrichment depends on besides the program and its embedded data: source and language.
fn key(file: &SourceFile, lang: &Lang) -> Key {
    let mut all = file.hash.to_vec();
    all.extend_from_slice(lang.0.as_bytes());
    Cache::key(&all)
}

/// A processed file.
struct Processed {
    /// The file without its text.
    file: SourceFile,
    parsed: Option<(Parsed, Enrichment)>,
    problems: Vec<Diagnostic>,
    /// The article to be remembered, if it is new.
    new: Option<RememberedArticle>,
}

/// Takes a file from memory, or parses and enriches it.
fn process(
    mut file: SourceFile,
    config: &Config,
    enrichments: Option<&Pack>,
    memory: Option<&Memory>,
    observer: &dyn Observer,
) -> Processed {
    if let Some(same) = memory.and_then(|memory| memory.get(&file, config)) {
        observer.step(Step::Kept);
        file.text = String::new();
        return Processed {
            file,
            parsed: Some(same),
            problems: Vec::new(),
            new: None,
        };
    }
    let (parsed, mut problems) = parse(&file, Languages::embedded().tags());
    let parsed = parsed.map(|parsed| match parsed {
        Parsed::Article(article) => {
            let lang = article.header.lang.as_ref().unwrap_or(&config.lang);
            let enrichment = enrich(&file, &article, lang, enrichments, observer, &mut problems);
            (Parsed::Article(article), enrichment)
        }
        other => (other, Enrichment::default()),
    });
    file.text = String::new();
    let new = match &parsed {
        Some((Parsed::Article(article), enrichment)) if memory.is_some() && problems.is_empty() => {
            Some(RememberedArticle {
                hash: file.hash,
                lang: config.lang.clone(),
                article: Article::clone(article),
                enrichment: enrichment.clone(),
            })
        }
        _ => None,
    };
    Processed {
        file,
        parsed,
        problems,
        new,
    }
}

/// Parses and enriches every file, on all cores, and drops the texts.
pub(super) fn parse_all(
    discovered: Discovered,
    config: &Config,
    enrichments: Option<&Pack>,
    memory: Option<&mut Memory>,
    observer: &dyn Observer,
    diagnostics: &mut Vec<Diagnostic>,
) -> Parts {
    let known = memory.as_deref();
    let one = |file| process(file, config, enrichments, known, observer);
    let articles = discovered
        .sources
        .iter()
        .filter(|file| file.kind == SourceKind::Article);
    observer.begin(Stage::Enrich, articles.count());
    let mut all: Vec<Processed> = discovered.sources.into_par_iter().map(one).collect();
    if let Some(memory) = memory {
        let present = all.iter().map(|one| one.file.path.clone()).collect();
        let new = all
            .iter_mut()
            .filter_map(|one| Some((one.file.path.clone(), one.new.take()?)));
        memory.update(&present, new.collect());
    }
    let mut parts = Parts {
        assets: discovered.assets,
        unparsed: unreadable(diagnostics),
        ..Parts::default()
    };
    parts.assets.extend(theme_files());
    for one in all {
        let SourceFile { path, hash, .. } = one.file;
        diagnostics.extend(one.problems);
        match one.parsed {
            Some((parsed, enrichment)) => add(&mut parts, path, hash, parsed, enrichment),
            None => parts.unparsed.push(path),
        }
    }
    parts
}

/// Adds a parsed file to its collection.
fn add(parts: &mut Parts, file: Utf8PathBuf, hash: [u8; 32], parsed: Parsed, enrichment: Enrichment) {
    match parsed {
        Parsed::Article(value) => parts.articles.push((located(file, hash, *value), enrichment)),
        Parsed::Dossier(value) => parts.dossiers.push(located(file, hash, *value)),
        Parsed::Entity(value) => parts.entities.push(located(file, hash, *value)),
        Parsed::Entities(values, unread) => {
            // As if each had its own file, so that references to them are not reported as errors.
            let unread = unread.iter().map(|slug| format!("content/entities/{slug}.md").into());
            parts.unparsed.extend(unread);
            let entities = values.into_iter().map(|value| located(file.clone(), hash, value));
            parts.entities.extend(entities);
        }
        Parsed::Page(value) => parts.pages.push(located(file, hash, *value)),
    }
}

pub(super) fn located<T>(file: Utf8PathBuf, hash: [u8; 32], value: T) -> ContentFile<T> {
    ContentFile { file, hash, value }
}

/// The content files that could not be read.
fn unreadable(diagnostics: &[Diagnostic]) -> Vec<Utf8PathBuf> {
    let errors = diagnostics.iter().filter(|d| d.severity == Severity::Error);
    let files = errors.filter_map(|d| Some(d.location.as_ref()?.file.clone()));
    files.filter(|file| file.starts_with("content")).collect()
}

/// The files of the embedded theme, as if they were in `static/`.
fn theme_files() -> impl Iterator<Item = AssetFile> {
    THEME.files().filter_map(|file| {
        let path = Utf8PathBuf::from(format!("static/theme/{}", file.path().to_str()?));
        Some(AssetFile {
            path,
            content: AssetContent::Embedded(file.contents()),
        })
    })
}

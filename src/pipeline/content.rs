//! From files to what links need: each parsed, and enriched unless that is known from an earlier build.

use std::collections::{BTreeMap, BTreeSet};

use camino::{Utf8Path, Utf8PathBuf};
use rayon::prelude::*;

use super::{Observer, Stage, Step};
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

/// The files of the embedded theme that pages load.
static THEME: include_dir::Dir<'static> = include_dir::include_dir!("$CARGO_MANIFEST_DIR/static/theme");

/// The name of enrichments among what is kept.
const KIND: &str = "enrichment";

/// Articles as they were read last, with what was found in them, for a site that is read again and again.
#[derive(Debug, Default)]
pub struct Memory {
    articles: BTreeMap<Utf8PathBuf, Known>,
    /// What linking remembers.
    pub(super) links: link::Memory,
}

#[derive(Debug)]
struct Known {
    /// Of the bytes of the article.
    hash: [u8; 32],
    /// The language of articles that name none.
    lang: Lang,
    article: Article,
    enrichment: Enrichment,
}

impl Memory {
    /// Whether nothing was read so far.
    pub(super) fn is_empty(&self) -> bool {
        self.articles.is_empty()
    }

    /// An article with nothing to be said about it, if it is still the same.
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

    /// Keeps what is new, and forgets the articles that are gone.
    fn renew(&mut self, present: &BTreeSet<Utf8PathBuf>, new: Vec<(Utf8PathBuf, Known)>) {
        self.articles.retain(|path, _| present.contains(path));
        self.articles.extend(new);
    }
}

/// What the site in `root` keeps of enrichments. A cache that cannot be read is an empty one.
pub(super) fn kept(root: &Utf8Path) -> Option<Pack> {
    Some(Pack::open(root, KIND, fingerprint()?))
}

/// What an article holds: as it was found before, or found now.
fn enrich(
    file: &SourceFile,
    article: &Article,
    lang: &Lang,
    kept: Option<&Pack>,
    observer: &dyn Observer,
    problems: &mut Vec<Diagnostic>,
) -> Enrichment {
    let key = key(file, lang);
    if let Some(enrichment) = kept.and_then(|kept| kept.get(&key)) {
        observer.step(Step::Kept);
        return enrichment;
    }
    let (enrichment, mut found) = enrich_article(article, &Languages::embedded().get(lang).words);
    observer.step(Step::Enriched);
    match kept {
        // What is to be said about an article is said in every build.
        Some(kept) if found.is_empty() => kept.put(key, &enrichment),
        _ => {}
    }
    for diagnostic in &mut found {
        if let Some(location) = &mut diagnostic.location {
            location.file.clone_from(&file.path);
        }
    }
    problems.extend(found);
    enrichment
}

/// All that an enrichment depends on besides the program and the data within: the bytes and the language.
fn key(file: &SourceFile, lang: &Lang) -> Key {
    let mut all = file.hash.to_vec();
    all.extend_from_slice(lang.0.as_bytes());
    Cache::key(&all)
}

/// A file, and what was made of it.
struct One {
    /// Without its text.
    file: SourceFile,
    parsed: Option<(Parsed, Enrichment)>,
    problems: Vec<Diagnostic>,
    /// What is to be remembered.
    new: Option<Known>,
}

/// A file: as memory knows it, or parsed and enriched.
fn read_one(
    mut file: SourceFile,
    config: &Config,
    enrichments: Option<&Pack>,
    known: Option<&Memory>,
    observer: &dyn Observer,
) -> One {
    if let Some(same) = known.and_then(|known| known.get(&file, config)) {
        observer.step(Step::Kept);
        file.text = String::new();
        return One {
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
        Some((Parsed::Article(article), enrichment)) if known.is_some() && problems.is_empty() => Some(Known {
            hash: file.hash,
            lang: config.lang.clone(),
            article: Article::clone(article),
            enrichment: enrichment.clone(),
        }),
        _ => None,
    };
    One {
        file,
        parsed,
        problems,
        new,
    }
}

/// Parses and enriches every file, on all cores; the texts are dropped on the way.
pub(super) fn parse_all(
    discovered: Discovered,
    config: &Config,
    enrichments: Option<&Pack>,
    memory: Option<&mut Memory>,
    observer: &dyn Observer,
    diagnostics: &mut Vec<Diagnostic>,
) -> Parts {
    let known = memory.as_deref();
    let one = |file| read_one(file, config, enrichments, known, observer);
    let articles = discovered
        .sources
        .iter()
        .filter(|file| file.kind == SourceKind::Article);
    observer.begin(Stage::Enrich, articles.count());
    let mut all: Vec<One> = discovered.sources.into_par_iter().map(one).collect();
    if let Some(memory) = memory {
        let present = all.iter().map(|one| one.file.path.clone()).collect();
        let new = all
            .iter_mut()
            .filter_map(|one| Some((one.file.path.clone(), one.new.take()?)));
        memory.renew(&present, new.collect());
    }
    let mut parts = Parts {
        assets: discovered.assets,
        unparsed: unread(diagnostics),
        ..Parts::default()
    };
    parts.assets.extend(theme_files());
    for one in all {
        let SourceFile { path, hash, .. } = one.file;
        diagnostics.extend(one.problems);
        match one.parsed {
            Some((parsed, enrichment)) => sort_in(&mut parts, path, hash, parsed, enrichment),
            None => parts.unparsed.push(path),
        }
    }
    parts
}

/// Puts what a file holds to its like.
fn sort_in(parts: &mut Parts, file: Utf8PathBuf, hash: [u8; 32], parsed: Parsed, enrichment: Enrichment) {
    match parsed {
        Parsed::Article(value) => parts.articles.push((located(file, hash, *value), enrichment)),
        Parsed::Dossier(value) => parts.dossiers.push(located(file, hash, *value)),
        Parsed::Entity(value) => parts.entities.push(located(file, hash, *value)),
        Parsed::Entities(values, unread) => {
            // As if each had a file of its own: what refers to one of them is no error.
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

/// The content files that could not even be read.
fn unread(diagnostics: &[Diagnostic]) -> Vec<Utf8PathBuf> {
    let errors = diagnostics.iter().filter(|d| d.severity == Severity::Error);
    let files = errors.filter_map(|d| Some(d.location.as_ref()?.file.clone()));
    files.filter(|file| file.starts_with("content")).collect()
}

/// The files of the embedded theme, as if they lay in `static/`.
fn theme_files() -> impl Iterator<Item = AssetFile> {
    THEME.files().filter_map(|file| {
        let path = Utf8PathBuf::from(format!("static/theme/{}", file.path().to_str()?));
        Some(AssetFile {
            path,
            content: AssetContent::Embedded(file.contents()),
        })
    })
}

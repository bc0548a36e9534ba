//! What articles mean and report, kept for a site that is linked again and again.

use std::collections::BTreeMap;

use camino::Utf8PathBuf;
use rayon::prelude::*;

use super::mentions::{self, ArticleMentions};
use super::placed::ParsedArticle;
use super::registry::Registry;
use super::speakers::{self, Speakers};
use crate::diagnostics::Diagnostic;
use crate::model::article::Lang;
use crate::model::site::RepeatedStatement;

/// The mentions in articles and the statements of dossiers, each with all that they depend on.
#[derive(Debug, Default)]
pub struct Memory {
    /// The fingerprint of the registry that the mentions were resolved with.
    registry: u64,
    articles: BTreeMap<Utf8PathBuf, KnownArticle>,
    pub(super) statements: KnownStatements,
}

/// What the articles of dossiers report, by the fingerprint of all that it depends on.
pub(super) type KnownStatements = BTreeMap<u64, Vec<RepeatedStatement>>;

#[derive(Debug)]
struct KnownArticle {
    hash: [u8; 32],
    lang: Lang,
    reading: ArticleReading,
}

/// What the names in an article mean, and who speaks in it.
#[derive(Clone, Debug)]
pub(super) struct ArticleReading {
    pub names: ArticleMentions,
    pub speakers: Speakers,
    /// Decisions of the editor that name no entity.
    pub diagnostics: Vec<Diagnostic>,
}

impl Memory {
    fn get(&self, article: &ParsedArticle) -> Option<&ArticleReading> {
        let known = self.articles.get(&article.placement.file)?;
        (known.hash == article.hash && known.lang == article.placement.lang).then_some(&known.reading)
    }

    /// Keeps what an article means until it or the registry changes.
    fn keep(&mut self, article: &ParsedArticle, reading: ArticleReading) {
        let known = KnownArticle {
            hash: article.hash,
            lang: article.placement.lang.clone(),
            reading,
        };
        self.articles.insert(article.placement.file.clone(), known);
    }
}

/// An article with what it means.
pub(super) struct ReadArticle<'a> {
    pub article: &'a ParsedArticle,
    pub reading: ArticleReading,
}

/// What the names in each article mean, and who speaks.
pub(super) fn read<'a>(
    articles: &'a [ParsedArticle],
    registry: &Registry<'_>,
    memory: Option<&mut Memory>,
) -> Vec<ReadArticle<'a>> {
    let new = |article: &'a ParsedArticle| ReadArticle {
        article,
        reading: ArticleReading::new(article, registry),
    };
    let Some(memory) = memory else {
        return articles.par_iter().map(new).collect();
    };
    let fingerprint = registry.fingerprint();
    if memory.registry != fingerprint {
        memory.registry = fingerprint;
        memory.articles.clear();
    }
    let known = &*memory;
    let one = |article: &'a ParsedArticle| match known.get(article).cloned() {
        Some(reading) => (ReadArticle { article, reading }, false),
        None => (new(article), true),
    };
    let all: Vec<(ReadArticle<'_>, bool)> = articles.par_iter().map(one).collect();
    for (read, _) in all.iter().filter(|(_, new)| *new) {
        memory.keep(read.article, read.reading.clone());
    }
    // Articles that are gone are forgotten when many are.
    if memory.articles.len() > 2 * all.len() {
        memory.articles.clear();
    }
    all.into_iter().map(|(read, _)| read).collect()
}

impl ArticleReading {
    fn new(article: &ParsedArticle, registry: &Registry<'_>) -> ArticleReading {
        let mut diagnostics = Vec::new();
        let names = mentions::of_article(article, registry, &mut diagnostics);
        speakers::check(article, registry, &mut diagnostics);
        ArticleReading {
            speakers: speakers::find(article, registry, &names),
            names: speakers::with_metonyms(article, registry, names),
            diagnostics,
        }
    }
}

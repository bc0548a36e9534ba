//! What articles mean and report, kept for a site that is linked again and again.

use std::collections::BTreeMap;

use camino::Utf8PathBuf;
use rayon::prelude::*;

use super::mentions::{self, ArticleMentions};
use super::parsed::Content;
use super::placed::ParsedArticle;
use super::registry::Registry;
use super::speakers;
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
    mentions: ArticleMentions,
}

impl Memory {
    fn get(&self, article: &ParsedArticle) -> Option<&ArticleMentions> {
        let known = self.articles.get(&article.placement.file)?;
        (known.hash == article.hash && known.lang == article.placement.lang).then_some(&known.mentions)
    }

    /// Keeps the mentions of an article until it or the registry changes.
    fn keep(&mut self, article: &ParsedArticle, mentions: ArticleMentions) {
        let known = KnownArticle {
            hash: article.hash,
            lang: article.placement.lang.clone(),
            mentions,
        };
        self.articles.insert(article.placement.file.clone(), known);
    }
}

/// What the names in each article mean, and who speaks.
pub(super) fn mentions(
    content: &Content,
    registry: &Registry<'_>,
    memory: Option<&mut Memory>,
) -> Vec<ArticleMentions> {
    let articles = &content.articles;
    let Some(memory) = memory else {
        return articles.par_iter().map(|article| resolve(article, registry)).collect();
    };
    let fingerprint = registry.fingerprint();
    if memory.registry != fingerprint {
        memory.registry = fingerprint;
        memory.articles.clear();
    }
    let known = &*memory;
    let one = |article: &ParsedArticle| match known.get(article) {
        Some(mentions) => (mentions.clone(), false),
        None => (resolve(article, registry), true),
    };
    let all: Vec<(ArticleMentions, bool)> = articles.par_iter().map(one).collect();
    for (article, (mentions, _)) in articles.iter().zip(&all).filter(|(_, (_, new))| *new) {
        memory.keep(article, mentions.clone());
    }
    // Articles that are gone are forgotten when many are.
    if memory.articles.len() > 2 * all.len() {
        memory.articles.clear();
    }
    all.into_iter().map(|(mentions, _)| mentions).collect()
}

fn resolve(article: &ParsedArticle, registry: &Registry<'_>) -> ArticleMentions {
    let mut mentions = mentions::of_article(article, registry);
    speakers::find(article, registry, &mut mentions);
    mentions
}

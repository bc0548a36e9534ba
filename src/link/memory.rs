//! What articles mean and report, kept for a site that is linked again and again.

use std::collections::BTreeMap;

use camino::Utf8PathBuf;
use rayon::prelude::*;

use super::reading::{self, Reading};
use super::registry::Registry;
use super::{speakers, statements};
use crate::model::article::Lang;
use crate::model::site::{Site, SiteArticle};

/// The readings of articles and the statements of dossiers, with all that they depend on.
#[derive(Debug, Default)]
pub struct Memory {
    /// The registry that they were made with.
    registry: u64,
    articles: BTreeMap<Utf8PathBuf, Known>,
    /// What several articles of a dossier report.
    pub(super) statements: statements::Known,
}

#[derive(Debug)]
struct Known {
    hash: [u8; 32],
    lang: Lang,
    reading: Reading,
}

impl Memory {
    fn get(&self, article: &SiteArticle) -> Option<&Reading> {
        let known = self.articles.get(&article.placement.file)?;
        (known.hash == article.hash && known.lang == article.placement.lang).then_some(&known.reading)
    }
}

/// Whom and what the names of each article mean.
pub(super) fn readings(site: &Site, registry: &Registry<'_>, memory: Option<&mut Memory>) -> Vec<Reading> {
    let Some(memory) = memory else {
        return site
            .articles
            .par_iter()
            .map(|article| read(article, registry))
            .collect();
    };
    let registry_is = registry.fingerprint();
    if memory.registry != registry_is {
        memory.registry = registry_is;
        memory.articles.clear();
    }
    let known = &*memory;
    let one = |article: &SiteArticle| match known.get(article) {
        Some(reading) => (reading.clone(), false),
        None => (read(article, registry), true),
    };
    let all: Vec<(Reading, bool)> = site.articles.par_iter().map(one).collect();
    let mut readings = Vec::with_capacity(all.len());
    for (article, (reading, new)) in site.articles.iter().zip(all) {
        if new {
            let known = Known {
                hash: article.hash,
                lang: article.placement.lang.clone(),
                reading: reading.clone(),
            };
            memory.articles.insert(article.placement.file.clone(), known);
        }
        readings.push(reading);
    }
    // Articles that are gone are forgotten when many are.
    if memory.articles.len() > 2 * readings.len() {
        memory.articles.clear();
    }
    readings
}

fn read(article: &SiteArticle, registry: &Registry<'_>) -> Reading {
    let mut reading = reading::of_article(article, registry);
    speakers::find(article, registry, &mut reading);
    reading
}

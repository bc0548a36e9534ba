//! Tags and sources: names that articles share.

use std::collections::BTreeMap;

use crate::model::output_path::OutputPath;
use crate::model::site::{ArticleId, Site, Topic};
use crate::model::slug::Slug;

/// Collects the tags and the sources of all articles. Names that differ only in case or signs are
/// one topic; it is called as the newest article writes it.
pub(super) fn collect(site: &mut Site) {
    let mut tags = Collector::new("tags");
    let mut sources = Collector::new("sources");
    for (number, article) in site.articles.iter().enumerate() {
        let id = ArticleId(number as u32);
        for tag in &article.article.tags {
            tags.add(tag, id);
        }
        if let Some(name) = article.article.provenance.as_ref().and_then(|p| p.name.as_ref()) {
            sources.add(name, id);
        }
    }
    site.tags = tags.finish();
    site.sources = sources.finish();
    for (number, tag) in site.tags.iter().enumerate() {
        for id in &tag.articles {
            site.articles[id.0 as usize].tags.push(number as u32);
        }
    }
    for (number, source) in site.sources.iter().enumerate() {
        for id in &source.articles {
            site.articles[id.0 as usize].source = Some(number as u32);
        }
    }
}

struct Collector {
    folder: &'static str,
    topics: BTreeMap<Slug, Topic>,
}

impl Collector {
    fn new(folder: &'static str) -> Collector {
        Collector {
            folder,
            topics: BTreeMap::new(),
        }
    }

    fn add(&mut self, name: &str, article: ArticleId) {
        let Some(slug) = Slug::of(name) else { return };
        let folder = self.folder;
        let topic = self.topics.entry(slug.clone()).or_insert_with(|| Topic {
            name: name.to_owned(),
            output: OutputPath::of(folder, &slug, "html"),
            slug,
            articles: Vec::new(),
        });
        if topic.articles.last() != Some(&article) {
            topic.articles.push(article);
        }
    }

    fn finish(self) -> Vec<Topic> {
        self.topics.into_values().collect()
    }
}

//! Tags and sources: names that articles share.

use std::collections::BTreeMap;

use ahash::AHashMap;

use crate::model::output_path::OutputPath;
use crate::model::site::{ArticleId, Site, SourceId, TagId, Topic};
use crate::model::slug::Slug;

/// Collects the tags and the sources of all articles. Names that differ only in case or signs are
/// one topic; it is called as the newest article writes it.
pub(super) fn collect(site: &mut Site) {
    let mut tags = Collector::new("tags");
    let mut sources = Collector::new("sources");
    for (number, article) in site.articles.iter().enumerate() {
        let id = ArticleId::new(number);
        for tag in &article.article.tags {
            tags.add(tag, id);
        }
        if let Some(name) = article.article.provenance.as_ref().and_then(|p| p.name.as_ref()) {
            sources.add(name, id);
        }
    }
    let (tags, sources) = (tags.finish(), sources.finish());
    (site.tags, site.sources) = (tags, sources);
    for (number, tag) in site.tags.iter().enumerate() {
        for id in &tag.articles {
            site.articles[id.index()].tags.push(TagId::new(number));
        }
    }
    for (number, source) in site.sources.iter().enumerate() {
        for id in &source.articles {
            site.articles[id.index()].source = Some(SourceId::new(number));
        }
    }
}

struct Collector<'a> {
    folder: &'static str,
    /// The slugs of names that were met before.
    slugs: AHashMap<&'a str, Option<Slug>>,
    topics: BTreeMap<Slug, Topic>,
}

impl<'a> Collector<'a> {
    fn new(folder: &'static str) -> Collector<'a> {
        Collector {
            folder,
            slugs: AHashMap::new(),
            topics: BTreeMap::new(),
        }
    }

    fn add(&mut self, name: &'a str, article: ArticleId) {
        let slug = self.slugs.entry(name).or_insert_with(|| Slug::of(name));
        let Some(slug) = slug else { return };
        let folder = self.folder;
        let topic = self.topics.entry(slug.clone()).or_insert_with(|| Topic {
            name: name.to_owned(),
            output: OutputPath::of(folder, slug, "html"),
            slug: slug.clone(),
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

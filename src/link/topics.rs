//! Tags and sources: names that articles share.
#![expect(clippy::disallowed_types, reason = "hash maps for look-ups alone")]

use std::collections::BTreeMap;

use ahash::AHashMap;

use super::named::NamedArticle;
use crate::model::output_path::OutputPath;
use crate::model::site::{ArticleId, SourceId, TagId, Topic};
use crate::model::slug::Slug;
use crate::model::table::Table;

pub(super) struct Topics {
    pub tags: Vec<Topic>,
    pub sources: Vec<Topic>,
    pub of_articles: Table<ArticleId, ArticleTopics>,
}

/// The tags and the source of an article.
#[derive(Clone, Default)]
pub(super) struct ArticleTopics {
    pub tags: Vec<TagId>,
    pub source: Option<SourceId>,
}

impl Topics {
    /// Collects the tags and sources of all articles. Names that differ only in case or punctuation are one topic,
    /// called as the newest article writes it.
    pub fn new(articles: &Table<ArticleId, NamedArticle>) -> Topics {
        let mut tags = Collector::new("tags");
        let mut sources = Collector::new("sources");
        for (id, article) in articles.iter() {
            article.article.tags.iter().for_each(|tag| tags.add(tag, id));
            if let Some(name) = article.article.provenance.as_ref().and_then(|p| p.name.as_ref()) {
                sources.add(name, id);
            }
        }
        let (tags, sources) = (tags.finish(), sources.finish());
        let mut of_articles: Table<ArticleId, ArticleTopics> =
            Table::filled(articles.values().len(), ArticleTopics::default());
        for (tag, topic) in TagId::all(tags.len()).zip(&tags) {
            topic.articles.iter().for_each(|id| of_articles[*id].tags.push(tag));
        }
        for (source, topic) in SourceId::all(sources.len()).zip(&sources) {
            topic
                .articles
                .iter()
                .for_each(|id| of_articles[*id].source = Some(source));
        }
        Topics {
            tags,
            sources,
            of_articles,
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

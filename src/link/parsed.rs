//! The first phase: what belongs to the build, in its order, each file with its address.

use std::collections::BTreeMap;

use camino::Utf8PathBuf;

use super::memberships::{self, Memberships};
use super::parts::{ContentFile, Parts, Selection};
use super::placed::{ParsedArticle, Placed};
use super::selection::Absent;
use super::{assets, merge, selection};
use crate::config::Config;
use crate::diagnostics::Diagnostic;
use crate::model::article::{Article, Dossier, Header, Page};
use crate::model::enrichment::Enrichment;
use crate::model::entity::Entity;
use crate::model::output_path::OutputPath;
use crate::model::site::{ArticleId, DossierId, PageId, Placement};
use crate::model::source::AssetContent;
use crate::model::table::Table;

pub(super) struct Parsed {
    /// Newest first, then by slug.
    pub articles: Vec<ParsedArticle>,
    pub content: Content,
    /// The site's own registry, by slug.
    pub entities: Vec<Placed<Entity>>,
}

/// What is published besides articles and entities; it stays as it is in the later phases.
pub(super) struct Content {
    /// By `order`, then by title.
    pub dossiers: Table<DossierId, Placed<Dossier>>,
    /// By `menu`, then by title.
    pub pages: Table<PageId, Placed<Page>>,
    pub assets: BTreeMap<OutputPath, AssetContent>,
    pub memberships: Memberships,
    /// For each article that has translations or is one: all of its languages, the original first.
    pub translations: BTreeMap<ArticleId, Vec<ArticleId>>,
    pub absent: Absent,
}

impl Parsed {
    /// Selects, merges and sorts what was parsed.
    pub fn new(parts: Parts, config: &Config, selection: Selection, diagnostics: &mut Vec<Diagnostic>) -> Parsed {
        let (mut parts, absent) = selection::select(parts, selection, diagnostics);
        merge::merge(&mut parts.entities, diagnostics);
        let articles = articles(parts.articles, config);
        let dossiers = sorted(parts.dossiers, |d| {
            (d.order.unwrap_or(i64::MAX), d.header.title.clone())
        });
        let dossiers = dossiers.map(|d| place(d, "dossiers", |dossier| &dossier.header, config));
        let dossiers: Table<DossierId, Placed<Dossier>> = dossiers.collect();
        let pages = sorted(parts.pages, |p| (p.menu.unwrap_or(i64::MAX), p.header.title.clone()));
        let entities = sorted(parts.entities, |e| e.header.slug.clone());
        let entities = entities.map(|e| {
            let folder = e.value.entity_type.folder();
            place(e, folder, |entity| &entity.header, config)
        });
        Parsed {
            content: Content {
                pages: pages.map(|p| place(p, "", |page| &page.header, config)).collect(),
                assets: assets::place(parts.assets, diagnostics),
                memberships: Memberships::new(&articles, &dossiers, &absent, diagnostics),
                translations: memberships::translations(&articles, &absent, diagnostics),
                dossiers,
                absent,
            },
            articles,
            entities: entities.collect(),
        }
    }
}

/// Sorts files by a key, and then by their path.
fn sorted<T, K: Ord>(mut all: Vec<ContentFile<T>>, key: impl Fn(&T) -> K) -> impl Iterator<Item = ContentFile<T>> {
    all.sort_by_cached_key(|item| (key(&item.value), item.file.clone()));
    all.into_iter()
}

fn articles(mut articles: Vec<(ContentFile<Article>, Enrichment)>, config: &Config) -> Vec<ParsedArticle> {
    articles.sort_by(|(a, _), (b, _)| {
        let (own, other) = (&a.value, &b.value);
        other
            .date
            .cmp(&own.date)
            .then_with(|| own.header.slug.cmp(&other.header.slug))
            .then_with(|| a.file.cmp(&b.file))
    });
    let place = |(file, enrichment): (ContentFile<Article>, Enrichment)| ParsedArticle {
        placement: placement(file.file, "articles", &file.value.header, config),
        article: file.value,
        hash: file.hash,
        enrichment,
    };
    articles.into_iter().map(place).collect()
}

fn place<T>(file: ContentFile<T>, folder: &'static str, header: fn(&T) -> &Header, config: &Config) -> Placed<T> {
    Placed {
        placement: placement(file.file, folder, header(&file.value), config),
        value: file.value,
    }
}

fn placement(file: Utf8PathBuf, folder: &'static str, header: &Header, config: &Config) -> Placement {
    Placement {
        file,
        output: OutputPath::of(folder, &header.slug, "html"),
        lang: header.lang.clone().unwrap_or_else(|| config.lang.clone()),
    }
}

//! Everything in its order and in its place.

use std::collections::BTreeMap;

use camino::Utf8PathBuf;

use super::index::is_unparsed;
use super::{Located, Parts, language};
use crate::config::Config;
use crate::diagnostics::{Code, Diagnostic, Place, did_you_mean};
use crate::model::article::{Article, Dossier, Header, Page};
use crate::model::enrichment::Enrichment;
use crate::model::entity::Entity;
use crate::model::output_path::OutputPath;
use crate::model::site::{
    ArticleId, DossierId, LeftOut, Placement, Site, SiteArticle, SiteDossier, SiteEntity, SitePage,
};
use crate::model::text::LinkTable;

/// Sorts everything and gives each its address.
pub(super) fn arrange(parts: Parts, config: &Config, diagnostics: &mut Vec<Diagnostic>) -> Site {
    let mut site = Site {
        articles: articles(parts.articles, config),
        entities: entities(parts.entities, config),
        dossiers: dossiers(parts.dossiers, config),
        pages: pages(parts.pages, config),
        ..Site::default()
    };
    super::assets::place(parts.assets, &mut site, diagnostics);
    site
}

/// Where a content file is published.
fn placement(file: Utf8PathBuf, folder: &'static str, header: &Header, config: &Config) -> Placement {
    let output = OutputPath::of(folder, &header.slug, "html");
    Placement {
        file,
        output,
        lang: language(&header.lang, config),
    }
}

/// Newest first, then by slug.
fn articles(mut articles: Vec<(Located<Article>, Enrichment)>, config: &Config) -> Vec<SiteArticle> {
    articles.sort_by(|(a, _), (b, _)| {
        let (own, other) = (&a.value, &b.value);
        other
            .date
            .cmp(&own.date)
            .then_with(|| own.header.slug.cmp(&other.header.slug))
            .then_with(|| a.file.cmp(&b.file))
    });
    let place = |(
        Located {
            file,
            hash,
            value: article,
        },
        enrichment,
    )| {
        let article: Article = article;
        SiteArticle {
            placement: placement(file, "articles", &article.header, config),
            article,
            hash,
            enrichment,
            mentions: Vec::new(),
            candidates: Vec::new(),
            quotations: Vec::new(),
            dossiers: Vec::new(),
            translations: Vec::new(),
            tags: Vec::new(),
            source: None,
            related: Vec::new(),
            links: LinkTable::default(),
        }
    };
    articles.into_iter().map(place).collect()
}

/// By slug.
fn entities(mut entities: Vec<Located<Entity>>, config: &Config) -> Vec<SiteEntity> {
    entities.sort_by(|a, b| {
        a.value
            .header
            .slug
            .cmp(&b.value.header.slug)
            .then_with(|| a.file.cmp(&b.file))
    });
    let place = |Located {
                     file, value: entity, ..
                 }: Located<Entity>| SiteEntity {
        placement: placement(file, entity.entity_type.folder(), &entity.header, config),
        entity,
        represents: None,
        links: LinkTable::default(),
    };
    entities.into_iter().map(place).collect()
}

/// By `order`, then by title.
fn dossiers(mut dossiers: Vec<Located<Dossier>>, config: &Config) -> Vec<SiteDossier> {
    dossiers.sort_by_cached_key(|d| {
        (
            d.value.order.unwrap_or(i64::MAX),
            d.value.header.title.clone(),
            d.file.clone(),
        )
    });
    let place = |Located {
                     file, value: dossier, ..
                 }: Located<Dossier>| SiteDossier {
        placement: placement(file, "dossiers", &dossier.header, config),
        dossier,
        articles: Vec::new(),
        statements: Vec::new(),
        links: LinkTable::default(),
    };
    dossiers.into_iter().map(place).collect()
}

/// By `menu`, then by title.
fn pages(mut pages: Vec<Located<Page>>, config: &Config) -> Vec<SitePage> {
    pages.sort_by_cached_key(|p| {
        (
            p.value.menu.unwrap_or(i64::MAX),
            p.value.header.title.clone(),
            p.file.clone(),
        )
    });
    let place = |Located { file, value: page, .. }: Located<Page>| SitePage {
        placement: placement(file, "", &page.header, config),
        page,
        links: LinkTable::default(),
    };
    pages.into_iter().map(place).collect()
}

/// Joins articles and dossiers.
pub(super) fn join_dossiers(
    site: &mut Site,
    left_out: &[LeftOut],
    unparsed: &[Utf8PathBuf],
    diagnostics: &mut Vec<Diagnostic>,
) {
    let by_slug: BTreeMap<String, DossierId> = site
        .dossiers
        .iter()
        .enumerate()
        .map(|(number, dossier)| (dossier.dossier.header.slug.to_string(), DossierId::new(number)))
        .collect();
    for (number, article) in site.articles.iter_mut().enumerate() {
        for name in &article.article.dossiers {
            if let Some(id) = by_slug.get(&name.value) {
                if !article.dossiers.contains(id) {
                    article.dossiers.push(*id);
                    site.dossiers[id.index()].articles.push(ArticleId::new(number));
                }
                continue;
            }
            let hidden = left_out.iter().any(|item| {
                item.file.starts_with("content/dossiers") && item.file.file_stem() == Some(name.value.as_str())
            });
            if hidden || is_unparsed(unparsed, &name.value, Some("dossiers")) {
                continue;
            }
            let help = did_you_mean(&name.value, by_slug.keys().map(String::as_str))
                .unwrap_or_else(|| format!("add content/dossiers/{}.md", name.value));
            let diagnostic = Diagnostic::new(Code::UnknownDossier, format!("there is no dossier `{}`", name.value));
            diagnostics.push(
                diagnostic
                    .at(&article.placement.file, Place::Value(name.key.clone()))
                    .help(help),
            );
        }
    }
    for dossier in &mut site.dossiers {
        // Articles stand newest first; a dossier is read from its beginning.
        dossier.articles.reverse();
    }
}

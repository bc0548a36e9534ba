//! Everything in its order and in its place.

use std::collections::BTreeMap;

use super::{Located, Parts, language};
use crate::config::Config;
use crate::diagnostics::{Code, Diagnostic, Place, did_you_mean};
use crate::model::article::{Header, Lang};
use crate::model::output_path::OutputPath;
use crate::model::site::{
    ArticleId, DossierId, LeftOut, Placement, Site, SiteArticle, SiteDossier, SiteEntity, SitePage,
};

/// Sorts everything and gives each its address.
pub(super) fn arrange(parts: Parts, config: &Config, diagnostics: &mut Vec<Diagnostic>) -> Site {
    let mut site = Site::default();
    let place = |file: camino::Utf8PathBuf, folder: &'static str, header: &Header, lang: Lang| Placement {
        file,
        output: OutputPath::of(folder, &header.slug, "html"),
        lang,
    };
    let mut articles = parts.articles;
    articles.sort_by(|(a, _), (b, _)| {
        let key = |x: &Located<crate::model::article::Article>| (x.value.date, x.value.header.slug.clone());
        let (a_key, b_key) = (key(a), key(b));
        b_key
            .0
            .cmp(&a_key.0)
            .then(a_key.1.cmp(&b_key.1))
            .then(a.file.cmp(&b.file))
    });
    for (Located { file, value: article }, enrichment) in articles {
        let lang = language(&article.header.lang, config);
        let placement = place(file, "articles", &article.header, lang);
        site.articles.push(SiteArticle {
            article,
            placement,
            enrichment,
            mentions: Vec::new(),
            speakers: Vec::new(),
            dossiers: Vec::new(),
            tags: Vec::new(),
            source: None,
        });
    }
    for Located { file, value: entity } in parts.entities {
        let placement = place(
            file,
            entity.entity_type.folder(),
            &entity.header,
            language(&entity.header.lang, config),
        );
        site.entities.push(SiteEntity {
            entity,
            placement,
            represents: None,
            mentions: Vec::new(),
            quotations: Vec::new(),
        });
    }
    site.entities.sort_by(|a, b| {
        let key = |e: &SiteEntity| (e.entity.header.slug.clone(), e.placement.file.clone());
        key(a).cmp(&key(b))
    });
    for Located { file, value: dossier } in parts.dossiers {
        let placement = place(
            file,
            "dossiers",
            &dossier.header,
            language(&dossier.header.lang, config),
        );
        site.dossiers.push(SiteDossier {
            dossier,
            placement,
            articles: Vec::new(),
        });
    }
    site.dossiers.sort_by_key(|d| {
        let header = &d.dossier.header;
        (
            d.dossier.order.unwrap_or(i64::MAX),
            header.title.clone(),
            header.slug.clone(),
            d.placement.file.clone(),
        )
    });
    for Located { file, value: page } in parts.pages {
        let placement = place(file, "", &page.header, language(&page.header.lang, config));
        site.pages.push(SitePage { page, placement });
    }
    site.pages.sort_by_key(|p| {
        (
            p.page.menu.unwrap_or(i64::MAX),
            p.page.header.title.clone(),
            p.page.header.slug.clone(),
            p.placement.file.clone(),
        )
    });
    super::assets::place(parts.assets, &mut site, diagnostics);
    site
}

/// Joins articles and dossiers.
pub(super) fn join_dossiers(site: &mut Site, left_out: &[LeftOut], diagnostics: &mut Vec<Diagnostic>) {
    let by_slug: BTreeMap<String, DossierId> = site
        .dossiers
        .iter()
        .enumerate()
        .map(|(number, dossier)| (dossier.dossier.header.slug.to_string(), DossierId(number as u32)))
        .collect();
    for (number, article) in site.articles.iter_mut().enumerate() {
        for name in &article.article.dossiers {
            if let Some(id) = by_slug.get(&name.value) {
                if !article.dossiers.contains(id) {
                    article.dossiers.push(*id);
                    site.dossiers[id.0 as usize].articles.push(ArticleId(number as u32));
                }
                continue;
            }
            let hidden = left_out.iter().any(|item| {
                item.file.starts_with("content/dossiers") && item.file.file_stem() == Some(name.value.as_str())
            });
            if hidden {
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

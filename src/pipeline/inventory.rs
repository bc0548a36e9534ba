//! The contents of a site, for commands that add to it.

use camino::{Utf8Path, Utf8PathBuf};
use rayon::prelude::*;

use crate::config::{Config, FILE_NAME};
use crate::discover::discover;
use crate::language::Languages;
use crate::model::article::Lang;
use crate::model::slug::Slug;
use crate::model::source::SourceKind;
use crate::model::url::SafeUrl;
use crate::parse::{Parsed, parse};

/// The contents of a site.
#[derive(Clone, Debug, Default)]
pub struct Inventory {
    /// The language of the site; `None` if the configuration cannot be read.
    pub lang: Option<Lang>,
    /// The articles, by path.
    pub articles: Vec<KnownArticle>,
    /// The dossiers: slug and file.
    pub dossiers: Vec<(Slug, Utf8PathBuf)>,
    /// The registered entities: slug and file.
    pub entities: Vec<(Slug, Utf8PathBuf)>,
}

/// An article of a site.
#[derive(Clone, Debug)]
pub struct KnownArticle {
    /// The file, relative to the site's folder.
    pub file: Utf8PathBuf,
    pub slug: Slug,
    /// The URLs of its source and of the archived copy.
    pub urls: Vec<SafeUrl>,
    pub text: String,
}

/// The contents of the site under `root`; `None` if there is no site. Unreadable files are skipped: `check`
/// reports them.
pub fn inventory(root: &Utf8Path) -> Option<Inventory> {
    let languages = Languages::embedded();
    let discovered = discover(root, FILE_NAME);
    let config = discovered
        .config?
        .ok()
        .map(|text| Config::read(&text, languages.tags()).0);
    let mut inventory = Inventory {
        lang: config.map(|config| config.lang),
        ..Inventory::default()
    };
    let sources = discovered
        .sources
        .into_par_iter()
        .filter(|file| file.kind != SourceKind::Page);
    let parsed: Vec<(Utf8PathBuf, Parsed)> = sources
        .filter_map(|file| Some((file.path.clone(), parse(&file, languages.tags()).0?)))
        .collect();
    for (file, parsed) in parsed {
        match parsed {
            Parsed::Article(article) => {
                let source = article.provenance.unwrap_or_default();
                inventory.articles.push(KnownArticle {
                    file,
                    slug: article.header.slug,
                    urls: source.url.into_iter().chain(source.archive_url).collect(),
                    text: article.body.plain,
                });
            }
            Parsed::Dossier(dossier) => inventory.dossiers.push((dossier.header.slug, file)),
            Parsed::Entity(entity) => inventory.entities.push((entity.header.slug, file)),
            Parsed::Entities(entities, _) => {
                let slugs = entities.into_iter().map(|entity| (entity.header.slug, file.clone()));
                inventory.entities.extend(slugs);
            }
            Parsed::Page(_) => {}
        }
    }
    Some(inventory)
}

//! Which articles belong to which dossiers, and which are one text in several languages.

use std::collections::BTreeMap;

use super::placed::{ParsedArticle, Placed};
use super::selection::Absent;
use crate::diagnostics::{Code, Diagnostic, Place, did_you_mean};
use crate::model::article::{Dossier, Keyed};
use crate::model::site::{ArticleId, DossierId, Placement};
use crate::model::table::Table;

#[derive(Debug)]
pub(super) struct Memberships {
    /// For each article the dossiers that it belongs to.
    pub dossiers: Table<ArticleId, Vec<DossierId>>,
    /// For each dossier its articles, oldest first.
    pub articles: Table<DossierId, Vec<ArticleId>>,
}

impl Memberships {
    /// Looks up the dossiers that articles name.
    pub fn new(
        articles: &[ParsedArticle],
        dossiers: &Table<DossierId, Placed<Dossier>>,
        absent: &Absent,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Memberships {
        let slugs = dossiers
            .iter()
            .map(|(id, dossier)| (dossier.value.header.slug.as_str(), id));
        let by_slug: BTreeMap<&str, DossierId> = slugs.collect();
        let mut all = Memberships {
            dossiers: Table::filled(articles.len(), Vec::new()),
            articles: Table::filled(dossiers.values().len(), Vec::new()),
        };
        for (id, article) in ArticleId::all(articles.len()).zip(articles) {
            for name in &article.article.dossiers {
                if let Some(dossier) = by_slug.get(name.value.as_str()) {
                    let own = &mut all.dossiers[id];
                    if !own.contains(dossier) {
                        own.push(*dossier);
                        all.articles[*dossier].push(id);
                    }
                } else if !absent.has(&name.value, "dossiers") {
                    let help = did_you_mean(&name.value, by_slug.keys().copied());
                    let help = help.unwrap_or_else(|| format!("add content/dossiers/{}.md", name.value));
                    let message = format!("there is no dossier `{}`", name.value);
                    diagnostics.push(problem(Code::UnknownDossier, message, article, name).help(help));
                }
            }
        }
        // Articles stand newest first; a dossier is read from its beginning.
        all.articles.values_mut().for_each(|articles| articles.reverse());
        all
    }
}

/// For each article that has translations or is one: all of its languages, the original first, then by language.
pub(super) fn translations(
    articles: &[ParsedArticle],
    absent: &Absent,
    diagnostics: &mut Vec<Diagnostic>,
) -> BTreeMap<ArticleId, Vec<ArticleId>> {
    if articles.iter().all(|article| article.article.translation_of.is_none()) {
        return BTreeMap::new();
    }
    let mut by_original: BTreeMap<ArticleId, Vec<ArticleId>> = BTreeMap::new();
    let slugs = articles.iter().map(|article| article.article.header.slug.as_str());
    let by_slug: BTreeMap<&str, ArticleId> = slugs.zip(ArticleId::all(articles.len())).collect();
    for (id, article) in ArticleId::all(articles.len()).zip(articles) {
        let Some(name) = &article.article.translation_of else {
            continue;
        };
        let Some(original) = by_slug.get(name.value.as_str()) else {
            if !absent.has(&name.value, "articles") {
                let help = did_you_mean(&name.value, by_slug.keys().copied());
                let help = help.unwrap_or_else(|| "write the slug of the original".to_owned());
                let message = format!("there is no article `{}`", name.value);
                diagnostics.push(problem(Code::UnknownArticle, message, article, name).help(help));
            }
            continue;
        };
        match refusal(article, &articles[original.index()]) {
            Some((message, help)) => {
                diagnostics.push(problem(Code::Translation, message, article, name).help(help));
            }
            None => by_original.entry(*original).or_default().push(id),
        }
    }
    let mut all = BTreeMap::new();
    for (original, mut translations) in by_original {
        translations.sort_by_cached_key(|id| {
            let Placement { lang, file, .. } = &articles[id.index()].placement;
            (lang.clone(), file.clone())
        });
        for pair in translations.windows(2) {
            diagnostics.extend(second_in_language(
                &articles[pair[0].index()],
                &articles[pair[1].index()],
            ));
        }
        translations.insert(0, original);
        all.extend(translations.iter().map(|id| (*id, translations.clone())));
    }
    all
}

/// Why an article cannot be a translation of another, and what to do.
fn refusal(article: &ParsedArticle, original: &ParsedArticle) -> Option<(String, String)> {
    let (own, other) = (&article.article.header.slug, &original.article.header.slug);
    let lang = &article.placement.lang;
    if own == other {
        let message = "an article cannot be a translation of itself".to_owned();
        return Some((message, "write the slug of the original, or remove the key".to_owned()));
    }
    if let Some(first) = &original.article.translation_of {
        let message = format!("`{other}` is itself a translation");
        return Some((message, format!("name the original: `{}`", first.value)));
    }
    (*lang == original.placement.lang).then(|| {
        let message = format!("`{other}` is in the same language, `{}`", lang.0);
        (message, "set `lang` to the language of this article".to_owned())
    })
}

fn second_in_language(first: &ParsedArticle, second: &ParsedArticle) -> Option<Diagnostic> {
    let name = second.article.translation_of.as_ref()?;
    let same = first.placement.lang == second.placement.lang;
    let message = format!(
        "`{}` has another translation in `{}`: {}",
        name.value, second.placement.lang.0, first.placement.file
    );
    let help = "remove `translation_of` from one of them";
    same.then(|| problem(Code::Translation, message, second, name).help(help))
}

fn problem(code: Code, message: String, article: &ParsedArticle, name: &Keyed<String>) -> Diagnostic {
    Diagnostic::new(code, message).at(&article.placement.file, Place::Value(name.key.clone()))
}

//! Articles that are one text in several languages.

use std::collections::BTreeMap;

use camino::Utf8PathBuf;

use super::index::is_unparsed;
use crate::diagnostics::{Code, Diagnostic, Place, did_you_mean};
use crate::model::article::Keyed;
use crate::model::site::{ArticleId, LeftOut, Site, SiteArticle};
use crate::model::slug::Slug;

/// Joins originals and translations.
pub(super) fn join(site: &mut Site, left_out: &[LeftOut], unparsed: &[Utf8PathBuf], diagnostics: &mut Vec<Diagnostic>) {
    let mut by_original: BTreeMap<ArticleId, Vec<ArticleId>> = BTreeMap::new();
    let named = |article: &SiteArticle| article.article.translation_of.is_some();
    if !site.articles.iter().any(named) {
        return;
    }
    let slugs = site.articles.iter().enumerate();
    let by_slug: BTreeMap<&str, ArticleId> = slugs
        .map(|(number, article)| (article.article.header.slug.as_str(), ArticleId::new(number)))
        .collect();
    for (number, article) in site.articles.iter().enumerate() {
        let Some(name) = &article.article.translation_of else {
            continue;
        };
        let Some(original) = by_slug.get(name.value.as_str()) else {
            if !is_hidden(&name.value, left_out) && !is_unparsed(unparsed, &name.value, Some("articles")) {
                let help = did_you_mean(&name.value, by_slug.keys().copied());
                let help = help.unwrap_or_else(|| "write the slug of the original".to_owned());
                let message = format!("there is no article `{}`", name.value);
                diagnostics.push(problem(Code::UnknownArticle, message, article, name).help(help));
            }
            continue;
        };
        match refusal(article, site.article(*original)) {
            Some((message, help)) => {
                diagnostics.push(problem(Code::Translation, message, article, name).help(help));
            }
            None => by_original.entry(*original).or_default().push(ArticleId::new(number)),
        }
    }
    for (original, mut translations) in by_original {
        let key = |id: &ArticleId| {
            let article = site.article(*id);
            (article.placement.lang.clone(), article.placement.file.clone())
        };
        translations.sort_by_cached_key(key);
        for pair in translations.windows(2) {
            diagnostics.extend(twice(site.article(pair[0]), site.article(pair[1])));
        }
        translations.insert(0, original);
        for id in &translations {
            site.articles[id.index()].translations.clone_from(&translations);
        }
    }
}

/// Whether an article of this slug is left out of this build.
fn is_hidden(slug: &str, left_out: &[LeftOut]) -> bool {
    left_out.iter().any(|item| {
        let own = item.file.file_stem().and_then(Slug::of);
        item.file.starts_with("content/articles") && own.is_some_and(|own| own.as_str() == slug)
    })
}

/// Why an article cannot be a translation of another, and what to do.
fn refusal(article: &SiteArticle, original: &SiteArticle) -> Option<(String, String)> {
    let (own, other) = (&article.article.header.slug, &original.article.header.slug);
    let lang = &article.placement.lang;
    if own == other {
        let message = "an article is no translation of itself".to_owned();
        return Some((message, "write the slug of the original, or remove the key".to_owned()));
    }
    if let Some(first) = &original.article.translation_of {
        let message = format!("`{other}` is itself a translation");
        return Some((message, format!("name the original: `{}`", first.value)));
    }
    (*lang == original.placement.lang).then(|| {
        let message = format!("`{other}` is in the same language, `{}`", lang.0);
        (message, "say with `lang` in which language this article is".to_owned())
    })
}

/// Two translations into one language.
fn twice(first: &SiteArticle, second: &SiteArticle) -> Option<Diagnostic> {
    let name = second.article.translation_of.as_ref()?;
    let same = first.placement.lang == second.placement.lang;
    let message = format!(
        "`{}` has another translation in `{}`: {}",
        name.value, second.placement.lang.0, first.placement.file
    );
    let help = "remove `translation_of` from one of them";
    same.then(|| problem(Code::Translation, message, second, name).help(help))
}

fn problem(code: Code, message: String, article: &SiteArticle, name: &Keyed<String>) -> Diagnostic {
    Diagnostic::new(code, message).at(&article.placement.file, Place::Value(name.key.clone()))
}

//! The head of an article's page: translations, Open Graph, citation metadata.

use super::view_builder::{Builder, absolute};
use super::views::{MetaView, TranslationView};
use crate::model::article::Provenance;
use crate::model::date::{PartialDate, Precision};
use crate::model::site::{ArticleId, SiteArticle};

/// The article in all its languages, each as a link of this page.
pub(super) fn translations(builder: &Builder<'_>, article: &SiteArticle) -> Vec<TranslationView> {
    let base = builder.inputs.config.base();
    let view = |(position, id): (usize, &ArticleId)| {
        let other = builder.inputs.article(*id);
        let path = &other.placement.output;
        let lang = &other.placement.lang.0;
        TranslationView {
            title: other.article.header.title.clone(),
            lang: lang.clone(),
            label: builder.t(&format!("read_in_{lang}")),
            url: builder.path.link_to(path),
            canonical: base.as_ref().map(|base| absolute(base, path)),
            current: path == builder.path,
            original: position == 0,
        }
    };
    article.translations.iter().enumerate().map(view).collect()
}

pub(super) fn meta(builder: &Builder<'_>, article: &SiteArticle) -> Vec<MetaView> {
    let mut all = open_graph(builder, article);
    all.extend(citation(builder, article));
    all
}

/// For previews of links. Open Graph has no date without a day: what is known less well is left out.
fn open_graph(builder: &Builder<'_>, article: &SiteArticle) -> Vec<MetaView> {
    let own = &article.article;
    let mut all = Vec::new();
    let mut add = |name, content: String| all.push(property(name, content));
    for other in article.translations.iter().map(|id| builder.inputs.article(*id)) {
        if other.placement.lang != article.placement.lang {
            let language = builder.inputs.language(&other.placement.lang);
            add("og:locale:alternate", language.interface.text("og_locale").to_owned());
        }
    }
    let whole = |date: &PartialDate| date.precision() >= Precision::Day;
    if let Some(date) = own.date.filter(whole) {
        add("article:published_time", date.to_string());
    }
    if let Some(date) = own.updated.filter(whole) {
        add("article:modified_time", date.to_string());
    }
    own.authors
        .iter()
        .for_each(|author| add("article:author", author.clone()));
    if let Some(dossier) = article.dossiers.first() {
        let dossier = builder.inputs.dossier(*dossier);
        add("article:section", dossier.dossier.header.title.clone());
    }
    own.tags.iter().for_each(|tag| add("article:tag", tag.clone()));
    all
}

/// For reference managers and Google Scholar: the names of HighWire Press, which both read. What is
/// cited is the source, where the text comes from one.
fn citation(builder: &Builder<'_>, article: &SiteArticle) -> Vec<MetaView> {
    let own = &article.article;
    let source = own.provenance.as_ref();
    let mut all = Vec::new();
    let mut add = |attribute, content: String| {
        all.push(MetaView {
            attribute: "name",
            name: attribute,
            content,
        })
    };
    add("citation_title", own.header.title.clone());
    match source.and_then(|source| source.author.as_ref()) {
        Some(author) => add("citation_author", author.clone()),
        None => own
            .authors
            .iter()
            .for_each(|author| add("citation_author", author.clone())),
    }
    if let Some(date) = own.date {
        add("citation_publication_date", with_slashes(&date));
    }
    let site = &builder.inputs.config.title;
    let medium = source
        .and_then(|source: &Provenance| source.name.as_ref())
        .unwrap_or(site);
    add("citation_journal_title", medium.clone());
    add("citation_language", article.placement.lang.0.clone());
    if let Some(summary) = &own.header.summary {
        add("citation_abstract", summary.clone());
    }
    if let Some(base) = builder.inputs.config.base() {
        let url = absolute(&base, builder.path);
        add("citation_public_url", url.clone());
        add("citation_fulltext_html_url", url);
    }
    own.tags.iter().for_each(|tag| add("citation_keywords", tag.clone()));
    all
}

/// `2031/06/01`, as far as it is known.
fn with_slashes(date: &PartialDate) -> String {
    let mut text = format!("{:04}", date.year());
    for part in [date.month(), date.day_of_month()].into_iter().flatten() {
        text.push_str(&format!("/{part:02}"));
    }
    text
}

fn property(name: &'static str, content: String) -> MetaView {
    MetaView {
        attribute: "property",
        name,
        content,
    }
}

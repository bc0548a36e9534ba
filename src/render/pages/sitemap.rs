//! Files for servers and search engines: the sitemap, robots.txt and the like.

use std::collections::BTreeMap;

use crate::model::date::{PartialDate, Precision};
use crate::model::output_path::OutputPath;
use crate::model::site::{ArticleId, SiteArticle};
use crate::render::highlight;
use crate::render::inputs::PageInputs;
use crate::render::rendered::Rendered;
use crate::render::safe_html::SafeHtml;
use crate::render::view_builder::absolute;

/// The most addresses that one file may hold (sitemaps.org); with more there are several, and `sitemap.xml` lists them.
const MOST: usize = 50_000;

struct Entry<'a> {
    path: &'a OutputPath,
    changed: Option<PartialDate>,
    /// The page in all its languages; empty where there is only one.
    translations: &'a [ArticleId],
}

pub(super) fn render(inputs: &PageInputs<'_>) -> Rendered {
    let changes: Vec<Option<PartialDate>> = inputs.whole().site().articles.iter().map(changed).collect();
    let lists = lists(inputs);
    let entries = entries(inputs, &lists, &changes);
    let base = inputs.config.base().unwrap_or_default();
    let text = |part: &[Entry<'_>]| url_set(inputs, &base, part);
    let files = files(&base, &entries, MOST, text);
    Rendered::files(files)
}

/// The files of the list, as many as there are.
pub fn paths(inputs: &PageInputs<'_>) -> Vec<OutputPath> {
    let site = inputs.whole().site();
    let own = site.articles.len() + site.dossiers.len() + site.entities.len() + site.pages.len();
    let entries = lists(inputs).len() + own + site.tags.len() + site.sources.len();
    let main = OutputPath::fixed("sitemap.xml");
    let parts = if entries <= MOST { 0 } else { entries.div_ceil(MOST) };
    let parts = (0..parts).map(|number| main.numbered(number + 2)).collect::<Vec<_>>();
    std::iter::once(main).chain(parts).collect()
}

fn lists(inputs: &PageInputs<'_>) -> Vec<OutputPath> {
    let fixed = [
        "index.html",
        "articles/index.html",
        "dossiers/index.html",
        "quotes/index.html",
        "timeline.html",
        "tags/index.html",
        "sources/index.html",
        "corrections.html",
    ];
    let mut all: Vec<OutputPath> = fixed.into_iter().map(OutputPath::fixed).collect();
    all.extend(inputs.entity_types().map(|kind| OutputPath::index(kind.folder())));
    all
}

/// Every first page of the site, with what is known of its last change.
fn entries<'a>(inputs: &'a PageInputs<'_>, lists: &'a [OutputPath], changes: &[Option<PartialDate>]) -> Vec<Entry<'a>> {
    let site = inputs.whole().site();
    let entry = |path, changed| Entry {
        path,
        changed,
        translations: &[],
    };
    let newest = |ids: &mut dyn Iterator<Item = ArticleId>| ids.filter_map(|id| changes[id.index()]).max();
    let mut all: Vec<Entry<'a>> = lists.iter().map(|path| entry(path, None)).collect();
    all.extend(site.articles.iter().zip(changes).map(|(article, changed)| Entry {
        path: &article.placement.output,
        changed: *changed,
        translations: &article.translations,
    }));
    let dossiers = site.dossiers.iter();
    all.extend(dossiers.map(|d| entry(&d.placement.output, newest(&mut d.articles.iter().copied()))));
    let entities = site.entities.iter();
    all.extend(entities.map(|e| {
        let articles = &mut e.occurrences.articles.iter().map(|named| named.article);
        entry(&e.placement.output, newest(articles))
    }));
    all.extend(site.pages.iter().map(|p| entry(&p.placement.output, None)));
    let topics = site.tags.iter().chain(&site.sources);
    all.extend(topics.map(|t| entry(&t.output, newest(&mut t.articles.iter().copied()))));
    all
}

/// When an article last changed, as far as its dates tell: the text, a correction, a note. The
/// sitemap knows no date without a day.
fn changed(article: &SiteArticle) -> Option<PartialDate> {
    let own = &article.article;
    let corrections = own.corrections.iter().map(|correction| correction.date);
    let notes = own.annotations.iter().map(|note| note.date);
    let all = corrections.chain(notes).chain([own.updated, own.date]).flatten();
    all.filter(|date| date.precision() >= Precision::Day).max()
}

pub fn files<T>(base: &str, entries: &[T], most: usize, text: impl Fn(&[T]) -> SafeHtml) -> Vec<(OutputPath, Vec<u8>)> {
    let bytes = |xml: SafeHtml| xml.as_str().as_bytes().to_vec();
    let main = OutputPath::fixed("sitemap.xml");
    if entries.len() <= most {
        return vec![(main, bytes(text(entries)))];
    }
    let mut index = document("<sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n");
    let mut files = Vec::new();
    for (number, part) in entries.chunks(most).enumerate() {
        // Page 1 of a list is the list itself, so the parts begin with 2.
        let path = main.numbered(number + 2);
        index
            .markup("<sitemap><loc>")
            .text(&absolute(base, &path))
            .markup("</loc></sitemap>\n");
        files.push((path, bytes(text(part))));
    }
    index.markup("</sitemapindex>\n");
    files.insert(0, (main, bytes(index)));
    files
}

fn url_set(inputs: &PageInputs<'_>, base: &str, entries: &[Entry<'_>]) -> SafeHtml {
    let mut xml = document(
        "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" \
         xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n",
    );
    // Each version names all of them: what is said of a group is written once.
    let mut alternates: BTreeMap<ArticleId, SafeHtml> = BTreeMap::new();
    for entry in entries {
        xml.markup("<url><loc>")
            .text(&absolute(base, entry.path))
            .markup("</loc>");
        if let Some(changed) = entry.changed {
            xml.markup("<lastmod>").text(&changed.to_string()).markup("</lastmod>");
        }
        if let Some(original) = entry.translations.first() {
            let links = alternates.entry(*original);
            let links = links.or_insert_with(|| alternate_links(inputs, base, entry.translations));
            xml.append(links);
        }
        xml.markup("</url>\n");
    }
    xml.markup("</urlset>\n");
    xml
}

/// The text in all its languages; the original is for readers of any other.
fn alternate_links(inputs: &PageInputs<'_>, base: &str, translations: &[ArticleId]) -> SafeHtml {
    let mut xml = SafeHtml::new();
    for (position, id) in translations.iter().enumerate() {
        let article = inputs.article(*id);
        let url = absolute(base, &article.placement.output);
        let mut link = |lang: &str| {
            xml.markup("<xhtml:link rel=\"alternate\"")
                .attribute("hreflang", lang)
                .attribute("href", &url)
                .markup("/>");
        };
        link(&article.placement.lang.0);
        if position == 0 {
            link("x-default");
        }
    }
    xml
}

fn document(root: &'static str) -> SafeHtml {
    let mut xml = SafeHtml::new();
    xml.markup("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n").markup(root);
    xml
}

pub fn fixed_files(inputs: &PageInputs<'_>) -> Rendered {
    let sitemap = inputs
        .config
        .base()
        .map_or_else(String::new, |base| format!("Sitemap: {base}sitemap.xml\n"));
    let files = vec![
        (
            OutputPath::fixed("robots.txt"),
            format!("User-agent: *\nAllow: /\n{sitemap}").into_bytes(),
        ),
        (OutputPath::fixed(".nojekyll"), Vec::new()),
        (
            OutputPath::fixed("theme/code.css"),
            highlight::style_sheet().into_bytes(),
        ),
    ];
    Rendered::files(files)
}

//! What machines read: the feed, the sitemap, and files for servers.

use serde::Serialize;

use crate::diagnostics::Diagnostic;
use crate::model::output_path::OutputPath;
use crate::render::Rendered;
use crate::render::context::Renderer;
use crate::render::highlight;
use crate::render::view_builder::absolute;

/// How many articles the feed holds.
const ENTRIES: usize = 30;

/// The feed: `feed`.
#[derive(Serialize)]
struct FeedView {
    title: String,
    id: String,
    self_url: String,
    home_url: String,
    updated: String,
    entries: Vec<FeedEntry>,
}

/// One article of the feed.
#[derive(Serialize)]
struct FeedEntry {
    title: String,
    id: String,
    url: String,
    published: Option<String>,
    updated: String,
    summary: Option<String>,
    authors: Vec<String>,
}

/// The date of a feed without any article that has one. Feeds demand one, and the build's own would
/// make every build different.
const NO_DATE: &str = "1970-01-01T00:00:00Z";

pub(super) fn atom(renderer: &Renderer<'_>) -> Result<Rendered, Diagnostic> {
    let path = OutputPath::fixed("feed.xml");
    let base = renderer.config.base().unwrap_or_default();
    let articles = || renderer.site.articles.iter().take(ENTRIES);
    // An entry without a date of its own cannot be older than the newest one known.
    let newest = articles()
        .filter_map(|article| article.article.updated.max(article.article.date))
        .max();
    let entries: Vec<FeedEntry> = articles()
        .filter_map(|article| {
            let own = &article.article;
            let url = absolute(&base, &article.placement.output);
            let published = own.date.map(|date| date.to_rfc3339());
            Some(FeedEntry {
                title: xml_text(&own.header.title),
                id: url.clone(),
                url,
                updated: own.updated.or(own.date).or(newest)?.to_rfc3339(),
                published,
                summary: own.header.summary.as_deref().map(xml_text),
                authors: own.authors.iter().map(|author| xml_text(author)).collect(),
            })
        })
        .collect();
    let updated = entries.iter().map(|entry| entry.updated.clone()).max();
    let feed = FeedView {
        title: xml_text(&renderer.config.title),
        id: base.clone(),
        self_url: format!("{base}feed.xml"),
        home_url: base,
        updated: updated.unwrap_or_else(|| NO_DATE.to_owned()),
        entries,
    };
    xml(renderer, path, "feed.xml", &[("feed", &feed)])
}

/// One page of the sitemap.
#[derive(Serialize)]
struct SitemapUrl {
    loc: String,
    lastmod: Option<String>,
}

pub(super) fn sitemap(renderer: &Renderer<'_>) -> Result<Rendered, Diagnostic> {
    let path = OutputPath::fixed("sitemap.xml");
    let base = renderer.config.base().unwrap_or_default();
    let site = renderer.site;
    let url = |path: &OutputPath, lastmod: Option<String>| SitemapUrl {
        loc: absolute(&base, path),
        lastmod,
    };
    let fixed = [
        "index.html",
        "articles/index.html",
        "dossiers/index.html",
        "quotes/index.html",
        "timeline.html",
    ];
    let mut urls: Vec<SitemapUrl> = fixed
        .into_iter()
        .map(|path| url(&OutputPath::fixed(path), None))
        .collect();
    urls.extend(
        renderer
            .entity_types()
            .map(|kind| url(&OutputPath::index(kind.folder()), None)),
    );
    urls.extend(site.articles.iter().map(|a| {
        let changed = a.article.updated.or(a.article.date);
        url(&a.placement.output, changed.map(|date| date.to_string()))
    }));
    urls.extend(site.dossiers.iter().map(|d| url(&d.placement.output, None)));
    urls.extend(site.entities.iter().map(|e| url(&e.placement.output, None)));
    urls.extend(site.pages.iter().map(|p| url(&p.placement.output, None)));
    xml(renderer, path, "sitemap.xml", &[("urls", &urls)])
}

fn xml(
    renderer: &Renderer<'_>,
    path: OutputPath,
    template: &str,
    views: &[(&'static str, &dyn crate::render::engine::View)],
) -> Result<Rendered, Diagnostic> {
    let site = crate::render::engine::SharedView(&renderer.frame);
    let mut all: Vec<(&'static str, &dyn crate::render::engine::View)> = vec![("site", &site)];
    all.extend_from_slice(views);
    let bytes = renderer
        .engine
        .render(template, path.as_str(), renderer.site_language(), &all)?;
    Ok(Rendered {
        files: vec![(path, bytes)],
        diagnostics: Vec::new(),
    })
}

/// Files that no template makes.
pub(super) fn fixed_files(renderer: &Renderer<'_>) -> Result<Rendered, Diagnostic> {
    let sitemap = renderer
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
    Ok(Rendered {
        files,
        diagnostics: Vec::new(),
    })
}

/// Drops what XML 1.0 forbids, and what turns the direction of text.
fn xml_text(text: &str) -> String {
    let allowed = |c: char| {
        matches!(c, '\t' | '\n' | '\r' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..)
            && !matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    text.chars().filter(|c| allowed(*c)).collect()
}

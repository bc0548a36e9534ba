//! Reads the metadata of a page. The first source that is not empty counts: JSON-LD, then Open Graph, microdata and meta
//! elements, then the visible text.

use dom_query::{Document, NodeRef};
use serde_json::Value as Json;

use crate::import::fields::FoundValue;
use crate::import::material::Material;
use crate::import::words::ImportWords;
use crate::import::{clean, dates};
use crate::model::date::PartialDate;
use crate::model::url::SafeUrl;

/// The types of schema.org that are articles.
const ARTICLES: &str = "NewsArticle Article ReportageNewsArticle AnalysisNewsArticle BackgroundNewsArticle \
    OpinionNewsArticle ReviewNewsArticle BlogPosting LiveBlogPosting Report";

/// The deepest nesting of JSON-LD that is read.
const DEEPEST: usize = 8;

type Candidates<'a> = Vec<(Option<String>, &'static str)>;

/// The metadata of a page; `text` is its source.
pub(super) fn read(document: &Document, text: &str, words: &ImportWords) -> Material {
    let linked = JsonLd::read(document);
    let meta = |key: &str| meta(document, key);
    let prop = |name: &str| microdata(document, name);
    let url = vec![
        (attribute(document, "link[rel=canonical]", "href"), "link rel=canonical"),
        (meta("og:url"), "og:url"),
        (linked.text(&["mainEntityOfPage", "url"]), "JSON-LD url"),
        (saved_from(text), "the comment of the browser that saved it"),
    ];
    let source_url = url
        .into_iter()
        .find_map(|(url, from)| Some(FoundValue::found(web(&url?)?, from)));
    let name = first(vec![
        (linked.name("publisher"), "JSON-LD publisher"),
        (meta("og:site_name"), "og:site_name"),
        (meta("application-name"), "meta application-name"),
    ]);
    let host = source_url
        .as_ref()
        .map(|url| FoundValue::guessed(url.value.host(), "the host of the address"));
    Material {
        title: title(document, &linked, name.as_ref().map(|name| name.value.as_str())),
        date: date(document, &linked, words),
        lang: lang(document, &linked),
        summary: first(vec![
            (meta("og:description"), "og:description"),
            (meta("description"), "meta description"),
            (linked.text(&["description"]), "JSON-LD description"),
        ]),
        author: first(vec![
            (linked.name("author"), "JSON-LD author"),
            (
                meta("article:author").filter(|name| !name.contains("://")),
                "article:author",
            ),
            (meta("author"), "meta author"),
            (prop("author"), "microdata author"),
        ]),
        source_name: name.or(host),
        source_url,
        body: Vec::new(),
    }
}

/// The first candidate that is not empty, as one line.
fn first(candidates: Candidates<'_>) -> Option<FoundValue<String>> {
    candidates.into_iter().find_map(|(text, from)| {
        let text = clean::one_line(&text?);
        (!text.is_empty()).then(|| FoundValue::found(text, from))
    })
}

fn title(document: &Document, linked: &JsonLd, site: Option<&str>) -> Option<FoundValue<String>> {
    let marked = first(vec![
        (linked.text(&["headline"]), "JSON-LD headline"),
        (meta(document, "og:title"), "og:title"),
        (microdata(document, "headline"), "microdata headline"),
    ]);
    let heading = || {
        let headings = document.select("h1");
        let only = headings.nodes().first().filter(|_| headings.length() == 1)?;
        let text = clean::one_line(&only.text());
        (!text.is_empty()).then(|| FoundValue::found(text, "the only h1"))
    };
    let element = || {
        let text = clean::one_line(&document.select("head title").text());
        let site = site.unwrap_or_default();
        let cut = [" | ", " - ", " – ", " — ", " · "]
            .iter()
            .filter_map(|mark| text.rsplit_once(mark))
            .find(|(_, last)| last.eq_ignore_ascii_case(site));
        let text = cut.map_or(text.as_str(), |(title, _)| title).to_owned();
        (!text.is_empty()).then(|| FoundValue::guessed(text, "title of the page"))
    };
    marked.or_else(heading).or_else(element)
}

/// The date of publication. A day is never made up: of what cannot be read as a date nothing is taken.
fn date(document: &Document, linked: &JsonLd, words: &ImportWords) -> Option<FoundValue<PartialDate>> {
    let meta = |key: &str| meta(document, key);
    let marked: Candidates<'_> = vec![
        (linked.text(&["datePublished"]), "JSON-LD datePublished"),
        (meta("article:published_time"), "article:published_time"),
        (microdata(document, "datePublished"), "microdata datePublished"),
        (meta("dcterms.created"), "meta dcterms.created"),
        (meta("dc.date.issued"), "meta dc.date.issued"),
        (meta("dc.date"), "meta dc.date"),
        (meta("pubdate"), "meta pubdate"),
        (meta("date"), "meta date"),
    ];
    let marked = marked
        .into_iter()
        .find_map(|(text, from)| Some(FoundValue::found(read_date(&text?, words)?, from)));
    marked.or_else(|| {
        let time =
            document.select("article time[datetime], main time[datetime], header time[datetime], time[datetime]");
        let text = time.nodes().first()?.attr("datetime")?;
        Some(FoundValue::guessed(read_date(&text, words)?, "the first time element"))
    })
}

/// A date; a date-time without zone yields its day.
pub(in crate::import) fn read_date(text: &str, words: &ImportWords) -> Option<PartialDate> {
    let text = clean::one_line(text);
    PartialDate::parse(&text)
        .ok()
        .or_else(|| text.get(..10).and_then(|day| PartialDate::parse(day).ok()))
        .or_else(|| dates::whole_line(&text, words))
}

fn lang(document: &Document, linked: &JsonLd) -> Option<FoundValue<String>> {
    let candidates: Candidates<'_> = vec![
        (linked.text(&["inLanguage"]), "JSON-LD inLanguage"),
        (attribute(document, "html", "lang"), "html lang"),
        (meta(document, "og:locale"), "og:locale"),
    ];
    candidates
        .into_iter()
        .find_map(|(text, from)| Some(FoundValue::found(known_lang(&text?)?, from)))
}

/// The supported language of a tag: `de` for `de-DE`.
pub(in crate::import) fn known_lang(text: &str) -> Option<String> {
    let tag = text.split(['-', '_']).next()?.trim().to_ascii_lowercase();
    crate::language::Languages::embedded()
        .tags()
        .contains(&tag.as_str())
        .then_some(tag)
}

pub(in crate::import) fn web(text: &str) -> Option<SafeUrl> {
    SafeUrl::parse(text.trim()).filter(|url| url.as_str().starts_with("http"))
}

fn attribute(document: &Document, selector: &str, name: &str) -> Option<String> {
    let found = document.select(selector);
    found
        .nodes()
        .iter()
        .find_map(|node| node.attr(name))
        .map(|value| value.to_string())
}

/// The content of a meta element, by `property` or `name`, ignoring case.
fn meta(document: &Document, key: &str) -> Option<String> {
    let found = document.select("meta[content]");
    let is_it = |node: &&NodeRef<'_>| {
        ["property", "name"]
            .iter()
            .any(|name| node.attr(name).is_some_and(|value| value.eq_ignore_ascii_case(key)))
    };
    let contents = found
        .nodes()
        .iter()
        .filter(is_it)
        .filter_map(|node| node.attr("content"));
    contents
        .map(|value| value.to_string())
        .find(|value| !value.trim().is_empty())
}

fn microdata(document: &Document, name: &str) -> Option<String> {
    let found = document.select(&format!("[itemprop~={name}]"));
    let node = found.nodes().first()?;
    let attribute = ["content", "datetime"]
        .iter()
        .find_map(|attribute| node.attr(attribute));
    Some(attribute.map_or_else(|| node.text().to_string(), |value| value.to_string()))
}

/// The URL in the comment that browsers write into saved pages.
fn saved_from(text: &str) -> Option<String> {
    let start = text.get(..text.len().min(4096)).unwrap_or_default();
    let after = start
        .split_once("saved from url=")
        .map(|(_, rest)| rest.trim_start_matches(|c: char| c == '(' || c == ')' || c.is_ascii_digit()))
        .or_else(|| {
            start
                .split_once("Page saved with SingleFile")
                .map(|(_, rest)| rest)?
                .split_once("url:")
                .map(|(_, rest)| rest)
        })?;
    after.split_whitespace().next().map(str::to_owned)
}

/// The objects of the JSON-LD, and the index of the article.
struct JsonLd {
    objects: Vec<Json>,
    article: Option<usize>,
}

impl JsonLd {
    fn read(document: &Document) -> JsonLd {
        let mut objects = Vec::new();
        let scripts = document.select("script[type='application/ld+json']");
        for script in scripts.nodes() {
            let text = script.text();
            let text = text.trim().trim_start_matches("<!--").trim_end_matches("-->");
            if let Ok(json) = serde_json::from_str(text) {
                collect(json, 0, &mut objects);
            }
        }
        let is_article = |name: &&str| ARTICLES.split(' ').any(|known| Some(known) == name.rsplit('/').next());
        let article = objects.iter().position(|object| types(object).iter().any(is_article));
        JsonLd { objects, article }
    }

    /// The text of the first key of the article that has one.
    fn text(&self, keys: &[&str]) -> Option<String> {
        let article = self.objects.get(self.article?)?;
        keys.iter().find_map(|key| plain(article.get(key)?))
    }

    /// The names under a key of the article: texts, objects, references, or a list of these.
    fn name(&self, key: &str) -> Option<String> {
        let value = self.objects.get(self.article?)?.get(key)?;
        let values = match value {
            Json::Array(list) => list.iter().collect(),
            other => vec![other],
        };
        let names: Vec<String> = values.into_iter().filter_map(|value| self.one_name(value)).collect();
        (!names.is_empty()).then(|| names.join(", "))
    }

    fn one_name(&self, value: &Json) -> Option<String> {
        if let Some(name) = value.as_str() {
            return (!name.contains("://")).then(|| name.to_owned());
        }
        let id = value.get("@id");
        let referred = || {
            self.objects
                .iter()
                .filter(|object| object.get("@id") == id)
                .find_map(|object| object.get("name"))
        };
        let name = value.get("name").or_else(|| id.and_then(|_| referred()))?;
        plain(name)
    }
}

/// Collects the objects of a script, including those in lists and graphs.
fn collect(json: Json, depth: usize, objects: &mut Vec<Json>) {
    match json {
        Json::Array(list) if depth < DEEPEST => list.into_iter().for_each(|json| collect(json, depth + 1, objects)),
        Json::Object(mut map) => {
            if let Some(graph) = map.remove("@graph").filter(|_| depth < DEEPEST) {
                collect(graph, depth + 1, objects);
            }
            objects.push(Json::Object(map));
        }
        _ => {}
    }
}

fn types(object: &Json) -> Vec<&str> {
    match object.get("@type") {
        Some(Json::String(name)) => vec![name.as_str()],
        Some(Json::Array(names)) => names.iter().filter_map(Json::as_str).collect(),
        _ => Vec::new(),
    }
}

/// A text, the first text of a list, or the value or id of an object.
fn plain(value: &Json) -> Option<String> {
    let text = match value {
        Json::String(text) => Some(text.as_str()),
        Json::Array(list) => list.first().and_then(Json::as_str),
        Json::Object(map) => ["@value", "@id"].iter().find_map(|key| map.get(*key)?.as_str()),
        _ => None,
    };
    text.map(str::to_owned).filter(|text| !text.trim().is_empty())
}

//! Feeds: Atom by a template, JSON Feed 1.1.

use serde::Serialize;

use crate::diagnostics::Diagnostic;
use crate::model::date::PartialDate;
use crate::model::output_path::OutputPath;
use crate::render::engine::SharedView;
use crate::render::feeds::{Entry, FORMATS, Stream};
use crate::render::inputs::PageInputs;
use crate::render::rendered::Rendered;
use crate::render::view_builder::absolute;

/// The date of a feed without any entry. Feeds demand one, and the build's own would make every build different.
const NO_DATE: &str = "1970-01-01T00:00:00Z";

/// An Atom feed: `feed`.
#[derive(Serialize)]
struct FeedView {
    title: String,
    description: Option<String>,
    id: String,
    self_url: String,
    home_url: String,
    updated: String,
    entries: Vec<FeedEntry>,
}

#[derive(Serialize)]
struct FeedEntry {
    title: String,
    id: String,
    url: String,
    lang: String,
    published: Option<String>,
    updated: String,
    summary: Option<String>,
    authors: Vec<String>,
    tags: Vec<String>,
}

/// A JSON Feed, in the order of its specification.
#[derive(Serialize)]
struct JsonFeed<'a> {
    version: &'static str,
    title: &'a str,
    home_page_url: &'a str,
    feed_url: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'a str>,
    language: &'a str,
    authors: Vec<JsonAuthor<'a>>,
    items: Vec<JsonItem<'a>>,
}

#[derive(Serialize)]
struct JsonAuthor<'a> {
    name: &'a str,
}

#[derive(Serialize)]
struct JsonItem<'a> {
    id: &'a str,
    url: &'a str,
    title: &'a str,
    content_text: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_published: Option<String>,
    date_modified: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    authors: Vec<JsonAuthor<'a>>,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    tags: &'a [String],
    language: &'a str,
}

pub(super) fn render(inputs: &PageInputs<'_>, stream: Stream) -> Result<Rendered, Diagnostic> {
    let base = inputs.config.base().unwrap_or_default();
    let entries = stream.entries(inputs);
    let home_url = absolute(&base, &stream.page(inputs));
    let [atom_path, json_path] = FORMATS.map(|(_, ending)| stream.path(inputs, ending));
    let title = xml_text(&stream.title(inputs));
    let description = stream.description(inputs).map(xml_text);
    let json = JsonFeed {
        version: "https://jsonfeed.org/version/1.1",
        title: &title,
        home_page_url: &home_url,
        feed_url: absolute(&base, &json_path),
        description: description.as_deref(),
        language: &inputs.config.lang.0,
        authors: authors(std::slice::from_ref(
            inputs.config.author.as_ref().unwrap_or(&inputs.config.title),
        )),
        items: entries.iter().map(item).collect(),
    };
    let json = serde_json::to_vec(&json).unwrap_or_default();
    let feed = FeedView {
        id: home_url.clone(),
        self_url: absolute(&base, &atom_path),
        updated: newest(&entries).map_or_else(|| NO_DATE.to_owned(), |date| date.to_rfc3339()),
        title,
        description,
        home_url,
        entries: entries.iter().map(entry).collect(),
    };
    let atom = atom(inputs, &atom_path, &feed)?;
    Ok(Rendered::files(vec![(atom_path, atom), (json_path, json)]))
}

/// The latest moment that any entry names.
fn newest(entries: &[Entry]) -> Option<PartialDate> {
    let dates = entries.iter().map(|entry| entry.updated);
    dates.max_by_key(PartialDate::earliest_unix_seconds)
}

fn atom(inputs: &PageInputs<'_>, path: &OutputPath, feed: &FeedView) -> Result<Vec<u8>, Diagnostic> {
    let site = SharedView(inputs.frame);
    let views: [(&'static str, &dyn crate::render::engine::View); 2] = [("site", &site), ("feed", feed)];
    inputs
        .engine
        .render("feed.xml", path.as_str(), inputs.site_language(), &views)
}

fn entry(entry: &Entry) -> FeedEntry {
    FeedEntry {
        title: xml_text(&entry.title),
        id: entry.id.clone(),
        url: entry.url.clone(),
        lang: entry.lang.clone(),
        published: entry.published.map(|date| date.to_rfc3339()),
        updated: entry.updated.to_rfc3339(),
        summary: Some(xml_text(&entry.text)).filter(|text| !text.is_empty()),
        authors: entry.authors.iter().map(|author| xml_text(author)).collect(),
        tags: entry.tags.iter().map(|tag| xml_text(tag)).collect(),
    }
}

fn item(entry: &Entry) -> JsonItem<'_> {
    JsonItem {
        id: &entry.id,
        url: &entry.url,
        title: &entry.title,
        content_text: &entry.text,
        date_published: entry.published.map(|date| date.to_rfc3339()),
        date_modified: entry.updated.to_rfc3339(),
        authors: authors(&entry.authors),
        tags: &entry.tags,
        language: &entry.lang,
    }
}

fn authors(names: &[String]) -> Vec<JsonAuthor<'_>> {
    names.iter().map(|name| JsonAuthor { name }).collect()
}

/// Drops characters that XML 1.0 forbids, and those that change the direction of text.
fn xml_text(text: &str) -> String {
    let allowed = |c: char| {
        matches!(c, '\t' | '\n' | '\r' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..)
            && !matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    text.chars().filter(|c| allowed(*c)).collect()
}

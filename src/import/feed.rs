//! Feeds: every entry an article.

use std::collections::BTreeMap;

use super::clean;
use super::html::{fragment, known_lang, web};
use super::material::{Material, Value};
use crate::model::date::PartialDate;

/// Why a feed cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FeedError(pub String);

/// Reads an Atom or RSS feed: what is known of each entry, or why that one cannot be taken. What an entry holds is
/// taken as it is; what only begins in it and goes on elsewhere is a beginning here too.
///
/// # Errors
/// It is no feed.
pub fn read_feed(text: &str) -> Result<Vec<Result<Material, String>>, FeedError> {
    let feed = feed_rs::parser::parse(text.as_bytes()).map_err(|error| FeedError(error.to_string()))?;
    let written = written_dates(text);
    let name = feed.title.as_ref().map(|title| clean::one_line(&title.content));
    let name = name.filter(|name| !name.is_empty());
    let lang = feed.language.as_deref().and_then(known_lang);
    let entries = feed.entries.into_iter().enumerate();
    let read = entries.map(|(at, entry)| {
        let mut material = one(entry, &written).map_err(|error| format!("entry {}: {error}", at + 1))?;
        let own = material.source_name.take();
        material.source_name = own.or_else(|| Some(Value::found(name.clone()?, "title of the feed")));
        let own = material.lang.take();
        material.lang = own.or_else(|| Some(Value::found(lang.clone()?, "language of the feed")));
        Ok(material)
    });
    Ok(read.collect())
}

/// Every moment that a feed names, as it is written there. The parser of feeds reckons all of them to UTC, and so
/// an article of the morning in Haffelde would become one of the day before.
fn written_dates(text: &str) -> BTreeMap<i64, PartialDate> {
    let values = text
        .split(['<', '>', '"'])
        .map(str::trim)
        .filter(|value| (16..=48).contains(&value.len()));
    let dated = values.filter(|value| value.is_ascii() && value.contains(':'));
    let dates = dated.filter_map(|value| {
        PartialDate::parse(value)
            .ok()
            .or_else(|| PartialDate::parse_rfc2822(value))
    });
    dates.map(|date| (date.earliest_unix_seconds(), date)).collect()
}

fn one(entry: feed_rs::model::Entry, written: &BTreeMap<i64, PartialDate>) -> Result<Material, String> {
    let text = |text: String| Some(clean::one_line(&text)).filter(|text| !text.is_empty());
    let title = entry.title.and_then(|title| text(title.content));
    let preferred = entry
        .links
        .iter()
        .find(|link| link.rel.as_deref().is_none_or(|rel| rel == "alternate"));
    let url = preferred.or(entry.links.first()).and_then(|link| web(&link.href));
    let as_written = |seconds: i64, utc: String| written.get(&seconds).copied().or(PartialDate::parse(&utc).ok());
    let date = entry
        .published
        .and_then(|date| as_written(date.timestamp(), date.to_rfc3339()));
    let date = date.map(|date| Value::found(date, "date of the entry"));
    let updated = || as_written(entry.updated?.timestamp(), entry.updated?.to_rfc3339());
    let date = date.or_else(|| Some(Value::guessed(updated()?, "updated")));
    let names: Vec<String> = entry
        .authors
        .into_iter()
        .filter_map(|author| text(author.name?))
        .collect();
    let content = entry
        .content
        .and_then(|content| content.body)
        .filter(|body| !body.trim().is_empty());
    let html = content
        .or(entry.summary.map(|summary| summary.content))
        .unwrap_or_default();
    let address = url.as_ref().map(|url| url.as_str().to_owned());
    let body = fragment(&html, address.as_deref(), title.as_deref()).map_err(|error| error.to_string())?;
    Ok(Material {
        title: title.map(|title| Value::found(title, "title")),
        date,
        lang: entry
            .language
            .as_deref()
            .and_then(known_lang)
            .map(|lang| Value::found(lang, "language")),
        author: (!names.is_empty()).then(|| Value::found(names.join(", "), "author")),
        source_url: url.map(|url| Value::found(url, "link")),
        body,
        ..Material::default()
    })
}

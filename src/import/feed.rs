//! Reads Atom and RSS feeds: one article per entry.

use std::collections::BTreeMap;

use super::clean;
use super::fields::FoundValue;
use super::html::{fragment, known_lang, web};
use super::material::Material;
use crate::model::date::PartialDate;

/// Reads a feed: each entry, even if it is only an excerpt, or why it cannot be read. Errors: the text is not a feed.
pub fn read_feed(text: &str) -> Result<Vec<Result<Material, String>>, String> {
    let feed = feed_rs::parser::parse(text.as_bytes()).map_err(|error| error.to_string())?;
    let written = written_dates(text);
    let name = feed.title.as_ref().map(|title| clean::one_line(&title.content));
    let name = name.filter(|name| !name.is_empty());
    let lang = feed.language.as_deref().and_then(known_lang);
    let entries = feed.entries.into_iter().enumerate();
    let read = entries.map(|(at, entry)| {
        let mut material = one(entry, &written).map_err(|error| format!("entry {}: {error}", at + 1))?;
        let own = material.source_name.take();
        material.source_name = own.or_else(|| Some(FoundValue::found(name.clone()?, "title of the feed")));
        let own = material.lang.take();
        material.lang = own.or_else(|| Some(FoundValue::found(lang.clone()?, "language of the feed")));
        Ok(material)
    });
    Ok(read.collect())
}

/// All date-times of the feed with their zones, by Unix time: the parser converts to UTC, which can change the day.
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
    let date = date.map(|date| FoundValue::found(date, "date of the entry"));
    let updated = || as_written(entry.updated?.timestamp(), entry.updated?.to_rfc3339());
    let date = date.or_else(|| Some(FoundValue::guessed(updated()?, "updated")));
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
        title: title.map(|title| FoundValue::found(title, "title")),
        date,
        lang: entry
            .language
            .as_deref()
            .and_then(known_lang)
            .map(|lang| FoundValue::found(lang, "language")),
        author: (!names.is_empty()).then(|| FoundValue::found(names.join(", "), "author")),
        source_url: url.map(|url| FoundValue::found(url, "link")),
        body,
        ..Material::default()
    })
}

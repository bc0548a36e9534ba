//! Reads CSL-JSON, as Zotero and other reference managers export it: one article per item.

use serde_json::Value as Json;

use super::clean;
use super::fields::FoundValue;
use super::html::{fragment, known_lang, read_date, web};
use super::material::Material;
use super::words::ImportWords;
use crate::model::date::PartialDate;

/// Reads a list of items, or an object with `items`: each item, or why it cannot be read. The text of an item is its
/// abstract, else its note. Errors: the text is not JSON, or has no items; a syntax error names line and column.
pub fn read_csl(text: &str, words: &ImportWords) -> Result<Vec<Result<Material, String>>, String> {
    let json: Json = serde_json::from_str(text.trim_start_matches('\u{feff}'))
        .map_err(|error| format!("line {}, column {}: {error}", error.line(), error.column()))?;
    let items = match json {
        Json::Array(items) => items,
        Json::Object(mut map) => match map.remove("items") {
            Some(Json::Array(items)) => items,
            _ => vec![Json::Object(map)],
        },
        _ => Vec::new(),
    };
    let is_item = |item: &Json| item.get("title").is_some() || item.get("URL").is_some();
    if !items.iter().any(is_item) {
        let message = "expected a list of items with `title` and `URL`; export the collection as CSL JSON";
        return Err(message.to_owned());
    }
    let items = items.iter().enumerate();
    Ok(items
        .map(|(at, item)| one(item, words).map_err(|error| format!("item {}: {error}", at + 1)))
        .collect())
}

fn one(item: &Json, words: &ImportWords) -> Result<Material, String> {
    let text = |key: &str| {
        item.get(key)
            .and_then(Json::as_str)
            .map(clean::one_line)
            .filter(|text| !text.is_empty())
    };
    let found = |key: &'static str| text(key).map(|value| FoundValue::found(value, key));
    if !item.is_object() {
        return Err("expected an object".to_owned());
    }
    let body = ["abstract", "note"].iter().find_map(|key| item.get(*key)?.as_str());
    let names = item
        .get("author")
        .and_then(Json::as_array)
        .map_or(&[][..], Vec::as_slice);
    let names: Vec<String> = names.iter().filter_map(name).collect();
    Ok(Material {
        title: found("title"),
        date: item
            .get("issued")
            .and_then(|date| Some(FoundValue::found(issued(date, words)?, "issued"))),
        lang: text("language").and_then(|lang| Some(FoundValue::found(known_lang(&lang)?, "language"))),
        summary: None,
        source_name: found("container-title").or_else(|| found("publisher")),
        source_url: text("URL").and_then(|url| Some(FoundValue::found(web(&url)?, "URL"))),
        author: (!names.is_empty()).then(|| FoundValue::found(names.join(", "), "author")),
        body: match body {
            Some(body) if body.contains("</") => fragment(body, None, None).map_err(|error| error.to_string())?,
            Some(body) => super::html::paragraphs(body),
            None => Vec::new(),
        },
    })
}

fn name(person: &Json) -> Option<String> {
    let part = |key: &str| person.get(key).and_then(Json::as_str).unwrap_or_default();
    let parts = match part("literal") {
        "" => vec![
            part("given"),
            part("non-dropping-particle"),
            part("family"),
            part("suffix"),
        ],
        literal => vec![literal],
    };
    let name = clean::one_line(&parts.join(" "));
    (!name.is_empty()).then_some(name)
}

fn issued(date: &Json, words: &ImportWords) -> Option<PartialDate> {
    if let Some(parts) = date.get("date-parts").and_then(|dates| dates.get(0)?.as_array()) {
        let number = |part: &Json| part.as_i64().or_else(|| part.as_str()?.trim().parse().ok());
        let parts: Vec<i64> = parts.iter().map_while(number).take(3).collect();
        let text = match parts[..] {
            [year] => format!("{year:04}"),
            [year, month] => format!("{year:04}-{month:02}"),
            [year, month, day] => format!("{year:04}-{month:02}-{day:02}"),
            _ => return None,
        };
        return PartialDate::parse(&text).ok();
    }
    ["raw", "literal"]
        .iter()
        .find_map(|key| read_date(date.get(*key)?.as_str()?, words))
}

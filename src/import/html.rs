//! Reads saved pages: their metadata, and their main text as Markdown.

mod limits;
mod markdown;
mod meta;

use dom_query::Document;
use dom_smoothie::{Config, Readability};

use super::clean;
use super::fields::FoundValue;
use super::material::Material;
use super::words::ImportWords;

pub use limits::HtmlError;
pub(super) use markdown::paragraphs;
pub(super) use meta::{known_lang, read_date, web};

/// Reads a page. Only its main text is kept, without menus, comments and advertisements.
/// Errors: the page exceeds a limit of size, elements or nesting.
pub fn read_html(text: &str, words: &ImportWords) -> Result<Material, HtmlError> {
    limits::check(text)?;
    let text = text.replace('\0', "");
    let document = Document::from(text.as_str());
    let mut material = meta::read(&document, &text, words);
    let address = material.source_url.as_ref().map(|url| url.value.as_str().to_owned());
    let config = Config {
        max_elements_to_parse: limits::MOST_ELEMENTS,
        ..Config::default()
    };
    let article =
        Readability::with_document(document, address.as_deref(), Some(config)).and_then(|mut page| page.parse());
    // A page without main text still has metadata.
    if let Ok(article) = article {
        let content = Document::from(article.content);
        let title = material.title.as_ref().map(|title| title.value.as_str());
        material.body = markdown::blocks(&content, address.as_deref(), title);
        if material.author.is_none() {
            let byline = article.byline.map(|name| clean::one_line(&name));
            let byline = byline.filter(|name| !name.is_empty() && name.chars().count() <= 80);
            material.author = byline.map(|name| FoundValue::guessed(name, "byline"));
        }
    }
    if material.body.is_empty() {
        let whole = Document::from(text.as_str());
        let title = material.title.as_ref().map(|title| title.value.as_str());
        material.body = markdown::blocks(&whole, address.as_deref(), title);
    }
    // A summary that repeats the beginning of the text is dropped.
    let begins = |summary: &FoundValue<String>| {
        let start: String = summary.value.chars().take(40).collect();
        material.body.iter().take(2).any(|block| block.starts_with(&start))
    };
    if material.summary.as_ref().is_some_and(begins) {
        material.summary = None;
    }
    Ok(material)
}

pub(super) fn fragment(html: &str, address: Option<&str>, title: Option<&str>) -> Result<Vec<String>, HtmlError> {
    limits::check(html)?;
    Ok(markdown::blocks(
        &Document::from(html.replace('\0', "").as_str()),
        address,
        title,
    ))
}

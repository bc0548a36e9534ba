//! Text that others wrote to articles: pasted, saved as a page, listed in a feed or a library. Of pasted text, what stands above and below the text becomes front matter, the
//! text becomes Markdown that renders as exactly that text.
//!
//! ```text
//! text → clean (paragraphs) → head (date, title, lead, source | body) → front matter + escape
//! ```
//!
//! **Architecture invariant:** nothing is made up. A date is as precise as it was written, a
//! language is only what the caller knows, and what is not recognised stays in the text.

mod clean;
mod csl;
mod dates;
mod decode;
mod duplicates;
mod escape;
mod feed;
mod front_matter;
mod head;
mod html;
mod material;
mod mhtml;
mod sentence;

pub use csl::{CslError, read_csl};
pub use decode::decode;
pub use duplicates::{Duplicate, Texts};
pub use feed::{FeedError, read_feed};
pub use html::{HtmlError, read_html};
pub use material::Material;
pub use mhtml::{is_mhtml, read_mhtml};

use std::fmt;

use crate::model::date::PartialDate;
use crate::model::slug::Slug;
use crate::model::url::SafeUrl;

/// The longest lead that becomes a summary, in characters.
const LONGEST_SUMMARY: usize = 1500;

/// What the caller knows beforehand; it beats what is found.
#[derive(Clone, Debug, Default)]
pub struct Known {
    /// The title.
    pub title: Option<String>,
    /// The date of the source.
    pub date: Option<PartialDate>,
    /// The language of the text, given or detected.
    pub lang: Option<String>,
    /// The medium.
    pub source_name: Option<String>,
    /// Its address.
    pub source_url: Option<SafeUrl>,
    /// The dossiers that it belongs to, by slug.
    pub dossiers: Vec<String>,
}

/// Words of the languages that a text may be in. They are data, so they come from the caller.
#[derive(Clone, Debug, Default)]
pub struct ImportWords {
    /// Names and abbreviations of the months, lower-cased and without a full stop, with their numbers.
    pub months: Vec<(String, u8)>,
    /// Words before a date, lower-cased.
    pub date_labels: Vec<String>,
    /// Words before the name of a source, lower-cased.
    pub source_labels: Vec<String>,
    /// Abbreviations whose full stop ends no sentence, lower-cased and without it.
    pub abbreviations: Vec<String>,
}

/// A part of the front matter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    /// `title`
    Title,
    /// `date`
    Date,
    /// `lang`
    Lang,
    /// `summary`
    Summary,
    /// `source.name`
    SourceName,
    /// `source.url`
    SourceUrl,
    /// `source.author`
    SourceAuthor,
}

impl Field {
    /// The key in the front matter.
    pub fn key(self) -> &'static str {
        match self {
            Field::Title => "title",
            Field::Date => "date",
            Field::Lang => "lang",
            Field::Summary => "summary",
            Field::SourceName => "source.name",
            Field::SourceUrl => "source.url",
            Field::SourceAuthor => "source.author",
        }
    }
}

/// How the value of a field came about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// The caller knew it.
    Given,
    /// The text says so.
    Found,
    /// By a rule that can err: a paragraph was cut in title and lead, or the file's name was taken.
    Guessed,
}

/// A field and how its value came about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Recognised {
    /// Which field.
    pub field: Field,
    /// How.
    pub how: How,
    /// Where it stood, in words; empty where it was given or stood in the text.
    pub from: &'static str,
}

/// An article, ready to be written.
#[derive(Clone, Debug)]
pub struct Imported {
    /// The title.
    pub title: String,
    /// When the source appeared.
    pub date: Option<PartialDate>,
    /// The language, if the caller knew it.
    pub lang: Option<String>,
    /// The lead, where it shared its paragraph with the title.
    pub summary: Option<String>,
    /// The medium.
    pub source_name: Option<String>,
    /// Its address.
    pub source_url: Option<SafeUrl>,
    /// Who wrote it there.
    pub author: Option<String>,
    /// The dossiers that it belongs to, by slug.
    pub dossiers: Vec<String>,
    /// The name in addresses.
    pub slug: Slug,
    /// How many paragraphs the body has.
    pub paragraphs: usize,
    /// The whole file: front matter and body.
    pub markdown: String,
    /// What was recognised, in the order of the front matter.
    pub recognised: Vec<Recognised>,
}

impl Imported {
    /// The value of a field, as the front matter has it.
    pub fn value(&self, field: Field) -> Option<String> {
        match field {
            Field::Title => Some(self.title.clone()),
            Field::Date => self.date.map(|date| date.to_string()),
            Field::Lang => self.lang.clone(),
            Field::Summary => self.summary.clone(),
            Field::SourceName => self.source_name.clone(),
            Field::SourceUrl => self.source_url.as_ref().map(|url| url.as_str().to_owned()),
            Field::SourceAuthor => self.author.clone(),
        }
    }

    /// The name of the file that this article belongs into.
    pub fn file_name(&self) -> String {
        format!("{}.md", self.slug)
    }
}

/// Why a text could not be imported.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ImportError {
    /// There is no text.
    Empty,
    /// Neither the title nor the file's name has a letter or digit for an address.
    NoName,
}

impl fmt::Display for ImportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            ImportError::Empty => "there is no text in it",
            ImportError::NoName => "no letter or digit to make a title and a file name of; give a title",
        })
    }
}

impl std::error::Error for ImportError {}

/// Makes an article of pasted text. `file_stem` is the title where the text has none.
///
/// # Errors
/// There is no text, or nothing to name the article by.
pub fn import_text(text: &str, file_stem: &str, known: &Known, words: &ImportWords) -> Result<Imported, ImportError> {
    let paragraphs = clean::paragraphs(text);
    if paragraphs.is_empty() {
        return Err(ImportError::Empty);
    }
    let known_title = known
        .title
        .as_deref()
        .map(clean::one_line)
        .filter(|title| !title.is_empty());
    let mut parts = head::take_apart(paragraphs, known_title.as_deref(), words);
    let mut chosen = Chosen::default();
    let cut = parts.title.as_ref().is_some_and(|title| title.cut);
    let summary = summary_or_body(&mut parts);
    let found_how = if cut { How::Guessed } else { How::Found };
    let found_title = parts.title.map(|title| title.text).filter(|_| known_title.is_none());
    let title = chosen
        .choose(Field::Title, known_title, found_title, found_how)
        .or_else(|| chosen.choose(Field::Title, None, Some(humanised(file_stem)), How::Guessed))
        .filter(|title| !title.is_empty())
        .ok_or(ImportError::NoName)?;
    let given_name = known
        .source_name
        .as_deref()
        .map(clean::one_line)
        .filter(|name| !name.is_empty());
    let imported = Imported {
        slug: Slug::of(&title)
            .or_else(|| Slug::of(file_stem))
            .ok_or(ImportError::NoName)?,
        title,
        date: chosen.choose(Field::Date, known.date, parts.date, How::Found),
        lang: chosen.choose(Field::Lang, known.lang.clone(), None, How::Given),
        summary: chosen.choose(Field::Summary, None, summary, How::Guessed),
        source_name: chosen.choose(Field::SourceName, given_name, parts.source_name, How::Found),
        source_url: chosen.choose(Field::SourceUrl, known.source_url.clone(), parts.source_url, How::Found),
        author: None,
        dossiers: known.dossiers.clone(),
        paragraphs: parts.body.len(),
        markdown: String::new(),
        recognised: chosen.recognised,
    };
    let blocks: Vec<String> = parts.body.iter().map(|text| escape::paragraph(text)).collect();
    let markdown = imported.file(&blocks);
    Ok(Imported { markdown, ..imported })
}

/// Notes how each value came about.
#[derive(Default)]
struct Chosen {
    recognised: Vec<Recognised>,
}

impl Chosen {
    fn choose<T>(&mut self, field: Field, given: Option<T>, found: Option<T>, how: How) -> Option<T> {
        let how = if given.is_some() { How::Given } else { how };
        let value = given.or(found)?;
        self.recognised.push(Recognised { field, how, from: "" });
        Some(value)
    }

    /// The same of a value that knows where it stood.
    fn take<T>(&mut self, field: Field, given: Option<T>, found: Option<material::Value<T>>) -> Option<T> {
        let (how, from) = match (&given, &found) {
            (None, Some(found)) => (found.how, found.from),
            _ => (How::Given, ""),
        };
        let value = given.or(found.map(|found| found.value))?;
        self.recognised.push(Recognised { field, how, from });
        Some(value)
    }
}

/// A lead is a summary only if a text follows it, and if it is no whole article in one line.
fn summary_or_body(parts: &mut head::Parts) -> Option<String> {
    let lead = std::mem::take(&mut parts.lead);
    if lead.is_empty() {
        return None;
    }
    if parts.body.is_empty() || lead.chars().count() > LONGEST_SUMMARY {
        parts.body.insert(0, lead);
        return None;
    }
    Some(lead)
}

/// A file's name as a title: spaces for `-` and `_`, a capital at the start.
fn humanised(file_stem: &str) -> String {
    let words = clean::one_line(&file_stem.replace(['-', '_'], " "));
    let mut chars = words.chars();
    chars
        .next()
        .map_or(String::new(), |first| first.to_uppercase().chain(chars).collect())
}

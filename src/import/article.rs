//! An imported article: its fields, how each was determined, and its file.

use std::fmt;

use super::front_matter::FrontMatter;
use crate::model::date::PartialDate;
use crate::model::slug::Slug;
use crate::model::url::SafeUrl;

/// The values that the caller gives; they take precedence over those that are found.
#[derive(Clone, Debug, Default)]
pub struct GivenMetadata {
    /// Replaces the title that is found.
    pub title: Option<String>,
    pub date: Option<PartialDate>,
    /// The language of the text, given or detected by the caller.
    pub lang: Option<String>,
    pub source_name: Option<String>,
    pub source_url: Option<SafeUrl>,
    /// The slugs of its dossiers.
    pub dossiers: Vec<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    Title,
    Date,
    Lang,
    Summary,
    SourceName,
    SourceUrl,
    SourceAuthor,
}

impl Field {
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

/// How the value of a field was determined.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ValueOrigin {
    Given,
    Found,
    /// By a heuristic, such as splitting a paragraph into title and lead, or from the file name.
    Guessed,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RecognisedField {
    pub field: Field,
    pub origin: ValueOrigin,
    /// Where it was found, in words; empty if it was given or found in the text.
    pub found_in: &'static str,
}

#[derive(Clone, Debug)]
pub struct Imported {
    pub title: String,
    pub date: Option<PartialDate>,
    pub lang: Option<String>,
    /// The lead or description.
    pub summary: Option<String>,
    pub source_name: Option<String>,
    pub source_url: Option<SafeUrl>,
    pub author: Option<String>,
    /// The slugs of its dossiers.
    pub dossiers: Vec<String>,
    /// Made of the title, or of the file name.
    pub slug: Slug,
    /// The number of blocks of the body.
    pub paragraphs: usize,
    /// The file: front matter and body.
    pub markdown: String,
    /// The fields that have a value, in the order of the front matter.
    pub recognised: Vec<RecognisedField>,
}

impl Imported {
    /// The value of a field, as written into the front matter.
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

    pub fn file_name(&self) -> String {
        format!("{}.md", self.slug)
    }

    /// The file with a body of these Markdown blocks.
    pub(super) fn file(&self, blocks: &[String]) -> String {
        let mut block = FrontMatter::default();
        block.text("title", Some(&self.title));
        block.plain("date", self.date.map(|date| date.to_string()));
        block.text("lang", self.lang.as_deref());
        block.text("summary", self.summary.as_deref());
        let dossiers = self.dossiers.join(", ");
        block.plain("dossiers", (!dossiers.is_empty()).then(|| format!("[{dossiers}]")));
        block.nested("source", "name", self.source_name.as_deref());
        block.nested("source", "url", self.source_url.as_ref().map(SafeUrl::as_str));
        block.nested("source", "author", self.author.as_deref());
        let mut out = block.write();
        for block in blocks {
            out.push('\n');
            out.push_str(block);
            out.push('\n');
        }
        out
    }
}

/// Why a text cannot be imported.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ImportError {
    Empty,
    /// Neither the title nor the file name can be turned into a slug.
    NoName,
}

impl fmt::Display for ImportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            ImportError::Empty => "it contains no text",
            ImportError::NoName => {
                "neither the text nor the file name yields a title with letters or digits; give a title"
            }
        })
    }
}

impl std::error::Error for ImportError {}

//! What a page, a feed or a library says of an article, before it becomes a file.

use super::front_matter::FrontMatter;
use super::{Chosen, Field, How, ImportError, Imported, Known, clean, humanised};
use crate::model::date::PartialDate;
use crate::model::slug::Slug;
use crate::model::url::SafeUrl;

/// A value, how it came about, and where it stood.
#[derive(Clone, Debug)]
pub(super) struct Value<T> {
    pub(super) value: T,
    pub(super) how: How,
    pub(super) from: &'static str,
}

impl<T> Value<T> {
    pub(super) fn found(value: T, from: &'static str) -> Value<T> {
        Value {
            value,
            how: How::Found,
            from,
        }
    }

    pub(super) fn guessed(value: T, from: &'static str) -> Value<T> {
        Value {
            value,
            how: How::Guessed,
            from,
        }
    }
}

/// What is known of an article, and its text.
#[derive(Clone, Debug, Default)]
pub struct Material {
    pub(super) title: Option<Value<String>>,
    pub(super) date: Option<Value<PartialDate>>,
    pub(super) lang: Option<Value<String>>,
    pub(super) summary: Option<Value<String>>,
    pub(super) source_name: Option<Value<String>>,
    pub(super) source_url: Option<Value<SafeUrl>>,
    pub(super) author: Option<Value<String>>,
    /// Blocks of Markdown.
    pub(super) body: Vec<String>,
}

impl Material {
    /// The text, for telling its language.
    pub fn text(&self) -> String {
        self.body.join("\n\n")
    }

    /// Whether it names its language.
    pub fn has_lang(&self) -> bool {
        self.lang.is_some()
    }

    /// Makes the article. `file_stem` is the title where there is none.
    ///
    /// # Errors
    /// There is nothing to name the article by, or neither a text nor where one would be found.
    pub fn into_article(self, file_stem: &str, known: &Known) -> Result<Imported, ImportError> {
        if self.body.is_empty() && self.source_url.is_none() && self.source_name.is_none() {
            return Err(ImportError::Empty);
        }
        let given = |text: &Option<String>| {
            let text = text.as_deref().map(clean::one_line);
            text.filter(|text| !text.is_empty())
        };
        let mut chosen = Chosen::default();
        let title = chosen
            .take(Field::Title, given(&known.title), self.title)
            .or_else(|| chosen.choose(Field::Title, None, Some(humanised(file_stem)), How::Guessed))
            .filter(|title| !title.is_empty())
            .ok_or(ImportError::NoName)?;
        let imported = Imported {
            slug: Slug::of(&title)
                .or_else(|| Slug::of(file_stem))
                .ok_or(ImportError::NoName)?,
            title,
            date: chosen.take(Field::Date, known.date, self.date),
            lang: chosen.take(Field::Lang, known.lang.clone(), self.lang),
            summary: chosen.take(Field::Summary, None, self.summary),
            dossiers: known.dossiers.clone(),
            source_name: chosen.take(Field::SourceName, given(&known.source_name), self.source_name),
            source_url: chosen.take(Field::SourceUrl, known.source_url.clone(), self.source_url),
            author: chosen.take(Field::SourceAuthor, None, self.author),
            paragraphs: self.body.len(),
            markdown: String::new(),
            recognised: chosen.recognised,
        };
        let markdown = imported.file(&self.body);
        Ok(Imported { markdown, ..imported })
    }
}

impl Imported {
    /// The whole file, with a body of these blocks of Markdown.
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

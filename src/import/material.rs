//! What a page, a feed or a library says about an article.

use super::article::{Field, GivenMetadata, ImportError, Imported};
use super::fields::{FieldChooser, FoundValue, given_line};
use crate::model::date::PartialDate;
use crate::model::slug::Slug;
use crate::model::url::SafeUrl;

/// The fields and the text of a page, an entry of a feed, or an item of a library.
#[derive(Clone, Debug, Default)]
pub struct Material {
    pub(super) title: Option<FoundValue<String>>,
    pub(super) date: Option<FoundValue<PartialDate>>,
    pub(super) lang: Option<FoundValue<String>>,
    pub(super) summary: Option<FoundValue<String>>,
    pub(super) source_name: Option<FoundValue<String>>,
    pub(super) source_url: Option<FoundValue<SafeUrl>>,
    pub(super) author: Option<FoundValue<String>>,
    /// Markdown blocks.
    pub(super) body: Vec<String>,
}

impl Material {
    /// The text, for language detection.
    pub fn text(&self) -> String {
        self.body.join("\n\n")
    }

    pub fn has_lang(&self) -> bool {
        self.lang.is_some()
    }

    /// Makes the article. `file_stem` is the title if there is none.
    /// Errors: there is no title, or neither text nor source.
    pub fn into_article(self, file_stem: &str, given: &GivenMetadata) -> Result<Imported, ImportError> {
        if self.body.is_empty() && self.source_url.is_none() && self.source_name.is_none() {
            return Err(ImportError::Empty);
        }
        self.assemble(file_stem, given)
    }

    /// As [`Material::into_article`], without the check that there is a text or a source.
    pub(super) fn assemble(self, file_stem: &str, given: &GivenMetadata) -> Result<Imported, ImportError> {
        let mut chooser = FieldChooser::default();
        let title = chooser
            .title(given_line(given.title.as_deref()), self.title, file_stem)
            .ok_or(ImportError::NoName)?;
        let imported = Imported {
            slug: Slug::of(&title)
                .or_else(|| Slug::of(file_stem))
                .ok_or(ImportError::NoName)?,
            title,
            date: chooser.choose(Field::Date, given.date, self.date),
            lang: chooser.choose(Field::Lang, given.lang.clone(), self.lang),
            summary: chooser.choose(Field::Summary, None, self.summary),
            dossiers: given.dossiers.clone(),
            source_name: chooser.choose(
                Field::SourceName,
                given_line(given.source_name.as_deref()),
                self.source_name,
            ),
            source_url: chooser.choose(Field::SourceUrl, given.source_url.clone(), self.source_url),
            author: chooser.choose(Field::SourceAuthor, None, self.author),
            paragraphs: self.body.len(),
            markdown: String::new(),
            recognised: chooser.recognised,
        };
        let markdown = imported.file(&self.body);
        Ok(Imported { markdown, ..imported })
    }
}

//! Quotations in a few words.

use super::passage::{one_line, without_marks};
use super::view_builder::Builder;
use super::views::SnippetView;
use crate::model::site::ArticleId;

/// The most characters.
const CHARACTERS: usize = 170;

impl Builder<'_> {
    /// A quotation in a few words.
    pub fn snippet(&self, id: ArticleId, number: u32) -> SnippetView {
        let article = self.inputs.article(id);
        let source = article.article.provenance.as_ref().and_then(|p| p.name.clone());
        let url = self.path.link_to(&article.placement.output);
        SnippetView {
            text: shortened(self.words(id, number)),
            lang: article.placement.lang.0.clone(),
            kind: article.enrichment.quotations[number as usize].kind.name(),
            speaker: self.speaker(article, number as usize, 0).map(|speaker| speaker.name),
            url: format!("{url}#q-{}", number + 1),
            date: article.article.date.as_ref().map(|date| self.date(date)),
            source: source.unwrap_or_else(|| article.article.header.title.clone()),
        }
    }

    /// What contradicts a quotation, as an editor says.
    pub fn contrary(&self, id: ArticleId, number: u32) -> Vec<SnippetView> {
        let others = self.inputs.contradicting((id, number)).iter();
        others.map(|(id, number)| self.snippet(*id, *number)).collect()
    }

    /// The words of a quotation in one line, without the marks around them.
    pub fn words(&self, id: ArticleId, number: u32) -> String {
        let article = self.inputs.article(id);
        let quotation = &article.enrichment.quotations[number as usize];
        one_line(without_marks(&article.body().as_read(quotation.span)))
    }
}

/// A text, cut at the end of a word where it is long.
fn shortened(text: String) -> String {
    let Some((end, _)) = text.char_indices().nth(CHARACTERS) else {
        return text;
    };
    let cut = text[..end].rfind(' ').unwrap_or(end);
    format!("{} …", text[..cut].trim_end_matches([',', ';', ':', ' ', '–']))
}

//! Quotations in a few words.

use super::passage::one_line;
use super::view_builder::Builder;
use super::views::SnippetView;
use crate::model::site::QuotationId;
use crate::model::statement::Statement;

const CHARACTERS: usize = 170;

impl Builder<'_> {
    pub fn snippet(&self, statement: &Statement<'_>) -> SnippetView {
        let source = statement.source().unwrap_or(&statement.article.article.header.title);
        SnippetView {
            text: shortened(one_line(&statement.bare_words())),
            lang: statement.article.placement.lang.0.clone(),
            kind: statement.quotation.kind.name(),
            speaker: statement.speaker_label().map(str::to_owned),
            url: self.quotation_url(statement),
            date: statement.date().map(|date| self.date(date)),
            source: source.to_owned(),
        }
    }

    pub fn contrary(&self, id: QuotationId) -> Vec<SnippetView> {
        let others = self.inputs.statements(self.inputs.contradicting(id));
        others.map(|statement| self.snippet(&statement)).collect()
    }

    /// Where a quotation stands on the page of its article.
    pub fn quotation_url(&self, statement: &Statement<'_>) -> String {
        let page = self.path.link_to(&statement.article.placement.output);
        format!("{page}#{}", statement.id.anchor())
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

//! What one text holds: sentences, quotations, and what its editor decided.
//!
//! **Architecture invariant:** pure, and blind to everything but the text, its language and its
//! front matter. Names of the registry are matched later, when the site is linked.

mod anchors;
mod attribution;
mod decisions;
mod marks;
mod sentences;
mod tokens;

use crate::diagnostics::Diagnostic;
use crate::language::Words;
use crate::model::article::Article;
use crate::model::document::Document;
use crate::model::enrichment::Enrichment;

/// Enriches a text without an editor's decisions.
pub fn enrich_text(document: &Document, words: &Words) -> Enrichment {
    let text = tokens::Tokenised::new(document, words);
    let marked = marks::find(&text);
    let quotations = attribution::attribute(&text, &marked, words);
    Enrichment {
        sentences: text.sentences,
        quotations,
        ..Enrichment::default()
    }
}

/// Enriches an article, and lets the editor's decisions beat what was found.
pub fn enrich_article(article: &Article, words: &Words) -> (Enrichment, Vec<Diagnostic>) {
    let mut enrichment = enrich_text(&article.body, words);
    let mut diagnostics = Vec::new();
    decisions::apply(article, &mut enrichment, &mut diagnostics);
    (enrichment, diagnostics)
}

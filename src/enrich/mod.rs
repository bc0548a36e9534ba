//! What one text holds: sentences, quotations, and what its editor decided.
//!
//! ```text
//! marks → sentences → tokens → cues → direct + indirect → pull quotes → resolve → confidence → decisions
//! ```
//!
//! Small passes over one tokenised text, each pure; what they know of a language is data.
//!
//! **Architecture invariant:** blind to everything but the text, its language and its front
//! matter. Names of the registry are matched later, when the site is linked.

mod calibrate;
mod cues;
mod decisions;
mod finding;

mod direct;
mod frames;
mod grammar;
mod indirect;
pub mod names;
mod occasion;
mod speakers;
mod text;

use std::cmp::Reverse;

use crate::diagnostics::Diagnostic;
use crate::language::Words;
use crate::model::article::Article;
use crate::model::document::Document;
use crate::model::enrichment::Enrichment;

/// Enriches a text without an editor's decisions.
pub fn enrich_text(document: &Document, words: &Words) -> Enrichment {
    let text = text::tokens::Tokenised::new(document, words);
    let all_cues: Vec<Vec<cues::Cue>> = text
        .sentences
        .iter()
        .map(|sentence| cues::find(&text, sentence))
        .collect();
    let mut found = direct::find(&text, &all_cues);
    let indirect = indirect::find(&text, &all_cues, &found);
    direct::find_inside(&text, &indirect, &mut found);
    found.extend(indirect);
    direct::pull_quotes::find(&text, &mut found);
    found.sort_by_key(|finding| (finding.span.start, Reverse(finding.span.end), finding.kind()));
    direct::follow(&text, &mut found);
    direct::precede(&text, &mut found);
    let people = speakers::resolve(&text, &mut found);
    let names = names::find(&text, words, &people, &found);
    let mut quotations = calibrate::calibrate(text.lexicon, found);
    cues::speech_acts::find(&text, &all_cues, &mut quotations);
    occasion::find(&text, &mut quotations);
    for speaker in quotations.iter_mut().filter_map(|quotation| quotation.speaker.as_mut()) {
        speaker.resolved = speaker.resolved.take().map(on_one_line);
    }
    Enrichment {
        sentences: text.all_sentences,
        quotations,
        known: names.known,
        things: names.things,
        ..Enrichment::default()
    }
}

/// A name with one space between its words, however its lines are broken.
fn on_one_line(name: String) -> String {
    let mut words = name.split(char::is_whitespace);
    if words.all(|word| !word.is_empty()) && !name.contains(|c: char| c.is_whitespace() && c != ' ') {
        return name;
    }
    name.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Enriches an article, and lets the editor's decisions beat what was found.
pub fn enrich_article(article: &Article, words: &Words) -> (Enrichment, Vec<Diagnostic>) {
    let mut enrichment = enrich_text(&article.body, words);
    let mut diagnostics = Vec::new();
    decisions::apply(article, &mut enrichment, &mut diagnostics);
    (enrichment, diagnostics)
}

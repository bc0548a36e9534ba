//! Finds what one text holds: its sentences, quotations, speakers and names. `enrich_text` runs the
//! passes in this order:
//!
//! 1. `text`: quotation marks, sentences, tokens; what stands in marks is one token
//! 2. `cues`: the words that introduce a report
//! 3. `direct`: the marked spans that are quotations, with their speakers; `direct::source_line`: those whose source
//!    stands behind a dash
//! 4. `indirect`: reports without marks, sentence by sentence
//! 5. marked words inside of indirect quotations (`direct::find_inside`), which the outer report decides on unless
//!    they have a cue of their own there (`direct::arbitrate`)
//! 6. `direct::pull_quotes`: paragraphs that repeat a statement
//! 7. quotations that go on with the one before, then with the one behind (`direct::follow`,
//!    `direct::precede`)
//! 8. `turns`: the paragraphs of interviews and transcripts
//! 9. `speakers`: from the words that name a speaker to the fullest name in the article
//! 10. `names`: the people and things that the text names
//! 11. `calibrate`: from rule and evidence to a confidence
//! 12. `cues::speech_acts`: what the speaker does with the words
//! 13. `status`: whether the article says that it was said
//! 14. `occasion`: where it was said
//! 15. `decisions`: what the editor decided (in `enrich_article`)
//!
//! Before calibration a quotation is a `finding::Finding`: the rule that found it (`crate::model::rule::Rule`) and its
//! evidence. A room imports only rooms before it in this list: `text`, `grammar`, `cues`, `frames` (the subject of a
//! cue), `finding`, `direct`, `indirect`, `turns`, `speakers`, `names`, `calibrate`, `status`, `occasion`, `decisions`.
//!
//! **Architecture invariant:** each pass is a pure function of the text, the data of its language and
//! its front matter. The registry of entities is matched later, when the site is linked.

mod calibrate;
mod cues;
mod decisions;
mod direct;
mod finding;
mod frames;
mod grammar;
mod indirect;
pub mod names;
mod occasion;
mod speakers;
mod status;
mod text;
mod turns;

use std::cmp::Reverse;

use crate::diagnostics::Diagnostic;
use crate::language::Words;
use crate::model::article::Article;
use crate::model::document::Document;
use crate::model::enrichment::Enrichment;

/// Enriches a text, without the decisions of an editor.
pub fn enrich_text(document: &Document, words: &Words) -> Enrichment {
    let mut text = text::tokens::Tokenised::new(document, words);
    let recognised = names::Recognised::new(&text, words);
    text.mark_names(recognised.spans());
    let all_cues: Vec<Vec<cues::Cue>> = text
        .sentences
        .iter()
        .map(|sentence| cues::find(&text, sentence))
        .collect();
    let mut found = direct::find(&text, &all_cues);
    direct::source_line::find(&text, &mut found);
    let indirect = indirect::find(&text, &all_cues, &found);
    direct::find_inside(&text, &indirect, &mut found);
    direct::arbitrate(&text, &all_cues, &indirect, &mut found);
    found.extend(indirect);
    direct::pull_quotes::find(&text, &mut found);
    found.sort_by_key(|finding| (finding.span.start, Reverse(finding.span.end), finding.kind()));
    direct::follow(&text, &mut found);
    direct::precede(&text, &mut found);
    let turns = turns::find(document, &text);
    turns.join(&mut found);
    found.sort_by_key(|finding| (finding.span.start, Reverse(finding.span.end), finding.kind()));
    let people = speakers::resolve(&text, &mut found);
    let names = names::find(&text, words, &people, &found, &recognised);
    let mut quotations = calibrate::calibrate(&text, found);
    cues::speech_acts::find(&text, &all_cues, &mut quotations);
    status::find(&text, &all_cues, &mut quotations);
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

/// Enriches an article and applies its editor's decisions; the diagnostics are of decisions whose text is not found.
pub fn enrich_article(article: &Article, words: &Words) -> (Enrichment, Vec<Diagnostic>) {
    let mut enrichment = enrich_text(&article.body, words);
    let mut diagnostics = Vec::new();
    decisions::apply(article, &mut enrichment, &mut diagnostics);
    (enrichment, diagnostics)
}

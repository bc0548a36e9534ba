//! Any text, plain and as Markdown, in every language: no panic, and every span fits.
#![no_main]

use dossier::internals::enrich::enrich_text;
use dossier::internals::language::Languages;
use dossier::internals::model::Lang;
use dossier::internals::model::Document;
use dossier::internals::model::Quotation;
use dossier::internals::parse::{MarkdownSource, parse_markdown, plain_text};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let source = MarkdownSource {
        text,
        offset: 0,
        key: None,
    };
    let documents = [plain_text(text), parse_markdown(&source, &mut Vec::new())];
    for tag in ["de", "en"] {
        let words = &Languages::embedded().get(&Lang(tag.into())).words;
        for document in &documents {
            let found = enrich_text(document, words);
            found.quotations.iter().for_each(|quotation| check(document, quotation));
            assert!(found.quotations.is_sorted_by_key(|quotation| quotation.span.start));
        }
    }
});

/// Every span of a quotation holds text, and its parts follow each other inside of it.
fn check(document: &Document, quotation: &Quotation) {
    let speaker = quotation.speaker.iter();
    let named = speaker.flat_map(|speaker| [speaker.written, speaker.antecedent]);
    let spans = [Some(quotation.span), quotation.cue, quotation.frame];
    for span in spans.into_iter().chain(named).flatten() {
        let text = document.plain.get(span.range());
        assert!(text.is_some_and(|text| !text.trim().is_empty()), "{quotation:?}");
    }
    let parts = &quotation.parts;
    assert!(parts.windows(2).all(|two| two[0].end <= two[1].start), "{quotation:?}");
    assert!(parts.iter().all(|part| quotation.span.contains(*part)), "{quotation:?}");
}

//! Where sentences and words begin and end.

use dossier::internals::enrich::{enrich_text, tagger};
use dossier::internals::language::Languages;
use dossier::internals::model::Lang;
use dossier::internals::parse::plain_text;

fn sentences(lang: &str, text: &str) -> Vec<String> {
    let words = &Languages::embedded().get(&Lang(lang.to_owned())).words;
    let document = plain_text(text);
    let found = enrich_text(&document, words).sentences;
    found
        .iter()
        .map(|span| span.slice(&document.plain).to_owned())
        .collect()
}

#[test]
fn abbreviations_ordinals_and_lower_case_end_no_sentence() {
    assert_eq!(
        sentences(
            "de",
            "Am 24. Januar kam Dr. Meer. „Wirklich?“, fragte er. Das gilt z. B. hier. Ende"
        ),
        [
            "Am 24. Januar kam Dr. Meer.",
            "„Wirklich?“, fragte er.",
            "Das gilt z. B. hier.",
            "Ende"
        ]
    );
    assert_eq!(
        sentences("en", "Mr. Lake said no. “Never!” He left at 5 p.m. on Friday."),
        ["Mr. Lake said no.", "“Never!”", "He left at 5 p.m. on Friday."]
    );
    // What closes behind the sign belongs to the sentence, also outside of quotation marks.
    assert_eq!(
        sentences("en", "He left (he had to!) at once. (She stayed.) That was all."),
        ["He left (he had to!) at once.", "(She stayed.)", "That was all."]
    );
    assert_eq!(
        sentences("de", "Er kam.” Sie ging.“ Ende"),
        ["Er kam.”", "Sie ging.“", "Ende"]
    );
}

#[test]
fn words_in_marks_are_words_and_begin_sentences() {
    let words = &Languages::embedded().get(&Lang("de".to_owned())).words;
    let document = plain_text("Dr. Ahlers sagte: „Wir gehen. Haffelde bleibt.“ So ist es.");
    let tokens = tagger::tokens(&document, words);
    let shown: Vec<&str> = tokens.iter().map(|token| token.span.slice(&document.plain)).collect();
    assert_eq!(
        shown.join("|"),
        "Dr|.|Ahlers|sagte|:|„|Wir|gehen|.|Haffelde|bleibt|.|“|So|ist|es|."
    );
    let starts: Vec<&str> = tokens
        .iter()
        .filter(|token| token.sentence_start)
        .map(|token| token.span.slice(&document.plain))
        .collect();
    assert_eq!(starts, ["Dr", "Wir", "Haffelde", "So"]);
    let quoted = tokens.iter().filter(|token| token.quoted).count();
    assert_eq!(quoted, 6);
}

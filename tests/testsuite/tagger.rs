//! The tagger of names, alone: what it finds in invented sentences, and what holds of every text.

use dossier::internals::enrich::Class;
use dossier::internals::enrich::tagger::names;
use dossier::internals::language::Languages;
use dossier::internals::model::Lang;
use dossier::internals::parse::plain_text;
use proptest::prelude::*;

fn tagged(lang: &str, text: &str) -> Vec<(String, Class)> {
    let words = &Languages::embedded().get(&Lang(lang.to_owned())).words;
    let document = plain_text(text);
    let found = names(&document, words, &words.name_model);
    let shown = found
        .iter()
        .map(|(span, class, _)| (span.slice(&document.plain).to_owned(), *class));
    shown.collect()
}

fn person(name: &str) -> (String, Class) {
    (name.to_owned(), Class::Person)
}

fn place(name: &str) -> (String, Class) {
    (name.to_owned(), Class::Place)
}

#[test]
fn german_names_are_told_from_nouns() {
    let found = tagged(
        "de",
        "Die Ministerin Jana Ahlbeck reiste am Montag nach Portugal. „Wir haben viel Zeit“, sagte Ahlbeck in Lissabon.",
    );
    let expected = [
        person("Jana Ahlbeck"),
        place("Portugal"),
        person("Ahlbeck"),
        place("Lissabon"),
    ];
    assert_eq!(found, expected);
}

#[test]
fn english_names_are_told_from_the_first_words_of_sentences() {
    let found = tagged(
        "en",
        "Residents were told to leave. According to Martin Holloway, the road from Norway to Sweden was closed.",
    );
    assert_eq!(found, [person("Martin Holloway"), place("Norway"), place("Sweden")]);
}

#[test]
fn names_in_quotation_marks_are_names() {
    let found = tagged("de", "Der Sprecher sagte: „Dann rief Peter Sandmeier aus Berlin an.“");
    assert_eq!(found, [person("Peter Sandmeier"), place("Berlin")]);
}

#[test]
fn the_least_certain_names_have_small_margins() {
    let words = &Languages::embedded().get(&Lang("de".to_owned())).words;
    let document = plain_text("Die Minister trafen sich in Frankreich.");
    let found = names(&document, words, &words.name_model);
    assert_eq!(found.len(), 1);
    assert!(found[0].2 > 200, "{found:?}");
}

proptest! {
    #[test]
    fn names_of_any_text_stand_in_it_in_order(text in "([A-ZÄa-zß0-9.,:„“\"'’ \\n-]|Dr\\. |Jana |von der |AG ){0,120}") {
        for lang in Languages::embedded().tags().iter() {
            let words = &Languages::embedded().get(&Lang((*lang).to_owned())).words;
            let document = plain_text(&text);
            let mut end = 0;
            for (span, _, margin) in names(&document, words, &words.name_model) {
                prop_assert!(span.start >= end && span.end > span.start);
                prop_assert!(!span.slice(&document.plain).is_empty());
                prop_assert!(margin >= 0);
                end = span.end;
            }
        }
    }
}

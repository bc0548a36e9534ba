//! The tagger of names, alone: what it finds in invented sentences, and what holds of every text.

use dossier::internals::enrich::Class;
use dossier::internals::enrich::tagger::names;
use dossier::internals::language::{LANES, Languages, NameModel, SIDES, WordEntry, WordTable};
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

#[test]
fn a_model_that_is_written_is_read_again_and_nothing_else() {
    let mut rows = vec![[0; LANES]; 8];
    rows[3][5] = -7;
    rows[3][15] = 127;
    rows[7][0] = -128;
    let mut follows = [[0; SIDES]; SIDES];
    follows[4][2] = -900;
    let words = WordTable::new(
        vec![9, 40_000],
        vec![
            (0x1234_5678, WordEntry { class: 1, marks: 3 }),
            (0x9234_5678, WordEntry { class: 2, marks: 0 }),
        ],
    );
    let model = NameModel::new(3, rows.clone(), follows, 25, words);
    let bytes = model.to_bytes();
    let again = NameModel::from_bytes(&bytes).unwrap();
    assert_eq!(again.to_bytes(), bytes);
    assert_eq!(again.row(3 << 29), &rows[3]);
    assert_eq!(again.follows, follows);
    assert_eq!(again.words.find(0x9234_5678).class, 2);
    assert_eq!(again.words.path(2), 40_000);
    assert_eq!(again.words.find(77), WordEntry::default());
    for end in 0..bytes.len() {
        assert!(NameModel::from_bytes(&bytes[..end]).is_none(), "{end}");
    }
}

//! Citations: BibTeX, RIS, CSL-JSON, and in words. No title breaks the bibliography that one is pasted into.

use dossier::internals::language::{Language, Languages};
use dossier::internals::model::{Lang, PartialDate};
use dossier::internals::render::citation::{Work, field_text, said};
use proptest::prelude::*;

fn work() -> Work<'static> {
    Work {
        key: "kai".to_owned(),
        title: "50 % mehr: „Kai & Becken“ {Teil_1}",
        authors: vec!["Tolksdorf, Mira", "Hafen and Haffelde"],
        container: "Bote",
        news: true,
        date: PartialDate::parse("2030-11").ok(),
        url: Some("https://bote.example/a_b?c=%20d#e".to_owned()),
        accessed: PartialDate::parse("2030-12-01T10:00:00Z").ok(),
        archive: None,
        lang: "de",
        said: None,
    }
}

fn language(tag: &str) -> &'static Language {
    Languages::embedded().get(&Lang(tag.to_owned()))
}

#[test]
fn bibtex_keeps_its_own_signs_apart_from_the_text() {
    assert_eq!(
        work().bibtex(language("de")),
        "@online{kai,\n  author = {Tolksdorf, Mira and {Hafen and Haffelde}},\n  \
         title = {{50 \\% mehr: „Kai \\& Becken“ \\textbraceleft{}Teil\\_1\\textbraceright{}}},\n  \
         journaltitle = {Bote},\n  date = {2030-11},\n  year = {2030},\n  \
         url = {https://bote.example/a_b?c=%20d#e},\n  urldate = {2030-12-01},\n  langid = {ngerman}\n}"
    );
}

#[test]
fn ris_has_one_field_a_line_and_dates_as_far_as_they_are_known() {
    let mut work = work();
    work.title = "Kai\nER  - \r\nTY  - BOOK";
    let lines = [
        "TY  - NEWS",
        "ID  - kai",
        "AU  - Tolksdorf, Mira",
        "AU  - Hafen and Haffelde",
        "TI  - Kai ER - TY - BOOK",
        "T2  - Bote",
        "PY  - 2030",
        "DA  - 2030/11",
        "UR  - https://bote.example/a_b?c=%20d#e",
        "Y2  - 2030/12/01",
        "LA  - de",
        "ER  - ",
    ];
    assert_eq!(work.ris(language("de")), lines.join("\n"));
}

#[test]
fn words_are_cited_as_their_language_does_it() {
    let mut work = work();
    work.title = "Wer „baut“?";
    work.authors = vec!["Mira Tolksdorf"];
    work.url = Some("https://bote.example/kai".to_owned());
    assert_eq!(
        work.plain(language("de")),
        "Mira Tolksdorf: „Wer ‚baut‘?“, in: Bote, November 2030, https://bote.example/kai (abgerufen: 1. Dezember 2030, 10.00 Uhr)"
    );
    let said = |lang, verbatim| {
        let speaker = Some("Ilse {text} Moorkamp");
        said(language(lang), speaker, "wir  bauen {text}", verbatim)
    };
    assert_eq!(said("de", true), "Ilse {text} Moorkamp: „wir bauen {text}“");
    assert_eq!(
        said("en", false),
        "Ilse {text} Moorkamp (paraphrased): wir bauen {text}"
    );
}

proptest! {
    /// For any title, braces are balanced and the JSON round-trips.
    #[test]
    fn no_title_leaves_its_field(title in "x\\PC{0,60}") {
        let mut work = work();
        work.title = &title;
        let entry = work.bibtex(language("en"));
        let mut depth = 0_i32;
        let mut escaped = false;
        for (at, c) in entry.char_indices() {
            match c {
                _ if escaped => escaped = false,
                '\\' => escaped = true,
                '{' => depth += 1,
                '}' => depth -= 1,
                _ => {}
            }
            prop_assert!(depth > 0 || at < 8 || at == entry.len() - 1, "{}", entry);
        }
        prop_assert_eq!(depth, 0);
        let read: serde_json::Value = serde_json::from_str(&work.csl_json(language("en"))).unwrap();
        prop_assert_eq!(read[0]["title"].as_str().unwrap(), field_text(&title));
        prop_assert_eq!(work.ris(language("en")).lines().count(), 12);
    }
}

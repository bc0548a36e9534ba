//! A language is a folder of data: a tiny French, with sentences of our own, that the program does not hold.

use std::path::Path;

use camino::Utf8PathBuf;
use dossier::internals::enrich::enrich_text;
use dossier::internals::language::Languages;
use dossier::internals::model::Document;
use dossier::internals::model::Lang;
use dossier::internals::model::{Quotation, QuotationKind};
use dossier::internals::parse::plain_text;
use dossier::internals::render::Engine;

/// The languages of the program and the folder beside this file.
fn languages() -> &'static Languages {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/third_language/fr");
    let files = std::fs::read_dir(folder).unwrap().map(|entry| {
        let path = Utf8PathBuf::from_path_buf(entry.unwrap().path()).unwrap();
        (
            format!("fr/{}", path.file_name().unwrap()),
            std::fs::read(&path).unwrap(),
        )
    });
    Languages::with_files(files).unwrap()
}

fn french() -> Lang {
    Lang("fr".to_owned())
}

/// The quotations of a text: their kind, their words, and whose they are as written.
fn quotations(text: &str) -> Vec<(QuotationKind, String, String)> {
    let document: Document = plain_text(text);
    let plain = document.plain.clone();
    let found = enrich_text(&document, &languages().get(&french()).words).quotations;
    let view = |quotation: Quotation| {
        let speaker = quotation.speaker.and_then(|speaker| speaker.written);
        let speaker = speaker.map_or(String::new(), |span| span.slice(&plain).to_owned());
        (quotation.kind, quotation.span.slice(&plain).to_owned(), speaker)
    };
    found.into_iter().map(view).collect()
}

#[test]
fn it_is_one_of_the_languages() {
    let tags = languages().tags();
    assert!(tags.contains(&"fr") && Languages::embedded().tags().iter().all(|tag| tags.contains(tag)));
    let detected = languages().detect("Le pont est fermé, et nous attendons que la mairie le rouvre.");
    assert_eq!(detected, Some(french()));
}

#[test]
fn its_plain_quotations_are_found() {
    // Guillemets touch their words, or stand off by a space, one without a break, or a narrow one.
    for (open, close) in [
        ("«", "»"),
        ("« ", " »"),
        ("«\u{a0}", "\u{a0}»"),
        ("«\u{202f}", "\u{202f}»"),
    ] {
        let text = format!("{open}Le pont sera ouvert lundi{close}, a déclaré Marie Aubert.");
        let words = format!("{open}Le pont sera ouvert lundi{close}");
        assert_eq!(
            quotations(&text),
            [(QuotationKind::Direct, words, "Marie Aubert".to_owned())],
            "{text}"
        );
        let text = format!("Luc Renard était à la mairie. {open}Nous partirons demain{close}, déclare-t-il.");
        let words = format!("{open}Nous partirons demain{close}");
        assert_eq!(
            quotations(&text),
            [(QuotationKind::Direct, words, "il".to_owned())],
            "{text}"
        );
    }
}

#[test]
fn its_reported_clauses_are_found() {
    let text = "Luc Renard a déclaré qu’il partirait demain.";
    let found = quotations(text);
    assert_eq!(found.len(), 1, "{found:?}");
    let (kind, words, speaker) = &found[0];
    assert_eq!((*kind, speaker.as_str()), (QuotationKind::Indirect, "Luc Renard"));
    assert!(words.ends_with("il partirait demain"), "{words}");
}

#[test]
fn its_interface_is_shown_and_falls_back() {
    let template = "{{ t.lang }} {{ t.page_home }} {{ t.page_quotes }} {{ t.read_in_de }} {{ t.read_in_fr }} \
                    {{ count(key='articles', n=0) }} {{ count(key='articles', n=1234) }} {{ count(key='people', n=1) }}";
    let overrides = [("third.html".to_owned(), template.to_owned())];
    let engine = Engine::new(&overrides, languages()).unwrap();
    let show = |tag: &str| {
        let language = languages().get(&Lang(tag.to_owned()));
        String::from_utf8(engine.render("third.html", "index.html", language, &[]).unwrap()).unwrap()
    };
    assert_eq!(
        show("fr"),
        "fr Accueil Quotations Auf Deutsch lesen Lire en français 0 article 1\u{202f}234 articles 1 person"
    );
    assert!(
        show("en").contains("Lire en français 0 articles 1,234 articles"),
        "{}",
        show("en")
    );
}

#[test]
fn data_that_does_not_fit_is_refused() {
    let refused = |name: &str, text: &str| {
        let interface = "strings: {lang: xx, og_locale: xx_XX, langid: xx}\n";
        let files = [("xx/interface.yaml", interface), (name, text)];
        let files = files.map(|(path, text)| (path.to_owned(), text.as_bytes().to_vec()));
        Languages::with_files(files).err().unwrap_or_default()
    };
    assert_eq!(refused("xx/words.yaml", "common_words: [le]"), "");
    let unread = refused("xx/grammar.yaml", "word_orders: verb-second");
    assert!(
        unread.starts_with("xx/grammar.yaml: ") && unread.contains("word_orders"),
        "{unread}"
    );
    let class = refused("xx/function_words.yaml", "function_words: {adjektive: [grand]}");
    assert!(class.contains("`adjektive` is not a known word class"), "{class}");
    let frame = refused("xx/speech.yaml", "verbs: [{lemma: dire, frames: dx}]");
    assert!(frame.contains("`x` is not a frame"), "{frame}");
    let gap = refused("xx/interface.yaml", "strings: {lang: xx}");
    assert_eq!(gap, "xx/interface.yaml: `og_locale` is missing");
    let text = "strings: {lang: xx, og_locale: xx_XX, langid: xx, page_hme: x}";
    assert_eq!(
        refused("xx/interface.yaml", text),
        "xx/interface.yaml: `page_hme` is not a key of the interface"
    );
}

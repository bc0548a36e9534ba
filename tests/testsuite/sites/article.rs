//! An article's page: notes in their places, what is related, how it is cited, its cards.

use super::html::{between, reading};
use super::valid::build;
use crate::place::Place;

const PAGE: &str = "articles/deich.html";

/// Phones show a note where it stands in the page: right behind the block that refers to it.
#[test]
fn notes_and_footnotes_stand_behind_the_block_that_refers_to_them() {
    let built = build("article_parts");
    let text = reading(
        between(built.text(PAGE), "<div class=\"prose body\"", "<div class=\"after\">")
            .trim_end_matches("<div class=\"after\">"),
    );
    let mut places = Vec::new();
    for words in [
        "Er ist {noted noted-context: vier Meter}[b](#n-2) hoch.",
        "[a](#nref-1) Korrektur",
        "Seit <em>zwei</em>.",
        "[1](#fnref-1) Fußnote",
        "So steht es in der Akte.",
        "[b](#nref-2) Hintergrund",
        "[3](#fnref-3) Fußnote",
        "Blatt 7.",
        "- Der Graben.",
        "[2](#fn-2)",
        "[2](#fnref-2) Fußnote",
        "Zwei Siele.",
        "Das sagte ",
        "liegt tief",
        "[c](#nref-3) Frage",
        "## Anmerkungen",
    ] {
        places.push(text.find(words).unwrap_or_else(|| panic!("no `{words}` in\n{text}")));
    }
    assert!(places.is_sorted(), "{places:?} in\n{text}");
}

/// What a note is about may end with the quotation around it, and with another note's words.
#[test]
fn every_note_has_its_letter_in_the_text() {
    let place = Place::empty();
    place.write("dossier.yaml", b"title: Moor\nlang: de\n");
    place.write(
        "content/articles/deich.md",
        "---\ntitle: Deich\nannotations:\n  - {text: bis zum Herbst, note: Welcher?}\n  \
         - {text: zum Herbst, note: Jahr?}\n---\n\
         \u{201e}Er h\u{e4}lt bis zum Herbst\u{201c}, sagte Ilse Moorkamp. Danach nicht mehr.\n"
            .as_bytes(),
    );
    let built = place.build(&[]);
    let page = built.text("articles/deich.html");
    for number in [1, 2] {
        assert_eq!(page.matches(&format!("href=\"#n-{number}\"")).count(), 1, "{page}");
    }
    let paragraph = reading(between(page, "<p id=\"p-1\">", "</p>"));
    assert!(
        paragraph.contains("[b](#n-2)") && paragraph.contains("[a](#n-1)"),
        "{paragraph}"
    );
}

#[test]
fn a_word_in_bold_does_not_change_how_the_columns_of_its_row_are_set() {
    let page = build("article_parts");
    let row = between(page.text("articles/siel.html"), "<strong>Summe", "</tr>");
    assert_eq!(row.matches("<td class=\"align-right\"><strong>").count(), 2, "{row}");
}

/// The style sheet finds the line of a note by these classes.
#[test]
fn a_note_and_its_reference_share_a_rank() {
    let built = build("article_parts");
    let page = built.text(PAGE);
    for (reference, note) in [
        (
            "<sup class=\"note-ref r-1 note-ref-correction\">",
            "id=\"n-1\" class=\"note note-correction k-1\"",
        ),
        (
            "<sup class=\"fn-ref r-2\">",
            "id=\"fn-1\" class=\"note note-footnote k-2\"",
        ),
        (
            "<sup class=\"note-ref r-3 note-ref-context\">",
            "id=\"n-2\" class=\"note note-context k-3\"",
        ),
        ("<sup class=\"fn-ref\">", "id=\"fn-3\" class=\"note note-footnote\""),
    ] {
        assert!(page.contains(reference), "{reference}");
        assert!(page.contains(note), "{note}");
    }
    assert!(page.contains("<article class=\"article notes-beside\">"));
}

#[test]
fn a_quotation_that_is_cut_keeps_its_name_and_the_page_its_edit_link() {
    let built = build("article_parts");
    let page = built.text(PAGE);
    assert_eq!(page.matches("id=\"q-3\"").count(), 1);
    assert!(page.contains("<em><span class=\"q q-indirect sp-1\" data-quote=\"q-3\">sicher</span></em>"));
    assert!(page.contains("<a class=\"anchor\" href=\"#p-1\" aria-label=\"Link zu Absatz 1\"></a></p>"));
    assert!(
        page.contains("id=\"mark-indirect\""),
        "indirect speech can be switched off"
    );
    for (path, file) in [
        (PAGE, "articles/deich.md"),
        ("dossiers/moor.html", "dossiers/moor.md"),
        ("people/ilse-moorkamp.html", "entities/ilse-moorkamp.md"),
    ] {
        let link = format!("href=\"https://host.example/o/deich/edit/main/content/{file}\"");
        assert!(built.text(path).contains(&link), "{path}: {link}");
    }
    assert!(!built.text("index.html").contains("/edit/main/"));
}

/// A place and a source in common are no reason; a person and a dossier are.
#[test]
fn related_articles_say_why() {
    let built = build("article_parts");
    let related = reading(between(built.text(PAGE), "<ul class=\"related\">", "</ul>"));
    assert_eq!(
        related,
        "- [Das Siel](siel.html)\nJuni 2031 Sielpost\n\
         1 gemeinsame Person 1 gemeinsamer Ort selbes Dossier selbe Quelle\n"
    );
    assert!(!built.text("articles/fern.html").contains("class=\"related\""));
}

#[test]
fn an_article_and_a_quotation_can_be_cited_in_four_forms() {
    let built = build("article_parts");
    let cited = reading(between(built.text(PAGE), "<dl class=\"citation\">", "</dl>"));
    let plain = "Mira Tolk: „Der ‚Deich‘ & sein {Preis}“, in: Sielpost, 4. Mai 2031, \
                 https://sielpost.example/a_b?c=%20d (abgerufen: 6. Mai 2031), archiviert: https://archive.example/1";
    assert!(cited.contains(plain), "{cited}");
    for line in [
        "  title = {{Der „Deich“ \\& sein \\textbraceleft{}Preis\\textbraceright{}}}",
        "  urldate = {2031-05-06}",
        "  \"accessed\": {\"date-parts\":[[2031,5,6]]}",
        "DA  - 2031/05/04",
    ] {
        assert!(cited.contains(line), "{line} in {cited}");
    }
    let card = built.text("embed/deich.html");
    assert!(
        card.contains("Ilse Moorkamp: „Der Deich hält“, zitiert nach Mira Tolk:"),
        "{card}"
    );
    assert!(
        card.contains(", Fundstelle: https://deich.example/blatt/articles/deich.html#q-1"),
        "{card}"
    );
}

/// Cards stand in frames of other sites: no script, no search engine, every link leaves the frame.
#[test]
fn cards_of_quotations_can_be_shown_elsewhere() {
    let built = build("article_parts");
    let page = built.text("embed/deich.html");
    assert!(page.contains("<article id=\"q-1\""));
    assert!(page.contains("<meta name=\"robots\" content=\"noindex\">") && !page.contains("<script"));
    assert!(page.matches("<a ").count() > 3);
    assert_eq!(page.matches("<a ").count(), page.matches("target=\"_top\"").count());
    let code = "&lt;iframe src=&quot;https://deich.example/blatt/embed/deich.html#q-1&quot; title=&quot;Zitat: Ilse Moorkamp&quot;";
    assert!(page.contains(code), "{code} in {page}");
    assert!(!built.files.contains_key("embed/fern.html"), "nothing is quoted there");
    assert!(!built.text("sitemap.xml").contains("embed"));
}

//! What a visitor's browser searches.

use serde_json::Value;

use super::valid::build;
use crate::place::{Built, Place};

/// The data that a script of the site hands over.
pub fn handed_over(built: &Built, path: &str) -> Value {
    let text = built.text(path).trim_end();
    let start = text.find('(').unwrap() + 1;
    serde_json::from_str(text[start..].strip_suffix(");").unwrap()).unwrap()
}

/// The lines of a column of the group that has this key.
fn column<'v>(index: &'v Value, key: &str, column: &str) -> Vec<&'v str> {
    let groups = index["groups"].as_array().unwrap();
    let group = groups.iter().find(|group| group["k"] == key).unwrap();
    group[column].as_str().unwrap().split('\n').collect()
}

fn compressed(text: &str) -> usize {
    miniz_oxide::deflate::compress_to_vec(text.as_bytes(), 6).len()
}

#[test]
fn the_index_holds_titles_names_and_the_most_telling_quotation() {
    let built = build("own_page");
    let index = handed_over(&built, "data/search.js");
    assert_eq!(column(&index, "page_articles", "t"), ["Der Kai"]);
    // `kai.md` does not follow from its title.
    assert_eq!(column(&index, "page_articles", "s"), ["0 kai"]);
    assert_eq!(column(&index, "page_articles", "d"), ["2031-05"]);
    assert_eq!(column(&index, "types_person", "t"), ["Ilse Moorkamp"]);
    assert_eq!(column(&index, "types_person", "s"), [""]);
    assert_eq!(
        index["quotes"]["t"],
        "Ilse Moorkamp: Der Kai wird nicht gebaut\nIlse Moorkamp: Wir haben das geprüft"
    );
    assert_eq!(index["words"]["de"]["page_quotes"], "Zitate");
    assert_eq!(index["words"]["en"]["page_quotes"], "Quotations");
}

#[test]
fn the_index_keeps_to_its_budget_however_long_the_titles_are() {
    let place = Place::copy_of("sites_valid/own_page");
    let mut state = 7_u64;
    let mut word = || {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        let letters = (0..7).map(|n| char::from(b'a' + ((state >> (20 + 5 * n)) % 26) as u8));
        letters.collect::<String>()
    };
    // Titles of random letters, as no editor writes them: nothing of them compresses.
    for number in 0..1100 {
        let title: Vec<String> = (0..12).map(|_| word()).collect();
        let text = format!("---\ntitle: {}\ndate: 2030\n---\nEin Satz.\n", title.join(" "));
        place.write(&format!("content/articles/a{number}.md"), text.as_bytes());
    }
    let built = place.build(&[]);
    let size = compressed(built.text("data/search.js"));
    assert!(size <= 30 * 1101, "{size} bytes");
    let index = handed_over(&built, "data/search.js");
    assert_eq!(column(&index, "page_articles", "t").len(), 1101);
}

#[test]
fn the_filters_have_every_quotation_and_offer_only_what_there_is() {
    let built = build("own_page");
    let shared = handed_over(&built, "data/quotes.js");
    assert_eq!(shared["parts"], 1);
    assert_eq!(shared["speakers"][0][0], "Ilse Moorkamp");
    assert_eq!(shared["speakers"][0][1], 2);
    let part = handed_over(&built, "data/quotes.1.js");
    assert_eq!(part["articles"][0][0], "kai");
    let words: Vec<&str> = part["quotes"]
        .as_array()
        .unwrap()
        .iter()
        .map(|q| q[6].as_str().unwrap())
        .collect();
    assert_eq!(words, ["Der Kai wird nicht gebaut", "Wir haben das geprüft"]);
    let page = built.text("quotes/index.html");
    assert!(
        page.contains("name=\"speaker\"") && !page.contains("name=\"from\""),
        "one year is no choice"
    );
}

/// The example of docs/templates.md.
#[test]
fn a_page_can_have_a_template_of_its_own() {
    let built = build("own_page");
    let page = built.main("stimmen.html");
    for part in ["# Wer zu Wort kommt", "Markdown", "2 Zitate, 1", "Ilse Moorkamp"] {
        assert!(page.contains(part), "{part} in\n{page}");
    }
}

#[test]
fn numbers_are_written_as_the_language_does() {
    for (lang, number) in [("de", "1.234 Artikel"), ("en", "1,234 articles")] {
        let place = Place::empty();
        place.write("dossier.yaml", format!("title: x\nlang: {lang}\n").as_bytes());
        for number in 0..1234 {
            let text = format!("---\ntitle: T {number}\n---\nx\n");
            place.write(&format!("content/articles/a{number}.md"), text.as_bytes());
        }
        assert!(place.build(&[]).text("articles/index.html").contains(number), "{lang}");
    }
}

/// A program in the place of Pagefind: it writes an index of one text.
const STAND_IN: &str = "#!/bin/sh
[ \"$1\" = --version ] && { echo \"pagefind ${SAYS:-1.6.0}\"; exit; }
while [ $# -gt 0 ]; do [ \"$1\" = --output-path ] && out=$2; shift; done
mkdir -p \"$out/fragment\"; echo {} > \"$out/pagefind-entry.json\"; echo new > \"$out/fragment/de_2.pf_fragment\"
echo > \"$out/pagefind-ui.js\"
";

#[test]
fn the_full_text_is_indexed_beside_the_site_and_survives_a_build() {
    let place = Place::copy_of("sites_valid/own_page");
    let stand_in = place.site().parent().unwrap().join("stand-in");
    crate::place::write_program(&stand_in, STAND_IN);
    let index = |says: &str| {
        let mut command = place.command(&["search-index", "--output", "../out"]);
        command.env("PAGEFIND", &stand_in).env("SAYS", says).output().unwrap()
    };
    let message = |output: &std::process::Output| String::from_utf8_lossy(&output.stderr).into_owned();

    let early = index("1.6.0");
    assert!(!early.status.success() && message(&early).contains("dossier build"));
    place.build(&[]);
    let old = index("1.0.2");
    assert!(
        !old.status.success() && message(&old).contains("1.0.2"),
        "{}",
        message(&old)
    );

    let folder = place.out().join("pagefind");
    std::fs::create_dir_all(folder.join("fragment")).unwrap();
    std::fs::write(folder.join("fragment/de_1.pf_fragment"), "old").unwrap();
    let good = index("1.6.0");
    assert!(good.status.success(), "{}", message(&good));
    assert!(String::from_utf8_lossy(&good.stdout).contains("full_text: true"));

    place.write("content/articles/zwei.md", b"---\ntitle: Zwei\n---\nx\n");
    let ran = place.run(&["build", "--output", "../out"]);
    assert!(ran.stdout.contains("dossier search-index"), "{}", ran.stdout);
    let names: Vec<String> = crate::place::tree(&folder).into_keys().collect();
    assert_eq!(names, ["fragment/de_2.pf_fragment", "pagefind-entry.json"]);

    let missing = place
        .command(&["search-index", "--output", "../out"])
        .env("PAGEFIND", "/nowhere")
        .output()
        .unwrap();
    assert!(message(&missing).contains("npm install"), "{}", message(&missing));
}

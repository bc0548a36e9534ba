//! `dossier export`: what other programs read is whole, and nothing of anybody else's is lost.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use super::data::rich;
use crate::place::{Place, tree};

const XML_ID: (&str, &str) = ("http://www.w3.org/XML/1998/namespace", "id");

/// Holds a document to what every reader of TEI relies on.
fn hold(xml: &str) -> usize {
    let document = roxmltree::Document::parse(xml).unwrap();
    let elements = || document.descendants().filter(|node| node.is_element());
    let mut ids = BTreeSet::new();
    for element in elements() {
        assert_eq!(element.tag_name().namespace(), Some("http://www.tei-c.org/ns/1.0"));
        let id = element.attribute(XML_ID);
        assert!(id.is_none_or(|id| ids.insert(id)), "{id:?} twice");
    }
    for element in elements() {
        for attribute in element.attributes() {
            let target = attribute.value().strip_prefix('#');
            assert!(target.is_none_or(|id| ids.contains(id)), "nothing is {target:?}");
        }
        let parents: Option<&[&str]> = match element.tag_name().name() {
            "p" => Some(&["body", "div", "quote", "item", "note", "cell", "abstract"]),
            "head" => Some(&["div"]),
            "div" => Some(&["body", "div"]),
            "persName" | "orgName" | "placeName" => None,
            "TEI" => Some(&["teiCorpus", ""]),
            "standOff" | "text" => Some(&["TEI", "teiCorpus"]),
            _ => None,
        };
        let parent = element.parent_element().map_or("", |parent| parent.tag_name().name());
        assert!(
            parents.is_none_or(|names| names.contains(&parent)),
            "<{}> in <{parent}>",
            element.tag_name().name()
        );
        if element.tag_name().name() == "persName" {
            assert!(
                element.children().all(|child| child.is_text()),
                "something stands in a name"
            );
        }
    }
    elements().count()
}

/// The words of every quotation, its parts put together; notes are not among them.
pub fn said(xml: &str) -> BTreeMap<String, String> {
    let document = roxmltree::Document::parse(xml).unwrap();
    let mut all: BTreeMap<String, String> = BTreeMap::new();
    let parts = document.descendants().filter(|node| node.has_tag_name("said"));
    for part in parts {
        let id = part.attribute(XML_ID).unwrap();
        let (article, rest) = id.split_once(".q-").unwrap();
        let number = rest.split('.').next().unwrap();
        let words = all.entry(format!("{}.q-{number}", &article[2..])).or_default();
        let noted = |node: &roxmltree::Node<'_, '_>| node.ancestors().any(|outer| outer.has_tag_name("note"));
        let texts = part.descendants().filter(|node| node.is_text() && !noted(node));
        texts.for_each(|node| words.push_str(node.text().unwrap()));
    }
    all
}

/// White space and what blocks stand between do not count.
pub fn words(text: &str) -> String {
    text.split_whitespace().collect()
}

#[test]
fn tei_is_whole_and_holds_every_quotation() {
    let mut elements = 0;
    let fixtures = [
        "markdown",
        "decisions",
        "odd_characters",
        "english",
        "candidates",
        "speakers",
    ];
    let places = fixtures
        .iter()
        .map(|name| Place::copy_of(&format!("sites_valid/{name}")));
    for place in places.chain([rich()]) {
        let ran = place.run(&["export", "--format", "tei"]);
        assert_eq!(ran.status, 0, "{}", ran.stderr);
        elements += hold(&ran.stdout);
        let exported = said(&ran.stdout);
        let built = place.build(&[]);
        let articles = built
            .files
            .keys()
            .filter(|path| path.starts_with("articles/") && path.ends_with(".json"));
        for path in articles {
            let article = built.json(path);
            let quotations = article["quotations"].as_array().unwrap().iter();
            for quotation in quotations.filter(|quotation| quotation["shown"] == true) {
                let id = format!(
                    "{}.{}",
                    article["slug"].as_str().unwrap(),
                    quotation["id"].as_str().unwrap()
                );
                if quotation["spans"].as_array().unwrap().is_empty() {
                    assert_eq!(
                        words(&exported[&id]),
                        words(quotation["text"].as_str().unwrap()),
                        "{id}"
                    );
                }
            }
        }
    }
    assert!(elements > 500);
}

#[test]
fn tei_says_who_says_what_of_whom() {
    let place = rich();
    let xml = place.run(&["export", "--format", "tei", "klar"]).stdout;
    hold(&xml);
    for part in [
        "<title>=Klar, „jetzt“</title>",
        "<licence>CC0</licence>",
        "<person xml:id=\"e-ilse-moorkamp\"><persName>Ilse Moorkamp</persName>",
        "who=\"#e-ilse-moorkamp\"",
        "<persName ref=\"#e-ilse-moorkamp\">Ilse Moorkamp</persName>",
        "direct=\"true\"",
        "ana=\"#kind-indirect\"",
        "<note xml:id=\"a-klar.n-2\" type=\"correction\"",
        "<change when=\"2031-06-04\"><name>Red.</name> Zuvor: der Damm.</change>",
    ] {
        assert!(xml.contains(part), "{part}\n{xml}");
    }
    // Only this one, and the corpus of its dossier has its title.
    assert!(!xml.contains("a-streit"));
    let corpus = place.run(&["export", "--format", "tei", "--dossier", "moor", "--dossier", "moor"]);
    assert!(corpus.stdout.contains("a-klar") && !corpus.stdout.contains("a-streit"));
}

#[test]
fn the_other_formats_are_those_of_the_site() {
    let place = rich();
    let built = place.build(&[]);
    let printed = |format: &str| place.run(&["export", "--format", format]).stdout;
    assert_eq!(printed("csv"), built.text("data/quotes.csv"));
    assert_eq!(printed("annotations"), built.text("data/annotations.jsonld"));
    assert_eq!(printed("json").lines().count(), 2);
    let one = place.run(&["export", "--format", "json", "klar"]);
    assert_eq!(one.stdout, built.text("articles/klar.json"));
    let wrong = place.run(&["export", "--format", "json", "klra", "--dossier", "mor"]);
    assert_eq!(wrong.status, 1);
    assert!(wrong.stderr.contains("there is no article `klra`") && wrong.stderr.contains("did you mean `moor`?"));
    assert!(wrong.stdout.is_empty());
}

#[test]
fn an_export_writes_over_nothing_that_it_did_not_make() {
    let place = rich();
    let run = || place.run(&["export", "--format", "tei", "--output", "../out"]);
    fs::create_dir(place.out()).unwrap();
    fs::write(place.out().join("notizen.txt"), "von Hand").unwrap();
    assert_eq!(run().status, 0);
    let first = tree(&place.out());
    assert!(first.contains_key("klar.xml") && first.contains_key("streit.xml") && first.contains_key("notizen.txt"));
    assert!(run().stderr.ends_with("0 files written, 2 unchanged.\n"));
    // What it made itself it makes anew.
    place.write("content/articles/klar.md", b"---\ntitle: Neu\n---\nText.\n");
    assert!(run().stderr.ends_with("1 file written, 1 unchanged.\n"));
    // What somebody changed it leaves, and all the rest with it.
    fs::write(place.out().join("klar.xml"), "von Hand").unwrap();
    fs::remove_file(place.out().join("streit.xml")).unwrap();
    let refused = run();
    assert_eq!(refused.status, 1);
    assert!(refused.stderr.contains("klar.xml"), "{}", refused.stderr);
    let left = tree(&place.out());
    assert_eq!(left["klar.xml"], b"von Hand");
    assert!(!left.contains_key("streit.xml"));
}

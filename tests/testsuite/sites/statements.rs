//! A quotation is one record: whatever shows it says the same of it.

use serde_json::Value;

use super::data::rich;
use super::entities::{cell, table};
use super::export::{said as spoken, words};
use super::machines::node;
use super::search::handed_over;
use crate::place::{Built, Place};

/// A quotation as the data of its article has it.
struct Record<'a> {
    slug: &'a str,
    data: &'a Value,
}

impl Record<'_> {
    fn text(&self, field: &str) -> &str {
        self.data[field].as_str().unwrap_or("")
    }

    /// The words without the marks around them.
    fn bare(&self) -> &str {
        self.text("text").trim_matches(['„', '“'])
    }

    /// `q-3`.
    fn id(&self) -> &str {
        self.text("id")
    }
}

#[test]
fn every_output_says_the_same_of_a_quotation() {
    let place = rich();
    let built = place.build(&[]);
    let mut seen = 0;
    for slug in ["klar", "streit"] {
        let article = built.json(&format!("articles/{slug}.json"));
        let extracted = extracted(&place, slug);
        let tei = place.run(&["export", "--format", "tei", slug]).stdout;
        let quotations = article["quotations"].as_array().unwrap();
        assert_eq!(extracted.len(), quotations.len(), "{slug}");
        for (data, extract) in quotations.iter().zip(&extracted) {
            assert_eq!(data["shown"], true);
            let record = Record { slug, data };
            in_extract(&record, extract);
            in_table(&built, &record);
            in_annotations(&built, &record);
            in_json_ld(&built, &record);
            in_filters(&built, &record);
            in_tei(&tei, &record);
            seen += 1;
        }
    }
    assert!(seen >= 5, "{seen} quotations");
}

#[test]
fn what_was_not_said_is_in_the_data_of_its_article_alone() {
    let place = Place::empty();
    place.write("dossier.yaml", b"title: T\nlang: de\nbase_url: https://example.org\n");
    let text = "---\ntitle: A\ndate: 2031-03-01\n---\n\nJost Behr sagte nicht: „Ich trete morgen zur\u{fc}ck.“\n\n\
                Jost Behr sagte: „Ich bleibe noch lange im Amt.“\n";
    place.write("content/articles/a.md", text.as_bytes());
    let built = place.build(&[]);
    let article = built.json("articles/a.json");
    let statuses: Vec<_> = (article["quotations"].as_array().unwrap().iter())
        .map(|quotation| {
            (
                quotation["status"].as_str().unwrap(),
                quotation["shown"].as_bool().unwrap(),
            )
        })
        .collect();
    assert_eq!(statuses, [("negated", false), ("asserted", true)]);
    let rows = table(built.text("data/quotes.csv"));
    assert_eq!(rows.len(), 1, "{rows:?}");
    let part = handed_over(&built, "data/quotes.1.js");
    assert_eq!(part["quotes"].as_array().unwrap().len(), 1);
    let page = built.text("articles/a.html");
    assert!(page.contains("id=\"q-2\"") && !page.contains("id=\"q-1\""));
    let parts = &node(&built, "articles/a.html", "NewsArticle")["hasPart"];
    assert!(!parts.to_string().contains("Ich trete"), "{parts}");
    let tei = place.run(&["export", "--format", "tei", "a"]).stdout;
    assert_eq!(spoken(&tei).len(), 1);
}

/// What `extract` finds in a text of the site.
fn extracted(place: &Place, slug: &str) -> Vec<Value> {
    let file = format!("content/articles/{slug}.md");
    let ran = place.run(&["extract", &file]);
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    let value: Value = serde_json::from_str(&ran.stdout).unwrap();
    value["quotes"].as_array().unwrap().clone()
}

fn in_extract(record: &Record<'_>, extract: &Value) {
    let same = [
        "id",
        "kind",
        "partial",
        "text",
        "speaker_entity",
        "cue",
        "cue_kind",
        "asserted",
        "status",
        "occasion",
        "confidence",
        "rule",
    ];
    for field in same {
        assert_eq!(extract[field], record.data[field], "{field} of {extract}");
    }
}

fn in_table(built: &Built, record: &Record<'_>) {
    let rows = table(built.text("data/quotes.csv"));
    let own = |row: &&Vec<(String, String)>| cell(row, "article") == record.slug && cell(row, "id") == record.id();
    let row = rows.iter().find(own).unwrap();
    for (column, field) in [
        ("text", "text"),
        ("kind", "kind"),
        ("speaker", "speaker_resolved"),
        ("speaker_text", "speaker_text"),
        ("entity", "speaker_entity"),
        ("role", "role"),
        ("cue", "cue"),
        ("rule", "rule"),
    ] {
        assert_eq!(cell(row, column), record.text(field), "{column} of {row:?}");
    }
    let confidence: f64 = cell(row, "confidence").parse().unwrap();
    assert_eq!(Some(confidence), record.data["confidence"].as_f64());
}

fn in_annotations(built: &Built, record: &Record<'_>) {
    let collection = built.json("data/annotations.jsonld");
    let items = collection["first"]["items"].as_array().unwrap();
    let name = format!("#{}.{}", record.slug, record.id());
    let item = items
        .iter()
        .find(|item| item["id"].as_str().unwrap().ends_with(&name))
        .unwrap();
    assert_eq!(item["target"]["selector"][0]["exact"], record.data["text"]);
    assert_eq!(item["body"][0]["value"], record.data["kind"]);
    assert_eq!(item["body"][1]["value"], record.data["speaker_resolved"]);
}

fn in_json_ld(built: &Built, record: &Record<'_>) {
    let article = node(built, &format!("articles/{}.html", record.slug), "NewsArticle");
    let parts = article["hasPart"].as_array().unwrap();
    let address = format!("#{}", record.id());
    let part = parts
        .iter()
        .find(|part| part["@id"].as_str().unwrap().ends_with(&address));
    // What the writer reports in other words is nobody's quotation.
    assert_eq!(part.is_some(), record.text("kind") == "direct");
    if let Some(part) = part {
        assert_eq!(part["text"], record.bare());
        assert_eq!(part["spokenByCharacter"]["name"], record.data["speaker_resolved"]);
    }
}

fn in_filters(built: &Built, record: &Record<'_>) {
    let (shared, part) = (
        handed_over(built, "data/quotes.js"),
        handed_over(built, "data/quotes.1.js"),
    );
    let own = |row: &&Value| {
        let article = &part["articles"][row[0].as_u64().unwrap() as usize];
        article[0] == record.slug && format!("q-{}", row[1]) == record.id()
    };
    let row = part["quotes"].as_array().unwrap().iter().find(own).unwrap();
    let speaker = &shared["speakers"][row[2].as_u64().unwrap() as usize];
    assert_eq!(speaker[0], record.data["speaker_resolved"]);
    assert_eq!(row[3], record.data["kind"]);
    assert_eq!(row[6], record.bare());
}

fn in_tei(xml: &str, record: &Record<'_>) {
    let document = roxmltree::Document::parse(xml).unwrap();
    let id = format!("a-{}.{}", record.slug, record.id());
    let xml_id = ("http://www.w3.org/XML/1998/namespace", "id");
    let said = document
        .descendants()
        .find(|node| node.attribute(xml_id) == Some(&id))
        .unwrap();
    if record.data["spans"].as_array().unwrap().is_empty() {
        let exported = &spoken(xml)[&format!("{}.{}", record.slug, record.id())];
        assert_eq!(words(exported), words(record.text("text")));
    }
    assert_eq!(
        said.attribute("who").unwrap(),
        format!("#e-{}", record.text("speaker_entity"))
    );
    assert_eq!(said.attribute("ana").unwrap(), format!("#kind-{}", record.text("kind")));
    let certainty: f64 = said.attribute("cert").unwrap().parse().unwrap();
    assert_eq!(Some(certainty), record.data["confidence"].as_f64());
}

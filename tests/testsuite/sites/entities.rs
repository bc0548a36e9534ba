//! The registry, what is found without one, and the pages and data of entities.

use std::fs;

use super::valid::{build, snapshot};
use crate::place::{Built, Place};

/// The rows of a table after RFC 4180, by the names of its columns.
pub fn table(text: &str) -> Vec<Vec<(String, String)>> {
    let (mut rows, mut row, mut cell) = (Vec::new(), Vec::new(), String::new());
    let mut quoted = false;
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            '"' if quoted && rest.peek() == Some(&'"') => cell.push(rest.next().unwrap()),
            '"' => quoted = !quoted,
            ',' if !quoted => row.push(std::mem::take(&mut cell)),
            '\r' if !quoted => {
                assert_eq!(rest.next(), Some('\n'), "a line ends in CR LF");
                row.push(std::mem::take(&mut cell));
                rows.push(std::mem::take(&mut row));
            }
            c => cell.push(c),
        }
    }
    assert!(!quoted && row.is_empty() && cell.is_empty(), "the last line is whole");
    let names = rows.remove(0);
    let named = rows.into_iter().map(|row: Vec<String>| {
        assert_eq!(row.len(), names.len(), "{row:?}");
        names.iter().cloned().zip(row).collect()
    });
    named.collect()
}

pub fn cell<'r>(row: &'r [(String, String)], name: &str) -> &'r str {
    &row.iter().find(|(column, _)| column == name).unwrap().1
}

/// Short entities in one file, and what turned out to be the same: old slugs still mean it, old
/// addresses lead to it.
#[test]
fn short_entities_stand_in_one_file_and_may_be_merged() {
    let built = build("registry");
    for (old, new) in [
        ("organizations/rat.html", "haffelder-rat.html"),
        ("organizations/stadt-haffelde.html", "../places/haffelde.html"),
        ("places/haffelde-stadt.html", "haffelde.html"),
        ("people/ilse-moor.html", "ilse-moorkamp.html"),
    ] {
        assert!(built.text(old).contains(&format!("href=\"{new}\"")), "{old}");
    }
    let article = &built.json("articles/abstimmung.json");
    let mentions: Vec<(&str, &str)> = article["mentions"]
        .as_array()
        .unwrap()
        .iter()
        .map(|mention| (mention["text"].as_str().unwrap(), mention["entity"].as_str().unwrap()))
        .collect();
    for expected in [
        ("Rat der Stadt", "haffelder-rat"),
        ("die Rätin", "ilse-moorkamp"),
        ("rat", "haffelder-rat"),
    ] {
        assert!(mentions.contains(&expected), "{expected:?} among {mentions:?}");
    }
    assert!(built.text("articles/abstimmung.html").contains(">Haffelder Rat</a>"));
    assert!(
        built
            .text("places/haffelde.html")
            .contains("href=\"../organizations/haffelder-rat.html\"")
    );
    assert_eq!(
        built.stderr,
        "note[merged-entity]: `rat` is merged into `haffelder-rat`\n--> content/entities/rat.md\n = help: its names \
         count as names of the other; this can be deleted\n\n"
    );
}

/// A page that the program made by itself is merged by its slug; whoever has that name is meant then.
#[test]
fn what_was_found_may_be_merged_too() {
    let place = Place::copy_of("sites_valid/registry");
    let text = "---\ntitle: Anders geschrieben\n---\n\
        „Der Deich hält“, sagte Bürgermeisterin Ilse Moor. Später sagte Moor: „Er hält lange.“\n";
    place.write("content/articles/anders.md", text.as_bytes());
    let article = place.build(&[]).json("articles/anders.json");
    for quotation in article["quotations"].as_array().unwrap() {
        assert_eq!(quotation["speaker_entity"], "ilse-moorkamp", "{quotation}");
    }
    let mentions = article["mentions"].as_array().unwrap();
    assert_eq!(mentions.len(), 2, "{mentions:?}");
}

#[test]
fn the_page_of_an_entity_collects_what_is_known() {
    let built = build("registry");
    snapshot("registry_person", &built.main("people/ilse-moorkamp.html"));
    snapshot("registry_place", &built.main("places/haffelde.html"));
    let found = build("candidates");
    snapshot("found_person", &found.main("people/jette-ohlsen.html"));
    assert!(found.text("people/index.html").contains("automatisch gefunden"));
}

/// Beside a quotation stands the office that the speaker held then, and none where that is not
/// certain.
#[test]
fn offices_are_those_of_the_time() {
    let person = build("registry").json("people/ilse-moorkamp.json");
    let roles: Vec<_> = person["quotations"]
        .as_array()
        .unwrap()
        .iter()
        .map(|quotation| (quotation["date"].as_str().unwrap(), quotation["role"].as_str()))
        .collect();
    assert_eq!(
        roles,
        [("2031-06-02", Some("Bürgermeisterin")), ("2031-03", None)],
        "in March she was leaving one office, nobody knows on which day"
    );
}

#[test]
fn the_data_of_an_entity_says_where_it_comes_from_and_who_is_beside_it() {
    let built = build("registry");
    let place = built.json("places/haffelde.json");
    assert_eq!(place["origin"], "registry");
    assert_eq!(place["represents"], "haffelder-rat");
    assert_eq!(place["together"][0]["entity"], "haffelder-rat");
    assert_eq!(place["together"][0]["articles"], 2);
    assert_eq!(
        place["about"][0]["text"],
        "„Haffelde braucht den Deich, und Moorkamp weiß das“"
    );
    assert_eq!(place["about"][0]["speaker"], "jette-ohlsen");
    let seen: Vec<_> = place["seen"]
        .as_array()
        .unwrap()
        .iter()
        .map(|form| &form["text"])
        .collect();
    assert_eq!(seen, ["Haffelde"]);
    let person = build("english").json("people/alma-fenwick.json");
    assert_eq!(person["sameAs"][0], "https://www.wikidata.org/entity/Q1");
}

#[test]
fn mentions_are_a_table_that_no_spreadsheet_runs() {
    let place = Place::copy_of("sites_valid/registry");
    place.write(
        "content/articles/formel.md",
        "---\ntitle: Formel\nmentions:\n  - {text: \"=Moor()\", entity: ilse-moorkamp}\n---\n\
         =Moor() sagt, \"wer\" das\nist: die @Rätin.\n"
            .as_bytes(),
    );
    let built = place.build(&[]);
    let text = built.text("data/mentions.csv");
    let rows = table(text);
    assert!(
        text.starts_with("article,date,start,end,text,entity,type,wikidata,origin,form,confidence,rule,sentence\r\n")
    );
    let odd = rows.iter().find(|row| cell(row, "article") == "formel").unwrap();
    assert_eq!(cell(odd, "text"), "'=Moor()");
    assert_eq!(cell(odd, "sentence"), "'=Moor() sagt, \"wer\" das ist: die @Rätin.");
    assert_eq!(cell(odd, "origin"), "editor");
    for row in &rows {
        let article = built.json(&format!("articles/{}.json", cell(row, "article")));
        let number = |name| cell(row, name).parse::<usize>().unwrap();
        let (start, end) = (number("start"), number("end"));
        let words: String = article["text"]
            .as_str()
            .unwrap()
            .chars()
            .skip(start)
            .take(end - start)
            .collect();
        assert_eq!(words, cell(row, "text").trim_start_matches('\''));
        let mentions = article["mentions"].as_array().unwrap();
        let twin = mentions.iter().find(|mention| mention["start"] == start).unwrap();
        for name in ["entity", "type", "origin", "form", "rule"] {
            assert_eq!(twin[name], cell(row, name), "{name}");
        }
    }
    assert_eq!(rows.len(), count_mentions(&built));
}

fn count_mentions(built: &Built) -> usize {
    let articles = built
        .files
        .keys()
        .filter(|path| path.starts_with("articles/") && path.ends_with(".json"));
    articles
        .map(|path| built.json(path)["mentions"].as_array().unwrap().len())
        .sum()
}

/// A link for the first of a section; nothing is linked in headings, links and code, and what stands
/// there does not count.
#[test]
fn the_first_mention_of_a_section_is_a_link_and_the_others_are_data() {
    let place = Place::copy_of("sites_valid/registry");
    let text = "---\ntitle: Wege\n---\n\
        Nach [Haffelde](https://example.org/) führt `Haffelde` und auch Haffelde, ja: Haffelde.\n\n\
        ## Wieder Haffelde\n\nNach Haffelde. „In Haffelde regnet es“, sagte Ilse Moorkamp.\n";
    place.write("content/articles/wege.md", text.as_bytes());
    let names = |more: &str| {
        let config = format!("title: H\nbase_url: https://example.org/\nknowledge: false\n{more}");
        place.write("dossier.yaml", config.as_bytes());
        let built = place.build(&[]);
        let page = built.text("articles/wege.html").to_owned();
        let links = page.matches("href=\"../places/haffelde.html\" data-entity=\"haffelde\">Haffelde</a>");
        let data = page.matches("<span data-entity=\"haffelde\">");
        let heading = page.split("<h2").nth(1).unwrap().split("</h2>").next().unwrap();
        assert!(!heading.contains("places/haffelde"), "{heading}");
        assert!(page.contains("<code>Haffelde</code>"), "no link in code");
        (links.count(), data.count())
    };
    let (links, data) = names("link_mentions: section");
    assert_eq!(links, 2);
    assert!(data >= 3, "{data}");
    assert_eq!(names("link_mentions: first").0, 1);
    assert_eq!(names("link_mentions: all").0, 4);
}

#[test]
fn candidates_are_printed_with_what_speaks_for_them_and_an_entry_to_paste() {
    let place = Place::copy_of("sites_valid/candidates");
    let ran = place.run(&["candidates"]);
    assert_eq!((ran.status, ran.stderr.as_str()), (0, ""));
    for reason in ["begins with a first name", "has the pattern of such names"] {
        assert!(ran.stdout.contains(reason), "{reason}: {}", ran.stdout);
    }
    // How certain it is changes with the engine.
    let lines = ran.stdout.lines().map(|line| match line.strip_prefix("  evidence: ") {
        Some(reasons) if reasons.ends_with(" %)") => "  evidence: …",
        _ => line,
    });
    snapshot("candidates", &lines.collect::<Vec<_>>().join("\n"));
    let only = place.run(&["candidates", "--type", "organization", "--min", "3"]);
    assert_eq!(
        only.stdout,
        "No candidates of type organization with 3 or more mentions.\n"
    );
    let wrong = place.run(&["candidates", "--type", "persn"]);
    assert_eq!(wrong.status, 2);
}

#[test]
fn an_entry_that_candidates_print_gives_the_name_its_page() {
    let place = Place::copy_of("sites_valid/candidates");
    let json = |arguments: &[&str]| -> serde_json::Value {
        serde_json::from_str(
            &place
                .run(&[&["candidates", "--format", "json"], arguments].concat())
                .stdout,
        )
        .unwrap()
    };
    let all = json(&["--all", "--min", "1"]);
    let candidates = all["candidates"].as_array().unwrap();
    assert_eq!(all["total"], candidates.len());
    let stubs: Vec<&str> = candidates.iter().map(|one| one["stub"].as_str().unwrap()).collect();
    place.write("content/entities.yaml", stubs.concat().as_bytes());
    let built = place.build(&[]);
    for candidate in candidates {
        let folder = if candidate["type"] == "person" {
            "people"
        } else {
            "organizations"
        };
        let path = format!("{folder}/{}.json", candidate["slug"].as_str().unwrap());
        assert_eq!(built.json(&path)["origin"], "registry");
        assert_eq!(built.json(&path)["name"], candidate["name"]);
    }
    assert_eq!(json(&["--all", "--min", "1"])["total"], 0);
    // So does the entry on the page of somebody who was found.
    let page = fs::read_to_string(place.out().join("people/jette-ohlsen.html")).unwrap();
    let stub = page
        .split("<pre><code>")
        .nth(1)
        .unwrap()
        .split("</code>")
        .next()
        .unwrap();
    place.write("content/entities.yaml", [&stubs.concat(), stub].concat().as_bytes());
    assert_eq!(place.build(&[]).json("people/jette-ohlsen.json")["origin"], "registry");
}

/// An office without a name means the one person named before who holds it, by what the registry
/// says; never one who held it at another time, or who holds another.
#[test]
fn an_office_alone_means_who_holds_it_by_the_registry() {
    let built = build("offices");
    let speakers = |article: &str| -> Vec<Option<String>> {
        let twin = built.json(&format!("articles/{article}.json"));
        let quotations = twin["quotations"].as_array().unwrap().iter();
        quotations
            .map(|quotation| quotation["speaker_entity"].as_str().map(str::to_owned))
            .collect()
    };
    let some = |slugs: &[&str]| -> Vec<Option<String>> { slugs.iter().map(|slug| Some((*slug).to_owned())).collect() };
    assert_eq!(
        speakers("gehalten"),
        some(&[
            "ilse-moorkamp",
            "ilse-moorkamp",
            "jan-brack",
            "jan-brack",
            "wiebke-torf"
        ])
    );
    assert_eq!(speakers("held"), some(&["ilse-moorkamp", "hauke-siel"]));
    assert_eq!(speakers("offen"), [None, None, None, None]);
}

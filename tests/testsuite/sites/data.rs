//! The data beside the pages: what its schemas promise, and that its places are right.

use std::collections::BTreeMap;

use super::entities::{cell, table};
use super::valid::build;
use crate::place::{Built, Place, tree};

/// A site with everything that data can say.
pub fn rich() -> Place {
    let place = Place::copy_of("sites_valid/speakers");
    // A short quotation is not certain by default, and only certain ones are told to machines.
    place.write(
        "dossier.yaml",
        b"title: Der Moorbote\nbase_url: https://moorbote.example/blatt/\nuncertain_below: 70\n",
    );
    place.write(
        "content/articles/klar.md",
        "---\ntitle: \"=Klar, „jetzt“\"\ndate: 2031-06-03T08:00:00+02:00\ndossiers: [moor]\ntags: [Moor]\n\
         source: {name: Bote, url: https://bote.example/1, licence: CC0, accessed: 2031-07}\n\
         corrections: [{date: 2031-06-04, note: \"Zuvor: der Damm.\", by: Red.}]\n\
         annotations:\n  - {text: der Deich, kind: correction, note: \"Es ist *der Damm*.\", by: Red., date: 2031-06}\n\
         \x20 - {text: 🐝, kind: question, note: Wer?, date: 2031-06-05}\n---\n\
         🐝 Dort, so Ilse Moorkamp, sei der Deich dicht. „Er hält“, sagte sie. „Noch lange.“\n"
            .as_bytes(),
    );
    place.write(
        "content/dossiers/moor.md",
        "---\ntitle: Moor\nevents:\n  - {date: 2031, title: Bau, note: Beginn, url: https://bote.example/bau}\n---\n\
         Über [[ilse-moorkamp]].\n"
            .as_bytes(),
    );
    place
}

/// The schemas that a site brings along, by the kind of data.
fn validators(built: &Built) -> BTreeMap<String, jsonschema::Validator> {
    let schemas = built.files.keys().filter(|path| path.starts_with("schema/"));
    let validator = |path: &String| {
        let validator = jsonschema::draft202012::new(&built.json(path)).unwrap();
        (path.clone(), validator)
    };
    schemas.map(validator).collect()
}

/// Holds every file of data to its schema, and says how many there are.
fn hold(built: &Built) -> usize {
    let validators = validators(built);
    let mut held = 0;
    for path in built.files.keys().filter(|path| !path.starts_with("schema/")) {
        let schema = if path.ends_with(".jsonld") {
            "schema/annotations.json".to_owned()
        } else if path.ends_with(".json") && built.json(path)["$schema"].is_string() {
            let named = built.json(path)["$schema"].as_str().unwrap().to_owned();
            let folder = path.rsplit_once('/').unwrap().0;
            let up = named.matches("../").count();
            assert_eq!(folder.split('/').count(), up, "{path} names {named}");
            named.replace("../", "")
        } else {
            assert!(
                !path.ends_with(".json") || path.ends_with("feed.json"),
                "{path} names no schema"
            );
            continue;
        };
        let problems: Vec<String> = validators[&schema]
            .iter_errors(&built.json(path))
            .map(|error| format!("{path}{}: {error}", error.instance_path()))
            .collect();
        assert!(problems.is_empty(), "{}", problems.join("\n"));
        held += 1;
    }
    held
}

#[test]
fn data_is_what_its_schemas_say() {
    assert!(hold(&rich().build(&[])) >= 8 && hold(&build("decisions")) >= 4);
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let out = tempfile::tempdir().unwrap();
    let folder = out.path().join("out");
    let mut command = assert_cmd::Command::cargo_bin("dossier").unwrap();
    command.current_dir(root).args(["build", "--output"]).arg(&folder);
    command.assert().success();
    let demonstration = Built {
        files: tree(&folder),
        stderr: String::new(),
    };
    assert!(hold(&demonstration) > 60);
    // A field that no schema knows is refused, so that none can be forgotten.
    let mut article = demonstration.json("articles/zusicherung.json");
    article["quotations"][0]["forgotten"] = true.into();
    assert!(!validators(&demonstration)["schema/article.json"].is_valid(&article));
}

/// A picture for previews of links is drawn once, and whatever is left of it makes no difference.
#[test]
fn share_images_are_the_same_whether_they_were_kept_or_not() {
    let place = rich();
    let yaml = b"title: Der Moorbote\nbase_url: https://moorbote.example/\nshare_images: all\n";
    place.write("dossier.yaml", yaml);
    let cold = place.build(&[]);
    for (page, picture) in [
        ("articles/klar.html", "share/articles/klar.png"),
        ("dossiers/moor.html", "share/dossiers/moor.png"),
        ("index.html", "share/index.png"),
        ("people/ilse-moorkamp.html", "share/people/ilse-moorkamp.png"),
        ("quotes/index.html", "share/index.png"),
    ] {
        let address = format!("\"https://moorbote.example/{picture}\"");
        assert!(cold.text(page).contains(&address), "{page}");
        let bytes = &cold.files[picture];
        assert!(
            bytes.starts_with(b"\x89PNG") && bytes.len() < 100_000,
            "{}",
            bytes.len()
        );
        assert_eq!(bytes[16..24], [0, 0, 4, 176, 0, 0, 2, 118], "1200 by 630");
    }
    assert_eq!(place.build(&[]).files, cold.files);
    let kept = place.site().join(".dossier-cache/share");
    for entry in std::fs::read_dir(&kept).unwrap() {
        std::fs::write(entry.unwrap().path(), "damaged").unwrap();
    }
    assert_eq!(place.build(&[]).files, cold.files);
    // What has letters that the font lacks has no picture of its own; an own picture wins.
    place.write(
        "content/articles/klar.md",
        "---\ntitle: Ясно\ndossiers: [moor]\n---\nText.\n".as_bytes(),
    );
    place.write("static/share/index.png", b"mine");
    let other = place.build(&[]);
    assert!(
        other
            .text("articles/klar.html")
            .contains("https://moorbote.example/share/dossiers/moor.png")
    );
    assert_eq!(other.files["share/index.png"], b"mine");
    assert!(!other.files.contains_key("share/articles/klar.png"));
    place.write(
        "dossier.yaml",
        b"title: Der Moorbote\nbase_url: https://moorbote.example/\nshare_images: none\n",
    );
    assert!(!place.build(&[]).text("index.html").contains("og:image"));
}

/// The characters from `start` to `end`.
fn slice(text: &str, start: u64, end: u64) -> String {
    let (start, length) = (start as usize, (end - start) as usize);
    text.chars().skip(start).take(length).collect()
}

/// Whoever reads the annotations finds the words at their place, and nowhere else.
#[test]
fn annotations_stand_where_they_say() {
    let built = rich().build(&["--base-url", "https://moor.example/sub/"]);
    let collection = built.json("data/annotations.jsonld");
    let items = collection["first"]["items"].as_array().unwrap();
    assert_eq!(collection["total"], items.len());
    let mut motivations = Vec::new();
    for item in items {
        let source = item["target"]["source"].as_str().unwrap();
        let path = source.strip_prefix("https://moor.example/sub/").unwrap();
        let text = built.json(&path.replace(".html", ".json"))["text"]
            .as_str()
            .unwrap()
            .to_owned();
        let selector = &item["target"]["selector"];
        let word = |name: &str| selector[0][name].as_str().unwrap().to_owned();
        let (exact, prefix, suffix) = (word("exact"), word("prefix"), word("suffix"));
        let (start, end) = (
            selector[1]["start"].as_u64().unwrap(),
            selector[1]["end"].as_u64().unwrap(),
        );
        assert_eq!(slice(&text, start, end), exact);
        assert_eq!(text.matches(&format!("{prefix}{exact}{suffix}")).count(), 1, "{exact}");
        motivations.push(item["motivation"].as_str().unwrap());
        if item["motivation"] == "questioning" {
            assert_eq!(
                (exact.as_str(), start, &item["created"]),
                ("🐝", 0, &"2031-06-05T00:00:00Z".into())
            );
        }
        if item["motivation"] == "editing" {
            assert!(item["created"].is_null(), "nobody knows the day");
            assert_eq!(item["body"][0]["value"], "Es ist der Damm.");
        }
    }
    for motivation in ["highlighting", "editing", "questioning"] {
        assert!(motivations.contains(&motivation), "{motivations:?}");
    }
    let said = items
        .iter()
        .find(|item| item["target"]["selector"][0]["exact"] == "„Er hält“")
        .unwrap();
    let person = "https://moor.example/sub/people/ilse-moorkamp.html";
    assert_eq!(said["body"][2]["source"], person);
}

/// A large site's annotations are cut into pages that lead to one another.
#[test]
fn many_annotations_are_cut_into_pages() {
    let place = Place::empty();
    place.write("dossier.yaml", b"title: Moor\n");
    for number in 0..251 {
        let text = format!("---\ntitle: Artikel {number}\n---\n„Der Deich hält“, sagte Ilse Moorkamp.\n");
        place.write(&format!("content/articles/a-{number}.md"), text.as_bytes());
    }
    let built = place.build(&[]);
    assert!(built.text("data/quotes.csv").contains(",articles/a-7.html#q-1\r\n"));
    let collection = built.json("data/annotations.jsonld");
    let next = collection["first"]["next"].as_str().unwrap();
    assert_eq!((next, &collection["last"]), ("annotations.2.jsonld", &next.into()));
    let last = built.json("data/annotations.2.jsonld");
    assert_eq!(
        (&last["startIndex"], &last["partOf"]["total"]),
        (&250.into(), &251.into())
    );
    assert_eq!(last["prev"], collection["first"]["id"]);
    assert_eq!(hold(&built), 2 + 251 + 1 + 1);
}

/// Each row of the tables leads to what it tells of.
#[test]
fn tables_agree_with_the_data_of_the_articles() {
    let built = rich().build(&[]);
    let quotes = table(built.text("data/quotes.csv"));
    assert!(quotes.len() >= 4);
    for row in &quotes {
        let article = built.json(&format!("articles/{}.json", cell(row, "article")));
        let quotations = article["quotations"].as_array().unwrap();
        let quotation = quotations.iter().find(|other| other["id"] == cell(row, "id")).unwrap();
        for (column, field) in [
            ("kind", "kind"),
            ("rule", "rule"),
            ("entity", "speaker_entity"),
            ("cue", "cue"),
        ] {
            assert_eq!(cell(row, column), quotation[field].as_str().unwrap_or(""), "{column}");
        }
        let text = article["text"].as_str().unwrap();
        let offset = |name: &str| cell(row, name).parse().unwrap();
        assert_eq!(slice(text, offset("start"), offset("end")), cell(row, "text"));
        let address = cell(row, "url")
            .strip_prefix("https://moorbote.example/blatt/")
            .unwrap();
        let (page, id) = address.split_once('#').unwrap();
        assert!(built.text(page).contains(&format!("id=\"{id}\"")), "{page}#{id}");
    }
    let articles = table(built.text("data/articles.csv"));
    let row = articles.iter().find(|row| cell(row, "article") == "klar").unwrap();
    for (column, value) in [
        ("title", "'=Klar, „jetzt“"),
        ("date", "2031-06-03T08:00:00+02:00"),
        ("accessed", "2031-07"),
        ("source_url", "https://bote.example/1"),
        ("dossiers", "moor"),
        ("annotations", "2"),
        ("corrections", "1"),
        ("url", "https://moorbote.example/blatt/articles/klar.html"),
    ] {
        assert_eq!(cell(row, column), value, "{column}");
    }
    let dossier = built.json("dossiers/moor.json");
    assert_eq!(dossier["text"], "Über Ilse Moorkamp.");
    let shown = quotes.iter().filter(|row| cell(row, "dossiers") == "moor").count();
    assert_eq!(dossier["quotations"]["total"], shown);
}

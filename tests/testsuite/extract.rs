//! `dossier extract`: what it prints is read by programs, so its shape is a promise.

use std::fs;
use std::path::Path;

use assert_cmd::Command;
use serde_json::{Value, json};
use tempfile::TempDir;

/// An emoji and umlauts before what is found: counted in bytes or in UTF-16, every offset is wrong.
const BODY: &str = "Über dem Moor 🐝 kreist „*nichts* Gutes“, sagte **Ilse Moorkamp**. Er schwieg.\n";

const TEXT: &str =
    "Über dem Moor 🐝 kreist nichts.\n„Der Deich\nhält“, sagte Ilse Moorkamp.\n\nAm Ende schwieg Moorkamp.\n";

/// A site with one entity, and a folder for texts in it.
fn site() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "dossier.yaml", "title: Der Moorbote\n");
    let entity = "---\nname: Ilse Moorkamp\ntype: person\naliases: [Moorkamp]\nwikidata: Q7\n---\n";
    write(folder.path(), "content/entities/ilse-moorkamp.md", entity);
    folder
}

fn write(folder: &Path, path: &str, text: &str) {
    let path = folder.join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

fn command(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::cargo_bin("dossier").unwrap();
    command.current_dir(folder).arg("extract").args(arguments);
    command
}

/// The documents that a run prints, one a line.
fn extract(folder: &Path, arguments: &[&str]) -> Vec<Value> {
    let output = command(folder, arguments).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let lines = String::from_utf8(output.stdout).unwrap();
    lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// The code points from `start` to `end`.
fn slice(text: &str, item: &Value, start: &str, end: &str) -> String {
    let at = |key: &str| usize::try_from(item[key].as_u64().unwrap()).unwrap();
    text.chars().skip(at(start)).take(at(end) - at(start)).collect()
}

/// Every offset counts code points of the text, and every text is that slice.
fn check_slices(body: &str, document: &Value) {
    let plain = |text: &str| text.replace(['*', '\r'], "").replace('\n', " ");
    for quote in document["quotes"].as_array().unwrap() {
        assert_eq!(quote["text"], slice(body, quote, "start", "end"));
        for (key, start, end) in [
            ("speaker_text", "speaker_start", "speaker_end"),
            ("cue", "cue_start", "cue_end"),
            ("occasion", "occasion_start", "occasion_end"),
        ] {
            if let Some(text) = quote[key].as_str() {
                assert_eq!(plain(text), plain(&slice(body, quote, start, end)), "{key}");
            }
        }
        assert!(quote["frame_start"].is_null() || quote["frame_end"].as_u64() > quote["frame_start"].as_u64());
    }
    for mention in document["mentions"].as_array().unwrap() {
        assert_eq!(mention["text"], slice(body, mention, "start", "end"));
    }
}

#[test]
fn an_article_gives_quotations_and_mentions_with_every_key() {
    let site = site();
    // The offsets count from the first line that is not blank below the front matter.
    write(
        site.path(),
        "a.md",
        &format!("---\ntitle: \"Ä 🐝\"\nlang: de\n---\n\n \n{BODY}"),
    );
    let found = extract(site.path(), &["a.md"]);
    let quote = json!({
        "id": "q-1", "kind": "direct", "partial": false, "start": 23, "end": 39, "text": "„*nichts* Gutes“",
        "speaker_text": "Ilse Moorkamp", "speaker_start": 49, "speaker_end": 62,
        "speaker_resolved": "Ilse Moorkamp", "speaker_entity": "ilse-moorkamp",
        "speaker_class": "person",
        "cue": "sagte", "cue_start": 41, "cue_end": 46, "cue_kind": "neutral", "frame_start": 41, "frame_end": 62,
        "asserted": true, "status": "asserted",
        "occasion": null, "occasion_start": null, "occasion_end": null,
        "confidence": found[0]["quotes"][0]["confidence"], "rule": "direct-verb-after",
    });
    let mention = json!({
        "start": 49, "end": 62, "text": "Ilse Moorkamp", "type": "person", "entity": "ilse-moorkamp",
        "linked": true, "form": "full", "wikidata": "Q7", "confidence": found[0]["mentions"][0]["confidence"], "rule": "registry-name",
    });
    assert_eq!(
        found,
        [json!({"file": "a.md", "lang": "de", "quotes": [quote], "mentions": [mention]})]
    );
    for item in [&found[0]["quotes"][0], &found[0]["mentions"][0]] {
        let confidence = item["confidence"].as_f64().unwrap();
        assert!((0.0..=1.0).contains(&confidence) && confidence > 0.5);
    }
    check_slices(BODY, &found[0]);
}

#[test]
fn keys_come_in_the_order_of_the_documentation() {
    let site = site();
    write(site.path(), "a.md", BODY);
    let line = String::from_utf8(command(site.path(), &["a.md"]).output().unwrap().stdout).unwrap();
    let keys = [
        "file",
        "lang",
        "quotes",
        "id",
        "kind",
        "partial",
        "start",
        "end",
        "text",
        "speaker_text",
        "speaker_start",
        "speaker_end",
        "speaker_resolved",
        "speaker_entity",
        "cue",
        "cue_start",
        "cue_end",
        "cue_kind",
        "asserted",
        "status",
        "frame_start",
        "frame_end",
        "occasion",
        "occasion_start",
        "occasion_end",
        "confidence",
        "rule",
        "mentions",
        "start",
        "end",
        "text",
        "type",
        "entity",
        "wikidata",
        "confidence",
        "rule",
    ];
    let mut from = 0;
    for key in keys {
        let at = line[from..]
            .find(&format!("\"{key}\":"))
            .unwrap_or_else(|| panic!("no {key} after {}", &line[..from]));
        from += at + 1;
    }
}

/// Plain text is as good with the line ends of Windows; only the offsets count them.
#[test]
fn plain_text_gives_the_same_with_both_line_ends() {
    let site = site();
    let windows = TEXT.replace('\n', "\r\n");
    write(site.path(), "lf.txt", TEXT);
    write(site.path(), "crlf.txt", &windows);
    let found = extract(site.path(), &["lf.txt", "crlf.txt"]);
    check_slices(TEXT, &found[0]);
    check_slices(&windows, &found[1]);
    let told = |document: &Value| -> Vec<String> {
        let quotes = document["quotes"].as_array().unwrap().iter();
        let mentions = document["mentions"].as_array().unwrap().iter();
        quotes
            .chain(mentions)
            .map(|item| {
                ["text", "speaker_text", "cue", "rule", "entity", "speaker_entity"]
                    .map(|key| item[key].as_str().unwrap_or("-").replace('\r', ""))
                    .join(" | ")
            })
            .collect()
    };
    assert_eq!(told(&found[0]), told(&found[1]));
    assert_eq!(
        told(&found[0]),
        [
            "„Der Deich\nhält“ | Ilse Moorkamp | sagte | direct-verb-after | - | ilse-moorkamp",
            "Ilse Moorkamp | - | - | registry-name | ilse-moorkamp | -",
            "Moorkamp | - | - | registry-name | ilse-moorkamp | -",
        ]
    );
    assert_eq!(
        (&found[0]["quotes"][0]["start"], &found[1]["quotes"][0]["start"]),
        (&json!(31), &json!(32))
    );
}

/// In plain text nothing is Markdown: stars and links are what they are.
#[test]
fn plain_text_has_no_marks() {
    let site = site();
    let text = "    „*Nichts*“, sagte Ilse Moorkamp [[dort]].\n\n1. Ende <b>gut</b>\n";
    write(site.path(), "a.txt", text);
    let found = extract(site.path(), &["a.txt"]);
    assert_eq!(found[0]["quotes"][0]["text"], "„*Nichts*“");
    check_slices(text, &found[0]);
}

#[test]
fn standard_input_is_plain_text() {
    let site = site();
    let output = command(site.path(), &["-"]).write_stdin(TEXT).output().unwrap();
    let found: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!((&found["file"], &found["lang"]), (&json!("-"), &json!("de")));
    check_slices(TEXT, &found);
}

/// `--lang`, else the front matter's, else the site's, else what it looks like.
#[test]
fn the_language_is_the_nearest_one_that_is_given() {
    let site = site();
    let english = "“The dyke will hold,” said Ilse Moorkamp. She was sure of it.\n";
    write(
        site.path(),
        "given.md",
        &format!("---\ntitle: A\nlang: en\n---\n{english}"),
    );
    write(site.path(), "open.md", &format!("---\ntitle: A\n---\n{english}"));
    write(site.path(), "elsewhere/open.txt", english);
    let lang = |folder: &str, arguments: &[&str]| extract(&site.path().join(folder), arguments)[0]["lang"].clone();
    assert_eq!(lang(".", &["given.md"]), "en");
    assert_eq!(lang(".", &["--lang", "de", "given.md"]), "de");
    assert_eq!(lang(".", &["open.md"]), "de", "the site is German by default");
    assert_eq!(lang("elsewhere", &["open.txt"]), "en", "there is no site");
    let found = extract(&site.path().join("elsewhere"), &["--lang", "en", "open.txt"]);
    assert_eq!(found[0]["quotes"][0]["speaker_text"], "Ilse Moorkamp");
    let mention = &found[0]["mentions"][0];
    assert_eq!(mention["rule"], "found", "there is no site that knows her");
    assert_eq!(mention["entity"], found[0]["quotes"][0]["speaker_entity"]);
    assert_eq!(mention["wikidata"], Value::Null);
}

#[test]
fn an_unknown_language_is_refused_before_anything_is_read() {
    let refused = command(site().path(), &["--lang", "fr", "nothing.md"])
        .assert()
        .failure()
        .code(2);
    let message = String::from_utf8_lossy(&refused.get_output().stderr).into_owned();
    assert!(
        message.contains("invalid value 'fr' for '--lang <LANG>': expected one of de, en"),
        "{message}"
    );
}

#[test]
fn a_folder_gets_one_file_a_text() {
    let site = site();
    write(site.path(), "a.md", BODY);
    write(site.path(), "texte/b.txt", TEXT);
    let output = command(site.path(), &["--output", "neu/found", "a.md", "texte/b.txt"])
        .assert()
        .success();
    assert!(output.get_output().stdout.is_empty());
    let read = |name: &str| -> Value {
        serde_json::from_str(&fs::read_to_string(site.path().join("neu/found").join(name)).unwrap()).unwrap()
    };
    assert_eq!(read("a.json"), extract(site.path(), &["a.md"])[0]);
    assert_eq!(read("b.json")["file"], "texte/b.txt");
    assert_eq!(fs::read_dir(site.path().join("neu/found")).unwrap().count(), 2);
}

/// One text that cannot be read stops none of the others, but the exit status says so.
#[test]
fn what_cannot_be_read_is_said_and_the_rest_is_done() {
    let site = site();
    write(site.path(), "a.md", BODY);
    write(site.path(), "broken.md", "---\ntitel: A\n---\nText.\n");
    fs::write(site.path().join("latin.txt"), b"\xdcber").unwrap();
    let done = command(site.path(), &["missing.md", "latin.txt", "broken.md", "a.md"])
        .assert()
        .failure()
        .code(1);
    let output = done.get_output();
    assert_eq!(String::from_utf8_lossy(&output.stdout).lines().count(), 1);
    let said = String::from_utf8_lossy(&output.stderr);
    for part in [
        "cannot read missing.md",
        "cannot read latin.txt: the text is not valid UTF-8",
        "--> broken.md:2:1",
    ] {
        assert!(said.contains(part), "no `{part}` in\n{said}");
    }
}

#[test]
fn an_editors_decisions_count_here_too() {
    let site = site();
    let decided = "---\ntitle: A\nquotations:\n  - {text: „Gutes“, ignore: true}\n---\nSie nannte es „Gutes“.\n";
    write(site.path(), "a.md", decided);
    assert_eq!(extract(site.path(), &["a.md"])[0]["quotes"], json!([]));
}

/// Two results of one name: the second would replace the first.
#[test]
fn two_texts_of_one_name_are_refused_before_anything_is_written() {
    let site = site();
    write(site.path(), "a.md", BODY);
    write(site.path(), "texte/A.txt", TEXT);
    let refused = command(site.path(), &["--output", "neu", "a.md", "texte/A.txt"])
        .assert()
        .failure()
        .code(2);
    let said = String::from_utf8_lossy(&refused.get_output().stderr).into_owned();
    assert!(
        said.contains("a.md and texte/A.txt would both be written to a.json"),
        "{said}"
    );
    assert!(!site.path().join("neu").exists());
}

//! YAML that people wrote: where its values are, and what is refused.

use dossier::internals::model::KeyPath;
use dossier::internals::yaml::{front_matter_span, locate, parse};

const TEXT: &str = "title: \"A: b\" # c\nsource:\n  name: Bote\nannotations:\n  - text: 'x'\n  - {text: \"y\", kind: context}\nn: 12\ntags: [a, b]\n";

fn found(path: KeyPath, key: bool) -> &'static str {
    locate(TEXT, &path, key).unwrap().slice(TEXT)
}

#[test]
fn values_and_keys_are_found() {
    let root = KeyPath::root();
    assert_eq!(found(root.key("title"), false), "\"A: b\"");
    assert_eq!(found(root.key("title"), true), "title");
    assert_eq!(found(root.key("source").key("name"), false), "Bote");
    assert_eq!(found(root.key("annotations").index(1).key("text"), false), "\"y\"");
    assert_eq!(found(root.key("annotations").index(1).key("kind"), true), "kind");
    assert_eq!(found(root.key("annotations").index(0), false), "text: 'x'");
    assert_eq!(found(root.key("annotations").index(1).key("kind"), false), "context");
    assert_eq!(
        found(root.key("annotations").index(1), false),
        "{text: \"y\", kind: context}"
    );
    assert_eq!(found(root.key("tags"), false), "[a, b]");
    assert_eq!(found(root.key("n"), false), "12");
    assert_eq!(found(root.key("tags").index(1), false), "b");
    assert_eq!(locate(TEXT, &root.key("none"), false), None);
}

#[test]
fn a_place_is_found_in_its_entry_and_elsewhere() {
    let text = "a: 1\nab : {x: 2}\nlist:\n- x: 3\n- x: 4\n# b\nb:\n  x: 5\n\"c\": {x: 6}\nnote: |\n  b: 7\n";
    let root = KeyPath::root();
    for (path, value) in [
        (root.key("a"), "1"),
        (root.key("ab").key("x"), "2"),
        (root.key("list").index(1).key("x"), "4"),
        (root.key("b").key("x"), "5"),
        (root.key("c").key("x"), "6"),
    ] {
        assert_eq!(
            locate(text, &path, false).map(|span| span.slice(text)),
            Some(value),
            "{path}"
        );
    }
    assert_eq!(locate(text, &root.key("none"), false), None);
}

#[test]
fn aliases_are_refused_but_not_emphasis_or_ampersands() {
    let error = parse("a: &x text\nb: *x\n").unwrap_err();
    assert_eq!(error.message, "YAML aliases (`*x`) are not supported");
    for fine in [
        "note: \"*one* & *two*\"",
        "note: |\n  *one* & two\n  & *three*\n",
        "a: R&D\nb: \"x *y\"",
    ] {
        assert!(parse(fine).is_ok(), "{fine}");
    }
}

#[test]
fn front_matter_ends_at_the_second_fence() {
    let text = "---\r\na: 1\r\n---\r\nbody";
    assert_eq!(front_matter_span(text).unwrap().slice(text), "a: 1\r\n");
    assert_eq!(front_matter_span("---\na: 1\n"), None);
    assert_eq!(front_matter_span("a: 1\n---\n"), None);
}

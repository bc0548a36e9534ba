//! What messages suggest and how they name files.

use dossier::internals::diagnostics::{Code, Diagnostic, Place, nearest_passage, prefix_paths};

#[test]
fn the_corrected_passage_is_found() {
    let text = "Ein Moor.\n\nAlt und fest: The old dyke holds for ten more years, he said. Nobody asked.\n\nKei dock.";
    for (expected, found) in [
        (
            "The dyke holds for ten years",
            Some("The old dyke holds for ten more years"),
        ),
        ("holds for ten more months", Some("holds for ten more years")),
        ("My old dyke holds.", Some("The old dyke holds")),
        ("Nobody asks.", None),
        ("Nobody asked?", Some("Nobody asked.")),
        ("docks", Some("dock")),
        ("weather", None),
        ("…", None),
        ("", None),
    ] {
        assert_eq!(nearest_passage(text, expected), found, "{expected}");
    }
}

#[test]
fn paths_in_messages_are_prefixed_too() {
    let message = "`content/x` of content/a b.md (content/b.md, line 3)";
    let diagnostic = Diagnostic::new(Code::DuplicateUrl, message)
        .at("content/a.md".into(), Place::File)
        .help("see dossier.yaml, and discontent/c");
    let seen = |base: &str| {
        let mut diagnostic = diagnostic.clone();
        prefix_paths(&mut diagnostic, base.into());
        let file = diagnostic.location.unwrap().file;
        format!("{file}|{}|{}", diagnostic.message, diagnostic.help.unwrap())
    };
    let at = |base: &str| {
        format!(
            "{base}content/a.md|`content/x` of {base}content/a b.md ({base}content/b.md, line 3)|\
             see {base}dossier.yaml, and discontent/c"
        )
    };
    for (base, shown) in [
        (".", ""),
        ("site", "site/"),
        ("./site", "site/"),
        ("../s", "../s/"),
        ("/s", "/s/"),
    ] {
        assert_eq!(seen(base), at(shown));
    }
}

#[test]
fn every_code_is_explained_and_nothing_else_is() {
    let headings = include_str!("../../src/diagnostics/explanations.md");
    let mut headings = headings.lines().filter_map(|line| line.strip_prefix("## "));
    assert_eq!(headings.clone().count(), Code::ALL.len());
    assert!(headings.all(|name| Code::named(name).is_some()));
    for code in Code::ALL {
        let explanation = code.explanation();
        let parts = [explanation.markdown, explanation.wrong, explanation.right];
        assert!(parts.iter().all(|part| !part.is_empty()), "{}", code.name());
        let indented = |part: &str| part.lines().all(|line| line.is_empty() || line.starts_with("    "));
        assert!(parts[1..].iter().all(|part| indented(part)), "{}", code.name());
        assert!(!explanation.plain().contains("]("), "{}", code.name());
        assert!(explanation.summary().len() < 200, "{}", code.name());
    }
}

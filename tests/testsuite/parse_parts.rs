//! Where the front matter of a file ends, and how deeply Markdown may be nested.

use dossier::internals::parse::{split, too_deep};

#[test]
fn the_body_begins_after_the_blank_lines() {
    for (text, body) in [
        ("---\na: 1\n---\n\n \nText\n", "Text\n"),
        ("---\r\na: 1\r\n---\r\n\r\nText", "Text"),
        ("\u{feff}---\n---\nText", "Text"),
        ("Text", "Text"),
        ("---\na: 1\n---", ""),
    ] {
        assert_eq!(split(text).unwrap().body.slice(text), body, "{text:?}");
    }
    for text in ["---\na: 1\n", "---", "\u{feff}---  \r\n"] {
        assert!(split(text).is_err(), "{text:?}");
    }
}

#[test]
fn only_what_is_nested_too_deep_is_refused() {
    assert_eq!(too_deep(&format!("text\n{}", "- ".repeat(41))), Some(5));
    assert_eq!(too_deep(&">".repeat(41)), Some(0));
    assert_eq!(too_deep(&"- ".repeat(40)), None);
    assert_eq!(too_deep("--- \n* * *\n2022. Ein Jahr\n- ein\n  - zwei\n"), None);
    let staircase: String = (0..60).map(|i| format!("{}- x\n", "  ".repeat(i))).collect();
    assert!(too_deep(&staircase).is_some());
}

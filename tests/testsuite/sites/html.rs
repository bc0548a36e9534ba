//! Enough of HTML to follow links and to read what people read. It is strict: every attribute is
//! in double quotes, every tag is closed, so that a page which browsers would have to mend fails.

use std::collections::BTreeMap;

/// A piece of a page.
pub enum Piece {
    Open(String, BTreeMap<String, String>),
    Close,
    Text(String),
}

/// Elements that have no end.
const VOID: [&str; 9] = ["meta", "link", "br", "hr", "img", "input", "wbr", "source", "col"];

/// Cuts a page into pieces, and checks that its elements are nested.
pub fn pieces(page: &str) -> Vec<Piece> {
    let mut found = Vec::new();
    let mut open: Vec<String> = Vec::new();
    let mut rest = page;
    while let Some(at) = rest.find('<') {
        if at > 0 {
            found.push(Piece::Text(unescape(&rest[..at])));
        }
        rest = &rest[at..];
        if rest.starts_with("<!") {
            rest = &rest[rest.find('>').expect("an open declaration")..][1..];
        } else if let Some(after) = rest.strip_prefix("</") {
            let (name, after) = after.split_once('>').expect("an open end tag");
            assert_eq!(
                open.pop().as_deref(),
                Some(name),
                "elements are not nested before {after:.80}"
            );
            found.push(Piece::Close);
            rest = after;
        } else {
            let (name, attributes, after) = tag(&rest[1..]);
            if !VOID.contains(&name.as_str()) {
                open.push(name.clone());
            }
            found.push(Piece::Open(name, attributes));
            rest = after;
        }
    }
    assert!(rest.trim().is_empty() && open.is_empty(), "left open: {open:?}");
    found
}

/// Reads a start tag after its `<`.
fn tag(text: &str) -> (String, BTreeMap<String, String>, &str) {
    let end = text.find(|c: char| !c.is_ascii_alphanumeric()).expect("an open tag");
    let (name, mut rest) = text.split_at(end);
    assert!(!name.is_empty(), "a bare `<` before {text:.60}");
    let mut attributes = BTreeMap::new();
    loop {
        rest = rest.trim_start();
        if let Some(after) = rest.strip_prefix('>') {
            return (name.to_owned(), attributes, after);
        }
        let end = rest
            .find(|c: char| !c.is_ascii_alphanumeric() && !"-:".contains(c))
            .expect("an open tag");
        let (key, after) = rest.split_at(end);
        assert!(!key.is_empty(), "no attribute: {rest:.60}");
        let mut value = String::new();
        rest = after;
        if let Some(after) = after.strip_prefix('=') {
            let quoted = after.strip_prefix('"').expect("an attribute without quotation marks");
            let (text, after) = quoted.split_once('"').expect("an open attribute");
            assert!(!text.contains('<'), "`<` in an attribute: {text:.60}");
            value = unescape(text);
            rest = after;
        }
        let again = attributes.insert(key.to_owned(), value);
        assert!(again.is_none(), "`{key}` is given twice in <{name}>");
    }
}

/// The part of a page between two strings.
pub fn between<'a>(page: &'a str, from: &str, to: &str) -> &'a str {
    let start = page.find(from).unwrap_or_else(|| panic!("no {from} in {page}"));
    let rest = &page[start..];
    &rest[..rest.find(to).unwrap_or_else(|| panic!("no {to} after {from}")) + to.len()]
}

/// What is between `<main>` and its end, as text.
pub fn main_text(page: &str) -> String {
    reading(between(page, "<main", "</main>"))
}

/// A page as it is read: one line a block, links with their targets, marks with their names.
pub fn reading(part: &str) -> String {
    let mut out = String::new();
    let mut open: Vec<String> = Vec::new();
    for piece in pieces(part) {
        match piece {
            Piece::Text(text) if open.iter().any(|end| end == "\n\n") => out.push_str(&text),
            Piece::Text(text) => push_words(&mut out, &text),
            Piece::Open(name, attributes) => {
                let class = attributes.get("class").map(String::as_str).unwrap_or_default();
                let (before, after) = marks(&name, class, &attributes);
                out.push_str(&before);
                if !VOID.contains(&name.as_str()) {
                    open.push(after);
                }
            }
            Piece::Close => out.push_str(&open.pop().unwrap_or_default()),
        }
    }
    let lines = out.lines().map(str::trim_end).filter(|line| !line.trim().is_empty());
    let text: String = lines.map(|line| format!("{line}\n")).collect();
    text.replace("-\n", "- ")
}

/// What stands before and after an element.
fn marks(name: &str, class: &str, attributes: &BTreeMap<String, String>) -> (String, String) {
    let given = |key: &str| attributes.get(key).cloned().unwrap_or_default();
    match name {
        "h1" | "h2" | "h3" => (
            format!("\n{} ", "#".repeat(usize::from(name.as_bytes()[1] - b'0'))),
            "\n".into(),
        ),
        "li" | "dd" => ("\n- ".into(), "\n".into()),
        "a" if class == "anchor" => (String::new(), String::new()),
        "a" => ("[".into(), format!("]({})", given("href"))),
        "img" => (format!("![{}]({})", given("alt"), given("src")), String::new()),
        "input" => (
            (if attributes.contains_key("checked") {
                "[x]"
            } else {
                "[ ]"
            })
            .into(),
            String::new(),
        ),
        "td" | "th" => (" | ".into(), String::new()),
        "pre" => ("\n".into(), "\n\n".into()),
        "br" | "hr" => ((if name == "hr" { "\n----\n" } else { "\n" }).into(), String::new()),
        "em" | "strong" | "del" | "code" | "mark" if !class.starts_with("language") => {
            (format!("<{name}>"), format!("</{name}>"))
        }
        "span" if class.starts_with("q ") => (format!("{{{class}: "), "}".into()),
        "span" if class.starts_with("noted ") || class == "speaker" => (format!("{{{class}: "), "}".into()),
        "p" | "ul" | "ol" | "div" | "tr" | "dl" | "dt" | "aside" | "section" | "nav" | "header" | "figure"
        | "blockquote" | "main" | "article" | "table" | "details" | "summary" => ("\n".into(), "\n".into()),
        _ => (String::new(), String::new()),
    }
}

/// Adds a text whose white space means nothing.
fn push_words(out: &mut String, text: &str) {
    for c in text.chars() {
        if !c.is_whitespace() {
            out.push(c);
        } else if !out.ends_with(char::is_whitespace) {
            out.push(' ');
        }
    }
}

/// Decodes the references that the program writes.
fn unescape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        let (name, after) = after.split_once(';').expect("a bare `&`");
        out.push_str(before);
        out.push_str(match name {
            "amp" => "&",
            "lt" => "<",
            "gt" => ">",
            "quot" => "\"",
            "#39" | "#x27" | "apos" => "'",
            "#x2F" => "/",
            other => panic!("a reference that is not known: &{other};"),
        });
        rest = after;
    }
    out + rest
}

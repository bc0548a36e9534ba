//! Pasted text becomes an article that says the same, character by character.

use dossier::internals::import::{Field, GivenMetadata, ImportError, ImportWords, Imported, ValueOrigin, import_text};
use dossier::internals::model::PartialDate;
use dossier::internals::model::SafeUrl;
use proptest::prelude::*;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use unicode_normalization::UnicodeNormalization;

fn words() -> ImportWords {
    let owned = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
    ImportWords {
        months: [("juni", 6), ("june", 6), ("jun", 6), ("dezember", 12)]
            .map(|(name, n)| (name.to_owned(), n))
            .into(),
        date_labels: owned(&["datum", "stand", "date"]),
        source_labels: owned(&["quelle", "source"]),
        abbreviations: owned(&["prof"]),
    }
}

fn import(text: &str) -> Imported {
    import_text(text, "eine-datei", &GivenMetadata::default(), &words()).unwrap()
}

/// The front matter, parsed, and the body's Markdown.
fn split(imported: &Imported) -> (serde_yaml::Mapping, &str) {
    let rest = imported.markdown.strip_prefix("---\n").unwrap();
    let (yaml, body) = rest.split_once("\n---\n").unwrap();
    (serde_yaml::from_str(yaml).unwrap(), body)
}

/// The text of every paragraph, as the site's parser reads it; anything but text is a failure.
fn paragraphs(markdown: &str) -> Result<Vec<String>, String> {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_WIKILINKS;
    let mut paragraphs: Vec<String> = Vec::new();
    for event in Parser::new_ext(markdown, options) {
        match event {
            Event::Start(Tag::Paragraph) => paragraphs.push(String::new()),
            Event::Text(text) => paragraphs.last_mut().ok_or("text outside")?.push_str(&text),
            Event::End(TagEnd::Paragraph) => {}
            other => return Err(format!("{other:?} in {markdown:?}")),
        }
    }
    Ok(paragraphs)
}

fn body(imported: &Imported) -> Vec<String> {
    paragraphs(split(imported).1).unwrap()
}

fn how(imported: &Imported, field: Field) -> Option<ValueOrigin> {
    imported.recognised.iter().find(|r| r.field == field).map(|r| r.origin)
}

#[test]
fn a_date_a_title_and_a_lead_in_one_line() {
    let imported = import(
        " date 2031-03 Kommt der neue Kai nach Haffelde? Die Ratsfrau Dallmer hofft darauf. Es gehe um Arbeit, so Dallmer.\n\n\
         Der Bau kostet nach den Worten von Henrike Dallmer viel. \"Das wissen wir\", sagte sie.\n\n\
         \"Fast alle Häfen werden irgendwann tiefer\"\n\n\
         24. Januar: Die Ratsversammlung - sie tagt öffentlich - beginnt.\n",
    );
    assert_eq!(
        imported.markdown,
        "---\n\
         title: Kommt der neue Kai nach Haffelde?\n\
         date: 2031-03\n\
         summary: Die Ratsfrau Dallmer hofft darauf. Es gehe um Arbeit, so Dallmer.\n\
         ---\n\n\
         Der Bau kostet nach den Worten von Henrike Dallmer viel. \"Das wissen wir\", sagte sie.\n\n\
         \"Fast alle Häfen werden irgendwann tiefer\"\n\n\
         24\\. Januar: Die Ratsversammlung - sie tagt öffentlich - beginnt.\n"
    );
    assert_eq!(imported.paragraphs, 3);
    assert_eq!(imported.file_name(), "kommt-der-neue-kai-nach-haffelde.md");
    assert_eq!(how(&imported, Field::Date), Some(ValueOrigin::Found));
    assert_eq!(how(&imported, Field::Title), Some(ValueOrigin::Guessed));
    assert_eq!(how(&imported, Field::Summary), Some(ValueOrigin::Guessed));
    assert_eq!(how(&imported, Field::Lang), None);
}

#[test]
fn a_short_first_line_is_the_title_and_what_follows_stays() {
    let imported = import("Rat vertagt Abstimmung am 24. Juni\n\nDer Rat hat vertagt. Warum, sagt er nicht.\n");
    assert_eq!(imported.title, "Rat vertagt Abstimmung am 24. Juni");
    assert_eq!((imported.date, imported.summary.as_deref()), (None, None));
    assert_eq!(body(&imported), ["Der Rat hat vertagt. Warum, sagt er nicht."]);
    assert_eq!(how(&imported, Field::Title), Some(ValueOrigin::Found));
}

#[test]
fn a_lead_in_the_paragraph_of_the_title_is_the_summary() {
    let imported = import("Rat vertagt Abstimmung\nDer Hafen muss warten.\nWarum, ist unklar.\n\nDer Rat tagte lange.");
    assert_eq!(imported.title, "Rat vertagt Abstimmung");
    assert_eq!(imported.summary.unwrap(), "Der Hafen muss warten. Warum, ist unklar.");
}

#[test]
fn wrapped_lines_are_joined_in_title_and_text() {
    let imported = import(
        "Der Rat von Haffelde vertagt nach langer Sitzung die\nAbstimmung über den Kai. Die Ratsfrau\nDallmer ist enttäuscht.\n\n\
         Ein Absatz, der an der fünfzigsten Stelle umbrochen\nist, so wie es früher in der elektronischen Post\nüblich war.\n",
    );
    assert_eq!(
        imported.title,
        "Der Rat von Haffelde vertagt nach langer Sitzung die Abstimmung über den Kai."
    );
    assert_eq!(
        imported.summary.as_deref(),
        Some("Die Ratsfrau Dallmer ist enttäuscht.")
    );
    assert_eq!(
        body(&imported),
        [
            "Ein Absatz, der an der fünfzigsten Stelle umbrochen ist, so wie es früher in der elektronischen Post üblich war."
        ]
    );
}

#[test]
fn every_form_of_a_header() {
    for (header, date) in [
        ("2031-06", "2031-06"),
        ("2031-06-01", "2031-06-01"),
        ("Datum: 1. Juni 2031", "2031-06-01"),
        ("Stand: 01.06.2031, 10:15 Uhr", "2031-06-01"),
        ("1. Juni 2031", "2031-06-01"),
        ("June 1, 2031", "2031-06-01"),
        ("Juni 2031", "2031-06"),
        ("2031", "2031"),
        ("date: 2031-06-01T10:00:00+02:00", "2031-06-01T10:00:00+02:00"),
    ] {
        let above = import(&format!("\u{feff}{header}\r\n\r\nRat vertagt\r\n\r\nEin Text.\r\n"));
        assert_eq!(above.title, "Rat vertagt", "{header}");
        assert_eq!(above.date, Some(PartialDate::parse(date).unwrap()), "{header}");
        assert_eq!(body(&above), ["Ein Text."], "{header}");
        assert!(above.markdown.contains(&format!("\ndate: {date}\n")));
        if date.len() > 4 {
            let below = import(&format!("Rat vertagt\n{header}\n\nEin Text."));
            assert_eq!(
                (below.title, below.date, below.summary),
                (above.title, above.date, None),
                "{header}"
            );
        }
    }
    let both = import("2031-06-01: Rat vertagt\n\nEin Text.");
    assert_eq!(
        (both.title.as_str(), both.date),
        ("Rat vertagt", PartialDate::day(2031, 6, 1))
    );
}

#[test]
fn what_is_no_date_stays_in_the_text() {
    let imported = import("Rat vertagt\n\n31.02.2031\n\n06/01/2031\n\nDatum: bald");
    assert_eq!(imported.date, None);
    assert_eq!(body(&imported), ["31.02.2031", "06/01/2031", "Datum: bald"]);
    let sentence = import("1. Juni 2031 war ein guter Tag. Das fanden alle.\n\nEin Text.");
    assert_eq!(
        (sentence.title.as_str(), sentence.date),
        ("1. Juni 2031 war ein guter Tag.", None)
    );
}

#[test]
fn sources_at_the_head_and_at_the_end() {
    for text in [
        "Quelle: Haffelder Bote\nhttps://example.org/kai_neu\nRat vertagt\n\nEin Text.",
        "Rat vertagt\n\nQuelle: Haffelder Bote (https://example.org/kai_neu)\n\nEin Text.",
        "Rat vertagt\n\nEin Text.\nQuelle: Haffelder Bote, <https://example.org/kai_neu>",
        "Rat vertagt\n\nEin Text.\n\nSource: Haffelder Bote\n\n<https://example.org/kai_neu>\n",
    ] {
        let imported = import(text);
        assert_eq!(imported.title, "Rat vertagt");
        assert_eq!(body(&imported), ["Ein Text."], "{text}");
        assert!(
            imported
                .markdown
                .contains("\nsource:\n  name: Haffelder Bote\n  url: https://example.org/kai_neu\n---\n"),
            "{}",
            imported.markdown
        );
    }
}

#[test]
fn parentheses_of_an_address_stay_its_own() {
    for (line, url) in [
        (
            "Quelle: Lexikon, https://example.org/Kai_(Haffelde)",
            "https://example.org/Kai_(Haffelde)",
        ),
        (
            "Quelle: Lexikon (siehe https://example.org/kai)",
            "https://example.org/kai",
        ),
        ("Quelle: (https://example.org/kai), Lexikon", "https://example.org/kai"),
    ] {
        let imported = import(&format!("Rat vertagt\n\nEin Text.\n\n{line}"));
        assert_eq!(imported.source_url.as_ref().map(SafeUrl::as_str), Some(url));
        assert!(imported.source_name.unwrap().starts_with("Lexikon"));
    }
}

#[test]
fn other_addresses_are_text() {
    let imported =
        import("ftp://example.org/x\n\nRat vertagt\n\nsiehe\nhttps://example.org/1\n\njavascript:alert(1)\n");
    assert_eq!(
        (imported.title.as_str(), imported.source_url.as_ref()),
        ("Rat vertagt", None)
    );
    assert_eq!(
        body(&imported),
        [
            "ftp://example.org/x",
            "siehe https://example.org/1",
            "javascript:alert(1)"
        ]
    );
}

#[test]
fn what_the_caller_knows_beats_what_is_found_and_nothing_is_lost() {
    let known = GivenMetadata {
        title: Some(" Ein\nanderer: Titel ".into()),
        date: PartialDate::day(2031, 1, 2),
        lang: Some("de".into()),
        source_name: Some("Bote".into()),
        source_url: SafeUrl::parse("https://example.org/b"),
        ..GivenMetadata::default()
    };
    let imported = import_text(
        "2031-06\nKommt der Kai? Wer weiß.\n\nEin Text.\n\nQuelle: Rundschau",
        "x",
        &known,
        &words(),
    )
    .unwrap();
    assert_eq!(
        imported.markdown,
        "---\ntitle: \"Ein anderer: Titel\"\ndate: 2031-01-02\nlang: de\nsource:\n  name: Bote\n  url: https://example.org/b\n---\n\n\
         Kommt der Kai? Wer weiß.\n\nEin Text.\n"
    );
    assert!(imported.recognised.iter().all(|r| r.origin == ValueOrigin::Given));
    let same = GivenMetadata {
        title: Some("Kommt der Kai?".into()),
        ..GivenMetadata::default()
    };
    let imported = import_text("Kommt der Kai? Wer weiß.\n\nEin Text.", "x", &same, &words()).unwrap();
    assert_eq!(
        (imported.summary.as_deref(), imported.paragraphs),
        (Some("Wer weiß."), 1)
    );
}

#[test]
fn without_a_title_the_file_gives_its_name() {
    let imported = import("* * *\n\n2031-06\n\nhttps://example.org/");
    assert_eq!(
        (imported.title.as_str(), imported.file_name().as_str()),
        ("Eine datei", "eine-datei.md")
    );
    assert_eq!(how(&imported, Field::Title), Some(ValueOrigin::Guessed));
    assert_eq!(body(&imported), ["* * *"]);
    let long = format!("{}\n\nEnde", "ein Wort ".repeat(500));
    assert_eq!(
        (import(&long).title.as_str(), import(&long).paragraphs),
        ("Eine datei", 2)
    );
}

#[test]
fn an_article_in_one_paragraph_keeps_its_text() {
    let imported = import("Kommt der Kai? Der Rat berät. Alle warten.");
    assert_eq!(
        (imported.title.as_str(), imported.summary.as_deref()),
        ("Kommt der Kai?", None)
    );
    assert_eq!(body(&imported), ["Der Rat berät. Alle warten."]);
}

#[test]
fn no_text_is_an_error() {
    for text in ["", " \r\n\t\n", "\u{feff}\u{0}\u{200b}"] {
        assert_eq!(
            import_text(text, "x", &GivenMetadata::default(), &words()).unwrap_err(),
            ImportError::Empty
        );
    }
    assert_eq!(
        import_text("???", "---", &GivenMetadata::default(), &words()).unwrap_err(),
        ImportError::NoName
    );
}

#[test]
fn hostile_lengths_take_no_time() {
    for piece in [
        "*", "_a*", "`", "<1", "[", "[[", "&", ". ", "\\", "---\n", "2022\n", "> ", "](", "a.)", "a\n", "a \n\n",
    ] {
        let imported = import(&format!("Rat vertagt\n\nEin Text.\n\n{}", piece.repeat(100_000)));
        assert!(imported.markdown.len() < 600_000);
        import(&piece.repeat(100_000).replace("2022", "2022a"));
    }
}

/// What the cleaned text of a paragraph must be, written down independently of the importer.
fn cleaned(text: &str) -> String {
    let kept: String = text
        .chars()
        .map(|c| {
            if matches!(c, '\u{b}' | '\u{c}' | '\u{85}') {
                ' '
            } else {
                c
            }
        })
        .filter(|c| !c.is_control() || matches!(c, '\n' | '\r' | '\t'))
        .filter(|c| !"\u{ad}\u{200b}\u{2060}\u{feff}\u{202a}\u{202b}\u{202c}\u{202d}\u{202e}".contains(*c))
        .filter(|c| !('\u{2066}'..='\u{2069}').contains(c) && !('\u{fdd0}'..='\u{fdef}').contains(c))
        .filter(|c| (*c as u32) & 0xfffe != 0xfffe)
        .nfc()
        .collect();
    kept.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Paragraphs out of what Markdown reads as marks, with words and odd characters between.
fn paragraph() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        8 => "[-*_`~#>+:=|<>\\[\\]()!&;\\\\.\"'^${}@/?0-9 a-cx]{1,4}",
        4 => prop::sample::select(vec![
            "- ", "* ", "+ ", "1. ", "24) ", "# ", "> ", ": ", "---", "***", "===", "```", "~~~", "    ", "\t", "  \n", "\\\n",
            "| a | b |\n|---|---|\n", "[x]: y", "[^1]", "[^1]: z", "[[a|b]]", "![a](b)", "[a](b)", "[a][b]", "- [ ] ", "- [x] ",
            "<b>", "</b>", "<!--", "-->", "<?", "<![CDATA[", "<https://e.org>", "<a@b.c>", "&amp;", "&#x3a;", "&#58;", "&copy;",
            "~a~", "~~a~~", "*a*", "_a_", "**a**", "a_b_c", "a*b*c", "`a`", "``", "\\", "\\*", "…", "„a“", "ß", "\u{a0}", "\r\n",
            "\n", "\u{0}", "\u{b}", "\u{202e}", "\u{feff}", "A\u{308}", "\u{1fef}", "+++", "{#a}", "$a$", "www.e.org", "https://e.org",
        ]).prop_map(str::to_owned),
        1 => "\\PC{0,6}",
        1 => any::<char>().prop_filter("paragraphs", |c| !"\u{2028}\u{2029}".contains(*c)).prop_map(String::from),
    ];
    prop::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
}

/// Whether a piece holds no blank line, which would make two paragraphs of it.
fn is_one_paragraph(text: &str) -> bool {
    let lines = text
        .replace("\r\n", "\n")
        .replace(['\r', '\u{b}', '\u{c}', '\u{85}', '\u{2028}'], "\n");
    let lines: Vec<String> = lines.split('\n').map(cleaned).collect();
    let filled = |line: &String| !line.is_empty();
    let inner = lines.iter().position(filled).zip(lines.iter().rposition(filled));
    !text.contains('\u{2029}') && inner.is_none_or(|(first, last)| lines[first..=last].iter().all(filled))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_body_renders_as_exactly_the_text(
        middle in prop::collection::vec(paragraph().prop_filter("one paragraph", |p| is_one_paragraph(p)), 0..5)
    ) {
        let text = format!("Rat vertagt\n\nEin Anfang.\n\n{}\n\nEin Ende.", middle.join("\n\n"));
        let imported = import(&text);
        let mut expected = vec!["Ein Anfang.".to_owned()];
        expected.extend(middle.iter().map(|p| cleaned(p)).filter(|p| !p.is_empty()));
        expected.push("Ein Ende.".to_owned());
        let (_, markdown) = split(&imported);
        prop_assert_eq!(paragraphs(markdown).map_err(TestCaseError::fail)?, expected.clone());
        prop_assert_eq!(imported.paragraphs, expected.len());
        let clean = imported.markdown.ends_with("Ein Ende.\n") && !imported.markdown.contains(['\r', '\t', '\u{feff}']);
        prop_assert!(clean);
    }

    #[test]
    fn nothing_is_lost_of_any_text(pieces in prop::collection::vec(paragraph(), 1..6), lang in "[a-z]{2}") {
        let known = GivenMetadata { lang: Some(lang.clone()), ..GivenMetadata::default() };
        let text = pieces.join("\n\n");
        let Ok(imported) = import_text(&text, "datei", &known, &words()) else {
            prop_assert!(cleaned(&text).is_empty());
            return Ok(());
        };
        let (front_matter, markdown) = split(&imported);
        let field = |key: &str| front_matter.get(key).map(|value| value.as_str().map(str::to_owned));
        prop_assert_eq!(field("title"), Some(Some(imported.title.clone())));
        prop_assert_eq!(field("lang"), Some(Some(lang)));
        prop_assert_eq!(field("summary"), imported.summary.clone().map(Some));
        let body = paragraphs(markdown).map_err(TestCaseError::fail)?;
        prop_assert_eq!(body.len(), imported.paragraphs);
        if imported.date.is_none() && imported.source_url.is_none() && imported.source_name.is_none() {
            let mut title = imported.title.clone();
            if title == "Datei" { title.clear() }
            let letters = |text: &str| { let mut l: Vec<char> = text.chars().filter(|c| *c != ' ').collect(); l.sort(); l };
            let all = title + &imported.summary.clone().unwrap_or_default() + &body.concat();
            prop_assert_eq!(letters(&all), letters(&cleaned(&text)));
        }
    }

    #[test]
    fn titles_and_summaries_come_back(title in "\\PC{0,40}", lead in paragraph(), name in paragraph()) {
        let known = GivenMetadata { source_name: Some(name.clone()), ..GivenMetadata::default() };
        let text = format!("a{title}\n{lead}\n\nEin Text.");
        let imported = import_text(&text, "datei", &known, &words()).unwrap();
        let (front_matter, _) = split(&imported);
        prop_assert_eq!(front_matter["title"].as_str(), Some(imported.title.as_str()));
        prop_assert_eq!(front_matter.get("summary").and_then(|s| s.as_str()), imported.summary.as_deref());
        let source = front_matter.get("source").and_then(|s| s.get("name")).and_then(|s| s.as_str());
        prop_assert_eq!(source, imported.source_name.as_deref());
    }
}

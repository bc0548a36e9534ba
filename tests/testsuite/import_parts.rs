//! The parts of `dossier import`: invisible characters, sentences, dates as they are written above articles, escapes of
//! Markdown, encodings, MHTML, and duplicates.

use dossier::internals::import::{
    Duplicate, FrontMatter, ImportWords, KnownTexts, clean, dates, decode, escape, is_mhtml, read_mhtml, sentence,
};
use dossier::internals::model::SafeUrl;

fn words() -> ImportWords {
    ImportWords {
        months: [("januar", 1), ("jan", 1), ("june", 6), ("juni", 6), ("märz", 3)]
            .map(|(m, n)| (m.to_owned(), n))
            .into(),
        date_labels: ["datum", "stand", "vom", "veröffentlicht", "date"]
            .map(str::to_owned)
            .into(),
        ..ImportWords::default()
    }
}

fn whole(line: &str) -> String {
    dates::whole_line(line, &words()).map_or(String::new(), |date| date.to_string())
}

#[test]
fn a_date_alone_on_its_line() {
    for (line, date) in [
        ("2022", "2022"),
        ("2022-06", "2022-06"),
        ("2022-06-01", "2022-06-01"),
        ("2022-06-01T14:30:00+02:00", "2022-06-01T14:30:00+02:00"),
        ("2022-06-01T14:30", "2022-06-01"),
        ("date 2022-06", "2022-06"),
        ("Datum: 1. Juni 2022", "2022-06-01"),
        ("DATUM : 1. Juni 2022", "2022-06-01"),
        ("Stand: 01.06.2022, 10:15 Uhr", "2022-06-01"),
        ("Veröffentlicht am 3. März 2022", "2022-03-03"),
        ("01.06.2022", "2022-06-01"),
        ("1. 6. 2022", "2022-06-01"),
        ("1. Juni 2022", "2022-06-01"),
        ("24 Jan. 2022", "2022-01-24"),
        ("June 1, 2022", "2022-06-01"),
        ("June 1st, 2022", "2022-06-01"),
        ("1st June 2022", "2022-06-01"),
        ("JUNI 2022", "2022-06"),
        ("06/2022", "2022-06"),
    ] {
        assert_eq!(whole(line), date, "{line}");
    }
}

#[test]
fn other_lines_are_not_dates() {
    for line in [
        "31.02.2022",
        "2022-13",
        "06/01/2022",
        "01.06.22",
        "1. Juni",
        "Juni",
        "1. Brumaire 2022",
        "20220601",
        "12345",
        "1. Juni 2022 war ein Tag",
        "Datumsgrenze 2022",
        "Stand der Dinge",
        "2022-06-01x",
        "1. Juni 20222",
        "",
    ] {
        assert_eq!(whole(line), "", "{line}");
    }
    assert!(dates::labelled_line("2022", &words()).is_none());
    assert!(dates::labelled_line("Stand: Juni 2022", &words()).is_some());
}

#[test]
fn a_date_before_a_title() {
    let words = words();
    for (line, date, title) in [
        ("date 2022-06 Kommt der Kai?", "2022-06", "Kommt der Kai?"),
        ("2022-06-01 Kommt der Kai?", "2022-06-01", "Kommt der Kai?"),
        ("1. Juni 2022: eine Frage", "2022-06-01", "eine Frage"),
        ("Juni 2022 – Kommt der Kai?", "2022-06", "Kommt der Kai?"),
        ("Datum: 2022 iPhone", "2022", "iPhone"),
    ] {
        let (found, rest) = dates::prefix(line, &words).unwrap();
        assert_eq!((found.to_string().as_str(), rest), (date, title));
    }
    for line in [
        "1. Juni 2022 war gut",
        "2022 Jahre",
        "Juni 2022 Wie es war",
        "Stand 2022 war",
        "Vom 1. Juni 2022 an",
    ] {
        assert!(dates::prefix(line, &words).is_none(), "{line}");
    }
}

#[test]
fn what_begins_a_block_is_escaped() {
    for (text, markdown) in [
        ("24. Januar", "24\\. Januar"),
        ("1) eins", "1\\) eins"),
        ("2022.", "2022\\."),
        ("# Zeichen", "\\# Zeichen"),
        ("> Zitat", "\\> Zitat"),
        (">Zitat", "\\>Zitat"),
        ("- Punkt", "\\- Punkt"),
        ("+ Punkt", "\\+ Punkt"),
        ("* Punkt", "\\* Punkt"),
        ("-", "\\-"),
        (": Wort", "\\: Wort"),
        ("---", "\\---"),
        ("- - -", "\\- - -"),
        ("***", "\\***"),
        ("_ _ _", "\\_ _ _"),
        ("===", "\\==="),
        ("```rust", "\\```rust"),
        ("~~~", "\\~~~"),
        ("[a]: https://example.org", "\\[a]: https://example.org"),
        ("[^1]: Note", "\\[^1]: Note"),
    ] {
        assert_eq!(escape::paragraph(text), markdown);
    }
}

#[test]
fn what_marks_text_is_escaped() {
    for (text, markdown) in [
        ("ein *Wort* da", "ein \\*Wort\\* da"),
        ("Bürger*innen und Schüler*innen", "Bürger\\*innen und Schüler\\*innen"),
        ("_so_", "\\_so\\_"),
        ("Ⓐ_so_", "Ⓐ\\_so\\_"),
        ("~~weg~~", "\\~\\~weg\\~\\~"),
        ("`a` und `b`", "\\`a\\` und \\`b\\`"),
        ("[a](b)", "[a\\](b)"),
        ("![a](b)", "![a\\](b)"),
        ("[[a|b]]", "\\[\\[a|b]]"),
        ("Text[^1]", "Text\\[^1]"),
        ("&amp; &#x3a; &copy;", "\\&amp; \\&#x3a; \\&copy;"),
        ("<b>fett</b>", "\\<b>fett\\</b>"),
        ("<https://example.org>", "\\<https://example.org>"),
        ("<!-- x -->", "\\<!-- x -->"),
        ("<1@example.org>", "\\<1@example.org>"),
        ("C:\\*x", "C:\\\\*x"),
        ("am Ende \\", "am Ende \\\\"),
    ] {
        assert_eq!(escape::paragraph(text), markdown);
    }
}

#[test]
fn what_is_text_anyway_stays_as_it_is() {
    for text in [
        "„Ein Zitat“, sagte sie - und 'ging'.",
        "Liefer-Verträge kosten 3 < 5 & mehr; AT&T",
        "Bürger*innen",
        "ein_wort_mehr",
        "5 * 3 * 2",
        "[…] und [sic]",
        "#hashtag",
        "-5 Grad",
        "2022 war so",
        "3.5 Prozent",
        "~50 Leute",
        "C:\\Temp",
        "a | b",
        "1234567890. Zahl",
        "Ach! (Nein)",
    ] {
        assert_eq!(escape::paragraph(text), text);
    }
}

#[test]
fn marks_declarations_and_bytes_tell_the_encoding() {
    for (bytes, text) in [
        (&b"\xef\xbb\xbf\xc3\x9cber"[..], "Über"),
        (b"\xff\xfe\xdc\x00b\x00", "Üb"),
        (
            b"<meta charset=\"iso-8859-1\">\x84\xdcber\x93",
            "<meta charset=\"iso-8859-1\">„Über“",
        ),
        (
            b"<?xml version='1.0' encoding='ISO-8859-15'?>\xa4",
            "<?xml version='1.0' encoding='ISO-8859-15'?>€",
        ),
        (b"<meta charset=utf-8>\xdcber", "<meta charset=utf-8>Über"),
        (b"<meta charset=utf-16>\xc3\x9c", "<meta charset=utf-16>Ü"),
        (b"\xdcber", "Über"),
        ("Über".as_bytes(), "Über"),
    ] {
        assert_eq!(decode(bytes).0, text);
    }
}

#[test]
fn the_page_is_found_whatever_its_encoding() {
    for (encoding, body) in [
        ("quoted-printable", "<html><p>M=C3=BChle =3D gro=\r\n=C3=9F</p>"),
        ("base64", "PGh0bWw+PHA+TcO8aGxl\r\nID0gZ3Jvw588L3A+"),
        ("8bit", "<html><p>M\u{c3}\u{bc}hle = gro\u{c3}\u{9f}</p>"),
    ] {
        let file = format!(
            "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://bote.example/a\r\nMIME-Version: 1.0\r\n\
             Content-Type: multipart/related;\r\n\ttype=\"text/html\";\r\n\tboundary=\"----b\"\r\n\r\n\r\n------b\r\n\
             Content-Type: text/css\r\n\r\np {{}}\r\n------b\r\nContent-Type: text/html\r\n\
             Content-Transfer-Encoding: {encoding}\r\n\r\n{body}\r\n------b--\r\n"
        );
        // Bodies may be binary: each character is one byte.
        let file: Vec<u8> = file.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
        assert!(is_mhtml(&file), "{encoding}");
        let page = read_mhtml(&file).unwrap();
        assert!(
            page.starts_with("<!-- saved from url=(0022)https://bote.example/a -->\n<html><p>"),
            "{page}"
        );
        assert!(page.contains("Mühle = groß</p>"), "{encoding}: {page}");
    }
    for no_page in [
        "",
        "a: b",
        "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x\n\ntext\n--x--",
    ] {
        assert!(read_mhtml(no_page.as_bytes()).is_err(), "{no_page:?}");
    }
    assert!(!is_mhtml("Title: a note\nContent-Type: multipart".as_bytes()));
}

fn text(words: std::ops::Range<usize>) -> String {
    words.map(|word| format!("w{word} ")).collect()
}

#[test]
fn the_same_address_whatever_it_carries() {
    let url = |text: &str| SafeUrl::parse(text).unwrap();
    let mut texts = KnownTexts::default();
    texts.add(&[url("https://www.bote.example/kai/?id=7&utm_source=x")], "");
    for same in [
        "http://bote.example/kai?id=7#oben",
        "https://BOTE.example/kai/?fbclid=1&id=7",
    ] {
        assert_eq!(
            texts.find(Some(&url(same)), ""),
            Some((0, Duplicate::Address)),
            "{same}"
        );
    }
    assert_eq!(texts.find(Some(&url("https://bote.example/kai?id=8")), ""), None);
}

#[test]
fn nearly_the_same_text_is_found_and_a_different_one_is_not() {
    let mut texts = KnownTexts::default();
    texts.add(&[], &text(0..1000));
    texts.add(&[], "Ein kurzer Text von wenigen Wörtern.");
    let changed = text(0..1000).replace("w500 ", "anders ").replace("w20 ", "");
    assert!(matches!(texts.find(None, &changed), Some((0, Duplicate::Text(95..)))));
    assert!(matches!(
        texts.find(None, &text(100..700)),
        Some((0, Duplicate::Text(100)))
    ));
    assert_eq!(texts.find(None, &text(500..2000)), None);
    assert_eq!(
        texts.find(None, "ein kurzer TEXT, von wenigen Wörtern"),
        Some((1, Duplicate::Text(100)))
    );
    assert_eq!(texts.find(None, "Ein kurzer Text von wenigen Worten."), None);
    assert_eq!(texts.find(None, ""), None);
}

#[test]
fn line_ends_of_every_kind_and_invisible_characters() {
    let text = "\u{feff}Ei\u{ad}ne\r\n Zei\u{200b}le\r\u{a0}\r\tnoch\u{a0} \u{202e}ei\u{0}ne  \n \n\nA\u{308}rger\u{b}da\u{2029}Ende";
    assert_eq!(
        clean::paragraphs(text),
        [
            vec!["Eine", "Zeile"],
            vec!["noch eine"],
            vec!["Ärger", "da"],
            vec!["Ende"]
        ]
    );
    assert_eq!(clean::one_line(" a\n\u{feff}b "), "a b");
    assert!(clean::paragraphs("\u{feff} \r\n\u{200b}\n\u{0}").is_empty());
}

fn first(text: &str) -> &str {
    sentence::first_end(text, &["prof".to_owned()]).map_or("", |end| &text[..end])
}

#[test]
fn sentences_end_at_their_marks() {
    assert_eq!(first("Kommt der Kai? Der Rat berät."), "Kommt der Kai?");
    assert_eq!(first("Sie sagt „Nein!“ Der Rat berät."), "Sie sagt „Nein!“");
    assert_eq!(first("Was?! Nein."), "Was?!");
    assert_eq!(first("Das Gutachten der NDR. Der Rat berät."), "Das Gutachten der NDR.");
    assert_eq!(first("… Mehr dazu. Bald."), "… Mehr dazu.");
}

#[test]
fn ordinals_and_abbreviations_do_not_end_them() {
    for text in [
        "Am 24. Januar tagt der Rat",
        "Dr. Müller und St. Pauli, Prof. Weiß",
        "Wie z. B. Kiel und U.S. Steel und die U. S. Navy",
        "„Genug!“ ruft er. dann geht er",
        "Nach Art. 5 handeln",
        "Und dann ... Ende",
        "Der 1000. Tag",
        "Ein Satz ohne Fortsetzung.",
    ] {
        assert_eq!(first(text), "", "{text}");
    }
}

#[test]
fn texts_are_quoted_where_they_have_to_be() {
    let mut block = FrontMatter::default();
    block.text("title", Some("Ein Rat, zwei Meinungen"));
    block.plain("date", Some("2022-06".into()));
    block.text("lang", Some("no"));
    block.text("summary", Some("Sie sagte: \"Nein\\Ja\""));
    block.nested("source", "name", Some("24 & *24*"));
    block.nested("source", "url", Some("https://example.org/?a=b#c"));
    assert_eq!(
        block.write(),
        "---\ntitle: Ein Rat, zwei Meinungen\ndate: 2022-06\nlang: \"no\"\nsummary: \"Sie sagte: \\\"Nein\\\\Ja\\\"\"\n\
         source:\n  name: \"24 & \\x2A24\\x2A\"\n  url: https://example.org/?a=b#c\n---\n"
    );
}

//! Parts of pages: periods, drawings, differences of wordings, entries to copy, markup, cells, the sitemap.

use dossier::internals::model::{EntityType, OutputPath, PartialDate, Role, SourceFile, SourceKind};
use dossier::internals::parse::{Parsed, parse};
use dossier::internals::render::network::{Size, WIDTH, place};
use dossier::internals::render::periods::{Period, Periods};
use dossier::internals::render::search_index::{correction, expected, shortened};
use dossier::internals::render::wordings::{Piece, compare};
use dossier::internals::render::{SafeHtml, Stub, csv_cell, note_letter, sitemap_files};
use proptest::prelude::*;

fn names(texts: &[&str], most: usize) -> Vec<String> {
    let dates: Vec<Option<PartialDate>> = texts.iter().map(|text| PartialDate::parse(text).ok()).collect();
    let periods = Periods::of(&dates, most);
    for date in &dates {
        assert!(
            periods.position(date.as_ref()).is_some(),
            "{date:?} has no part in {periods:?}"
        );
    }
    let name = |period: &Period| match period {
        Period::Span(from, to) if from == to => from.to_string(),
        Period::Span(from, to) => format!("{from}/{to}"),
        Period::Vague(date) => format!("{date}?"),
        Period::Undated => "-".to_owned(),
    };
    periods.all.iter().map(name).collect()
}

#[test]
fn the_span_of_time_says_how_fine_the_parts_are() {
    assert_eq!(
        names(&["2031-02-11", "2031-02-13"], 12),
        ["2031-02-11", "2031-02-12", "2031-02-13"]
    );
    // Weeks begin on a Monday.
    assert_eq!(
        names(&["2026-10-30", "2026-11-23"], 12),
        [
            "2026-10-26/2026-11-01",
            "2026-11-02/2026-11-08",
            "2026-11-09/2026-11-15",
            "2026-11-16/2026-11-22",
            "2026-11-23/2026-11-29"
        ]
    );
    assert_eq!(names(&["2031-01", "2031-03-05"], 12), ["2031-01", "2031-02", "2031-03"]);
    assert_eq!(
        names(&["2030-11", "2031-12"], 12)[..2],
        ["2030-10/2030-12", "2031-01/2031-03"]
    );
    assert_eq!(names(&["1999", "2004"], 12).len(), 6);
    assert_eq!(names(&["1890", "2004"], 12)[0], "1890/1899");
    assert_eq!(names(&[], 12), [""; 0]);
}

#[test]
fn what_is_known_less_well_is_never_made_finer() {
    assert_eq!(
        names(&["2030", "2030-12", "2031-01", "2031-02-03", "?"], 12),
        ["2030?", "2030-12", "2031-01", "2031-02", "-"]
    );
    // Too many of them: years, then.
    assert_eq!(names(&["2030", "2031", "2031-01"], 12), ["2030", "2031"]);
}

#[test]
fn days_are_counted_as_the_calendar_does() {
    for text in ["2000-02-29", "2023-02-28", "2024-12-31", "1900-03-01", "1600-01-01"] {
        assert_eq!(names(&[text], 1), [text]);
    }
}

#[test]
fn an_entry_reads_as_what_it_was_written_of() {
    let odd = [
        "Moor & *Heide*",
        "Ja: nein",
        "no",
        "[Moor], {Heide}",
        "\"Moor\" \\ # 1",
        "- Moor",
        "1984",
        "'n Deich",
        "Moor\u{feff}",
    ];
    let aliases: Vec<String> = odd.iter().map(|text| (*text).to_owned()).collect();
    for (number, name) in odd.iter().enumerate() {
        let roles = [Role {
            title: (*name).to_owned(),
            from: PartialDate::parse("2031-03").ok(),
            to: None,
        }];
        let slug = ["moor", "1984", "null", "no"][number % 4];
        let stub = Stub {
            slug,
            name,
            entity_type: Some(EntityType::Place),
            aliases: &aliases,
            wikidata: Some("Q42"),
            description: Some(name),
            roles: &roles,
        };
        let file = SourceFile {
            path: "content/entities.yaml".into(),
            kind: SourceKind::Entities,
            text: stub.write(),
            hash: [0; 32],
            companion: None,
        };
        let (parsed, problems) = parse(&file, &["de"]);
        assert!(problems.is_empty(), "{}{problems:?}", file.text);
        let Some(Parsed::Entities(entities, _)) = parsed else {
            panic!("{}", file.text)
        };
        let [entity] = entities.as_slice() else {
            panic!("{}", file.text)
        };
        assert_eq!(
            (entity.header.title.as_str(), entity.header.slug.as_str()),
            (*name, slug)
        );
        assert_eq!(entity.names, aliases);
        assert_eq!(entity.description.as_deref(), Some(*name));
        assert_eq!(entity.roles[0].title, *name);
        assert_eq!(entity.roles[0].from, PartialDate::parse("2031-03").ok());
    }
}

#[test]
fn sixty_names_can_all_be_read_and_stand_where_they_stood() {
    let sizes: Vec<Size> = (0..60)
        .map(|n| Size {
            x: 30.0 + f64::from(n % 7) * 9.0,
            y: 15.0,
        })
        .collect();
    let edges: Vec<(usize, usize, f64)> = (1..60).map(|n| (n / 3, n, 0.5)).collect();
    let (points, height) = place(&sizes, &edges);
    assert_eq!((points.clone(), height), place(&sizes, &edges));
    for (one, (a, size)) in points.iter().zip(&sizes).enumerate() {
        assert!(
            f64::from(a.0) >= size.x && f64::from(a.0) + size.x <= f64::from(WIDTH),
            "{a:?}"
        );
        assert!(a.1 > 0 && a.1 < height);
        for (b, other) in points.iter().zip(&sizes).skip(one + 1) {
            let apart =
                f64::from((a.0 - b.0).abs()) >= size.x + other.x || f64::from((a.1 - b.1).abs()) >= size.y + other.y;
            assert!(apart, "{a:?} and {b:?}");
        }
    }
}

#[test]
fn what_is_named_together_stands_closer() {
    let sizes = [Size { x: 30.0, y: 15.0 }; 6];
    let (points, _) = place(
        &sizes,
        &[
            (0, 1, 1.0),
            (1, 2, 1.0),
            (0, 2, 1.0),
            (3, 4, 1.0),
            (4, 5, 1.0),
            (3, 5, 1.0),
        ],
    );
    let distance = |a: usize, b: usize| {
        let (x, y) = (points[a].0 - points[b].0, points[a].1 - points[b].1);
        x * x + y * y
    };
    assert!(
        distance(0, 1) < distance(0, 3) && distance(3, 5) < distance(2, 5),
        "{points:?}"
    );
}

fn shown(first: &str, other: &str) -> String {
    let piece = |(piece, text): (Piece, String)| match piece {
        Piece::Same => text,
        Piece::Added => format!("+{text}+"),
        Piece::Missing => format!("-{text}-"),
        Piece::Gap => "…".to_owned(),
    };
    compare(first, other)
        .into_iter()
        .map(piece)
        .collect::<Vec<_>>()
        .join(" ")
}

#[test]
fn differences_are_words() {
    assert_eq!(
        shown(
            "Der Haushalt trägt das Vorhaben.",
            "Der Haushalt trägt dieses Vorhaben nicht"
        ),
        "Der Haushalt trägt -das- +dieses+ Vorhaben +nicht+"
    );
    assert_eq!(shown("Wir zählen mit.", "„wir zählen mit“"), "„wir zählen mit“");
}

#[test]
fn what_is_not_quoted_is_no_difference() {
    assert_eq!(
        shown(
            "It will open in spring, and nobody will pay twice for it.",
            "nobody will pay twice"
        ),
        "… nobody will pay twice …"
    );
}

#[test]
fn text_cannot_become_markup() {
    let mut html = SafeHtml::new();
    html.markup("<a")
        .attribute("href", "x\" onclick='y'")
        .markup(">")
        .text("<b>&\u{0}\u{202e}")
        .markup("</a>");
    assert_eq!(
        html.as_str(),
        "<a href=\"x&quot; onclick=&#39;y&#39;\">&lt;b&gt;&amp;</a>"
    );
}

#[test]
fn data_cannot_end_its_element() {
    let data = serde_json::json!({"name": "</script><!-- & \u{2028}\u{202e}"});
    let html = SafeHtml::json_ld(&data);
    let json = html
        .as_str()
        .strip_prefix("<script type=\"application/ld+json\">")
        .unwrap();
    let json = json.strip_suffix("</script>").unwrap();
    assert_eq!(json, r#"{"name":"\u003c/script\u003e\u003c!-- \u0026 \u2028"}"#);
    let read: serde_json::Value = serde_json::from_str(json).unwrap();
    assert_eq!(read["name"], "</script><!-- & \u{2028}");
}

proptest! {
    #[test]
    fn no_text_holds_a_tag_or_ends_an_attribute(text in "\\PC{0,80}") {
        let mut html = SafeHtml::new();
        html.text(&text);
        prop_assert!(!html.as_str().contains(['<', '>', '"', '\'']));
        let decoded = html.as_str().replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#39;", "'").replace("&amp;", "&");
        let kept: String = text.chars().filter(|c| !matches!(*c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')).collect();
        prop_assert_eq!(decoded, kept);
    }
}

#[test]
fn notes_are_lettered_as_appendices_are() {
    let letters: Vec<String> = [1, 2, 26, 27, 52, 53, 703].into_iter().map(note_letter).collect();
    assert_eq!(letters, ["a", "b", "z", "aa", "az", "ba", "aaa"]);
}

#[test]
fn what_is_too_much_for_one_file_is_listed_in_it() {
    let text = |part: &[u32]| {
        let mut xml = SafeHtml::new();
        part.iter().for_each(|number| _ = xml.number(*number).markup(" "));
        xml
    };
    let names = |most| -> Vec<(String, String)> {
        let files = sitemap_files("https://a.example/", &[1, 2, 3], most, text);
        let name = |(path, bytes): (OutputPath, Vec<u8>)| (path.to_string(), String::from_utf8(bytes).unwrap());
        files.into_iter().map(name).collect()
    };
    assert_eq!(names(3), [("sitemap.xml".to_owned(), "1 2 3 ".to_owned())]);
    let several = names(2);
    assert!(
        several[0]
            .1
            .contains("<sitemap><loc>https://a.example/sitemap.3.xml</loc></sitemap>")
    );
    assert_eq!(several[1], ("sitemap.2.xml".to_owned(), "1 2 ".to_owned()));
    assert_eq!(several[2], ("sitemap.3.xml".to_owned(), "3 ".to_owned()));
}

#[test]
fn an_address_is_said_only_where_the_title_does_not_say_it() {
    for (title, name, written) in [
        ("Größe & Maß: Ärger", "groesse-mass-aerger", ""),
        ("Rhona’s plan", "rhonas-plan", ""),
        ("Café am Kai", "cafe-am-kai", "3 e-am-kai"),
        ("Der Kai", "2031-kai", "0 2031-kai"),
        ("Der Kai", "der-kai-2", "7 -2"),
    ] {
        assert_eq!(correction(&expected(title), name), written, "{title}");
    }
}

#[test]
fn long_texts_are_cut_between_words() {
    assert_eq!(shortened("Der Kai, der nie war", 10), "Der Kai…");
    assert_eq!(shortened("kurz", 10), "kurz");
    assert_eq!(shortened("Äußerungsrecht", 5), "Äußer…");
}

#[test]
fn cells_are_quoted_where_they_must_be_and_never_a_formula() {
    for (cell, written) in [
        ("Moorkamp", "Moorkamp"),
        ("Moorkamp, Ilse", "\"Moorkamp, Ilse\""),
        ("der \"Rat\"", "\"der \"\"Rat\"\"\""),
        ("=1+1", "'=1+1"),
        ("@Moor", "'@Moor"),
        ("-2, sagte sie", "\"'-2, sagte sie\""),
        ("a\nb", "\"a\nb\""),
        ("", ""),
    ] {
        let mut out = String::new();
        csv_cell(cell, &mut out);
        assert_eq!(out, written, "{cell:?}");
    }
}

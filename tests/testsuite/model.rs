//! The types of the model: anchors, dates, slugs, paths, addresses, spans and statements.

use dossier::internals::model::anchors::{AnchorError, occurrences, single};
use dossier::internals::model::{
    Anchor, CodePoints, Destination, OutputPath, PartialDate, SafeUrl, Slug, Span, without_marks,
};
use proptest::prelude::*;

fn anchor(text: &str) -> Anchor {
    Anchor {
        text: text.into(),
        prefix: None,
        suffix: None,
        nth: None,
        key: Default::default(),
    }
}

#[test]
fn an_anchor_is_exact_or_an_error() {
    let plain = "der Hafen, ein Hafen, der Hafen.";
    assert_eq!(single(plain, &anchor("Kai")), Err(AnchorError::NotFound));
    assert_eq!(
        single(plain, &anchor("der Hafen")),
        Err(AnchorError::Ambiguous(vec![Span::new(0, 9), Span::new(22, 31)]))
    );
    assert_eq!(
        single(
            plain,
            &Anchor {
                nth: Some(2),
                ..anchor("der Hafen")
            }
        ),
        Ok(Span::new(22, 31))
    );
    assert_eq!(
        single(
            plain,
            &Anchor {
                suffix: Some(".".into()),
                ..anchor("Hafen")
            }
        ),
        Ok(Span::new(26, 31))
    );
    assert_eq!(
        single(
            plain,
            &Anchor {
                prefix: Some("ein ".into()),
                ..anchor("Hafen")
            }
        ),
        Ok(Span::new(15, 20))
    );
    assert_eq!(
        single(
            plain,
            &Anchor {
                nth: Some(4),
                ..anchor("Hafen")
            }
        ),
        Err(AnchorError::NotSo(3))
    );
    assert_eq!(occurrences(plain, &anchor("Hafen")).unwrap().len(), 3);
}

#[test]
fn dates_are_read_and_written_as_precisely_as_they_are() {
    for text in [
        "2022",
        "2022-06",
        "2022-06-01",
        "2022-06-01T14:30:00+02:00",
        "2022-06-01T14:30:00Z",
        "2022-06-01T23:30:00-05:00",
    ] {
        assert_eq!(PartialDate::parse(text).unwrap().to_string(), text);
    }
    for (text, message) in [
        ("2022-13", "there is no month 13"),
        ("2023-02-29", "there is no day 2023-02-29"),
        ("1. Juni", "`1. Juni` is not a date"),
        ("2022-6-1", "`2022-6-1` is not a date"),
        (
            "2022-06-01T14:30:00",
            "`2022-06-01T14:30:00` is not a date-time with a zone",
        ),
    ] {
        assert_eq!(PartialDate::parse(text).unwrap_err(), message);
    }
}

#[test]
fn what_is_not_known_well_enough_ends_by_nothing() {
    let date = |text| PartialDate::parse(text).unwrap();
    for (one, other, ends) in [
        ("2021-12", "2022", true),
        ("2022-01", "2022", false),
        ("2022-01", "2022-01", false),
        ("2022-01-31", "2022-02", true),
        ("2022-06-01", "2022-06-01", true),
        ("2022-06-01", "2022-06-01T08:00:00Z", true),
        ("2022-06-02", "2022-06-01", false),
    ] {
        assert_eq!(date(one).ends_by(&date(other)), ends, "{one} {other}");
    }
}

#[test]
fn a_month_sorts_before_its_days_and_a_day_before_its_hours() {
    let order = [
        "2021-12-31",
        "2022",
        "2022-06",
        "2022-06-01",
        "2022-06-01T08:00:00Z",
        "2022-06-01T09:00:00Z",
        "2022-06-02",
        "2022-07",
    ];
    let mut dates: Vec<PartialDate> = order.iter().rev().map(|t| PartialDate::parse(t).unwrap()).collect();
    dates.sort();
    assert_eq!(dates.iter().map(PartialDate::to_string).collect::<Vec<_>>(), order);
}

#[test]
fn letters_are_transliterated_and_stable() {
    for (text, slug) in [
        ("Größe & Maß: Ärger über Öl", "groesse-mass-aerger-ueber-oel"),
        ("Straße", "strasse"),
        ("A\u{308}rger", "aerger"),
        ("Łódź, São Tomé", "lodz-sao-tome"),
        ("Київ", "kiyiv"),
        ("l’État", "letat"),
        ("CON", "con-1"),
        ("com7", "com7-1"),
        ("  --x--  ", "x"),
    ] {
        assert_eq!(Slug::of(text).unwrap().as_str(), slug, "{text}");
    }
    assert_eq!(Slug::of("!?…"), None);
}

proptest! {
    #[test]
    fn every_made_slug_is_a_slug(text in "\\PC{0,200}") {
        if let Some(slug) = Slug::of(&text) {
            prop_assert_eq!(Slug::parse(slug.as_str()), Some(slug.clone()));
            prop_assert_eq!(Slug::of(slug.as_str()), Some(slug));
        }
    }
}

#[test]
fn paths_that_leave_the_output_are_refused() {
    for path in [
        "", "/a", "a//b", "../a", "a/../b", "a/./b", "a\\b", "a b", "C:/x", "con.html", "x/nul", "a.", "ä.html",
    ] {
        assert_eq!(OutputPath::new(path), None, "{path:?}");
    }
    for path in [
        "index.html",
        "articles/a-1.html",
        ".nojekyll",
        "data/quotes.csv",
        "console.html",
    ] {
        assert!(OutputPath::new(path).is_some(), "{path:?}");
    }
}

fn path() -> impl Strategy<Value = OutputPath> {
    proptest::collection::vec("[a-c]{1,2}", 1..4).prop_map(|parts| OutputPath::new(&parts.join("/")).unwrap())
}

proptest! {
    /// A browser resolves the link against the page's address, wherever the site is mounted.
    #[test]
    fn links_resolve_to_their_target_at_any_mount(from in path(), to in path(), mount in "(/[a-z]{1,5}){0,3}/") {
        let base = format!("{mount}{from}");
        let mut parts: Vec<&str> = base.split('/').collect();
        parts.pop();
        let link = from.link_to(&to);
        for part in link.split('/') {
            if part == ".." { parts.pop(); } else { parts.push(part); }
        }
        prop_assert_eq!(parts.join("/"), format!("{mount}{to}"));
        prop_assert!(!link.starts_with('/'));
    }
}

#[test]
fn schemes_are_judged_after_control_characters_are_gone() {
    for hostile in [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "java\u{0}script:alert(1)",
        " \u{1}javascript:alert(1)",
        "java\nscript:alert(1)",
        "java\tscript:alert(1)",
        "vbscript:x",
        "data:text/html,x",
        "file:///etc/passwd",
        "//evil.example",
        "\\\\evil.example",
        "/\\evil.example",
        "https:evil",
        "https:///evil",
        "javascript\u{3a}x",
        "blob:x",
    ] {
        assert!(
            matches!(Destination::classify(hostile), Destination::Refused(_)),
            "{hostile:?}"
        );
    }
}

#[test]
fn allowed_schemes_are_kept_and_quotes_encoded() {
    assert_eq!(
        SafeUrl::parse("HTTPS://Example.org/a b\"<c>").unwrap().as_str(),
        "https://Example.org/a%20b%22%3Cc%3E"
    );
    assert_eq!(
        SafeUrl::parse("https://www.Example.org:8080/x").unwrap().host(),
        "example.org"
    );
    assert_eq!(
        SafeUrl::parse("mailto:a@b.example").unwrap().as_str(),
        "mailto:a@b.example"
    );
    assert_eq!(
        Destination::classify("../a/b.md#c"),
        Destination::Internal("../a/b.md#c".into())
    );
    assert_eq!(
        Destination::classify("a/12:30"),
        Destination::Internal("a/12:30".into())
    );
}

proptest! {
    #[test]
    fn what_is_printed_begins_with_an_allowed_scheme(text in "\\PC{0,40}") {
        if let Destination::External(url) = Destination::classify(&text) {
            prop_assert!(["http://", "https://", "mailto:"].iter().any(|s| url.as_str().starts_with(s)));
            prop_assert!(!url.as_str().contains(['"', '<', '>', ' ', '\n']));
        }
    }
}

proptest! {
    #[test]
    fn code_points_agree_with_the_standard_library(text in "\\PC{0,600}") {
        let points = CodePoints::new(&text);
        for (count, (offset, _)) in text.char_indices().enumerate() {
            prop_assert_eq!(points.at(offset as u32), count as u32);
        }
        prop_assert_eq!(points.at(text.len() as u32), text.chars().count() as u32);
    }
}

#[test]
fn marks_around_the_words_are_taken_off() {
    for (text, bare) in [
        ("„Der Deich hält“", "Der Deich hält"),
        ("“The dyke holds,”", "The dyke holds"),
        ("«Der Deich hält", "Der Deich hält"),
        ("Der „Deich“ hält", "Der „Deich“ hält"),
        ("„Der Deich“ hält", "„Der Deich“ hält"),
        ("„“", "„“"),
    ] {
        assert_eq!(without_marks(text), bare);
    }
}
